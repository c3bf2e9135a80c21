import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { type Link, partners, type Stack } from "../model/stack.js";
import { isList, isMap, isUnknown, unknown, type Value, type ValueMap } from "../model/value.js";

const listType = typeOfClass("ec2.ManagedPrefixList");
const entriesOfList: Link = {
  direction: "inbound",
  types: [typeOfClass("ec2.ManagedPrefixListEntry")],
  property: "prefixListId",
  label: "",
};

/** The address ranges in the prefix lists that a rule names, as far as the stack has them; each with the property that names the list. */
export function rangesOfLists(resource: Resource, rule: ValueMap, stack: Stack): [range: Value, path: string][] {
  const lists = stack.byType.get(listType) ?? [];
  if (lists.length === 0) return [];
  const named: [Value, string][] = isList(rule["prefixListIds"])
    ? rule["prefixListIds"].map((id, i): [Value, string] => [id, `prefixListIds[${i}]`])
    : [
        [rule["prefixListIds"] ?? null, "prefixListIds"],
        [rule["prefixListId"] ?? null, "prefixListId"],
      ];
  return named.flatMap(([id, path]) => meant(id, resource, stack, lists).map((range): [Value, string] => [range, path]));
}

/** The ranges of the list with an id; where a preview does not know the id, those of all lists that the input depends on. */
function meant(id: Value, resource: Resource, stack: Stack, lists: readonly Resource[]): Value[] {
  if (typeof id === "string") return lists.filter((list) => list.outputs.value["id"] === id).flatMap((list) => rangesIn(list, stack));
  if (!isUnknown(id)) return [];
  const inline = resource.propertyDependencies["ingress"] ?? [];
  const urns = ["prefixListIds", "prefixListId"].flatMap((input) => resource.propertyDependencies[input] ?? []);
  const own = lists.filter((list) => urns.includes(list.urn) || inline.includes(list.urn));
  // Which of several inline rules names which list is not reported.
  if (own.length > 1 && urns.length === 0) return [unknown];
  if (own.length > 0) return own.flatMap((list) => rangesIn(list, stack));
  return [...urns, ...inline].some((urn) => stack.byUrn.has(urn)) ? [] : [unknown];
}

function rangesIn(list: Resource, stack: Stack): Value[] {
  const { entries } = list.inputs.value;
  const inline: Value[] = isList(entries) ? entries.map(cidrOf) : isUnknown(entries) ? [unknown] : [];
  const { sure, open } = partners(stack, list, entriesOfList);
  return [...inline, ...sure.map((entry) => cidrOf(entry.inputs.value)), ...open.map((): Value => unknown)];
}

const cidrOf = (entry: Value): Value => (isMap(entry) ? (entry["cidr"] ?? null) : entry);
