import { join } from "../../model/path.js";
import { isList, isMap, isUnknown, type Value, type ValueMap } from "../../model/value.js";
import { all, broken, open, pass, type Verdict } from "../../model/verdict.js";
import { meant, nearest } from "../../text/suggest.js";
import { operatorOf } from "../conditions/operators.js";

const comparisons = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
const names = [
  ...["Equals", "NotEquals", "EqualsIgnoreCase", "NotEqualsIgnoreCase", "Like", "NotLike"].map((o) => `String${o}`),
  ...comparisons.flatMap((o) => [`Numeric${o}`, `Date${o}`]),
  ...["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike", "IpAddress", "NotIpAddress", "Bool", "BinaryEquals", "Null"],
];
const operators = new Set(names.flatMap((name) => [name, name.toLowerCase()]));

/** Reports keys of a map that differ only in letter case: AWS reads them as the same key. */
export function onceOnly(map: ValueMap, path: string): Verdict {
  const keys = Object.keys(map);
  if (keys.length < 2) return pass;
  const seen = new Set<string>();
  const twice = keys.filter((key) => seen.size === seen.add(key.toLowerCase()).size);
  return all(twice.map((key) => broken(join(path, key), "is repeated in another letter case")));
}

/** Whether AWS would accept the condition of a statement, which is at `at`; keys and the types of values are evaluated by `condition-keys`. */
export function conditionGrammar(value: Value | undefined, at: string): Verdict {
  if (value === undefined || value === null) return pass;
  if (isUnknown(value)) return open(at);
  if (!isMap(value)) return broken(at, "is not an object of condition operators");
  return all([
    onceOnly(value, at),
    ...Object.entries(value).map(([operator, byKey]) => {
      const place = join(at, operator);
      if (!isOperator(operator)) return broken(place, `is not a condition operator${meant(nearestOperator(operator))}`);
      if (isUnknown(byKey)) return open(place);
      if (!isMap(byKey)) return broken(place, "is not an object of condition keys");
      return all([
        onceOnly(byKey, place),
        ...Object.entries(byKey).map(([key, values]) => valueGrammar(operator, values, join(place, key))),
      ]);
    }),
  ]);
}

function valueGrammar(operator: string, value: Value, at: string): Verdict {
  if (typeof value === "string") return pass;
  const { base, quantifier } = operatorOf(operator);
  const items = isList(value) ? value : [value];
  const different = new Set(items.map((item) => String(item).toLowerCase()));
  if (base === "bool" && quantifier === undefined && different.size > 1 && !items.some(isUnknown))
    return broken(at, "has several values, expected one");
  return all(
    items.map((item, i) => {
      if (isUnknown(item)) return open(isList(value) ? join(at, i) : at);
      return typeof item === "object" ? broken(at, "is not a string or a list of strings") : pass;
    }),
  );
}

function isOperator(written: string): boolean {
  if (operators.has(written)) return true;
  const text = written.toLowerCase().replace(/^for(anyvalue|allvalues):/, "");
  return operators.has(text) || (text.endsWith("ifexists") && text !== "nullifexists" && operators.has(text.slice(0, -"ifexists".length)));
}

/** The operator that was probably meant; each of its three parts is corrected separately. */
function nearestOperator(written: string): string | undefined {
  const [, quantifier, base = "", ifExists] = /^(?:(.*):)?(.*?)(ifexists?)?$/i.exec(written) ?? [];
  const values = quantifier === undefined ? "" : nearest(quantifier, ["ForAnyValue", "ForAllValues"]);
  const name = nearest(base, names);
  if (values === undefined || name === undefined) return undefined;
  return `${values}${values === "" ? "" : ":"}${name}${ifExists === undefined || name === "Null" ? "" : "IfExists"}`;
}
