/** Small Pulumi programs for tests, with the packages of this checkout. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll } from "vitest";

const repository = resolve(import.meta.dirname, "../..");
export const cli = join(repository, "dist/cli.js");

const root = mkdtempSync(join(tmpdir(), "stackwarden-run-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

const project = "name: proj\nruntime: nodejs\n";

/** Writes a project into a new folder; `null` leaves out a file that is there otherwise, `modules: false` the installed packages. */
export function programFolder(files: Readonly<Record<string, string | null>>, modules = true): string {
  const folder = join(root, `p${++count}`);
  for (const [name, text] of Object.entries({ "Pulumi.yaml": project, "package.json": "{}", ...files })) {
    if (text === null) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  mkdirSync(folder, { recursive: true });
  if (modules) symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  return folder;
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line without blocking this process. */
export function stackwarden(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [cli, ...args], { env: { ...process.env, NO_COLOR: "1", ...env }, cwd: root });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (data: Buffer) => {
      stdout += data.toString("utf8");
    });
    child.stderr.on("data", (data: Buffer) => {
      stderr += data.toString("utf8");
    });
    child.on("error", fail);
    child.on("close", (status) => done({ status, stdout, stderr }));
  });
}

/** The head of a program that uses both packages. */
export const head = 'const pulumi = require("@pulumi/pulumi");\nconst aws = require("@pulumi/aws");\n';
