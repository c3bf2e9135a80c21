import { existsSync } from "node:fs";
import { fixedEntries, nextBaseline, readBaseline, withBaseline, writeBaseline } from "../check/baseline.js";
import type { Report } from "../check/check.js";
import type { Inputs } from "../check/inputs.js";
import type { BaselineEntry } from "../config/baseline.js";
import { ConfigError, type Configuration } from "../config/config.js";
import { nameOfUrn } from "../model/resource.js";
import type { Context } from "./context.js";

/** What the command line says of a baseline. */
export interface BaselineOptions {
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
}

const mostListed = 10;

/** The report with the baseline laid over it, if there is one; on request the baseline is brought up to date first. */
export function applyBaseline(
  { note }: Pick<Context, "note">,
  report: Report,
  inputs: Inputs,
  configuration: Configuration,
  { baseline: file, updateBaseline = false }: BaselineOptions,
): Report {
  if (file === undefined) {
    if (updateBaseline) throw new ConfigError("--update-baseline needs --baseline FILE, which it writes");
    return report;
  }
  const before = updateBaseline && !existsSync(file) ? [] : readBaseline(file);
  const fixed = fixedEntries(before, report, inputs, configuration);
  for (const { rule, urn, path } of fixed.slice(0, mostListed))
    note(`fixed since the baseline: ${rule} at "${nameOfUrn(urn)}"${path === "" ? "" : `, ${path}`}`);
  if (fixed.length > mostListed) note(`and ${fixed.length - mostListed} more`);
  if (!updateBaseline) {
    if (fixed.length > 0)
      note(
        `${file} still lists ${count(fixed.length)} that ${fixed.length === 1 ? "is" : "are"} fixed; run with --update-baseline to take ${fixed.length === 1 ? "it" : "them"} out`,
      );
    return withBaseline(report, before);
  }
  const after = nextBaseline(before, report, fixed);
  writeBaseline(file, after);
  const added = missing(after, before);
  const waived = missing(before, after) - fixed.length;
  const words = [`${added} new`, `${fixed.length} fixed and removed`, ...(waived > 0 ? [`${waived} waived and removed`] : [])];
  note(`${file} has ${count(after.length)}: ${words.join(", ")}`);
  return withBaseline(report, after);
}

const count = (findings: number): string => `${findings} finding${findings === 1 ? "" : "s"}`;

/** How many of the entries are not among the others. */
function missing(entries: readonly BaselineEntry[], others: readonly BaselineEntry[]): number {
  const known = new Set(others.map(({ fingerprint }) => fingerprint));
  return entries.filter(({ fingerprint }) => !known.has(fingerprint)).length;
}
