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
  try {
    return toValue(raw, deepest);
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
}

class TooDeep extends Error {}

/** Parsed JSON in the value model, where all is plain content. Throws `TooDeep` where it is nested deeper than there is room. */
export function toValue(raw: unknown, room = Number.POSITIVE_INFINITY): Value {
  if (typeof raw !== "object" || raw === null)
    return typeof raw === "string" || typeof raw === "number" || typeof raw === "boolean" ? raw : null;
  if (room === 0) throw new TooDeep();
  if (Array.isArray(raw)) return raw.map((item) => toValue(item, room - 1));
  const out = newMap();
  for (const key of Object.keys(raw)) out[key] = toValue((raw as Record<string, unknown>)[key], room - 1);
  return out;
}

/** Properties that come from texts (parsed JSON, configuration) and not from the wire. */
export function plainProperties(raw: Readonly<Record<string, unknown>>): Properties {
  const value = toValue(raw);
  return { ...noProperties, value: isMap(value) ? value : noProperties.value };
}
