import { existsSync } from "node:fs";
import { ConfigError, type Configuration } from "../config/config.js";
import type { Statement } from "../config/content-value.js";
import { type Baseline, type BaselineEntry, newBaseline } from "../config/known-findings.js";
import type { Report } from "../doors/state/check.js";
import type { Inputs } from "../doors/state/inputs.js";
import type { Finding } from "../findings/finding.js";
import { nameOfUrn } from "../model/resource.js";
import {
  fixedEntries,
  nextBaseline,
  readBaseline,
  underCurrentFingerprints,
  withBaselineWritten,
  worseThanBefore,
  writeBaseline,
} from "./baseline-file.js";
import type { Context } from "./context.js";

/** The options of the command line about a baseline. */
export interface BaselineOptions {
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
}

/** What a run knows about its findings beyond what reports show. */
export interface AboutFindings {
  /** What each is about. */
  readonly contents: ReadonlyMap<Finding, readonly Statement[]>;
  /** The fingerprints that each had under ids that its rule had before. */
  readonly former: ReadonlyMap<Finding, readonly string[]>;
}

const mostListed = 10;

/**
 * The baseline of a run, if there is one; a new one where it is to be written and is not there yet.
 * @throws ConfigError, InputError
 */
export function givenBaseline({ baseline: file, updateBaseline = false }: BaselineOptions): Baseline | undefined {
  if (file !== undefined) return updateBaseline && !existsSync(file) ? newBaseline() : readBaseline(file);
  if (updateBaseline) throw new ConfigError("--update-baseline needs --baseline FILE, the file to write");
  return undefined;
}

/** Compares a report with the baseline: notes what is fixed or worse, and on request rewrites the file. Returns the report to print. */
export function applyBaseline(
  { note }: Pick<Context, "note">,
  report: Report,
  inputs: Inputs,
  configuration: Pick<Configuration, "forStack">,
  { baseline: file, updateBaseline = false }: BaselineOptions,
  before: Baseline | undefined,
  about: AboutFindings,
): Report {
  if (file === undefined || before === undefined) return report;
  const noteEach = (words: string, entries: readonly Pick<BaselineEntry, "rule" | "urn" | "path">[]): void => {
    for (const { rule, urn, path } of entries.slice(0, mostListed))
      note(`${words} the baseline: ${rule} at "${nameOfUrn(urn)}"${path === "" ? "" : `, ${path}`}`);
    if (entries.length > mostListed) note(`and ${entries.length - mostListed} more`);
  };
  const entries = underCurrentFingerprints(before.entries, about.former);
  const renamed = entries.filter(({ fingerprint }, i) => fingerprint !== before.entries[i]?.fingerprint).length;
  const fixed = fixedEntries(entries, report, inputs, configuration);
  const worse = worseThanBefore(entries, report);
  noteEach("fixed since", fixed);
  noteEach("worse than in", worse);
  if (!updateBaseline) {
    if (renamed > 0) note(`${file} lists ${count(renamed)} under ids that rules had before; run with --update-baseline to rename them`);
    if (fixed.length > 0)
      note(
        `${file} still lists ${count(fixed.length)} that ${fixed.length === 1 ? "is" : "are"} fixed. ` +
          `Run with --update-baseline to remove ${fixed.length === 1 ? "it" : "them"}`,
      );
    return report;
  }
  const after = nextBaseline({ ...before, entries }, report, fixed, about.contents);
  writeBaseline(file, after);
  const added = missing(after.entries, entries);
  const isExempted = new Set(report.findings.flatMap(({ outcome, fingerprint }) => (outcome === "exempted" ? [fingerprint] : [])));
  const exempted = entries.filter(({ fingerprint }) => isExempted.has(fingerprint)).length;
  const waived = missing(entries, after.entries) - fixed.length - exempted;
  const words = [
    `${added} new`,
    `${fixed.length} fixed and removed`,
    ...(worse.length > 0 ? [`${worse.length} worse than before`] : []),
    ...(waived > 0 ? [`${waived} waived and removed`] : []),
    ...(exempted > 0 ? [`${exempted} exempted and removed`] : []),
  ];
  note(`${file} has ${count(after.entries.length)}: ${words.join(", ")}`);
  return withBaselineWritten(report);
}

const count = (findings: number): string => `${findings} finding${findings === 1 ? "" : "s"}`;

/** How many of the entries are not among the others. */
function missing(entries: readonly BaselineEntry[], others: readonly BaselineEntry[]): number {
  const known = new Set(others.map(({ fingerprint }) => fingerprint));
  return entries.filter(({ fingerprint }) => !known.has(fingerprint)).length;
}
