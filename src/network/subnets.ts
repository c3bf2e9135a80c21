import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { isScalar, numberOf, same } from "../model/same.js";
import type { Stack } from "../model/stack.js";
import { isMap, isUnknown, type Value, type ValueMap } from "../model/value.js";
import { areInternet, isInternet, isInternetWithout } from "./cidr.js";
import { along, anyWay, blocked, hop, type Passage, through, waiting } from "./passage.js";
import { type Family, inFamily, meetsPort } from "./permissions.js";
import { inputOf, isSet, pointedBy, pointingAt } from "./pointers.js";
import { listed, rangesOf } from "./traffic.js";

export const subnetClasses = ["ec2.Subnet", "ec2.DefaultSubnet"];
const vpcClasses = ["ec2.Vpc", "ec2.DefaultVpc"];
const [defaultSubnet, defaultVpc, gateway] = ["ec2.DefaultSubnet", "ec2.DefaultVpc", "ec2.InternetGateway"].map(typeOfClass);

/** Whether the internet reaches a port of what is in a subnet and has a public address: by the routes of the subnet and its network ACL. */
export const internetToSubnet = (subnet: Resource, stack: Stack, port: number, family: Family): Passage =>
  along(
    () => routeToInternet(subnet, stack, family),
    () => through(hop("subnet", subnet)),
    () => throughAcl(subnet, stack, port, family),
  );

/** The same without a subnet in the program: what has none is in the default VPC, whose subnets are public. */
export const defaultNetwork: Passage = through({ words: "default VPC" });

function routeToInternet(subnet: Resource, stack: Stack, family: Family): Passage {
  const shield = blockedByAccount(subnet, stack);
  if (shield !== undefined) return shield;
  const { found, isUnseen } = pointingAt(stack, subnet, "ec2.RouteTableAssociation#subnetId");
  const [association] = found;
  if (association !== undefined) {
    const [table] = pointedBy(stack, association, "routeTableId", ["ec2.RouteTable", "ec2.DefaultRouteTable"]).found;
    return table === undefined ? waiting(association, "routeTableId") : byTable(table, stack, family);
  }
  if (isUnseen) return waiting(subnet, "vpcId");
  if (subnet.type === defaultSubnet) return defaultNetwork;
  const [vpc] = pointedBy(stack, subnet, "vpcId", vpcClasses).found;
  return vpc === undefined ? waiting(subnet, "vpcId") : byMainTable(vpc, stack, family);
}

function byMainTable(vpc: Resource, stack: Stack, family: Family): Passage {
  const [main] = pointingAt(stack, vpc, "ec2.MainRouteTableAssociation#vpcId").found;
  if (main !== undefined) {
    const [table] = pointedBy(stack, main, "routeTableId", ["ec2.RouteTable"]).found;
    return table === undefined ? waiting(main, "routeTableId") : byTable(table, stack, family);
  }
  const tables = pointingAt(stack, vpc, "ec2.DefaultRouteTable#defaultRouteTableId").found;
  const added = pointingAt(stack, vpc, "ec2.Route#routeTableId").found.map((route) => byRoute(route, "", route.inputs.value, family));
  if (vpc.type === defaultVpc && tables.length === 0) return defaultNetwork;
  return anyWay([...tables.map((table) => byTable(table, stack, family)), ...added]);
}

/** Whether a route table sends the internet's traffic to an internet gateway. */
function byTable(table: Resource, stack: Stack, family: Family): Passage {
  const routes = table.inputs.value["routes"];
  if (isUnknown(routes)) return waiting(table, "routes");
  const own = listed(routes, "routes").map(([path, route]) =>
    isUnknown(route) ? waiting(table, path) : isMap(route) ? byRoute(table, path, route, family) : blocked,
  );
  const { found, isUnseen } = pointingAt(stack, table, "ec2.Route#routeTableId");
  const added = found.map((route) => byRoute(route, "", route.inputs.value, family));
  const floating = isUnseen ? [waiting(table, "routes")] : [];
  return along(
    () => anyWay([...own, ...added, ...floating]),
    () => through(hop("route table", table)),
  );
}

const destinations: Readonly<Record<Family, readonly string[]>> = {
  ipv4: ["cidrBlock", "destinationCidrBlock"],
  ipv6: ["ipv6CidrBlock", "destinationIpv6CidrBlock"],
};

function byRoute(resource: Resource, path: string, route: ValueMap, family: Family): Passage {
  const at = (key: string): string => (path === "" ? key : `${path}.${key}`);
  const key = destinations[family].find((one) => isSet(route[one]));
  const target = route["gatewayId"];
  if (key === undefined || !isSet(target) || target === "local") return blocked;
  const destination = route[key];
  if (typeof destination === "string" && !isInternet(destination)) return blocked;
  const words = (name: string): Passage =>
    isUnknown(destination) ? waiting(resource, at(key)) : through({ words: name, urn: resource.urn, path: at("gatewayId") });
  const dependencies = resource.propertyDependencies[path === "" ? "gatewayId" : "routes"] ?? [];
  const own = dependencies.find((urn) => urn.includes(`::${gateway}::`) || urn.includes(`$${gateway}::`));
  const isOther = dependencies.length > 0 && own === undefined;
  if (typeof target === "string" ? target.startsWith("igw-") || (own !== undefined && path === "") : own !== undefined)
    return words(`internet gateway${own === undefined ? ` ${String(target)}` : ` "${own.slice(own.lastIndexOf("::") + 2)}"`}`);
  return isUnknown(target) && !isOther ? waiting(resource, at("gatewayId")) : blocked;
}

