import { join } from "../path.js";
import { isList, isMap, newMap, unknown, type Value, type ValueMap } from "../value.js";
import { sdkName } from "./names.js";
import { type Branch, type Compiled, type Conversion, isLeaf, type Step, type Target, targetsBelow } from "./tree.js";

/** Where an input comes from: its path, and that of the property that the user wrote. */
export interface Pair {
  readonly native: string;
  readonly input: string;
}

/** Inputs of a class, made from the properties of a native resource. */
export interface Translated {
  readonly value: ValueMap;
  readonly pairs: readonly Pair[];
  readonly hasUnknown: boolean;
}

/** The input that holds what is mapped to no other, so that rules about every text see it: a list of maps with one key each. */
export const unmappedInput = "unmapped";

interface Out {
  /** Every input of the view. */
  readonly targets: readonly Target[];
  readonly value: Record<string, Value>;
  readonly pairs: Pair[];
  hasUnknown: boolean;
}

/** The item of a list that a view is about, where there is a view for each. */
export interface Only {
  readonly key: string;
  readonly index: number;
}

/** Makes the inputs of a view's class. Inputs without a counterpart are unknown, unless `isOutput`. */
export function translate({ root, unknown: without, view, targets }: Compiled, given: ValueMap, only?: Only, isOutput = false): Translated {
  const out: Out = { targets, value: newMap(), pairs: [], hasUnknown: false };
  visitMap(given, root, "", [], out, only);
  if (isOutput) return out;
  const open = Object.entries(view.unknownWith ?? {}).filter(([, property]) => isSet(valueUnder(given, property.toLowerCase())));
  for (const steps of [...without, ...open.map(([input]): Step[] => [{ name: input, at: undefined }])])
    if (fill(out.value, steps)) out.hasUnknown = true;
  return out;
}

const isSet = (value: Value | undefined): boolean =>
  value !== undefined && value !== null && value !== false && !(isList(value) && value.length === 0);

/** What no view maps, in the form of `unmappedInput`. */
export function unmapped(node: Branch, given: ValueMap): Translated {
  const found: { readonly path: string; readonly key: string; readonly value: Value }[] = [];
  const walk = (value: Value, here: Branch | undefined, path: string, key: string): void => {
    if (value === null) return;
    if (here === undefined) found.push({ path, key, value });
    else if (isLeaf(here)) return;
    else if (isList(value)) {
      // Of the attributes of a load balancer, those that are mapped are chosen by their key.
      for (const [i, item] of value.entries()) if (here.chosen.size === 0) walk(item, here.item, join(path, i), key);
    } else if (isMap(value))
      for (const name of Object.keys(value))
        walk(value[name] ?? null, here.keys.get(name.toLowerCase()) ?? here.entry, join(path, name), name);
  };
  for (const name of Object.keys(given)) walk(given[name] ?? null, node.keys.get(name.toLowerCase()), name, name);
  const list = found.map(({ key, value }) => Object.assign(newMap(), { [key]: value }));
  return {
    value: list.length === 0 ? newMap() : Object.assign(newMap(), { [unmappedInput]: list }),
    pairs: found.map(({ path, key }, i) => ({ native: path, input: join(join(unmappedInput, i), key) })),
    hasUnknown: false,
  };
}

function visitMap(map: ValueMap, node: Branch, path: string, indices: readonly number[], out: Out, only?: Only): void {
  for (const name of Object.keys(map)) {
    const child = node.keys.get(name.toLowerCase());
    const isOnly = only !== undefined && path === "" && name.toLowerCase() === only.key.toLowerCase();
    if (child !== undefined) visit(map[name] ?? null, child, join(path, name), indices, out, isOnly ? only.index : undefined);
  }
}

function visit(value: Value, node: Branch, path: string, indices: readonly number[], out: Out, only?: number): void {
  if (value === null) return;
  if (value === unknown) {
    placeUnknown(node, path, indices, out);
    return;
  }
  for (const target of node.to) placeConverted(target, value, path, indices, out);
  if (isList(value)) visitList(value, node, path, indices, out, only);
  else if (isMap(value)) {
    if (node.entry !== undefined || node.entryKey.length > 0) visitEntries(value, node, path, indices, out);
    else visitMap(value, node, path, indices, out);
  }
}

