import { type PolicyResource, type PolicyResourceOptions, type ResourceValidationArgs, Secret } from "@pulumi/policy";
import { asset } from "@pulumi/pulumi";
import type { RawResource, ResourceOptions } from "../../model/resource.js";
import { signatureKey, signatures } from "../../model/value.js";

type Raw = Readonly<Record<string, unknown>>;

// The SDK wraps properties in proxies that throw for unknowns and unwrap secrets; these keys (its proxy.ts) lead to what is inside.
const isProxy = "__isSpecialProxy";
const proxyTarget = "__getSpecialProxyTarget";

/** Properties as the SDK gives them, back in the form of the wire. */
export function toRaw(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const special = value as Raw;
  if (special[isProxy] === true) return toRaw(special[proxyTarget]);
  if (Array.isArray(value)) return value.map(toRaw);
  if (value instanceof Secret) return { [signatureKey]: signatures.secret, value: toRaw(value.value) };
  if (asset.Asset.isInstance(value)) return { [signatureKey]: signatures.asset, ...(value as object) };
  if (asset.Archive.isInstance(value)) return { [signatureKey]: signatures.archive, ...(value as object) };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toRaw(item)]));
}

/** Properties of the wire in the form that the SDK expects: secrets in its own wrapper. */
export function fromRaw(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(fromRaw);
  const map = value as Raw;
  if (map[signatureKey] === signatures.secret) return new Secret(fromRaw(map["value"]));
  return Object.fromEntries(Object.entries(map).map(([key, item]) => [key, fromRaw(item)]));
}

/**
 * Whether properties of the wire contain an archive that the program builds from parts. The SDK (1.21) writes such an archive back as a list of its
 * names, which the engine refuses ("unexpected archive contents"): what holds one cannot be remediated through it.
 */
export function holdsInlineArchive(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsInlineArchive);
  const map = value as Raw;
  if (map[signatureKey] === signatures.archive) return Object.hasOwn(map, "assets");
  return Object.values(map).some(holdsInlineArchive);
}

/** Sets what changed on the SDK's own properties, so that remediations of others that follow see it. */
export function applyTo(props: Record<string, unknown>, before: Raw, after: Raw): Record<string, unknown> {
  let target: Record<string, unknown> = props;
  while (target[isProxy] === true) target = target[proxyTarget] as Record<string, unknown>;
  for (const [key, value] of Object.entries(after)) if (value !== before[key]) target[key] = fromRaw(value);
  return props;
}

/** A resource as a resource policy gets it: its inputs. */
export const fromResourceArgs = (args: Omit<ResourceValidationArgs, "notApplicable">, secretsKnown: boolean): RawResource => ({
  urn: args.urn,
  type: args.type,
  name: args.name,
  inputs: toRaw(args.props) as Raw,
  custom: args.provider !== undefined,
  provider: args.provider?.urn,
  providerInputs: args.provider === undefined ? undefined : (toRaw(args.provider.props) as Raw),
  parent: args.opts.parent,
  options: optionsOf(args.opts),
  secretsKnown,
});

/** A resource as a stack policy gets it: its outputs. Its dependencies are known if they are in the stack. */
export const fromPolicyResource = (resource: PolicyResource): RawResource => ({
  urn: resource.urn,
  type: resource.type,
  name: resource.name,
  outputs: toRaw(resource.props) as Raw,
  custom: resource.provider !== undefined,
  provider: resource.provider?.urn,
  providerInputs: resource.provider === undefined ? undefined : (toRaw(resource.provider.props) as Raw),
  parent: resource.parent?.urn,
  dependencies: resource.dependencies.map((r) => r.urn),
  propertyDependencies: Object.fromEntries(
    Object.entries(resource.propertyDependencies).map(([key, list]) => [key, list.map((r) => r.urn)]),
  ),
  options: optionsOf(resource.opts),
  secretsKnown: false,
});

const optionsOf = (opts: PolicyResourceOptions): Partial<ResourceOptions> => ({
  protect: opts.protect,
  ignoreChanges: opts.ignoreChanges,
  deleteBeforeReplace: opts.deleteBeforeReplace,
  additionalSecretOutputs: opts.additionalSecretOutputs,
});
