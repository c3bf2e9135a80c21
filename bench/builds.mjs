// Builds of other commits, to be compared with this one: unpacked beside the cache of the engine, with the node_modules of this checkout, and kept.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** This checkout. */
export const root = fileURLToPath(new URL("..", import.meta.url));
const cache = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "stackwarden/versus");

/** The folder of a commit, built; `.` is this checkout as it is in `dist`. */
export function buildOf(ref) {
  if (ref === ".") {
    if (!existsSync(join(root, "dist/cli.js"))) throw new Error("dist/cli.js is missing: run npm run build");
    return root;
  }
  const commit = execFileSync("git", ["rev-parse", "--verify", `${ref}^{commit}`], { cwd: root, encoding: "utf8" }).trim();
  const folder = join(cache, commit);
  const link = (at) => {
    rmSync(join(at, "node_modules"), { force: true });
    symlinkSync(join(root, "node_modules"), join(at, "node_modules"));
  };
  if (existsSync(folder)) {
    // The checkout that built it may be gone, and its packages with it.
    link(folder);
    return folder;
  }
  // Moved into its place when it is whole, so that a build that was stopped is never taken for one.
  const making = `${folder}.${process.pid}`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const archive = execFileSync("git", ["archive", "--format=tar", commit], { cwd: root, maxBuffer: 2 ** 30 });
  execFileSync("tar", ["-x", "-C", making], { input: archive });
  link(making);
  execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: making, stdio: ["ignore", "ignore", "inherit"] });
  renameSync(making, folder);
  return folder;
}

const usage = join(cache, "usage.cjs");

/** The ids of the rules that a build has. */
export function rulesOf(folder) {
  const text = execFileSync(process.execPath, [join(folder, "dist/cli.js"), "rules", "--format", "json"], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(text).map(({ id }) => id);
}

/** Runs the command line of a build; gives seconds, seconds of CPU that were the program's own, and the most memory that it had, in MB. */
export function measure(folder, args) {
  if (!existsSync(usage)) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(
      usage,
      `process.on("exit", () => {
  const { userCPUTime, maxRSS } = process.resourceUsage();
  require("node:fs").writeSync(3, userCPUTime / 1e6 + " " + maxRSS / 1024);
});\n`,
    );
  }
  const start = performance.now();
  const { status, stderr, output } = spawnSync(process.execPath, ["--require", usage, join(folder, "dist/cli.js"), ...args], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const seconds = (performance.now() - start) / 1000;
  // Whoever measures passes --fail-on none: 1 is what Node itself ends with when a program cannot start.
  if (status !== 0) throw new Error(`${folder} ended with ${status}: ${stderr}`);
  const [cpu, memory] = output[3].split(" ").map(Number);
  return { seconds, cpu, memory };
}
