import { isList, isMap, newMap, noProperties, type Properties, unknown, type Value } from "./value.js";

const deepest = 100;
const mostTexts = 5000;
const opens = /^[\s\uFEFF]*[[{]/;
const read = new Map<string, Value | undefined>();

/**
 * The document that an input holds, in the value model: policy documents, container definitions, dashboards.
 * A text is parsed (`undefined` where it is not JSON list or map), a list or map is taken as it is, and what is unknown stays unknown. The engine's
 * markers are whole values of the wire, so nothing inside a text is one. Paths and secretness go by the input itself: join the path behind it.
 */
export function jsonAt(value: Value | undefined): Value | undefined {
  if (typeof value !== "string") return value === unknown || isList(value) || isMap(value) ? value : undefined;
  if (!opens.test(value)) return undefined;
  if (read.has(value)) return read.get(value);
  // Many rules read the same text in one run; a long-running server must not keep every text.
  if (read.size >= mostTexts) read.clear();
  const document = parse(value);
  read.set(value, document);
  return document;
}

function parse(text: string): Value | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined; // text that only looks like JSON is an ordinary text
  }
  return depth(raw) > deepest ? undefined : toValue(raw);
}

function depth(raw: unknown): number {
  let level = 0;
  let here: unknown[] = [raw];
  while (here.length > 0 && level <= deepest) {
    here = here.flatMap((item) => (typeof item === "object" && item !== null ? Object.values(item) : []));
    level++;
  }
  return level;
}

/** Parsed JSON in the value model, where all is plain content. */
export function toValue(raw: unknown): Value {
  if (typeof raw !== "object" || raw === null)
    return typeof raw === "string" || typeof raw === "number" || typeof raw === "boolean" ? raw : null;
  if (Array.isArray(raw)) return raw.map(toValue);
  const out = newMap();
  for (const [key, item] of Object.entries(raw)) out[key] = toValue(item);
  return out;
}

/** Properties that come from texts (parsed JSON, configuration) and not from the wire. */
export function plainProperties(raw: Readonly<Record<string, unknown>>): Properties {
  const value = toValue(raw);
  return { ...noProperties, value: isMap(value) ? value : noProperties.value };
}
