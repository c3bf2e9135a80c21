/** The same faults in @pulumi/aws-native, in Cloud Control and in a CloudFormation template, and the same resources well made. */
import { describe, expect, test } from "vitest";
import { evaluateStack, indexRules } from "../../../src/engine/evaluate.js";
import { unjudgedTypes } from "../../../src/engine/unjudged.js";
import { type RawResource, toResource } from "../../../src/model/resource.js";
import { type Stack, toStack } from "../../../src/model/stack.js";
import { signatureKey, signatures, unknownString } from "../../../src/model/value.js";
import { allRules } from "../../../src/rules/index.js";

const index = indexRules(allRules.map(({ id, rule }) => ({ id, rule, options: rule.options })));
const urnOf = (type: string, name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;
const secret = (value: unknown) => ({ [signatureKey]: signatures.secret, value });

const raw = (type: string, name: string, inputs: Record<string, unknown>, more: Partial<RawResource> = {}): RawResource => ({
  urn: urnOf(type, name),
  type,
  name,
  inputs,
  options: { protect: true },
  ...more,
});
const stackOf = (...raws: RawResource[]): Stack => toStack(raws.map(toResource), { name: "dev", project: "shop", today: "2026-07-01" });
const evaluated = (...raws: RawResource[]) => evaluateStack(index, stackOf(...raws), new Set(["production"]));
/** The violations of rules, `rule path`, with only some rules where they are named. */
const found = (raws: readonly RawResource[], only = /./): string[] =>
  evaluated(...raws)
    .filter(({ outcome, rule }) => outcome === "fail" && only.test(rule))
    .map(({ rule, path }) => `${rule} ${path}`);

const trustingAll = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }] };
const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const lambdaOnly = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
const ownTable = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "dynamodb:GetItem", Resource: "arn:aws:dynamodb:eu-west-1:123456789012:table/t" }],
};
const blocked = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
const ssh = (CidrIp: string) => ({
  GroupDescription: "x",
  SecurityGroupIngress: [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, CidrIp, Description: "ssh" }],
});
const database = (good: boolean) => ({
  Engine: "postgres",
  DBInstanceClass: "db.t3.micro",
  PubliclyAccessible: !good,
  StorageEncrypted: good,
  BackupRetentionPeriod: 14,
  DeletionProtection: true,
});

type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;
const faults: Resources = {
  B: { Type: "AWS::S3::Bucket", Properties: { AccessControl: "PublicRead" } },
  R: {
    Type: "AWS::IAM::Role",
    Properties: { AssumeRolePolicyDocument: trustingAll, Policies: [{ PolicyName: "all", PolicyDocument: everything }] },
  },
  G: { Type: "AWS::EC2::SecurityGroup", Properties: ssh("0.0.0.0/0") },
  D: { Type: "AWS::RDS::DBInstance", Properties: database(false) },
};
const good: Resources = {
  B: { Type: "AWS::S3::Bucket", Properties: { PublicAccessBlockConfiguration: blocked } },
  R: {
    Type: "AWS::IAM::Role",
    Properties: { AssumeRolePolicyDocument: lambdaOnly, Policies: [{ PolicyName: "own", PolicyDocument: ownTable }] },
  },
  G: { Type: "AWS::EC2::SecurityGroup", Properties: ssh("10.0.0.0/8") },
  D: { Type: "AWS::RDS::DBInstance", Properties: database(true) },
};

const sdk = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sdk);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase()).replace("dbinstance", "dbInstance"),
      /Document$/.test(key) ? one : sdk(one),
    ]),
  );
};
const tokens: Record<string, string> = {
  "AWS::S3::Bucket": "aws-native:s3:Bucket",
  "AWS::IAM::Role": "aws-native:iam:Role",
  "AWS::EC2::SecurityGroup": "aws-native:ec2:SecurityGroup",
  "AWS::RDS::DBInstance": "aws-native:rds:DbInstance",
};
const stack = (templateBody: string, more: Record<string, unknown> = {}): RawResource =>
  raw("aws:cloudformation/stack:Stack", "st", { templateBody, ...more });
