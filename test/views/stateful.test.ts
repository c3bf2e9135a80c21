import { describe, expect, test } from "vitest";
import { evaluateResource, evaluateStack, indexRules } from "../../src/engine/evaluate.js";
import type { Rule } from "../../src/language/rule.js";
import { canonicalType, typeOfClass } from "../../src/model/classes.js";
import { type RawResource, toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";
import { signatureKey, signatures, unknownString } from "../../src/model/value.js";
import { protect } from "../../src/rules/protect.js";
import { isRelevant } from "../../src/views/ignored.js";
import { checkScope, scope, stateful, statefulWith } from "../../src/views/stateful.js";

const raw = (cls: string, inputs: object = {}, more: Partial<RawResource> = {}): RawResource => {
  const type = typeOfClass(cls);
  return { urn: `urn:pulumi:prod::shop::${type}::it`, type, inputs: inputs as never, ...more };
};
const environments = new Set(["production"]);
const judged = (id: keyof typeof protect, ...of: RawResource[]) => {
  const rule: Rule = protect[id];
  const index = indexRules([{ id, rule, options: rule.options }]);
  const resources = of.map(toResource);
  const found =
    rule.scope === "stack"
      ? evaluateStack(index, toStack(resources, { name: "prod", project: "shop", today: "2026-07-01" }), environments)
      : resources.flatMap((resource) =>
          evaluateResource(index, resource, "resource", { environments, today: "2026-07-01", stack: undefined }),
        );
  return found.map((j) => `${j.outcome}: ${j.message}`);
};
const heldOf = (resource: RawResource) =>
  [...stateful.of(toResource(resource), { environments, today: "2026-07-01", stack: undefined })][0]?.value;
const secret = (value: unknown) => ({ [signatureKey]: signatures.secret, value });

describe("stateful types", () => {
  test("are many, canonical, and each is evaluated", () => {
    const types = typeof stateful.types === "string" ? [] : stateful.types;
    expect(types.length).toBeGreaterThanOrEqual(90);
    expect(types.filter((type) => canonicalType(type) !== type)).toEqual([]);
    const silent = types.filter((type) => judged("protect-stateful", { urn: `urn:pulumi:prod::shop::${type}::it`, type }).length === 0);
    // An issued certificate holds nothing; what logs, addresses, caches, queues and parameters hold waits to be asked for.
    const open = ["acm.Certificate", "cloudwatch.LogGroup", "ec2.Eip", "elasticache.Cluster", "elasticache.ReplicationGroup"] as const;
    expect(silent).toEqual(
      [...open, "elasticache.ServerlessCache" as const, "sqs.Queue" as const, "ssm.Parameter" as const].map(typeOfClass),
    );
  });

  test("are narrowed to those that have a defence", () => {
    expect(statefulWith("recovery").types).toEqual([typeOfClass("secretsmanager.Secret")]);
    expect(statefulWith("backups").types).toEqual(["rds.Cluster", "rds.Instance"].map(typeOfClass));
    expect(statefulWith("force").types).toEqual(
      expect.arrayContaining(["s3.Bucket", "fsx.OpenZfsVolume", "sagemaker.Domain"].map(typeOfClass)),
    );
    expect(statefulWith("windows").types).not.toContain(typeOfClass("secretsmanager.Secret"));
  });
});

describe("reading what guards a resource", () => {
  test("texts of old states count as what they say", () => {
    expect(judged("protect-no-force-destroy", raw("s3.Bucket", { forceDestroy: "true" }))).toEqual([
      'fail: forceDestroy is "true", expected false',
    ]);
    expect(judged("protect-deletion-protection", raw("rds.Instance", { deletionProtection: "true" }))).toEqual([]);
    expect(judged("protect-key-deletion-window", raw("kms.Key", { deletionWindowInDays: "7" }))).toEqual([
      "fail: deletionWindowInDays is 7, expected at least 30",
    ]);
  });

  test("wrong shapes neither crash nor are reported as safe", () => {
    for (const odd of [{}, [], null, "", { a: { b: 1 } }, [null], "nonsense", -1, Number.NaN])
      for (const id of Object.keys(protect) as (keyof typeof protect)[])
        for (const cls of ["rds.Instance", "kms.Key", "s3.Bucket", "secretsmanager.Secret", "dynamodb.Table", "fsx.OpenZfsFileSystem"])
          for (const input of [
            "deletionProtection",
            "deletionWindowInDays",
            "forceDestroy",
            "recoveryWindowInDays",
            "replicas",
            "deleteOptions",
          ])
            expect(judged(id, raw(cls, { [input]: odd, bucket: odd, identifier: odd })).join()).not.toContain("crash");
  });

  test("a name that the provider filled in is not the program's", () => {
    const named = (more: object, name = "uploads") => heldOf({ ...raw("s3.Bucket", more), name })?.fixedName?.is;
    expect(named({ bucket: "acme", __defaults: ["bucket"] })).toBeUndefined();
    expect(named({ bucket: "uploads-1a2b3c4" })).toBeUndefined();
    expect(named({ bucket: "uploads-1a2b3c4" }, "Uploads")).toBeUndefined();
    expect(named({ bucket: "uploads-eu" })).toBe('"uploads-eu"');
    expect(named({ bucket: secret("acme-hidden") })).toBe("[secret]");
  });

  test("scratch file systems have no last backup to leave; an unknown kind stays open", () => {
    const lustre = (deploymentType?: string) => judged("protect-final-snapshot", raw("fsx.LustreFileSystem", { deploymentType }));
    expect(lustre()).toEqual([]);
    expect(lustre("SCRATCH_2")).toEqual([]);
    expect(lustre("PERSISTENT_1")).toEqual(["fail: skipFinalBackup is unset, expected false"]);
    expect(lustre(unknownString)).toEqual(["unknown: deploymentType is not known yet"]);
  });

  test("an option that the door does not carry is not evaluated", () => {
    const options = { protect: false, ignoreChanges: [], additionalSecretOutputs: [] };
    expect(judged("protect-no-delete-before-replace", raw("s3.Bucket", {}, { options }))).toEqual([]);
    expect(judged("protect-no-outage-by-replacement", raw("acm.Certificate", {}, { options }))).toEqual([]);
  });
});

describe("one destroy wipes it", () => {
  test("is one finding that names all that is missing, and silences no other rule", () => {
    const bare = raw("docdb.Cluster", { skipFinalSnapshot: true });
    expect(judged("protect-recoverable", bare)).toEqual([
      "fail: has no safeguard: `protect` is off, deletionProtection is unset, skipFinalSnapshot is true; " +
        "a destroy loses a document database and its automated backups for good",
    ]);
    for (const id of ["protect-stateful", "protect-deletion-protection", "protect-final-snapshot"] as const)
      expect(judged(id, bare)).toHaveLength(1);
  });

  test("no secret is shown", () => {
    const found = judged("protect-recoverable", raw("cognito.UserPool", { deletionProtection: secret("hidden-value") }));
    expect(found).toEqual([
      "fail: has no safeguard: `protect` is off, deletionProtection is [secret]; a destroy loses the users, whose passwords nobody can restore for good",
    ]);
  });

  test("backups of another service's selection do not count", () => {
    const selection = raw("backup.Selection", { resources: ["arn:aws:elasticfilesystem:eu-west-1:1:file-system/*"] });
    expect(judged("protect-recoverable", raw("efs.FileSystem"), selection)).toEqual([]);
    expect(judged("protect-recoverable", raw("ebs.Volume"), selection)).toHaveLength(1);
  });
});

describe("scope", () => {
  test.each<[Partial<typeof scope>, RegExp | undefined]>([
    [{ except: ["s3.Bucket", "aws:sqs/queue:Queue"], also: ["cloudwatch.LogGroup"] }, undefined],
    [{ except: ["ec2.Instance"] }, /^except names "ec2.Instance", which is not among the stateful types$/],
    [{ also: ["s3.Buckets"] }, /^also names "s3.Buckets", which is not/],
    [
      { also: ["s3.Bucket"] },
      /^also names "s3.Bucket", which counts already; it is for cloudwatch.LogGroup, ec2.Eip, elasticache.Cluster, .*, sqs.Queue, ssm.Parameter$/,
    ],
  ])("%j", (given, problem) => {
    if (problem === undefined) expect(checkScope({ ...scope, ...given })).toBeUndefined();
    else expect(checkScope({ ...scope, ...given })).toMatch(problem);
  });
});

describe("inputs that matter for security", () => {
  const none = { also: [], except: [] };
  test.each(["*", "policy", "inlinePolicies[0].policy", "ingress[*]", 'ingress["0"].cidrBlocks', "encryptionConfiguration", "kmsKeyId"])(
    "%s does",
    (path) => expect(isRelevant(path, none)).toBe(true),
  );
  test.each([
    "tags",
    "tags.policy",
    'tags["kmsKeyId"]',
    "desiredCount",
    "scalingConfig.desiredSize",
    "taskDefinition",
    "lifecyclePolicy",
    "",
  ])("%s does not", (path) => expect(isRelevant(path, none)).toBe(false));
  test("options widen and narrow", () => {
    expect(isRelevant("vpcConfig.subnetIds", { also: ["subnetIds"], except: [] })).toBe(true);
    expect(isRelevant("ingress[0].cidrBlocks", { also: [], except: ["egress"] })).toBe(true);
    expect(isRelevant("ingress[0].cidrBlocks", { also: [], except: ["ingress"] })).toBe(false);
    expect(isRelevant("ingress[0].cidrBlocks", { also: [], except: ["ingress[0].cidrBlocks"] })).toBe(false);
  });
});
