import { type Change, changing, subjectOfChange } from "../model/change.js";
import { classOfType } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { add, type Stack } from "../model/stack.js";
import { outcome } from "../model/verdict.js";
import { changedOf, evaluateInputs, isManaged } from "./changes.js";
import { ignoredOptions } from "./ignored.js";

/** What a preview reaches: how much depends on what it changes, and what of that is hard to undo. */
export interface Reach {
  /** The resources that it changes. */
  readonly changed: number;
  /** Further resources that depend on something that it updates, replaces or deletes, directly or not. */
  readonly dependents: number;
  /** The resources of a kind, as people call them, sorted: `dynamodb.Table "orders"`. */
  readonly kinds: Readonly<Record<ReachKind, readonly string[]>>;
}
export type ReachKind = "stateful" | "protected" | "security" | "deletion";

/** The reach of a preview. `before` is the stack as it was, where the dependents of deleted resources are. */
export function reachOf(stack: Stack, before: Stack | undefined): Reach {
  const changes = (stack.planned?.changes ?? []).filter(({ operation }) => changing.has(operation));
  const changed = changes.filter((change) => isManaged(subjectOfChange(change)));
  const urns = new Set(changed.flatMap((change) => subjectOfChange(change)?.urn ?? []));
  // What is new has no dependents but new ones. A provider that changes reaches all of its resources.
  const moved = changes.flatMap((change) =>
    ["update", "replace", "delete"].includes(change.operation) ? (subjectOfChange(change)?.urn ?? []) : [],
  );
  const reached = dependentsOf(moved, [...(before?.resources ?? []), ...stack.resources]);
  const named = (is: (change: Change) => boolean): string[] => changed.filter(is).map(labelOf).sort();
  const isGone = ({ operation }: Change): boolean => operation === "delete" || operation === "replace";
  return {
    changed: urns.size,
    dependents: [...reached].filter((urn) => !urns.has(urn)).length,
    kinds: {
      stateful: named((change) => isGone(change) && holdsState(change)),
      protected: named((change) => isGone(change) && changedOf(change).wasProtected),
      security: named((change) => (!isGone(change) || change.operation === "replace" ? touchesSecurity(change) : false)),
      deletion: named(isGone),
    },
  };
}

function holdsState(change: Change): boolean {
  const { reason, optIn, isCopy, isRetained } = changedOf(change);
  return reason !== undefined && !optIn && !isCopy && !isRetained;
}

const touchesSecurity = (change: Change): boolean => outcome(evaluateInputs(changedOf(change), ignoredOptions)) !== "pass";

const labelOf = (change: Change): string => {
  const { writtenType = "", name = "" } = subjectOfChange(change) ?? {};
  return `${classOfType(writtenType)} ${JSON.stringify(name)}`;
};

/** The URNs of resources that depend on one of these, directly or through others. */
function dependentsOf(urns: readonly string[], resources: readonly Resource[]): ReadonlySet<string> {
  const dependents = new Map<string, string[]>();
  const managed = new Set(resources.filter(isManaged).map(({ urn }) => urn));
  for (const { urn, dependencies, propertyDependencies, provider } of resources)
    for (const target of new Set([...dependencies, ...Object.values(propertyDependencies).flat(), provider ?? ""]))
      add(dependents, target, urn);
  const reached = new Set<string>();
  const next = [...urns];
  for (let urn = next.pop(); urn !== undefined; urn = next.pop())
    for (const dependent of dependents.get(urn) ?? []) {
      if (reached.has(dependent)) continue;
      reached.add(dependent);
      next.push(dependent);
    }
  return new Set([...reached].filter((urn) => managed.has(urn)));
}
