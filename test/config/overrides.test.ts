import { describe, expect, test } from "vitest";
import { bucket, folder, resource, run, state, urn } from "../cli/fixture.js";

const { path: root, write } = folder();
const queue = resource("aws:sqs/queue:Queue", "jobs", { messageRetentionSeconds: 60 });
const stateOf = (stack: string, project = "shop"): string => {
  const text = JSON.stringify(state([bucket("logs", { forceDestroy: true, tags: { Team: "web" } }), bucket("assets"), queue]));
  return write(`${project}-${stack}.json`, text.replaceAll("urn:pulumi:dev::shop", `urn:pulumi:${stack}::${project}`));
};

/** The findings with a configuration, as `rule name level`. */
async function found(overrides: unknown, stack = "dev", entries: object = {}, settings: object = {}): Promise<string[]> {
  const config = write("config.json", JSON.stringify({ ...entries, stackwarden: { ...settings, overrides } }));
  const { out, err } = await run(["check", stateOf(stack), "--config", config, "--format", "json"]);
  expect(err).toBe("");
  const { findings } = JSON.parse(out) as { findings: { rule: string; name: string; level: string }[] };
  return findings.map(({ rule, name, level }) => `${rule.replace("sample-", "")} ${name} ${level}`);
}
const destroy = "sample-bucket-no-force-destroy";
const tagged = "sample-bucket-tagged";
const retention = "sample-queue-retention";
const plain = [
  "bucket-no-force-destroy assets mandatory",
  "bucket-no-force-destroy logs mandatory",
  "bucket-tagged assets advisory",
  "bucket-tagged logs advisory",
];
const without = (...gone: string[]): string[] => plain.filter((line) => !gone.some((part) => line.includes(part)));

describe("overrides of stacks", () => {
  test.each<[string, object, string, string[]]>([
    [
      "a stack that matches",
      { stacks: ["~prod"], policies: { all: "advisory" } },
      "prod",
      plain.map((line) => line.replace("mandatory", "advisory")),
    ],
    ["one that does not", { stacks: ["~prod"], policies: { all: "advisory" } }, "dev", plain],
    ["an environment", { environments: "production", policies: { [destroy]: "disabled" } }, "prod", without("destroy")],
    ["another environment", { environments: "production", policies: { [destroy]: "disabled" } }, "dev", plain],
    [
      "a project",
      { projects: ["sh*"], policies: { [destroy]: "advisory" } },
      "dev",
      plain.map((line) => line.replace("mandatory", "advisory")),
    ],
    ["another project", { projects: ["bank"], policies: { [destroy]: "advisory" } }, "dev", plain],
    ["both must match", { projects: ["shop"], stacks: ["prod"], policies: { [destroy]: "disabled" } }, "dev", plain],
    [
      "a preset",
      { stacks: "dev", preset: "all" },
      "dev",
      [
        "bucket-no-force-destroy assets mandatory",
        "bucket-no-force-destroy logs mandatory",
        "queue-retention jobs advisory",
        ...without("destroy"),
      ],
    ],
    ["a smaller preset", { stacks: "dev", preset: "essential" }, "dev", []],
    [
      "a rule that is enabled",
      { stacks: "dev", disable: [tagged], enable: [retention] },
      "dev",
      ["bucket-no-force-destroy assets mandatory", "bucket-no-force-destroy logs mandatory", "queue-retention jobs advisory"],
    ],
    [
      "a level that enables",
      { stacks: "dev", policies: { [retention]: "mandatory", all: "disabled" } },
      "dev",
      ["queue-retention jobs mandatory"],
    ],
    ["options", { stacks: "dev", policies: { [tagged]: { key: "Team" } } }, "dev", without("tagged logs")],
  ])("%s", async (_, override, stack, expected) => {
    expect((await found([override], stack)).toSorted()).toEqual(expected.toSorted());
  });
  test("the last one wins, and keeps what it does not name", async () => {
    const overrides = [
      { stacks: "*", policies: { [destroy]: "disabled", [tagged]: { enforcementLevel: "mandatory", key: "Team" } } },
      { stacks: "d*", policies: { [destroy]: "advisory", [tagged]: { among: ["c"] } } },
    ];
    expect(await found(overrides)).toEqual([
      "bucket-no-force-destroy assets advisory",
      "bucket-no-force-destroy logs advisory",
      "bucket-tagged assets mandatory",
    ]);
    expect(await found(overrides.toReversed())).toEqual(["bucket-tagged assets mandatory"]);
  });
  test("they win over `disable` and the preset of the pack", async () => {
    expect(
      await found([{ stacks: "dev", policies: { [destroy]: "advisory" } }], "dev", {}, { preset: "essential", disable: [destroy] }),
    ).toEqual(["bucket-no-force-destroy assets advisory", "bucket-no-force-destroy logs advisory"]);
  });
});

