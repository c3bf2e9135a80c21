import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { bucket, folder, type Outcome, run, stateText } from "./fixture.js";
import { refused, sane } from "./inputs.js";

const { path: root } = folder();
let count = 0;
/** A repository with these files; resolves paths in it. */
function repository(files: Record<string, unknown>): (path?: string) => string {
  const home = join(root, `r${count++}`);
  mkdirSync(join(home, ".git"), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), typeof content === "string" ? content : JSON.stringify(content, null, 2));
  }
  return (path = ".") => join(home, path);
}
const state = stateText(bucket("logs"));
const destroy = "sample-bucket-no-force-destroy";
const tagged = "sample-bucket-tagged";
const levels = async (...args: string[]): Promise<Record<string, string>> => {
  const { out, err } = sane(await run(["check", ...args, "--format", "json"]));
  expect(err).toBe("");
  const { findings } = JSON.parse(out) as { findings: { rule: string; level: string }[] };
  return Object.fromEntries(findings.map(({ rule, level }) => [rule.replace("sample-bucket-", ""), level]));
};
const plain = { "no-force-destroy": "mandatory", tagged: "advisory" };
const loose = { [destroy]: "advisory" };

describe("the configuration is found", () => {
  test.each([
    ["stackwarden.json", JSON.stringify(loose)],
    ["stackwarden.jsonc", `{ /* ours */ "${destroy}": "advisory", }`],
    ["stackwarden.yaml", `${destroy}: advisory\n`],
    ["stackwarden.yml", `${destroy}: advisory\n`],
    ["package.json", JSON.stringify({ name: "shop", stackwarden: loose })],
  ])("%s", async (name, text) => {
    const at = repository({ "infra/state.json": state, [`infra/${name}`]: text });
    expect(await levels(at("infra/state.json"))).toEqual({ ...plain, "no-force-destroy": "advisory" });
    expect(await levels(at("infra/state.json"), "--no-config")).toEqual(plain);
    expect(await levels(at("infra"))).toEqual({ ...plain, "no-force-destroy": "advisory" });
  });
  test("in a parent, up to the root of the repository; the nearest counts alone", async () => {
    const at = repository({
      "a/b/state.json": state,
      "stackwarden.yaml": `all: disabled\n${tagged}: mandatory\n`,
      "c/state.json": state,
      "c/stackwarden.json": loose,
    });
    expect(await levels(at("a/b/state.json"))).toEqual({ tagged: "mandatory" });
    expect(await levels(at("c"))).toEqual({ ...plain, "no-force-destroy": "advisory" });
    const inner = repository({ "stackwarden.json": { all: "disabled" }, "sub/.git/HEAD": "", "sub/state.json": state });
    expect(await levels(inner("sub/state.json"))).toEqual(plain);
  });
  test("--config wins", async () => {
    const at = repository({ "state.json": state, "stackwarden.json": { all: "disabled" }, "other.json": loose });
    expect(await levels(at("state.json"), "-c", at("other.json"))).toEqual({ ...plain, "no-force-destroy": "advisory" });
  });
  test("a package.json without the key, or a broken one, is none", async () => {
    const at = repository({ "state.json": state, "package.json": { name: "stackwarden", dependencies: { stackwarden: "1" } } });
    expect(await levels(at("state.json"))).toEqual(plain);
    const broken = repository({ "state.json": state, "package.json": '{ "stackwarden": ' });
    expect(await levels(broken("state.json"))).toEqual(plain);
  });
  test("two in one folder are one error that names both, in every command", async () => {
    const at = repository({ "state.json": state, "stackwarden.json": {}, "stackwarden.yaml": "all: advisory\n" });
    await refused(["check", at("state.json")], "stackwarden.json", "stackwarden.yaml", "Keep one.");
    await refused(["waive", "12345678", at("state.json"), "--reason", "x"], "stackwarden.json", "stackwarden.yaml");
    const manifest = repository({ "state.json": state, "stackwarden.json": {}, "package.json": { stackwarden: {} } });
    await refused(["check", manifest("state.json")], "stackwarden.json", "package.json");
  });
  test("inputs with different ones are each checked by their own", async () => {
    const at = repository({
      "a/state.json": state,
      "a/stackwarden.json": loose,
      "b/state.json": state,
      "b/stackwarden.json": { [destroy]: "disabled" },
      "c/state.json": state,
    });
    for (const paths of [[at("a"), at("b"), at("c")], [at()]]) {
      const { out, err, status } = sane(await run(["check", ...paths, "--format", "json"]));
      expect([err, status]).toEqual(["", 1]);
      const { findings, summary, inputs } = JSON.parse(out) as {
        findings: { rule: string; level: string; input: string }[];
        summary: { rules: number; resources: number; fail: number };
        inputs: unknown[];
      };
      const found = findings.filter(({ rule }) => rule === destroy).map(({ input, level }) => [input.slice(at().length + 1), level]);
      expect(found).toEqual([
        ["a/state.json", "advisory"],
        ["c/state.json", "mandatory"],
      ]);
      expect(inputs).toHaveLength(3);
      const alone = JSON.parse((await run(["check", at("c"), "--format", "json"])).out) as { summary: typeof summary };
      expect([summary.rules, summary.resources]).toEqual([alone.summary.rules, 3 * alone.summary.resources]);
      expect(summary.fail).toBe(findings.length);
    }
    const named = await levels(at("a"), at("b"), "--config", at("b/stackwarden.json"));
    expect(Object.keys(named)).toEqual(["tagged"]);
  });
  test("a baseline over inputs with different ones is one file, and notes what is fixed in each", async () => {
    const at = repository({
      "a/state.json": state,
      "a/stackwarden.json": { [destroy]: "advisory" },
      "b/state.json": state.replaceAll("shop", "web"),
      "b/stackwarden.json": { [tagged]: "mandatory" },
    });
    const baseline = at("baseline.json");
    sane(await run(["check", at("a"), at("b"), "--baseline", baseline, "--update-baseline"]));
    const again = await run(["check", at("a"), at("b"), "--baseline", baseline]);
    expect([again.status, again.err]).toEqual([0, ""]);
    writeFileSync(at("b/state.json"), stateText(bucket("logs", { forceDestroy: false })).replaceAll("shop", "web"));
    expect((await run(["check", at("a"), at("b"), "--baseline", baseline])).err).toContain(`fixed since the baseline: ${destroy}`);
  });
  test("`waive` writes into it", async () => {
    const at = repository({ "infra/state.json": state, "stackwarden.yaml": "# ours\nall: advisory\n" });
    const { out } = await run(["check", at("infra"), "--format", "json"]);
    const [finding] = (JSON.parse(out) as { findings: { fingerprint: string }[] }).findings;
    const { err, out: said } = await run(["waive", finding?.fingerprint ?? "", at("infra"), "--reason", "x", "--until", "2026-12-31"]);
    expect(err).toBe("");
    expect(said).toContain(at("stackwarden.yaml"));
    expect(await levels(at("infra"))).toEqual({ "no-force-destroy": "advisory", tagged: "advisory" });
  });
});

