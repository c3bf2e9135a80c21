import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { type BaselineEntry, baselineEntries } from "../config/baseline.js";
import type { Configuration } from "../config/config.js";
import type { Finding } from "../finding.js";
import { urnParts } from "../model/resource.js";
import { type Report, worstFirst } from "./check.js";
import { InputError, reading } from "./errors.js";
import type { Inputs } from "./inputs.js";
import { parseJson } from "./json.js";

/**
 * Reads a baseline.
 * @throws InputError
 */
export function readBaseline(file: string): readonly BaselineEntry[] {
  if (!existsSync(file)) throw new InputError(file, "does not exist; write it by --update-baseline");
  const value: unknown = parseJson(
    reading(file, () => readFileSync(file, "utf8")),
    file,
  );
  const entries = baselineEntries(value);
  if (typeof entries === "string") throw new InputError(file, entries);
  return entries;
}

/** The report with what the baseline knows marked as such: shown, counted, and never gating. A crash is never old. */
export function withBaseline(report: Report, baseline: readonly BaselineEntry[]): Report {
  const known = new Set(baseline.map(({ fingerprint }) => fingerprint));
  const findings = report.findings.map((finding): Finding => {
    return finding.outcome === "fail" && known.has(finding.fingerprint) ? { ...finding, outcome: "baseline" } : finding;
  });
  const count = (outcome: Finding["outcome"]): number => findings.filter((finding) => finding.outcome === outcome).length;
  return {
    ...report,
    findings: findings.sort(worstFirst),
    summary: { ...report.summary, fail: count("fail"), baseline: count("baseline") },
  };
}

/**
 * The entries that are fixed: what they are about was judged in this run, by their rule, and is found no more.
 * What is open, or what the rule crashed at, may still be broken.
 */
export function fixedEntries(
  baseline: readonly BaselineEntry[],
  report: Report,
  inputs: Inputs,
  { rules }: Pick<Configuration, "rules">,
): BaselineEntry[] {
  const on = new Set(rules.all.map(({ id }) => id));
  const found = new Set(report.findings.map(({ fingerprint }) => fingerprint));
  const open = new Set(
    report.findings.flatMap(({ outcome, rule, urn, waiting = [] }) =>
      outcome === "unknown" || outcome === "crash" ? [{ rule, urn }, ...waiting].map((open) => `${open.rule} ${open.urn}`) : [],
    ),
  );
  const key = (project: string, stack: string): string => `${project}/${stack}`;
  const withState = new Set(inputs.states.map(({ state }) => key(state.project, state.stack)));
  const withConfiguration = new Set([
    ...inputs.states.flatMap(({ state, config }) => (config === undefined ? [] : [key(state.project, state.stack)])),
    ...inputs.stackFiles.map(({ project, file }) => key(project, file.stack)),
  ]);
  return baseline.filter(({ fingerprint, rule, urn, path }) => {
    const { project, stack } = urnParts(urn);
    const seen = path.startsWith("config[") ? withConfiguration : withState;
    return !found.has(fingerprint) && seen.has(key(project, stack)) && on.has(rule) && !open.has(`${rule} ${urn}`);
  });
}

/** The baseline as it is after this run: what is found now, and what this run could not see. Waived findings are not in it. */
export function nextBaseline(baseline: readonly BaselineEntry[], report: Report, fixed: readonly BaselineEntry[]): BaselineEntry[] {
  const entry = ({ fingerprint, rule, urn, path }: BaselineEntry): BaselineEntry => ({ fingerprint, rule, urn, path });
  const now = report.findings.filter(({ outcome }) => outcome === "fail" || outcome === "baseline").map(entry);
  const waived = report.findings.filter(({ outcome }) => outcome === "waived");
  const gone = new Set([...waived, ...fixed].map(({ fingerprint }) => fingerprint));
  const all = new Map([...baseline.filter(({ fingerprint }) => !gone.has(fingerprint)), ...now].map((e) => [e.fingerprint, e]));
  return [...all.values()].sort(
    (a, b) => compare(a.rule, b.rule) || compare(a.urn, b.urn) || compare(a.path, b.path) || compare(a.fingerprint, b.fingerprint),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Writes a baseline, a finding on each line so that changes read well, and never half of it. */
export function writeBaseline(file: string, entries: readonly BaselineEntry[]): void {
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`);
  const text = `{\n  "version": 1,\n  "findings": [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n  `}]\n}\n`;
  reading(file, () => {
    writeFileSync(`${file}.tmp`, text);
    renameSync(`${file}.tmp`, file);
  });
}
