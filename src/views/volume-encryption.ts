import type { View } from "../language/view.js";
import { type Inputs, type ResourceClass, typeOfClass } from "../model/classes.js";
import { properties, type Resource } from "../model/resource.js";
import { same } from "../model/same.js";
import { type Link, partners, type Stack } from "../model/stack.js";
import { isList, isMap, isUnknown, newMap, unknown, type Value, type ValueMap } from "../model/value.js";
import { regionOf } from "./region.js";

/**
 * The inputs of what makes volumes, in which `encrypted` states how the volume is in fact where the program leaves it out: as the deployed one is, as its
 * snapshot or the image is, or true where the stack switches encryption by default on. Unknown where only a snapshot or an image shows.
 */
const volumesOf = <C extends ResourceClass>(
  name: C,
  settle: (inputs: ValueMap, around: Around) => Readonly<Record<string, Value | undefined>>,
): View<Inputs<C>> => ({
  view: `${name} with the encryption of its volumes`,
  scope: "stack",
  early: true,
  types: [typeOfClass(name)],
  of: (resource, { stack }) => {
    const inputs = resource.inputs.value;
    const settled = Object.entries(settle(inputs, { resource, stack, byDefault: byDefault(resource, stack) }));
    const value = merge(inputs, Object.fromEntries(settled.filter((entry): entry is [string, Value] => entry[1] !== undefined)));
    return [{ resource, path: "", value: value as unknown as Inputs<C> }];
  },
});

interface Around {
  readonly resource: Resource;
  readonly stack: Stack | undefined;
  readonly byDefault: Answer;
}
/** Whether something is encrypted; `undefined` if not known. */
type Answer = Value | undefined;

const merge = (one: ValueMap, other: Readonly<Record<string, Value>>): ValueMap => Object.assign(newMap(), one, other);
const isSet = (value: Value | undefined): value is Value => value !== undefined && value !== null && value !== "";
const block = (value: Value | undefined): Value | undefined => (isList(value) ? value[0] : value);
const listOf = (value: Value | undefined): readonly Value[] => (isList(value) ? value : isSet(value) ? [value] : []);

export const volumeEncryption = volumesOf("ebs.Volume", (inputs, around) => ({
  encrypted: encryptionOf(inputs, block(around.resource.outputs.value), around, undefined),
}));

export const instanceEncryption = volumesOf("ec2.Instance", (inputs, around) => ({
  ...devices(inputs, around, imageEncryption("ami", around)),
}));

export const launchConfigurationEncryption = volumesOf("ec2.LaunchConfiguration", (inputs, around) => ({
  ...devices(inputs, around, imageEncryption("imageId", around)),
}));

export const launchTemplateEncryption = volumesOf("ec2.LaunchTemplate", (inputs, around) => {
  const image = imageEncryption("imageId", around);
  const mappings = inputs["blockDeviceMappings"];
  if (isUnknown(mappings)) return {};
  const settled = listOf(mappings).map((mapping): Value => {
    const ebs = isMap(mapping) ? block(mapping["ebs"]) : undefined;
    if (!isMap(mapping) || !isMap(ebs)) return mapping;
    const device = mapping["deviceName"];
    const inherited = isUnknown(device) && image !== undefined ? unknown : isRoot(device) ? image : undefined;
    const own = encryptionOf(ebs, undefined, around, inherited);
    return merge(mapping, { ebs: own === undefined ? ebs : merge(ebs, { encrypted: own }) });
  });
  if (settled.length > 0) return { blockDeviceMappings: settled };
  // A template without mappings makes the volumes of its image.
  const whole = around.byDefault ?? image;
  if (isUnknown(whole)) return { blockDeviceMappings: whole };
  return { blockDeviceMappings: same(whole, true) ? [merge(newMap(), { ebs: merge(newMap(), { encrypted: "true" }) })] : undefined };
});

const isRoot = (device: Value | undefined): boolean => device === "/dev/xvda" || device === "/dev/sda1";

