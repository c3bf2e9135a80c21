import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Evaluation, evaluateStack, indexRules } from "../../src/engine/evaluate.js";
import { absent, present } from "../../src/language/pattern.js";
import { type Rule, rule } from "../../src/language/rule.js";
import { toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";
import { evaluateMock, ref, res, type Spec, secret, unknown } from "../suite.js";

const about = {
  title: "Something holds",
  severity: "high",
  fix: "Do it.",
  docs: "https://docs.aws.amazon.com/x",
} as const;
const say = (j: Evaluation): string => `${j.outcome} ${j.resource.name} ${j.path || "-"}: ${j.message}`;
const judged = (given: Rule, ...of: Spec[]): string[] => evaluateMock("x", given, { of }).map(say);
const bucket = (inputs: Parameters<typeof res<"s3.Bucket">>[2]): Spec => res("s3.Bucket", "b", inputs);

describe("require", () => {
  const encrypted = rule("efs.FileSystem", { ...about, require: { encrypted: true, kmsKeyId: present } });
  test("shows each property that breaks, with what is and what must be", () => {
    expect(judged(encrypted, res("efs.FileSystem", "f", { encrypted: false }))).toEqual([
      "fail f encrypted: encrypted is false, expected true",
      "fail f kmsKeyId: kmsKeyId is not set",
    ]);
  });
  test("an unknown hides no other break", () => {
    expect(judged(encrypted, res("efs.FileSystem", "f", { encrypted: unknown }))).toEqual(["fail f kmsKeyId: kmsKeyId is not set"]);
    expect(judged(encrypted, res("efs.FileSystem", "f", { encrypted: unknown, kmsKeyId: "k" }))).toEqual([
      "unknown f encrypted: encrypted is not known yet",
    ]);
  });
  test("an open verdict states what it depends on", () => {
    expect(
      judged(encrypted, res("kms.Key", "key", {}), res("efs.FileSystem", "f", { encrypted: true, kmsKeyId: ref("key", "arn") })),
    ).toEqual(['unknown f kmsKeyId: kmsKeyId depends on kms.Key "key", which does not exist yet']);
  });
  test("a secret is evaluated and not shown", () => {
    expect(judged(encrypted, res("efs.FileSystem", "f", { encrypted: secret("hunter2hunter2"), kmsKeyId: secret("k") }))).toEqual([
      "fail f encrypted: encrypted is [secret], expected true",
    ]);
  });
});

describe("settledBy", () => {
  const encrypted = rule("rds.Instance", {
    ...about,
    settledBy: { storageEncrypted: ["snapshotIdentifier"], engine: [] },
    sourceFix: "Copy the snapshot.",
    require: { storageEncrypted: true },
  });
  const fixes = (inputs: object, outputs: Readonly<Record<string, unknown>> = {}) =>
    evaluateMock("x", encrypted, { of: [res("rds.Instance", "db", inputs, { outputs })] }).map((j) => `${j.outcome} ${j.fix ?? "as ever"}`);
  test("what a source settled wrongly is mended at the source", () => {
    expect(fixes({ snapshotIdentifier: "x" }, { storageEncrypted: false })).toEqual(["fail Copy the snapshot."]);
    expect(fixes({ snapshotIdentifier: "x", storageEncrypted: false })).toEqual(["fail as ever"]);
    expect(fixes({}, { storageEncrypted: false })).toEqual(["fail as ever"]);
    expect(fixes({})).toEqual(["fail as ever"]);
  });
  test("nothing is said where the source settled it rightly, and nothing is known before", () => {
    expect(fixes({ snapshotIdentifier: "x" }, { storageEncrypted: true })).toEqual([]);
    expect(fixes({ snapshotIdentifier: "x" })).toEqual(["unknown as ever"]);
  });
});

describe("when", () => {
  const inScope = rule("s3.Bucket", { ...about, when: { forceDestroy: true }, require: { bucket: present } });
  test("what does not fit is out of scope", () => {
    expect(judged(inScope, bucket({ forceDestroy: false }))).toEqual([]);
  });
  test("an open scope keeps a break open, and a pass stays a pass", () => {
    expect(judged(inScope, bucket({ forceDestroy: unknown }))).toEqual(["unknown b forceDestroy: forceDestroy is not known yet"]);
    expect(judged(inScope, bucket({ forceDestroy: unknown, bucket: "x" }))).toEqual([]);
  });
});

describe("forbid", () => {
  test("is reported for the property that is set, in the words of what it must not be", () => {
    const plain = rule("s3.Bucket", { ...about, forbid: { acl: "public-read", forceDestroy: true } });
    expect(judged(plain, bucket({ acl: "public-read", forceDestroy: true }))).toEqual([
      'fail b forceDestroy: forceDestroy is true while acl is "public-read"',
    ]);
    expect(judged(plain, bucket({ acl: "public-read", forceDestroy: unknown }))).toEqual([
      "unknown b forceDestroy: forceDestroy is not known yet",
    ]);
    expect(judged(plain, bucket({ acl: unknown, forceDestroy: false }))).toEqual([]);
  });
  const block = { block: "s3.BucketPublicAccessBlock#bucket" } as const;
  const partner = (inputs: Parameters<typeof res<"s3.BucketPublicAccessBlock">>[2]): Spec =>
    res("s3.BucketPublicAccessBlock", "p", { bucket: ref("b"), ...inputs });
  test("of a joined resource names the partner", () => {
    const none = rule("s3.Bucket", { ...about, with: block, forbid: { block: present } });
    expect(judged(none, bucket({}), partner({}))).toEqual(['fail b -: has s3.BucketPublicAccessBlock "p"']);
    expect(judged(none, bucket({}))).toEqual([]);
  });
  test("of a property of a joined resource points at the partner's property", () => {
    const open = rule("s3.Bucket", { ...about, with: block, forbid: { block: { blockPublicAcls: false } } });
    const seen = evaluateMock("x", open, { of: [bucket({}), partner({ blockPublicAcls: false })] });
    expect(seen.map(say)).toEqual(['fail b -: has s3.BucketPublicAccessBlock "p" whose blockPublicAcls is false']);
    expect(seen[0]?.places).toEqual([{ urn: expect.stringContaining("::p"), path: "blockPublicAcls" }]);
    expect(judged(open, bucket({}), partner({ blockPublicAcls: true }))).toEqual([]);
    expect(judged(open, bucket({}), partner({ blockPublicAcls: unknown }))).toEqual([
      "unknown b -: blockPublicAcls of the s3.BucketPublicAccessBlock is not known yet",
    ]);
  });
});

describe("message", () => {
  const worded = rule("s3.Bucket", { ...about, require: { forceDestroy: false }, message: (b) => `would lose ${b.bucket}` });
  test("replaces the words made from the pattern", () => {
    expect(judged(worded, bucket({ forceDestroy: true, bucket: "logs" }))).toEqual(["fail b forceDestroy: forceDestroy would lose logs"]);
  });
  test("that reads something unknown does not open what broke", () => {
    expect(judged(worded, bucket({ forceDestroy: true, bucket: unknown }))).toEqual([
      "fail b forceDestroy: forceDestroy is true, expected false",
    ]);
  });
  test("of a forbid that reads something unknown neither", () => {
    const forbids = rule("s3.Bucket", { ...about, forbid: { forceDestroy: true }, message: (b) => `would lose ${b.bucket}` });
    expect(judged(forbids, bucket({ forceDestroy: true, bucket: unknown }))).toEqual(["fail b forceDestroy: forceDestroy is true"]);
  });
  test("never shows a secret that it reads", () => {
    expect(judged(worded, bucket({ forceDestroy: true, bucket: secret("hunter2hunter2") }))).toEqual([
      "fail b forceDestroy: forceDestroy would lose [secret]",
    ]);
  });
});

describe("check with each", () => {
  const ports = rule("ec2.SecurityGroup", {
    ...about,
    check: (group, { each }) => each(group, "ingress", (i) => i.fromPort === 22 && "opens a port"),
  });
  const group = (ingress: unknown): Spec => res("ec2.SecurityGroup", "g", { ingress: ingress as never });
  test("evaluates each item on its own", () => {
    expect(judged(ports, group([{ fromPort: 22 }, unknown, { fromPort: 80 }, { fromPort: unknown }, { fromPort: 22 }]))).toEqual([
      "fail g ingress[0]: ingress[0] opens a port",
      "fail g ingress[4]: ingress[4] opens a port",
    ]);
    expect(judged(ports, group([{ fromPort: 80 }, { fromPort: unknown }]))).toEqual([
      "unknown g ingress[1].fromPort: ingress[1].fromPort is not known yet",
    ]);
    expect(judged(ports, group([{ fromPort: 80 }, unknown]))).toEqual(["unknown g ingress[1]: ingress[1] is not known yet"]);
    expect(judged(ports, group(unknown))).toEqual(["unknown g ingress: ingress is not known yet"]);
  });
  test("an unknown value beside the items is where it is", () => {
    const beside = rule("ec2.SecurityGroup", {
      ...about,
      check: (group, { each }) => each(group, "ingress", (i) => i.fromPort === 22 && group.description === "open" && "opens a port"),
    });
    const open = res("ec2.SecurityGroup", "g", { description: unknown, ingress: [{ fromPort: 80 }, { fromPort: 22 }] } as never);
    expect(judged(beside, open)).toEqual(["unknown g description: description is not known yet"]);
  });
  test("an item that is null is none", () => {
    expect(judged(ports, group([null, { fromPort: 22 }]))).toEqual(["fail g ingress[1]: ingress[1] opens a port"]);
  });

  const nested = rule("ec2.SecurityGroup", {
    ...about,
    check: (g, { each }) => each(g, "ingress", (i) => each(i, "cidrBlocks", (cidr) => cidr === "0.0.0.0/0" && "is open")),
  });
  test("nested: the path is that of the inner item, once", () => {
    expect(judged(nested, group([{ cidrBlocks: [] }, { cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"] }]))).toEqual([
      "fail g ingress[1].cidrBlocks[1]: ingress[1].cidrBlocks[1] is open",
    ]);
    expect(judged(nested, group([{ cidrBlocks: ["0.0.0.0/0", unknown] }, { cidrBlocks: unknown }]))).toEqual([
      "fail g ingress[0].cidrBlocks[0]: ingress[0].cidrBlocks[0] is open",
    ]);
    expect(judged(nested, group([{ cidrBlocks: unknown }]))).toEqual([
      "unknown g ingress[0].cidrBlocks: ingress[0].cidrBlocks is not known yet",
    ]);
  });
  test("in a map, whatever the keys", () => {
    const tags = rule("s3.Bucket", { ...about, check: (b, { each }) => each(b, "tags", (value) => value === "bad" && "is bad") });
    expect(judged(tags, bucket({ tags: { "a.b": "bad", "c[0]": "bad", ok: "good", constructor: "bad" } as never }))).toEqual([
      'fail b tags["a.b"]: tags["a.b"] is bad',
      'fail b tags["c[0]"]: tags["c[0]"] is bad',
      "fail b tags.constructor: tags.constructor is bad",
    ]);
  });
});

describe("check with joins", () => {
  const policies = rule("iam.Role", {
    ...about,
    with: { attached: "iam.RolePolicyAttachment#role" },
    check: (role, { each }) => each(role, "attached", (a) => a.policyArn === "bad" && "is bad"),
  });
  const role = res("iam.Role", "r", {});
  const attachment = (name: string, target: string, policyArn: string): Spec =>
    res("iam.RolePolicyAttachment", name, { role: target, policyArn });
  test("a break inside a partner is one of the subject, with the partner's property as a further place", () => {
    const seen = evaluateMock("x", policies, { of: [role, attachment("a", ref("r"), "fine"), attachment("b", ref("r"), "bad")] });
    expect(seen.map(say)).toEqual(['fail r -: iam.RolePolicyAttachment "b" is bad']);
    expect(seen[0]?.places).toEqual([{ urn: expect.stringContaining("::b"), path: "" }]);
  });
  test("deeper inside a partner, each within each", () => {
    const deep = rule("iam.Role", {
      ...about,
      with: { users: "iam.Policy#name" },
      check: (r, { each }) => each(r, "users", (p) => each(p, "tags", (tag) => tag === "bad" && "is bad")),
    });
    const seen = evaluateMock("x", deep, { of: [role, res("iam.Policy", "p", { name: ref("r"), tags: { a: "bad" } })] });
    expect(seen.map(say)).toEqual(['fail r -: iam.Policy "p": tags.a is bad']);
    expect(seen[0]?.places).toEqual([{ urn: expect.stringContaining("::p"), path: "tags.a" }]);
  });
  test("a partner that may be one leaves it open where it matters, and only there", () => {
    expect(judged(policies, role, attachment("a", unknown, "bad"))).toEqual([
      "unknown r -: which iam.RolePolicyAttachment refers to this resource is not known yet",
    ]);
    expect(judged(policies, role, attachment("a", unknown, "fine"))).toEqual([]);
    expect(judged(policies, role, attachment("a", ref("r"), "bad"), attachment("b", unknown, "fine"))).toEqual([
      'fail r -: iam.RolePolicyAttachment "a" is bad',
    ]);
  });
  test("a secret of a partner never reaches the message", () => {
    const leaks = rule("iam.Role", {
      ...about,
      with: { attached: "iam.RolePolicyAttachment#role" },
      check: (r) => `has ${r.attached.map((a) => a.policyArn).join()}`,
    });
    expect(judged(leaks, role, attachment("a", ref("r"), secret("arn-of-a-secret")))).toEqual(["fail r -: has [secret]"]);
  });
});

describe("secrets in messages", () => {
  const tells = (text: (b: { bucket?: string; acl?: string; policy?: string }) => string): Rule =>
    rule("s3.Bucket", { ...about, check: (b) => text(b as never) });
  test("a secret that holds another is taken out whole", () => {
    const both = tells((b) => `has ${b.bucket} and ${b.acl}`);
    expect(judged(both, bucket({ bucket: secret("topsecret"), acl: secret("topsecret-and-more") }))).toEqual([
      "fail b -: has [secret] and [secret]",
    ]);
  });
  test("what is inside a secret JSON text is secret too", () => {
    const reads = tells((b) => `has ${(JSON.parse(b.policy ?? "{}") as { token: string }).token}`);
    expect(judged(reads, bucket({ policy: secret('{"token":"very-hidden"}') }))).toEqual(["fail b -: has [secret]"]);
  });
});

describe("whatever a rule shows", () => {
  const tellsAll = rule("s3.Bucket", { ...about, check: (b) => `holds ${JSON.stringify(b)}` });
  const text = fc.string({ minLength: 6, unit: "binary" }).map((s) => `#${s}`);
  const hidden = fc.oneof(text, fc.array(text, { maxLength: 3 }), fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), text, { maxKeys: 3 }));
  const textsIn = (value: unknown): string[] =>
    typeof value === "string" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
  test("no secret survives in its message", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), hidden), fc.dictionary(fc.string(), fc.jsonValue()), (secrets, open) => {
        const inputs = { ...open, ...Object.fromEntries(Object.entries(secrets).map(([key, value]) => [`s${key}`, secret(value)])) };
        const [seen] = evaluateMock("x", tellsAll, { of: [res("s3.Bucket", "b", inputs as never)] });
        const message = (seen?.message ?? "").replaceAll("[secret]", "");
        for (const one of textsIn(secrets)) {
          const written = JSON.stringify(one).slice(1, -1);
          if (!JSON.stringify([open, Object.keys(secrets)]).includes(written)) expect(message).not.toContain(written);
        }
      }),
    );
  });
});

