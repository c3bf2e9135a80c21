import type { Resource } from "../model/resource.js";
import { elsewhere } from "../model/verdict.js";

/** One thing that traffic goes through, in the words of a message, with its place in the stack. */
export interface Hop {
  readonly words: string;
  readonly urn?: string;
  readonly path?: string;
}

/** Whether traffic gets through, and by which hops. What is unknown waits for places in the stack, in the form of `elsewhere`. */
export type Passage =
  | { readonly is: "yes"; readonly hops: readonly Hop[] }
  | { readonly is: "no" }
  | { readonly is: "unknown"; readonly waits: readonly string[] };

export const blocked: Passage = { is: "no" };
export const through = (...hops: readonly Hop[]): Passage => ({ is: "yes", hops });
export const waiting = (resource: Resource, path: string): Passage => ({ is: "unknown", waits: [elsewhere(resource.urn, path)] });

export const hop = (words: string, resource: Resource, path = ""): Hop => ({
  words: `${words} "${resource.name}"`,
  urn: resource.urn,
  path,
});

/** Through all parts, in their order: blocked by one, else unknown by one. A part is asked only while nothing before it blocks. */
export function along(...parts: readonly (() => Passage)[]): Passage {
  const hops: Hop[] = [];
  const waits: string[] = [];
  for (const part of parts) {
    const passage = part();
    if (passage.is === "no") return blocked;
    if (passage.is === "yes") hops.push(...passage.hops);
    else waits.push(...passage.waits);
  }
  return waits.length > 0 ? { is: "unknown", waits } : { is: "yes", hops };
}

/** Through the first of several ways that is open; unknown while one may be. */
export function anyWay(ways: Iterable<Passage>): Passage {
  const waits: string[] = [];
  for (const way of ways) {
    if (way.is === "yes") return way;
    if (way.is === "unknown") waits.push(...way.waits);
  }
  return waits.length > 0 ? { is: "unknown", waits } : blocked;
}
