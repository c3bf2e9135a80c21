/** Resources of AWS Native, Cloud Control and CloudFormation in the real engine: the pack finds what `check` finds in the state, and both find the worst. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { comparable } from "./differences.js";
import { analyze, preview, type Run, repositoryFolder, resource, type State, up } from "./engine.js";

const folder = mkdtempSync(join(tmpdir(), "stackwarden-native-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const document = (...statements: object[]): object => ({ Version: "2012-10-17", Statement: statements });
const everyone = document({ Effect: "Allow", Action: "*", Principal: "*" });
const everything = document({ Effect: "Allow", Action: "*", Resource: "*" });

/** What is wrong, as CloudFormation names it; AWS Native has the same names, with a small first letter. */
const faults: Readonly<Record<string, readonly [type: string, properties: Readonly<Record<string, unknown>>]>> = {
  site: ["AWS::S3::Bucket", { AccessControl: "PublicRead", PublicAccessBlockConfiguration: { BlockPublicAcls: false } }],
  admin: ["AWS::IAM::Role", { AssumeRolePolicyDocument: everyone, Policies: [{ PolicyName: "all", PolicyDocument: everything }] }],
  door: [
    "AWS::EC2::SecurityGroup",
    {
      GroupDescription: "SSH",
      SecurityGroupIngress: [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, CidrIp: "0.0.0.0/0" }],
    },
  ],
  store: [
    "AWS::RDS::DBInstance",
    { Engine: "postgres", DBInstanceClass: "db.t4g.micro", AllocatedStorage: "20", PubliclyAccessible: true, StorageEncrypted: false },
  ],
};
const tokens: Readonly<Record<string, string>> = {
  "AWS::S3::Bucket": "aws-native:s3:Bucket",
  "AWS::IAM::Role": "aws-native:iam:Role",
  "AWS::EC2::SecurityGroup": "aws-native:ec2:SecurityGroup",
  "AWS::RDS::DBInstance": "aws-native:rds:DbInstance",
};
/** The names of AWS Native: `dbInstanceClass`. What is inside a policy document stays as it is. */
function native(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(native);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const small = key.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (letters) => letters.toLowerCase());
      return [small, key.endsWith("PolicyDocument") ? item : native(item)];
    }),
  );
}

/** What must be found of each fault, whichever way it is written. */
const musts: readonly (readonly [name: string, rule: string])[] = [
  ["site", "s3-bucket-no-public-read-acl"],
  ["admin", "iam-role-trust-not-open"],
  ["admin", "iam-policy-no-admin"],
  ["door", "ec2-security-group-no-open-admin-port"],
  ["store", "rds-instance-not-public"],
  ["store", "rds-instance-storage-encrypted"],
];
const programs: Readonly<Record<string, { readonly program: PulumiFn; readonly nameOf: (name: string) => string }>> = {
  "AWS Native": {
    program: async () => {
      for (const [name, [type, properties]] of Object.entries(faults))
        resource(tokens[type] ?? "", name, native(properties) as Record<string, unknown>);
    },
    nameOf: (name) => name,
  },
  "Cloud Control": {
    program: async () => {
      for (const [name, [typeName, properties]] of Object.entries(faults))
        resource("aws:cloudcontrol/resource:Resource", name, { typeName, desiredState: JSON.stringify(properties) });
    },
    nameOf: (name) => name,
  },
  CloudFormation: {
    program: async () => {
      const Resources = Object.fromEntries(Object.entries(faults).map(([name, [Type, Properties]]) => [name, { Type, Properties }]));
      resource("aws:cloudformation/stack:Stack", "shop", { templateBody: JSON.stringify({ Resources }) });
    },
    nameOf: () => "shop",
  },
  "joins across the providers": {
    program: async () => {
      const site = resource("aws-native:s3:Bucket", "site", { bucketName: "acme-site" });
      resource("aws:s3/bucketPolicy:BucketPolicy", "open", {
        bucket: site.id,
        policy: JSON.stringify(document({ Effect: "Allow", Action: "s3:GetObject", Principal: "*", Resource: "arn:aws:s3:::acme-site/*" })),
      });
      const role = resource("aws:iam/role:Role", "worker", {
        assumeRolePolicy: JSON.stringify(
          document({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }),
        ),
      });
      resource("aws-native:iam:RolePolicy", "all", { roleName: role.id, policyName: "all", policyDocument: everything });
    },
    nameOf: (name) => name,
  },
};

interface Found {
  readonly rule: string;
  readonly urn: string;
  readonly message: string;
  readonly outcome: string;
}
const packConfig = { all: "advisory", stackwarden: { preset: "all", unknown: "advisory" } };
const config = join(folder, "config.json");
writeFileSync(config, JSON.stringify(packConfig));
function check(state: State, name: string): readonly Found[] {
  const file = join(folder, `${name.replaceAll(" ", "-")}.json`);
  writeFileSync(file, JSON.stringify(state));
  const args = [join(repositoryFolder, "dist/cli.js"), "check", file, "--config", config, "--format", "json"];
  return (JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", maxBuffer: 2 ** 28 })) as { findings: Found[] }).findings;
}

describe.each(Object.entries(programs))("%s", (name, { program, nameOf }) => {
  let run: Run & { state: State };
  let found: readonly Found[];
  beforeAll(async () => {
    run = await up(program, { packs: [repositoryFolder], packConfig });
    expect(run.errors).toEqual([]);
    found = check(run.state, name);
  });
  test("the pack finds at an update what check finds in the state", () => {
    const ours = found.map(({ rule, urn, message }) => ({ policy: rule, urn, message }));
    expect(ours.length).toBeGreaterThan(3);
    expect(comparable(run.diagnostics, "analyze")).toEqual(comparable(ours, "analyze"));
  });
  test("`policy analyze` finds the same", async () => {
    const { diagnostics } = await analyze(join(folder, `${name.replaceAll(" ", "-")}.json`), repositoryFolder, packConfig);
    const ours = found.map(({ rule, urn, message }) => ({ policy: rule, urn, message }));
    expect(comparable(diagnostics, "analyze")).toEqual(comparable(ours, "analyze"));
  });
  test.skipIf(name.startsWith("joins"))("a preview with the pack stops at the worst, which check finds too", async () => {
    const { ok, diagnostics } = await preview(program, { packs: [repositoryFolder] });
    expect(ok).toBe(false);
    const failing = found.filter(({ outcome }) => outcome === "fail").map(({ rule, urn }) => [rule, urn.split("::").at(-1)]);
    const blocking = diagnostics.filter(({ level }) => level === "mandatory").map(({ policy, urn }) => [policy, urn.split("::").at(-1)]);
    for (const [fault, rule] of musts) {
      expect(failing).toContainEqual([rule, nameOf(fault)]);
      expect(blocking).toContainEqual([rule, nameOf(fault)]);
    }
  });
  test.runIf(name.startsWith("joins"))("a policy of one provider is evaluated with the resource of the other", () => {
    const lines = found.map(({ rule, urn, message }) => `${rule} ${urn.split("::").at(-1)}: ${message}`);
    expect(lines).toContainEqual(expect.stringMatching(/^iam-resource-policy-not-public open: /));
    expect(lines).toContainEqual(expect.stringMatching(/^iam-policy-no-admin all: /));
    expect(lines).toContainEqual(expect.stringMatching(/^s3-bucket-tls-only site: s3\.BucketPolicy "open" does not deny/));
  });
});
