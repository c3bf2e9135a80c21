import { existsSync } from "node:fs";
import type { Configuration } from "../config/config.js";
import type { Statement } from "../config/content-value.js";
import { digestsOf } from "../config/known.js";
import { type Baseline, type BaselineEntry, readBaselineValue } from "../config/known-findings.js";
import { type Report, worstFirst } from "../doors/state/check.js";
import type { Inputs } from "../doors/state/inputs.js";
import { stackOfState } from "../doors/state/state.js";
import { type RuleIndex, rulesOfResource } from "../engine/evaluate.js";
import { InputError, reading } from "../files/errors.js";
import { parseJson } from "../files/json.js";
import { readText } from "../files/text-file.js";
import { writeWhole } from "../files/write.js";
import type { Finding } from "../findings/finding.js";
import { urnParts } from "../model/resource.js";
import type { Stack } from "../model/stack.js";

/**
 * Reads a baseline.
 * @throws InputError
 */
export function readBaseline(file: string): Baseline {
  if (!existsSync(file)) throw new InputError(file, "does not exist. Create it with --update-baseline.");
  const read = readBaselineValue(parseJson(readText(file), file));
  if (typeof read === "string") throw new InputError(file, read);
  return read;
}

/** The report after its baseline was written: every finding is in it, shown, counted, and never blocking. A crash is never in a baseline. */
export function withBaselineWritten(report: Report): Report {
  const findings = report.findings.map((finding): Finding => (finding.outcome === "fail" ? { ...finding, outcome: "baseline" } : finding));
  const { fail, baseline } = report.summary;
  return { ...report, findings: findings.sort(worstFirst), summary: { ...report.summary, fail: 0, baseline: baseline + fail } };
}

/** The entries; where a rule has been renamed, its entries get the fingerprints of the current id. */
export function underCurrentFingerprints(
  entries: readonly BaselineEntry[],
  former: ReadonlyMap<Finding, readonly string[]>,
): readonly BaselineEntry[] {
  if (former.size === 0) return entries;
  const known = new Set(entries.map(({ fingerprint }) => fingerprint));
  const current = new Map<string, Finding>();
  for (const [finding, before] of former) if (!known.has(finding.fingerprint)) for (const one of before) current.set(one, finding);
  return entries.map((entry) => {
    const finding = current.get(entry.fingerprint);
    return finding === undefined ? entry : { ...entry, fingerprint: finding.fingerprint, rule: finding.rule };
  });
}

/** The findings of the baseline that have become worse since it was written. */
export function worseThanBefore(baseline: readonly BaselineEntry[], report: Report): Finding[] {
  const known = new Set(baseline.map(({ fingerprint }) => fingerprint));
  return report.findings.filter(({ outcome, fingerprint }) => outcome === "fail" && known.has(fingerprint));
}

/**
 * The entries that are fixed: their rule evaluated their resource in this run and did not report them.
 * What is unknown, or what the rule crashed on, may still be wrong.
 */
export function fixedEntries(
  baseline: readonly BaselineEntry[],
  report: Report,
  inputs: Inputs,
  configuration: Pick<Configuration, "forStack">,
): BaselineEntry[] {
  const isOn = evaluatedIn(inputs, configuration);
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
    return !found.has(fingerprint) && seen.has(key(project, stack)) && isOn(rule, urn, path) && !open.has(`${rule} ${urn}`);
  });
}

/** Whether a rule was enabled at a place of the stacks of a run. */
function evaluatedIn(inputs: Inputs, configuration: Pick<Configuration, "forStack">): (rule: string, urn: string, path: string) => boolean {
  const stacks = new Map<string, Stack>();
  const stackOf = (name: string, project: string): Stack | undefined => {
    const key = `${project}/${name}`;
    const input = inputs.states.find(({ state }) => state.project === project && state.stack === name);
    // The day does not matter for what a resource is.
    if (input !== undefined && !stacks.has(key)) stacks.set(key, stackOfState(input.state, input.path, "", input.config?.config));
    return stacks.get(key);
  };
  return (rule, urn, path) => {
    const { stack: name, project } = urnParts(urn);
    const { rules } = configuration.forStack({ name, project });
    const isAmong = (index: RuleIndex): boolean =>
      index.all.some(({ id, levelAt }) => id === rule && (levelAt === undefined || levelAt(path) !== "disabled"));
    if (rules.variantFor === undefined) return isAmong(rules);
    const stack = stackOf(name, project);
    const resource = stack?.byUrn.get(urn);
    return isAmong(resource === undefined ? rules : rulesOfResource(rules, resource, stack));
  };
}

/** The baseline as it is after this run: the findings of this run, and what it could not see. What is waived or exempted is not in it. */
export function nextBaseline(
  { salt, entries: baseline }: Baseline,
  report: Report,
  fixed: readonly BaselineEntry[],
  contents: ReadonlyMap<Finding, readonly Statement[]>,
): Baseline {
  const now = report.findings
    .filter(({ outcome }) => outcome === "fail" || outcome === "baseline")
    .map((finding): BaselineEntry => {
      const { fingerprint, rule, urn, path } = finding;
      return { fingerprint, rule, urn, path, content: digestsOf(salt, contents.get(finding) ?? []) };
    });
  const waived = report.findings.filter(({ outcome }) => outcome === "waived" || outcome === "exempted");
  const gone = new Set([...waived, ...fixed].map(({ fingerprint }) => fingerprint));
  const all = new Map<string, BaselineEntry>();
  for (const entry of baseline) if (!gone.has(entry.fingerprint)) all.set(entry.fingerprint, entry);
  for (const entry of now) all.set(entry.fingerprint, entry);
  const entries = [...all.values()].sort(
    (a, b) => compare(a.rule, b.rule) || compare(a.urn, b.urn) || compare(a.path, b.path) || compare(a.fingerprint, b.fingerprint),
  );
  return { salt, entries };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Writes a baseline, a finding on each line so that changes read well. */
export function writeBaseline(file: string, { salt, entries }: Baseline): void {
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`);
  const head = `{\n  "version": 2,\n  "salt": ${JSON.stringify(salt)},\n`;
  reading(file, () => writeWhole(file, `${head}  "findings": [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n  `}]\n}\n`));
}
