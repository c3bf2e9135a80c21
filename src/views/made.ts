import type { View } from "../language/view.js";
import { canonicalType, classOfType } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { fitsPattern } from "../model/wildcard.js";

/** The type of a resource that a provider creates. */
export interface Made {
  /** As the program wrote it: `aws:s3/bucketV2:BucketV2`. */
  readonly type: string;
}

/** Every resource that a provider makes, of whatever package. Providers, the engine's own types and components are left out: they create nothing. */
export const made: View<Made> = {
  view: "resources that a provider makes",
  scope: "resource",
  types: "all",
  of: (resource) => (resource.custom && !resource.type.startsWith("pulumi:") ? [{ resource, path: "", value: madeOf(resource) }] : []),
};

// A stack has many resources of few types.
const known = new Map<string, Made>();
const mostKnown = 10_000;

function madeOf({ writtenType }: Resource): Made {
  let made = known.get(writtenType);
  if (made === undefined) {
    if (known.size >= mostKnown) known.clear();
    made = { type: writtenType };
    known.set(writtenType, made);
  }
  return made;
}

/** Patterns of types, by what they do. */
export interface TypeLists {
  readonly allow: readonly string[];
  readonly forbid: readonly string[];
}

export const typeLists: TypeLists = { allow: [], forbid: [] };

const patterns = { type: "array", items: { type: "string", minLength: 1 } } as const;
export const typeListsSchema = { allow: patterns, forbid: patterns } as const;

/** The first pattern that fits no type whatever, as one line; nothing where all may fit one. */
export function checkTypeLists(lists: TypeLists): string | undefined {
  for (const [name, list] of [["allow", lists.allow] as const, ["forbid", lists.forbid] as const]) {
    const i = list.findIndex((pattern) => !/^\*|[:.]/.test(pattern));
    if (i >= 0)
      return `${name}[${i}] ${JSON.stringify(list[i])} fits no type; write a pattern such as "aws-native:*" or "aws:cloudformation/*"`;
  }
  return undefined;
}

/** The first of some patterns that a type fits: in its own spelling, in that of today, or as a class of AWS (`cloudformation.Stack`). */
export const patternOf = (type: string, patterns: readonly string[]): string | undefined =>
  patterns.find((pattern) => spellingsOf(type).some((spelling) => fitsPattern(spelling, pattern)));

const spellingsOf = (type: string): string[] => [type, canonicalType(type)].flatMap((one) => [one, classOfType(one)]);
