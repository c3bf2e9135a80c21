import { rule } from "../rule.js";

const open = (cidrs: readonly string[] = []) => cidrs.some((cidr) => cidr === "0.0.0.0/0" || cidr === "::/0");

export const ec2 = {
  "ec2-instance-imdsv2": rule("ec2.Instance", {
    title: "Instances answer metadata requests only with a session token (IMDSv2)",
    severity: "high",
    controls: { fsbp: "EC2.8" },
    equivalents: ["CKV_AWS_79", "AVD-AWS-0028"],
    fix: 'Set `metadataOptions: { httpTokens: "required" }`.',
    docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html",
    require: { metadataOptions: { httpTokens: "required" } },
    remediate: true,
  }),
  "ec2-security-group-no-open-admin-port": rule("ec2.SecurityGroup", {
    title: "Security groups do not open an admin port to the internet",
    severity: "critical",
    controls: { fsbp: "EC2.13", cis: "5.2" },
    equivalents: ["CKV_AWS_24", "CKV_AWS_25"],
    fix: "Name the CIDR of your bastion, or use Session Manager and open no port.",
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
    options: { ports: [22, 3389] },
    check: (group, { each, options }) =>
      each(group, "ingress", (i) => {
        const port = options.ports.find((p) => i.protocol === "-1" || (i.fromPort <= p && p <= i.toPort));
        return port !== undefined && (open(i.cidrBlocks) || open(i.ipv6CidrBlocks)) && `opens port ${port} to the internet`;
      }),
  }),
};
