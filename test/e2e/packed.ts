import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { repositoryFolder } from "./engine.js";

/** Runs npm. Returns what it printed. */
export const npm = (args: readonly string[], cwd: string): string =>
  execFileSync("npm", args, { cwd, encoding: "utf8", maxBuffer: 2 ** 28 });

/** What keeps an installation quiet, and from the network where the cache has the package. */
export const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];

/** Packs the checkout into a folder, and returns the file. Declarations are built where the last build left them out. */
export function pack(folder: string): string {
  const typed = existsSync(join(repositoryFolder, "dist/index.d.ts"));
  if (!typed) execFileSync(process.execPath, [join(repositoryFolder, "scripts/build.mjs"), "--types"], { stdio: "inherit" });
  if (!existsSync(join(repositoryFolder, "dist/stackwarden-pack")))
    execFileSync(process.execPath, [join(repositoryFolder, "scripts/bundle.mjs")], { stdio: "inherit" });
  const [packed] = JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], repositoryFolder)) as {
    filename: string;
  }[];
  return join(folder, packed?.filename ?? "");
}
