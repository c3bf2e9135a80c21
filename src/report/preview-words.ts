import { reaches, type Tier } from "../config/tiers.js";
import type { PreviewFacts } from "../doors/state/preview-facts.js";
import { enumerated } from "../text/show.js";
import { grouped } from "./facts.js";

const done: Readonly<Record<string, string>> = {
  create: "created",
  import: "imported",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
  read: "read",
  same: "unchanged",
};

/** `2 created, 1 deleted and 3 unchanged`. */
export function operationWords({ operations }: PreviewFacts): string {
  const parts = Object.entries(operations).map(([operation, count]) => `${grouped(count)} ${done[operation] ?? operation}`);
  return parts.length === 0 ? "no resources" : enumerated(parts);
}

/** `tier L, blocking: it deletes or replaces state: dynamodb.Table "orders"`. */
export const tierWords = ({ tier, partial }: PreviewFacts, failOnTier: Tier | undefined): string =>
  `tier ${tier.name}${isTooLarge({ tier }, failOnTier) ? ", blocking" : ""}: ${tier.reason}${partial === null ? "" : ", as far as it shows"}`;

/** Whether the tier of a preview ends the run with status 1. */
export const isTooLarge = ({ tier }: Pick<PreviewFacts, "tier">, failOnTier: Tier | undefined): boolean =>
  failOnTier !== undefined && reaches(tier.name, failOnTier);

/** What the preview does not show, each as a predicate: `leaves out 2 unchanged resources: …`. */
export const previewWarnings = ({ partial, incomplete }: PreviewFacts): readonly string[] =>
  [incomplete, partial].filter((words) => words !== null);
