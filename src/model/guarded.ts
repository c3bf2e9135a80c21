import { join } from "./path.js";
import { Asset, isPlain, isUnknown } from "./value.js";
import { UnknownRead } from "./verdict.js";

const targets = new WeakMap<object, { target: object; path: string }>();

/** A view of a value in which reading anything unknown throws `UnknownRead`, so that plain code does not have to handle it. */
export function guarded<T>(value: T, path = ""): T {
  if (isUnknown(value)) throw new UnknownRead(path);
  if (typeof value !== "object" || value === null || value instanceof Asset || !holdsUnknown(value)) return value;
  const proxy = new Proxy(value as object, {
    get(target, key) {
      const found: unknown = Reflect.get(target, key);
      if (typeof key === "symbol" || typeof found === "function") return found;
      return guarded(found, join(path, Array.isArray(target) ? Number(key) : key));
    },
  });
  targets.set(proxy, { target: value, path });
  return proxy as T;
}

// Cached: the same inputs are guarded for many rules, and never change.
const known = new WeakMap<object, boolean>();

function holdsUnknown(value: object): boolean {
  if (!Array.isArray(value) && !isPlain(value)) return false;
  let holds = known.get(value);
  if (holds === undefined) {
    holds = unknownInside(value);
    known.set(value, holds);
  }
  return holds;
}

function unknownInside(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return isUnknown(value);
  if (Array.isArray(value)) {
    for (const item of value) if (unknownInside(item)) return true;
  } else if (isPlain(value)) {
    for (const key in value) if (unknownInside((value as Record<string, unknown>)[key])) return true;
  }
  return false;
}

/** Where `part` (a guarded view or the value itself) is inside `root`; `undefined` when it is not part of it. */
export function pathIn(root: unknown, part: unknown): string | undefined {
  const target = typeof part === "object" && part !== null ? (targets.get(part)?.target ?? part) : part;
  return find(root, target, "", 0);
}

function find(here: unknown, part: unknown, path: string, depth: number): string | undefined {
  if (here === part) return path;
  if (typeof here !== "object" || here === null || depth > 20 || !(Array.isArray(here) || isPlain(here))) return undefined;
  for (const key of Object.keys(here)) {
    const found = find((here as Record<string, unknown>)[key], part, join(path, Array.isArray(here) ? Number(key) : key), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
