import { isUnknownOnWire, signatureKey } from "../value.js";
import { sdkName } from "./names.js";
import type { Compiled, Target } from "./tree.js";

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * What a rule would set, by the names of @pulumi/aws-native; `undefined` where one of it has no counterpart, or more than a value would change: then the
 * resource is left as it is.
 */
export function remedyOf({ targets }: Compiled, remedy: Raw, inputs: Raw, names: Readonly<Record<string, string>>): Raw | undefined {
  const out: Record<string, unknown> = {};
  for (const { path, value } of leavesOf(remedy, "")) {
    const tags = targets.find(({ to, convert }) => convert === "tags" && path.startsWith(`${to}.`));
    if (tags !== undefined) continue;
    const target = targets.find((one) => one.to === path && !/[[{#]/.test(one.from) && one.convert !== "camel" && one.convert !== "tags");
    const native = target === undefined ? undefined : unconverted(value, target);
    if (target === undefined || native === undefined) return undefined;
    put(
      out,
      target.from.split(".").map((name) => names[name] ?? sdkName(name)),
      native,
    );
  }
  for (const { to, from, convert } of targets) {
    const wanted = remedy[to];
    if (convert !== "tags" || wanted === undefined || from.includes(".")) continue;
    const name = names[from] ?? sdkName(from);
    const list = isRaw(wanted) ? withTags(inputs[name], wanted) : undefined;
    if (list === undefined) return undefined;
    out[name] = list;
  }
  return out;
}

function leavesOf(value: unknown, path: string): { path: string; value: unknown }[] {
  if (!isRaw(value) || signatureKey in value) return [{ path, value }];
  return Object.entries(value).flatMap(([name, inner]) =>
    inner === undefined ? [] : leavesOf(inner, path === "" ? name : `${path}.${name}`),
  );
}

function unconverted(value: unknown, { convert }: Target): unknown {
  if (convert === undefined) return value;
  if (convert === "boolean") return String(value);
  return typeof convert === "object" ? Object.entries(convert).find(([, one]) => one === value)?.[0] : undefined;
}

function put(owner: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = "", ...rest] = path;
  if (rest.length === 0) {
    owner[name] = value;
    return;
  }
  owner[name] ??= {};
  put(owner[name] as Record<string, unknown>, rest, value);
}

/** The tags as they are, with these; `undefined` where they are not known. */
function withTags(given: unknown, wanted: Raw): unknown {
  if (isUnknownOnWire(given)) return undefined;
  if (isRaw(given)) return signatureKey in given ? undefined : { ...given, ...wanted };
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  if (!list.every((item) => isRaw(item) && typeof item["key"] === "string" && !isUnknownOnWire(item["key"]))) return undefined;
  const known = list as readonly Raw[];
  const kept = known.map((item) => (Object.hasOwn(wanted, String(item["key"])) ? { ...item, value: wanted[String(item["key"])] } : item));
  const more = Object.keys(wanted).filter((key) => !known.some((item) => item["key"] === key));
  return [...kept, ...more.map((key) => ({ key, value: wanted[key] }))];
}
