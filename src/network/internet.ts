import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { numberOf } from "../model/same.js";
import type { Stack } from "../model/stack.js";
import { isUnknown, type ValueMap } from "../model/value.js";
import { throughBalancers } from "./balancers.js";
import { along, anyWay, blocked, hop, type Passage, through, waiting } from "./passage.js";
import { isUnreadable, letsInternetIn, meetsPort, permissionsOf } from "./permissions.js";
import { inputOf, isSet, mayMention, mentions, type Pointed, pointedBy, switchOf } from "./pointers.js";
import { groupClasses } from "./security-groups.js";
import { databasePorts, ownerOf, portsOf, type Store, stores } from "./stores.js";
import { defaultNetwork, internetToSubnet, subnetClasses } from "./subnets.js";

const instance = typeOfClass("ec2.Instance");

/** Whether a packet from the internet reaches a port of a data store, and by which hops. */
export function internetPathTo(store: Resource, stack: Stack): Passage {
  const kind = stores[store.type];
  if (kind === undefined) return blocked;
  const owner = ownerOf(store, stack);
  if (owner === undefined)
    return along(
      () => addressOf(store, kind, stack),
      () => waiting(store, kind.owner?.[0] ?? ""),
    );
  const groups = pointedBy(stack, owner, kind.groups, groupClasses);
  // Any group of the stack may be that of an instance whose groups are not known.
  const isOpen = store.type === instance && groups.found.length === 0 && groups.maybe.some((one) => servesAny([one], stack));
  const ports = isOpen ? waiting(store, kind.groups) : store.type === instance ? servedBy(groups.found, stack) : portsOf(store, stack);
  const direct =
    "is" in ports
      ? [
          along(
            () => addressOf(store, kind, stack),
            () => ports,
          ),
        ]
      : ports.map((port) => directTo(store, owner, kind, groups, port, stack));
  return along(
    () => anyWay([...direct, throughBalancers(store, groups.found, ports, stack)]),
    () => through(hop(store.type === instance ? "instance" : "data store", store)),
  );
}

function directTo(store: Resource, owner: Resource, kind: Store, groups: Pointed, port: number, stack: Stack): Passage {
  const ways = groups.found.map((group) => letsInternetIn(group, stack, port, "ipv4"));
  // Most groups block. An instance whose groups are not shown is not known to be a data store.
  const isOpen = groups.isUnseen && store.type !== instance;
  const entrance = anyWay(isOpen ? [...ways, waiting(owner, kind.groups)] : ways);
  if (entrance.is === "no") return blocked;
  return along(
    () => addressOf(store, kind, stack),
    () => networkOf(store, owner, kind, stack, port),
    () => entrance,
  );
}

const servesAny = (groups: readonly Resource[], stack: Stack): boolean => {
  const ports = servedBy(groups, stack);
  return "is" in ports || ports.length > 0;
};

/** The database ports that a rule of an instance's groups is about: a rule for every port does not show a data store. */
function servedBy(groups: readonly Resource[], stack: Stack): readonly number[] | Passage {
  const unread = groups.find((group) => isUnreadable(group, "ingress"));
  if (unread !== undefined) return waiting(unread, "ingress");
  const rules = groups.flatMap((group) => permissionsOf(group, stack, "ingress"));
  const open = rules.find(({ rule }) => ["fromPort", "toPort", "protocol", "ipProtocol"].some((key) => isUnknown(rule[key])));
  if (open !== undefined) return waiting(open.resource, open.locate("protocol"));
  const narrow = rules.filter(({ rule }) => isNarrow(rule));
  return databasePorts.filter((port) => narrow.some(({ rule }) => meetsPort(rule, port) === true));
}

function isNarrow(rule: ValueMap): boolean {
  const [from, to] = [numberOf(rule["fromPort"]), numberOf(rule["toPort"])];
  return from > 0 && to - from < 100;
}

/** Whether a store has a public address. */
function addressOf(store: Resource, kind: Store, stack: Stack): Passage {
  if (kind.address !== undefined) return switchOf(store, kind.address, true, false);
  if (store.type !== instance) return blocked;
  const addresses = [
    ...(stack.byType.get(typeOfClass("ec2.Eip")) ?? []).map((one): [Resource, string] => [one, "instance"]),
    ...(stack.byType.get(typeOfClass("ec2.EipAssociation")) ?? []).map((one): [Resource, string] => [one, "instanceId"]),
  ];
  const fixed = addresses.filter(([one, input]) => mentions(one, input, store));
  if (fixed.length > 0) return through();
  const maybe = addresses.find(([one, input]) => mayMention(one, input));
  if (maybe !== undefined) return waiting(...maybe);
  const own = inputOf(store, "associatePublicIpAddress");
  if (isSet(own)) return switchOf(store, "associatePublicIpAddress", true, false);
  const [subnet] = pointedBy(stack, store, "subnetId", subnetClasses).found;
  // Subnets of a default VPC give public addresses.
  if (subnet === undefined) return isSet(inputOf(store, "subnetId")) ? waiting(store, "subnetId") : through();
  return switchOf(subnet, "mapPublicIpOnLaunch", true, subnet.type === typeOfClass("ec2.DefaultSubnet"));
}

/** Whether one of the subnets of a store is public. */
function networkOf(store: Resource, owner: Resource, kind: Store, stack: Stack, port: number): Passage {
  const holder = isSet(inputOf(owner, kind.subnets)) ? owner : store;
  if (!isSet(inputOf(holder, kind.subnets))) return defaultNetwork;
  const listing = kind.subnetGroup === undefined ? [holder] : pointedBy(stack, holder, kind.subnets, [kind.subnetGroup]).found;
  const property = kind.subnetGroup === undefined ? kind.subnets : "subnetIds";
  if (listing.length === 0) return waiting(holder, kind.subnets);
  return anyWay(
    listing.flatMap((one) => {
      const { found, isUnseen } = pointedBy(stack, one, property, subnetClasses);
      const ways = found.map((subnet) => internetToSubnet(subnet, stack, port, "ipv4"));
      return isUnseen ? [...ways, waiting(one, property)] : ways;
    }),
  );
}
