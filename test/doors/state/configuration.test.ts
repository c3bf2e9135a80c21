import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { configure, parseEntries, resolveAsEngine } from "../../../src/config/config.js";
import { check, type Report } from "../../../src/doors/state/check.js";
import { homesOf } from "../../../src/doors/state/homes.js";
import { readInputs } from "../../../src/doors/state/inputs.js";
import { locationOf } from "../../../src/report/facts.js";
import { allRules } from "../../../src/rules/index.js";
import { run } from "../../cli/fixture.js";
import { password, refused } from "../../cli/inputs.js";

const root = mkdtempSync(join(tmpdir(), "stackwarden-configuration-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
/** Writes a folder of files and resolves to its path. */
const tree = (files: Readonly<Record<string, string>>): string => {
  const folder = join(root, String(count++));
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
};
const state = (stack: string, project = "p"): string => {
  const type = "pulumi:pulumi:Stack";
  return JSON.stringify({
    version: 3,
    deployment: { resources: [{ urn: `urn:pulumi:${stack}::${project}::${type}::${project}-${stack}`, type }] },
  });
};
const entries = parseEntries({ stackwarden: { preset: "essential" } });
const configuration = configure(allRules, resolveAsEngine(allRules, entries), entries);
const reportOf = async (folder: string): Promise<Report & { skipped: readonly string[] }> => {
  const inputs = await readInputs([folder], () => undefined);
  const report = check(inputs, allRules, configuration, { version: "1.0.0", startedAt: 0, today: "2026-07-01" });
  return { ...report, skipped: inputs.skipped.map((word) => word.replace(`${folder}/`, "")) };
};
/** What was found in the configuration: stack, key, file and line. */
const found = async (files: Readonly<Record<string, string>>): Promise<string[]> => {
  const folder = tree(files);
  const { findings } = await reportOf(folder);
  return findings
    .filter(({ rule }) => rule === "secrets-config-plaintext")
    .map(({ urn, path, input, source }) => {
      const key = JSON.parse(path.slice("config[".length, -1)) as string;
      return `${urn.split("::")[0]?.slice("urn:pulumi:".length)} ${key} ${input.slice(folder.length + 1)}:${source?.line}`;
    })
    .sort();
};
const project = (config: string): string => `name: p\nruntime: nodejs\nconfig:\n${config}`;
const empty = "config: {}\n";

describe("the configuration in Pulumi.yaml", () => {
  test.each<[string, string, string[]]>([
    ["a plain value", `  p:dbPassword: ${password}\n`, ["dev p:dbPassword Pulumi.yaml:4"]],
    ["of the project without a namespace", `  dbPassword: ${password}\n`, ["dev p:dbPassword Pulumi.yaml:4"]],
    ["of a provider", `  aws:secretKey: ${password}\n`, ["dev aws:secretKey Pulumi.yaml:4"]],
    ["by value", `  aws:secretKey:\n    value: ${password}\n`, ["dev aws:secretKey Pulumi.yaml:4"]],
    ["by default", `  p:dbPassword:\n    type: string\n    default: ${password}\n`, ["dev p:dbPassword Pulumi.yaml:4"]],
    [
      "declared to be secret, under any name",
      `  p:dbHandle:\n    type: string\n    secret: true\n    default: ${password}\n`,
      ["dev p:dbHandle Pulumi.yaml:4"],
    ],
    ["an object", `  p:db:\n    value:\n      password: ${password}\n`, ["dev p:db Pulumi.yaml:4"]],
    ["a list", `  p:users:\n    - { name: a, password: ${password} }\n`, ["dev p:users Pulumi.yaml:4"]],
    ["a type without a value", "  p:dbPassword:\n    type: string\n    secret: true\n", []],
    ["an empty default of a secret", '  p:dbPassword:\n    type: string\n    secret: true\n    default: ""\n', []],
    ["words about it", "  p:dbPassword:\n    description: The password of the database\n", []],
    ["nothing that is secret", "  p:size: t3.small\n  aws:region: eu-west-1\n", []],
    ["a reference", "  p:dbSecretArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-a1b2c3\n", []],
  ])("%s", async (_, config, expected) => {
    expect(await found({ "Pulumi.yaml": project(config), "Pulumi.dev.yaml": empty })).toEqual(expected);
  });
  test("goes into every stack, and gives way to the stack's own", async () => {
    const files = {
      "Pulumi.yaml": project(`  dbPassword: ${password}\n`),
      "Pulumi.dev.yaml": empty,
      "Pulumi.prod.yaml": "config:\n  p:dbPassword:\n    secure: v1:abc\n",
      "Pulumi.test.yaml": `config:\n  p:dbPassword: ${password}2\n`,
      "states/live.json": state("live"),
      "states/other.json": state("other", "q"),
    };
    expect(await found(files)).toEqual([
      "dev p:dbPassword Pulumi.yaml:4",
      "live p:dbPassword Pulumi.yaml:4",
      "test p:dbPassword Pulumi.test.yaml:2",
    ]);
  });
  test("a value of the stack under a key that the project declares to be secret is one", async () => {
    const files = {
      "Pulumi.yaml": project("  p:handle:\n    type: string\n    secret: true\n"),
      "Pulumi.dev.yaml": `config:\n  p:handle: ${password}\n`,
    };
    expect(await found(files)).toEqual(["dev p:handle Pulumi.dev.yaml:2"]);
  });
  test("is evaluated for all stacks at once where the project has none", async () => {
    expect(await found({ "Pulumi.yaml": project(`  dbPassword: ${password}\n`) })).toEqual(["* p:dbPassword Pulumi.yaml:4"]);
    await refused(["check", tree({ "Pulumi.yaml": "name: p\n" })], "is a Pulumi project without a state");
  });
  test("is an input of each stack that it goes into", async () => {
    const folder = tree({ "Pulumi.yaml": project("  size: 3\n"), "Pulumi.dev.yaml": empty, "states/prod.json": state("prod") });
    expect((await reportOf(folder)).inputs.map(({ path, stack }) => `${stack} ${path.slice(folder.length + 1)}`)).toEqual([
      "dev Pulumi.dev.yaml",
      "prod Pulumi.yaml",
      "dev Pulumi.yaml",
      "prod states/prod.json",
    ]);
  });
});

describe("the folder of stack files", () => {
  const secretly = `config:\n  p:dbPassword: ${password}\n`;
  test.each<[string, string]>([
    ["stackConfigDir", "stackConfigDir: ./cfg\n"],
    ["its older name", "config: cfg\n"],
    ["a path with a leading slash, which starts at the project", "stackConfigDir: /cfg\n"],
    ["deep", "stackConfigDir: cfg/\n"],
  ])("%s", async (_, line) => {
    const files = { "Pulumi.yaml": `name: p\n${line}`, "cfg/Pulumi.dev.yaml": secretly, "states/dev.json": state("dev") };
    expect(await found(files)).toEqual(["dev p:dbPassword cfg/Pulumi.dev.yaml:2"]);
  });
  test("none is the project's own folder; files elsewhere are named, not read", async () => {
    expect(await found({ "Pulumi.yaml": "name: p\nstackConfigDir:\n", "Pulumi.dev.yaml": secretly })).toHaveLength(1);
    const folder = tree({ "Pulumi.yaml": "name: p\nstackConfigDir: cfg\n", "Pulumi.dev.yaml": secretly, "cfg/Pulumi.dev.yaml": empty });
    const { findings, skipped } = await reportOf(folder);
    expect(findings).toEqual([]);
    expect(skipped).toEqual([expect.stringMatching(/^Pulumi\.dev\.yaml: skipped, the project's stack files are in /)]);
  });
  test("a place in it is reported from the repository on", async () => {
    const folder = tree({
      ".git/HEAD": "",
      "infra/Pulumi.yaml": "name: p\nstackConfigDir: ../cfg\n",
      "cfg/Pulumi.dev.yaml": secretly,
      "infra/own/x": "",
    });
    const report = await reportOf(join(folder, "infra"));
    const [finding] = report.findings;
    expect(finding && locationOf(finding, homesOf(report.inputs, folder))).toEqual({ file: "cfg/Pulumi.dev.yaml", line: 2, column: 3 });
  });
});

describe("projects below a folder", () => {
  const secretly = `config:\n  dbPassword: ${password}\n`;
  const named = (name: string): string => `name: ${name}\nruntime: go\n`;
  test("are evaluated, one in another too; not what tools put there", async () => {
    const files: Record<string, string> = { "README.md": "" };
    for (const [folder, name] of [
      ["apps/a", "a"],
      ["apps/a/inner", "b"],
      ["x/y/z", "c"],
      ["node_modules/m", "m"],
      ["apps/node_modules/m", "n"],
      ["vendor/v", "v"],
      [".git/g", "g"],
      [".cache/g", "h"],
      ["d/.venv/p", "i"],
    ] as const) {
      files[`${folder}/Pulumi.yaml`] = named(name);
      files[`${folder}/Pulumi.dev.yaml`] = secretly;
    }
    expect(await found(files)).toEqual([
      "dev a:dbPassword apps/a/Pulumi.dev.yaml:2",
      "dev b:dbPassword apps/a/inner/Pulumi.dev.yaml:2",
      "dev c:dbPassword x/y/z/Pulumi.dev.yaml:2",
    ]);
  });
  test("one without anything to evaluate is named, and its neighbours are evaluated", async () => {
    const folder = tree({ "a/Pulumi.yaml": named("a"), "b/Pulumi.yaml": named("b"), "b/Pulumi.dev.yaml": secretly });
    const { findings, skipped } = await reportOf(folder);
    expect(findings).toHaveLength(1);
    expect(skipped).toEqual(["a: skipped, a project without a state or a configuration"]);
  });
  test("are none where the folder holds states itself, or nothing", async () => {
    const folder = tree({ "dev.json": state("dev"), "a/Pulumi.yaml": named("a"), "a/Pulumi.dev.yaml": secretly });
    expect((await reportOf(folder)).inputs.map(({ path }) => path)).toEqual([join(folder, "dev.json")]);
    const below = tree({
      "a/b/c.json": state("dev"),
      "a/other.json": "{",
      "node_modules/x/state.json": state("dev"),
      ".git/state.json": state("dev"),
    });
    expect((await reportOf(below)).inputs.map(({ path }) => path)).toEqual([join(below, "a/b/c.json")]);
    await refused(["check", tree({ "a/b.json": state("dev").slice(0, 60) })], "b.json:1:");
    await refused(["check", tree({ "a/b.json": "{}" })], "contains no state and no Pulumi.yaml, and neither do its subfolders");
    await refused(["check", tree({ "a/Pulumi.yaml": named("a") })], "contains projects, but none has a state or a configuration");
    await refused(["check", tree({})], "contains no state and no Pulumi.yaml");
    await refused(["check", tree({ "a/Pulumi.yaml": "name: [" })], "a/Pulumi.yaml:1:8: is not valid YAML");
  });
  test("a link that leads in a circle is not followed", async () => {
    const folder = tree({ "a/Pulumi.yaml": named("a"), "a/Pulumi.dev.yaml": secretly });
    symlinkSync("..", join(folder, "a", "up"));
    expect((await reportOf(folder)).findings).toHaveLength(1);
  });
});

describe("projects in other spellings", () => {
  const json = JSON.stringify({ config: { "p:dbPassword": password, size: 3 } }, null, "\t");
  test.each<[string, Record<string, string>, string[]]>([
    ["JSON, with tabs", { "Pulumi.json": '{"name": "p"}', "Pulumi.dev.json": json }, ["dev p:dbPassword Pulumi.dev.json:3"]],
    ["yml", { "Pulumi.yml": "name: p\n", "Pulumi.dev.yml": `config:\n  dbPassword: ${password}\n` }, ["dev p:dbPassword Pulumi.dev.yml:2"]],
    [
      "a byte order mark",
      { "Pulumi.yaml": "\uFEFFname: p\n", "Pulumi.dev.yaml": `\uFEFFconfig:\n  dbPassword: ${password}\n` },
      ["dev p:dbPassword Pulumi.dev.yaml:2"],
    ],
    [
      "a configuration in JSON",
      { "Pulumi.json": JSON.stringify({ name: "p", config: { dbPassword: password } }) },
      ["* p:dbPassword Pulumi.json:1"],
    ],
    [
      "settings of deployments, which are none",
      { "Pulumi.yaml": "name: p\n", "Pulumi.dev.yaml": empty, "Pulumi.dev.deploy.yaml": "settings: {}\n" },
      [],
    ],
  ])("%s", async (_, files, expected) => {
    expect(await found(files)).toEqual(expected);
  });
  test("the file that the CLI reads is the one of the state", async () => {
    const folder = tree({
      "Pulumi.yaml": "name: p\n",
      "Pulumi.dev.yml": empty,
      "Pulumi.dev.yaml": empty,
      "states/dev.json": state("dev"),
    });
    expect((await readInputs([folder], () => undefined)).states[0]?.config?.file).toBe(join(folder, "Pulumi.dev.yaml"));
  });
  test("a file that ends otherwise than the project's is none of its stacks', and that is said", async () => {
    const folder = tree({ "Pulumi.yaml": "name: p\n", "Pulumi.dev.yml": `config:\n  dbPassword: ${password}\n`, "Pulumi.qa.yaml": empty });
    const { stackFiles, skipped } = await readInputs([folder], () => undefined);
    expect(stackFiles.map(({ file }) => file.stack)).toEqual(["qa"]);
    expect(skipped).toEqual([`${folder}/Pulumi.dev.yml: skipped, Pulumi reads files of stacks that end as the project's own does (.yaml)`]);
    await refused(
      ["check", tree({ "Pulumi.json": '{"name":"p"}', "Pulumi.dev.yaml": empty })],
      "that end as the project's own does (.json)",
    );
  });
  test("broken JSON is one clear line", () =>
    refused(
      ["check", tree({ "Pulumi.json": '{"name": "p"}', "Pulumi.dev.json": '{"config": {' })],
      "Pulumi.dev.json:1:13: is not valid JSON: ",
    ));
});

describe("an environment in the stack's file", () => {
  test.each<[string, string, string[]]>([
    ["configuration", `    pulumiConfig:\n      dbPassword: ${password}\n`, ["dev p:dbPassword Pulumi.dev.yaml:4"]],
    ["of a provider", `    pulumiConfig:\n      aws:secretKey: ${password}\n`, ["dev aws:secretKey Pulumi.dev.yaml:4"]],
    [
      "a variable",
      `    environmentVariables:\n      DB_PASSWORD: ${password}\n`,
      ["dev environmentVariables:DB_PASSWORD Pulumi.dev.yaml:4"],
    ],
    ["another value", `    dbPassword: ${password}\n`, ["dev environment:dbPassword Pulumi.dev.yaml:3"]],
    ["inside an object", `    pulumiConfig:\n      db:\n        password: ${password}\n`, ["dev p:db Pulumi.dev.yaml:4"]],
    ["a secret in plaintext", `    pulumiConfig:\n      db:\n        fn::secret: ${password}\n`, ["dev p:db Pulumi.dev.yaml:4"]],
    ["an object made a text", `    files:\n      DB:\n        fn::toJSON: {password: ${password}}\n`, ["dev files:DB Pulumi.dev.yaml:4"]],
    ["a secret that stands elsewhere", ["    pulumiConfig:\n      dbPassword:\n        fn::secret: $", "{aws.dbPassword}\n"].join(""), []],
    ["a secret that is encrypted", "    pulumiConfig:\n      dbPassword:\n        fn::secret:\n          ciphertext: ZXNjeAAAAAE\n", []],
    [
      "what its service opens",
      "    aws:\n      fn::open::aws-secrets:\n        region: eu-west-1\n        get:\n          dbPassword:\n            secretId: db\n",
      [],
    ],
    ["what stands elsewhere", ["    pulumiConfig:\n      dbPassword: $", "{aws.dbPassword}\n"].join(""), []],
    ["nothing secret", "    pulumiConfig:\n      size: 3\n    environmentVariables:\n      LOG_LEVEL: debug\n", []],
  ])("%s", async (_, values, expected) => {
    expect(await found({ "Pulumi.yaml": "name: p\n", "Pulumi.dev.yaml": `environment:\n  values:\n${values}` })).toEqual(expected);
  });
  test("gives way to the stack's own configuration, and may be a list of names", async () => {
    const values = `environment:\n  imports: [base]\n  values:\n    pulumiConfig:\n      dbPassword: ${password}\n`;
    expect(await found({ "Pulumi.yaml": "name: p\n", "Pulumi.dev.yaml": `${values}config:\n  p:dbPassword:\n    secure: v1:x\n` })).toEqual(
      [],
    );
    expect(await found({ "Pulumi.yaml": "name: p\n", "Pulumi.dev.yaml": "environment:\n  - p/dev\n" })).toEqual([]);
    const json = JSON.stringify({ environment: { values: { pulumiConfig: { dbPassword: password } } } });
    expect(await found({ "Pulumi.json": '{"name":"p"}', "Pulumi.dev.json": json })).toEqual(["dev p:dbPassword Pulumi.dev.json:1"]);
  });
});

describe("a project without a state", () => {
  test("states what to do next, and which files were evaluated", async () => {
    const folder = tree({ "Pulumi.yaml": "name: p\nconfig:\n  size: 3\n", "Pulumi.dev.yaml": empty });
    const { out, status, err } = await run(["check", folder, "--no-color"], { columns: 400 });
    expect([status, err]).toEqual([2, expect.stringMatching(/^stackwarden: no state found, only configuration was checked [^\n]+\n$/)]);
    expect(await run(["check", folder, "--allow-no-state"])).toMatchObject({ status: 0, err: "" });
    expect(out).toMatch(/^! No state found · /);
    expect(out).toContain(
      `  Run: pulumi stack export | stackwarden check -\n  Only configuration was checked: ${folder}/Pulumi.dev.yaml, ${folder}/Pulumi.yaml\n`,
    );
  });
  test("reports it beside findings too; one with a state does not", async () => {
    const folder = tree({ "Pulumi.yaml": "name: p\n", "Pulumi.dev.yaml": `config:\n  dbPassword: ${password}\n` });
    expect((await run(["check", folder], { rules: allRules })).out).toContain("Run: pulumi stack export | stackwarden check -");
    writeFileSync(join(folder, "dev.json"), state("dev"));
    expect((await run(["check", folder], { rules: allRules })).out).not.toContain("Run:");
  });
});
