import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { register, rule } from "../../src/index.js";
import { bucket, folder, resource, run, stateText } from "./fixture.js";

const files = folder();
// A module in a temporary folder has no package beside it; what it would import is put where it finds it.
Object.assign(globalThis, { stackwarden: { register, rule } });
const about = '{ title: "Buckets must have a name", severity: "high", fix: "Set it.", docs: "https://docs.aws.amazon.com/"';
const named =
  `globalThis.stackwarden.rule("s3.Bucket", ${about}, options: { least: 3 }, ` +
  `check: ({ bucket = "" }, { options }) => bucket.length < options.least && "has no name" })`;
const group = (id: string, name = "acme"): string => `export const ${name} = { "${id}": ${named} };`;

const state = files.write("state.json", stateText(bucket("logs")));
const good = files.write("good.mjs", group("acme-bucket-named"));
const secretText = "hunter2-hunter2";

const check = (...args: string[]) => run(["check", state, "--format", "json", ...args]);
const found = (out: string): string[] => (JSON.parse(out) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);

describe("check --rules", () => {
  test("evaluates by the rules of a file, beside those of the release", async () => {
    const { status, out } = await check("--rules", good);
    expect(status).toBe(1);
    expect(found(out)).toEqual(expect.arrayContaining(["acme-bucket-named", "sample-bucket-no-force-destroy"]));
  });
  test("takes several files, and folders with what is in and below them but for tests", async () => {
    mkdirSync(join(files.path, "rules/deep/node_modules"), { recursive: true });
    files.write("rules/one.mjs", group("acme-one"));
    files.write("rules/deep/two.mjs", `export default globalThis.stackwarden.register({ acme: { "acme-two": ${named} } });`);
    files.write("rules/one.test.mjs", "throw new Error();");
    files.write("rules/deep/node_modules/no.mjs", "throw new Error();");
    const { out } = await check("--rules", join(files.path, "rules"), "--rules", good, "--only", "acme-one,acme-two,acme-bucket-named");
    expect(found(out).sort()).toEqual(["acme-bucket-named", "acme-one", "acme-two"]);
  });
  test("a group that is exported twice is one", async () => {
    const file = files.write("twice.mjs", `${group("acme-twice")} export default acme;`);
    const { out } = await check("--rules", file, "--only", "acme-twice");
    expect(found(out)).toEqual(["acme-twice"]);
  });
  test("their ids and options count in configuration and waivers", async () => {
    const waiver = { rule: "acme-bucket-named", resource: "logs", reason: "old", until: "2026-12-31" };
    const config = files.write("config.json", JSON.stringify({ "acme-bucket-named": { least: 9 }, stackwarden: { waivers: [waiver] } }));
    const { out } = await check("--rules", good, "--config", config, "--show", "waived", "--only", "acme-bucket-named");
    expect(JSON.parse(out)).toMatchObject({ findings: [{ rule: "acme-bucket-named", outcome: "waived" }] });
    expect((await run(["config", "validate", config, "--rules", good])).status).toBe(0);
    expect((await run(["config", "validate", config])).out).toContain("acme-bucket-named");
    const shown = JSON.parse((await run(["config", "show", config, "--rules", good, "--format", "json"])).out) as { rules: object[] };
    expect(shown.rules).toContainEqual(expect.objectContaining({ id: "acme-bucket-named", level: "mandatory", options: { least: 9 } }));
    expect((await run(["config", "schema", "--rules", good])).out).toContain("acme-bucket-named");
  });
  test("explain and rules know them, and reports name their titles", async () => {
    expect((await run(["explain", "acme-bucket-named", "--rules", good])).out).toContain("Buckets must have a name.");
    expect((await run(["rules", "--service", "acme", "--rules", good])).out).toContain("acme-bucket-named");
    const { out } = await run(["check", state, "--rules", good, "--format", "sarif"]);
    expect(out).toContain('"text":"Buckets must have a name"');
  });
});

const yaml = [
  "rules:",
  "  acme-queue-key:",
  "    type: sqs.Queue",
  "    title: SQS queues must use a key",
  "    severity: high",
  "    fix: Set `kmsMasterKeyId`.",
  "    require: { kmsMasterKeyId: $present }",
  "    cases: { pass: [{ kmsMasterKeyId: a }], fail: [{}], unknown: [{ kmsMasterKeyId: $unknown }] }",
  "",
].join("\n");