const forms: Record<string, (resources: Resources) => RawResource[]> = {
  "@pulumi/aws-native": (resources) =>
    Object.entries(resources).map(([name, { Type, Properties }]) =>
      raw(tokens[Type] ?? "", name, sdk(Properties) as Record<string, unknown>),
    ),
  "Cloud Control": (resources) =>
    Object.entries(resources).map(([name, { Type, Properties }]) =>
      raw("aws:cloudcontrol/resource:Resource", name, { typeName: Type, desiredState: JSON.stringify(Properties) }),
    ),
  "a template": (Resources) => [stack(JSON.stringify({ Resources }))],
};
const severe = new Set(allRules.filter(({ rule }) => rule.severity === "critical" || rule.severity === "high").map(({ id }) => id));

describe.each(Object.entries(forms))("in %s", (form, write) => {
  test("a public bucket, a role for everyone, open SSH and a public database are found", () => {
    const place = { "@pulumi/aws-native": "", "Cloud Control": "desiredState.", "a template": "templateBody.Resources." }[form] ?? "";
    const list = found(write(faults));
    const rules = [
      "s3-bucket-no-public-read-acl",
      "iam-role-trust-not-open",
      "iam-policy-no-admin",
      "ec2-security-group-no-open-admin-port",
      "rds-instance-not-public",
      "rds-instance-storage-encrypted",
    ];
    const paths = rules.map((rule) => list.find((one) => one.startsWith(`${rule} `)));
    expect(paths).toMatchSnapshot();
    expect(paths.every((one) => one?.includes(` ${place}`))).toBe(true);
  });
  test("well made, none of them has a finding that is critical or high", () => {
    expect(evaluated(...write(good)).filter(({ outcome, rule }) => outcome === "fail" && severe.has(rule))).toEqual([]);
  });
  test("every finding is about the resource that is written", () => {
    const written = new Set(write(faults).map(({ urn }) => urn));
    for (const { resource, rule, places } of evaluated(...write(faults))) {
      if (rule === "tags-required") continue;
      expect(written).toContain(resource.urn);
      expect(resource.from).toBeUndefined();
      for (const place of places) expect(written).toContain(place.urn);
    }
  });
  test("no rule leaves the types out", () => {
    expect(unjudgedTypes(index, stackOf(...write(faults)))).toEqual([]);
  });
});

describe("an input without a counterpart", () => {
  const database = raw("aws-native:rds:DbInstance", "db", { engine: "postgres" });
  const outcomes = (rule: string, ...raws: RawResource[]) => evaluated(...raws).filter((one) => one.rule === rule);
  test("is unknown, and the message names it", () => {
    const [found] = outcomes("protect-final-snapshot", database);
    expect(found?.outcome).toBe("unknown");
    expect(found?.message).toBe("depends on skipFinalSnapshot, which aws-native:rds:DbInstance does not have: it is decided elsewhere");
  });
  test("is unset where the property that it has is not set", () => {
    const [found] = outcomes("rds-instance-storage-encrypted", database);
    expect(found).toMatchObject({ outcome: "fail", path: "storageEncrypted", message: "storageEncrypted is unset, expected true" });
  });
  test("is unknown where its property is", () => {
    const open = raw("aws-native:rds:DbInstance", "db", { engine: "postgres", storageEncrypted: unknownString });
    expect(outcomes("rds-instance-storage-encrypted", open)).toMatchObject([{ outcome: "unknown", path: "storageEncrypted" }]);
  });
  test("is in the words of the text where the whole text is not known", () => {
    const open = raw("aws:cloudcontrol/resource:Resource", "db", { typeName: "AWS::RDS::DBInstance", desiredState: unknownString });
    expect(unjudgedTypes(index, stackOf(open))).toEqual([{ type: "aws:cloudcontrol/resource:Resource", count: 1 }]);
  });
});

