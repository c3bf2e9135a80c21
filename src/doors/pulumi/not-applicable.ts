import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import { settingsEntry } from "../../config/config.js";
import { type RuleIndex, rulesFor } from "../../engine/evaluate.js";
import type { RegisteredRule } from "../../language/registry.js";
import { canonicalType } from "../../model/classes.js";

/** The `notApplicable` of an answer, serialized: bytes put behind those of a message add to its lists. */
export type Bytes = Uint8Array;

interface Prepared {
  readonly byType: Map<string, Bytes>;
}
const prepared = new WeakMap<RuleIndex, Prepared>();

/**
 * The rules that do not evaluate a resource type, made once for each type. The engine counts a rule as passed if it is neither broken nor not
 * applicable, so a bucket would pass every rule on databases.
 */
export function notForType(rules: readonly RegisteredRule[], index: RuleIndex, type: string): Bytes {
  let { byType } = prepared.get(index) ?? {};
  if (byType === undefined) {
    byType = new Map();
    prepared.set(index, { byType });
  }
  let bytes = byType.get(type);
  if (bytes === undefined) {
    const evaluating = new Set(rulesFor(index, canonicalType(type)).map(({ id }) => id));
    const others = rules.filter(({ id, rule }) => rule.scope === "resource" && !evaluating.has(id));
    bytes = serialized(
      others.map(({ id }) => id),
      "evaluates other resource types",
    );
    byType.set(type, bytes);
  }
  return bytes;
}

/** The rules of stack scope that evaluate nothing in the stack. */
export function notForStack(rules: readonly RegisteredRule[], index: RuleIndex, types: ReadonlySet<string>): Bytes {
  const evaluating = new Set(index.ofStack.map(({ id }) => id));
  for (const type of types) for (const { id } of rulesFor(index, canonicalType(type))) evaluating.add(id);
  const others = rules.filter(({ id, rule }) => rule.scope === "stack" && !evaluating.has(id));
  return serialized([settingsEntry, ...others.map(({ id }) => id)], "evaluates nothing in this stack");
}

function serialized(ids: readonly string[], reason: string): Bytes {
  const response = new analyzer.AnalyzeResponse();
  for (const id of ids) {
    const entry = new analyzer.PolicyNotApplicable();
    entry.setPolicyName(id);
    entry.setReason(reason);
    response.addNotApplicable(entry);
  }
  return response.serializeBinary();
}
