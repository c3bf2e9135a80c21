import { type Rename, renames, type Shape, shapes } from "../data/tables.js";
import { isUnknownOnWire, signatureKey } from "./value.js";

type Raw = Readonly<Record<string, unknown>>;
const isRawMap = (raw: unknown): raw is Raw => typeof raw === "object" && raw !== null && !Array.isArray(raw);

/** Names and shapes that changed between provider majors, converted to the current ones before anything is read. */
export function normalizeShapes(type: string, raw: Raw): Raw {
  let out: unknown = raw;
  for (const { path, change } of changesOf(type)) out = atParent(out, path, change);
  return out as Raw;
}

interface Change {
  readonly path: readonly string[];
  readonly change: (owner: Raw, key: string) => Raw;
}
const none: readonly Change[] = [];
const known = new Map<string, readonly Change[]>();

/** The changes of a type, prepared once for all of its resources. */
function changesOf(type: string): readonly Change[] {
  const [names, forms] = [renames()[type], shapes()[type]];
  if (names === undefined && forms === undefined) return none;
  let found = known.get(type);
  if (found === undefined) {
    found = [
      ...Object.entries(names ?? {}).map(
        ([path, rename]): Change => ({ path: path.split("."), change: (owner, key) => renamed(owner, key, rename) }),
      ),
      ...Object.entries(forms ?? {}).map(
        ([path, shape]): Change => ({ path: path.split("."), change: (owner, key) => reshaped(owner, key, shape) }),
      ),
    ];
    known.set(type, found);
  }
  return found;
}

/** Dependencies are reported by the name that the program used; rules know the current one. */
export function normalizeDependencies<T>(type: string, dependencies: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const table = renames()[type];
  if (table === undefined) return dependencies;
  return Object.fromEntries(Object.entries(dependencies).map(([key, value]) => [table[key]?.name ?? key, value]));
}

/** Applies a change to every map that may hold the last key of a path, through lists and the wrappers of secrets and outputs. */
function atParent(raw: unknown, path: readonly string[], change: (owner: Raw, key: string) => Raw): unknown {
  if (Array.isArray(raw)) {
    const items = raw.map((item) => atParent(item, path, change));
    return items.every((item, i) => item === raw[i]) ? raw : items;
  }
  if (!isRawMap(raw)) return raw;
  if (signatureKey in raw) return within(raw, "value", (value) => atParent(value, path, change));
  const [key = "", ...rest] = path;
  return rest.length === 0 ? change(raw, key) : within(raw, key, (value) => atParent(value, rest, change));
}

function within(owner: Raw, key: string, change: (value: unknown) => unknown): Raw {
  if (!Object.hasOwn(owner, key)) return owner;
  const changed = change(owner[key]);
  return changed === owner[key] ? owner : { ...owner, [key]: changed };
}

function renamed(owner: Raw, key: string, { name, shape }: Rename): Raw {
  if (!Object.hasOwn(owner, key)) return owner;
  const { [key]: value, ...others } = owner;
  return Object.hasOwn(others, name) ? others : { ...others, [name]: toShape(value, shape) };
}

const reshaped = (owner: Raw, key: string, shape: Shape): Raw => within(owner, key, (value) => toShape(value, shape));

function toShape(value: unknown, shape: Shape): unknown {
  if (value === null || value === undefined) return value;
  if (isRawMap(value) && signatureKey in value) return within(value, "value", (inner) => toShape(inner, shape));
  if (shape === "object") return Array.isArray(value) && value.length <= 1 ? value[0] : value;
  return Array.isArray(value) || isUnknownOnWire(value) ? value : [value];
}
