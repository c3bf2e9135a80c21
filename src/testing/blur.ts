import { signatureKey, unknownString } from "../model/value.js";
import { Reference, type Spec } from "./case.js";

/** Variants of the same resources, each with one more unknown input. */
export function* blur(specs: readonly Spec[]): Iterable<Spec[]> {
  for (const [i, spec] of specs.entries())
    for (const inputs of blurMap(spec.inputs)) yield specs.map((s, j) => (i === j ? { ...spec, inputs } : s));
}

function* blurMap(map: Readonly<Record<string, unknown>>): Iterable<Record<string, unknown>> {
  for (const [key, value] of Object.entries(map)) for (const b of blurValue(value)) yield { ...map, [key]: b };
}

function* blurValue(value: unknown): Iterable<unknown> {
  if (value instanceof Reference || value === unknownString) return;
  yield unknownString;
  if (Array.isArray(value))
    for (const [i, item] of value.entries()) for (const b of blurValue(item)) yield value.map((x: unknown, j) => (i === j ? b : x));
  else if (typeof value === "object" && value !== null && !(signatureKey in value)) yield* blurMap(value as Record<string, unknown>);
}
