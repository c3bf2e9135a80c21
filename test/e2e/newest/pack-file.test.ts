/** The policy pack in one executable file, in an engine that starts such a file: with Node.js, and nothing beside it. */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analyze, findEngine, isNewest, openStack, preview, repositoryFolder, resource, up } from "../engine.js";

const rule = "efs-file-system-encrypted";
const folder = mkdtempSync(join(tmpdir(), "stackwarden-file-"));
const alone = join(folder, "alone");
const pack = join(alone, "stackwarden-pack");
const acme = join(folder, "acme");
const acmePack = join(alone, "acme-pack");
/** Programs: Node.js, and nothing else. */
const onlyNode = join(folder, "bin");
const packConfig = { all: "disabled", stackwarden: { enable: [rule] } };
const urn = "urn:pulumi:dev::proj::aws:efs/fileSystem:FileSystem::open";
const openFiles = async (): Promise<void> => {
  resource("aws:efs/fileSystem:FileSystem", "fine", { encrypted: true });
  resource("aws:efs/fileSystem:FileSystem", "open", { encrypted: false });
};
const stackwarden = (args: string[], cwd: string): string =>
  execFileSync(process.execPath, [join(repositoryFolder, "dist/cli.js"), ...args], { cwd, encoding: "utf8" });

/** The first line that a program prints, which ends it. */
const firstLine = (file: string, cwd: string): Promise<string> =>
  new Promise((done, fail) => {
    const child = spawn(file, ["127.0.0.1:1"], { cwd, env: { PATH: onlyNode }, stdio: ["pipe", "pipe", "pipe"] });
    let said = "";
    child.stderr.on("data", (bytes) => {
      said += String(bytes);
    });
    child.stdout.once("data", (bytes) => {
      done(String(bytes));
      child.kill();
    });
    child.once("error", fail);
    child.once("exit", (code) => fail(new Error(`ended with ${code}: ${said}`)));
  });

beforeAll(() => {
  for (const each of [alone, acme, onlyNode, join(acme, "node_modules")]) mkdirSync(each);
  symlinkSync(process.execPath, join(onlyNode, "node"));
  console.log(stackwarden(["pack", "--out", pack], folder).trim());
  symlinkSync(repositoryFolder, join(acme, "node_modules/stackwarden"));
  symlinkSync(join(repositoryFolder, "node_modules/rolldown"), join(acme, "node_modules/rolldown"));
  writeFileSync(join(acme, "package.json"), '{ "type": "module" }');
  writeFileSync(join(acme, "least.js"), "export const least = 60;\n");
  writeFileSync(
    join(acme, "rules.js"),
    `import { atLeast, rule } from "stackwarden";
import { least } from "./least.js";
export const acme = {
  "acme-queue-retention": rule("sqs.Queue", {
    title: "Queues must keep messages", severity: "high", fix: "Raise it.", docs: "https://docs.aws.amazon.com/",
    require: { messageRetentionSeconds: atLeast(least) },
  }),
};
`,
  );
  stackwarden(["pack", "--out", acmePack, "--rules", "rules.js"], acme);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the file starts with Node.js alone, also where a package.json makes modules of scripts", async () => {
  expect(await firstLine(pack, alone)).toMatch(/^\d+\n$/);
  const modules = join(folder, "modules");
  mkdirSync(modules);
  writeFileSync(join(modules, "package.json"), '{ "type": "module" }');
  writeFileSync(join(modules, "pack"), readFileSync(pack), { mode: 0o755 });
  expect(await firstLine(join(modules, "pack"), "/")).toMatch(/^\d+\n$/);
});

test("the file names what is in it with its licences, and Windows gets a file beside it", () => {
  const text = readFileSync(pack, "utf8");
  for (const name of ["@grpc/grpc-js", "@pulumi/pulumi", "google-protobuf", "re2js"])
    expect(text).toMatch(new RegExp(`\\n${name} \\d.*: .`));
  expect(statSync(pack).mode & 0o111).toBe(0o111);
  expect(readFileSync(`${pack}.cmd`, "utf8")).toBe('@node "%~dpn0" %*\r\n');
  expect(text).not.toContain(repositoryFolder);
});

describe.skipIf(!isNewest)("in the engine", () => {
  // The stub of the provider is a shell script that looks for its folder.
  const tools = join(folder, "tools");
  const env = { PATH: [onlyNode, tools, isNewest ? findEngine() : ""].join(delimiter) };
  beforeAll(() => {
    mkdirSync(tools);
    symlinkSync(execFileSync("which", ["dirname"], { encoding: "utf8" }).trim(), join(tools, "dirname"));
  });
  test("a preview is blocked, by the configuration given, without a language host", async () => {
    const run = await preview(openFiles, { packs: [pack], packConfig, env });
    expect(run.ok).toBe(false);
    expect(run.diagnostics).toMatchObject([{ pack: "stackwarden", policy: rule, level: "mandatory", urn }]);
  });
  test("an update creates what is right, and not what is wrong", async () => {
    const run = await up(openFiles, { packs: [pack], packConfig, env });
    expect(run.ok).toBe(false);
    expect(run.diagnostics.map(({ policy }) => policy)).toEqual([rule]);
    expect(run.created.map((one) => one.urn)).not.toContain(urn);
  });
  test("a state is analyzed, with every rule of the default preset, as the folder does", async () => {
    const stack = await openStack();
    try {
      await stack.up(async () => {
        await openFiles();
        resource("aws:iam/policy:Policy", "admin", {
          policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
        });
        resource("aws:ssm/parameter:Parameter", "key", { type: "String", value: `AKIA${"Q3EGRIDKFTIQNXYZ"}` });
      });
      const state = join(folder, "state.json");
      writeFileSync(state, JSON.stringify(await stack.exportState()));
      const [file, whole] = [await analyze(state, pack), await analyze(state, repositoryFolder)];
      expect(file.diagnostics.length).toBeGreaterThan(2);
      expect(file.diagnostics).toEqual(whole.diagnostics);
    } finally {
      await stack.close();
    }
  });
  test("it starts from any directory", async () => {
    const here = process.cwd();
    process.chdir(alone);
    try {
      const run = await preview(openFiles, { packs: [pack], packConfig });
      expect(run.diagnostics).toHaveLength(1);
    } finally {
      process.chdir(here);
    }
  });
  test("own rules are in their file, with what they import, beside those of Stackwarden", async () => {
    const program = async (): Promise<void> => {
      await openFiles();
      resource("aws:sqs/queue:Queue", "jobs", { messageRetentionSeconds: 30 });
    };
    const config = { all: "disabled", stackwarden: { enable: [rule, "acme-queue-retention"] } };
    const run = await preview(program, { packs: [acmePack], packConfig: config, env });
    expect(run.diagnostics.map(({ policy }) => policy).toSorted()).toEqual(["acme-queue-retention", rule]);
  });
  test("exceptions count for it", async () => {
    const exceptions = { "EXC-1": { reason: "agreed", match: [{ policies: [rule], targets: [urn] }] } };
    const run = await preview(openFiles, { packs: [pack], packConfig: { version: 2, policies: packConfig, exceptions }, env });
    expect(run.ok).toBe(true);
    expect(run.diagnostics).toMatchObject([{ policy: rule, exceptions: [{ id: "EXC-1", reason: "agreed" }] }]);
  });
});

describe.skipIf(isNewest)("in an older engine", () => {
  test("the file is refused: the folder is for these", async () => {
    await expect(preview(openFiles, { packs: [pack], packConfig })).rejects.toThrow(/failed to load Pulumi policy project located at/);
  });
});