describe("rules in YAML", () => {
  const queues = files.write("queues.json", stateText(resource("aws:sqs/queue:Queue", "jobs")));
  const written = files.write("queues.yaml", yaml);
  test("are evaluated beside others, explained and listed", async () => {
    const { out, status } = await run(["check", queues, "--rules", written, "--format", "json", "--only", "acme-queue-key"]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      findings: [{ rule: "acme-queue-key", message: "kmsMasterKeyId is not set", path: "kmsMasterKeyId" }],
    });
    expect((await run(["explain", "acme-queue-key", "--rules", written])).out).toContain("SQS queues must use a key");
    expect((await run(["completion", "bash", "--rules", written])).out).toContain("acme-queue-key");
  });
  test("in a folder, are those with `rules`, and other YAML is left alone", async () => {
    mkdirSync(join(files.path, "mixed/.hidden"), { recursive: true });
    files.write("mixed/PulumiPolicy.yaml", "runtime: nodejs\n");
    files.write("mixed/.hidden/x.yaml", "rules: 7\n");
    files.write("mixed/q.yml", yaml);
    files.write("mixed/good.mjs", group("acme-bucket-named"));
    const { out } = await run(["rules", "--rules", join(files.path, "mixed"), "--format", "json", "--service", "acme"]);
    expect((JSON.parse(out) as { id: string }[]).map(({ id }) => id)).toEqual(["acme-bucket-named", "acme-queue-key"]);
  });
  test("of a file that is named, and in a folder that is named too, are read once", async () => {
    mkdirSync(join(files.path, "again"));
    files.write("again/q.yaml", yaml);
    const [whole, one] = [join(files.path, "again"), join(files.path, "again/q.yaml")];
    expect(await run(["explain", "acme-queue-key", "--rules", whole, "--rules", one])).toMatchObject({ status: 0, err: "" });
    expect((await run(["explain", "acme-queue-key", "--rules", one, "--rules", files.write("other.yaml", yaml)])).err).toContain(
      "is taken",
    );
  });
  test("with a mistake are one line with its place, and how to list the others", async () => {
    const file = files.write("bad.yaml", yaml.replace("sqs.Queue", "sqs.Quue").replace("$present", "$presnt"));
    const { status, out, err } = await run(["check", queues, "--rules", file]);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toBe(
      `stackwarden: ${file}:3:5: acme-queue-key: type: there is no class "sqs.Quue" in @pulumi/aws. Did you mean "sqs.Queue"? ` +
        `(1 more: run \`stackwarden rules test ${file}\`)\n`,
    );
    const listed = await run(["rules", "test", file]);
    expect(listed.status).toBe(2);
    expect(listed.out.split("\n")).toHaveLength(4);
    expect((await run(["check", queues, "--rules", files.write("broken.yaml", "rules: [\n")])).err).toContain("is not valid YAML");
  });
  test("rules test runs their cases", async () => {
    expect(await run(["rules", "test", written])).toEqual({ status: 0, out: "1 rule, 3 cases: all right\n", err: "" });
    const wrong = files.write("wrong.yaml", yaml.replace("fail: [{}]", "fail: [{ kmsMasterKeyId: b }]"));
    const { status, out } = await run(["rules", "test", wrong, "--no-color"]);
    expect(status).toBe(1);
    expect(out).toBe(`✗ ${wrong}: acme-queue-key, fail 1\n    expected fail, is pass\n1 rule, 3 cases: 1 wrong\n`);
    expect((await run(["rules", "test", join(files.path, "rules")])).err).toContain("has no file with rules in YAML");
  });
  test("rules schema prints their schema", async () => {
    expect(JSON.parse((await run(["rules", "schema"])).out)).toMatchObject({ title: "Rules for Stackwarden" });
  });
});

