import type { View } from "../language/view.js";
import { type ResourceClass, typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import { isList, isMap, isUnknown, type Value } from "../model/value.js";
import { tagsOf } from "./taggable.js";

/** Whether a selection of AWS Backup in the stack covers a resource. */
export type BackedUp = "yes" | "no" | "unknown";

/** A view over resources of some classes, with whether a backup selection of the stack covers each. */
export const backedUpResources = (...classes: readonly ResourceClass[]): View<{ readonly covered: BackedUp }> => ({
  view: `${classes.join(", ")} with backup selections`,
  scope: "stack",
  atEnd: "the backup selection that covers a resource comes after it",
  types: classes.map(typeOfClass),
  *of(resource, { stack }) {
    if (stack === undefined) return;
    const covered = backedUp(resource, stack);
    yield covered === "unknown" ? { resource, path: "", value: { covered }, unreadable: [""] } : { resource, path: "", value: { covered } };
  },
});

// Types that AWS Backup supports; its recovery points outlive the resource.
const backupServices = /^aws:(rds|docdb|neptune|dynamodb|efs|fsx|ebs|s3|redshift|redshiftserverless|timestreamwrite)\//;
const selectionType = typeOfClass("backup.Selection");

/** Whether a selection of AWS Backup in the stack covers a resource. */
export function backedUp(resource: Resource, stack: Stack): BackedUp {
  const service = backupServices.exec(resource.type)?.[1];
  if (service === undefined) return "no";
  let answer: BackedUp = "no";
  for (const selection of stack.byType.get(selectionType) ?? []) {
    const one = selects(selection, resource, service, stack);
    if (one === "yes") return one;
    if (one === "unknown") answer = one;
  }
  return answer;
}

function selects(selection: Resource, resource: Resource, service: string, stack: Stack): BackedUp {
  const { resources, selectionTags, conditions, notResources } = selection.inputs.value;
  const byTag = selectsByTag(selectionTags, resource, stack);
  // Exclusions and conditions are evaluated only by AWS.
  if (isFull(notResources) || isFull(conditions)) return "unknown";
  if (byTag === "yes") return byTag;
  if (selection.propertyDependencies["resources"]?.includes(resource.urn) === true) return "yes";
  if (isUnknown(resources) || (isList(resources) && resources.some(isUnknown))) {
    // The dependencies show which resources an unknown list is made of.
    const made = selection.propertyDependencies["resources"] ?? [];
    return made.length > 0 ? byTag : "unknown";
  }
  const arns = isList(resources) ? resources.filter((arn) => typeof arn === "string") : [];
  const own = resource.outputs.value["arn"];
  const namespace =
    { ebs: "ec2", docdb: "rds", neptune: "rds", efs: "elasticfilesystem", timestreamwrite: "timestream" }[service] ?? service;
  const takesIn = arns.some(
    (arn) => arn === "*" || arn === own || (arn.endsWith("*") && (arn.split(":")[2] === namespace || arn.split(":")[2] === "*")),
  );
  return takesIn ? "yes" : byTag;
}

const isFull = (value: Value | undefined): boolean =>
  isUnknown(value) || (isList(value) ? value.length > 0 : isMap(value) && Object.keys(value).length > 0);

function selectsByTag(selectionTags: Value | undefined, resource: Resource, stack: Stack): BackedUp {
  if (isUnknown(selectionTags)) return "unknown";
  if (!isList(selectionTags) || selectionTags.length === 0) return "no";
  const tagged = tagsOf(resource, { stack });
  if (tagged === undefined) return "no";
  let answer: BackedUp = tagged.open.length > 0 ? "unknown" : "no";
  for (const wanted of selectionTags) {
    if (!isMap(wanted)) {
      if (isUnknown(wanted)) answer = "unknown";
      continue;
    }
    const { key, value } = wanted;
    const own = tagged.tags.find((tag) => tag.key === key);
    if (isUnknown(key)) answer = "unknown";
    else if (own === undefined) continue;
    else if (isUnknown(value) || own.value === undefined) answer = "unknown";
    else if (own.value === value) return "yes";
  }
  return answer;
}
