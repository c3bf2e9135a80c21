import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { repositoryFolder } from "./engine.js";

/** Runs npm. Returns what it printed. */
export const npm = (args: readonly string[], cwd: string): string =>
  execFileSync("npm", args, { cwd, encoding: "utf8", maxBuffer: 2 ** 28 });

/** What keeps an installation quiet, and from the network where the cache has the package. */
export const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];

/** Packs the checkout, as `setup` built it, into a folder, and returns the file. */
export function pack(folder: string): string {
  const [packed] = JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], repositoryFolder)) as {
    filename: string;
  }[];
  return join(folder, packed?.filename ?? "");
}
