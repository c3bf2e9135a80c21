import { type ChangeTier, type TierLimits, tierOf } from "../../config/tiers.js";
import type { Operation } from "../../model/change.js";
import type { Stack } from "../../model/stack.js";
import { reachOf } from "../../views/reach.js";

/** What a preview does to a stack, in numbers. */
export interface PreviewFacts {
  /** How many resources there are for each operation, without those that have none. */
  readonly operations: Readonly<Partial<Record<Operation, number>>>;
  /** How large the change is, and why. */
  readonly tier: ChangeTier;
  /** What the file leaves out of the stack, and how to get it; `null` where it shows all. */
  readonly partial: string | null;
  /** Why resources may be missing; `null` where the preview ran to its end. */
  readonly incomplete: string | null;
}

const order: readonly Operation[] = ["create", "import", "update", "replace", "delete", "read", "same"];

/** The facts of a preview for reports; `undefined` where the stack is that of a state. */
export function previewFacts(stack: Stack, before: Stack | undefined, limits: TierLimits): PreviewFacts | undefined {
  const { planned } = stack;
  if (planned === undefined) return undefined;
  const counts = order.map((operation) => [operation, planned.changes.filter((change) => change.operation === operation).length] as const);
  return {
    operations: Object.fromEntries(counts.filter(([, count]) => count > 0)),
    tier: tierOf(reachOf(stack, before), limits),
    partial: planned.partial ?? null,
    incomplete: planned.incomplete ?? null,
  };
}
