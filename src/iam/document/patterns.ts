import type { Resource } from "../../model/resource.js";
import { isUnknown } from "../../model/value.js";
import { actionNamed, takesInAll } from "./actions.js";
import { type Answer, maybe, no, opposite, yes } from "./answer.js";
import type { Statement, Texts } from "./document.js";
import { readyActions } from "./ready.js";
import { fits, meet } from "./wildcard.js";

// An action or ARN of every kind: a pattern that fits all of them fits everything.
const someActions = ["s3:GetObject", "iam:PassRole", "sms:x", "application-autoscaling:DescribeScalableTargets"];

/** `*`, `*:*`, `**`, `?*`: every action, in any spelling. */
export const isEveryAction = (pattern: string): boolean =>
  pattern === "*" || (/^[*?:]+$/.test(pattern) && someActions.every((action) => fits(pattern, action)));

/** `s3:*`, `s3:**`, `s3:?*`: every action of one service. */
export const isServiceWildcard = (pattern: string): boolean =>
  pattern.includes("*") && /^[^:a-z0-9]*[a-z0-9][^:]*:\?{0,3}\*[*?]*$/i.test(pattern);

/** `*`, `arn:aws:*`, `arn:*:*:*:*:*`: every resource, in any spelling. */
export const isEveryResource = (pattern: string): boolean =>
  pattern === "*" || (pattern.endsWith("*") && /^[*?]*\*$|^arn:(aws[a-z-]*|\*)(:\*)+$/.test(pattern));

/** Every role of an account: `role/*` in any spelling. */
export const isEveryRole = (pattern: string): boolean =>
  isEveryResource(pattern) || /^arn:[^:]*:(iam|\*):[^:]*:[^:]*:(role\/?)?[*?/]*\*$/.test(pattern);

/** Whether one of the texts passes; `property` is where they stand in the statement. */
export function some(texts: Texts | undefined, property: string, passes: (text: string) => boolean): Answer {
  if (texts === undefined) return no;
  if (isUnknown(texts)) return maybe(property);
  const unknown: string[] = [];
  // Most texts do not pass, so answers are built only for those that do.
  for (const [i, text] of texts.entries()) {
    if (isUnknown(text)) unknown.push(`${property}[${i}]`);
    else if (passes(text)) return yes(`${property}[${i}]`);
  }
  return unknown.length > 0 ? maybe(...unknown) : no;
}

/** Whether a statement allows, or denies. */
export const has = (statement: Statement, effect: "Allow" | "Deny"): Answer =>
  isUnknown(statement.effect) ? maybe("effect") : statement.effect === effect ? yes("effect") : no;

const spoken = new WeakMap<readonly unknown[], Map<string, Answer>>();

/**
 * Whether a statement covers an action, by its Action or its NotAction. Cached, because the same lists are queried again and again; an AWS policy has the
 * same ones wherever it is attached.
 */
export function speaksOf(statement: Statement, action: string): Answer {
  const list = statement.notActions ?? statement.actions;
  if (list === undefined || isUnknown(list)) return speaks(statement, action.toLowerCase());
  let answers = spoken.get(list);
  if (answers === undefined) {
    answers = new Map();
    spoken.set(list, answers);
  }
  let answer = answers.get(action);
  if (answer === undefined) {
    answer = speaks(statement, action.toLowerCase());
    answers.set(action, answer);
  }
  return answer;
}

function speaks({ actions, notActions }: Statement, action: string): Answer {
  return notActions === undefined
    ? someAction(actions, "actions", action)
    : opposite(someAction(notActions, "notActions", action), "notActions");
}

/** Whether one of the patterns fits an action, which is written in lower case. */
export function someAction(texts: Texts | undefined, property: string, action: string): Answer {
  if (texts === undefined) return no;
  if (isUnknown(texts)) return maybe(property);
  const { first, wild, unknown } = readyActions(texts);
  const exact = first.get(action) ?? texts.length;
  const place = wild.find(([at, pattern]) => at >= exact || fits(pattern, action))?.[0] ?? exact;
  const found = Math.min(place, exact);
  if (found < texts.length) return yes(`${property}[${found}]`);
  return unknown.length > 0 ? maybe(...unknown.map((at) => `${property}[${at}]`)) : no;
}

export const onEverything = (statement: Statement): Answer => some(statement.resources, "resources", isEveryResource);

/** Whether a resource pattern names this principal or policy of the stack; `undefined` where its name is not known. */
export function names(pattern: string, resource: Resource): boolean | undefined {
  const arn = resource.outputs.value["arn"];
  if (typeof arn === "string") return fits(pattern, arn);
  const [head, , service, , , ...rest] = pattern.split(":");
  const named = rest.join(":");
  const kind = resource.type.slice(resource.type.lastIndexOf(":") + 1).toLowerCase();
  if (head !== "arn" || (service !== "iam" && service !== "*") || !meet(named, `${kind}/*`)) return false;
  const { name, path = "/" } = resource.inputs.value;
  return typeof name === "string" && typeof path === "string" ? fits(named, `${kind}${path}${name}`) : undefined;
}

/** Whether a resource pattern covers every resource that an action works on, or every one of some kinds of these. */
export function isEveryFor(pattern: string, action: string, kinds?: readonly string[]): boolean {
  const types = (actionNamed(action)?.types ?? []).filter(({ name }) => kinds?.includes(name) !== false);
  return isEveryResource(pattern) || types.some((type) => takesInAll(pattern, type));
}
