import { secretInputs } from "../data/tables.js";
import type { Item, View } from "../language/view.js";
import { plainProperties } from "../model/json.js";
import { join } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import { isUnknown, lookup } from "../model/value.js";
import { isLocal, isRehearsed } from "../secrets/names/local.js";
import { type Leak, type Leaks, leaksIn } from "../secrets/texts/leaks.js";
import { awaitedAt } from "./awaited.js";
import { secretsOf } from "./copies.js";
import { leaksOf } from "./leaks.js";

const stackType = "pulumi:pulumi:Stack";
const isProvider = (resource: Resource): boolean => resource.type.startsWith("pulumi:providers:");

function itemsOf(resource: Resource, { found, open }: Leaks, by: readonly Leak["by"][], from = resource.inputs): readonly Item<Leak>[] {
  // Nearly all resources hold none, and nothing is made for those.
  if (found.length === 0 && by.every((kind) => open[kind].length === 0)) return none;
  const items: Item<Leak>[] = [];
  const seen = new Set<string>();
  for (const leak of found) {
    if (!by.includes(leak.by) || seen.has(leak.path)) continue;
    seen.add(leak.path);
    items.push({ resource, path: leak.path, value: leak });
  }
  const isSettled = (path: string): boolean => isUnknown(lookup(from.value, path)) && !awaitedAt(resource, path).mayHold;
  const unreadable = by.flatMap((kind) => (kind === "name" ? open.name.filter((path) => !isSettled(path)) : open[kind]));
  if (unreadable.length > 0) items.push({ resource, path: "", value: undefined as unknown as Leak, unreadable });
  return items;
}

const none: readonly Item<Leak>[] = [];

/** A View over the inputs that are secret by nature, of types in the table, and are in plaintext. */
export const plaintextInputs: View<Leak> = {
  view: "inputs that are secret by nature",
  scope: "resource",
  types: Object.keys(secretInputs()).filter((type) => !type.startsWith("pulumi:providers:")),
  of: (resource) => itemsOf(resource, leaksOf(resource), ["nature"]),
};

/**
 * A View over the credentials in plaintext inputs of any resource of any provider, recognised by their format or their name: in texts, JSON, base64,
 * scripts and files. An item is one credential; an input under a name that states secret leaves the rule open while it is not known, unless it
 * depends on what has none.
 */
export function plaintextCredentials(by: "form" | "name"): View<Leak> {
  const kinds = [by];
  return {
    view: by === "form" ? "inputs that may hold a credential" : "inputs whose name suggests a secret",
    scope: "resource",
    types: "all",
    of: (resource) => (isProvider(resource) || resource.type === stackType ? none : itemsOf(resource, leaksOf(resource), kinds)),
  };
}

/** A credential of a provider, unless it is none as the provider talks to an imitation of the cloud. */
function unlessRehearsed(item: Item<Leak>): readonly Item<Leak>[] {
  const { value: given } = item.resource.inputs;
  const text = item.unreadable === undefined ? lookup(given, item.path) : undefined;
  const open = typeof text === "string" && isRehearsed(text) ? isLocal(given) : [];
  return open === true ? none : [open.length === 0 ? item : { ...item, path: "", unreadable: open }];
}

/** A View over the secrets in a provider's arguments. */
export const plaintextArguments: View<Leak> = {
  view: "arguments of providers",
  scope: "resource",
  types: "all",
  of: (resource) =>
    isProvider(resource) ? itemsOf(resource, leaksOf(resource), ["nature", "form", "name"]).flatMap(unlessRehearsed) : none,
};

/** A View over the secrets in the stack's outputs. */
export const plaintextOutputs: View<Leak> = {
  view: "outputs of the stack",
  scope: "stack",
  atEnd: "the stack's outputs come last",
  types: [stackType],
  of: (resource) => itemsOf(resource, leaksIn(resource.outputs, []), ["form", "name"], resource.outputs),
};

/** A View over the secrets in the stack's configuration, by `project:key`. */
export const plaintextConfiguration: View<Leak> = {
  view: "configuration of the stack",
  scope: "stack",
  early: true,
  types: "stack",
  *of(resource, { stack }) {
    const { values, secretKeys } = stack?.config ?? { values: {}, secretKeys: new Set<string>() };
    const plain = Object.entries(values).filter(([key]) => !secretKeys.has(key));
    for (const [key, text] of plain) {
      // The name is what follows the project: `shop:dbPassword`.
      const name = key.slice(key.indexOf(":") + 1);
      const origin = stack === undefined ? undefined : secretsOf(stack).find(text);
      const leak =
        leaksIn(plainProperties({ [name]: text }), stack?.config?.declaredSecret?.has(key) === true ? [{ path: name, source: "hand" }] : [])
          .found[0] ?? (origin === undefined ? undefined : { by: "form" as const, path: "", description: `the same as ${origin}` });
      if (leak === undefined) continue;
      // In a value with a structure the path states which part it is.
      const part = leak.path.slice(join("", name).length).replace(/^\./, "");
      const description = part === "" ? leak.description : `${leak.description}, at ${part}`;
      yield { resource, path: `config[${JSON.stringify(key)}]`, value: { ...leak, description } };
    }
  },
};
