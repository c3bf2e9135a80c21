import { lookupTable } from "../../data/lookup.js";
import { jsonAt } from "../../model/json.js";
import type { Resource } from "../../model/resource.js";
import { add, oncePerStack, oncePerType, partners, type Stack } from "../../model/stack.js";
import { isList, isMap, isUnknown, type Unknown, type Value } from "../../model/value.js";
import { documentsOf } from "../document/document.js";
import { commonName } from "../document/partitions.js";
import { arnOf, type Nameable, nameableOf } from "./nameable.js";

/** A class that works under a role, and the inputs that show what with. */
interface Workload {
  readonly role: string;
  readonly reads: readonly string[];
  readonly services: readonly string[];
  /** Services whose resources the platform itself passes in, under another role. */
  readonly handedIn?: readonly string[];
}

const lambdaType = "aws:lambda/function:Function";
const workloads: Readonly<Record<string, Workload>> = lookupTable({
  [lambdaType]: {
    role: "role",
    reads: ["environment", "deadLetterConfig"],
    services: ["lambda.amazonaws.com", "edgelambda.amazonaws.com"],
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    role: "taskRoleArn",
    reads: ["containerDefinitions"],
    services: ["ecs-tasks.amazonaws.com"],
    handedIn: ["secretsmanager", "ssm"],
  },
  "aws:sfn/stateMachine:StateMachine": { role: "roleArn", reads: ["definition"], services: ["states.amazonaws.com"] },
});
/** Other resources that a function uses under its role. */
const besideFunctions: Readonly<Record<string, readonly string[]>> = lookupTable({
  "aws:lambda/eventSourceMapping:EventSourceMapping": ["eventSourceArn", "destinationConfig"],
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": ["destinationConfig"],
});

/** The workloads of a role, and the resources of one service that they clearly use. */
export interface Work {
  readonly workers: readonly Resource[];
  readonly resources: readonly Resource[];
}

/**
 * The resources of a service that whatever has a role works with, as its environment, event sources and destinations show; `undefined` where somebody else
 * may use the role, or something may be meant that the stack does not show.
 */
export function workOf(role: Resource, service: string, stack: Stack): Work | undefined {
  const workers = workersOf(role, stack);
  if (workers === undefined || workers.length === 0 || !trustsOnly(role, workers)) return undefined;
  const found = new Set<Resource>();
  for (const worker of workers) {
    const { reads = [], handedIn = [] } = workloads[worker.type] ?? {};
    const places = [...reads.map((input) => [worker, input] as const), ...placesBeside(worker, stack)];
    const named = places.map(([resource, input]) => namedAt(resource, input, service, stack));
    // A workload that names nothing may have the names in its code.
    if (handedIn.includes(service) || named.some((list) => list === undefined) || named.every((list) => list?.length === 0))
      return undefined;
    for (const one of named.flatMap((list) => list ?? [])) found.add(one);
  }
  return { workers, resources: [...found] };
}

const attaching: ReadonlySet<string> = new Set(["role", "roles", "roleName"]);

/** The workloads of a role; `undefined` where a resource uses it of which it is not known what it does. */
function workersOf(role: Resource, stack: Stack): readonly Resource[] | undefined {
  const { byUrn, byText } = usesOf(stack);
  const texts = new Set([role.outputs.value["arn"], role.outputs.value["name"], role.inputs.value["name"]]);
  const workers = new Set<Resource>();
  for (const { resource, input } of [...(byUrn.get(role.urn) ?? []), ...[...texts].flatMap((text) => byText.get(String(text)) ?? [])]) {
    const isIam = resource.type.startsWith("aws:iam/") && !resource.type.includes("instanceProfile");
    if (input === workloads[resource.type]?.role) workers.add(resource);
    else if (isIam ? !attaching.has(input) : input !== "policy") return undefined;
  }
  return [...workers];
}

interface Use {
  readonly resource: Resource;
  readonly input: string;
}
/** The inputs of a stack by the resource that they depend on, and those that name a role by their text. */
interface Uses {
  readonly byUrn: ReadonlyMap<string, readonly Use[]>;
  readonly byText: ReadonlyMap<string, readonly Use[]>;
}
const usesOf = oncePerStack((stack): Uses => {
  const byUrn = new Map<string, Use[]>();
  const byText = new Map<string, Use[]>();
  for (const resource of stack.resources) {
    if (resource.type.startsWith("pulumi:")) continue;
    for (const [input, urns] of Object.entries(resource.propertyDependencies)) for (const urn of urns) add(byUrn, urn, { resource, input });
    for (const [input, value] of Object.entries(resource.inputs.value))
      if (typeof value === "string" && /role/i.test(input)) add(byText, value, { resource, input });
  }
  return { byUrn, byText };
});

