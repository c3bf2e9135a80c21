import { jsonAt } from "./json.js";
import { Asset, isList, isMap, lookup, type Properties, type Value } from "./value.js";

/** Every text and number that is secret here, those inside secret JSON texts too: for the last look at a message before it leaves. */
export function secretTexts(properties: Properties): string[] {
  const out: string[] = [];
  for (const path of properties.secrets) collect(lookup(properties.value, path), out);
  return out;
}

function collect(value: Value | undefined, out: string[]): void {
  if (typeof value === "string") {
    out.push(value);
    const document = jsonAt(value);
    if (isList(document) || isMap(document)) collect(document, out);
  } else if (typeof value === "number") out.push(String(value));
  else if (value instanceof Asset) for (const part of [value.text, value.location, value.assets]) collect(part, out);
  else if (isList(value)) for (const item of value) collect(item, out);
  else if (isMap(value)) for (const item of Object.values(value)) collect(item, out);
}
