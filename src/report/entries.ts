/** Findings as a person reads them: equal findings in several stacks of one project are one entry. */
import type { Finding } from "../findings/finding.js";
import { urnParts } from "../model/resource.js";
import { grouped, plural, stackOf } from "./facts.js";

/** One finding in one or several stacks of a project. */
export interface Entry {
  /** The first of its findings, which shows what all of them share. */
  readonly finding: Finding;
  /** One finding a stack. */
  readonly findings: readonly Finding[];
  /** The stacks, `project/stack`. */
  readonly stacks: readonly string[];
}

const rootType = "pulumi:pulumi:Stack";

/** The entries of findings, in the order of their first ones. Findings of one stack are never one, nor are lines of different stack files. */
export function entriesOf(findings: readonly Finding[]): readonly Entry[] {
  const entries = new Map<string, Finding[]>();
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const own = `${stackOf(finding)}\n${key}`;
    const count = counts.get(own) ?? 0;
    counts.set(own, count + 1);
    const entry = entries.get(`${count}\n${key}`);
    if (entry === undefined) entries.set(`${count}\n${key}`, [finding]);
    else entry.push(finding);
  }
  return [...entries.values()].map((all) => ({ finding: all[0] as Finding, findings: all, stacks: all.map(stackOf) }));
}

function keyOf({ outcome, level, rule, type, name, path, message, urn, ...more }: Finding): string {
  // A stack's own resource is named after it.
  const called = type === rootType ? "" : name;
  const file = path.startsWith("config[") ? more.input : "";
  return JSON.stringify([
    urnParts(urn).project,
    outcome,
    level,
    rule,
    type,
    called,
    path,
    message,
    file,
    more.waiver,
    more.exception,
    more.moreExceptions,
    more.changed,
    more.isNew,
  ]);
}

/** `34 findings in 2 stacks (20 different)`; the stacks only where there are several. */
export function countWords(findings: number, entries: number, stacks: number): string {
  const where = stacks > 1 ? ` in ${plural(stacks, "stack")}` : "";
  return `${plural(findings, "finding")}${where}${entries < findings ? ` (${grouped(entries)} different)` : ""}`;
}