/** The root volume and the others of an instance or a launch configuration. */
function devices(inputs: ValueMap, around: Around, image: Answer): Readonly<Record<string, Value | undefined>> {
  const { rootBlockDevice, ebsBlockDevices, launchTemplate } = inputs;
  const deployed = around.resource.outputs.value;
  const root = block(rootBlockDevice);
  // What a launch template states of the root volume is evaluated there.
  const leaveRoot = isUnknown(root) || (!isSet(root) && isSet(launchTemplate));
  const rootEncryption = leaveRoot
    ? undefined
    : encryptionOf(isMap(root) ? root : newMap(), block(deployed["rootBlockDevice"]), around, image);
  const others = isUnknown(ebsBlockDevices) ? undefined : listOf(ebsBlockDevices);
  return {
    rootBlockDevice: rootEncryption === undefined ? undefined : merge(isMap(root) ? root : newMap(), { encrypted: rootEncryption }),
    ebsBlockDevices: others?.map((device): Value => {
      if (!isMap(device)) return device;
      const same = listOf(deployed["ebsBlockDevices"]).find(
        (one) => isMap(one) && isSet(one["deviceName"]) && one["deviceName"] === device["deviceName"],
      );
      const own = encryptionOf(device, same, around, undefined);
      return own === undefined ? device : merge(device, { encrypted: own });
    }),
  };
}

/** Whether a volume is encrypted, by what is nearest to it; `undefined` where the program's own input, or its absence, is all there is. */
function encryptionOf(device: ValueMap, deployed: Value | undefined, { resource, stack, byDefault }: Around, image: Answer): Answer {
  if (byDefault !== undefined && !same(device["encrypted"], true)) return byDefault;
  if (isSet(device["encrypted"])) return undefined;
  const found = isMap(deployed) ? deployed["encrypted"] : undefined;
  if (isSet(found) && !isUnknown(found)) return found;
  if (!isSet(device["snapshotId"])) return image;
  return device === resource.inputs.value && stack !== undefined ? sourceEncryption("snapshotId", snapshots, resource, stack) : unknown;
}

const snapshots = ["ebs.Snapshot", "ebs.SnapshotCopy", "ebs.SnapshotImport"].map(typeOfClass);
const images = ["ec2.AmiCopy", "ec2.Ami", "ec2.AmiFromInstance"].map(typeOfClass);

/** Whether the snapshot or image that an input names is encrypted, as far as the stack shows. */
function sourceEncryption(property: string, types: readonly string[], resource: Resource, stack: Stack): Answer {
  const link: Link = { direction: "outbound", types, property, label: "" };
  const [source] = partners(stack, resource, link).sure;
  if (source === undefined) return unknown;
  const inputs = properties(source).value;
  const devicesOf = [...listOf(inputs["ebsBlockDevices"]), ...listOf(source.outputs.value["ebsBlockDevices"])].filter(isMap);
  if (same(inputs["encrypted"], true) || devicesOf.some((device) => same(device["encrypted"], true))) return true;
  const deployed = source.outputs.value["encrypted"];
  return isSet(deployed) && !isUnknown(deployed) ? deployed : unknown;
}

/** The same for an image; `undefined` for one that is none of the stack's, of which nothing shows. */
function imageEncryption(property: string, { resource, stack }: Around): Answer {
  const image = resource.inputs.value[property];
  if (!isSet(image) || stack === undefined || images.every((type) => !stack.byType.has(type))) return undefined;
  const found = sourceEncryption(property, images, resource, stack);
  return isUnknown(found) && !isUnknown(image) ? undefined : found;
}

const defaultType = typeOfClass("ebs.EncryptionByDefault");

/** True where the stack switches on that its region encrypts every volume. */
function byDefault(resource: Resource, stack: Stack | undefined): Answer {
  const settings = (stack?.byType.get(defaultType) ?? []).filter((one) => regionOf(one, stack) === regionOf(resource, stack));
  const enabled = settings.map((one) => properties(one).value["enabled"]);
  if (enabled.some((value) => !isUnknown(value) && !same(value ?? true, false))) return true;
  return enabled.some(isUnknown) ? unknown : undefined;
}
