import { shapes } from "../data/tables.js";
import { signatureKey } from "./value.js";

type Raw = Readonly<Record<string, unknown>>;
const isRawMap = (raw: unknown): raw is Raw => typeof raw === "object" && raw !== null && !Array.isArray(raw);

/** Arrays that became objects (or the reverse) between provider majors, settled to the current one before anything is read. */
export function normalizeShapes(type: string, raw: Raw): Raw {
  let out = raw;
  for (const [path, shape] of Object.entries<"object" | "array">(shapes()[type] ?? {})) out = reshape(out, path.split("."), shape) as Raw;
  return out;
}

function reshape(raw: unknown, path: readonly string[], shape: "object" | "array"): unknown {
  if (isRawMap(raw) && signatureKey in raw) {
    if (!("value" in raw)) return raw;
    const inner = reshape(raw["value"], path, shape);
    return inner === raw["value"] ? raw : { ...raw, value: inner };
  }
  const [key, ...rest] = path;
  if (key === undefined) {
    if (shape === "object" && Array.isArray(raw) && raw.length <= 1) return raw[0] ?? null;
    return shape === "array" && isRawMap(raw) ? [raw] : raw;
  }
  if (Array.isArray(raw)) {
    const items = raw.map((item) => reshape(item, path, shape));
    return items.every((item, i) => item === raw[i]) ? raw : items;
  }
  if (!isRawMap(raw) || !Object.hasOwn(raw, key)) return raw;
  const old = raw[key];
  const changed = old === undefined || old === null ? old : reshape(old, rest, shape);
  return changed === old ? raw : { ...raw, [key]: changed };
}
