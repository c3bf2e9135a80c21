import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { bareWords, wordsWithValue } from "../../../src/language/written/pattern.js";
import { writtenRules } from "../../../src/language/written/rules.js";
import { rulesSchema } from "../../../src/language/written/schema.js";
import { runWritten } from "../../../src/testing/written.js";

const isValid = new Ajv({ strict: false }).compile(rulesSchema());
const about = { title: "Something must be true", severity: "low", fix: "Set it." };
const file = (rule: object): object => ({ rules: { "acme-x": { type: "s3.Bucket", ...about, ...rule } } });
const problems = (value: unknown): string[] => writtenRules(value).problems.map(({ at, message }) => `${at.join(".")}: ${message}`);

describe("each word of the language, in a file, with what fits and what does not", () => {
  const words: Readonly<Record<string, readonly [type: string, rule: string, fits: string, not: string]>> = {
    $present: ["rds.Instance", "{ kmsKeyId: $present }", "{ kmsKeyId: k }", "{}"],
    $absent: ["ec2.Instance", "{ keyName: $absent }", "{}", "{ keyName: k }"],
    $nonEmpty: ["elasticache.ReplicationGroup", "{ securityGroupIds: $nonEmpty }", "{ securityGroupIds: [a] }", "{ securityGroupIds: [] }"],
    $empty: ["ec2.DefaultSecurityGroup", "{ ingress: $empty }", "{}", "{ ingress: [{ protocol: tcp }] }"],
    $is: ["sqs.Queue", '{ name: { $is: "$x" } }', '{ name: "$x" }', "{ name: x }"],
    $atLeast: ["sqs.Queue", "{ delaySeconds: { $atLeast: 7 } }", "{ delaySeconds: 7 }", "{ delaySeconds: 6 }"],
    $atMost: ["sqs.Queue", "{ delaySeconds: { $atMost: 7 } }", "{ delaySeconds: 7 }", "{ delaySeconds: 8 }"],
    $oneOf: ["lambda.Function", "{ packageType: { $oneOf: [Zip, Image] } }", "{ packageType: Zip }", "{}"],
    $noneOf: ["s3.BucketAcl", "{ acl: { $noneOf: [public-read] } }", "{}", "{ acl: public-read }"],
    $matches: ["lb.Listener", "{ sslPolicy: { $matches: TLS13 } }", "{ sslPolicy: a-TLS13 }", "{ sslPolicy: x }"],
    $some: ["ec2.SecurityGroup", "{ ingress: { $some: { fromPort: 22 } } }", "{ ingress: [{ fromPort: 22 }] }", "{ ingress: [] }"],
    $every: ["ec2.SecurityGroup", "{ ingress: { $every: { fromPort: 22 } } }", "{}", "{ ingress: [{ fromPort: 23 }] }"],
    $includes: [
      "eks.Cluster",
      "{ enabledClusterLogTypes: { $includes: audit } }",
      "{ enabledClusterLogTypes: [audit] }",
      "{ enabledClusterLogTypes: [api] }",
    ],
    $includesAll: [
      "eks.Cluster",
      "{ enabledClusterLogTypes: { $includesAll: [api, audit] } }",
      "{ enabledClusterLogTypes: [audit, api] }",
      "{ enabledClusterLogTypes: [api] }",
    ],
    $json: [
      "sqs.Queue",
      "{ redrivePolicy: { $json: { maxReceiveCount: { $atLeast: 2 } } } }",
      "{ redrivePolicy: { $json: { maxReceiveCount: 2 } } }",
      "{ redrivePolicy: { $json: { maxReceiveCount: 1 } } }",
    ],
    $except: ["rds.Instance", "{ port: { $except: 3306 } }", "{ port: 1 }", "{ port: 3306 }"],
    $either: ["rds.Instance", "{ engine: { $either: [mysql, { $matches: ^aurora }] } }", "{ engine: aurora-x }", "{ engine: x }"],
    $both: ["rds.Instance", "{ port: { $both: [{ $atLeast: 2 }, { $except: 5 }] } }", "{ port: 6 }", "{ port: 5 }"],
    $unless: ["rds.Instance", "{ port: { $unless: { exception: $absent, pattern: 5 } } }", "{}", "{ port: 6 }"],
    $unsetOr: ["lambda.Function", "{ timeout: { $unsetOr: { $atMost: 300 } } }", "{}", "{ timeout: 301 }"],
  };
  test("covers every word", () => expect(Object.keys(words).sort()).toEqual([...bareWords, ...wordsWithValue].sort()));
  test.each(Object.entries(words))("%s", (_, [type, require, fits, not]) => {
    const value = file({ type, require: parse(require) as unknown, cases: { pass: [parse(fits)], fail: [parse(not)] } });
    expect(problems(value)).toEqual([]);
    expect([isValid(value), isValid.errors]).toEqual([true, null]);
    const [rule] = writtenRules(value).rules;
    expect(rule === undefined ? [] : runWritten(rule).filter(({ problem }) => problem !== undefined)).toEqual([]);
  });
});

test("null means unset, and several words at one value must all fit", () => {
  const value = file({
    type: "sqs.Queue",
    when: { kmsMasterKeyId: null },
    require: { delaySeconds: { $atLeast: 2, $atMost: 4 } },
    cases: { pass: [{ delaySeconds: 3 }], fail: [{ delaySeconds: 5 }, { delaySeconds: 1 }], skip: [{ kmsMasterKeyId: "k" }] },
  });
  expect(
    writtenRules(value)
      .rules.flatMap(runWritten)
      .map(({ problem }) => problem),
  ).toEqual([undefined, undefined, undefined, undefined]);
});

