import { enumerated } from "../text/show.js";
import type { Reach, ReachKind } from "../views/reach.js";
import type { JsonSchema } from "./schema.js";

/** The size of a change, by what it reaches. */
export type Tier = "XS" | "S" | "M" | "L";
export const tiers: readonly Tier[] = ["XS", "S", "M", "L"];

/** The limits of the tiers: the most resources that a change of a tier reaches, and the least tier of a change that touches a kind of resource. */
export interface TierLimits extends Readonly<Record<ReachKind, Tier>> {
  readonly XS: number;
  readonly S: number;
  readonly M: number;
}

export const defaultTiers: TierLimits = { XS: 1, S: 5, M: 20, stateful: "L", protected: "L", security: "M", deletion: "S" };

const count: JsonSchema = { type: "integer" };
const tier: JsonSchema = { type: "string", enum: tiers };
export const tiersSchema: JsonSchema = {
  type: "object",
  properties: { XS: count, S: count, M: count, stateful: tier, protected: tier, security: tier, deletion: tier },
  additionalProperties: false,
};

/** What is wrong with limits beyond their schema, as a sentence without its end; `undefined` where they are right. */
export function tiersProblem({ XS, S, M }: TierLimits): string | undefined {
  if (XS < 0) return `XS is ${XS}, expected at least 0`;
  if (S < XS) return `S is ${S}, less than XS, which is ${XS}`;
  return M < S ? `M is ${M}, less than S, which is ${S}` : undefined;
}

/** The tier of a change, with the reason. */
export interface ChangeTier {
  readonly name: Tier;
  /** Why it is not a smaller one, as a sentence without its end. */
  readonly reason: string;
}

const kindWords: Readonly<Record<ReachKind, string>> = {
  stateful: "deletes or replaces state",
  protected: "deletes or replaces what is protected",
  security: "changes security-relevant inputs",
  deletion: "deletes or replaces",
};
const order: readonly ReachKind[] = ["stateful", "protected", "security", "deletion"];
// More names do not fit a line.
const mostNamed = 3;

/** The tier of a change: the largest that its number of resources, or one of the kinds that it touches, asks for. */
export function tierOf(reach: Reach, limits: TierLimits): ChangeTier {
  const { changed, dependents, kinds } = reach;
  const total = changed + dependents;
  const bySize = tiers.find((name) => name === "L" || total <= limits[name]) ?? "L";
  const asked = order.filter((kind) => kinds[kind].length > 0);
  const name = asked.reduce((largest, kind) => larger(largest, limits[kind]), bySize);
  if (total === 0) return { name, reason: "it changes no resource" };
  const because = asked
    .filter((kind) => limits[kind] === name && larger(bySize, name) === name && bySize !== name)
    .map((kind) => {
      const names = kinds[kind];
      const more = names.length > mostNamed ? [`${names.length - mostNamed} more`] : [];
      return `${kindWords[kind]}: ${enumerated([...names.slice(0, mostNamed), ...more])}`;
    });
  return { name, reason: because.length > 0 ? `it ${because.join("; it ")}` : `it ${sizeWords(changed, dependents)}` };
}

const larger = (a: Tier, b: Tier): Tier => (tiers.indexOf(a) >= tiers.indexOf(b) ? a : b);

function sizeWords(changed: number, dependents: number): string {
  const own = `changes ${changed === 1 ? "one resource" : `${changed} resources`}`;
  if (dependents === 0) return own;
  return `${own}, and ${dependents === 1 ? "another depends" : `${dependents} others depend`} on what it changes`;
}

/** Whether a tier is at least as large as another. */
export const reaches = (given: Tier, least: Tier): boolean => tiers.indexOf(given) >= tiers.indexOf(least);
