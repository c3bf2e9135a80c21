// @ts-check
/** Where the packages are that the tables are made from: the installed @pulumi/aws, and others in a cache outside the checkout. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** First and last of each older major in which a shape differs; 6.0.0 adds nothing to 6.83.4. */
export const OLDER = ["5.0.0", "5.43.0", "6.83.4"];

export const INSTALLED = fileURLToPath(new URL("../../node_modules/@pulumi/aws", import.meta.url));

const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "stackwarden", "providers");

/**
 * The folder of that version of @pulumi/aws, fetched by npm the first time.
 * @param {string} version
 * @returns {string}
 */
export const olderPackage = (version) => packageFolder("@pulumi/aws", version);

/**
 * The folder of a version of a package, fetched by npm the first time.
 * @param {string} name
 * @param {string} version
 * @returns {string}
 */
export function packageFolder(name, version) {
  const label = `${name.replace(/^.*\//, "")}-${version}`;
  const folder = join(CACHE, label);
  if (existsSync(join(folder, "package.json"))) return folder;
  mkdirSync(CACHE, { recursive: true });
  const staging = mkdtempSync(join(CACHE, `${label}-`));
  try {
    const packed = run("npm", ["pack", `${name}@${version}`, "--silent", "--fetch-retries=0", "--pack-destination", staging], staging);
    run("tar", ["-xzf", join(staging, packed.trim()), "-C", staging], staging);
    if (!existsSync(folder)) renameSync(join(staging, "package"), folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return folder;
}

/**
 * @param {string} command
 * @param {string[]} parameters
 * @param {string} cwd
 */
function run(command, parameters, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, parameters, { cwd, encoding: "utf8", timeout: 120_000 });
  if (error) throw new Error(`${command}: ${error.message}`);
  if (status !== 0) throw new Error(`${command} ${parameters[0]} ended with ${status}: ${stderr.trim().split("\n").pop() ?? ""}`);
  return stdout;
}