describe("extends", () => {
  const check = async (files: Record<string, unknown>, ...more: string[]): Promise<Record<string, string>> =>
    levels(repository({ "p/state.json": state, ...files })("p/state.json"), ...more);
  test("a file: entries and options are merged into it, the file's own win", async () => {
    const base = { all: "advisory", [tagged]: { enforcementLevel: "mandatory", key: "Team" }, stackwarden: { disable: [destroy] } };
    expect(await check({ "base.json": base, "p/stackwarden.yaml": "extends: ../base.json\n" })).toEqual({ tagged: "mandatory" });
    const own = { extends: ["../base.json"], [tagged]: { among: ["x"] }, [destroy]: "mandatory" };
    expect(await check({ "base.json": base, "p/stackwarden.json": own })).toEqual({ tagged: "mandatory", "no-force-destroy": "mandatory" });
  });
  test("several, in their order; of a package too", async () => {
    const files = {
      "a.yaml": `${destroy}: disabled\n${tagged}: mandatory\n`,
      "node_modules/@acme/policies/stackwarden.json": { [destroy]: "advisory" },
      "node_modules/@acme/policies/strict.yaml": `${destroy}: mandatory\n`,
    };
    expect(await check({ ...files, "p/stackwarden.json": { stackwarden: { extends: ["../a.yaml", "@acme/policies"] } } })).toEqual({
      "no-force-destroy": "advisory",
      tagged: "mandatory",
    });
    expect(await check({ ...files, "p/stackwarden.json": { extends: ["@acme/policies", "../a.yaml"] } })).toEqual({ tagged: "mandatory" });
    expect(await check({ ...files, "p/stackwarden.json": { extends: ["../a.yaml", "@acme/policies/strict.yaml"] } })).toEqual({
      "no-force-destroy": "mandatory",
      tagged: "mandatory",
    });
  });
  test("overrides and waivers are joined, the file's own last", async () => {
    const base = { overrides: [{ names: "logs", policies: { [destroy]: "disabled", [tagged]: "mandatory" } }] };
    const own = { extends: "../base.json", overrides: [{ names: "l*", policies: { [destroy]: "advisory" } }] };
    expect(await check({ "base.json": base, "p/stackwarden.json": own })).toEqual({ "no-force-destroy": "advisory", tagged: "mandatory" });
  });
  test("of version 2, with its exceptions", async () => {
    const target = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::logs";
    const base = {
      version: 2,
      policies: { all: "advisory" },
      exceptions: { "EXC-1": { reason: "x", match: [{ policies: [destroy], targets: [target] }] } },
    };
    const at = repository({
      "p/state.json": state,
      "base.json": base,
      "p/stackwarden.json": { extends: "../base.json", [tagged]: "mandatory" },
    });
    const { out } = await run(["check", at("p"), "--format", "json"]);
    const { findings } = JSON.parse(out) as { findings: { rule: string; outcome: string; level: string }[] };
    expect(findings.map(({ rule, outcome, level }) => [rule, outcome, level])).toEqual([
      [tagged, "fail", "mandatory"],
      [destroy, "exempted", "advisory"],
    ]);
  });
  test("paths are relative to the file that has them", async () => {
    const at = repository({
      "p/state.json": state,
      "shared/base.yaml": "stackwarden:\n  baseline: ./known.json\n",
      "p/stackwarden.json": { extends: "../shared/base.yaml" },
    });
    await run(["check", at("p"), "--no-config", "--baseline", at("shared/known.json"), "--update-baseline"]);
    const { out } = await run(["check", at("p"), "--format", "json"]);
    expect((JSON.parse(out) as { summary: { baseline: number; fail: number } }).summary).toMatchObject({ baseline: 2, fail: 0 });
    const shown = await run(["config", "show", at("p/stackwarden.json"), "--format", "pulumi"]);
    expect(JSON.parse(shown.out)).toEqual({ stackwarden: { baseline: at("shared/known.json") } });
  });
  test.each<[string, Record<string, unknown>, (string | RegExp)[]]>([
    [
      "a circle",
      { "p/stackwarden.json": { extends: "../a.yaml" }, "a.yaml": "extends: ./b.yaml\n", "b.yaml": "\nextends: ./a.yaml\n" },
      [/b\.yaml:2:1: "extends" makes a circle: a\.yaml → b\.yaml → a\.yaml/],
    ],
    ["itself", { "p/stackwarden.json": { extends: "./stackwarden.json" } }, ["makes a circle: stackwarden.json → stackwarden.json"]],
    [
      "a file that is not there",
      { "p/stackwarden.json": { extends: "./base.json" } },
      [/p\/stackwarden\.json:2:3: "extends" names "\.\/base\.json", which does not exist/],
    ],
    [
      "a package that is not there",
      { "p/stackwarden.json": { extends: ["@acme/none"] } },
      ['"@acme/none", which is not an installed package'],
    ],
    [
      "a package without one",
      { "p/stackwarden.json": { extends: "acme" }, "node_modules/acme/index.js": "" },
      ["a package without a configuration"],
    ],
    ["what is no text", { "p/stackwarden.json": { extends: [1] } }, ['"extends" is not a file or a package']],
    [
      "a mistake in the base, at its place",
      { "p/stackwarden.json": { extends: "../base.yaml" }, "base.yaml": `\n${tagged}:\n  keys: x\n` },
      [/base\.yaml:3:3: .*has no option "keys"/],
    ],
    [
      "a level in the base",
      { "p/stackwarden.json": { extends: "../base.yaml" }, "base.yaml": "\nall: advise\n" },
      [/base\.yaml:2:1: the level of "all"/],
    ],
    [
      "overrides of the base, at their place",
      {
        "p/stackwarden.json": { extends: "../base.yaml", overrides: [{ stacks: "x", enable: [tagged] }] },
        "base.yaml": "overrides:\n  - stacks: x\n    enable: [nothing]\n",
      },
      [/base\.yaml:3:\d+: .*overrides\[0\]\.enable names "nothing"/],
    ],
    [
      "the same key twice",
      { "p/stackwarden.json": { overrides: [], stackwarden: { overrides: [] } } },
      ['"overrides" is also in "stackwarden"'],
    ],
  ])("%s is one clear line", async (_, files, words) => {
    await refused(["check", repository({ "p/state.json": state, ...files })("p/state.json")], ...words);
  });
});

