import { join } from "../../model/path.js";
import { isList, isMap, isUnknown, type Value, type ValueMap } from "../../model/value.js";
import { all, broken, open, type Verdict } from "../../model/verdict.js";
import { type Document, element } from "../document/document.js";

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
  const add = (value: Value | undefined, at: string, what: string): void => {
    if (isUnknown(value)) found.push({ path: at });
    else if (isEmpty(value)) found.push({ path: at, what });
  };
  for (const [name, what] of lists) {
    const [key, value] = element(statement, name);
    add(value, join(path, key), what);
  }
  for (const name of ["principal", "notprincipal"]) {
    const [key, value] = element(statement, name);
    const at = join(path, key);
    add(value, at, "principal");
    if (isMap(value)) for (const [kind, names] of Object.entries(value)) add(names, join(at, kind), "principal");
  }
  const [key, condition] = element(statement, "condition");
  const at = join(path, key);
  add(condition, at, "condition");
  if (isMap(condition))
    for (const [operator, byKey] of Object.entries(condition)) {
      const place = join(at, operator);
      add(byKey, place, "condition key");
      // An empty text is a value like any other.
      if (isMap(byKey)) for (const [name, values] of Object.entries(byKey)) if (values !== "") add(values, join(place, name), "value");
    }
  return found;
}

const isEmpty = (value: Value | undefined): boolean =>
  value === "" || (isList(value) && value.length === 0) || (isMap(value) && Object.keys(value).length === 0);
