import type { Planned } from "./change.js";
import { jsonAt } from "./json.js";
import { type Resource, typeInModel, urnParts } from "./resource.js";
import { isList, isMap, isUnknown, lookup, type Unknown, unknown, type Value } from "./value.js";
import type { WaiverStatus } from "./waiver.js";

/** One stack as a door read it, with the graph that joins use. */
export interface Stack {
  readonly name: string;
  readonly project: string;
  readonly resources: readonly Resource[];
  readonly byUrn: ReadonlyMap<string, Resource>;
  readonly byType: ReadonlyMap<string, readonly Resource[]>;
  /** The stack's configuration, where the door knows it: plain values by `project:key`, and the keys that are secret. */
  readonly config: StackConfig | undefined;
  /** The day of the run in UTC, `2026-12-31`: dates in policies are compared with it, never with the clock. */
  readonly today: string;
  /** The waivers that concern the stack, once it is known which of them were needed. */
  readonly waivers: readonly WaiverStatus[];
  /** True while an update is under way: what is not here may be registered later, or be known by outputs only. */
  readonly isPartial: boolean;
  /** What a preview does to the stack, where one was read: `resources` are as they will be. */
  readonly planned: Planned | undefined;
  /** True where a resource was made from one of another form. */
  readonly hasOrigins: boolean;
  /** Answers of `partners`, kept for all rules, by what links are and, as that is quicker, by the links themselves; only `partners` touches it. */
  readonly joins: { readonly byText: Map<string, LinkIndex>; readonly byLink: Map<Link, Map<string, LinkIndex>> };
}

export interface StackConfig {
  readonly values: Readonly<Record<string, string>>;
  readonly secretKeys: ReadonlySet<string>;
  /** Keys that the project declares to be secret, whether their value is or not. */
  readonly declaredSecret?: ReadonlySet<string>;
}

/** `inbound`: resources of `types` whose `property` points at me. `outbound`: resources of `types` that my `property` points at. */
export interface Link {
  readonly direction: "inbound" | "outbound";
  readonly types: readonly string[];
  readonly property: string;
  /** The class as the rule names it, for messages. */
  readonly label: string;
}

/** What most rules have: no links. */
export const noLinks: Readonly<Record<string, Link>> = Object.freeze({});

/** The other ends of a link: certain ones, and possible ones that depend on unknown values. */
export interface Partners {
  readonly sure: readonly Resource[];
  /** `unknown` represents a resource that the door does not show, such as one that was only read. */
  readonly open: readonly (Resource | Unknown)[];
}

interface LinkIndex {
  readonly sure: ReadonlyMap<string, readonly Resource[]>;
  /** Sources that may point at one target, whose own name is unknown. */
  readonly open: ReadonlyMap<string, readonly Resource[]>;
  /** Sources that may point at any target: their pointer is unknown and comes from no resource of the target's type. */
  readonly openToAll: readonly Resource[];
}

export function toStack(
  resources: readonly Resource[],
  identity: {
    name: string;
    project: string;
    today: string;
    config?: StackConfig | undefined;
    waivers?: readonly WaiverStatus[];
    isPartial?: boolean;
    planned?: Planned | undefined;
  },
): Stack {
  const byUrn = new Map<string, Resource>();
  const byType = new Map<string, Resource[]>();
  const all = withParts(resources);
  let hasOrigins = false;
  for (const resource of all) {
    hasOrigins ||= resource.from !== undefined;
    byUrn.set(resource.urn, resource);
    add(byType, resource.type, resource);
  }
  const { config, waivers = [], isPartial = false, planned } = identity;
  return {
    ...identity,
    config,
    waivers,
    isPartial,
    planned,
    hasOrigins,
    resources: all,
    byUrn,
    byType,
    joins: { byText: new Map(), byLink: new Map() },
  };
}

/** The resources with their parts, each behind the resource that it is a part of. */
export const withParts = (resources: readonly Resource[]): readonly Resource[] =>
  resources.some(({ parts }) => parts.length > 0) ? resources.flatMap((resource) => [resource, ...resource.parts]) : resources;

/** The other ends of a link of `resource`: by dependency first (right even when the id is unknown), by value second. */
export function partners(stack: Stack, resource: Resource, link: Link): Partners {
  if (link.direction === "outbound") {
    const { sure, open } = targets(stack, resource, link.property, link.types);
    if (open === "unseen") return { sure, open: [unknown] };
    return { sure, open: open === "all" ? link.types.flatMap((type) => stack.byType.get(type) ?? []) : open };
  }
  const index = indexOf(stack, resource.type, link);
  const open = index.open.get(resource.urn);
  return { sure: index.sure.get(resource.urn) ?? none, open: open === undefined ? index.openToAll : [...index.openToAll, ...open] };
}

function indexOf(stack: Stack, type: string, link: Link): LinkIndex {
  const { byText, byLink } = stack.joins;
  let byType = byLink.get(link);
  if (byType === undefined) {
    byType = new Map();
    byLink.set(link, byType);
  }
  let index = byType.get(type);
  if (index === undefined) {
    const text = `${type}<${link.types.join("|")}#${link.property}`;
    index = byText.get(text) ?? indexLink(stack, type, link);
    byText.set(text, index);
    byType.set(type, index);
  }
  return index;
}

