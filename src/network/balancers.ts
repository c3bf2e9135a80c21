import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { numberOf } from "../model/same.js";
import type { Stack } from "../model/stack.js";
import { isMap, isUnknown } from "../model/value.js";
import { along, anyWay, blocked, hop, type Passage, through, waiting } from "./passage.js";
import { letsIn, letsInternetIn } from "./permissions.js";
import { inputOf, isSet, mentions, naming, pointedBy, switchOf, textsOf } from "./pointers.js";
import { groupClasses } from "./security-groups.js";
import { internetToSubnet, subnetClasses } from "./subnets.js";
import { listed } from "./traffic.js";

const of = (stack: Stack, name: string): readonly Resource[] => stack.byType.get(typeOfClass(name)) ?? [];

/** Whether the internet reaches a target through a load balancer of the stack that forwards to one of its ports, if these are known. */
export function throughBalancers(target: Resource, groups: readonly Resource[], ports: readonly number[] | Passage, stack: Stack): Passage {
  const attachments = of(stack, "lb.TargetGroupAttachment").flatMap((one) => namedIn(one, "targetId", target));
  const byId = of(stack, "elb.Attachment").flatMap((one) => namedIn(one, "instance", target));
  const classic = of(stack, "elb.LoadBalancer").flatMap((one) => {
    const attached = byId.filter(({ resource }) => mentions(resource, "elb", one));
    return [...namedIn(one, "instances", target), ...attached.map(({ wait }): Named => ({ resource: one, wait }))];
  });
  if ("is" in ports) return attachments.length + classic.length > 0 ? ports : blocked;
  return anyWay([
    ...attachments.flatMap((one) => byAttachment(one, groups, ports, stack)),
    ...classic.map(({ resource, wait }) =>
      along(
        () => byClassic(resource, groups, ports, stack),
        () => wait,
      ),
    ),
  ]);
}

/** A resource that names another one, or may: then it depends on the input. */
interface Named {
  readonly resource: Resource;
  readonly wait: Passage;
}

function namedIn(resource: Resource, property: string, target: Resource): Named[] {
  const wait = naming(resource, property, target);
  return wait === blocked ? [] : [{ resource, wait }];
}

function byAttachment(
  { resource: attachment, wait }: Named,
  groups: readonly Resource[],
  ports: readonly number[],
  stack: Stack,
): Passage[] {
  const { found, maybe } = pointedBy(stack, attachment, "targetGroupArn", ["lb.TargetGroup"]);
  const unsure = maybe.map((targets) => ({ targets, waits: waiting(attachment, "targetGroupArn") }));
  return [...found.map((targets) => ({ targets, waits: wait })), ...unsure].flatMap(({ targets, waits }) => {
    const written = [attachment, targets].map((one) => inputOf(one, "port")).find((port) => isSet(port));
    const port = isUnknown(written) ? ports[0] : numberOf(written);
    if (port === undefined || !ports.includes(port)) return [];
    return listenersOf(targets, stack).map((listener) =>
      throughListener(listener, stack, (balancer) =>
        along(
          () => (isUnknown(written) ? waiting(targets, "port") : through(hop("target group", targets))),
          () => waits,
          () => fromBalancer(balancer, groups, stack, port),
        ),
      ),
    );
  });
}

/** Whether the internet reaches a listener of a load balancer of the stack that forwards to a target group. */
export const toTargets = (targets: Resource, stack: Stack): Passage =>
  anyWay(listenersOf(targets, stack).map((listener) => throughListener(listener, stack, () => through(hop("target group", targets)))));

/** The way from the internet over a load balancer and one of its listeners, and the rest of the way from there. */
function throughListener({ resource: listener, wait: forwards }: Named, stack: Stack, rest: (balancer: Resource) => Passage): Passage {
  const { found: balancers, maybe: others } = pointedBy(stack, listener, "loadBalancerArn", ["lb.LoadBalancer"]);
  const balancer = balancers[0] ?? others[0];
  const opened = inputOf(listener, "port");
  if (balancer === undefined) return blocked;
  return along(
    () => (isUnknown(opened) ? waiting(listener, "port") : toBalancer(balancer, stack, numberOf(opened))),
    () => (balancers.length > 0 ? through(hop("listener", listener)) : waiting(listener, "loadBalancerArn")),
    () => forwards,
    () => rest(balancer),
  );
}

/** The listeners that forward to a target group, by themselves or by their rules, and those that may. */
function listenersOf(targets: Resource, stack: Stack): Named[] {
  const own = of(stack, "lb.Listener").flatMap((listener) => namedIn(listener, "defaultActions", targets));
  const byRule = of(stack, "lb.ListenerRule")
    .flatMap((rule) => namedIn(rule, "actions", targets))
    .flatMap(({ resource: rule, wait }) =>
      pointedBy(stack, rule, "listenerArn", ["lb.Listener"]).found.map((resource): Named => ({ resource, wait })),
    );
  return [...own, ...byRule];
}

function byClassic(balancer: Resource, groups: readonly Resource[], ports: readonly number[], stack: Stack): Passage {
  const listeners = listed(inputOf(balancer, "listeners"), "listeners");
  return anyWay(
    listeners.map(([path, listener]) => {
      if (!isMap(listener) || isUnknown(listener["instancePort"]) || isUnknown(listener["lbPort"])) return waiting(balancer, path);
      const port = numberOf(listener["instancePort"]);
      if (!ports.includes(port)) return blocked;
      return along(
        () => toBalancer(balancer, stack, numberOf(listener["lbPort"])),
        () => fromBalancer(balancer, groups, stack, port),
      );
    }),
  );
}

/** Whether the internet reaches a load balancer on a port. */
function toBalancer(balancer: Resource, stack: Stack, port: number): Passage {
  const { found: groups, isUnseen } = pointedBy(stack, balancer, "securityGroups", groupClasses);
  const placed = subnetsOf(balancer, stack);
  return along(
    () => switchOf(balancer, "internal", false, false),
    () =>
      placed.length === 0 ? waiting(balancer, "subnets") : anyWay(placed.map((subnet) => internetToSubnet(subnet, stack, port, "ipv4"))),
    () => {
      // A network load balancer without security groups lets everything in.
      if (groups.length === 0 && !isUnseen) return inputOf(balancer, "loadBalancerType") === "network" ? through() : blocked;
      const ways = groups.map((group) => letsInternetIn(group, stack, port, "ipv4"));
      return anyWay(isUnseen ? [...ways, waiting(balancer, "securityGroups")] : ways);
    },
    () => through(hop("load balancer", balancer)),
  );
}

const subnetsOf = (balancer: Resource, stack: Stack): readonly Resource[] => [
  ...pointedBy(stack, balancer, "subnets", subnetClasses).found,
  ...subnetClasses.flatMap((name) => of(stack, name)).filter((subnet) => mentions(balancer, "subnetMappings", subnet)),
];

/** Whether a target's security groups let in what comes from a load balancer: with its group, its address or, unchanged, the caller's. */
function fromBalancer(balancer: Resource, groups: readonly Resource[], stack: Stack, port: number): Passage {
  const { found: own, isUnseen } = pointedBy(stack, balancer, "securityGroups", groupClasses);
  const cidrs = subnetsOf(balancer, stack).flatMap((subnet) => textsOf(inputOf(subnet, "cidrBlock")).known);
  const ways = groups.flatMap((group) => [letsIn(group, stack, port, { groups: own, cidrs }), letsInternetIn(group, stack, port, "ipv4")]);
  return anyWay(isUnseen ? [...ways, waiting(balancer, "securityGroups")] : ways);
}
