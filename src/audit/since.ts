/** The last audit, read beside this one: both are sorted by the place of the stack, so that neither is in memory as a whole. */
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { InputError, reading } from "../files/errors.js";
import { parseJson } from "../files/json.js";
import { readText } from "../files/text-file.js";
import { type FindingFact, isOpen, type StackFact, schemaVersion } from "./facts.js";
import { valuesOf } from "./lines.js";
import type { Audit, Trend } from "./summary.js";

export const auditFile = "audit.json";
export const stacksFile = "stacks.jsonl";
export const findingsFile = "findings.jsonl";
export const waiversFile = "waivers.jsonl";

/** Reads the `audit.json` of a folder. @throws InputError */
export function readAudit(folder: string): Audit {
  const file = join(folder, auditFile);
  if (!existsSync(file)) throw new InputError(folder, `has no ${auditFile}, which \`stackwarden audit\` writes when it is complete`);
  const value = parseJson(readText(file), file) as Audit;
  if (typeof value !== "object" || value === null || value.tool?.name !== "stackwarden" || value.summary === undefined)
    throw new InputError(file, "is not the result of an audit");
  if (value.schema !== schemaVersion)
    throw new InputError(
      file,
      `has the form ${JSON.stringify(value.schema)}, expected ${schemaVersion}. Write it with the same Stackwarden.`,
    );
  return value;
}

/** One stack as the last audit had it. */
interface Before {
  readonly stack: StackFact;
  /** Fingerprints of all findings, and of those that were open. */
  readonly all: ReadonlySet<string>;
}

/** Compares the stacks of an audit, which are given in their order, with those of the last one. */
export class Since {
  private readonly audit: Audit;
  private readonly stacks: Iterator<Before, void>;
  private next: Before | undefined;
  private fixed = 0;
  private isNew = 0;
  private newStacks = 0;
  private goneStacks = 0;

  /** @param path the folder of the last audit, or its `audit.json` @throws InputError */
  constructor(path: string) {
    const folder = reading(path, () => statSync(path)).isDirectory() ? path : dirname(path);
    this.audit = readAudit(folder);
    if (this.audit.shard !== null) throw new InputError(path, "is a shard of an audit. Name what `stackwarden merge` wrote.");
    this.stacks = stacksOf(folder);
    this.advance();
  }

  /** The stack and its findings with what is new in them. */
  compared(stack: StackFact, findings: readonly FindingFact[]): { stack: StackFact; findings: readonly FindingFact[] } {
    while (this.next !== undefined && this.next.stack.id < stack.id) {
      this.goneStacks++;
      this.advance();
    }
    const before = this.next?.stack.id === stack.id ? this.next : undefined;
    if (before === undefined) this.newStacks++;
    else this.advance();
    // What one of both could not read is neither new nor fixed.
    if (stack.status !== "read" || (before !== undefined && before.stack.status !== "read")) return { stack, findings };
    const now = new Set(findings.map(({ fingerprint }) => fingerprint));
    const fixed = [...(before?.all ?? [])].filter((fingerprint) => !now.has(fingerprint)).length;
    const marked = findings.map((one) => ({ ...one, isNew: isOpen(one) && before?.all.has(one.fingerprint) !== true }));
    const count = marked.filter(({ isNew }) => isNew).length;
    this.fixed += fixed;
    this.isNew += count;
    return { stack: { ...stack, new: count, fixed }, findings: marked };
  }

  /** What changed, after the last stack. */
  trend(): Trend {
    while (this.next !== undefined) {
      this.goneStacks++;
      this.advance();
    }
    const { day, summary } = this.audit;
    const { fixed, isNew, newStacks, goneStacks } = this;
    return { day, findings: summary.findings, blocking: summary.blocking, new: isNew, fixed, newStacks, goneStacks };
  }

  private advance(): void {
    const { value, done } = this.stacks.next();
    this.next = done === true ? undefined : (value as Before);
  }
}

function* stacksOf(folder: string): Generator<Before, void, void> {
  for (const { stack, findings } of resultsIn(folder))
    yield { stack, all: new Set(findings.filter(({ outcome }) => outcome !== "unknown").map(({ fingerprint }) => fingerprint)) };
}

/** The stacks of a folder with their findings, in their order. @throws InputError */
export function* resultsIn(folder: string): Generator<{ stack: StackFact; findings: FindingFact[] }, void, void> {
  const findings = valuesOf<FindingFact>(join(folder, findingsFile));
  let next = findings.next();
  for (const stack of valuesOf<StackFact>(join(folder, stacksFile))) {
    const own: FindingFact[] = [];
    for (; next.done !== true && next.value.stackId === stack.id; next = findings.next()) own.push(next.value);
    yield { stack, findings: own };
  }
}