describe("config show and validate", () => {
  const at = repository({
    "base.yaml": `all: advisory\n${tagged}: { key: Team }\n`,
    "stackwarden.json": {
      extends: "./base.yaml",
      [destroy]: "mandatory",
      overrides: [{ stacks: "prod", policies: { [tagged]: { enforcementLevel: "mandatory", key: "Owner" } } }],
    },
  });
  const show = async (...args: string[]): Promise<Outcome> => sane(await run(["config", "show", at("stackwarden.json"), ...args]));
  test("every value has its origin", async () => {
    const { out } = await show("--format", "json");
    const { rules, settingsFrom, files } = JSON.parse(out) as {
      rules: { id: string; from: string; optionsFrom: object }[];
      settingsFrom: Record<string, string>;
      files: string[];
    };
    expect(files).toEqual([at("base.yaml"), at("stackwarden.json")]);
    expect(settingsFrom).toMatchObject({ preset: "default", overrides: `${at("stackwarden.json")}:4` });
    const byId = Object.fromEntries(rules.map(({ id, from, optionsFrom }) => [id, [from, optionsFrom]]));
    expect(byId[destroy]).toEqual([`${at("stackwarden.json")}:3`, {}]);
    expect(byId[tagged]).toEqual([`${at("base.yaml")}:1`, { key: `${at("base.yaml")}:2` }]);
  });
  test("of a stack too", async () => {
    const { out } = await show("--format", "json", "--stack", "prod");
    const { rules } = JSON.parse(out) as { rules: { id: string; level: string; from: string; optionsFrom: Record<string, string> }[] };
    const override = `override 1 (${at("stackwarden.json")}:5)`;
    expect(rules.find(({ id }) => id === tagged)).toMatchObject({ level: "mandatory", from: override, optionsFrom: { key: override } });
    expect((await show("--stack", "shop/prod")).out).toContain("for the stack shop/prod");
  });
  test("in the form that Pulumi reads, everything is in one file", async () => {
    const { out } = await show("--format", "pulumi");
    expect(JSON.parse(out)).toEqual({
      all: "advisory",
      [tagged]: { key: "Team" },
      [destroy]: "mandatory",
      stackwarden: { overrides: [{ stacks: "prod", policies: { [tagged]: { enforcementLevel: "mandatory", key: "Owner" } } }] },
    });
  });
  test("validate lists the problems of every file", async () => {
    const bad = repository({ "base.yaml": "all: advise\n", "stackwarden.json": { extends: "./base.yaml", x: "advisory" } });
    const { out, status } = await run(["config", "validate", bad("stackwarden.json")]);
    expect(status).toBe(2);
    expect(out.replaceAll(bad(""), "").split("\n")).toEqual([
      expect.stringMatching(/base\.yaml:1:1: the level of "all"/),
      expect.stringMatching(/stackwarden\.json:3:3: "x" is not a rule/),
      "",
    ]);
  });
});

