import { taggable as table } from "../data/tables.js";
import type { Item, View, ViewContext } from "../language/view.js";
import { canonicalType } from "../model/classes.js";
import { plainProperties } from "../model/json.js";
import { join } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import { isList, isMap, isSecret, isUnknown, lookup, noProperties, type Properties, touchesSecret, type Value } from "../model/value.js";

/** One tag that a resource will have. */
export interface Tag {
  readonly key: string;
  /** `undefined` where it is not known yet. */
  readonly value: string | undefined;
  readonly secret: boolean;
  /** The location of the value and the key in the resource's inputs. */
  readonly path: string;
  readonly keyPath: string;
  /** Given by the provider's default tags, not by the resource. */
  readonly byProvider: boolean;
}

/** The tags of a taggable resource, its own and those that the provider adds. */
export interface Tagged {
  readonly type: string;
  /** The input that takes the tags. */
  readonly input: string;
  readonly shape: "map" | "list";
  readonly tags: readonly Tag[];
  /** Paths of further tags that are not known yet; empty if all are known. */
  readonly open: readonly string[];
  /** The whole map is secret: its keys are not for showing either. */
  readonly hidden: boolean;
}

const at = (tag: Tag, path: string): Tag => ({ ...tag, path, keyPath: path });

interface Read {
  readonly tags: readonly Tag[];
  readonly open: readonly string[];
}
const nothing: Read = { tags: [], open: [] };

/** Every resource of the provider that takes tags, with the tags it will have. */
export const taggable: View<Tagged> = {
  view: "taggable resources",
  scope: "resource",
  // Twins and old spellings are evaluated as their canonical type.
  types: Object.keys(table()).filter((type) => canonicalType(type) === type),
  of: (resource, context) => itemOf(resource, context),
};

const rootType = "pulumi:pulumi:Stack";

/** The same, and the stack itself where it holds any: there it is reported that nothing is required. */
export const taggableAndStack: View<Tagged> = {
  view: "taggable resources and the stack",
  scope: "resource",
  types: [...taggable.types, rootType],
  of: (resource, context) => (resource.type === rootType ? stackItem(resource, context) : itemOf(resource, context)),
};

/** True for the item that represents the stack itself. */
export const isStackItem = ({ type }: Tagged): boolean => type === rootType;

function stackItem(resource: Resource, { stack }: ViewContext): Item<Tagged>[] {
  const holdsAny = stack === undefined || stack.resources.some(({ type, external }) => !external && table()[type] !== undefined);
  return holdsAny ? [{ resource, path: "", value: { type: rootType, input: "", shape: "map", tags: [], open: [], hidden: false } }] : [];
}

function itemOf(resource: Resource, context: ViewContext): Item<Tagged>[] {
  const tagged = tagsOf(resource, context);
  return tagged === undefined ? [] : [{ resource, path: "", value: tagged }];
}

const known = new WeakMap<Resource, { readonly stack: Stack | undefined; readonly tagged: Tagged | undefined }>();

/** The tags of a resource, or `undefined` where its type takes none. */
export function tagsOf(resource: Resource, { stack }: Pick<ViewContext, "stack">): Tagged | undefined {
  // Cached: five rules read the same tags.
  const found = known.get(resource);
  if (found !== undefined && found.stack === stack) return found.tagged;
  const tagged = readTagged(resource, { stack });
  known.set(resource, { stack, tagged });
  return tagged;
}

function readTagged(resource: Resource, context: Pick<ViewContext, "stack">): Tagged | undefined {
  const entry = table()[resource.type];
  if (entry === undefined) return undefined;
  const { key: input, shape } = entry;
  const { tags, open } = readTags(resource.inputs, resource.inputs.value[input], input, input, false);
  // Default tags reach just those types that show the merge: Auto Scaling groups do not.
  if (entry.tagsAll) addDefaults(tags, open, resource, input, context);
  return new TaggedResource(resource.type, input, shape, tags, open, isSecret(resource.inputs, input));
}

class TaggedResource implements Tagged {
  constructor(
    readonly type: string,
    readonly input: string,
    readonly shape: "map" | "list",
    readonly tags: readonly Tag[],
    readonly open: readonly string[],
    readonly hidden: boolean,
  ) {}
}

/** Adds the tags that the provider adds to a resource's own, as `defaultTags` shows them. */
function addDefaults(tags: Tag[], open: string[], resource: Resource, input: string, context: Pick<ViewContext, "stack">): void {
  const own = tags.length;
  const deployed = resource.outputs.value["tagsAll"];
  const provider = providerOf(resource, context);
  if (provider === undefined && !isMap(deployed)) open.push("tagsAll");
  if (provider !== undefined) {
    const configured = configuredTags(provider);
    for (const tag of configured.tags) if (!hasKey(tags, own, tag.key)) tags.push(at(tag, join(input, tag.key)));
    if (!isMap(deployed)) open.push(...configured.open);
  }
  if (!isMap(deployed)) return;
  const known = tags.length;
  for (const key of Object.keys(deployed)) {
    const value = deployed[key];
    if (value === undefined || value === null || hasKey(tags, known, key)) continue;
    const path = join(input, key);
    tags.push({ key, value: textOf(value), secret: isHidden(resource.outputs, "tagsAll", key), path, keyPath: path, byProvider: true });
  }
}

