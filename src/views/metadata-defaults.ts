import type { View } from "../language/view.js";
import { type Inputs, type ResourceClass, typeOfClass } from "../model/classes.js";
import { properties, type Resource } from "../model/resource.js";
import { same } from "../model/same.js";
import type { Stack } from "../model/stack.js";
import { isList, isMap, isUnknown, newMap, unknown, type Value, type ValueMap } from "../model/value.js";
import { regionOf } from "./region.js";

const defaultsType = typeOfClass("ec2.InstanceMetadataDefaults");
const isSet = (value: Value | undefined): value is Value => value !== undefined && value !== null && value !== "";

/** The inputs of what starts instances, in which `httpTokens` is what the stack sets as the default of its region where the program leaves it out. */
const metadataOf = <C extends ResourceClass>(name: C): View<Inputs<C>> => ({
  view: `${name} with the defaults of its region for metadata`,
  scope: "stack",
  early: true,
  types: [typeOfClass(name)],
  of: (resource, { stack }) => {
    const value = withDefault(resource.inputs.value, defaultTokens(resource, stack));
    return [{ resource, path: "", value: value as unknown as Inputs<C> }];
  },
});

export const instanceMetadata = metadataOf("ec2.Instance");
export const launchTemplateMetadata = metadataOf("ec2.LaunchTemplate");
export const launchConfigurationMetadata = metadataOf("ec2.LaunchConfiguration");

function withDefault(inputs: ValueMap, tokens: Value | undefined): ValueMap {
  const { metadataOptions: written, launchTemplate } = inputs;
  const options = isList(written) ? written[0] : written;
  if (tokens === undefined || isUnknown(written) || isUnknown(options)) return inputs;
  const own = isMap(options) ? options : newMap();
  // The instance itself or its template takes precedence over the default.
  if (isSet(own["httpTokens"]) || (written === undefined && isSet(launchTemplate))) return inputs;
  return Object.assign(newMap(), inputs, { metadataOptions: Object.assign(newMap(), own, { httpTokens: tokens }) });
}

/** `required` where the stack makes tokens the default of the region; `undefined` where it does not. */
function defaultTokens(resource: Resource, stack: Stack | undefined): Value | undefined {
  const all = stack?.byType.get(defaultsType) ?? [];
  if (all.length === 0) return undefined;
  const region = regionOf(resource, stack);
  const sure = all.filter((one) => !isUnknown(regionOf(one, stack)) && !isUnknown(region) && regionOf(one, stack) === region);
  const tokens = sure.map((one) => properties(one).value["httpTokens"]);
  if (tokens.some((value) => !isUnknown(value) && same(value, "required"))) return "required";
  const isOpen = tokens.some(isUnknown) || isUnknown(region) || all.some((one) => isUnknown(regionOf(one, stack)));
  return isOpen ? unknown : undefined;
}