describe("crashes", () => {
  const crashes = rule("s3.Bucket", {
    ...about,
    check: (b) => {
      throw new TypeError(`no ${b.bucket}`);
    },
  });
  const fine = rule("s3.Bucket", { ...about, require: { bucket: absent } });
  const stackOf = (...names: string[]) =>
    toStack(
      names.map((name) =>
        toResource({
          urn: `urn:pulumi:dev::p::aws:s3/bucket:Bucket::${name}`,
          type: "aws:s3/bucket:Bucket",
          inputs: { bucket: "quoted-value" },
        }),
      ),
      { name: "dev", project: "p", today: "2026-07-01" },
    );
  test("stop no other rule and no other resource, and quote no value", () => {
    const index = indexRules([
      { id: "crashes", rule: crashes, options: {} },
      { id: "fine", rule: fine, options: {} },
    ]);
    const seen = evaluateStack(index, stackOf("a", "b"), new Set());
    expect(seen.map((j) => `${j.rule} ${j.outcome} ${j.resource.name}`)).toEqual([
      "crashes crash a",
      "fine fail a",
      "crashes crash b",
      "fine fail b",
    ]);
    const crash = seen[0]?.message ?? "";
    expect(crash).toMatch(/^the rule crashed: TypeError at item\.test\.ts:\d+:\d+$/);
    expect(crash).not.toContain("quoted-value");
  });
});

describe("external resources", () => {
  test("are join partners by their outputs, never subjects", () => {
    const blocked = rule("s3.Bucket", {
      ...about,
      with: { block: "s3.BucketPublicAccessBlock#bucket" },
      require: { block: { blockPublicAcls: true } },
    });
    const block = res("s3.BucketPublicAccessBlock", "p", { bucket: "logs", blockPublicAcls: true }, { external: true });
    expect(judged(blocked, bucket({ bucket: "logs" }), block)).toEqual([]);
    expect(judged(rule("s3.BucketPublicAccessBlock", { ...about, require: { blockPublicAcls: false } }), block)).toEqual([]);
  });
});
