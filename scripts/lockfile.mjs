// @ts-check
/**
 * Puts binaries of other platforms back into package-lock.json. npm leaves out optional dependencies that the registry at hand does not serve, and
 * `npm ci` then refuses the lock everywhere. Run it after `npm install` where that happens. Usage: node scripts/lockfile.mjs [--check]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../package-lock.json", import.meta.url));
const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const PROCESSORS = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/**
 * @typedef {object} Locked
 * @property {string} version
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, {optional?: boolean}>} [peerDependenciesMeta]
 */

/** @type {{ packages: Record<string, Locked> }} */
const lock = JSON.parse(readFileSync(FILE, "utf8"));
const missing = Object.entries(lock.packages).flatMap(([path, locked]) =>
  Object.entries(locked.optionalDependencies ?? {}).flatMap(([name, version]) =>
    isLocked(path, name) ? [] : [/** @type {const} */ ([`node_modules/${name}`, entry(name, version, locked.dev === true)])],
  ),
);
if (process.argv.includes("--check")) {
  for (const [path] of missing) console.error(`lockfile: ${path} is missing; run node scripts/lockfile.mjs`);
  process.exit(missing.length === 0 ? 0 : 1);
}
const packages = { ...lock.packages, ...Object.fromEntries(missing) };
const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
console.log(`${missing.length} put back`);

/** Whether a package is locked where Node would look for it, seen from `path`. @param {string} path @param {string} name */
function isLocked(path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const below = at === "" ? "" : `${at}/`;
    if (lock.packages[`${below}node_modules/${name}`] !== undefined) return true;
    if (at === "" || !at.includes("/node_modules/")) return lock.packages[`node_modules/${name}`] !== undefined;
  }
}

/** Which platform it is for is in a binary's name. @param {string} name @param {string} version @param {boolean} dev @returns {Locked} */
function entry(name, version, dev) {
  const words = name === "fsevents" ? ["darwin"] : name.split(/[/-]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.some((word) => word === processor || word === `${processor}le`));
  const libc = words.includes("musl") ? ["musl"] : words.includes("gnu") ? ["glibc"] : [];
  return {
    version: version.replace(/^[~^]/, ""),
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev }),
    ...(libc.length > 0 && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}