function hasKey(tags: readonly Tag[], count: number, key: string): boolean {
  for (let i = 0; i < count; i++) if (tags[i]?.key === key) return true;
  return false;
}

const isHidden = (from: Properties, path: string, key: string | number): boolean =>
  (from.secrets.size > 0 || !from.secretsKnown) && touchesSecret(from, join(path, key));

/** The tags that the provider adds to a resource: by its configuration, and as a state shows them in `tagsAll`. */
export function defaultTags(resource: Resource, context: Pick<ViewContext, "stack">): Read {
  const deployed = resource.outputs.value["tagsAll"];
  const known = isMap(deployed) ? readTags(resource.outputs, deployed, "tagsAll", "tagsAll", true) : nothing;
  const provider = providerOf(resource, context);
  // Without the provider's configuration only the deployed merge shows what it adds.
  if (provider === undefined) return isMap(deployed) ? known : { tags: [], open: ["tagsAll"] };
  const configured = configuredTags(provider);
  const keys = new Set(configured.tags.map((tag) => tag.key));
  return {
    tags: [...configured.tags, ...known.tags.filter((tag) => !keys.has(tag.key))],
    open: isMap(deployed) ? [] : configured.open,
  };
}

const configuredBy = new WeakMap<Properties, Read>();

function configuredTags(provider: Properties): Read {
  let configured = configuredBy.get(provider);
  if (configured === undefined) {
    configured = readDefaultTags(provider);
    configuredBy.set(provider, configured);
  }
  return configured;
}

/** The provider's configuration; `undefined` where there is a provider that nothing is known of. */
function providerOf(resource: Resource, context: Pick<ViewContext, "stack">): Properties | undefined {
  if (resource.providerInputs !== undefined) return resource.providerInputs;
  if (resource.provider === undefined) return noProperties;
  return context.stack?.byUrn.get(resource.provider)?.inputs;
}

/** `defaultTags` of a provider: `{tags: {…}}`, as an object or as the JSON text in which nested arguments travel. */
function readDefaultTags(provider: Properties): Read {
  const given = provider.value["defaultTags"];
  const unreadable: Read = { tags: [], open: ["tagsAll"] };
  if (given === undefined || given === null || given === "") return nothing;
  const wholeIsSecret = isSecret(provider, "defaultTags");
  const properties = typeof given === "string" ? parse(given) : provider;
  if (properties === undefined) return unreadable;
  const block = properties.value["defaultTags"];
  const path = isList(block) ? "defaultTags[0].tags" : "defaultTags.tags";
  const read = readTags(properties, lookup(properties.value, path), path, "tagsAll", true);
  if (isUnknown(block)) return unreadable;
  return { tags: wholeIsSecret ? read.tags.map((tag) => ({ ...tag, secret: true })) : read.tags, open: read.open };
}

function parse(text: string): Properties | undefined {
  try {
    return plainProperties({ defaultTags: JSON.parse(text) as unknown });
  } catch {
    return undefined; // neither JSON nor a nesting that a provider takes: what it adds is not known
  }
}

/** Tags as a map or as a list of `{key, value}`, given at a path; what is neither has none. `label` is the path that messages name. */
function readTags(
  from: Properties,
  given: Value | undefined,
  path: string,
  label: string,
  byProvider: boolean,
): { readonly tags: Tag[]; readonly open: string[] } {
  const tags: Tag[] = [];
  const open: string[] = [];
  if (isUnknown(given)) open.push(label);
  else if (isList(given)) {
    for (const [i, item] of given.entries()) {
      const place = join(label, i);
      if (isUnknown(item)) open.push(place);
      else if (isMap(item)) {
        const { key, value } = item;
        const keyPath = join(place, "key");
        if (isUnknown(key)) open.push(keyPath);
        if (typeof key !== "string" || value === null || value === undefined) continue;
        const secret = isHidden(from, join(path, i), "value");
        tags.push({ key, value: textOf(value), secret, path: join(place, "value"), keyPath, byProvider });
      }
    }
  } else if (isMap(given))
    for (const key of Object.keys(given)) {
      const value = given[key];
      // A tag without a value is dropped by the provider.
      if (value === null || value === undefined) continue;
      const at = join(label, key);
      tags.push({ key, value: textOf(value), secret: isHidden(from, path, key), path: at, keyPath: at, byProvider });
    }
  return { tags, open };
}

const textOf = (value: Value): string | undefined =>
  isUnknown(value) ? undefined : typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
