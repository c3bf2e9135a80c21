import { formerIds, type Level, type RegisteredRule } from "../language/registry.js";
import { enumerated } from "../text/show.js";
import { type Entries, type Entry, settingsEntry } from "./entries.js";
import { declaredLevel } from "./levels.js";

/** A configuration with current rule ids. */
export interface Renamed {
  readonly entries: Entries;
  /** The levels that the engine resolved. */
  readonly resolved: ReadonlyMap<string, Level>;
  /** One line for each deprecated id. */
  readonly deprecated: readonly string[];
}

/** The warning for a deprecated id: `"old" is now "new"`. */
export const deprecatedWords = (former: string, ids: readonly string[]): string =>
  `"${former}" is now ${enumerated(ids.map((id) => `"${id}"`))}`;

/**
 * The configuration with each deprecated id replaced by those of the rules that had it. A rule's entry under its current id is
 * left alone.
 */
export function underCurrentIds(
  rules: readonly RegisteredRule[],
  entries: Entries,
  resolved: ReadonlyMap<string, Level> = new Map(),
): Renamed {
  const former = formerIds(rules);
  if (former.size === 0) return { entries, resolved, deprecated: [] };
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const renamed = (id: string): readonly string[] | undefined => (byId.has(id) ? undefined : former.get(id));
  const deprecated = new Set<string>();
  const current = (id: string): readonly string[] => {
    const ids = renamed(id);
    if (ids !== undefined) deprecated.add(deprecatedWords(id, ids));
    return ids ?? [id];
  };
  const isOwn = (id: string): boolean => {
    const [entry, rule] = [entries[id], byId.get(id)];
    if (entry === undefined || rule === undefined) return false;
    return Object.keys(entry.options).length > 0 || (entry.level ?? "") !== (entries["all"]?.level ?? declaredLevel(rule));
  };
  const levels = new Map(resolved);
  const moved: Record<string, Entry> = {};
  for (const [name, entry] of Object.entries(entries)) {
    const level = resolved.get(name);
    for (const id of current(name)) {
      if (id !== name && isOwn(id)) continue;
      if (id !== name || !Object.hasOwn(moved, id)) moved[id] = entry;
      if (id !== name && level !== undefined) levels.set(id, level);
    }
  }
  const settings = entries[settingsEntry];
  if (settings !== undefined)
    moved[settingsEntry] = {
      ...settings,
      options: Object.fromEntries(
        Object.entries(settings.options).map(([name, value]) => [
          name,
          listsOfIds.includes(name) && Array.isArray(value)
            ? value.flatMap((id: unknown): readonly unknown[] => (typeof id === "string" ? current(id) : [id]))
            : value,
        ]),
      ),
    };
  return { entries: moved, resolved: levels, deprecated: [...deprecated] };
}

const listsOfIds: readonly string[] = ["enable", "disable", "allowStackWaivers"];
