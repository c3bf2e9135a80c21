import { isUnknown } from "../../model/value.js";
import { isImpossible, neverHolds } from "../conditions/impossible.js";
import { type Action, actionsMatching, actionsOf, type ResourceType } from "../document/actions.js";
import { type Answer, allOf, anyOf, type Flaw, maybe, no, yes } from "../document/answer.js";
import type { Statement, Texts } from "../document/document.js";
import { has, isEveryAction, isEveryResource, some } from "../document/patterns.js";
import { covers, meet } from "../document/wildcard.js";

/** Why a Deny never denies, at the part that is the cause; `no` if it may. */
export function neverDenies(statement: Statement): Flaw {
  const deny = has(statement, "Deny");
  if (deny.is === "no") return { answer: no, why: "" };
  const reasons: readonly (readonly [Answer, string])[] = [
    [some(statement.notActions, "notActions", isEveryAction), "excludes every action, so it denies none"],
    [some(statement.notResources, "notResources", isEveryResource), "excludes every resource, so it denies none"],
    [some(statement.notPrincipals, "notPrincipals", (text) => text === "*"), "excludes everyone, so it denies nobody"],
    [isImpossible(statement), "is never true, so the statement denies nothing"],
    [hasWrongTypes(statement), "matches no resource that the actions apply to, so the statement denies nothing"],
  ];
  const answered = reasons.map(([reason, why]) => ({ answer: allOf({ at: reason, and: [deny] }), why }));
  return answered.find(({ answer }) => answer.is === "yes") ?? { answer: anyOf(answered.map(({ answer }) => answer)), why: "" };
}

/** Whether a statement allows everything except what one element excludes; unknown conditions do not count. */
export function allowsAllBut(statement: Statement, element: "notActions" | "notResources" | "notPrincipals"): Answer {
  const excepted = statement[element];
  if (excepted === undefined || statement.effect === "Deny" || neverHolds(statement).is === "yes") return no;
  return allOf({ at: isUnknown(excepted) ? maybe(element) : yes(element), and: [has(statement, "Allow")] });
}

/** Whether no resource of the statement is of a type that one of its actions works on. */
function hasWrongTypes({ actions, resources, document }: Statement): Answer {
  if (document.kind !== "identity" && document.kind !== "resource") return no;
  if (actions === undefined || resources === undefined) return no;
  const open = [...openIn(actions, "actions"), ...openIn(resources, "resources")];
  const patterns = isUnknown(actions) ? [] : actions.filter((text): text is string => !isUnknown(text));
  const places = isUnknown(resources) ? [] : resources.filter((text): text is string => !isUnknown(text));
  const known = patterns.flatMap((pattern) => actionsMatching(pattern));
  // An action that does not exist is a finding of its own; a policy of a resource may name it in its own way.
  if (patterns.some((pattern) => isEveryAction(pattern) || actionsMatching(pattern).length === 0)) return no;
  if (places.some((place) => !place.startsWith("arn:") && place !== "")) return no;
  if (known.some((action) => places.some((place) => worksOn(action, place)))) return no;
  if (open.length > 0) return maybe(...open);
  return places.length > 0 && known.length > 0 ? yes("resources[0]") : no;
}

const openIn = (texts: Texts, property: string): string[] =>
  isUnknown(texts) ? [property] : texts.flatMap((text, i) => (isUnknown(text) ? [`${property}[${i}]`] : []));

const worksOn = ({ name, types }: Action, place: string): boolean =>
  isEveryResource(place) || types.some((type) => isOf(type, place, name.split(":")[0] ?? ""));

/** Whether a resource pattern can name something of a type; a policy variable may stand for anything. */
function isOf(type: ResourceType, place: string, service: string): boolean {
  const pattern = place.replace(/\$\{[^}]*\}/g, "*");
  if (!meetByFields(pattern, type.arn)) return false;
  // A name contains no slash: an ARN with one is of a type inside the first, as an object is inside a bucket.
  return !innerTypes(type, service).some((inner) => covers(inner, pattern));
}

const depth = (arn: string): number => arn.split("/").length;
const inside = new Map<string, readonly string[]>();

/** The types of a service that are parts of another: the indexes of a table. */
function innerTypes({ arn }: ResourceType, service: string): readonly string[] {
  let found = inside.get(arn);
  if (found === undefined) {
    const arns = new Set(actionsOf(service).flatMap((action) => action.types.map((type) => type.arn)));
    found = [...arns].filter((other) => depth(other) > depth(arn) && other.endsWith("*") && meet(other, arn));
    inside.set(arn, found);
  }
  return found;
}

/** Whether two ARN patterns can name the same, field by field where both have them all: a wildcard of one field does not reach into the next. */
function meetByFields(a: string, b: string): boolean {
  const [fields, others] = [a, b].map((arn) => {
    const [head = "", partition = "", service = "", region = "", account = "", ...rest] = arn.split(":");
    return rest.length === 0 ? undefined : [head, partition, service, region, account, rest.join(":")];
  });
  if (fields === undefined || others === undefined) return meet(a, b);
  return fields.every((field, i) => meet(field, others[i] ?? ""));
}
