import { join } from "../../model/path.js";
import { isList, isMap, isUnknown, type Value, type ValueMap } from "../../model/value.js";
import { all, broken, open, type Verdict } from "../../model/verdict.js";
import type { Document } from "../document/document.js";
import { element } from "../document/elements.js";

/** A place where there is nothing; without `what` it is not known whether. */
interface Empty {
  readonly path: string;
  readonly what?: string;
}

/** A violation for every empty part of a document that must not be empty: a statement, action, resource, principal, condition or value. */
export function emptyParts(document: Document): Verdict {
  const parts = emptyIn(document);
  return all(parts.map(({ path, what }) => (what === undefined ? open(path) : broken(path, `is empty, expected at least one ${what}`))));
}

function emptyIn({ source, path }: Document): Empty[] {
  if (!isMap(source)) return [];
  const [key, statements] = element(source, "statement");
  const at = join(path, key);
  if (isList(statements) && statements.length === 0) return [{ path: at, what: "statement" }];
  const items: [Value, string][] = isList(statements) ? statements.map((item, i) => [item, join(at, i)]) : [[statements ?? null, at]];
  return items.flatMap(([item, place]) => (isUnknown(item) ? [{ path: place }] : isMap(item) ? inStatement(item, place) : []));
}

const lists = [
  ["action", "action"],
  ["notaction", "action"],
  ["resource", "resource"],
  ["notresource", "resource"],
] as const;

function inStatement(statement: ValueMap, path: string): Empty[] {
  if (Object.keys(statement).length === 0) return [{ path, what: "element" }];
  const found: Empty[] = [];
  const add = (value: Value | undefined, what: string, ...keys: readonly string[]): void => {
    // Most parts hold something: no path is made of these.
    if (!isUnknown(value) && !isEmpty(value)) return;
    const at = keys.reduce<string>(join, path);
    found.push(isUnknown(value) ? { path: at } : { path: at, what });
  };
  for (const [name, what] of lists) {
    const [key, value] = element(statement, name);
    add(value, what, key);
  }
  for (const name of principals) {
    const [key, value] = element(statement, name);
    add(value, "principal", key);
    if (isMap(value)) for (const kind of Object.keys(value)) add(value[kind], "principal", key, kind);
  }
  const [key, condition] = element(statement, "condition");
  add(condition, "condition", key);
  if (isMap(condition))
    for (const operator of Object.keys(condition)) {
      const byKey = condition[operator];
      add(byKey, "condition key", key, operator);
      // An empty text is a value like any other.
      if (isMap(byKey)) for (const name of Object.keys(byKey)) if (byKey[name] !== "") add(byKey[name], "value", key, operator, name);
    }
  return found;
}

const principals = ["principal", "notprincipal"] as const;

const isEmpty = (value: Value | undefined): boolean =>
  value === "" || (isList(value) && value.length === 0) || (isMap(value) && Object.keys(value).length === 0);
