import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** Builds once, before any test, where `dist` is older than what it is built from. */
export function setup(): void {
  const built = join(root, "dist/cli.js");
  const from = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).map((name) => join(root, "src", name));
  const newest = Math.max(
    ...[...from, join(root, "scripts/build.mjs"), join(root, "tsconfig.build.json")].map((file) => statSync(file).mtimeMs),
  );
  if (existsSync(built) && statSync(built).mtimeMs > newest) return;
  execFileSync(process.execPath, [join(root, "scripts/build.mjs")], { stdio: "inherit" });
}
