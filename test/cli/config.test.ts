import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { problemsIn } from "../../src/config/config.js";
import { configurationSchema } from "../../src/config/json-schema.js";
import { allRules } from "../../src/rules/index.js";
import { bucket, folder, run, stateText, urn } from "./fixture.js";

const { path: root, write } = folder();
const file = write("state.json", stateText(bucket("logs"), bucket("fine", { forceDestroy: false })));
const stable = (text: string): string => text.replaceAll(`${root}/`, "");
const config = async (...args: string[]): Promise<{ status: number; text: string }> => {
  const { status, out, err } = await run(["config", ...args]);
  return { status, text: stable(out + err) };
};

describe("a configuration file", () => {
  const plain = { all: "advisory", "sample-bucket-tagged": { enforcementLevel: "mandatory", key: "Team" } };
  test.each([
    ["plain.json", JSON.stringify(plain)],
    [
      "comments.json",
      `// ours\n{ "all": "advisory", /* why */\n  "sample-bucket-tagged": { "enforcementLevel": "mandatory", "key": "Team", }, }\n`,
    ],
    [
      "schema.jsonc",
      `{ "$schema": "./x.json", "all": "advisory", "sample-bucket-tagged": { "enforcementLevel": "mandatory", "key": "Team" } }`,
    ],
    ["marked.json", `\uFEFF${JSON.stringify(plain)}`],
    ["plain.yaml", "# ours\nall: advisory\nsample-bucket-tagged:\n  enforcementLevel: mandatory # why\n  key: Team\n"],
    [
      "alias.yml",
      "all: &level advisory\nsample-bucket-tagged: { enforcementLevel: mandatory, key: Team }\nsample-role-described: *level\n",
    ],
  ])("%s is read like any other", async (name, text) => {
    const { status, out, err } = await run(["check", file, "--config", write(name, text), "--format", "json"]);
    expect(err).toBe("");
    expect(status).toBe(1);
    const found = (JSON.parse(out) as { findings: { rule: string; level: string; message: string }[] }).findings;
    expect(found.map(({ rule, level }) => `${rule} ${level}`)).toEqual([
      "sample-bucket-no-force-destroy advisory",
      "sample-bucket-tagged mandatory",
      "sample-bucket-tagged mandatory",
    ]);
    expect(found[1]?.message).toContain("tags.Team");
  });
  test.each([
    ["empty.yaml", " \n", "empty.yaml: is empty"],
    ["tabs.yaml", "all:\n\t- x\n", "stackwarden: tabs.yaml:2:1: is not valid YAML: the line is indented with a tab. Use spaces."],
    [
      "twice.yaml",
      "all: advisory\nall: mandatory\n",
      "stackwarden: twice.yaml:2:1: is not valid YAML: the key is already used in this map",
    ],
    ["list.yaml", "- all\n", "stackwarden: list.yaml: the configuration is a list, expected an object with rules and their levels"],
    ["level.yaml", "\n\nall: advise\n", 'level.yaml:3:1: the level of "all" is "advise"'],
    ["nothing.yaml", "all: *level\n", "stackwarden: nothing.yaml: has aliases that cannot be resolved. Write the values themselves."],
    [
      "cut.jsonc",
      '{ // x\n "all": ',
      "stackwarden: cut.jsonc:1:3: is not valid JSON: invalid comment token. Correct the file, or write it again.",
    ],
    [
      "deep.jsonc",
      `// x\n${"[".repeat(20_000)}`,
      "stackwarden: deep.jsonc: is not valid JSON: nested too deeply. Correct the file, or write it again.",
    ],
  ])("%s is one clear line", async (name, text, message) => {
    const { status, out, err } = await run(["check", file, "--config", write(name, text)]);
    expect([status, out]).toEqual([2, ""]);
    expect(stable(err)).toContain(message);
    expect(err.trim().split("\n")).toHaveLength(1);
  });
});