describe("rules of the command line", () => {
  const at = repository({
    "state.json": state,
    "stackwarden.json": { overrides: [{ stacks: "dev", policies: { [tagged]: "mandatory" } }] },
  });
  test.each<[string[], Record<string, string>]>([
    [["--skip", destroy], { tagged: "mandatory" }],
    [["--skip", "*-tagged,@critical"], { "no-force-destroy": "mandatory" }],
    [["--only", "sample-bucket-*", "--skip", "@low"], { "no-force-destroy": "mandatory" }],
    [["--only", "@high"], { "no-force-destroy": "mandatory" }],
    [["--only", destroy], { "no-force-destroy": "mandatory" }],
    [["--framework", "nist"], { "no-force-destroy": "mandatory" }],
    [["--framework", "nist", "--skip", destroy], {}],
  ])("%s", async (args, expected) => {
    expect(await levels(at("state.json"), ...args)).toEqual(expected);
  });
  test.each([
    ["x-*", 'no rule matches "x-*"'],
    ["@urgent", '"@urgent" is not a severity'],
  ])("%s names none", async (term, words) => {
    await refused(["check", at("state.json"), "--skip", term], words);
    await refused(["check", at("state.json"), "--only", term], words);
  });
  test("--quiet shows what is blocking, --summary the totals, by their short names too", async () => {
    const all = await run(["check", at("state.json"), "--no-config"]);
    const quiet = await run(["check", at("state.json"), "--no-config", "-q"]);
    const summary = await run(["check", at("state.json"), "--no-config", "-s"]);
    expect([all.status, quiet.status, summary.status]).toEqual([1, 1, 1]);
    expect(all.out).toContain(tagged);
    expect(quiet.out).toContain(destroy);
    expect(quiet.out).not.toContain(tagged);
    expect(summary.out).toMatch(/^✖ 2 findings in 1 resource: 1 high, 1 low · 1 blocking · .*\n$/);
  });
});
