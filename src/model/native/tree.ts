import type { NativeView, Target as Written } from "../../data/tables.js";

/** A step of an input's path: a name, then a position in its list: the next one of the property (`next`), a fixed one, or none. */
export interface Step {
  readonly name: string;
  readonly at: "next" | number | undefined;
}

export type Conversion = "tags" | "boolean" | "camel" | Readonly<Record<string, string | number | boolean>>;

/** An input that a property is mapped to. */
export interface Target {
  readonly steps: readonly Step[];
  readonly convert: Conversion | undefined;
  /** The property as CloudFormation writes it, `A.B[].C`, and the input. */
  readonly from: string;
  readonly to: string;
}

/** The properties of a native type, by their names in small letters, with the inputs that they are mapped to. */
export interface Branch {
  readonly keys: Map<string, Branch>;
  readonly to: Target[];
  /** The items of a list. */
  item?: Branch;
  /** The values of a map, and what its keys are mapped to. */
  entry?: Branch;
  readonly entryKey: Target[];
  /** The items of a list that have this `Key`. */
  readonly chosen: Map<string, Branch>;
}

const newBranch = (): Branch => ({ keys: new Map(), to: [], entryKey: [], chosen: new Map() });

/** A view with its map as a tree. */
export interface Compiled {
  readonly view: NativeView;
  readonly root: Branch;
  readonly targets: readonly Target[];
  readonly unknown: readonly (readonly Step[])[];
}

const part = /([A-Za-z0-9]+)(\[\]|\{\}|\{key\}|\[Key=([^\]]*)\])?(?:#\d+)?(?:\.|$)/y;

/** Compiles one view of the table. */
export function compile(view: NativeView): Compiled {
  const root = newBranch();
  const targets = Object.entries(view.map).map(([from, written]) => targetOf(from.replace(/#\d+$/, ""), written));
  for (const target of targets) addTarget(root, target);
  return { view, root, targets, unknown: (view.unknown ?? []).map(stepsOf) };
}

/** The trees of several views as one: what none of them maps has no counterpart. */
export function union(views: readonly Compiled[]): Branch {
  const root = newBranch();
  for (const { targets } of views) for (const target of targets) addTarget(root, target);
  return root;
}

function targetOf(from: string, written: Written): Target {
  const [to, convert] = typeof written === "string" ? [written, undefined] : written;
  return { steps: stepsOf(to), convert: convert as Conversion | undefined, from, to };
}

function stepsOf(path: string): Step[] {
  return path.split(".").map((step) => {
    const [, name = "", at] = /^(\w+)(?:\[(\d*)\])?$/.exec(step) ?? [];
    return { name, at: at === undefined ? undefined : at === "" ? "next" : Number(at) };
  });
}

function addTarget(root: Branch, target: Target): void {
  let here = root;
  part.lastIndex = 0;
  for (let found = part.exec(target.from); found !== null; found = part.exec(target.from)) {
    const [, name = "", kind, chosen] = found;
    here = childOf(here.keys, name.toLowerCase());
    if (kind === "{key}") {
      here.entryKey.push(target);
      return;
    }
    if (kind === "[]") here = here.item ??= newBranch();
    else if (kind === "{}") here = here.entry ??= newBranch();
    else if (chosen !== undefined) here = childOf(here.chosen, chosen);
    if (part.lastIndex >= target.from.length) break;
  }
  here.to.push(target);
}

function childOf(nodes: Map<string, Branch>, key: string): Branch {
  let node = nodes.get(key);
  if (node === undefined) {
    node = newBranch();
    nodes.set(key, node);
  }
  return node;
}

/** Every input that a node or a part of it is mapped to. */
export function targetsBelow(node: Branch): readonly Target[] {
  const inner = [...node.keys.values(), ...node.chosen.values(), ...[node.item, node.entry].filter((one) => one !== undefined)];
  return [...node.to, ...node.entryKey, ...inner.flatMap(targetsBelow)];
}

/** True where nothing below the node is mapped by itself. */
export const isLeaf = (node: Branch): boolean =>
  node.keys.size === 0 && node.chosen.size === 0 && node.item === undefined && node.entry === undefined && node.entryKey.length === 0;
