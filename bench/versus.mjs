// Compares this checkout with another commit: both do the same work by turns, and a row prints the medians of the ratios.
// node bench/versus.mjs REF [row…] [--pairs 5] [--same-rules] [--assert]   (`npm run build` first; rows: 10 5000 20000 50000 managed engine-1000 engine-5000)
// `--same-rules` leaves out the rules that the other commit does not have, so that both do the same work.
// Ratios of time are of the CPU that the program itself used, beside those of the clock: a busy machine moves these less.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildOf, measure, root, rulesOf } from "./builds.mjs";
import { engineRatio } from "./engine.mjs";
import { managedFile, stackFile } from "./work.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: "string", default: "5" },
    "same-rules": { type: "boolean", default: false },
    assert: { type: "boolean", default: false },
  },
});
const [ref, ...rows] = positionals;
if (ref === undefined) throw new Error("name the commit to compare with: node bench/versus.mjs 6e03b7c");
const pairs = Number(options.pairs);
const folder = mkdtempSync(join(tmpdir(), "stackwarden-versus-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** The table of work: what a row runs, and the most that it may be of the other commit (`megabytes` and `times5000` are of this one alone). */
const table = {
  10: { input: () => stackFile(folder, 10), runs: 5, time: 0.8, memory: 0.9 },
  5000: { input: () => stackFile(folder, 5000), time: 0.4, memory: 0.7 },
  20000: { input: () => stackFile(folder, 20_000), time: 0.4, memory: 0.7 },
  50000: { input: () => stackFile(folder, 50_000), time: 0.3, megabytes: 500, times5000: 10.5 },
  managed: { input: () => managedFile(folder), time: 0.3, memory: 0.7 },
};
const engine = { "engine-1000": 1000, "engine-5000": 5000 };
const wanted = rows.length > 0 ? rows : [...Object.keys(table), ...Object.keys(engine)];
const strange = wanted.filter((name) => table[name] === undefined && engine[name] === undefined);
if (strange.length > 0) throw new Error(`no such row: ${strange.join(", ")}`);

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const medianOf = (runs, what) => median(runs.map((run) => run[what]));
let missed = 0;
const say = (name, what, value, target, unit = "×") => {
  const isMissed = target !== undefined && value > target;
  if (isMissed) missed++;
  const goal = target === undefined ? "" : `  target ${target}${isMissed ? "  MISSED" : ""}`;
  console.log(`${name.padEnd(12)} ${what.padEnd(16)} ${value.toFixed(2).padStart(8)} ${unit}${goal}`);
};

/** Both builds by turns; several runs in one where one is too short to be measured. */
function compare({ input, runs = 1 }) {
  const args = ["check", input(), "--preset", "all", "--format", "json", "--fail-on", "none"];
  const [own, other] = [root, buildOf(ref)];
  if (options["same-rules"]) {
    const theirs = new Set(rulesOf(other));
    args.push(
      "--only",
      rulesOf(own)
        .filter((id) => theirs.has(id))
        .join(","),
    );
  }
  const turn = (build) => {
    const all = Array.from({ length: runs }, () => measure(build, args));
    return { seconds: medianOf(all, "seconds"), cpu: medianOf(all, "cpu"), memory: medianOf(all, "memory") };
  };
  // The first of each warms the machine's own caches.
  if (runs > 1) for (const build of [own, other]) measure(build, args);
  return Array.from({ length: pairs }, (_, i) => {
    const [first, second] = i % 2 === 0 ? [own, other] : [other, own];
    const [a, b] = [turn(first), turn(second)];
    return i % 2 === 0 ? { own: a, other: b } : { own: b, other: a };
  });
}

const ratio = (done, what) => median(done.map(({ own, other }) => own[what] / other[what]));
const medians = new Map();
for (const name of wanted) {
  const row = table[name];
  if (row === undefined) {
    say(name, "time, empty pack", await engineRatio(engine[name], pairs), 1.1);
    continue;
  }
  const done = compare(row);
  const [own, other] = ["own", "other"].map((which) => done.map((pair) => pair[which]));
  medians.set(name, medianOf(own, "cpu"));
  say(name, "time (CPU)", ratio(done, "cpu"), row.time);
  say(name, "time (clock)", ratio(done, "seconds"));
  say(name, "memory", ratio(done, "memory"), row.memory);
  say(name, "memory", medianOf(own, "memory"), row.megabytes, "MB");
  if (row.times5000 !== undefined && medians.has("5000"))
    say(name, "of 5,000 (CPU)", medians.get(name) / medians.get("5000"), row.times5000);
  const [now, before] = [own, other].map(
    (runs) => `${medianOf(runs, "cpu").toFixed(2)} s CPU, ${medianOf(runs, "seconds").toFixed(2)} s clock`,
  );
  console.log(`${"".padEnd(13)}here ${now}; ${ref}: ${before}, ${medianOf(other, "memory").toFixed(0)} MB`);
}
console.log(`\n${pairs} pairs, node ${process.version}${missed > 0 ? `; ${missed} targets missed` : ""}`);
if (options.assert && missed > 0) process.exitCode = 1;