describe("config validate", () => {
  test("reports it when all is well", async () => {
    expect(await config("validate", write("good.json", '{"all": "advisory"}'))).toEqual({ status: 0, text: "good.json is valid\n" });
  });
  test("shows everything that is wrong, with its place and a suggestion", async () => {
    const text = `{
  // ours
  "al": "advisory",
  "sample-bucket-tagged": {
    "enforcementLevel": "mandatry",
    "key": "Team"
  },
  "sample-queue-retention": { "key": "Team" },
  "stackwarden": {
    "presett": "all",
    "enable": ["sample-bucket-taged"]
  }
}`;
    expect(await config("validate", write("bad.jsonc", text))).toEqual({
      status: 2,
      text: [
        'bad.jsonc:5:5: the level of "sample-bucket-tagged" is "mandatry", expected advisory, mandatory, remediate or disabled. Did you mean "mandatory"?',
        'bad.jsonc:3:3: "al" is not a rule. Did you mean "all"?',
        'bad.jsonc:10:5: stackwarden has no "presett". Did you mean "preset"?',
        'bad.jsonc:8:31: "sample-queue-retention" has no options, but "key" is set',
        "",
      ].join("\n"),
    });
  });
  test("names lines of YAML too", async () => {
    const text = "stackwarden:\n  enable:\n    - sample-bucket-tagged\n    - sample-bucket-taged\n  environments:\n    production: prod\n";
    expect(await config("validate", write("bad.yaml", text))).toEqual({
      status: 2,
      text: "bad.yaml:6:5: stackwarden.environments.production is a string, expected a list\n",
    });
  });
  test("shows what is wrong with waivers; an expired one is reported, and is not a mistake", async () => {
    const waiver = { rule: "sample-bucket-tagged", resource: "logs", reason: "x", until: "2026-06-30" };
    const given = (waivers: unknown[]) => write("waivers.json", JSON.stringify({ stackwarden: { waivers } }, null, 2));
    expect(
      await config(
        "validate",
        given([
          { ...waiver, until: "2026-12-31" },
          { ...waiver, resource: "*", expires: 1 },
        ]),
      ),
    ).toEqual({
      status: 2,
      text: [
        'waivers.json:10:7: stackwarden.waivers[1] has the unknown key "expires". Did you mean "until"?',
        'waivers.json:10:7: stackwarden.waivers[1] names the resource "*", which matches nearly every one: use at least two adjacent letters of the name',
        "",
      ].join("\n"),
    });
    expect(await config("validate", given([waiver]))).toEqual({
      status: 0,
      text: 'waivers.json:4:7: stackwarden.waivers[0] (sample-bucket-tagged for "logs") expired: its last day was 2026-06-30\nwaivers.json is valid\n',
    });
  });
});

describe("config init", () => {
  test.each(["new.json", "new.jsonc", "new.yaml"])(
    "writes %s, which is valid, states what holds by default, and is written once",
    async (name) => {
      const target = join(root, name);
      expect((await config("init", target, "--preset", "essential")).status).toBe(0);
      expect(await config("validate", target)).toEqual({ status: 0, text: `${name} is valid\n` });
      const shown = async (...args: string[]): Promise<unknown> => {
        const { settings, rules } = JSON.parse((await config("show", ...args, "--format", "json")).text) as Record<
          "settings" | "rules",
          object[]
        >;
        return { settings, rules: rules.map((one) => ({ ...one, from: "" })) };
      };
      expect(await shown(target)).toEqual(await shown("--preset", "essential"));
      expect(await config("init", target)).toMatchObject({ status: 2, text: expect.stringContaining(`${name}: already exists`) });
    },
  );
  test.each(["tags.json", "tags.jsonc", "tags.yaml"])("writes the keys of required tags into %s", async (name) => {
    const target = join(root, name);
    const given = await run(["config", "init", target, "--tags", "Owner, CostCenter"], { rules: allRules });
    expect(given).toMatchObject({ status: 0, err: "", out: expect.not.stringContaining("No tags are required yet") });
    const shown = await run(["config", "show", target, "--format", "json"], { rules: allRules });
    expect(JSON.parse(shown.out)).toMatchObject({
      rules: expect.arrayContaining([
        expect.objectContaining({ id: "tags-required", options: expect.objectContaining({ required: ["Owner", "CostCenter"] }) }),
        // What passes tags on comes with the keys.
        expect.objectContaining({ id: "tags-ecs-service-propagated", level: "advisory" }),
      ]),
    });
  });
  test("without keys states how to name them, and leaves off what would pass tags on", async () => {
    const target = join(root, "untagged.json");
    expect((await run(["config", "init", target], { rules: allRules })).out).toContain("No tags are required yet");
    const { out } = await run(["config", "show", target, "--format", "json"], { rules: allRules });
    expect((JSON.parse(out) as { rules: { id: string }[] }).rules.map(({ id }) => id)).not.toContain("tags-ecs-service-propagated");
  });
  test("in plain JSON has nothing that Pulumi would refuse", () => {
    expect(Object.keys(JSON.parse(readFileSync(join(root, "new.json"), "utf8")) as object)).toEqual(["stackwarden"]);
  });
});

