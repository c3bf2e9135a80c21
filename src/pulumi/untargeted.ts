import { type Judgement, type RuleIndex, rulesFor } from "../judgement.js";
import { classOfType } from "../model/classes.js";
import { type RawResource, type Resource, toResource, urnParts } from "../model/resource.js";
import type { Rule } from "../rule.js";

const words = "outside the target of this run: what the program sets is not known";

/**
 * Whether a resource that Remediate brings is new and outside the target of the run (`--target`, `--exclude`): the engine asks no provider about it then, and
 * hands out no inputs at all. The bridged AWS provider leaves `__defaults` on whatever it has checked; of other providers, and of components, which have
 * none, nothing can be told.
 */
export const isUntargeted = ({ inputs = {}, provider = "" }: RawResource): boolean =>
  urnParts(provider).type === "pulumi:providers:aws" && Object.keys(inputs).length === 0;

/** What the rules on one resource say of such a resource: nothing. */
export function judgeUntargeted(index: RuleIndex, raw: RawResource): Judgement[] {
  const resource = toResource(raw);
  return rulesFor(index, resource.type)
    .filter(({ rule }) => rule.scope === "resource")
    .map(({ id }) => ({ rule: id, outcome: "unknown", resource, path: "", places: [], message: words, spared: words }));
}

/** A finding of stack scope that such a resource may take back is open: it is its subject, may be joined to it, or grants, limits or backs up beside it. */
export function doubtUntargeted(judgements: readonly Judgement[], index: RuleIndex, untargeted: readonly Resource[]): Judgement[] {
  if (untargeted.length === 0) return [...judgements];
  const rules = new Map(index.all.map(({ id, rule }) => [id, rule]));
  return judgements.map((judgement) => {
    const rule = rules.get(judgement.rule);
    if (judgement.outcome !== "fail" || rule === undefined) return judgement;
    const own = untargeted.some(({ urn }) => urn === judgement.resource.urn);
    const other = untargeted.find(({ type }) => matters(rule, judgement.resource, type));
    if (!own && other === undefined) return judgement;
    const why = own || other === undefined ? words : `${classOfType(other.type)} "${other.name}" is ${words}`;
    return { ...judgement, outcome: "unknown", path: "", places: [], message: why, spared: why };
  });
}

function matters({ links, view, types }: Rule, subject: Resource, type: string): boolean {
  if (Object.values(links).some((link) => link.types.includes(type))) return true;
  if (view === undefined || typeof types === "string") return false;
  return moduleOf(type) === moduleOf(subject.type) || moduleOf(type) === "aws:backup";
}

const moduleOf = (type: string): string => type.split("/")[0] ?? "";

/** Says which resources are outside the target; `undefined` where none is. */
export function untargetedLine(untargeted: readonly Resource[]): string | undefined {
  const [first, ...others] = untargeted;
  if (first === undefined) return undefined;
  const who = `${classOfType(first.type)} "${first.name}"`;
  return others.length === 0
    ? `${who} is outside the target of this run and was not judged.`
    : `${who} and ${others.length} more are outside the target of this run and were not judged.`;
}
