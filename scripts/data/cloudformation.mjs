// @ts-check
/** Reads CloudFormation's resource types from @aws-cdk/aws-service-spec, and the type tokens and property names of @pulumi/aws-native. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { packageFolder } from "./packages.mjs";

/** The packages that the table is made from, with their versions. */
export const SPEC = ["@aws-cdk/aws-service-spec", "0.1.216"];
export const NATIVE = ["@pulumi/aws-native", "1.79.0"];

/**
 * @typedef {{ kind: "string" | "number" | "boolean" | "json" | "tags" }
 *   | { kind: "list" | "map", of: CfnType } | { kind: "object", of: CfnProperties }} CfnType
 * @typedef {Map<string, CfnType>} CfnProperties
 * @typedef {{ type: string, properties: CfnProperties, attributes: string[], primary: string[] }} CfnResource
 * @typedef {{ type: string, types?: RawType[], element?: RawType, reference?: { $ref: string } }} RawType
 */

/** Types nest in circles (conditions of WAF, filters): a property deeper than this is not mapped. */
const DEEPEST = 6;

/**
 * The resource types by their name, `AWS::S3::Bucket`.
 * @returns {Map<string, CfnResource>}
 */
export function readCloudFormation() {
  const folder = packageFolder(SPEC[0] ?? "", SPEC[1] ?? "");
  const { schema } = JSON.parse(gunzipSync(readFileSync(join(folder, "db.json.gz"))).toString("utf8"));
  /** @type {Map<string, { properties: Record<string, { type: RawType }> }>} */
  const objects = new Map(schema.typeDefinition.entities.map((/** @type {{ $id: string }} */ one) => [one.$id, one]));
  /** @param {RawType} raw @param {number} depth @returns {CfnType} */
  const read = (raw, depth) => {
    switch (raw.type) {
      case "string":
      case "date-time":
        return { kind: "string" };
      case "integer":
      case "number":
        return { kind: "number" };
      case "boolean":
        return { kind: "boolean" };
      case "array":
        return raw.element?.type === "tag" ? { kind: "tags" } : { kind: "list", of: read(raw.element ?? { type: "json" }, depth) };
      case "map":
        return { kind: "map", of: read(raw.element ?? { type: "json" }, depth) };
      case "tag":
        return {
          kind: "object",
          of: new Map([
            ["Key", { kind: "string" }],
            ["Value", { kind: "string" }],
          ]),
        };
      case "ref": {
        const object = objects.get(raw.reference?.$ref ?? "");
        return object === undefined || depth >= DEEPEST ? { kind: "json" } : { kind: "object", of: readAll(object.properties, depth + 1) };
      }
      case "union": {
        const types = (raw.types ?? []).map((one) => read(one, depth));
        return types.find(({ kind }) => kind === "json") ?? types.find(({ kind }) => kind === "object") ?? types[0] ?? { kind: "json" };
      }
      default:
        return { kind: "json" };
    }
  };
  /** @param {Record<string, { type: RawType }>} properties @param {number} depth @returns {CfnProperties} */
  const readAll = (properties, depth) => new Map(Object.entries(properties).map(([name, { type }]) => [name, read(type, depth)]));
  return new Map(
    schema.resource.entities.map(
      (
        /** @type {{ cloudFormationType: string, properties: Record<string, { type: RawType }>, attributes: object, primaryIdentifier?: string[] }} */ one,
      ) => [
        one.cloudFormationType,
        {
          type: one.cloudFormationType,
          properties: readAll(one.properties, 0),
          attributes: Object.keys(one.attributes),
          primary: one.primaryIdentifier ?? [],
        },
      ],
    ),
  );
}

/**
 * The resource tokens of @pulumi/aws-native with the names of their inputs, by CloudFormation's type in small letters: `s3:bucket`.
 * @returns {Map<string, { token: string, inputs: string[] }>}
 */
export function readNative() {
  const folder = packageFolder(NATIVE[0] ?? "", NATIVE[1] ?? "");
  /** @type {Map<string, { token: string, inputs: string[] }>} */
  const found = new Map();
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!/^[a-z0-9]+\/[^/]+\.js$/.test(entry) || entry.includes("/get")) continue;
    const script = readFileSync(join(folder, entry), "utf8");
    const token = /__pulumiType = ['"](aws-native:[^'"]*)['"]/.exec(script)?.[1];
    if (token === undefined) continue;
    const inputs = [...new Set([...script.matchAll(/resourceInputs\["(\w+)"\] = [^;\n]*args/g)].map((match) => match[1] ?? ""))];
    found.set(token.slice("aws-native:".length).toLowerCase(), { token, inputs });
  }
  return found;
}