describe("across providers", () => {
  const dependsOn = (input: string, type: string, name: string): Partial<RawResource> => ({
    propertyDependencies: { [input]: [urnOf(type, name)] },
    dependencies: [urnOf(type, name)],
  });
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
  const [classic, native] = ["aws:s3/bucket:Bucket", "aws-native:s3:Bucket"];
  const classicPolicy = (of: string) =>
    raw("aws:s3/bucketPolicy:BucketPolicy", "p", { bucket: unknownString, policy }, dependsOn("bucket", of, "b"));
  const nativePolicy = (of: string) =>
    raw("aws-native:s3:BucketPolicy", "p", { bucket: unknownString, policyDocument: JSON.parse(policy) }, dependsOn("bucket", of, "b"));
  test.each([
    ["a policy of @pulumi/aws for a bucket of @pulumi/aws-native", raw(native, "b", {}), classicPolicy(native)],
    ["a policy of @pulumi/aws-native for a bucket of @pulumi/aws", raw(classic, "b", {}), nativePolicy(classic)],
    ["both of @pulumi/aws-native", raw(native, "b", {}), nativePolicy(native)],
    ["by name", raw(native, "b", { bucketName: "x" }), raw("aws:s3/bucketPolicy:BucketPolicy", "p", { bucket: "x", policy })],
    [
      "by id",
      raw(native, "b", {}, { outputs: { id: "x-123", bucketName: "x-123" } }),
      raw("aws:s3/bucketPolicy:BucketPolicy", "p", { bucket: "x-123", policy }),
    ],
  ])("%s", (_, bucket, policy) => {
    expect(found([bucket], /^s3-bucket-tls-only$/)).toHaveLength(1);
    expect(found([bucket, policy], /^s3-bucket-tls-only$/)).toEqual([]);
  });
  test("a rule of @pulumi/aws in a security group of @pulumi/aws-native, and the other way round", () => {
    const [own, other] = ["aws-native:ec2:SecurityGroup", "aws:ec2/securityGroup:SecurityGroup"];
    const classicRule = raw(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "in",
      { securityGroupId: unknownString, ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "0.0.0.0/0" },
      dependsOn("securityGroupId", own, "g"),
    );
    const nativeRule = raw(
      "aws-native:ec2:SecurityGroupIngress",
      "in",
      { groupId: unknownString, ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIp: "0.0.0.0/0" },
      dependsOn("groupId", other, "g"),
    );
    expect(found([raw(own, "g", {}), classicRule], /open-admin/)).toEqual(["ec2-security-group-no-open-admin-port cidrIpv4"]);
    expect(found([raw(other, "g", {}), nativeRule], /open-admin/)).toEqual(["ec2-security-group-no-open-admin-port cidrIp"]);
  });
  test("policies of both providers of one role are taken together", () => {
    const role = raw("aws-native:iam:Role", "r", { assumeRolePolicyDocument: lambdaOnly });
    const part = (Action: string) => JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
    const one = raw(
      "aws:iam/rolePolicy:RolePolicy",
      "one",
      { role: unknownString, policy: part("iam:PassRole") },
      dependsOn("role", "aws-native:iam:Role", "r"),
    );
    const other = raw(
      "aws-native:iam:RolePolicy",
      "other",
      { roleName: unknownString, policyName: "x", policyDocument: JSON.parse(part("ec2:RunInstances")) },
      dependsOn("roleName", "aws-native:iam:Role", "r"),
    );
    expect(found([role, one], /escalation/)).toEqual([]);
    expect(found([role, other], /escalation/)).toEqual([]);
    expect(found([role, one, other], /escalation/)).not.toEqual([]);
  });
});

describe("a property that is a resource of its own", () => {
  const outcomes = (rule: string, inputs: Record<string, unknown>) =>
    evaluated(raw("aws-native:s3:Bucket", "b", inputs), raw("aws-native:s3:Bucket", "other", {}))
      .filter((one) => one.rule === rule)
      .map(({ outcome, resource }) => `${resource.name} ${outcome}`);
  test("is there, is not there, or may be there", () => {
    expect(outcomes("s3-bucket-access-logged", { loggingConfiguration: { logFilePrefix: "x" } })).toEqual(["other fail"]);
    expect(outcomes("s3-bucket-access-logged", {})).toEqual(["b fail", "other fail"]);
    expect(outcomes("s3-bucket-lifecycle", { lifecycleConfiguration: unknownString })).toEqual(["b unknown", "other fail"]);
    // Where the logs go is not known: a bucket that takes the logs of others is left alone.
    expect(outcomes("s3-bucket-access-logged", { loggingConfiguration: unknownString })).toEqual(["b unknown", "other unknown"]);
    expect(outcomes("s3-bucket-versioned", { versioningConfiguration: { status: unknownString } })).toEqual(["b unknown", "other fail"]);
  });
});