describe("a configuration names own rules", () => {
  const folderOf = (name: string, text: string): string => {
    mkdirSync(join(files.path, name, "policies"), { recursive: true });
    files.write(`${name}/policies/q.yaml`, yaml);
    files.write(`${name}/policies/good.mjs`, group("acme-bucket-named"));
    return files.write(`${name}/stackwarden.yaml`, text);
  };
  const queues = files.write("queues.json", stateText(resource("aws:sqs/queue:Queue", "jobs"), bucket("logs")));
  const ids = async (...args: string[]): Promise<string[]> => found((await run(["check", queues, "--format", "json", ...args])).out);
  test.each([
    ["at the top", "rules: [./policies]\nacme-queue-key: mandatory\n"],
    ["as a setting", "acme-queue-key: mandatory\nstackwarden:\n  rules:\n    - policies\n"],
    ["in version 2", "version: 2\npolicies: { stackwarden: { rules: [policies] } }\nexceptions: {}\n"],
  ])("%s, relative to its file", async (name, text) => {
    const config = folderOf(`config ${name}`, text);
    expect(await ids("--config", config)).toEqual(expect.arrayContaining(["acme-queue-key", "acme-bucket-named"]));
    expect(await run(["config", "validate", config])).toMatchObject({ status: 0 });
    expect((await run(["config", "show", config])).out).toContain("acme-queue-key");
    expect((await run(["explain", "acme-queue-key", "--config", config])).status).toBe(0);
    expect((await run(["rules", "--config", config])).out).toContain("acme-bucket-named");
    expect((await run(["config", "schema", "--config", config])).out).toContain("acme-bucket-named");
    // Named on the command line too, they are still the same rules.
    expect(await ids("--config", config, "--rules", join(files.path, `config ${name}`, "policies"))).toContain("acme-queue-key");
  });
  test("the engine's file has no `rules` at the top", async () => {
    const config = folderOf("engine", "rules: [policies]\nacme-queue-key: mandatory\n");
    expect(JSON.parse((await run(["config", "show", config, "--format", "pulumi"])).out)).toEqual({
      "acme-queue-key": "mandatory",
      stackwarden: { rules: [join(dirname(config), "policies")] },
    });
  });
  test("those of what it extends count too, relative to that file", async () => {
    folderOf("org", "rules: [policies]\n");
    mkdirSync(join(files.path, "team"));
    const config = files.write("team/stackwarden.yaml", "extends: ../org/stackwarden.yaml\nacme-queue-key: mandatory\n");
    expect(await ids("--config", config)).toEqual(expect.arrayContaining(["acme-queue-key", "acme-bucket-named"]));
  });
  test("a path that is not there is one line with its place", async () => {
    const config = folderOf("gone", "rules:\n  - ./policy\n");
    const { status, err } = await run(["check", queues, "--config", config]);
    expect(status).toBe(2);
    expect(err).toBe(`stackwarden: ${config}:2:5: \`rules\` names "policy", which does not exist. It is relative to this file.\n`);
  });
  test("what is not a list is one line", async () => {
    const { err } = await run(["check", queues, "--config", folderOf("text", "rules: ./policies\n")]);
    expect(err).toContain("stackwarden.yaml:1:1: stackwarden.rules is a string, expected a list");
  });
});

describe("a file of rules that cannot be used is one line, status 2, and no value of it", () => {
  const wrong: readonly (readonly [string, string, string, RegExp])[] = [
    ["that throws", "throws.mjs", `throw new TypeError("${secretText}");`, /cannot be loaded: TypeError at throws\.mjs:1:7$/],
    ["that throws no error", "odd.mjs", `throw "${secretText}";`, /cannot be loaded: a value that is not an Error was thrown$/],
    [
      "that imports what is not there",
      "imports.mjs",
      'import "no-such-package-here";',
      /imports "no-such-package-here", which is not there/,
    ],
    ["without rules", "empty.mjs", `export const text = "${secretText}";`, /has no rules/],
    ["with an id that is no id", "id.mjs", group("Acme"), /"Acme" is not an id of a rule/],
    [
      "with an id of the release",
      "clash.mjs",
      group("sample-bucket-tagged"),
      /the id "sample-bucket-tagged" is taken by a rule of Stackwarden/,
    ],
    [
      "of another copy of the package",
      "copy.mjs",
      'export const acme = { "acme-x": { title: "x", severity: "low", types: [], fix: "x" } };',
      /made by another copy of Stackwarden/,
    ],
  ];
  test.each(wrong)("%s", async (_, name, text, words) => {
    const file = files.write(name, text);
    const { status, out, err } = await check("--rules", file);
    expect([status, out]).toEqual([2, ""]);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err.startsWith(`stackwarden: ${file}: `)).toBe(true);
    expect(err.trim()).toMatch(words);
    expect(err).not.toContain(secretText);
  });
  test("that is not there", async () => {
    const { status, err } = await check("--rules", join(files.path, "none.mjs"));
    expect([status, err.trim()]).toEqual([2, `stackwarden: ${join(files.path, "none.mjs")}: does not exist`]);
  });
  test("with an id that another file has", async () => {
    const other = files.write("other.mjs", group("acme-bucket-named", "others"));
    const { status, err } = await check("--rules", good, "--rules", other);
    expect(status).toBe(2);
    expect(err).toContain(`${other}: the id "acme-bucket-named" is taken by a rule of ${good}`);
  });
  test.skipIf(Boolean((process.features as { typescript?: unknown }).typescript))(
    "in TypeScript, where Node.js cannot load that",
    async () => {
      const { status, err } = await check("--rules", files.write("typed.ts", group("acme-typed")));
      expect([status, err]).toEqual([2, expect.stringContaining("compile it, or use Node.js 22.18 or newer")]);
    },
  );
});
