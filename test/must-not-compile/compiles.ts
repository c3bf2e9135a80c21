import { absent, atLeast, every, noneOf, oneOf, some } from "../../src/language/pattern.js";
import { rule } from "../../src/language/rule.js";
import { suite } from "../suite.js";

/** The twins of the files beside: what is right about each of them compiles. */
const about = {
  title: "Something holds",
  severity: "low",
  fix: "Set it.",
  docs: "https://docs.aws.amazon.com/",
} as const;

export const right = {
  "known-class": rule("efs.FileSystem", { ...about, require: { encrypted: true } }),
  "known-classes": rule(["s3.Bucket", "s3.BucketAcl"], { ...about, require: { acl: noneOf("public-read") } }),
  "known-property-of-a-block": rule("ec2.Instance", { ...about, require: { metadataOptions: { httpTokens: "required" } } }),
  "known-property-in-a-list": rule("ec2.SecurityGroup", { ...about, forbid: { ingress: some({ protocol: "-1" }) } }),
  "known-property-in-when": rule("rds.Instance", { ...about, when: { engine: oneOf("mysql") }, require: { storageEncrypted: true } }),
  "known-property-of-a-partner": rule("s3.Bucket", {
    ...about,
    with: { block: "s3.BucketPublicAccessBlock#bucket" },
    when: { block: absent },
    require: { block: { blockPublicAcls: true } },
  }),
  "known-pointer-of-its-own": rule("lambda.Function", {
    ...about,
    with: { executionRole: "role -> iam.Role" },
    require: { executionRole: { maxSessionDuration: atLeast(3600) } },
  }),
  "known-word-for-a-union": rule("alb.LoadBalancer", { ...about, require: { loadBalancerType: oneOf("network", "gateway") } }),
  "known-value-of-a-union": rule("rds.ClusterInstance", { ...about, require: { engine: "aurora-mysql" } }),
  "value-of-the-right-type": rule("rds.Instance", { ...about, require: { backupRetentionPeriod: atLeast(7) } }),
  "known-property-in-check": rule("ec2.SecurityGroup", {
    ...about,
    options: { ports: [22] },
    check: (group, { each, options }) => each(group, "ingress", (i) => options.ports.includes(i.fromPort) && "is open"),
  }),
  "known-property-that-it-sets": rule("ec2.Instance", { ...about, require: { ebsBlockDevices: every({ encrypted: true }) } }),
};

suite(right, {
  "known-class": { pass: [{ encrypted: true }], fail: [{}] },
  "known-classes": { pass: [{ acl: "private" }], fail: [{ acl: "public-read" }] },
  "known-property-of-a-block": { pass: [{ metadataOptions: { httpTokens: "required" } }], fail: [{}] },
  "known-property-in-a-list": { pass: [{}], fail: [{ ingress: [{ protocol: "-1" }] }] },
  "known-property-in-when": { pass: [{ storageEncrypted: true }], fail: [{}] },
  "known-property-of-a-partner": { pass: [{}], fail: [{}] },
  "known-pointer-of-its-own": { pass: [{}], fail: [{}] },
  "known-word-for-a-union": { pass: [{ loadBalancerType: "network" }], fail: [{}] },
  "known-value-of-a-union": { pass: [{ engine: "aurora-mysql" }], fail: [{}] },
  "value-of-the-right-type": { pass: [{ backupRetentionPeriod: 7 }], fail: [{}] },
  "known-property-in-check": { pass: [{}], fail: [{}] },
  "known-property-that-it-sets": { pass: [{}], fail: [{}] },
});
