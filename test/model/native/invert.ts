import { type NativeType, nativeTypes } from "../../../src/data/tables.js";
import { type Spelling, sdkName } from "../../../src/model/native/names.js";
import { type Compiled, compile, type Step, type Target } from "../../../src/model/native/tree.js";
import { signatureKey, unknownString } from "../../../src/model/value.js";
import { Reference } from "../../../src/testing/case.js";

type Raw = Record<string, unknown>;
const isRaw = (value: unknown): value is Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Reference) && !(signatureKey in value);

/** The native types whose first view is a class, with that view. */
const byClass = new Map<string, { readonly type: NativeType; readonly compiled: Compiled }>();
for (const type of Object.values(nativeTypes()))
  for (const view of type.as)
    if (view.at === undefined && type.token !== undefined && !byClass.has(view.type))
      byClass.set(view.type, { type, compiled: compile(view) });

/** A resource of @pulumi/aws-native. */
export interface Inverted {
  readonly type: string;
  readonly inputs: Raw;
}

/** The resource of @pulumi/aws-native that a resource of @pulumi/aws is; `undefined` where one of its inputs has no counterpart. */
export function invert(type: string, inputs: Raw, spelling: Spelling = "sdk"): Inverted | undefined {
  const found = byClass.get(type);
  if (found?.type.token === undefined) return undefined;
  const names = found.type.names ?? {};
  const spelled = (name: string): string => (spelling === "sdk" ? (names[name] ?? sdkName(name)) : name);
  const out: Raw = {};
  const covered = new Set<string>();
  for (const target of found.compiled.targets)
    for (const { value, path, indices } of valuesAt(inputs, target.steps)) {
      const native = unconverted(value, target);
      if (native === undefined) continue;
      if (put(out, target.from, indices, native, spelled)) covered.add(path);
    }
  const isWhole = leavesOf(inputs, "", new Set(found.compiled.targets.map(({ to }) => to.replace(/\[\d*\]/g, "")))).every((leaf) =>
    covered.has(leaf),
  );
  return isWhole ? { type: spelling === "sdk" ? found.type.token : found.type.type, inputs: out } : undefined;
}

/** The same, and the inputs without those that have no counterpart; `undefined` where the type has none. */
export function invertMost(type: string, inputs: Raw): { readonly native: Inverted; readonly inputs: Raw } | undefined {
  const kept = Object.fromEntries(Object.entries(inputs).filter(([name, value]) => invert(type, { [name]: value }) !== undefined));
  const native = invert(type, kept);
  return native === undefined ? undefined : { native, inputs: kept };
}

interface At {
  readonly value: unknown;
  readonly path: string;
  readonly indices: readonly number[];
}

function valuesAt(given: unknown, steps: readonly Step[], path = "", indices: readonly number[] = []): At[] {
  const [step, ...rest] = steps;
  if (given === undefined || given === null) return [];
  if (step === undefined) return [{ value: given, path, indices }];
  if (!isRaw(given)) return [];
  const value = given[step.name];
  const here = path === "" ? step.name : `${path}.${step.name}`;
  if (step.at === undefined) return valuesAt(value, rest, here, indices);
  if (!Array.isArray(value)) return [];
  if (step.at !== "next") return value.length === step.at + 1 ? valuesAt(value[step.at], rest, `${here}[${step.at}]`, indices) : [];
  return value.flatMap((item, i) => valuesAt(item, rest, `${here}[${i}]`, [...indices, i]));
}

function unconverted(value: unknown, { convert, steps }: Target): unknown {
  const isOpen =
    value === unknownString || value instanceof Reference || (typeof value === "object" && value !== null && signatureKey in value);
  if (convert === undefined || isOpen) return convert === undefined && steps.length === 0 ? undefined : value;
  if (convert === "tags") return isRaw(value) ? Object.entries(value).map(([key, one]) => ({ key, value: one })) : undefined;
  if (convert === "boolean") return String(value);
  if (convert === "camel") return typeof value === "string" ? parsed(value) : value;
  return Object.entries(convert).find(([, one]) => one === value)?.[0];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const parts = /([A-Za-z0-9]+)(\[\]|\{\}|\{key\}|\[Key=([^\]]*)\])?(?:\.|$)/g;

function put(root: Raw, from: string, indices: readonly number[], value: unknown, spelled: (name: string) => string): boolean {
  const steps = [...from.matchAll(parts)];
  let here = root;
  let next = 0;
  for (const [i, [, cfn = "", kind, key]] of steps.entries()) {
    const name = spelled(cfn);
    const isLast = i === steps.length - 1;
    if (kind?.startsWith("{") === true) return false;
    if (kind === undefined) {
      if (isLast) {
        here[name] = value;
        return true;
      }
      here[name] ??= {};
      here = here[name] as Raw;
      continue;
    }
    here[name] ??= [];
    const list = here[name] as unknown[];
    if (key !== undefined) {
      list.push({ [spelled("Key")]: key, [spelled("Value")]: value });
      return true;
    }
    const index = indices[next++] ?? 0;
    while (list.length < index) list.push({});
    if (isLast) {
      list[index] = value;
      return true;
    }
    list[index] ??= {};
    here = list[index] as Raw;
  }
  return false;
}

/** Every value that is no block, with the blocks that a target takes as a whole. */
function leavesOf(given: unknown, path: string, whole: ReadonlySet<string>): string[] {
  if (given === undefined || given === null || (path !== "" && whole.has(path.replace(/\[\d*\]/g, "")) && !Array.isArray(given)))
    return path === "" ? [] : [path];
  if (Array.isArray(given)) {
    if (whole.has(path.replace(/\[\d*\]/g, "")) && !given.some(isRaw)) return [path];
    return given.flatMap((item, i) => leavesOf(item, `${path}[${i}]`, whole));
  }
  if (!isRaw(given)) return [path];
  return Object.entries(given).flatMap(([name, value]) => leavesOf(value, path === "" ? name : `${path}.${name}`, whole));
}

/** A path of `ignoreChanges` by the names of @pulumi/aws-native; `undefined` where it has no counterpart, or where it depends on positions. */
export function ignoredIn(type: string, path: string): string | undefined {
  if (/^(\*|\["\*)/.test(path)) return path;
  const found = byClass.get(type);
  const names = found?.type.names ?? {};
  const own = found?.compiled.targets.find(({ to }) => to.replace(/\[\d*\]/g, "") === path || to.split(/[.[]/)[0] === path);
  if (own === undefined) return undefined;
  const steps = own.from.split(".").map((step) => step.replace(/[[{].*$/, ""));
  return steps
    .slice(0, path.split(".").length)
    .map((step) => names[step] ?? sdkName(step))
    .join(".");
}

/** Rules about two inputs that one native property is mapped to: written back, one of them overwrites the other. */
export const ofOneProperty: ReadonlySet<string> = new Set(["kinesis-firehose-customer-managed-key"]);