/** Whether nobody but the services of these workloads may assume the role. */
function trustsOnly(role: Resource, workers: readonly Resource[]): boolean {
  const trust = documentsOf(role).read.find(({ kind }) => kind === "trust");
  if (trust === undefined || trust.unread.length > 0) return false;
  const services = workers.flatMap(({ type }) => workloads[type]?.services ?? []);
  return trust.statements.every(({ effect, principals }) => {
    if (effect === "Deny") return true;
    if (principals === undefined || isUnknown(principals)) return false;
    return principals.every((text) => !isUnknown(text) && services.some((service) => commonName(text) === `Service:${service}`));
  });
}

function placesBeside(worker: Resource, stack: Stack): readonly (readonly [Resource, string])[] {
  if (worker.type !== lambdaType) return [];
  return Object.entries(besideFunctions).flatMap(([type, inputs]) => {
    const { sure, open } = partners(stack, worker, { direction: "inbound", types: [type], property: "functionName", label: "" });
    return [...sure, ...open].flatMap((one) => (isUnknown(one) ? [] : inputs.map((input) => [one, input] as const)));
  });
}

/** The resources of a service that an input names; `undefined` where it may name one that the stack does not show. */
function namedAt(resource: Resource, input: string, service: string, stack: Stack): readonly Resource[] | undefined {
  const dependencies = (resource.propertyDependencies[input] ?? []).map((urn) => stack.byUrn.get(urn));
  if (dependencies.some((one) => one === undefined || one.type === "pulumi:pulumi:StackReference")) return undefined;
  const leaves = leavesOf(resource.inputs.value[input], input);
  if (dependencies.length === 0 && leaves.some(([, value]) => isUnknown(value))) return undefined;
  const found = new Set<Resource>();
  const classes = nameableOf(service).map(([type, nameable]) => ({ ...namesIn(stack, type, nameable), nameable, type }));
  for (const [key, value] of leaves) {
    if (isUnknown(value)) continue;
    const arns = value.match(new RegExp(`arn:[a-z-]+:${service}:[^\\s"',]+`, "g")) ?? [];
    for (const arn of arns) {
      const owners = classes.flatMap(({ byArn }) => ownersOf(arn, byArn));
      // The ARN of one that the stack does not show.
      if (owners.length === 0) return undefined;
      for (const one of owners) found.add(one);
    }
    const called = classes.filter(({ nameable }) => nameable.called.test(key));
    const owners = called.flatMap(({ byName }) => byName.get(value) ?? []);
    if (called.length > 0 && value !== "" && owners.length === 0 && arns.length === 0) return undefined;
    for (const one of owners) found.add(one);
  }
  for (const { type, nameable } of classes) {
    const depended = dependencies.flatMap((one) => (one?.type === type ? [one] : []));
    for (const one of depended) found.add(one);
    // Each unknown name comes from a resource of its own, or from somewhere else.
    if (leaves.filter(([key, value]) => isUnknown(value) && nameable.called.test(key)).length > depended.length) return undefined;
  }
  found.delete(resource);
  return [...found];
}

interface Names {
  readonly byName: ReadonlyMap<string, readonly Resource[]>;
  /** By ARN; by an ARN without account and region where only the name is known. */
  readonly byArn: ReadonlyMap<string, readonly Resource[]>;
}
/** The resources of a type by what a program calls them. */
const namesIn = oncePerType((resources, nameable: Nameable): Names => {
  const byName = new Map<string, Resource[]>();
  const byArn = new Map<string, Resource[]>();
  for (const resource of resources) {
    const { inputs, outputs } = resource;
    const texts = ["id", "name", "bucket", "url"].flatMap((key) => [outputs.value[key], inputs.value[key]]);
    for (const text of new Set(texts)) if (typeof text === "string" && text !== "") add(byName, text, resource);
    const arn = arnOf(resource, nameable);
    if (arn !== undefined) add(byArn, arn, resource);
  }
  return { byName, byArn };
});

/** The resources that an ARN names, or a part of which it names: an object of a bucket, a stream of a table. */
function ownersOf(arn: string, byArn: Names["byArn"]): readonly Resource[] {
  const [head, , service, region, account, ...rest] = arn.split(":");
  const name = rest.join(":");
  for (let end = name.length; end > 0; end = Math.max(name.lastIndexOf("/", end - 1), name.lastIndexOf(":", end - 1))) {
    const whole = name.slice(0, end);
    const known = byArn.get(arn.slice(0, arn.length - name.length + end));
    const open = byArn.get([head, "*", service, region === "" ? "" : "*", account === "" ? "" : "*", whole].join(":"));
    if (known !== undefined || open !== undefined) return [...(known ?? []), ...(open ?? [])];
  }
  return [];
}

/** The texts of an input, each with the key that it is under: of a map, or of a list of names and values. JSON in texts is read. */
function leavesOf(value: Value | undefined, key: string): readonly (readonly [string, string | Unknown])[] {
  const read = jsonAt(value) ?? value;
  if (isUnknown(read)) return [[key, read]];
  if (isList(read)) return read.flatMap((item) => leavesOf(item, key));
  if (!isMap(read)) return read === undefined || read === null ? [] : [[key, String(read)]];
  const name = read["name"];
  return Object.entries(read).flatMap(([inner, item]) => leavesOf(item, inner === "value" && typeof name === "string" ? name : inner));
}
