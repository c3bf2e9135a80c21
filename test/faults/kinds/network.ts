import { aclRule, aws, document, found, ingressRule, type Kind, silent } from "./kind.js";

const anywhere = ["0.0.0.0/0"];
const halves = ["0.0.0.0/1", "128.0.0.0/1"];
const adminPort = /no-open-admin-port/;
const group = (name: string, ingress: readonly Record<string, unknown>[]) =>
  aws("ec2/securityGroup:SecurityGroup", name, { vpcId: "vpc-1", ingress, egress: [] });
const ssh = { protocol: "tcp", fromPort: 22, toPort: 22 };
const list = (...cidrs: string[]) =>
  aws(
    "ec2/managedPrefixList:ManagedPrefixList",
    "list",
    { addressFamily: "IPv4", maxEntries: 9, entries: cidrs.map((cidr) => ({ cidr })) },
    { outputs: { id: "list-id" } },
  );

export const networkKinds: readonly Kind[] = [
  {
    kind: "one spelling of a value known, others not (numbers as text, letter case: network ACL actions too)",
    cases: [
      found("+6 as the protocol of a separate rule", [ingressRule("r", { ipProtocol: "+6", cidrIpv4: "0.0.0.0/0" })], adminPort, 1),
      found("TCP and ports as text", [group("g", [{ protocol: "TCP", fromPort: "22", toPort: "22", cidrBlocks: anywhere }])], adminPort, 1),
      found("006 for RDP", [group("g", [{ protocol: "006", fromPort: 3389, toPort: 3389, cidrBlocks: anywhere }])], adminPort, 1),
      found("a protocol that is a number", [group("g", [{ protocol: 6, fromPort: 22, toPort: 22, cidrBlocks: anywhere }])], adminPort, 1),
      found(
        "ALL as the protocol",
        [group("g", [{ protocol: "ALL", fromPort: 0, toPort: 0, cidrBlocks: anywhere }])],
        /no-open-all-ports/,
        1,
      ),
      found("every IPv6 address in full", [group("g", [{ ...ssh, ipv6CidrBlocks: ["0:0:0:0:0:0:0:0/0"] }])], adminPort, 1),
      found(
        "an ACL that says ALLOW for 06",
        [aclRule({ protocol: "06", ruleAction: "ALLOW", fromPort: 22, toPort: 22 })],
        /network-acl-no-open-admin/,
        1,
      ),
      found(
        "an inline ACL entry that says Allow for every protocol",
        [
          aws("ec2/networkAcl:NetworkAcl", "a", {
            vpcId: "vpc-1",
            ingress: [{ action: "Allow", protocol: "-1", ruleNo: 1, fromPort: 0, toPort: 0, cidrBlock: "0.0.0.0/0" }],
          }),
        ],
        /network-acl-no-open-admin/,
        1,
      ),
      found(
        "a listener with its protocol in small letters",
        [
          aws("lb/listener:Listener", "l", {
            loadBalancerArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/a/1",
            port: 80,
            protocol: "http",
            defaultActions: [{ type: "forward", targetGroupArn: "arn:x" }],
          }),
        ],
        /lb-listener-encrypted/,
        1,
      ),
      found(
        "a database that is public by a text",
        [aws("rds/instance:Instance", "d", { instanceClass: "db.t4g.micro", publiclyAccessible: "true" })],
        /rds-instance-not-public/,
        1,
      ),
      found(
        "direction Ingress of a separate rule",
        [
          aws("ec2/securityGroupRule:SecurityGroupRule", "r", {
            type: "ingress",
            securityGroupId: "sg-1",
            protocol: "Tcp",
            fromPort: 22,
            toPort: 22,
            cidrBlocks: anywhere,
          }),
        ],
        adminPort,
        1,
      ),
      silent("an ACL that says DENY", [aclRule({ protocol: "06", ruleAction: "DENY", fromPort: 22, toPort: 22 })], /network-acl/),
      silent(
        "UDP as 17 and as 017",
        [
          group("g", [
            { protocol: "017", fromPort: 22, toPort: 22, cidrBlocks: anywhere },
            { protocol: "17", fromPort: 22, toPort: 22, cidrBlocks: anywhere },
          ]),
        ],
        adminPort,
      ),
      silent("ICMP as 01 with a type of 22", [group("g", [{ protocol: "01", fromPort: 22, toPort: 0, cidrBlocks: anywhere }])], adminPort),
      silent(
        "HTTPS in small letters",
        [
          aws("lb/listener:Listener", "l", {
            loadBalancerArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/a/1",
            port: 443,
            protocol: "https",
            certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/1",
            sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
            defaultActions: [{ type: "forward", targetGroupArn: "arn:x" }],
          }),
        ],
        /lb-listener-encrypted/,
      ),
      silent(
        "a database that is not public by a text",
        [aws("rds/instance:Instance", "d", { instanceClass: "db.t4g.micro", publiclyAccessible: "false" })],
        /rds-instance-not-public/,
      ),
    ],
  },
  {
    kind: "union of ranges",
    cases: [
      found(
        "two halves of the internet in two separate rules",
        halves.map((cidrIpv4, i) => ingressRule(`r${i}`, { cidrIpv4 })),
        adminPort,
      ),
      found("two halves of IPv6", [group("g", [{ ...ssh, ipv6CidrBlocks: ["::/1", "8000::/1"] }])], adminPort, 1),
      found(
        "four quarters in four inline rules",
        [
          group(
            "g",
            ["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/2"].map((cidr) => ({
              protocol: "tcp",
              fromPort: 3306,
              toPort: 3306,
              cidrBlocks: [cidr],
            })),
          ),
        ],
        /no-open-database-port/,
      ),
      found(
        "every /8 in a rule of its own",
        Array.from({ length: 223 }, (_, i) => ingressRule(`r${i}`, { cidrIpv4: `${i + 1}.0.0.0/8` })),
        adminPort,
        1,
      ),
      found(
        "a prefix list of the stack that has both halves",
        [list(...halves), group("g", [{ ...ssh, prefixListIds: ["list-id"] }])],
        adminPort,
        1,
      ),
      found(
        "one half inline and one in a prefix list",
        [list("128.0.0.0/1"), group("g", [{ ...ssh, cidrBlocks: ["0.0.0.0/1"], prefixListIds: ["list-id"] }])],
        adminPort,
        1,
      ),
      found(
        "entries of a list that are resources",
        [
          aws("ec2/managedPrefixList:ManagedPrefixList", "list", { addressFamily: "IPv4", maxEntries: 9 }, { outputs: { id: "list-id" } }),
          ...halves.map((cidr, i) => aws("ec2/managedPrefixListEntry:ManagedPrefixListEntry", `e${i}`, { prefixListId: "list-id", cidr })),
          ingressRule("r", { prefixListId: "list-id" }),
        ],
        adminPort,
        1,
      ),
      found(
        "halves for the API server of a cluster",
        [
          aws("eks/cluster:Cluster", "c", {
            roleArn: "arn:aws:iam::123456789012:role/r",
            vpcConfig: { subnetIds: ["a", "b"], endpointPublicAccess: true, publicAccessCidrs: halves },
          }),
        ],
        /eks-cluster-endpoint-(?:restricted|private)/,
      ),
      found(
        "halves in a condition of a policy",
        [
          aws("s3/bucketPolicy:BucketPolicy", "p", {
            bucket: "b",
            policy: document({
              Effect: "Allow",
              Principal: "*",
              Action: "s3:GetObject",
              Resource: "arn:aws:s3:::b/*",
              Condition: { IpAddress: { "aws:SourceIp": halves } },
            }),
          }),
        ],
        /iam-resource-policy-not-public/,
        1,
      ),
      found(
        "one half inline, one as a resource of its own",
        [
          aws(
            "ec2/securityGroup:SecurityGroup",
            "g",
            { vpcId: "vpc-1", ingress: [{ ...ssh, cidrBlocks: ["0.0.0.0/1"] }] },
            { id: "sg-1", outputs: { id: "sg-1" } },
          ),
          aws("ec2/securityGroupRule:SecurityGroupRule", "r", {
            type: "ingress",
            securityGroupId: "sg-1",
            ...ssh,
            cidrBlocks: ["128.0.0.0/1"],
          }),
        ],
        adminPort,
      ),
      silent(
        "all private ranges together",
        [group("g", [{ ...ssh, cidrBlocks: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] }])],
        adminPort,
      ),
      silent(
        "a prefix list of an office",
        [list("203.0.113.0/24", "198.51.100.7/32"), group("g", [{ ...ssh, prefixListIds: ["list-id"] }])],
        adminPort,
      ),
      silent(
        "a hundred single addresses",
        [group("g", [{ ...ssh, cidrBlocks: Array.from({ length: 100 }, (_, i) => `203.0.113.${i}/32`) }])],
        adminPort,
      ),
      silent("a list of both halves that nobody uses", [list(...halves), group("g", [{ ...ssh, cidrBlocks: ["10.0.0.0/8"] }])], adminPort),
      silent(
        "one /8 of an office and one of a partner for the API server",
        [
          aws("eks/cluster:Cluster", "c", {
            roleArn: "arn:aws:iam::123456789012:role/r",
            vpcConfig: { subnetIds: ["a", "b"], endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24", "198.51.100.0/24"] },
          }),
        ],
        /eks-cluster-endpoint-restricted/,
      ),
    ],
  },
];
