// How much of a catalogue of controls the rules cover: by class, framework and peer, and the rows that they do not.
// node bench/coverage.mjs [FOLDER] [--rows core,gap30,…] [--json]   (`npm run build` first)
// FOLDER has controls.csv, beyond-peers.csv and gap30.csv; by default the catalogue in the folder that STACKWARDEN_SHARED names.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./builds.mjs";
import { parseCsv } from "./csv.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: "string" }, json: { type: "boolean", default: false } },
});
const folder = positionals[0] ?? join(process.env["STACKWARDEN_SHARED"] ?? resolve(root, "../shared"), "catalogue");
if (!existsSync(join(folder, "controls.csv"))) {
  console.log(`skipped: ${folder} has no controls.csv; name the folder of the catalogue`);
  process.exit(0);
}

const { allRules } = await import(join(root, "dist/rules/index.js"));
const rules = allRules.map(({ id, rule }) => ({ id, types: rule.types, fsbp: fsbpOf(rule), equivalents: new Set(rule.equivalents ?? []) }));
const byId = new Map(rules.map((rule) => [rule.id, rule]));
/** Rows that a rule of another name covers. */
const otherNames = JSON.parse(readFileSync(join(root, "bench/coverage.json"), "utf8"));
const leftOut = new Set(
  [...readFileSync(join(root, "docs/not-covered.md"), "utf8").matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, id]) => id),
);

const rows = [...read("controls.csv"), ...read("beyond-peers.csv", "beyond"), ...read("gap30.csv", "gap30")];
/** How many rows name a peer's check: one shared by several rows identifies none of them. */
const uses = new Map();
for (const { peers } of rows) for (const peer of peers) uses.set(peer, (uses.get(peer) ?? 0) + 1);
for (const [row, id] of Object.entries(otherNames)) {
  if (!byId.has(id)) throw new Error(`bench/coverage.json: ${row}: there is no rule ${id}`);
  if (!rows.some(({ control }) => control === row)) console.log(`! bench/coverage.json: the catalogue has no row ${row}`);
}
const answered = rows.map((row) => ({ ...row, by: coverers(row) }));
report(answered);

/** The rows of a file of the catalogue. */
function read(name, klass) {
  const file = join(folder, name);
  if (!existsSync(file)) return [];
  return parseCsv(readFileSync(file, "utf8")).map((row) => ({
    control: row.control ?? row.rule,
    title: row.title ?? row.mustHold,
    klass: klass ?? row.klass,
    types: (row.pulumiTypes ?? "").split(" ").filter((type) => type !== ""),
    peers: (row.peers ?? "").split(";").filter((peer) => peer !== ""),
    frameworks: (row.frameworks ?? "").split(";").flatMap((entry) => controlsIn(entry)),
  }));
}

/** `FSBP:EC2.2,EC2.3` as [framework, control] pairs. */
function controlsIn(entry) {
  const [framework = "", list = ""] = [entry.slice(0, entry.indexOf(":")), entry.slice(entry.indexOf(":") + 1)];
  return entry.includes(":") ? list.split(",").map((control) => [framework, control.trim()]) : [];
}

/** The ids of the rules that cover a row: by name, by a peer's check, or by the control of a framework on the same type. */
function coverers({ control, types, peers, frameworks }) {
  const named = [control, otherNames[control]].filter((id) => byId.has(id));
  if (named.length > 0) return named;
  const own = peers.filter((peer) => uses.get(peer) === 1);
  const telling = own.length > 0 ? own : peers;
  const byPeer = rules.filter((rule) => telling.some((peer) => namesOf(peer).some((name) => rule.equivalents.has(name))));
  if (byPeer.length > 0 || peers.length > 0) return byPeer.map(({ id }) => id);
  const fsbp = frameworks.filter(([framework]) => framework === "FSBP").map(([, id]) => id);
  return rules
    .filter((rule) => fsbp.some((id) => rule.fsbp.includes(id)) && types.some((type) => rule.types.includes(type)))
    .map(({ id }) => id);
}

/** A peer's check as rules list it: `checkov:CKV_AWS_18` is `CKV_AWS_18`, `cdk-nag:AwsSolutions-S1` is `AwsSolutions-S1`. */
function namesOf(peer) {
  return [peer, peer.slice(peer.indexOf(":") + 1)];
}

function fsbpOf({ controls }) {
  return [controls?.fsbp ?? []].flat();
}

function report(all) {
  const classes = tally(all, ({ klass }) => [klass]);
  const frameworks = tally(all, (row) => row.frameworks.map(([name]) => name));
  const peers = tally(all, (row) => row.peers.map((peer) => peer.slice(0, peer.indexOf(":"))));
  const ids = new Map();
  for (const { frameworks: list } of all)
    for (const [name, id] of list)
      if (name === "FSBP")
        ids.set(
          id,
          rules.some((rule) => rule.fsbp.includes(id)),
        );
  const claimed = [...ids.values()].filter(Boolean).length;
  if (options.json) {
    console.log(JSON.stringify({ rules: rules.length, classes, frameworks, peers, fsbp: [claimed, ids.size] }, undefined, 2));
    return;
  }
  console.log(`${rules.length} rules; ${all.filter(({ by }) => by.length > 0).length} of ${all.length} rows covered`);
  for (const [title, counts] of Object.entries({ class: classes, framework: frameworks, peer: peers })) {
    console.log(`\n${title}`);
    for (const [name, [covered, total]] of Object.entries(counts))
      console.log(
        `  ${name.padEnd(32)} ${String(covered).padStart(4)} of ${String(total).padStart(4)}  ${Math.round((100 * covered) / total)} %`,
      );
  }
  console.log(`\nFSBP ids that a rule names: ${claimed} of ${ids.size}`);
  const wanted = options.rows?.split(",");
  const open = all.filter(({ control, klass, by }) => by.length === 0 && !leftOut.has(control) && (wanted?.includes(klass) ?? true));
  console.log(`\n${open.length} rows are neither covered nor left out with a reason:`);
  for (const { control, klass, peers: known, title } of open) {
    const count = new Set(known.map((peer) => peer.slice(0, peer.indexOf(":")).replace("-awsnative", ""))).size;
    console.log(`  ${klass.padEnd(20)} ${count} ${control}: ${title}`);
  }
}

/** Covered and all rows by name, a row counted once for each of its names. */
function tally(all, names) {
  const counts = {};
  for (const row of all)
    for (const name of new Set(names(row))) {
      counts[name] ??= [0, 0];
      counts[name][1] += 1;
      if (row.by.length > 0) counts[name][0] += 1;
    }
  return counts;
}
