import type { View } from "../language/view.js";
import { type Inputs, type ResourceClass, typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { same } from "../model/same.js";
import type { Stack } from "../model/stack.js";
import { isList, isMap, isUnknown, type Unknown, unknown, type Value } from "../model/value.js";
import { inputOf, mayMention, mentions } from "../network/pointers.js";

/** A resource, with whether a selection of a backup plan of the stack takes it in. */
export type BackedUp<C extends ResourceClass> = Inputs<C> & { readonly isInBackupPlan: boolean };

/** Resources of a class with the backup selections of the stack: by ARN, by a pattern of ARNs, or by tags. */
export const backedUp = <C extends ResourceClass>(name: C): View<BackedUp<C>> => ({
  view: `${name} and backup plans`,
  scope: "stack",
  atEnd: "the selection of a backup plan may come after it",
  types: [typeOfClass(name)],
  of: (resource, { stack }) => {
    const value = { ...resource.inputs.value, isInBackupPlan: stack === undefined ? unknown : isSelected(resource, stack) };
    return [{ resource, path: "", value: value as unknown as BackedUp<C>, locate: (path) => (path === "isInBackupPlan" ? "tags" : path) }];
  },
});

function isSelected(resource: Resource, stack: Stack): boolean | Unknown {
  const answers = (stack.byType.get(typeOfClass("backup.Selection")) ?? []).map((selection) => selects(selection, resource));
  return answers.includes(true) ? true : answers.some(isUnknown) ? unknown : false;
}

function selects(selection: Resource, resource: Resource): boolean | Unknown {
  const notResources = textsIn(inputOf(selection, "notResources"));
  if (notResources.some((pattern) => fitsArn(pattern, resource))) return false;
  const named = inputOf(selection, "resources");
  const isNamed = mentions(selection, "resources", resource) || textsIn(named).some((pattern) => fitsArn(pattern, resource));
  const tags = inputOf(selection, "selectionTags");
  const conditions = inputOf(selection, "conditions");
  const isTagged = (isList(tags) ? tags : []).map((tag) => hasTag(resource, tag));
  if (isTagged.includes(true) || (isNamed && (conditions === undefined || conditions === null))) return true;
  // What conditions leave of the resources depends on tags: only the plain case is decided.
  if (isNamed || isTagged.some(isUnknown) || isUnknown(tags) || mayMention(selection, "resources")) return unknown;
  return false;
}

const textsIn = (value: Value | undefined): string[] =>
  (isList(value) ? value : [value]).filter((item): item is string => typeof item === "string");

const services: Readonly<Record<string, string>> = {
  rds: "rds",
  dynamodb: "dynamodb",
  ebs: "ec2",
  ec2: "ec2",
  efs: "elasticfilesystem",
  docdb: "rds",
  neptune: "rds",
};

/** Whether a pattern of ARNs covers everything of the kind of a resource, or its own ARN. */
function fitsArn(pattern: string, resource: Resource): boolean {
  if (pattern === "*" || /^arn:[^:]+:\*(:\*)*$/.test(pattern)) return true;
  const arn = resource.outputs.value["arn"];
  if (typeof arn === "string" && (arn === pattern || (pattern.endsWith("*") && arn.startsWith(pattern.slice(0, -1))))) return true;
  const [, service = "", , , rest = ""] = /^arn:[^:]+:([^:]+):([^:]*):([^:]*):(.*)$/.exec(pattern) ?? [];
  const own = services[/^aws:([^/]+)\//.exec(resource.type)?.[1] ?? ""];
  return service === own && /^(\w+[:/])?\*$/.test(rest) && (rest === "*" || kindsOf(resource).includes(rest.replace(/[:/]\*$/, "")));
}

function kindsOf({ type }: Resource): readonly string[] {
  const name = /:(\w+)$/.exec(type)?.[1]?.toLowerCase() ?? "";
  return name === "instance" ? ["db", "instance"] : name === "filesystem" ? ["file-system"] : [name];
}

function hasTag(resource: Resource, tag: Value): boolean | Unknown {
  if (!isMap(tag)) return unknown;
  const [key, value] = [tag["key"], tag["value"]];
  const tags = inputOf(resource, "tagsAll") ?? inputOf(resource, "tags");
  if (isUnknown(key) || isUnknown(value) || isUnknown(tags)) return unknown;
  const own = isMap(tags) && typeof key === "string" ? tags[key] : undefined;
  return isUnknown(own) ? unknown : own !== undefined && same(own, value);
}
