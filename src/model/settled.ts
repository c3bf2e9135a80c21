import { lookupTable } from "../data/lookup.js";
import type { Resource } from "./resource.js";
import type { Stack } from "./stack.js";
import { isList, isMap, isUnknown, newMap, unknown, type Value, type ValueMap } from "./value.js";

/** Inputs that something else decides if the program leaves them out: the cloud alone (no names), or what the named inputs refer to. */
export type SettledBy = Readonly<Record<string, readonly string[]>>;
/** What most rules have: nothing else decides an input. */
export const settledByNothing: SettledBy = Object.freeze({});

/** Defaults that a major version of the provider changed: the value that earlier versions fill in. */
const oldDefaults: Readonly<Record<string, Readonly<Record<string, { readonly before: number; readonly value: Value }>>>> = lookupTable({
  "aws:redshift/cluster:Cluster": {
    publiclyAccessible: { before: 7, value: true },
    encrypted: { before: 7, value: "false" },
  },
});

/**
 * The inputs of a resource with those that something else settles: as the deployed resource has them, else as the version of
 * its provider fills them in, else unknown where a source decides.
 */
export function settledInputs(resource: Resource, settledBy: SettledBy, stack: Stack | undefined): ValueMap {
  const inputs = resource.inputs.value;
  if (settledBy === settledByNothing) return inputs;
  const settled: [string, Value][] = Object.entries(settledBy).flatMap(([input, sources]): [string, Value][] => {
    if (isSet(inputs[input])) return [];
    const deployed = resource.outputs.value[input];
    if (isSet(deployed) && !isUnknown(deployed)) return [[input, deployed]];
    if (isSettledElsewhere(resource, sources)) return [[input, unknown]];
    const old = oldDefaults[resource.type]?.[input];
    return old !== undefined && providerMajor(resource, stack) < old.before ? [[input, old.value]] : [];
  });
  return settled.length === 0 ? inputs : Object.assign(newMap(), inputs, Object.fromEntries(settled));
}

/** True where one of the inputs that name a source is set, or may be. */
export const isSettledElsewhere = (resource: Resource, sources: readonly string[]): boolean =>
  sources.some((source) => isSet(resource.inputs.value[source]));

/** True where a value is given; empty lists, maps and texts count as not given. */
const isSet = (value: Value | undefined): value is Value => {
  if (value === undefined || value === null || value === "") return false;
  return isList(value) ? value.length > 0 : !isMap(value) || Object.keys(value).length > 0;
};

/** The major version of the provider that created a resource; infinite if not known. */
function providerMajor(resource: Resource, stack: Stack | undefined): number {
  const provider = resource.provider ?? "";
  const configured = (resource.providerInputs ?? stack?.byUrn.get(provider)?.inputs)?.value["version"];
  // The engine puts the version into the name of a default provider.
  const [, major] = /^v?(\d+)\./.exec(typeof configured === "string" ? configured : "") ?? /::default_(\d+)_/.exec(provider) ?? [];
  return major === undefined ? Number.POSITIVE_INFINITY : Number(major);
}
