// @ts-check
/** Writes docs/aws-native.md: the types of CloudFormation and @pulumi/aws-native that rules evaluate, with their properties, mapped and not. */
import { readFileSync } from "node:fs";
import { table } from "./pages.mjs";

/**
 * @typedef {string | [string, unknown]} Target
 * @typedef {{ type: string, at?: string, without?: string, each?: true, map: Record<string, Target>, unknown?: string[] }} View
 * @typedef {{ type: string, token?: string, as: View[] }} NativeType
 */

const INTRODUCTION = `# AWS Native, Cloud Control and CloudFormation

<!-- Written by \`npm run docs\` from src/data/native-types.json: do not edit. -->

The rules are written for the classes of \`@pulumi/aws\`. The same resource can be made in three other ways, and is evaluated by the same rules:

- \`@pulumi/aws-native\`: \`aws-native:s3:Bucket\`;
- \`aws.cloudcontrol.Resource\`: the type is \`typeName\`, the properties are the JSON in \`desiredState\`;
- \`aws.cloudformation.Stack\`: the resources of \`templateBody\`, in JSON or YAML. What \`Fn::Sub\`, \`Fn::Join\`, \`Fn::Select\`, \`Fn::Split\`,
  \`Fn::FindInMap\` and \`Fn::Base64\` make of known values is known, and so are parameters with a value or a default. A condition is decided by the
  values that \`parameters\` gives, never by a default: a resource whose condition does not hold is left out, and \`Fn::If\` is the branch that is
  taken. Where a condition is open, \`Fn::If\` is known if both branches are the same, and the resource counts as there. What another function returns
  is unknown. \`Ref\` and \`Fn::GetAtt\` join resources. A template behind \`templateUrl\` is not read.

A finding names the property that you wrote: \`bucketEncryption\`, \`desiredState.BucketEncryption\`,
\`templateBody.Resources.Logs.Properties.BucketEncryption\`. Joins work across the providers: a \`BucketPolicy\` of one and a \`Bucket\` of the other.
\`remediate\` sets properties of \`@pulumi/aws-native\`; texts are left to you.

One native resource can be several classes: the versioning of a bucket is an \`s3.BucketVersioning\`. An input of a class that no property is mapped to is
_unknown_, never unset: a rule that reads it reports neither a violation nor a pass. An input whose property is left out is unset.
Types that are not listed here are counted among the [types that no rule evaluates](ci.md#resources-that-no-rule-evaluates). Rules on every type
(secrets, names) see them all the same.
`;

/** @param {string} type */
const classOf = (type) => type.replace(/^aws:([^/]+)\/[^:]+:/, "$1.");
/** @param {Target} target */
const inputOf = (target) => (typeof target === "string" ? target : target[0]);
/** @param {string} text */
const code = (text) => `\`${text}\``;

/** A path in small letters, without positions. @param {string} path */
const plain = (path) => path.toLowerCase().replace(/\[\d*\]/g, "");

/** The page. */
export function nativePage() {
  const file = new URL("../../src/data/native-types.json", import.meta.url);
  const { types, unmapped } = JSON.parse(readFileSync(file, "utf8"));
  /** @type {[string, NativeType][]} */
  const entries = Object.entries(types);
  const sum = (/** @type {NativeType} */ { as }) => as.reduce((all, { map }) => all + Object.keys(map).length, 0);
  const all = entries.reduce((total, [, type]) => total + sum(type), 0);
  const rows = entries.map(([key, type]) => [
    `[${code(type.type)}](#${anchor(type.type)})`,
    type.token === undefined ? "–" : code(type.token),
    [...new Set(type.as.map((view) => code(classOf(view.type))))].join(", "),
    `${sum(type)}`,
    `${(unmapped[key] ?? []).length}`,
  ]);
  const parts = entries.map(([key, type]) => section(type, unmapped[key] ?? []));
  return [
    INTRODUCTION,
    `${entries.length} types are mapped, with ${all} properties. A dash: the type is not in \`@pulumi/aws-native\`.\n`,
    table(["type", "`@pulumi/aws-native`", "classes", "mapped", "not mapped"], rows),
    ...parts,
  ].join("\n");
}

/** The anchor of a heading. @param {string} heading */
const anchor = (heading) => heading.toLowerCase().replace(/[^a-z0-9]+/g, "");

/** @param {NativeType} type @param {string[]} rest @returns {string} */
function section({ type, as }, rest) {
  const lines = as.map(({ type: cls, at, without, each, map, unknown = [] }) => {
    const condition =
      at !== undefined
        ? ` (${each === true ? "for each of" : "with"} ${code(at)})`
        : without !== undefined
          ? ` (without ${code(without)})`
          : "";
    const pairs = Object.entries(map).map(([from, target]) => [from.replace(/#\d+$/, ""), inputOf(target)]);
    const isSame = ([from = "", to = ""]) => plain(from) === plain(to);
    const alike = pairs.filter(isSame).map(([from = ""]) => code(from));
    const others = pairs.filter((pair) => !isSame(pair)).map(([from = "", to = ""]) => `${code(from)} → ${code(to)}`);
    const mapped = [...others, ...(alike.length === 0 ? [] : [`${others.length === 0 ? "" : "and "}by the same name ${alike.join(", ")}`])];
    const open = unknown.length === 0 ? "" : ` Unknown: ${unknown.map(code).join(", ")}.`;
    return `- ${code(classOf(cls))}${condition}: ${mapped.join(", ")}.${open}`;
  });
  const others = rest.length === 0 ? [] : [`- Not mapped: ${rest.map(code).join(", ")}.`];
  return [`## ${type}\n`, ...lines, ...others, ""].join("\n");
}