describe("config show", () => {
  const given = write(
    "show.yaml",
    "$schema: x.json\n# ours\nall: advisory\nsample-bucket-tagged:\n  key: Team\nstackwarden:\n  disable: [sample-role-described]\n",
  );
  test("prints settings, levels and what is tuned", async () => {
    expect((await config("show", given)).text).toMatchInlineSnapshot(`
      "files show.yaml

      settings
        preset             "recommended"
        enable             []
        disable            ["sample-role-described"]  show.yaml:7
        unknown            "silent"
        environments       {"production":["~prod","~production","~prd","~live","production*"]}
        environmentRequired false
        waivers            []
        waiversMaxDays     0
        allowStackWaivers  false
        baseline           []
        report             {}
        tiers              {"XS":1,"S":5,"M":20,"stateful":"L","protected":"L","security":"M","deletion":"S"}
        rules              []
        overrides          []

      advisory (2)
        sample-bucket-no-force-destroy  show.yaml:3
        sample-bucket-tagged  show.yaml:3
            key: "Team"  show.yaml:5

      2 of 4 rules are enabled
      "
    `);
  });
  test("makes plain JSON for Pulumi, without what is for editors", async () => {
    const { text } = await config("show", given, "--format", "pulumi", "--preset", "all");
    expect(JSON.parse(text)).toEqual({
      all: "advisory",
      "sample-bucket-tagged": { key: "Team" },
      stackwarden: { disable: ["sample-role-described"], preset: "all" },
    });
    expect((await config("show", "--format", "pulumi")).status).toBe(2);
  });
  test("refuses what check would refuse", async () => {
    expect(await config("show", write("x.yaml", "al: advisory\n"))).toEqual({
      status: 2,
      text: 'stackwarden: x.yaml:1:1: "al" is not a rule. Did you mean "all"?\n',
    });
  });
});