describe("in a template", () => {
  const yaml = `
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Password: { Type: String, NoEcho: true, Default: correct-horse-battery }
  Port: { Type: Number, Default: 22 }
Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: { Status: Enabled }
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Logs
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Deny
            Principal: "*"
            Action: s3:*
            Resource: [!GetAtt Logs.Arn, !Sub "\${Logs.Arn}/*"]
            Condition: { Bool: { "aws:SecureTransport": "false" } }
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: !Sub "port \${Port}"
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Ref Port, CidrIp: !If [Open, 0.0.0.0/0, 10.0.0.0/8] }
  Open:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: { GroupId: !GetAtt Group.GroupId, IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Ref Port, CidrIp: 0.0.0.0/0 }
  Db:
    Type: AWS::RDS::DBInstance
    Properties: { Engine: postgres, MasterUserPassword: !Ref Password, StorageEncrypted: true }
  Other:
    Type: AWS::Wisdom::Assistant
`;
  test("in YAML, references join and functions are unknown", () => {
    const list = found([stack(yaml)]);
    expect(list.filter((one) => one.startsWith("s3-bucket-tls-only"))).toEqual([]);
    expect(list.filter((one) => one.startsWith("s3-bucket-versioned"))).toEqual([]);
    expect(list.filter((one) => one.startsWith("ec2-security-group-no-open-admin-port"))).toEqual([
      "ec2-security-group-no-open-admin-port templateBody.Resources.Open.Properties.CidrIp",
    ]);
    expect(
      evaluated(stack(yaml)).find(({ rule, outcome }) => rule === "ec2-security-group-no-open-admin-port" && outcome === "unknown")?.path,
    ).toBe("templateBody.Resources.Group.Properties.SecurityGroupIngress[0].CidrIp");
    expect(unjudgedTypes(index, stackOf(stack(yaml)))).toEqual([{ type: "AWS::Wisdom::Assistant", count: 1 }]);
  });
  test("parameters that the stack sets count, and one that is hidden is a secret", () => {
    const closed = found([stack(yaml, { parameters: { Port: "443" } })], /open-admin/);
    expect(closed).toEqual([]);
    const all = evaluated(stack(yaml, { parameters: { Password: "saddle-tundra-copper" } }));
    expect(JSON.stringify(all.map(({ message, fix }) => [message, fix]))).not.toContain("saddle-tundra-copper");
    expect(all.filter(({ rule, outcome }) => rule === "secrets-input-wrapped" && outcome === "fail")).toEqual([]);
  });
  test("that is secret, nothing of it is shown", () => {
    const body = JSON.stringify({
      Resources: { D: { Type: "AWS::RDS::DBInstance", Properties: { MasterUserPassword: "saddle-tundra-copper", Engine: "postgres" } } },
    });
    const all = evaluated(raw("aws:cloudformation/stack:Stack", "st", { templateBody: secret(body) }));
    expect(all.some(({ rule }) => rule === "rds-instance-storage-encrypted")).toBe(true);
    expect(JSON.stringify(all.map(({ message, path, fix }) => [message, path, fix]))).not.toContain("saddle-tundra-copper");
    expect(all.filter(({ rule, outcome }) => rule === "secrets-input-wrapped" && outcome === "fail")).toEqual([]);
  });
  test("a resource can be retained by the template", () => {
    const body = (DeletionPolicy?: string) =>
      JSON.stringify({ Resources: { T: { Type: "AWS::DynamoDB::Table", DeletionPolicy, Properties: {} } } });
    expect(found([stack(body(), {})], /^dynamodb-table-point/)).toHaveLength(1);
    const retained = toResource(stack(body("Retain"))).parts[0];
    expect(retained?.options.retainOnDelete).toBe(true);
    expect(toResource(stack(body())).parts[0]?.options.retainOnDelete).toBe(false);
  });
  test.each([
    "",
    "[]",
    "{",
    "a: [",
    "just text",
    "Resources: 1",
    '{"Resources": {"A": 1, "B": {"Type": 2}}}',
    "Resources: { A: { Type: AWS::S3::Bucket, Properties: [] } }",
  ])("that is %j breaks nothing", (body) => {
    expect(evaluated(stack(body)).filter(({ outcome }) => outcome === "crash")).toEqual([]);
  });
  test("of few aliases that stand for much is not read", () => {
    const lines = ["a0: &a0 [x, x]"];
    for (let i = 1; i < 40; i++) lines.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`);
    expect(toResource(stack(`${lines.join("\n")}\nResources: {}`)).parts).toEqual([]);
  });
});

describe("in @pulumi/aws-native", () => {
  test("tags are a list, a map, or called otherwise", () => {
    const tagged = indexRules(
      allRules
        .filter(({ id }) => id === "tags-required")
        .map(({ id, rule }) => ({ id, rule, options: { ...rule.options, required: ["Owner"] } })),
    );
    const missing = (type: string, inputs: Record<string, unknown>) =>
      evaluateStack(tagged, stackOf(raw(type, "it", inputs)), new Set()).map(({ path, message }) => [path, message]);
    const list = [{ key: "Owner", value: "team" }];
    expect(missing("aws-native:s3:Bucket", { tags: list })).toEqual([]);
    expect(missing("aws-native:route53:HostedZone", { hostedZoneTags: list })).toEqual([]);
    expect(missing("aws-native:apigatewayv2:Api", { tags: { Owner: "team" } })).toEqual([]);
    expect(missing("aws-native:efs:FileSystem", { fileSystemTags: [{ key: "Other", value: "x" }] })).toMatchSnapshot();
    expect(missing("aws-native:s3:Bucket", {})).toMatchSnapshot();
    expect(missing("aws-native:s3:Bucket", { tags: [{ key: unknownString, value: "x" }] }).map(([path]) => path)).toEqual(["tags"]);
  });
  test("a resource that is not protected is found by the rules of protection", () => {
    const open = raw("aws-native:dynamodb:Table", "t", {}, { options: { protect: false } });
    expect(found([open], /^protect-(stateful|recoverable)/)).not.toEqual([]);
    expect(found([{ ...open, options: { protect: true } }], /^protect-(stateful|recoverable)/)).toEqual([]);
  });
  test("a name that the provider made is not one that the program fixed", () => {
    const names = (bucketName: string) => found([raw("aws-native:s3:Bucket", "logs", { bucketName })], /^protect-no-fixed-name$/);
    expect(names("logs-1a2b3c4")).toEqual([]);
    expect(names("logs-prod")).toEqual(["protect-no-fixed-name bucketName"]);
  });
  test("a secret in what is mapped, and in what is not, is found", () => {
    const url = ["postgres://app", "saddle-tundra-copper@db.example.com/shop"].join(":");
    const inputs = { code: { zipFile: `const url = "${url}";` }, environment: { variables: { PASSWORD: "saddle-tundra-copper-walnut" } } };
    const list = found([raw("aws-native:lambda:Function", "f", inputs)], /^secrets-/);
    expect(list).toContain("secrets-no-secret-named-literal environment.variables.PASSWORD");
    expect(list.some((one) => one.endsWith(" code.zipFile"))).toBe(true);
  });
  test("a wrapped value is a secret of the class", () => {
    const inputs = { masterUserPassword: secret("saddle-tundra-copper"), engine: "postgres" };
    expect(found([raw("aws-native:rds:DbInstance", "d", inputs)], /^secrets-input-wrapped$/)).toEqual([]);
    expect(
      found([raw("aws-native:rds:DbInstance", "d", { ...inputs, masterUserPassword: "saddle-tundra-copper" })], /^secrets-input-wrapped$/),
    ).toEqual(["secrets-input-wrapped masterUserPassword"]);
  });
  test("an instance of a cluster is another class than one by itself", () => {
    expect(toResource(raw("aws-native:rds:DbInstance", "d", { dbClusterIdentifier: "c" })).type).toBe(
      "aws:rds/clusterInstance:ClusterInstance",
    );
    expect(toResource(raw("aws-native:rds:DbInstance", "d", {})).type).toBe("aws:rds/instance:Instance");
  });
  test("what is ignored is named as it is written", () => {
    const group = raw("aws-native:ec2:SecurityGroup", "g", {}, { options: { ignoreChanges: ["securityGroupIngress", "tags"] } });
    expect(found([group], /ignored/)).toEqual(["protect-no-ignored-security-inputs securityGroupIngress"]);
  });
});