function visitList(list: readonly Value[], node: Branch, path: string, indices: readonly number[], out: Out, only?: number): void {
  const { item: of, chosen } = node;
  if (only !== undefined) {
    // The view is about this item: its position counts no more.
    const item = list[only];
    if (of !== undefined && item !== undefined) visit(item, of, join(path, only), [], out);
    return;
  }
  if (of !== undefined) {
    for (const [i, item] of list.entries()) visit(item, of, join(path, i), [...indices, i], out);
    const [first] = targetsBelow(of);
    if (list.length === 0 && first !== undefined) placeEmpty(first, path, indices, out);
  }
  if (chosen.size === 0) return;
  for (const [i, item] of list.entries()) {
    const key = isMap(item) ? valueUnder(item, "key") : item;
    if (key === unknown) for (const one of chosen.values()) placeUnknown(one, join(path, i), indices, out);
    const node = typeof key === "string" ? chosen.get(key) : undefined;
    if (node !== undefined) visit(item, node, join(path, i), indices, out);
  }
}

const valueUnder = (map: ValueMap, key: string): Value | undefined => map[Object.keys(map).find((one) => one.toLowerCase() === key) ?? ""];

function visitEntries(map: ValueMap, { entry, entryKey }: Branch, path: string, indices: readonly number[], out: Out): void {
  for (const [i, name] of Object.keys(map).entries()) {
    const at = join(path, name);
    for (const target of entryKey) place(target, name, at, [...indices, i], out);
    if (entry !== undefined) visit(map[name] ?? null, entry, at, [...indices, i], out);
  }
}

function placeConverted(target: Target, value: Value, path: string, indices: readonly number[], out: Out): void {
  if (target.convert === "tags" && isList(value)) placeTags(target, value, path, indices, out);
  else place(target, converted(value, target.convert), path, indices, out);
}

function converted(value: Value, convert: Conversion | undefined): Value {
  if (convert === undefined || convert === "tags") return value;
  if (convert === "boolean") return value === "true" ? true : value === "false" ? false : value;
  if (convert === "camel") return camel(value);
  // A value that the table does not know: the rule may not guess.
  return typeof value === "string" ? (convert[value] ?? unknown) : unknown;
}

/** The same with all keys as the API writes them: `{Name, Privileged}` is `{name, privileged}`. Environment variables are lists of pairs there. */
function camel(value: Value): Value {
  if (isList(value)) return value.map(camel);
  if (!isMap(value)) return value;
  const out = newMap();
  for (const key of Object.keys(value)) out[/^[A-Z]/.test(key) ? sdkName(key) : key] = camel(value[key] ?? null);
  return out;
}

/** `[{Key, Value}]`, or `[{Name, Value}]`, as a map. */
function placeTags(target: Target, list: readonly Value[], path: string, indices: readonly number[], out: Out): void {
  const map = newMap();
  const pairs: Pair[] = [];
  const base = pathOf(target.steps, indices);
  for (const [i, item] of list.entries()) {
    const key = isMap(item) ? (valueUnder(item, "key") ?? valueUnder(item, "name")) : item;
    if (key === unknown) {
      place(target, unknown, path, indices, out);
      return;
    }
    if (typeof key !== "string" || !isMap(item)) continue;
    map[key] = valueUnder(item, "value") ?? "";
    const name = Object.keys(item).find((one) => one.toLowerCase() === "value") ?? "value";
    pairs.push({ native: join(join(path, i), name), input: join(base, key) });
  }
  place(target, map, path, indices, out);
  out.pairs.push(...pairs);
}

/** An input's path with its positions; the part before the first list whose position is not given. */
function pathOf(steps: readonly Step[], indices: readonly number[]): string {
  let path = "";
  let next = 0;
  for (const { name, at } of steps) {
    path = join(path, name);
    if (at === undefined) continue;
    const index = at === "next" ? indices[next++] : at;
    if (index === undefined) return path;
    path = join(path, index);
  }
  return path;
}

/** True where a property in a list is the first item, and the class has no list there. */
function fits(steps: readonly Step[], indices: readonly number[]): boolean {
  const lists = steps.filter(({ at }) => at === "next").length;
  return indices.slice(lists).every((index) => index === 0);
}

function place({ steps }: Target, value: Value, native: string, indices: readonly number[], out: Out): void {
  if (!fits(steps, indices)) return;
  if (put(out.value, steps, indices, value)) out.pairs.push({ native, input: pathOf(steps, indices) });
  if (value === unknown) out.hasUnknown = true;
}