describe("overrides of resources", () => {
  test.each<[string, object, string[]]>([
    ["a name", { names: "logs", policies: { [destroy]: "disabled" } }, without("destroy logs")],
    [
      "a pattern of names",
      { names: ["l*"], policies: { [destroy]: "advisory" } },
      plain.map((line) => line.replace("logs mandatory", "logs advisory")),
    ],
    ["a URN", { names: urn("aws:s3/bucket:Bucket", "logs").replace(":dev:", ":*:"), disable: [tagged] }, without("tagged logs")],
    ["a tag", { tags: { Team: ["web", "shop"] }, policies: { all: "disabled" } }, without("logs")],
    ["another tag", { tags: { Team: "bank" }, policies: { all: "disabled" } }, plain],
    ["a class", { types: ["s3.Bucket"], policies: { all: "disabled" } }, []],
    ["a type", { types: ["aws:sqs/*"], policies: { [retention]: "mandatory" } }, [...plain, "queue-retention jobs mandatory"]],
    ["a rule that other types have", { types: ["s3.*"], policies: { [retention]: "mandatory" } }, plain],
    ["a path", { paths: ["tags"], policies: { [tagged]: "mandatory" } }, plain.map((line) => line.replace("advisory", "mandatory"))],
    ["another path", { paths: ["tags.Team", "tags.X*"], policies: { [tagged]: "mandatory" } }, plain],
    ["a path with a name", { paths: "tags.O*", names: "logs", disable: [tagged] }, without("tagged logs")],
    ["options", { names: "logs", policies: { [tagged]: { key: "Team" } } }, without("tagged logs")],
    ["a stack too", { stacks: "prod", names: "logs", policies: { [destroy]: "disabled" } }, plain],
  ])("%s", async (_, override, expected) => {
    expect((await found([override])).toSorted()).toEqual(expected.toSorted());
  });
});

describe("a mistake in an override is one clear line", () => {
  test.each<[string, unknown, string]>([
    ["no list", {}, "stackwarden.overrides is an object, expected a list"],
    ["no selector", [{ policies: { all: "advisory" } }], "stackwarden.overrides[0] selects nothing"],
    ["nothing to change", [{ stacks: "x" }], "stackwarden.overrides[0] changes nothing"],
    ["an unknown key", [{ stack: "x", policies: {} }], "stackwarden.overrides[0]"],
    [
      "an unknown rule",
      [{ stacks: "x", policies: { "sample-bucket-taged": "advisory" } }],
      'overrides[0].policies: "sample-bucket-taged" is not a rule. Did you mean "sample-bucket-tagged"?',
    ],
    ["an unknown rule in a list", [{ stacks: "x", enable: ["x"] }], '.enable names "x", which is not a rule'],
    ["an unknown option", [{ stacks: "x", policies: { [tagged]: { keys: 1 } } }], 'has no option "keys"'],
    ["a wrong level", [{ stacks: "x", policies: { [tagged]: "advise" } }], 'the level of "sample-bucket-tagged" is "advise"'],
    [
      "an unknown environment",
      [{ environments: "prod", policies: { all: "advisory" } }],
      '.environments names "prod", which is not an environment',
    ],
    ["a type that is none", [{ types: ["bucket"], policies: { all: "advisory" } }], '"bucket", which matches no type'],
    ["a preset for resources", [{ names: "x", preset: "all" }], ".preset is for whole stacks"],
    ["options for a path", [{ paths: "tags", policies: { [tagged]: { key: "x" } } }], "sets levels only"],
    ["settings", [{ stacks: "x", policies: { stackwarden: { preset: "all" } } }], "settings of the pack cannot be overridden"],
  ])("%s", async (_, overrides, words) => {
    const config = write("bad.json", JSON.stringify({ stackwarden: { overrides } }, null, 2));
    const { status, out, err } = await run(["check", stateOf("dev"), "--config", config]);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain(words);
    expect(err).toMatch(/^stackwarden: [^\n]*bad\.json:\d+:\d+: [^\n]+\n$/);
    expect(root).not.toBe("");
  });
});