describe("the JSON schema of configurations", () => {
  const ajv = new Ajv({ strict: true, allErrors: true });
  formats.default(ajv);
  const schema = configurationSchema(allRules);
  const fits = ajv.compile(schema);

  test("is one by its own public schema (draft 7)", () => {
    expect(ajv.validateSchema(schema)).toBe(true);
    expect(ajv.errors ?? []).toEqual([]);
  });
  test("is what the command prints, and what is published", async () => {
    expect(JSON.parse((await run(["config", "schema"], { rules: allRules })).out)).toEqual(schema);
    const { files, exports } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"));
    expect([files.includes("dist"), exports["./configuration.schema.json"]]).toEqual([true, "./dist/configuration.schema.json"]);
  });
  test("knows every rule, with a description", () => {
    const { properties } = schema as { properties: Record<string, { description?: string }> };
    expect(allRules.filter(({ id }) => (properties[id]?.description ?? "") === "").map(({ id }) => id)).toEqual([]);
  });
  const waiver = { rule: "s3-bucket-versioned", resource: "logs", reason: "x", until: "2026-12-31" };
  const exception = { reason: "x", match: [{ policies: ["s3-bucket-versioned"], targets: [urn("aws:s3/bucket:Bucket", "logs")] }] };
  test.each<[boolean, unknown]>([
    [true, {}],
    [true, { all: "advisory", "s3-bucket-versioned": "mandatory" }],
    [true, { all: { enforcementLevel: "advisory" } }],
    [true, { "tags-required": { enforcementLevel: "remediate", required: ["Project", { key: "Team", values: ["a"] }] } }],
    [true, { stackwarden: { preset: "all", enable: ["s3-bucket-versioned"], environments: { production: ["live-*"] } } }],
    [true, { stackwarden: { allowStackWaivers: true, waivers: [] } }],
    [true, { stackwarden: { allowStackWaivers: ["s3-*"] } }],
    [false, []],
    [false, { "s3-bucket-versionned": "mandatory" }],
    [false, { all: "advise" }],
    [false, { all: { days: 1 } }],
    [false, { "tags-required": { require: [] } }],
    [false, { "tags-required": { required: "Project" } }],
    [false, { stackwarden: { presets: "all" } }],
    [false, { stackwarden: { enable: ["s3-bucket-versionned"] } }],
    [false, { stackwarden: { waivers: {} } }],
    [true, { stackwarden: { overrides: [{ stacks: "~prod", policies: { all: "advisory", "tags-required": { required: ["Team"] } } }] } }],
    [true, { stackwarden: { overrides: [{ types: ["s3.*"], tags: { Team: ["web"] }, enable: ["s3-bucket-versioned"] }] } }],
    [false, { stackwarden: { overrides: [{ stack: "prod", enable: ["s3-bucket-versioned"] }] } }],
    [false, { stackwarden: { overrides: [{ stacks: "prod" }] } }],
    [false, { stackwarden: { overrides: [{ stacks: "prod", policies: { "s3-bucket-versionned": "mandatory" } }] } }],
    [false, { stackwarden: { overrides: [{ stacks: "prod", policies: { stackwarden: {} } }] } }],
    [true, { version: 2 }],
    [
      true,
      {
        $schema: "x.json",
        version: 2,
        environments: ["a/b"],
        policies: { all: "advisory", "s3-bucket-versioned": { enforcementLevel: "disabled" } },
      },
    ],
    [true, { version: 2, exceptions: { "EXC-1": exception } }],
    [false, { version: 3, policies: {} }],
    [false, { version: 2, policies: { "s3-bucket-versionned": "mandatory" } }],
    [false, { version: 2, exceptions: { "EXC 1": exception } }],
    [false, { version: 2, exceptions: { "EXC-1": { ...exception, reason: " " } } }],
    [false, { version: 2, exceptions: { "EXC-1": { ...exception, match: [] } } }],
    [false, { version: 2, exceptions: { "EXC-1": { ...exception, match: [{ policies: ["s3-bucket-versioned"], targets: ["logs"] }] } } }],
    [false, { exceptions: { "EXC-1": exception } }],
    [false, { policies: {} }],
  ])("states %s, as the reader does, of %j", (expected, value) => {
    expect(fits(value)).toBe(expected);
    expect(problemsIn(allRules, value).length === 0).toBe(expected);
  });
  test.each<[boolean, unknown]>([
    [true, { ...waiver, path: "versioning", owner: "web", ticket: "WEB-1" }],
    [false, { ...waiver, until: "soon" }],
    [false, { ...waiver, expires: "2026-12-31" }],
    [false, { ...waiver, rule: "waivers-used" }],
    [false, { rule: waiver.rule, resource: waiver.resource, until: waiver.until }],
  ])("states %s of the waiver %j", (expected, value) => {
    expect(fits({ stackwarden: { waivers: [value] } })).toBe(expected);
  });
  test("takes what `config init` writes in YAML", () => {
    expect(fits(parse(readFileSync(join(root, "new.yaml"), "utf8")))).toBe(true);
  });
});
