import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { findEngine, repositoryFolder } from "./engine.js";

/**
 * Says once, before any test, that the engine is missing, and builds what a package holds beside the code: declarations, and the pack as one file.
 * Test files run beside each other, so none of them may build.
 */
export function setup(): void {
  findEngine();
  const run = (script: string, ...args: string[]) =>
    execFileSync(process.execPath, [join(repositoryFolder, "scripts", script), ...args], { stdio: "inherit" });
  if (!existsSync(join(repositoryFolder, "dist/index.d.ts"))) run("build.mjs", "--types");
  if (!existsSync(join(repositoryFolder, "dist/stackwarden-pack"))) run("bundle.mjs");
}
