/** An organisation's own rules, in a folder that has the packed Stackwarden: type-checked, tested, and run on the command line and in the engine. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { preview, repositoryFolder, resource } from "./engine.js";
import { npm, pack, quiet } from "./packed.js";

const example = join(repositoryFolder, "examples/own-rules");
const temporary = mkdtempSync(join(tmpdir(), "stackwarden-own-"));
const folder = join(temporary, "acme-rules");
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

beforeAll(() => {
  const isSource = (file: string): boolean => !/node_modules|\.js$|\.tgz$|package-lock/.test(file.slice(example.length));
  cpSync(example, folder, { recursive: true, filter: isSource });
  renameSync(pack(temporary), join(folder, "stackwarden.tgz"));
  npm(["install", ...quiet], folder);
}, 900_000);

const run = (command: string, ...args: string[]) => spawnSync(command, args, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 });
const urn = (type: string, name: string): string => `urn:pulumi:dev::p::${type}::${name}`;
const owned = ["acme-bucket-inventory", "acme-queue-retention"];
const resources = [
  { urn: urn("aws:sns/topic:Topic", "news"), type: "aws:sns/topic:Topic", custom: true, inputs: { kmsMasterKeyId: "alias/aws/sns" } },
  { urn: urn("aws:sqs/queue:Queue", "short"), type: "aws:sqs/queue:Queue", custom: true, inputs: { messageRetentionSeconds: 60 } },
  { urn: urn("aws:s3/bucket:Bucket", "orders"), type: "aws:s3/bucket:Bucket", custom: true, inputs: {} },
];

test("the page shows the example as it is", () => {
  const page = readFileSync(join(repositoryFolder, "docs/your-own-rules.md"), "utf8");
  for (const file of ["rules.ts", "rules.test.ts", "pack.ts"])
    expect(page).toContain(`\`\`\`ts\n// ${file}\n${readFileSync(join(example, file), "utf8")}\`\`\``);
  const shown = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = ""]) => JSON.parse(text) as unknown);
  expect(page).toContain(`\`\`\`yaml\n# policies.yaml\n${readFileSync(join(example, "policies.yaml"), "utf8")}\`\`\``);
  for (const file of ["package.json", "tsconfig.json"]) expect(shown).toContainEqual(JSON.parse(readFileSync(join(example, file), "utf8")));
});

describe("the example, installed from the packed file", () => {
  test("compiles, and its tests pass under node:test", { timeout: 600_000 }, () => {
    const { status, stdout, stderr } = run("npm", "test");
    expect(`${stdout}${stderr}`).not.toContain("error TS");
    expect(status).toBe(0);
    expect(stdout).toMatch(/# pass \d+|ℹ pass \d+/);
    expect(stdout).toContain("acme-queue-retention");
    expect(stdout).toContain("acme-topic-encrypted");
    const tested = run("npx", "--no-install", "stackwarden", "rules", "test", ".");
    expect([tested.status, tested.stdout]).toEqual([0, "2 rules, 8 cases: all right\n"]);
  });
  test("without the types of the provider, the compiler states what to install", { timeout: 600_000 }, () => {
    renameSync(join(folder, "node_modules/@pulumi/aws"), join(folder, "aws"));
    try {
      expect(run("npx", "--no-install", "tsc", "--noEmit").stdout).toContain("Run: npm install --save-dev @pulumi/aws");
    } finally {
      renameSync(join(folder, "aws"), join(folder, "node_modules/@pulumi/aws"));
    }
  });
  test("a class, a property or a case that does not exist is refused by the compiler", { timeout: 600_000 }, () => {
    const wrong = [
      'import { rule } from "stackwarden";',
      'import { suite } from "stackwarden/testing";',
      'const about = { title: "x", severity: "low", fix: "x", docs: "https://docs.aws.amazon.com/" } as const;',
      'export const a = rule("sqs.Quue", { ...about, require: {} });',
      'export const b = rule("sqs.Queue", { ...about, require: { nmae: "x" } });',
      'suite({ "acme-b": b }, { "acme-b": { pass: [{}] } });',
    ];
    writeFileSync(join(folder, "wrong.ts"), wrong.join("\n"));
    const { stdout } = run("npx", "--no-install", "tsc", "--noEmit");
    rmSync(join(folder, "wrong.ts"));
    const lines = new Set([...stdout.matchAll(/^wrong\.ts\((\d+),/gm)].map(([, line]) => Number(line)));
    expect([...lines].sort()).toEqual([4, 5, 6]);
  });
  test("a failing case fails", () => {
    const failing = [
      'import { suite } from "stackwarden/testing";',
      'import { acme } from "./rules.js";',
      'suite({ "acme-queue-retention": acme["acme-queue-retention"] }, { "acme-queue-retention": { pass: [{ messageRetentionSeconds: 60 }], fail: [{}] } });',
    ];
    writeFileSync(join(folder, "failing.mjs"), failing.join("\n"));
    const { status, stdout } = run(process.execPath, "--test", "failing.mjs");
    rmSync(join(folder, "failing.mjs"));
    expect(status).toBe(1);
    expect(stdout).toContain("expected pass, is fail");
  });
  test("check --rules finds what they find, beside the rules of the release", () => {
    writeFileSync(join(folder, "state.json"), JSON.stringify({ version: 3, deployment: { resources } }));
    const checked = run(
      "npx",
      "--no-install",
      "stackwarden",
      "check",
      "state.json",
      "--rules",
      "./rules.js",
      "--no-config",
      "--format",
      "json",
    );
    expect(checked.stderr).toBe("");
    expect(checked.status).toBe(1);
    const { findings } = JSON.parse(checked.stdout) as { findings: { rule: string; message: string }[] };
    const own = findings.filter(({ rule }) => rule.startsWith("acme-"));
    expect(own.map(({ rule }) => rule).sort()).toEqual(owned);
    expect(findings.length).toBeGreaterThan(own.length);
    // The configuration of the example names the rules in code and those in YAML.
    const configured = run("npx", "--no-install", "stackwarden", "check", "state.json", "--config", "stackwarden.yaml", "--format", "json");
    expect(configured.stderr).toBe("");
    const all = (JSON.parse(configured.stdout) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);
    expect(all.filter((rule) => rule.startsWith("acme-")).sort()).toEqual([...owned, "acme-topic-encrypted"]);
    // The folder holds the main file of the pack too, which serves nothing here.
    expect(run("npx", "--no-install", "stackwarden", "explain", "acme-queue-retention", "--rules", ".").stdout).toContain("least");
  });
  test("what cannot be loaded is one line that names file and reason", () => {
    writeFileSync(join(folder, "syntax.mjs"), 'export const password = "hunter2-hunter2";\nexport const = 1;\n');
    writeFileSync(join(folder, "export.mjs"), 'import { nothing } from "stackwarden";\nexport const password = nothing;\n');
    for (const [file, words] of [
      ["syntax.mjs", /^stackwarden: syntax\.mjs: cannot be loaded: a syntax error; `node --check` shows where\n$/],
      ["export.mjs", /^stackwarden: export\.mjs: cannot be loaded: "stackwarden" has no export "nothing"\n$/],
    ] as const) {
      const { status, stdout, stderr } = run("npx", "--no-install", "stackwarden", "check", "state.json", "--rules", file);
      expect([status, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(words);
      rmSync(join(folder, file));
    }
  });
  test("another copy of Stackwarden refuses them", () => {
    const other = join(repositoryFolder, "dist/cli.js");
    const { status, stderr } = run(process.execPath, other, "check", "state.json", "--rules", "./rules.js");
    expect(status).toBe(2);
    expect(stderr).toContain("made by another copy of Stackwarden");
  });
  test("is a policy pack in the real engine", async () => {
    const program = async (): Promise<void> => {
      resource("aws:sqs/queue:Queue", "short", { messageRetentionSeconds: 60 });
      resource("aws:s3/bucket:Bucket", "orders", {});
      resource("aws:sns/topic:Topic", "news", {});
    };
    const packConfig = { all: "disabled", stackwarden: { enable: [...owned, "acme-topic-encrypted"] } };
    const found = await preview(program, { packs: [folder], packConfig });
    expect(found.ok).toBe(false);
    expect(found.diagnostics.map(({ pack: name, policy, level }) => `${name} ${policy} ${level}`).sort()).toEqual([
      "acme acme-bucket-inventory advisory",
      "acme acme-queue-retention mandatory",
      "acme acme-topic-encrypted mandatory",
    ]);
    expect(found.stdout).toContain("acme@v1.0.0");
  });
});
