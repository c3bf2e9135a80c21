/** The waivers of the pack over all stacks: each is reported once, at the first stack that has it, and is unused only if no stack needs it. */
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
    for (const { stackId, use: own, uses, findings } of this.byPlace.values()) {
      const use = uses.has("used") ? "used" : uses.has("unused") ? "unused" : own;
      found.set(stackId, [...(found.get(stackId) ?? []), ...findings[use]]);
    }
    return found;
  }

  /** One for each use, as another `PackWaivers` takes them. */
  list(): PackWaiver[] {
    return [...this.byPlace.values()].flatMap(({ uses, ...waiver }) => [...uses].sort().map((use) => ({ ...waiver, use })));
  }
}
