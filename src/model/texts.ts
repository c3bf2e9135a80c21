import { isList, isMap, type Value } from "./value.js";

/** Where a text is inside a value: the keys and positions that lead to it, outermost first. */
export type Keys = readonly (string | number)[];

/** Calls back for each text inside a value. The keys change with the next call: copy them to keep them. */
export function eachText(value: Value, visit: (text: string, keys: Keys) => void, keys: (string | number)[] = []): void {
  const go = (key: string | number, item: Value): void => {
    keys.push(key);
    eachText(item, visit, keys);
    keys.pop();
  };
  if (typeof value === "string") visit(value, keys);
  else if (isList(value)) for (const [i, item] of value.entries()) go(i, item);
  else if (isMap(value)) for (const key of Object.keys(value)) go(key, value[key] ?? null);
}
