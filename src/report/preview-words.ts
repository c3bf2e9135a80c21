import { reaches, type Tier } from "../config/tiers.js";
import type { Report } from "../doors/state/check.js";
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

/** A preview among the inputs of a report. */
export interface Preview extends PreviewFacts {
  readonly path: string;
  readonly project: string;
  readonly stack: string;
}

export const previewsOf = ({ inputs }: Report): readonly Preview[] =>
  inputs.flatMap(({ path, project, stack, preview }) => (preview === undefined ? [] : [{ ...preview, path, project, stack }]));

/** Whether a preview or a program that failed leaves out something, so that nothing found does not mean that nothing is there. */
export const isPartlyShown = (report: Report): boolean =>
  previewsOf(report).some((preview) => previewWarnings(preview).length > 0) ||
  report.inputs.some(({ program }) => program !== undefined && program.failure !== null);

/** A preview in sentences: what it does to which stack, its tier, and what it does not show. */
export const previewSentences = (preview: Preview, failOnTier: Tier | undefined): readonly string[] => [
  `Preview of ${preview.project}/${preview.stack}: ${operationWords(preview)}.`,
  `Change of ${tierWords(preview, failOnTier)}.`,
  ...previewWarnings(preview).map((words) => `The preview ${words}.`),
];

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
