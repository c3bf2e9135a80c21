/**
 * The layout of a backend that Pulumi keeps itself: `.pulumi/stacks/<project>/<stack>.json`, packed or not; older backends have no projects.
 * @see https://github.com/pulumi/pulumi/blob/v3.276.0/pkg/backend/diy/store.go
 */

/** A stack in a backend, by its keys below the backend's root. */
export interface StoredStack {
  readonly key: string;
  /** Empty in the older layout, whose states name it. */
  readonly project: string;
  readonly stack: string;
  /** The file of the stack's tags, where it has any. */
  readonly tags: string | undefined;
  /** A lock: an update runs, or ended without removing it. */
  readonly isLocked: boolean;
}
export interface Layout {
  readonly stacks: readonly StoredStack[];
  readonly notes: readonly string[];
}

export const metaKey = ".pulumi/meta.yaml";
export const stacksPrefix = ".pulumi/stacks/";
export const locksPrefix = ".pulumi/locks/";

const nameForm = /^[A-Za-z0-9_.-]{1,100}$/;
const stateForm = /^(.+)\.json(?:\.gz|\.zst)?$/;

/** The version that a `meta.yaml` states; `undefined` where it has none. */
export const versionIn = (meta: string): number | undefined => {
  const version = /^version:\s*(\d+)\s*$/m.exec(meta)?.[1];
  return version === undefined ? undefined : Number(version);
};

/**
 * The stacks among the keys of a backend. Backups, histories and `.attrs` files are left out. Where a stack has several files, the engine reads the one
 * that was written last.
 * @param version of the backend; `undefined` where it has no `meta.yaml`, as backends of the older layout
 * @param modified when a key was written, in any unit that grows
 */
export function layoutOf(keys: readonly string[], version: number | undefined, modified: (key: string) => number): Layout {
  const locked = lockedStacks(keys);
  const present = new Set(keys);
  const byDepth: Readonly<Record<number, Map<string, StoredStack>>> = { 1: new Map(), 2: new Map() };
  for (const key of keys) {
    if (!key.startsWith(stacksPrefix)) continue;
    const parts = key.slice(stacksPrefix.length).split("/");
    const stack = stateForm.exec(parts.at(-1) ?? "")?.[1];
    const project = parts.length === 2 ? (parts[0] ?? "") : "";
    const found = byDepth[parts.length];
    if (found === undefined || stack === undefined || !nameForm.test(stack) || (parts.length === 2 && !nameForm.test(project))) continue;
    const base = `${stacksPrefix}${project === "" ? "" : `${project}/`}${stack}`;
    const other = found.get(base);
    if (other !== undefined && modified(other.key) > modified(key)) continue;
    const tags = `${base}.pulumi-tags`;
    const lock = project === "" ? stack : `organization/${project}/${stack}`;
    found.set(base, { key, project, stack, tags: present.has(tags) ? tags : undefined, isLocked: locked.has(lock) });
  }
  const [flat, nested] = [[...(byDepth[1]?.values() ?? [])], [...(byDepth[2]?.values() ?? [])]];
  // As the engine decides: a backend without a version is of the older layout if it has a stack in it.
  const isOlder = version === 0 || (version === undefined && flat.length > 0);
  const [stacks, others] = isOlder ? [flat, nested] : [nested, flat];
  const why = isOlder
    ? "it has no version, so stacks by project do not belong to it"
    : "stacks without a project do not belong to its version";
  const notes = others.length === 0 ? [] : [`${others.length} files below ${stacksPrefix} are left out: ${why}`];
  return { stacks, notes };
}

function lockedStacks(keys: readonly string[]): ReadonlySet<string> {
  const locks = keys.filter((key) => key.startsWith(locksPrefix) && key.endsWith(".json"));
  return new Set(locks.map((key) => key.slice(locksPrefix.length, key.lastIndexOf("/"))));
}
