/** Ports and machines that the internet can reach. */
import * as aws from "@pulumi/aws";

export const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Owner: "goat" } });

/** One key in two spellings, and one that AWS reserves. Everything else has no tags. */
export const subnet = new aws.ec2.Subnet("public", {
  vpcId: vpc.id,
  cidrBlock: "10.0.1.0/24",
  tags: { owner: "goat", "aws:team": "goat" },
});

const anywhere = { protocol: "tcp", cidrBlocks: ["0.0.0.0/0"] };

/** SSH for everyone. */
export const ssh = new aws.ec2.SecurityGroup("ssh", {
  description: "SSH",
  vpcId: vpc.id,
  ingress: [{ ...anywhere, description: "SSH", fromPort: 22, toPort: 22 }],
});

/** Remote Desktop in a range of ports, over IPv6. */
new aws.ec2.SecurityGroup("windows", {
  description: "Windows",
  vpcId: vpc.id,
  ingress: [{ description: "Ports", protocol: "tcp", fromPort: 3000, toPort: 4000, ipv6CidrBlocks: ["::/0"] }],
});

/** Every port, in two halves of the internet. */
new aws.ec2.SecurityGroup("everything", {
  description: "Everything",
  vpcId: vpc.id,
  ingress: [{ description: "All", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] }],
});

/** A database for everyone, by a rule beside its group. */
export const database = new aws.ec2.SecurityGroup("database", { description: "Database", vpcId: vpc.id });

new aws.vpc.SecurityGroupIngressRule("postgres", {
  securityGroupId: database.id,
  description: "PostgreSQL",
  ipProtocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
  cidrIpv4: "0.0.0.0/0",
});

/** The default group, which a machine gets if nobody thinks about it. */
new aws.ec2.DefaultSecurityGroup("default", {
  vpcId: vpc.id,
  ingress: [{ description: "HTTP", protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
});
