import { isUnknown, type Unknown } from "../../model/value.js";
import { isPattern } from "./wildcard.js";

/** A list of texts made ready: an entry without a wildcard covers its equals alone, and lists of hundreds of actions have few with one. */
export interface Ready {
  /** The first place of each text. */
  readonly first: ReadonlyMap<string, number>;
  readonly wild: readonly (readonly [place: number, text: string])[];
  /** The places of what is not known. */
  readonly unknown: readonly number[];
}

export type Lists = WeakMap<readonly unknown[], Ready>;

/** The list made ready once, with its texts as `fold` writes them. */
export function readyOf(list: readonly (string | Unknown)[], fold: (text: string) => string, lists: Lists): Ready {
  const before = lists.get(list);
  if (before !== undefined) return before;
  const first = new Map<string, number>();
  const wild: [number, string][] = [];
  const unknown: number[] = [];
  for (const [place, entry] of list.entries()) {
    if (isUnknown(entry)) {
      unknown.push(place);
      continue;
    }
    const text = fold(entry);
    if (first.has(text)) continue;
    first.set(text, place);
    if (isPattern(text)) wild.push([place, text]);
  }
  const ready = { first, wild, unknown };
  lists.set(list, ready);
  return ready;
}

const lower = (text: string): string => text.toLowerCase();
const actions: Lists = new WeakMap();

/** A list of actions, which AWS reads in any letter case, made ready once for all that is asked of it. */
export const readyActions = (list: readonly (string | Unknown)[]): Ready => readyOf(list, lower, actions);
