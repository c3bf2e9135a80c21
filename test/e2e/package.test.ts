/** The published package: as a dependency elsewhere, and as a policy pack where it was unpacked. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { preview, repositoryFolder, resource } from "./engine.js";
import { npm, pack, quiet } from "./packed.js";

const folder = mkdtempSync(join(tmpdir(), "stackwarden-package-"));
const elsewhere = join(folder, "elsewhere");
const unpacked = join(folder, "package");
const manifest = JSON.parse(readFileSync(join(repositoryFolder, "package.json"), "utf8")) as { name: string; version: string };
let archive = "";

beforeAll(() => {
  archive = pack(folder);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the package holds what runs, and neither sources nor tests", () => {
  const files = execFileSync("tar", ["-tzf", archive], { encoding: "utf8" }).trim().split("\n");
  for (const file of [
    "package.json",
    "PulumiPolicy.yaml",
    "README.md",
    "LICENSE",
    "dist/cli.js",
    "dist/pack.js",
    "dist/index.js",
    "dist/index.d.ts",
    "dist/policies.js",
    "dist/stackwarden-pack",
    "dist/stackwarden-pack.cmd",
  ])
    expect(files).toContain(`package/${file}`);
  expect(
    readdirSync(join(repositoryFolder, "src/data")).filter(
      (name) => name.endsWith(".json") && !files.includes(`package/dist/data/${name}`),
    ),
  ).toEqual([]);
  expect(files.filter((file) => /^package\/(src|test|scripts|bench|examples|node_modules)\//.test(file))).toEqual([]);
});

const isInstalled = (name: string): boolean => {
  try {
    createRequire(join(elsewhere, "package.json")).resolve(name);
    return true;
  } catch {
    return false;
  }
};

describe("as a dependency", () => {
  beforeAll(() => {
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, "package.json"), JSON.stringify({ name: "elsewhere", version: "1.0.0", private: true, type: "module" }));
    npm(["install", ...quiet, archive], elsewhere);
  }, 300_000);

  const run = (...args: string[]) =>
    spawnSync("npx", ["--no-install", manifest.name, ...args], { cwd: elsewhere, encoding: "utf8", maxBuffer: 2 ** 28 });

  test("gives a command line", () => {
    const checked = run("check", join(repositoryFolder, "examples/shop"), "--format", "json");
    expect(checked.status).toBe(1);
    expect(JSON.parse(checked.stdout).summary.fail).toBeGreaterThan(10);
    expect(run("--version").stdout.trim()).toBe(manifest.version);
  });
  test("writes a pack in one file, without the bundler", () => {
    const written = run("pack", "--out", "one-file");
    expect(written.stdout).toMatch(/^one-file: \d\.\d MB\. Run: pulumi preview --policy-pack one-file\n$/);
    expect(statSync(join(elsewhere, "one-file")).mode & 0o111).toBe(0o111);
    writeFileSync(
      join(elsewhere, "acme.js"),
      'import { present, rule } from "stackwarden"; export const acme = { "acme-named": rule("s3.Bucket", {' +
        'title: "Named", severity: "low", fix: "Name it.", docs: "https://docs.aws.amazon.com/", require: { bucket: present } }) };',
    );
    const own = run("pack", "--out", "own", "--rules", "acme.js");
    const lacking = "stackwarden: to bundle your own rules, rolldown is needed. Run: npm install --save-dev rolldown\n";
    // The bundler may be installed in a folder above the temporary one.
    expect([own.status, own.stderr]).toEqual(isInstalled("rolldown") ? [0, ""] : [2, lacking]);
  });
  test("gives a library: rules of one's own are evaluated like ours", () => {
    const program = `
      import { allRules, check, configure, present, readInputs, register, resolveAsEngine, rule, version } from "stackwarden";
      const own = rule("s3.Bucket", {
        title: "Buckets have a name",
        severity: "low", fix: "Set it.", docs: "https://docs.aws.amazon.com/", require: { bucket: present } });
      const rules = register({ own: { "own-bucket-name": own } });
      const inputs = await readInputs(["state.json"], () => {});
      const report = check(inputs, rules, configure(rules, resolveAsEngine(rules, {}), {}), { version: version(), startedAt: 0, today: "2026-07-01" });
      console.log(JSON.stringify({ rules: allRules.length, messages: report.findings.map((f) => f.message) }));`;
    const urn = "urn:pulumi:dev::p::aws:s3/bucket:Bucket::b";
    writeFileSync(
      join(elsewhere, "state.json"),
      JSON.stringify({ version: 3, deployment: { resources: [{ urn, type: "aws:s3/bucket:Bucket", custom: true, inputs: {} }] } }),
    );
    writeFileSync(join(elsewhere, "own.js"), program);
    const seen = JSON.parse(execFileSync(process.execPath, ["own.js"], { cwd: elsewhere, encoding: "utf8" })) as {
      rules: number;
      messages: string[];
    };
    expect(seen.messages).toEqual(["bucket is not set"]);
    expect(seen.rules).toBeGreaterThanOrEqual(60);
  });
  test("gives its rules as policies of the SDK", () => {
    npm(["install", ...quiet, "@pulumi/policy"], elsewhere);
    const program = 'import { policies } from "stackwarden/policies"; console.log(policies({ preset: "all" }).length);';
    expect(
      Number(execFileSync(process.execPath, ["--input-type=module", "-e", program], { cwd: elsewhere, encoding: "utf8" })),
    ).toBeGreaterThanOrEqual(60);
  }, 300_000);
});

describe("unpacked, and installed in place", () => {
  beforeAll(() => {
    execFileSync("tar", ["-xzf", archive, "-C", folder]);
    npm(["install", "--omit=dev", ...quiet], unpacked);
  }, 300_000);

  test("is a policy pack in the real engine", async () => {
    const program = async (): Promise<void> => void resource("aws:efs/fileSystem:FileSystem", "open", { encrypted: false });
    const packConfig = { all: "disabled", stackwarden: { enable: ["efs-file-system-encrypted"] } };
    const run = await preview(program, { packs: [unpacked], packConfig });
    expect(run.ok).toBe(false);
    expect(run.diagnostics).toMatchObject([{ policy: "efs-file-system-encrypted", level: "mandatory" }]);
  });
  test("brings little beside what Pulumi's SDK brings by itself", () => {
    const modules = join(unpacked, "node_modules");
    const sdk = dependenciesOf(modules, "@pulumi/pulumi");
    const sizes = packagesIn(modules).map((name) => ({ name, megabytes: sizeOf(join(modules, name)) / 1024 / 1024, ofSdk: sdk.has(name) }));
    const sum = (ofSdk: boolean): number => sizes.filter((s) => s.ofSdk === ofSdk).reduce((total, s) => total + s.megabytes, 0);
    const own = sizes.filter((s) => !s.ofSdk).sort((a, b) => b.megabytes - a.megabytes);
    console.log(
      `node_modules: ${sum(true).toFixed(1)} MB of @pulumi/pulumi and its dependencies, ${sum(false).toFixed(1)} MB besides: ` +
        own.map((s) => `${s.name} ${s.megabytes.toFixed(1)}`).join(", "),
    );
    expect(existsSync(join(modules, "@pulumi/aws"))).toBe(false);
    expect(existsSync(join(modules, "vitest"))).toBe(false);
    expect(sum(false)).toBeLessThan(sum(true));
  });
});

/** The names of the packages at the top of a folder of modules. */
const packagesIn = (modules: string): string[] =>
  readdirSync(modules)
    .filter((name) => !name.startsWith("."))
    .flatMap((name) => (name.startsWith("@") ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name]));

/** A package and all that it depends on. */
function dependenciesOf(modules: string, name: string, seen = new Set<string>()): ReadonlySet<string> {
  const file = join(modules, name, "package.json");
  if (seen.has(name) || !existsSync(file)) return seen;
  seen.add(name);
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(file, "utf8")) as Record<
    "dependencies" | "peerDependencies",
    object | undefined
  >;
  for (const dependency of Object.keys({ ...dependencies, ...peerDependencies })) dependenciesOf(modules, dependency, seen);
  return seen;
}

const sizeOf = (path: string): number => {
  const stats = statSync(path);
  return stats.isDirectory() ? readdirSync(path).reduce((total, name) => total + sizeOf(join(path, name)), 0) : stats.size;
};