test("what is not known stays unknown, and secrets, references and whole resources can be in a case", () => {
  const value = file({
    with: { inventories: "s3.Inventory#bucket" },
    require: { inventories: { enabled: { $unsetOr: true } } },
    cases: {
      pass: [
        [
          { type: "s3.Bucket", name: "a" },
          { type: "s3.Inventory", name: "b", inputs: { bucket: { $ref: "a.id" } } },
        ],
      ],
      fail: [{ of: [{ type: "s3.Bucket", name: "a", inputs: { bucket: { $secret: "x" } } }], message: "has no s3.Inventory" }],
      unknown: [
        [
          { type: "s3.Bucket", name: "a" },
          { type: "s3.Inventory", name: "b", inputs: { bucket: { $ref: "a" }, enabled: "$unknown" } },
        ],
      ],
    },
  });
  expect(problems(value)).toEqual([]);
  expect(isValid(value)).toBe(true);
  expect(
    writtenRules(value)
      .rules.flatMap(runWritten)
      .map(({ problem }) => problem),
  ).toEqual([undefined, undefined, undefined]);
});

test("a type of another provider may have any property", () => {
  expect(problems(file({ type: "random:index/randomPassword:RandomPassword", require: { length: { $atLeast: 20 } } }))).toEqual([]);
});

test("a wrong case and a missing one are reported", () => {
  const value = file({ type: "sqs.Queue", require: { delaySeconds: 1 }, cases: { pass: [{ delaySeconds: 2 }] } });
  const [missing, wrong] = writtenRules(value).rules.flatMap(runWritten);
  expect(missing?.problem).toBe("has no case under `cases.fail`");
  expect(wrong?.problem).toContain("expected pass, is fail");
});

describe("a mistake is one message with its place, and no rule", () => {
  test.each<[string, unknown, string, boolean]>([
    ["no rules", {}, ": has no rules, expected an object of rules by their id under `rules`", false],
    ["another key", { ...file({ require: { bucket: "x" } }), rule: {} }, 'rule: there is no "rule" here, only `rules`', false],
    ["an id", { rules: { Acme: { type: "s3.Bucket", ...about, require: {} } } }, "rules.Acme: is not an id", false],
    ["no requirement", file({}), "rules.acme-x: has neither `require` nor `forbid`", false],
    [
      "a missing key",
      { rules: { "acme-x": { type: "s3.Bucket", require: {} } } },
      "rules.acme-x: has no `title`, `severity`, `fix`",
      false,
    ],
    ["an unknown key", file({ requires: {}, require: {} }), 'a rule has no "requires". Did you mean "require"?', false],
    ["a severity", file({ severity: "hgih", require: {} }), "expected one of critical, high, medium, low", false],
    [
      "a class",
      file({ type: "s3.Buckets", require: {} }),
      'there is no class "s3.Buckets" in @pulumi/aws. Did you mean "s3.Bucket"?',
      true,
    ],
    ["a property", file({ require: { bukcet: "x" } }), 'require.bukcet: there is no property "bukcet" here. Did you mean "bucket"?', true],
    [
      "a nested property",
      file({ require: { versioning: { enable: true } } }),
      'versioning.enable: there is no property "enable" here. Did you mean "enabled"?',
      true,
    ],
    ["a word", file({ require: { bucket: { $atleast: 1 } } }), 'there is no word "$atleast". Did you mean "$atLeast"?', false],
    ["a bare word", file({ require: { bucket: "$presnt" } }), 'is not a word without a value. Did you mean "$present"?', false],
    ["a word without its value", file({ require: { bucket: "$atLeast" } }), "needs a value: write { $atLeast: … }", false],
    ["a word that takes none", file({ require: { bucket: { $present: true } } }), '"$present" takes no value', false],
    ["a list", file({ require: { bucket: ["a"] } }), "is a list, expected a value, an object or a word", false],
    ["a property beside words", file({ require: { versioning: { $present: 1, enabled: true } } }), "is a property beside words", false],
    ["a number", file({ require: { bucket: { $atLeast: "7" } } }), "is a string, expected a number", false],
    ["an expression", file({ require: { bucket: { $matches: "(?<=a)b" } } }), "is not a valid RE2 expression", true],
    ["a join", file({ with: { a: "s3.Inventory" }, require: { a: {} } }), "is not a join", false],
    ["a join's property", file({ with: { a: "s3.Inventory#buckt" }, require: { a: {} } }), 's3.Inventory has no property "buckt"', true],
    [
      "a join named as a property",
      file({ with: { bucket: "s3.Inventory#bucket" }, require: { bucket: {} } }),
      "give the join another name",
      true,
    ],
    ["a framework", file({ controls: { csi: "1" }, require: {} }), "is not a framework", false],
    ["a page", file({ docs: "wiki", require: {} }), "is not a page, expected https://", false],
    ["an outcome", file({ require: {}, cases: { passes: [] } }), "is not an outcome", false],
    ["an input of a case", file({ require: {}, cases: { pass: [{ bukcet: 1 }] } }), 'there is no input "bukcet" here', true],
    ["a key of a case", file({ require: {}, cases: { pass: [{ of: {}, mesage: "x" }] } }), 'a case has no "mesage"', false],
    ["a resource of a case", file({ require: {}, cases: { pass: [[{ type: "s3.Bucket" }]] } }), "it needs `type` and `name`", false],
    ["a name that every object has", file({ constructor: "x", require: { toString: 1 } }), 'a rule has no "constructor"', false],
  ])("%s", (_, value, words, fitsSchema) => {
    expect(problems(value).join("\n")).toContain(words);
    expect(writtenRules(value).rules).toEqual([]);
    expect(isValid(value)).toBe(fitsSchema);
  });
});
