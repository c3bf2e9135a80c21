import { unknownString } from "../../model/value.js";
import type { Surroundings } from "./context.js";
import { noOptions, type Registry } from "./registry.js";
import { secretOf } from "./values.js";
import type { Raw } from "./wire.js";

const providerType = "pulumi:providers:";

export const isProviderType = (type: string): boolean => type.startsWith(providerType);

/** The package of a type: `aws` of `aws:s3/bucket:Bucket`. */
export const packageOf = (type: string): string => (isProviderType(type) ? type.slice(providerType.length) : (type.split(":")[0] ?? ""));

/** The provider that the engine makes for a package for which the program made none, as `URN::ID`. It is registered when first needed. */
export function defaultProvider(name: string, version: string, registry: Registry, around: Surroundings): string {
  const type = `${providerType}${name}`;
  const ending = version === "" ? "" : `_${version.replace(/^v/, "").replaceAll(/[.+-]/g, "_")}`;
  const urn = registry.urnOf(type, `default${ending}`, "");
  if (registry.get(urn) === undefined) {
    const inputs = { ...configOf(name, around), ...(version !== "" && { version: version.replace(/^v/, "") }) };
    registry.set({
      urn,
      type,
      name: `default${ending}`,
      parent: "",
      custom: true,
      external: false,
      id: "",
      inputs,
      outputs: inputs,
      provider: "",
      dependencies: [],
      propertyDependencies: {},
      options: noOptions,
      source: undefined,
    });
  }
  return `${urn}::${unknownString}`;
}

/** The configuration of a package: what the default provider is configured with. */
export function configOf(name: string, { config, secretKeys }: Surroundings): Raw {
  const secret = new Set(secretKeys);
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, value]) =>
      key.startsWith(`${name}:`) ? [[key.slice(name.length + 1), secret.has(key) ? secretOf(value) : value]] : [],
    ),
  );
}

/** The URN of a reference to a provider, which is `URN::ID`. */
export const urnOfReference = (reference: string): string => reference.replace(/::[^:]*$/, "");
