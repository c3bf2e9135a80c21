import { stack } from "../../src/rules/stack.js";
import { anyRes, ref, res, suite, unknown } from "../suite.js";

const bucket = res("s3.Bucket", "data", {});
const versions = (name: string, status: string, to: never = ref("data")) =>
  res("s3.BucketVersioning", name, { bucket: to, versioningConfiguration: { status } });
const group = (more: object, options = {}) => res("ec2.SecurityGroup", "web", more, options);
const open = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] };
const separate = (type: string) => res("ec2.SecurityGroupRule", "more", { ...open, type, securityGroupId: ref("web") });
const role = (more: object) => res("iam.Role", "worker", { assumeRolePolicy: "{}", ...more });

suite(stack, {
  "stack-no-duplicate-manager": {
    pass: [
      [bucket, versions("on", "Enabled")],
      // What is no text names nothing.
      [anyRes("aws:ec2/route:Route", "odd", { routeTableId: "rtb-1", destinationCidrBlock: [unknown] })],
      [bucket, res("s3.Bucket", "other", {}), versions("on", "Enabled"), versions("off", "Suspended", ref("other"))],
      [
        res("ec2.Route", "a", { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0" }),
        res("ec2.Route", "b", { routeTableId: "rtb-1", destinationIpv6CidrBlock: "::/0" }),
      ],
      // One for each region.
      [
        res("ebs.EncryptionByDefault", "a", { enabled: true, region: "eu-west-1" }),
        res("ebs.EncryptionByDefault", "b", { enabled: true, region: "us-east-1" }),
      ],
      [res("iam.RolePolicy", "a", { role: "r", policy: "{}" }), res("iam.RolePolicy", "b", { role: "r", policy: "{}" })],
    ],
    fail: [
      {
        of: [bucket, versions("on", "Enabled"), versions("off", "Suspended")],
        message: 'is managed by "on" too: the last one to be updated overwrites the other',
      },
      [
        res("s3.BucketPublicAccessBlock", "block", { bucket: "data", blockPublicAcls: true }),
        res("s3.BucketPublicAccessBlock", "open", { bucket: "data", blockPublicAcls: false }),
      ],
      [
        res("route53.Record", "a", { zoneId: "Z1", name: "www", type: "A", records: ["1.2.3.4"], ttl: 60 }),
        res("route53.Record", "b", { zoneId: "Z1", name: "www", type: "A", records: ["1.2.3.5"], ttl: 60 }),
      ],
      [res("iam.AccountPasswordPolicy", "a", { minimumPasswordLength: 14 }), res("iam.AccountPasswordPolicy", "b", {})],
    ],
  },
  "stack-no-inline-and-separate-mix": {
    pass: [
      [group({ ingress: [open] })],
      [group({}), separate("ingress")],
      [group({ ingress: [open] }), separate("egress")],
      [group({ ingress: [] }), separate("ingress")],
      // The program leaves the inline list to the other resources.
      [group({ ingress: [open] }, { ignoreChanges: ["ingress"] }), separate("ingress")],
      [
        role({ managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }),
        res("iam.RolePolicy", "own", { role: ref("worker"), policy: "{}" }),
      ],
    ],
    fail: [
      { of: [group({ ingress: [open] }), separate("ingress")], message: 'is set here and by ec2.SecurityGroupRule "more"' },
      [group({ ingress: [open] }), res("vpc.SecurityGroupIngressRule", "more", { securityGroupId: ref("web"), ipProtocol: "tcp" })],
      [role({ inlinePolicies: [{ name: "a", policy: "{}" }] }), res("iam.RolePolicy", "own", { role: ref("worker"), policy: "{}" })],
      [role({ managedPolicyArns: ["a"] }), res("iam.RolePolicyAttachment", "own", { role: ref("worker"), policyArn: "b" })],
      [
        res("ec2.RouteTable", "t", { vpcId: "vpc-1", routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }),
        res("ec2.Route", "r", { routeTableId: ref("t"), destinationCidrBlock: "10.0.0.0/8" }),
      ],
    ],
    unknown: [
      [group({ ingress: [open] }), res("ec2.SecurityGroupRule", "more", { ...open, type: "ingress", securityGroupId: unknown })],
      [group({ ingress: unknown }), separate("ingress")],
    ],
  },
});
