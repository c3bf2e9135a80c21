/** Native resources in the policy pack: before they are made, with the stack, in waivers and in fingerprints. */
import { expect, test } from "vitest";
import { startSession } from "../../../src/doors/pulumi/session.js";
import { fingerprintsOf, toFindings } from "../../../src/findings/finding.js";
import type { RawResource } from "../../../src/model/resource.js";
import { unknownString } from "../../../src/model/value.js";
import { allRules } from "../../../src/rules/index.js";
import { urn } from "../../doors/pulumi/requests.js";

const raw = (type: string, name: string, inputs: Record<string, unknown>, more: Partial<RawResource> = {}): RawResource => ({
  urn: urn(type, name),
  type,
  name,
  inputs,
  ...more,
});
const all = new Map(allRules.map(({ id }) => [id, "mandatory" as const]));

function run(resources: readonly RawResource[], options: Record<string, unknown> = {}, isUpdate = false, name = "dev") {
  const session = startSession(allRules, () => "2026-01-01");
  session.configureStack({ name, project: "shop", config: undefined, isUpdate });
  session.configure(all, { stackwarden: { level: undefined, options } });
  const each = resources.flatMap((given) => session.analyze(given));
  const whole = session.analyzeStack(
    resources.map(({ inputs = {}, ...rest }) => ({ ...rest, outputs: { ...inputs, id: `${rest.name}-id` } })),
  );
  return { each, whole, notes: session.notes() };
}
const bucket = raw("aws-native:s3:Bucket", "b", { accessControl: "PublicRead", publicAccessBlockConfiguration: { blockPublicAcls: true } });
const versions = raw(
  "aws:s3/bucketVersioning:BucketVersioning",
  "v",
  { bucket: unknownString, versioningConfiguration: { status: "Enabled" } },
  { propertyDependencies: { bucket: [bucket.urn] } },
);

test("a bucket and its parts are evaluated by themselves, and with the stack", () => {
  const { each, whole } = run([bucket, versions]);
  const [alone, together] = [each, whole].map((list) => new Map(list.filter((e) => e.outcome === "fail").map((e) => [e.rule, e.path])));
  expect(alone?.get("s3-bucket-no-public-read-acl")).toBe("accessControl");
  expect(alone?.get("s3-public-access-block-complete")).toBe("publicAccessBlockConfiguration");
  expect(together?.has("s3-bucket-access-logged")).toBe(true);
  expect(together?.has("s3-bucket-versioned")).toBe(false);
  expect(new Set([...each, ...whole].map(({ resource }) => resource.urn))).toContain(bucket.urn);
});

test("an update stops before a policy that gives everything is made", () => {
  const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
  const role = raw("aws-native:iam:Role", "r", { policies: [{ policyName: "all", policyDocument: everything }] });
  const { each } = run([role], {}, true);
  expect(each.filter((e) => e.rule === "iam-policy-no-admin").map((e) => e.path)).toEqual([
    "policies[0].policyDocument.Statement[0].Action",
  ]);
});

test("a waiver names the property as it is written", () => {
  const waiver = {
    rule: "s3-bucket-no-public-read-acl",
    resource: "b",
    path: "accessControl",
    reason: "a public web site",
    until: "2026-03-01",
  };
  const waived = (path: string) =>
    run([bucket], { waivers: [{ ...waiver, path }] })
      .each.filter((e) => e.waiver !== undefined)
      .map((e) => e.rule);
  expect(waived("accessControl")).toEqual(["s3-bucket-no-public-read-acl"]);
  expect(waived("acl")).toEqual([]);
});

test("a waiver for a bucket that every rule was evaluated on and that was not needed is unused", () => {
  const waivers = [{ rule: "s3-bucket-versioned", resource: "b", reason: "it has versions elsewhere", until: "2026-03-01" }];
  const { whole } = run([bucket, versions], { waivers });
  expect(whole.filter((e) => e.rule === "waivers-used").map((e) => e.outcome)).toEqual(["fail"]);
});

test("what the type does not have is not said to wait for the update", () => {
  const { notes, whole, each } = run([raw("aws-native:rds:DbInstance", "db", { engine: "postgres" })], {}, false, "production");
  expect([...each, ...whole].some((e) => e.hasNoInput === true)).toBe(true);
  expect(notes.filter((line) => /unknown until the update/.test(line))).toEqual([]);
});

test("fingerprints differ between the resources of a template, and do not depend on values", () => {
  const body = (cidr: string) => {
    const group = {
      Type: "AWS::EC2::SecurityGroup",
      Properties: { SecurityGroupIngress: [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, CidrIp: cidr }] },
    };
    return raw("aws:cloudformation/stack:Stack", "st", { templateBody: JSON.stringify({ Resources: { A: group, B: group } }) });
  };
  const prints = (cidr: string) => {
    const { each, whole } = run([body(cidr)]);
    return fingerprintsOf([...each, ...whole].filter((e) => e.rule === "ec2-security-group-no-open-admin-port" && e.outcome === "fail"));
  };
  expect(new Set(prints("0.0.0.0/0")).size).toBe(2);
  expect(prints("0.0.0.0/0")).toEqual(prints("::/0"));
});

test("a finding has the type, the name and the fix of what is written", () => {
  const { each } = run([raw("aws-native:rds:DbInstance", "db", { engine: "postgres", enableIamDatabaseAuthentication: false })]);
  const rules = new Map(allRules.map(({ id, rule }) => [id, rule]));
  const about = (id: string) => ({ rule: rules.get(id) ?? allRules[0]?.rule ?? never(), level: "mandatory" as const });
  const finding = toFindings(each, "state", about).find(({ rule, outcome }) => rule === "rds-iam-authentication" && outcome === "fail");
  expect(finding).toMatchObject({
    type: "aws-native:rds:DbInstance",
    name: "db",
    path: "enableIamDatabaseAuthentication",
    message: "enableIamDatabaseAuthentication is false, expected true",
  });
  expect(finding?.fix).toContain("`enableIamDatabaseAuthentication: true`");
});
const never = (): never => {
  throw new Error("no rule");
};
