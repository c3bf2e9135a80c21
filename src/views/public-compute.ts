import { privilegedOf } from "../iam/access/escalation.js";
import { machinesOf } from "../iam/access/machines.js";
import type { View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { isScalar, same } from "../model/same.js";
import type { Stack } from "../model/stack.js";
import { isMap, isUnknown } from "../model/value.js";
import { toTargets } from "../network/balancers.js";
import { along, anyWay, blocked, hop, type Passage, through, waiting } from "../network/passage.js";
import { letsAnythingIn } from "../network/permissions.js";
import { inputOf, isSet, mentions, naming, type Pointed, pointedBy, pointingAt, switchOf } from "../network/pointers.js";
import { groupClasses } from "../network/security-groups.js";

/** What runs with a role, with the way from the internet to that role. */
export interface PublicCompute {
  readonly path: Passage;
  /** An instance whose metadata service gives the credentials of the role to any request that a program on it can be made to send. */
  readonly isLoose: boolean;
}

interface Kind {
  /** The input that names the role. */
  readonly role: string;
  readonly entry: (resource: Resource, stack: Stack) => Passage;
}

const kinds: ReadonlyMap<string, Kind> = new Map([
  [
    typeOfClass("apprunner.Service"),
    {
      role: "instanceConfiguration",
      entry: (service) => switchOf(service, "networkConfiguration.ingressConfiguration.isPubliclyAccessible", true, true),
    },
  ],
  [
    typeOfClass("ec2.Instance"),
    {
      role: "iamInstanceProfile",
      entry: (instance, stack) =>
        along(
          () => addressOf(instance, stack),
          () => anyWay(["vpcSecurityGroupIds", "securityGroups"].flatMap((input) => groupsOf(instance, input, stack))),
        ),
    },
  ],
  [typeOfClass("ecs.TaskDefinition"), { role: "taskRoleArn", entry: (task, stack) => anyWay(servicesOf(task, stack)) }],
  [
    typeOfClass("lambda.Function"),
    { role: "role", entry: (fn, stack) => anyWay([...urlsOf(fn, stack), ...apisOf(fn, stack), ...restApisOf(fn, stack)]) },
  ],
]);

/** Functions, instances and App Runner services, each with the way from the internet to a privileged role. */
export const publicCompute: View<PublicCompute> = {
  view: "compute with an entry for everyone, and its role",
  scope: "stack",
  atEnd: "the entry and the policies of the role may come after it",
  types: [...kinds.keys()],
  *of(resource, { stack }) {
    const kind = kinds.get(resource.type);
    if (stack === undefined || kind === undefined) return;
    const path = along(
      () => kind.entry(resource, stack),
      () => mightOf(resource, kind.role, stack),
    );
    yield { resource, path: "", value: { path, isLoose: resource.type === typeOfClass("ec2.Instance") && isLoose(resource) } };
  },
};

/** The privileged role that a resource runs with. */
const mightOf = (resource: Resource, input: string, stack: Stack): Passage =>
  anyWay(
    machinesOf(stack).flatMap((machine) => {
      const aim = machine.resource === resource ? privilegedOf(stack).find((one) => one.resource === machine.role) : undefined;
      if (aim === undefined) return [];
      if (!machine.isSure || !aim.isSure) return [waiting(resource, input)];
      return [through(hop(aim.isAdmin ? "administrator role" : "privileged role", machine.role))];
    }),
  );

/** The ways over what is at the other end of an input, and over what may be. */
const waysOver = ({ found, maybe }: Pointed, way: (one: Resource) => Passage, doubt: (one: Resource) => Passage): Passage[] => [
  ...found.map(way),
  ...maybe.map((one) =>
    along(
      () => way(one),
      () => doubt(one),
    ),
  ),
];

function urlsOf(fn: Resource, stack: Stack): Passage[] {
  const openness = (url: Resource): Passage => {
    const type = inputOf(url, "authorizationType");
    if (isUnknown(type)) return waiting(url, "authorizationType");
    return same(type ?? "", "NONE") ? through(hop("function URL", url, "authorizationType")) : blocked;
  };
  return waysOver(pointingAt(stack, fn, "lambda.FunctionUrl#functionName"), openness, (url) => waiting(url, "functionName"));
}

/** The routes without an authorizer of HTTP APIs that call a function. */
const apisOf = (fn: Resource, stack: Stack): Passage[] =>
  (stack.byType.get(typeOfClass("apigatewayv2.Integration")) ?? [])
    .filter((integration) => mentions(integration, "integrationUri", fn))
    .flatMap((integration) =>
      (stack.byType.get(typeOfClass("apigatewayv2.Route")) ?? []).filter((route) => leadsTo(route, integration)).map(opennessOf),
    );

function leadsTo(route: Resource, integration: Resource): boolean {
  if (mentions(route, "target", integration)) return true;
  const [id, target] = [integration.outputs.value["id"], route.inputs.value["target"]];
  return typeof id === "string" && target === `integrations/${id}`;
}

function opennessOf(route: Resource): Passage {
  const type = inputOf(route, "authorizationType");
  if (isUnknown(type)) return waiting(route, "authorizationType");
  return !isSet(type) || same(type, "NONE") ? through(hop("API route", route)) : blocked;
}

/** The methods without an authorizer of REST APIs that call a function. A resource policy of the API is left to other rules. */
const restApisOf = (fn: Resource, stack: Stack): Passage[] =>
  (stack.byType.get(typeOfClass("apigateway.Integration")) ?? []).flatMap((integration) => {
    const calls = naming(integration, "uri", fn);
    const methods = calls === blocked ? [] : (stack.byType.get(typeOfClass("apigateway.Method")) ?? []);
    return methods.map((method) =>
      along(
        () => atOnePlace(method, integration),
        () => methodOpenness(method),
        () => calls,
      ),
    );
  });

/** Whether a method and an integration belong together: by the resource of the API and the verb. */
function atOnePlace(method: Resource, integration: Resource): Passage {
  for (const input of ["resourceId", "httpMethod"]) {
    const [one, other] = [partOf(method, input), partOf(integration, input)];
    if (one === undefined || other === undefined) return waiting(one === undefined ? method : integration, input);
    if (one !== other) return blocked;
  }
  return through();
}

/** A text, or what an unknown one is made of. */
function partOf({ inputs, propertyDependencies }: Resource, input: string): string | undefined {
  const value = inputs.value[input];
  return isUnknown(value) ? propertyDependencies[input]?.join() || undefined : isScalar(value) ? String(value) : "";
}

function methodOpenness(method: Resource): Passage {
  const [type, needsKey] = [inputOf(method, "authorization"), inputOf(method, "apiKeyRequired")];
  if (isUnknown(type)) return waiting(method, "authorization");
  if (!same(type ?? "", "NONE")) return blocked;
  if (isUnknown(needsKey)) return waiting(method, "apiKeyRequired");
  return same(needsKey ?? false, true) ? blocked : through(hop("API method", method));
}

/** The ways to the services that run tasks of a definition: a public address and an open group, or a public load balancer. */
function servicesOf(task: Resource, stack: Stack): Passage[] {
  const groups = groupClasses.flatMap((name) => stack.byType.get(typeOfClass(name)) ?? []);
  const targets = stack.byType.get(typeOfClass("lb.TargetGroup")) ?? [];
  const byAddress = (service: Resource): Passage =>
    along(
      () => hasAddress(service),
      () =>
        anyWay(
          groups.map((group) =>
            along(
              () => letsAnythingIn(group, stack),
              () => naming(service, "networkConfiguration", group),
            ),
          ),
        ),
    );
  const byBalancers = (service: Resource): Passage[] =>
    targets.map((one) =>
      along(
        () => naming(service, "loadBalancers", one),
        () => toTargets(one, stack),
      ),
    );
  return waysOver(
    pointingAt(stack, task, "ecs.Service#taskDefinition"),
    (service) =>
      along(
        () => anyWay([byAddress(service), ...byBalancers(service)]),
        () => through(hop("service", service)),
      ),
    (service) => waiting(service, "taskDefinition"),
  );
}

function hasAddress(service: Resource): Passage {
  const network = inputOf(service, "networkConfiguration");
  const isAsked = isMap(network) ? network["assignPublicIp"] : network;
  if (isUnknown(isAsked)) return waiting(service, "networkConfiguration");
  return same(isAsked ?? false, true) ? through() : blocked;
}

function addressOf(instance: Resource, stack: Stack): Passage {
  const isAsked = inputOf(instance, "associatePublicIpAddress");
  if (isUnknown(isAsked)) return waiting(instance, "associatePublicIpAddress");
  const eips = (stack.byType.get(typeOfClass("ec2.Eip")) ?? []).filter((eip) => mentions(eip, "instance", instance));
  if (same(isAsked ?? false, true) || isSet(instance.outputs.value["publicIp"]) || eips.length > 0) return through();
  return blocked;
}

const groupsOf = (instance: Resource, input: string, stack: Stack): Passage[] =>
  waysOver(
    pointedBy(stack, instance, input, groupClasses),
    (group) => letsAnythingIn(group, stack),
    () => waiting(instance, input),
  );

function isLoose(instance: Resource): boolean {
  const options = inputOf(instance, "metadataOptions");
  return isMap(options) && same(options["httpTokens"] ?? "", "optional") && !same(options["httpEndpoint"] ?? "", "disabled");
}