/** What VPC Block Public Access of the account blocks, unless a VPC or a subnet is excluded. */
function blockedByAccount(subnet: Resource, stack: Stack): Passage | undefined {
  const options = stack.byType.get(typeOfClass("ec2.VpcBlockPublicAccessOptions")) ?? [];
  const modes = options.map((one) => inputOf(one, "internetGatewayBlockMode"));
  if (options[0] !== undefined && modes.some(isUnknown)) return waiting(options[0], "internetGatewayBlockMode");
  if (!modes.some((mode) => mode === "block-bidirectional" || mode === "block-ingress")) return undefined;
  const [vpc] = pointedBy(stack, subnet, "vpcId", vpcClasses).found;
  const excluded = [
    ...pointingAt(stack, subnet, "ec2.VpcBlockPublicAccessExclusion#subnetId").found,
    ...(vpc === undefined ? [] : pointingAt(stack, vpc, "ec2.VpcBlockPublicAccessExclusion#vpcId").found),
  ];
  return excluded.some((one) => same(inputOf(one, "internetGatewayExclusionMode"), "allow-bidirectional")) ? undefined : blocked;
}

/** What the network ACL of a subnet lets through, by the numbers of its entries; the ACL that AWS makes lets everything through. */
function throughAcl(subnet: Resource, stack: Stack, port: number, family: Family): Passage {
  const listing = [pointingAt(stack, subnet, "ec2.NetworkAcl#subnetIds"), pointingAt(stack, subnet, "ec2.DefaultNetworkAcl#subnetIds")];
  const maybe = listing.flatMap((one) => one.maybe);
  const own = [
    ...listing.flatMap(({ found }) => found),
    ...pointingAt(stack, subnet, "ec2.NetworkAclAssociation#subnetId").found.flatMap(
      (association) => pointedBy(stack, association, "networkAclId", ["ec2.NetworkAcl"]).found,
    ),
  ];
  const [vpc] = pointedBy(stack, subnet, "vpcId", vpcClasses).found;
  const acl = own[0] ?? (vpc === undefined ? undefined : pointingAt(stack, vpc, "ec2.DefaultNetworkAcl#defaultNetworkAclId").found[0]);
  if (own.length === 0 && maybe[0] !== undefined) return waiting(maybe[0], "subnetIds");
  if (acl === undefined) return through();
  return along(
    () => admitted(acl, stack, "ingress", port, family),
    // The answers leave by the caller's port, which is one of the upper ones.
    () => admitted(acl, stack, "egress", 50_000, family),
    () => through(hop("network ACL", acl)),
  );
}

interface Entry {
  readonly number: number;
  readonly allows: boolean;
  readonly cidrs: readonly string[];
}

/** Whether an ACL lets the internet through on a port: an entry that allows it, less what the entries before it deny. */
function admitted(acl: Resource, stack: Stack, direction: "ingress" | "egress", port: number, family: Family): Passage {
  const inline = acl.inputs.value[direction];
  if (isUnknown(inline)) return waiting(acl, direction);
  const rules = pointingAt(stack, acl, "ec2.NetworkAclRule#networkAclId");
  const written: [Resource, string, Value][] = [
    ...listed(inline, direction).map(([path, entry]): [Resource, string, Value] => [acl, path, entry]),
    ...rules.found
      .filter((rule) => isUnknown(rule.inputs.value["egress"]) || same(rule.inputs.value["egress"] ?? false, direction === "egress"))
      .map((rule): [Resource, string, Value] => [rule, "", rule.inputs.value]),
  ];
  const entries: Entry[] = [];
  for (const [resource, path, entry] of written) {
    if (!isMap(entry)) return waiting(resource, path);
    const meets = meetsPort(entry, port);
    if (meets === false) continue;
    const action = entry["action"] ?? entry["ruleAction"];
    const number = entry["ruleNo"] ?? entry["ruleNumber"];
    const ranges = rangesOf(entry).map(([range]) => range);
    const open = meets === undefined || isUnknown(entry["egress"]) || [action, number, ...ranges].some((value) => isUnknown(value));
    if (open) return waiting(resource, path);
    const cidrs = inFamily(
      ranges.filter((range) => typeof range === "string"),
      family,
    );
    entries.push({ number: numberOf(number), allows: (isScalar(action) ? String(action) : "").trim().toLowerCase() === "allow", cidrs });
  }
  if (rules.isUnseen) return waiting(acl, direction);
  entries.sort((a, b) => a.number - b.number);
  const denied: string[] = [];
  const allowed: string[] = [];
  for (const { allows, cidrs } of entries) {
    if (!allows) denied.push(...cidrs);
    else if (cidrs.some((cidr) => isInternetWithout(cidr, denied))) return through();
    else allowed.push(...cidrs);
  }
  return denied.length === 0 && areInternet(allowed) ? through() : blocked;
}
