import { createHash } from "node:crypto";
import { propertiesOf } from "../../data/class-inputs.js";
import { taggable } from "../../data/tables.js";
import { canonicalType } from "../../model/classes.js";
import { isUnknownOnWire, signatureKey, unknownString } from "../../model/value.js";
import { acceptedBy, hasSecret, hasUnknown, mapped, secretOf, unwrapped } from "./values.js";
import { isRaw, type Raw } from "./wire.js";

/** Classes whose physical name is not the input `name`. */
const nameInputs: ReadonlyMap<string, string> = new Map([
  ["aws:s3/bucket:Bucket", "bucket"],
  ["aws:s3/bucketV2:BucketV2", "bucket"],
  ["aws:s3/directoryBucket:DirectoryBucket", "bucket"],
  ["aws:rds/instance:Instance", "identifier"],
  ["aws:rds/cluster:Cluster", "clusterIdentifier"],
  ["aws:rds/clusterInstance:ClusterInstance", "identifier"],
  ["aws:docdb/cluster:Cluster", "clusterIdentifier"],
  ["aws:docdb/clusterInstance:ClusterInstance", "identifier"],
  ["aws:neptune/cluster:Cluster", "clusterIdentifier"],
  ["aws:neptune/clusterInstance:ClusterInstance", "identifier"],
  ["aws:elasticache/cluster:Cluster", "clusterId"],
  ["aws:elasticache/replicationGroup:ReplicationGroup", "replicationGroupId"],
]);

/** The tags that a provider gives every resource; `undefined` where they are not known. */
export function defaultTagsOf(provider: Raw): Raw | undefined {
  const given = unwrapped(provider["defaultTags"]);
  if (isUnknownOnWire(given)) return undefined;
  const { tags } = nested(given);
  const inner = unwrapped(tags);
  return isUnknownOnWire(inner) ? undefined : isRaw(inner) ? inner : {};
}

/** A nested argument of a provider travels as JSON in a text. */
export function nested(value: unknown): Raw {
  if (isRaw(value)) return value;
  if (typeof value !== "string") return {};
  try {
    const parsed: unknown = JSON.parse(value);
    return isRaw(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** The inputs as the provider checks them: with a name and the default tags. What it fills in is listed under `__defaults`. */
export function checkedInputs(type: string, urn: string, name: string, given: Raw, provider: Raw | undefined): Raw {
  const inputs = mapped(given, (value) => acceptedBy(value, { secrets: true, resources: false }));
  // The engine checks nothing by a provider whose configuration is not known yet.
  if (provider === undefined || hasUnknown({ ...provider, version: undefined })) return inputs;
  const canonical = canonicalType(type);
  const filled = physicalName(canonical, urn, name, inputs);
  const tags = mergedTags(canonical, inputs, defaultTagsOf(provider));
  return { ...withTexts(canonical, inputs), ...filled, ...tags, ...(filled !== undefined && { __defaults: Object.keys(filled) }) };
}

/** Policies that the program gives as objects are texts for the provider. */
function withTexts(type: string, inputs: Raw): Raw {
  const properties = propertiesOf(type);
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => {
      const inner = unwrapped(value);
      if (!isRaw(inner) || properties?.get(key)?.endsWith("PolicyDocument") !== true) return [key, value];
      const text = hasUnknown(inner) ? unknownString : JSON.stringify(sortedKeys(withoutSecrets(inner)));
      return [key, hasSecret(value) ? secretOf(text) : text];
    }),
  );
}

const withoutSecrets = (value: unknown): unknown => acceptedBy(value, { secrets: false, resources: false });

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (!isRaw(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, sortedKeys(value[key])]),
  );
}

function physicalName(type: string, urn: string, name: string, inputs: Raw): Raw | undefined {
  const own = nameInputs.get(type);
  const key = own ?? "name";
  if (key in inputs || `${key}Prefix` in inputs || propertiesOf(type)?.has(key) !== true) return undefined;
  const suffix = createHash("sha256").update(urn).digest("hex").slice(0, 7);
  const full = `${name}-${suffix}`;
  const isFifo = inputs["fifoQueue"] === true || inputs["fifoTopic"] === true;
  const shown = own !== undefined || type.startsWith("aws:ecr/") ? full.toLowerCase() : full;
  return { [key]: `${type === "aws:kms/alias:Alias" ? "alias/" : ""}${shown}${isFifo ? ".fifo" : ""}` };
}

function mergedTags(type: string, inputs: Raw, defaults: Raw | undefined): Raw | undefined {
  if (defaults === undefined || Object.keys(defaults).length === 0) return undefined;
  const table = taggable()[type];
  if (table === undefined || !table.tagsAll || table.shape !== "map") return undefined;
  const own = unwrapped(inputs[table.key]);
  if (isUnknownOnWire(own) || (isRaw(own) && signatureKey in own)) return undefined;
  const tags = { ...defaults, ...(isRaw(own) ? own : {}) };
  return { [table.key]: inputs[table.key] !== own && hasSecret(inputs[table.key]) ? secretOf(tags) : tags };
}

/** The outputs of a resource that does not exist yet, as far as they are known: its inputs, all its tags, its region. */
export function previewedOutputs(type: string, inputs: Raw, provider: Raw | undefined): Raw {
  const { __defaults, ...known } = inputs;
  const canonical = canonicalType(type);
  const table = taggable()[canonical];
  const tags = table?.tagsAll === true ? { tagsAll: known[table.key] ?? {} } : {};
  const region = unwrapped(provider?.["region"]);
  const hasRegion = !("region" in known) && typeof region === "string" && propertiesOf(canonical)?.has("region") === true;
  return { ...known, ...tags, ...(hasRegion && { region }) };
}