/**
 * What an unknown property makes unknown: the whole block, where everything in it comes from this property, so that no rule reads a block that
 * may not be there.
 */
function placeUnknown(node: Branch, native: string, indices: readonly number[], out: Out): void {
  const below = new Set(targetsBelow(node));
  const done = new Set<string>();
  for (const target of below) {
    if (!fits(target.steps, indices)) continue;
    const steps = widest(target.steps, below, indices.length, out.targets);
    const input = pathOf(steps, indices);
    if (done.has(input)) continue;
    done.add(input);
    if (put(out.value, steps, indices, unknown)) out.pairs.push({ native, input });
    out.hasUnknown = true;
  }
}

/** The shortest beginning of a path in which all is below the node, with the positions that are given. */
function widest(steps: readonly Step[], below: ReadonlySet<Target>, given: number, all: readonly Target[]): readonly Step[] {
  const lists = Math.min(given, steps.filter(({ at }) => at === "next").length);
  for (let length = 1; length < steps.length; length++) {
    const start = steps.slice(0, length);
    const last = steps[length - 1];
    if (start.filter(({ at }) => at === "next").length < lists) continue;
    const isWhole = all.every((other) => below.has(other) || !start.every(({ name }, i) => other.steps[i]?.name === name));
    // A list of one is unknown as a list: it may have none.
    if (isWhole && last !== undefined)
      return typeof last.at === "number" ? [...start.slice(0, -1), { name: last.name, at: undefined }] : start;
  }
  return steps;
}

/** A list without items is there, and empty. */
function placeEmpty({ steps }: Target, native: string, indices: readonly number[], out: Out): void {
  let lists = 0;
  const end = steps.findIndex(({ at }) => at === "next" && ++lists > indices.length);
  const before = steps.slice(0, end + 1).map((step, i) => (i === end ? { ...step, at: undefined } : step));
  if (end >= 0 && put(out.value, before, indices, [])) out.pairs.push({ native, input: pathOf(before, indices) });
}

/** Puts a value at a path; false where something that it would be inside is unknown, or another value has been put there. */
function put(root: Record<string, Value>, steps: readonly Step[], indices: readonly number[], value: Value): boolean {
  let owner: Record<string, Value> = root;
  let next = 0;
  for (const [i, { name, at }] of steps.entries()) {
    const isLast = i === steps.length - 1;
    if (at === undefined) {
      if (isLast) return set(owner, name, value);
      const inner = mapIn(owner, name);
      if (inner === undefined) return false;
      owner = inner;
      continue;
    }
    const index = at === "next" ? indices[next++] : at;
    if (index === undefined) return set(owner, name, value);
    owner[name] ??= [];
    const list = owner[name];
    if (!isList(list)) return false;
    const items = list as Value[];
    while (items.length < index) items.push(newMap());
    if (isLast) {
      items[index] = value;
      return true;
    }
    items[index] ??= newMap();
    const item = items[index];
    if (!isMap(item)) return false;
    owner = item as Record<string, Value>;
  }
  return false;
}

function set(owner: Record<string, Value>, name: string, value: Value): boolean {
  if (owner[name] !== undefined && owner[name] !== unknown) return value !== unknown && same(owner, name, value);
  owner[name] = value;
  return true;
}

/** A second property for the same input counts only where the first is empty. */
function same(owner: Record<string, Value>, name: string, value: Value): boolean {
  const before = owner[name];
  if (!isList(before) || before.length > 0) return false;
  owner[name] = value;
  return true;
}

function mapIn(owner: Record<string, Value>, name: string): Record<string, Value> | undefined {
  owner[name] ??= newMap();
  const inner = owner[name];
  return isMap(inner) ? (inner as Record<string, Value>) : undefined;
}

/** Makes an input unknown where the block that it is in is there; true where it did. */
function fill(owner: Record<string, Value>, steps: readonly Step[]): boolean {
  const [first, ...rest] = steps;
  if (first === undefined) return false;
  const { name } = first;
  if (rest.length === 0) {
    if (owner[name] !== undefined) return false;
    owner[name] = unknown;
    return true;
  }
  const inner = owner[name];
  const items = isList(inner) ? inner : [inner];
  let did = false;
  for (const item of items) if (item !== undefined && isMap(item) && fill(item as Record<string, Value>, rest)) did = true;
  return did;
}
