import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import type { Value } from "../model/value.js";

const isSet = (value: Value | undefined): value is Value => value !== undefined && value !== null && value !== "";

/** The region of a resource; its provider where that names none. */
export function regionOf(resource: Resource, stack: Stack | undefined): Value | undefined {
  const own = resource.inputs.value["region"];
  if (isSet(own)) return own;
  const region = stack?.byUrn.get(resource.provider ?? "")?.inputs.value["region"];
  return isSet(region) ? region : resource.provider;
}
