/** Writes the files of an audit from the results of its stacks: the same files, whoever evaluated them. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { reading } from "../files/errors.js";
import { writeWhole } from "../files/write.js";
import { safeJson } from "../report/paint.js";
import { countsOf, type FindingFact, type RuleFact, type StackFact, schemaVersion } from "./facts.js";
import { LineFile } from "./lines.js";
import { isAmong } from "./names.js";
import { auditFile, findingsFile, Since, stacksFile, waiversFile } from "./since.js";
import { type Audit, Sums } from "./summary.js";
import type { PackWaivers } from "./waivers.js";

/** The results of an audit before they are written. */
export interface Results {
  /** Sorted by the place of the stack. */
  readonly stacks: Iterable<{ readonly stack: StackFact; readonly findings: readonly FindingFact[] }>;
  /** The stacks whose state was read, as `project/stack`. */
  readonly known: ReadonlySet<string>;
  readonly waivers: PackWaivers;
  readonly about: Pick<Audit, "tool" | "day" | "settings" | "teamTag" | "sources" | "shard">;
  readonly ruleFact: (id: string) => RuleFact;
  /** The last audit. */
  readonly since: string | undefined;
}

/**
 * Writes `stacks.jsonl`, `findings.jsonl` and `audit.json` into a folder; of a shard also `waivers.jsonl`, by which `merge` reports them.
 * @throws InputError
 */
export function writeAudit(folder: string, { stacks, known, waivers, about, ruleFact, since: last }: Results): Audit {
  reading(folder, () => mkdirSync(folder, { recursive: true }));
  const since = last === undefined ? undefined : new Since(last);
  const sums = new Sums(since !== undefined);
  const rules = new Set<string>();
  const ofWaivers = about.shard === null ? waivers.findings() : new Map<string, readonly FindingFact[]>();
  const files = [new LineFile(join(folder, stacksFile)), new LineFile(join(folder, findingsFile))] as const;
  try {
    for (const given of stacks) {
      // A list names it, and a source has it.
      if (given.stack.reason === "no-state" && isAmong(given.stack, known)) continue;
      const { stack, findings } = withFindings(given, ofWaivers.get(given.stack.id) ?? []);
      const compared = since?.compared(stack, findings) ?? { stack, findings };
      files[0].add(compared.stack);
      for (const finding of compared.findings) {
        rules.add(finding.rule);
        files[1].add(finding);
      }
      sums.add(compared.stack, compared.findings);
    }
    for (const file of files) file.close();
  } catch (error) {
    for (const file of files) file.discard();
    throw error;
  }
  writeWaivers(folder, about.shard === null ? undefined : waivers);
  // Whoever merges shards knows the rules of their waivers by this.
  if (about.shard !== null)
    for (const { findings } of waivers.list()) for (const { rule } of Object.values(findings).flat()) rules.add(rule);
  const audit: Audit = {
    schema: schemaVersion,
    ...{ tool: about.tool, day: about.day, settings: about.settings, teamTag: about.teamTag, sources: about.sources, shard: about.shard },
    summary: sums.sums(since?.trend() ?? null),
    rules: Object.fromEntries([...rules].sort().map((id) => [id, ruleFact(id)])),
  };
  reading(folder, () => writeWhole(join(folder, auditFile), safeJson(`${JSON.stringify(audit, null, 2)}\n`)));
  return audit;
}

function writeWaivers(folder: string, waivers: PackWaivers | undefined): void {
  const path = join(folder, waiversFile);
  if (waivers === undefined) {
    rmSync(path, { force: true });
    return;
  }
  const file = new LineFile(path);
  for (const waiver of waivers.list()) file.add(waiver);
  file.close();
}

/** The result of a stack with the findings about waivers that belong to it. */
function withFindings(
  given: { readonly stack: StackFact; readonly findings: readonly FindingFact[] },
  more: readonly FindingFact[],
): { readonly stack: StackFact; readonly findings: readonly FindingFact[] } {
  if (more.length === 0) return given;
  const findings = [...given.findings, ...more].sort(worstFirst);
  return { stack: { ...given.stack, ...countsOf(findings) }, findings };
}

const outcomes = ["crash", "fail", "unknown", "waived", "exempted", "baseline"];
const severities = ["critical", "high", "medium", "low"];

/** The order in which `check` reports them. */
function worstFirst(a: FindingFact, b: FindingFact): number {
  const [left, right] = [orderOf(a), orderOf(b)];
  const at = left.findIndex((part, i) => part !== right[i]);
  const [x = "", y = ""] = [left[at], right[at]];
  return at < 0 ? 0 : x < y ? -1 : 1;
}

const orderOf = ({ outcome, severity, rule, urn, path, message }: FindingFact): readonly (string | number)[] => [
  outcomes.indexOf(outcome),
  severities.indexOf(severity),
  rule,
  urn,
  path,
  message,
];
