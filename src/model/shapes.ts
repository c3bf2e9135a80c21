import { type Rename, renames, type Shape, shapes } from "../data/tables.js";
import { isUnknownOnWire, signatureKey } from "./value.js";

type Raw = Readonly<Record<string, unknown>>;
const isRawMap = (raw: unknown): raw is Raw => typeof raw === "object" && raw !== null && !Array.isArray(raw);

/** Names and shapes that changed between provider majors, settled to the current ones before anything is read. */
export function normalizeShapes(type: string, raw: Raw): Raw {
  let out: unknown = raw;
  for (const [path, rename] of Object.entries(renames()[type] ?? {}))
    out = atParent(out, path.split("."), (owner, key) => renamed(owner, key, rename));
  for (const [path, shape] of Object.entries(shapes()[type] ?? {}))
    out = atParent(out, path.split("."), (owner, key) => reshaped(owner, key, shape));
  return out as Raw;
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
