/** The waivers of the pack over all stacks: each is reported once, at the first stack that has it, and is unused only if no stack needs it. */
import { fingerprintsTogether } from "../findings/finding.js";
import { keys } from "../model/path.js";
import type { FindingFact, WaiverFact } from "./facts.js";

/** A waiver with the first stack that it was seen at. */
export interface PackWaiver extends WaiverFact {
  readonly stackId: string;
}

/** What remains to be known of waivers: by place, the first stack and the uses. */
export class PackWaivers {
  private readonly byPlace = new Map<string, PackWaiver & { readonly uses: Set<WaiverFact["use"]> }>();

  add(stackId: string, waivers: readonly WaiverFact[]): void {
    for (const waiver of waivers) {
      const before = this.byPlace.get(waiver.place);
      const uses = (before?.uses ?? new Set()).add(waiver.use);
      this.byPlace.set(waiver.place, before !== undefined && before.stackId <= stackId ? before : { ...waiver, stackId, uses });
    }
  }

  /** The findings to report, by stack. */
  findings(): ReadonlyMap<string, readonly FindingFact[]> {
    const found = new Map<string, FindingFact[]>();
    // In the order of the configuration, as `check` evaluates them.
    const inOrder = [...this.byPlace.values()].sort((a, b) => comparePlaces(a.place, b.place));
    for (const { stackId, use: own, uses, findings } of inOrder) {
      const use = uses.has("used") ? "used" : uses.has("unused") ? "unused" : own;
      found.set(stackId, [...(found.get(stackId) ?? []), ...findings[use]]);
    }
    const apart = (list: readonly FindingFact[]): FindingFact[] => {
      const fingerprints = fingerprintsTogether(list);
      return list.map((finding, i) => ({ ...finding, fingerprint: fingerprints[i] ?? finding.fingerprint }));
    };
    return new Map([...found].map(([stackId, list]) => [stackId, apart(list)]));
  }

  /** One for each use, as another `PackWaivers` takes them. */
  list(): PackWaiver[] {
    return [...this.byPlace.values()].flatMap(({ uses, ...waiver }) => [...uses].sort().map((use) => ({ ...waiver, use })));
  }
}

/** By keys, positions as numbers. */
function comparePlaces(a: string, b: string): number {
  const [left, right] = [keys(a), keys(b)];
  for (const [i, key] of left.entries()) {
    const other = right[i];
    if (other === undefined) return 1;
    if (key !== other) return typeof key === "number" && typeof other === "number" ? key - other : String(key) < String(other) ? -1 : 1;
  }
  return left.length - right.length;
}
