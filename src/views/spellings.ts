import type { Item, View, ViewContext } from "../language/view.js";
import type { Resource } from "../model/resource.js";
import { tagsOf } from "./taggable.js";

/** A tag key that another one of the stack differs from in case alone, and is more common. */
export interface Spelling {
  readonly key: string;
  readonly usual: string;
  /** On how many resources the usual spelling is. */
  readonly count: number;
  readonly places: readonly { readonly urn: string; readonly path: string }[];
}

interface Use {
  readonly resource: Resource;
  readonly path: string;
}

/** Every odd spelling of a tag key in the stack, once, at the first resource that has it. */
export const spellings: View<Spelling> = {
  view: "spellings of tag keys",
  scope: "stack",
  types: "stack",
  of: (_root, context) => oddSpellings(context),
};

function* oddSpellings({ stack }: ViewContext): Iterable<Item<Spelling>> {
  const uses = new Map<string, Map<string, Use[]>>();
  for (const resource of stack?.resources ?? []) {
    if (resource.external) continue;
    const tagged = tagsOf(resource, { stack });
    // Keys of a map that is secret as a whole are not for showing.
    if (tagged === undefined || tagged.hidden) continue;
    const [open] = tagged.open;
    if (open !== undefined) yield { resource, path: open, value: nothing, unreadable: [open] };
    for (const { key, keyPath: path } of tagged.tags) {
      const folded = key.toLowerCase();
      const spelled = uses.get(folded) ?? new Map<string, Use[]>();
      const own = spelled.get(key) ?? [];
      own.push({ resource, path });
      uses.set(folded, spelled.set(key, own));
    }
  }
  for (const spelled of uses.values()) {
    if (spelled.size < 2) continue;
    // The most common one is right; among equals the one that the stack has first.
    const [[usual, most], ...odd] = [...spelled].sort((a, b) => b[1].length - a[1].length) as [[string, Use[]], ...[string, Use[]][]];
    for (const [key, [first, ...others]] of odd)
      if (first !== undefined)
        yield {
          resource: first.resource,
          path: first.path,
          value: { key, usual, count: most.length, places: others.map(({ resource, path }) => ({ urn: resource.urn, path })) },
        };
  }
}

const nothing: Spelling = { key: "", usual: "", count: 0, places: [] };
