import { lookupTable } from "../data/lookup.js";

type Scalar = string | number | boolean;
export const isScalar = (value: unknown): value is Scalar =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

// As Go reads a text for a boolean (strconv.ParseBool), which is how the provider takes one.
const truths: Readonly<Record<string, boolean>> = lookupTable({
  ...Object.fromEntries(["1", "t", "T", "true", "True", "TRUE"].map((text) => [text, true])),
  ...Object.fromEntries(["0", "f", "F", "false", "False", "FALSE"].map((text) => [text, false])),
});
const truthOf = (value: unknown): boolean | undefined =>
  typeof value === "boolean" ? value : typeof value === "string" && Object.hasOwn(truths, value) ? truths[value] : undefined;

/** The number in a value, which may be written as text; NaN where there is none. */
export const numberOf = (value: unknown): number =>
  typeof value === "number" ? value : typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;

/** True where two values are the same to the provider: it takes "true" for true and "443" for 443, and states of old providers hold such texts. */
export function same(value: unknown, wanted: unknown): boolean {
  if (value === wanted) return true;
  if (!isScalar(value) || !isScalar(wanted)) return false;
  // "true" represents a boolean in inputs that distinguish unset from false; any other text is compared as it is.
  if (typeof wanted === "boolean" || wanted === "true" || wanted === "false") return truthOf(value) === truthOf(wanted);
  if (typeof value === "boolean" || typeof value === typeof wanted) return String(value) === String(wanted);
  return numberOf(value) === numberOf(wanted);
}
