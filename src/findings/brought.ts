import { digestsOf, type Known, type OldFinding } from "../config/known.js";
import type { Evaluation, RuleIndex } from "../engine/evaluate.js";
import { changing, subjectOfChange } from "../model/change.js";
import type { Stack } from "../model/stack.js";
import { contentOf } from "./content.js";
import { fingerprintsOf, markOld } from "./finding.js";

/** How a finding is related to a change of the stack. */
export interface Brought {
  /** The change touches the resource of the finding, or brings the finding. */
  readonly changed: boolean;
  /** The stack did not have the finding before, or had a milder one. Only of outcome `fail`. */
  readonly isNew?: boolean;
}

/** How each evaluation of a previewed stack is related to the change, given the evaluations of the stack as it was. */
export function broughtBy(evaluations: readonly Evaluation[], stack: Stack, before: readonly Evaluation[], rules: RuleIndex): Brought[] {
  const touched = new Set(
    (stack.planned?.changes ?? []).flatMap((change) => (changing.has(change.operation) ? (subjectOfChange(change)?.urn ?? []) : [])),
  );
  const isOld = markOld(evaluations.map(asFound), knownIn(before), rules).map(({ old }) => old === true);
  return evaluations.map((evaluation, i) => {
    const isNew = evaluation.outcome === "fail" ? isOld[i] !== true : undefined;
    const isTouched = [evaluation.resource, ...evaluation.places].some(({ urn }) => touched.has(urn));
    return { changed: isTouched || isNew === true, ...(isNew !== undefined && { isNew }) };
  });
}

/** A finding as it was found: whether it is waived or in the baseline is another question. */
function asFound({ waiver: _, old: __, ...evaluation }: Evaluation): Evaluation {
  return evaluation;
}

/** What was found before, in the form of a baseline. It never leaves the process, so it needs no salt. */
function knownIn(before: readonly Evaluation[]): Known {
  const failed = before.filter(({ outcome }) => outcome === "fail");
  const fingerprints = fingerprintsOf(failed);
  const byUrn = new Map<string, OldFinding[]>();
  const byFingerprint = new Map<string, readonly string[]>();
  for (const [i, evaluation] of failed.entries()) {
    const { rule, path, resource } = evaluation;
    const fingerprint = fingerprints[i] ?? "";
    const content = digestsOf("", contentOf(evaluation));
    byFingerprint.set(fingerprint, content);
    const list = byUrn.get(resource.urn) ?? [];
    if (list.length === 0) byUrn.set(resource.urn, list);
    list.push({ fingerprint, rule, path, content });
  }
  return { salt: "", byFingerprint, byUrn };
}
