import type { View } from "../language/view.js";
import { jsonAt } from "../model/json.js";
import type { Resource } from "../model/resource.js";
import { isUnknown, type Value } from "../model/value.js";
import { isSet } from "../network/pointers.js";

/** The configuration of a provider of AWS; texts of JSON, as the engine passes lists and maps, are read. */
export interface ProviderConfig {
  readonly isDefault: boolean;
  readonly region?: string;
  readonly allowedAccountIds?: readonly string[];
  readonly insecure?: boolean | string;
  readonly skipCredentialsValidation?: boolean | string;
  readonly skipRequestingAccountId?: boolean | string;
  readonly endpoints?: readonly Readonly<Record<string, string>>[];
}

const types = ["pulumi:providers:aws", "pulumi:providers:aws-native"];

/** The providers of AWS, those that Pulumi makes by itself among them. */
export const awsProviders: View<ProviderConfig> = {
  view: "providers of AWS",
  scope: "resource",
  types,
  of: (resource) => {
    const inputs = Object.fromEntries(Object.entries(resource.inputs.value).map(([key, value]) => [key, read(value)]));
    return [{ resource, path: "", value: { ...inputs, isDefault: resource.name.startsWith("default") } }];
  },
};

const read = (value: Value): Value => (typeof value === "string" && /^\s*[[{]/.test(value) ? (jsonAt(value) ?? value) : value);

/** The region that a resource is in, by its own input or by its provider, with the place that decides it. */
export interface Region {
  readonly region: string;
}

/** Resources that have a region of their own, and the providers that decide that of the others. */
export const regions: View<Region> = {
  view: "resources with a region of their own, and providers",
  scope: "resource",
  types: "all",
  of: (resource) => {
    const { region } = resource.inputs.value;
    const isPlaced = types.includes(resource.type) || isAws(resource);
    return isPlaced && (isSet(region) || isUnknown(region)) ? [{ resource, path: "", value: { region: region as string } }] : [];
  },
};

const isAws = ({ type, custom }: Resource): boolean => custom && type.startsWith("aws:");
