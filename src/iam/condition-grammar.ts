import { join } from "../model/path.js";
import { isList, isMap, isUnknown, type Value, type ValueMap } from "../model/value.js";
import { all, broken, open, pass, type Verdict } from "../verdict.js";
import { operatorOf } from "./conditions.js";

const comparisons = ["equals", "notequals", "lessthan", "lessthanequals", "greaterthan", "greaterthanequals"];
const operators = new Set([
  ...["equals", "notequals", "equalsignorecase", "notequalsignorecase", "like", "notlike"].map((o) => `string${o}`),
  ...comparisons.flatMap((o) => [`numeric${o}`, `date${o}`]),
  ...["arnequals", "arnnotequals", "arnlike", "arnnotlike", "ipaddress", "notipaddress", "bool", "binaryequals", "null"],
]);

/** That no key stands twice in a map, in other letters: AWS reads them as the same. */
export function onceOnly(map: ValueMap, path: string): Verdict {
  const seen = new Set<string>();
  const twice = Object.keys(map).filter((key) => seen.size === seen.add(key.toLowerCase()).size);
  return all(twice.map((key) => broken(join(path, key), "stands twice, in other letters")));
}

/** Whether AWS would take the condition of a statement, which stands at `at`; keys and the types of values are judged by `condition-keys`. */
export function conditionGrammar(value: Value | undefined, at: string): Verdict {
  if (value === undefined || value === null) return pass;
  if (isUnknown(value)) return open(at);
  if (!isMap(value)) return broken(at, "must be an object of operators");
  return all([
    onceOnly(value, at),
    ...Object.entries(value).map(([operator, byKey]) => {
      const place = join(at, operator);
      if (!isOperator(operator)) return broken(place, "is no condition operator");
      if (isUnknown(byKey)) return open(place);
      if (!isMap(byKey)) return broken(place, "must be an object of condition keys");
      return all([
        onceOnly(byKey, place),
        ...Object.entries(byKey).map(([key, values]) => valueGrammar(operator, values, join(place, key))),
      ]);
    }),
  ]);
}

function valueGrammar(operator: string, value: Value, at: string): Verdict {
  const { base, quantifier } = operatorOf(operator);
  const items = isList(value) ? value : [value];
  const different = new Set(items.map((item) => String(item).toLowerCase()));
  if (base === "bool" && quantifier === undefined && different.size > 1 && !items.some(isUnknown))
    return broken(at, "must be one value, is several");
  return all(
    items.map((item, i) => {
      if (isUnknown(item)) return open(isList(value) ? join(at, i) : at);
      return typeof item === "object" ? broken(at, "must be a text or a list of texts") : pass;
    }),
  );
}

function isOperator(written: string): boolean {
  const text = written.toLowerCase().replace(/^for(anyvalue|allvalues):/, "");
  return operators.has(text) || (text.endsWith("ifexists") && text !== "nullifexists" && operators.has(text.slice(0, -"ifexists".length)));
}
