import { typeOfClass } from "../model/classes.js";
import { absent } from "./pattern.js";
import type { Rule } from "./rule.js";

/** When an update stops for a rule: just before the resource is created, or after everything is. */
export type GatesAt = "creation" | "end";

/** Classes whose id is one of their inputs, so that a reference to them can be resolved before they are created. */
const namedByInput = new Set((["iam.Group", "iam.Role", "iam.User", "rds.ParameterGroup", "s3.Bucket"] as const).map(typeOfClass));

export const gatesAt = (rule: Rule): GatesAt => (whyAtEnd(rule) === undefined ? "creation" : "end");

/** Why an update cannot stop for a rule before the resource is made, as a part of a sentence; `undefined` where it can. */
export function whyAtEnd(rule: Rule): string | undefined {
  if (rule.scope === "resource") return undefined;
  if (rule.view?.scope === "stack" && rule.view.early !== true) return rule.view.atEnd ?? "it reads the whole stack";
  for (const [name, { direction, label, types }] of Object.entries(rule.links)) {
    if (direction === "inbound") return `the ${label} that refers to a resource is registered after it`;
    if (asksForNone(rule.when, name)) return `it requires that the stack has no ${label}, and one may be registered later`;
    if (types.some((type) => !namedByInput.has(type))) return `the ${label} is found by its id, which is an output`;
  }
  return undefined;
}

const asksForNone = (pattern: unknown, name: string): boolean =>
  typeof pattern === "object" && pattern !== null && (pattern as Readonly<Record<string, unknown>>)[name] === absent;
