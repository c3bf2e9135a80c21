import type { Item, View, ViewContext } from "../language/view.js";
import { join } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import { same } from "../model/same.js";
import { isList, isMap, isUnknown, type Value, type ValueMap } from "../model/value.js";
import type { Defence } from "./defence.js";
import { defaultTags } from "./taggable.js";

const instances = ["aws:ec2/instance:Instance", "aws:ec2/spotInstanceRequest:SpotInstanceRequest"];

/** The disks that an instance makes beside itself, by whether they get tags. */
export interface InstanceVolumes {
  /** Disks without a tag, as words. */
  readonly untagged: readonly string[];
}

/** Instances that make their own disks; where a launch template makes them, that is evaluated instead. */
export const instanceVolumes: View<InstanceVolumes> = {
  view: "volumes of instances",
  scope: "resource",
  types: instances,
  of: volumesOf,
};

function* volumesOf(resource: Resource, context: ViewContext): Iterable<Item<InstanceVolumes>> {
  const { volumeTags, rootBlockDevice, launchTemplate } = resource.inputs.value;
  if (isSet(launchTemplate) || isFilled(volumeTags)) return;
  const added = defaultTags(resource, context);
  const devices = blocks(resource);
  const untagged: string[] = [];
  const unreadable: string[] = [];
  const addDevice = (device: Value | undefined, label: string, path: string): void => {
    if (isUnknown(device)) return void unreadable.push(path);
    // The provider adds its default tags to the devices that the program declares, and to no others.
    const tags = isMap(device) ? device["tags"] : undefined;
    if (isFilled(tags) || (isMap(device) && added.tags.length > 0)) return;
    if (isUnknown(tags)) unreadable.push(join(path, "tags"));
    else if (isMap(device) && added.open.length > 0) for (const one of added.open) unreadable.push(one);
    else untagged.push(label);
  };
  addDevice(isList(rootBlockDevice) ? rootBlockDevice[0] : rootBlockDevice, "the root volume", "rootBlockDevice");
  for (const [device, path] of devices) addDevice(device, isMap(device) ? `the volume at ${nameOf(device)}` : "a volume", path);
  if (isUnknown(volumeTags)) unreadable.push("volumeTags");
  if (isUnknown(launchTemplate)) unreadable.push("launchTemplate");
  // A setting that tags every disk may still appear.
  if (isUnknown(volumeTags) || isUnknown(launchTemplate) || (untagged.length === 0 && unreadable.length > 0))
    yield { resource, path: "volumeTags", value: { untagged: [] }, unreadable };
  else if (untagged.length > 0) yield { resource, path: "", value: { untagged } };
}

const isSet = (value: Value | undefined): boolean => value !== undefined && value !== null && value !== "" && !isUnknown(value);
const isFilled = (value: Value | undefined): boolean => isMap(value) && Object.keys(value).length > 0;
const nameOf = (device: ValueMap): string => (typeof device["deviceName"] === "string" ? device["deviceName"] : "an unnamed device");

function blocks(resource: Resource): [Value, string][] {
  const devices = resource.inputs.value["ebsBlockDevices"];
  if (isUnknown(devices)) return [[devices, "ebsBlockDevices"]];
  return isList(devices) ? devices.map((device, i): [Value, string] => [device, join("ebsBlockDevices", i)]) : [];
}

/** The data disks that instances declare, each by whether it outlives the instance. */
export const dataVolumes: View<{ readonly kept: Defence }> = {
  view: "data volumes of instances",
  scope: "resource",
  types: instances,
  *of(resource) {
    for (const [device, path] of blocks(resource)) {
      const given = isMap(device) ? device["deleteOnTermination"] : device;
      const state = isUnknown(given) ? "unknown" : same(given, false) ? "safe" : "unsafe";
      const is = isSet(given) ? "true" : "unset";
      if (isMap(device) || isUnknown(device))
        yield { resource, path: "", value: { kept: { path: join(path, "deleteOnTermination"), state, expected: "false", is } } };
    }
  },
};