function indexLink(stack: Stack, targetType: string, link: Link): LinkIndex {
  const sure = new Map<string, Resource[]>();
  const open = new Map<string, Resource[]>();
  const openToAll: Resource[] = [];
  for (const type of link.types)
    for (const source of stack.byType.get(type) ?? []) {
      const found = targets(stack, source, link.property, [targetType]);
      for (const target of found.sure) add(source.from?.isPossible === true ? open : sure, target.urn, source);
      if (found.open === "all") openToAll.push(source);
      else if (found.open !== "unseen") for (const target of found.open) add(open, target.urn, source);
    }
  return { sure, open, openToAll };
}

/** Appends a value to the list of a key. */
export function add<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

interface Targets {
  readonly sure: readonly Resource[];
  readonly open: readonly Resource[] | "all" | "unseen";
}

function targets(stack: Stack, source: Resource, property: string, types: readonly string[]): Targets {
  const value = pointer(source, property);
  const urns = dependenciesAt(source, property);
  const byDependency = urns.length === 0 ? none : urns.flatMap((urn) => stack.byUrn.get(urn) ?? none).filter((r) => types.includes(r.type));
  const texts = knownTexts(value);
  const named = texts.length === 0 ? none : byName(stack, types, texts);
  // A property that mentions several resources of the type points at those whose name it holds.
  if (byDependency.length > 1 && named.length > 0) {
    const both = byDependency.filter((r) => named.includes(r));
    if (both.length > 0) return { sure: both, open: none };
  }
  if (byDependency.length > 0) return { sure: byDependency, open: none };
  if (named.length > 0) return { sure: named, open: none };
  if (urns.some((urn) => !stack.byUrn.has(urn) && types.includes(typeInModel(urnParts(urn).type)))) return unseen;
  if (hasUnknown(value)) return { sure: none, open: "all" };
  if (texts.length === 0) return nothing;
  // A name that no resource has may be that of one whose name is not known yet.
  const open = types.flatMap((type) => namelessIn(stack, type));
  return open.length > 0 ? { sure: none, open } : stack.isPartial ? unseen : nothing;
}

const none: readonly Resource[] = [];
const nothing: Targets = { sure: none, open: none };
const unseen: Targets = { sure: none, open: "unseen" };

function dependenciesAt(source: Resource, property: string): readonly string[] {
  const dot = property.indexOf(".");
  return source.propertyDependencies[dot < 0 ? property : property.slice(0, dot)] ?? [];
}

/** The pointer as the program gave it; where an old state lacks the input, as the provider returned it. */
function pointer(source: Resource, property: string): Value | undefined {
  const value = lookup(source.inputs.value, property);
  return value === undefined || value === null ? (lookup(source.outputs.value, property) ?? undefined) : value;
}

/** The texts of a pointer: itself, those in its list, and those of a JSON object that it is (`redrivePolicy`). */
function knownTexts(value: Value | undefined): string[] {
  if (isList(value)) return value.flatMap(knownTexts);
  if (typeof value !== "string" || value === "") return [];
  const inside = /^\s*\{/.test(value) ? jsonAt(value) : undefined;
  return isMap(inside) ? [value, ...Object.values(inside).flatMap(knownTexts)] : [value];
}

const hasUnknown = (value: Value | undefined): boolean => isUnknown(value) || (isList(value) && value.some((item) => isUnknown(item)));

const identities = ["id", "arn", "name", "bucket", "url", "keyId", "clusterIdentifier", "functionName", "stageName"] as const;
const namesIn = oncePerType((resources) => {
  const names = new Map<string, Resource[]>();
  for (const resource of resources)
    for (const name of new Set(identities.flatMap((key) => [resource.outputs.value[key], resource.inputs.value[key]])))
      if (typeof name === "string" && name !== "") add(names, name, resource);
  return names;
});

/** The resources of a type of whose names one is not known yet. */
const namelessIn = oncePerType((resources) => resources.filter((r) => identities.some((key) => isUnknown(r.inputs.value[key]))));

function byName(stack: Stack, types: readonly string[], texts: readonly string[]): readonly Resource[] {
  const [text = ""] = texts;
  if (texts.length === 1 && types.length === 1) return namesIn(stack, types[0] ?? "").get(text) ?? none;
  return types.flatMap((type) => {
    const names = namesIn(stack, type);
    return [...new Set(texts.flatMap((one) => names.get(one) ?? none))];
  });
}

/** Caches what is computed from a whole stack, once for each stack. */
export function oncePerStack<T>(make: (stack: Stack) => T): (stack: Stack) => T {
  const made = new WeakMap<Stack, { readonly of: T }>();
  return (stack) => {
    let found = made.get(stack);
    if (found === undefined) {
      found = { of: make(stack) };
      made.set(stack, found);
    }
    return found.of;
  };
}

/** Caches what is computed from the resources of a type, once for each stack; `rest` must depend only on the type. */
export function oncePerType<T, R extends readonly unknown[]>(
  make: (resources: readonly Resource[], ...rest: R) => T,
): (stack: Stack, type: string, ...rest: R) => T {
  const typesOf = oncePerStack(() => new Map<string, { readonly of: T }>());
  return (stack, type, ...rest) => {
    const types = typesOf(stack);
    let found = types.get(type);
    if (found === undefined) {
      found = { of: make(stack.byType.get(type) ?? [], ...rest) };
      types.set(type, found);
    }
    return found.of;
  };
}
