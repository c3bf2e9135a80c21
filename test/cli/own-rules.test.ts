import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { register, rule } from "../../src/index.js";
import { bucket, folder, run, stateText } from "./fixture.js";

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
    ["without rules", "empty.mjs", `export const text = "${secretText}";`, /exports no rules/],
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
