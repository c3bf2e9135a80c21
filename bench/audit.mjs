// Stacks a second and memory of `audit`, beside `check FOLDER` on the same stacks, in turns. Ratios hold on a busy machine too.
// node bench/audit.mjs [stacks] [resources of each] [rounds] [commit]   (run `npm run build` first)
// With a commit, it is the `check FOLDER` of that commit, and audit runs once with all rules and once with only those that the commit has.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { buildOf, root, rulesOf } from "./builds.mjs";
import { state } from "./stack.mjs";

const [stacks, resources, rounds] = [2000, 100, 3].map((given, i) => Number(process.argv[i + 2] ?? given));
const other = process.argv[5] ?? ".";
const folder = mkdtempSync(join(tmpdir(), "stackwarden-bench-audit-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const states = join(folder, "states");
mkdirSync(states);
const text = JSON.stringify(state(resources));
for (let i = 0; i < stacks; i++) writeFileSync(join(states, `s${i}.json`), text.replaceAll("pulumi:dev::shop", `pulumi:dev::shop-${i}`));

const report =
  "process.on('exit', () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();" +
  "process.stderr.write('MEMORY ' + maxRSS + ' CPU ' + (userCPUTime + systemCPUTime)); })";
const memory = [
  "--import",
  `data:text/javascript,${encodeURIComponent(`import { isMainThread } from "node:worker_threads"; if (isMainThread) ${report}`)}`,
];
/** Seconds, and megabytes and seconds of CPU of the whole process with its threads. */
function run(args, build = root) {
  const start = performance.now();
  const { stderr, status } = spawnSync(process.execPath, [...memory, join(build, "dist/cli.js"), ...args], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0 && status !== 1) throw new Error(`${args[0]} ended with ${status}: ${stderr}`);
  return {
    seconds: (performance.now() - start) / 1000,
    megabytes: Number(/MEMORY (\d+)/.exec(stderr)?.[1]) / 1024,
    cpu: Number(/CPU (\d+)/.exec(stderr)?.[1]) / 1e6,
  };
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const yardstick = buildOf(other);
const theirs = other === "." ? undefined : new Set(rulesOf(yardstick));
const newer = theirs === undefined ? [] : rulesOf(root).filter((id) => !theirs.has(id));
const kinds = {
  "check FOLDER": () => run(["check", states, "--format", "json"], yardstick),
  "audit --jobs 1": () => run(["audit", states, "--out", join(folder, "one"), "--jobs", "1"]),
  audit: () => run(["audit", states, "--out", join(folder, "all")]),
  ...(newer.length > 0 && {
    "audit, its rules": () => run(["audit", states, "--out", join(folder, "its"), "--skip", newer.join(",")]),
  }),
};
if (newer.length > 0) console.log(`check FOLDER is that of ${other}; ${newer.length} rules are newer`);
const results = Object.fromEntries(Object.keys(kinds).map((name) => [name, []]));
for (let round = 0; round < rounds; round++) for (const [name, kind] of Object.entries(kinds)) results[name].push(kind());

console.log(`${stacks} stacks of ${resources} resources, ${availableParallelism()} cores, medians of ${rounds} rounds`);
const before = median(results["check FOLDER"].map(({ seconds }) => seconds));
for (const [name, all] of Object.entries(results)) {
  const seconds = median(all.map((one) => one.seconds));
  const ratio = median(all.map((one, i) => results["check FOLDER"][i].seconds / one.seconds));
  const megabytes = all.map((one) => one.megabytes);
  const faster = `${ratio.toFixed(2)} × check (by medians ${(before / seconds).toFixed(2)} ×)`;
  console.log(
    `${name.padEnd(16)} ${(stacks / seconds).toFixed(0).padStart(5)} stacks a second, ${faster}, ` +
      `${median(all.map((one) => one.cpu)).toFixed(1)} s of CPU, memory ${median(megabytes).toFixed(0)} MB, at most ${Math.max(...megabytes).toFixed(0)} MB`,
  );
}
