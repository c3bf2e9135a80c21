// Shows that this checkout finds what another commit finds: by (rule, urn, path, outcome), over labelled cases, real programs, benches, examples and
// random stacks.
// node scripts/same-findings.mjs REF [--fuzz 3000] [--exact] [part…]   (`npm run build` first; parts: corpus real examples benches faults fuzz)
// `--exact` compares all that a finding states. What the other commit finds is kept with its build for the day.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { buildOf, root } from "../bench/builds.mjs";
import { managedFile, stackFile } from "../bench/work.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    fuzz: { type: "string", default: "3000" },
    exact: { type: "boolean", default: false },
    day: { type: "string", default: new Date().toISOString().slice(0, 10) },
  },
});
const [ref, ...parts] = positionals;
if (ref === undefined) throw new Error("name the commit to compare with: node scripts/same-findings.mjs ea82e86");
const shared = process.env["STACKWARDEN_SHARED"] ?? resolve(root, "../shared");
const other = buildOf(ref);
const kept = join(other, "same");
mkdirSync(kept, { recursive: true });

const all = (await units()).filter(({ part }) => parts.length === 0 || parts.includes(part));
let [same, findings] = [0, 0];
let differing = 0;
for (const unit of all) {
  const [here, there] = [linesOf(root, unit), keptLinesOf(unit)];
  findings += there.length;
  const shape = (line) => (options.exact ? line : line.slice(0, line.lastIndexOf("\t")));
  const [gone, come] = [without(there, here, shape), without(here, there, shape)];
  if (gone.length + come.length === 0) same++;
  else differing += gone.length + come.length;
  for (const line of gone.slice(0, 20)) console.log(`- ${unit.name}: ${line}`);
  for (const line of come.slice(0, 20)) console.log(`+ ${unit.name}: ${line}`);
}
console.log(
  `${same} of ${all.length} inputs alike, ${findings} findings, ${differing} differ${options.exact ? " (all parts of a finding)" : ""}`,
);
if (differing > 0) process.exitCode = 1;

/** Everything that is compared: a name and what `check` is given. */
async function units() {
  const states = ["corpus", "real"].map((part) => ({ part, name: part, input: join(shared, part, "states") }));
  const examples = readdirSync(join(root, "examples")).map((name) => ({ part: "examples", name, input: join(root, "examples", name) }));
  const stacks = [10, 3000].map((count) => ({ part: "benches", name: `stack-${count}`, input: stackFile(kept, count) }));
  const managed = { part: "benches", name: "managed", input: managedFile(kept) };
  const faults = existsSync(join(shared, "faults")) ? readdirSync(join(shared, "faults")).filter((name) => name !== "README.md") : [];
  const wrong = faults.map((name) => ({ part: "faults", name, input: join(shared, "faults", name) }));
  const random = parts.length === 0 || parts.includes("fuzz") ? (await fuzzed(3000)).slice(0, Math.ceil(Number(options.fuzz) / 100)) : [];
  const fuzz = random.map((input) => ({ part: "fuzz", name: basename(input), input }));
  return [...states.filter(({ input }) => existsSync(input)), ...examples, ...stacks, managed, ...wrong, ...fuzz];
}

/** Folders of a hundred random stacks each, made by the generator of the other commit and kept. */
async function fuzzed(count) {
  const folder = join(kept, "fuzz");
  if (!existsSync(folder)) {
    const { runnerImport } = await import("vite");
    const load = async (file) => (await runnerImport(join(other, file), { root: other, configFile: false, logLevel: "error" })).module;
    const [{ stackMaker }, { otherTypes }, { randomFrom }] = [
      await load("test/fuzz/stacks.ts"),
      await load("test/fuzz/fuzz.ts"),
      await load("test/fuzz/random.ts"),
    ];
    const { allRules } = await import(join(other, "dist/rules/index.js"));
    const types = allRules.map(({ rule }) => rule.types).filter((types) => typeof types !== "string" && types.length > 0);
    const make = stackMaker(randomFrom(12), types, otherTypes(), 25);
    const making = `${folder}.${process.pid}`;
    for (let i = 0; i < count; i++) {
      const group = join(making, String(Math.floor(i / 100)).padStart(2, "0"));
      mkdirSync(group, { recursive: true });
      writeFileSync(
        join(group, `${String(i).padStart(4, "0")}.json`),
        JSON.stringify({ version: 3, deployment: { resources: resourcesOf(make()) } }),
      );
    }
    renameSync(making, folder);
  }
  return readdirSync(folder).map((name) => join(folder, name));
}

/** The resources of a random stack as a state has them. */
function resourcesOf({ resources }) {
  return resources
    .filter(({ urn, type }) => type !== "" && urn.startsWith("urn:pulumi:"))
    .map(({ options: given, ...resource }) => ({ custom: true, ...resource, ...given }));
}

/** What a build finds: a line a finding, with a digest of all that it states behind the tab; or how it ended. */
function linesOf(build, { input }) {
  const args = [
    join(build, "dist/cli.js"),
    "check",
    input,
    "--preset",
    "all",
    "--show",
    "unknown",
    "--format",
    "json",
    "--fail-on",
    "none",
  ];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 2 ** 30, cwd: build });
  if (status !== 0) return [`ended with ${status}: ${stderr.trim()}\t`];
  return JSON.parse(stdout)
    .findings.map((finding) => {
      const { input: file, rule, urn, path, outcome } = finding;
      const digest = createHash("sha1").update(JSON.stringify(finding)).digest("base64url").slice(0, 12);
      return `${JSON.stringify([basename(file), rule, urn, path, outcome])}\t${digest}`;
    })
    .sort();
}

function keptLinesOf(unit) {
  const file = join(kept, `${options.day}-${unit.part}-${unit.name}.gz`);
  if (!existsSync(file)) writeFileSync(file, gzipSync(JSON.stringify(linesOf(other, unit))));
  return JSON.parse(gunzipSync(readFileSync(file)).toString());
}

/** The lines of one list that the other lacks, each as often as it is missing. */
function without(lines, others, shape) {
  const left = new Map();
  for (const line of others.map(shape)) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(shape(line)) ?? 0;
    left.set(shape(line), count - 1);
    return count <= 0;
  });
}
