import type { Resource } from "../model/resource.js";
import { isList, isMap, isUnknown, type Value, type ValueMap } from "../model/value.js";
import type { Item, View } from "./view.js";

/** One rule that lets traffic in, wherever it is written: inline in a group, or as a resource of its own. */
export interface Ingress {
  /** As it was written: `tcp`, `6`, `-1`, `all`. */
  readonly protocol: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  /** The address ranges of both families; empty where only groups, prefix lists or the group itself are let in. */
  readonly cidrs: readonly string[];
}

const inline = ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"];
const separate = ["aws:ec2/securityGroupRule:SecurityGroupRule", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"];

/** What security groups let in: inline rules, `ec2.SecurityGroupRule` and `vpc.SecurityGroupIngressRule`. */
export const ingress: View<Ingress> = { view: "ingress rules", scope: "resource", types: [...inline, ...separate], of: ingressOf };

function* ingressOf(resource: Resource): Iterable<Item<Ingress>> {
  const { value } = resource.inputs;
  if (!inline.includes(resource.type)) {
    const type = value["type"];
    if (isUnknown(type)) yield { resource, path: "", value: none, unreadable: ["type"] };
    else if (type === undefined || type === "ingress") yield item(resource, "", value);
    return;
  }
  const rules = value["ingress"];
  if (isUnknown(rules)) yield { resource, path: "ingress", value: none, unreadable: ["ingress"] };
  const list = isList(rules) ? rules : isMap(rules) ? [rules] : [];
  for (const [i, rule] of list.entries()) {
    const path = isList(rules) ? `ingress[${i}]` : "ingress";
    if (isUnknown(rule)) yield { resource, path, value: none, unreadable: [path] };
    else if (isMap(rule)) yield item(resource, path, rule);
  }
}

const none: Ingress = { protocol: "", cidrs: [] };
const sources = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"];

function item(resource: Resource, path: string, rule: ValueMap): Item<Ingress> {
  const ranges = sources.flatMap((key): [Value, string][] => {
    const source = rule[key];
    if (isList(source)) return source.map((cidr, i) => [cidr, `${key}[${i}]`]);
    return source === undefined || source === null || source === "" ? [] : [[source, key]];
  });
  const [cidrs, places] = [ranges.map(([cidr]) => cidr), ranges.map(([, place]) => place)];
  const value = { protocol: rule["protocol"] ?? rule["ipProtocol"], fromPort: rule["fromPort"], toPort: rule["toPort"], cidrs };
  const inside = (at: string): string => {
    const found = /^cidrs\[(\d+)\]$/.exec(at);
    if (found !== null) return places[Number(found[1])] ?? at;
    return at === "protocol" && rule["protocol"] === undefined ? "ipProtocol" : at;
  };
  const locate = (at: string): string => [path, inside(at)].filter((part) => part !== "").join(".");
  return { resource, path, value: value as unknown as Ingress, locate };
}
