import type { Evaluation } from "../../engine/evaluate.js";
import { sparedWords } from "../../findings/waiver-ledger.js";
import type { Severity } from "../../language/rule.js";
import { classOfType } from "../../model/classes.js";
import { topKey } from "../../model/path.js";
import { nameOfUrn, urnParts } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";

const severities: readonly Severity[] = ["critical", "high", "medium", "low"];
const mostNamed = 3;

/** One line with the number of unknown checks by severity, and the resources that most depend on; `undefined` where there are none. */
export function openLine(evaluations: readonly Evaluation[], stack: Stack, severityOf: (rule: string) => Severity): string | undefined {
  const open = evaluations.filter(
    (evaluation) => evaluation.outcome === "unknown" && evaluation.hasNoInput !== true && sparedWords(evaluation) === undefined,
  );
  if (open.length === 0) return undefined;
  const counts = severities
    .map((severity): [Severity, number] => [severity, open.filter(({ rule }) => severityOf(rule) === severity).length])
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}`);
  const head = `${open.length === 1 ? "1 check is" : `${open.length} checks are`} unknown until the update: ${counts.join(", ")}.`;
  const awaited = mostAwaited(open, stack);
  if (awaited.length === 0) return head;
  const names = awaited.map(([urn, count]) => `${classOfType(urnParts(urn).type)} "${nameOfUrn(urn)}" (${count})`);
  return `${head} Most depend on ${names.join(", ")}.`;
}

/** The resources that most open verdicts depend on, with counts. Analyze passes no dependencies, so they are looked up in the stack. */
function mostAwaited(open: readonly Evaluation[], stack: Stack): [string, number][] {
  const counts = new Map<string, number>();
  for (const { resource, path } of open) {
    const { propertyDependencies = {} } = stack.byUrn.get(resource.urn) ?? {};
    const sources = path === "" ? Object.values(propertyDependencies).flat() : (propertyDependencies[topKey(path)] ?? []);
    for (const urn of new Set(sources)) counts.set(urn, (counts.get(urn) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, mostNamed);
}
