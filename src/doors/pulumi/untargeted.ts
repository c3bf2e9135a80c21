import { type Evaluation, type RuleIndex, rulesFor, rulesOfResource } from "../../engine/evaluate.js";
import type { Rule } from "../../language/rule.js";
import { classOfType } from "../../model/classes.js";
import { type RawResource, type Resource, toResource, urnParts } from "../../model/resource.js";

const words = "outside the target of this run: what the program sets is not known";

/**
 * Whether a resource that Remediate brings is new and outside the target of the run (`--target`, `--exclude`): the engine asks no provider about it then, and
 * hands out no inputs at all. The bridged AWS provider leaves `__defaults` on everything it has checked. Other providers and components do not, so
 * nothing can be derived for them.
 */
export const isUntargeted = ({ inputs = {}, provider = "" }: RawResource): boolean =>
  urnParts(provider).type === "pulumi:providers:aws" && Object.keys(inputs).length === 0;

/** The result of the rules on one resource for such a resource: nothing. */
export function evaluateUntargeted(index: RuleIndex, raw: RawResource): Evaluation[] {
  const resource = toResource(raw);
  return rulesFor(rulesOfResource(index, resource, undefined), resource.type)
    .filter(({ rule }) => rule.scope === "resource")
    .map(({ id }) => ({ rule: id, outcome: "unknown", resource, path: "", places: [], message: words, spared: words }));
}

/** A finding of stack scope that such a resource may take back is open: it is its subject, may be joined to it, or grants, limits or backs up beside it. */
export function doubtUntargeted(evaluations: readonly Evaluation[], index: RuleIndex, untargeted: readonly Resource[]): Evaluation[] {
  if (untargeted.length === 0) return [...evaluations];
  const rules = new Map(index.all.map(({ id, rule }) => [id, rule]));
  return evaluations.map((evaluation) => {
    const rule = rules.get(evaluation.rule);
    if (evaluation.outcome !== "fail" || rule === undefined) return evaluation;
    const own = untargeted.some(({ urn }) => urn === evaluation.resource.urn);
    const other = untargeted.find(({ type }) => matters(rule, evaluation.resource, type));
    if (!own && other === undefined) return evaluation;
    const why = own || other === undefined ? words : `${classOfType(other.type)} "${other.name}" is ${words}`;
    return { ...evaluation, outcome: "unknown", path: "", places: [], message: why, spared: why };
  });
}

function matters({ links, view, types }: Rule, subject: Resource, type: string): boolean {
  if (Object.values(links).some((link) => link.types.includes(type))) return true;
  if (view === undefined || typeof types === "string") return false;
  return moduleOf(type) === moduleOf(subject.type) || moduleOf(type) === "aws:backup";
}

const moduleOf = (type: string): string => type.split("/")[0] ?? "";

/** One line that names the resources outside the target; `undefined` where there are none. */
export function untargetedLine(untargeted: readonly Resource[]): string | undefined {
  const [first, ...others] = untargeted;
  if (first === undefined) return undefined;
  const who = `${classOfType(first.type)} "${first.name}"`;
  return others.length === 0
    ? `${who} is outside the target of this run and was not evaluated.`
    : `${who} and ${others.length} more are outside the target of this run and were not evaluated.`;
}
