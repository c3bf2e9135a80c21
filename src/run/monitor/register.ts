import grpc from "@grpc/grpc-js";
import resource from "@pulumi/pulumi/proto/resource_pb.js";
import { urnParts } from "../../model/resource.js";
import { unknownString } from "../../model/value.js";
import { checkedInputs, previewedOutputs } from "./aws.js";
import { type Callback, callbackOf } from "./callbacks.js";
import { constructed } from "./components.js";
import { type Goal, goalOf } from "./goal.js";
import type { Monitor } from "./monitor.js";
import { defaultProvider, isProviderType, packageOf, urnOfReference } from "./providers.js";
import { noOptions, type Registered, stackType } from "./registry.js";
import { standInOutputs } from "./stand-ins.js";
import { transformed } from "./transforms.js";
import { acceptedBy, mapped, secretOf, unwrapped, withoutOutputValues, withoutStandIns } from "./values.js";
import { CallError, isRaw, plainOf, type Raw, structOf } from "./wire.js";

/** Registers a resource as a preview of a new stack does: what the cloud decides is not known. */
export async function registerResource(
  monitor: Monitor,
  request: resource.RegisterResourceRequest,
): Promise<resource.RegisterResourceResponse> {
  const own = request.getTransformsList().map(callbackOf);
  let goal = withParent(goalOf(request, monitor.around), monitor);
  for (const transform of transformsFor(goal, own, monitor))
    goal = withParent(await transformed(goal, transform, monitor.callbacks), monitor);
  const urn = monitor.registry.urnOf(goal.type, goal.name, goal.parent);
  if (own.length > 0) monitor.transforms.set(urn, own);
  if (Object.keys(goal.providers).length > 0) monitor.componentProviders.set(urn, goal.providers);
  if (goal.remote) return constructed(monitor, goal, urn);
  if (monitor.registry.get(urn) !== undefined)
    throw new CallError(grpc.status.ALREADY_EXISTS, `Duplicate resource URN '${urn}'; try giving it a unique name`);
  const provider = providerOf(goal, monitor);
  const inputs = inputsOf(goal, urn, provider, monitor);
  const { type, name } = goal;
  await monitor.hooks.run(goal.hooks, "beforeCreate", { urn, type, name, inputs, outputs: undefined }, monitor.callbacks);
  const made = standInsOf(goal, urn, inputs, provider, monitor);
  const outputs = outputsOf(goal, inputs, provider, made?.outputs, monitor);
  const registered = { ...registeredOf(goal, urn, provider, inputs, outputs), id: goal.importId || (made?.id ?? "") };
  monitor.registry.set(registered);
  await monitor.hooks.run(goal.hooks, "afterCreate", { urn, type, name, inputs, outputs: registered.outputs }, monitor.callbacks);
  return answerTo(goal, registered);
}

/** The answer to a registration, as the SDK understands it. */
export function answerTo(goal: Goal, registered: Registered): resource.RegisterResourceResponse {
  const response = new resource.RegisterResourceResponse();
  response.setUrn(registered.urn);
  response.setId(registered.id);
  response.setObject(structOf(mapped(registered.outputs, (value) => acceptedBy(value, goal.accepts))));
  response.setResult(resource.Result.SUCCESS);
  return response;
}

/** Everything but the stack itself is below the stack. */
const withParent = (goal: Goal, { registry }: Monitor): Goal =>
  goal.parent === "" && goal.type !== stackType ? { ...goal, parent: registry.root } : goal;

/** The transforms of a resource: its own, those of its parents from the inside out, and those of the stack. */
function transformsFor(goal: Goal, own: readonly Callback[], monitor: Monitor): readonly Callback[] {
  const inherited = [...monitor.registry.lineage(goal.parent)].flatMap((urn) => monitor.transforms.get(urn) ?? []);
  return goal.type === stackType ? own : [...own, ...inherited, ...monitor.stackTransforms];
}

/** The provider of a custom resource: the given one, else that of its parents, else the default one of its package. */
function providerOf(goal: Goal, monitor: Monitor): string {
  if (!goal.custom || isProviderType(goal.type)) return "";
  if (goal.provider !== "") return goal.provider;
  const registered = goal.packageRef === "" ? undefined : monitor.packages.get(goal.packageRef);
  const name = registered?.name ?? packageOf(goal.type);
  return (
    inheritedProvider(goal.parent, name, monitor) ??
    defaultProvider(name, registered?.version ?? goal.version, monitor.registry, monitor.around)
  );
}

/** The provider of a package that a component above passes to what is inside of it. */
export function inheritedProvider(parent: string, name: string, monitor: Monitor): string | undefined {
  for (const urn of monitor.registry.lineage(parent)) {
    const reference = monitor.componentProviders.get(urn)?.[name];
    if (reference !== undefined) return reference;
  }
  return undefined;
}

const isAws = (type: string): boolean => packageOf(type) === "aws" && !isProviderType(type);

function providerInputs(reference: string, { registry }: Monitor): Raw | undefined {
  return registry.get(urnOfReference(reference))?.inputs;
}

/** Properties as the engine keeps them. */
const received = (properties: Raw, { around }: Monitor): Raw => withoutStandIns(withoutOutputValues(properties), around.standIns) as Raw;

function inputsOf(goal: Goal, urn: string, provider: string, monitor: Monitor): Raw {
  const given = received(goal.properties, monitor);
  if (isProviderType(goal.type)) return { ...given, ...(goal.version !== "" && { version: goal.version.replace(/^v/, "") }) };
  return goal.custom && isAws(goal.type) ? checkedInputs(goal.type, urn, goal.name, given, providerInputs(provider, monitor)) : given;
}

function outputsOf(goal: Goal, inputs: Raw, provider: string, made: Raw | undefined, monitor: Monitor): Raw {
  const known = goal.custom && isAws(goal.type) ? previewedOutputs(goal.type, inputs, providerInputs(provider, monitor)) : inputs;
  return goal.custom ? withSecrets({ ...made, ...known }, goal.options.additionalSecretOutputs) : known;
}

/** Stand-ins for what the cloud decides, if the run has them. */
function standInsOf(
  goal: Goal,
  urn: string,
  inputs: Raw,
  provider: string,
  monitor: Monitor,
): ReturnType<typeof standInOutputs> | undefined {
  if (monitor.around.hasStandIns !== true || !goal.custom || !isAws(goal.type)) return undefined;
  const region = unwrapped(providerInputs(provider, monitor)?.["region"]);
  return standInOutputs({ type: goal.type, urn, name: goal.name, inputs, region: typeof region === "string" ? region : "us-east-1" });
}

/** Outputs that the program or the SDK declares secret are so, also while they are not known. */
export const withSecrets = (outputs: Raw, secrets: readonly string[]): Raw => ({
  ...outputs,
  ...Object.fromEntries(secrets.map((key) => [key, secretOf(key in outputs ? outputs[key] : unknownString)])),
});

function registeredOf(goal: Goal, urn: string, provider: string, inputs: Raw, outputs: Raw): Registered {
  // An old SDK does not send which property depends on what: then each may depend on all.
  const all = Object.fromEntries(Object.keys(inputs).map((key) => [key, goal.dependencies]));
  return {
    urn,
    type: goal.type,
    name: goal.name,
    parent: goal.parent,
    custom: goal.custom,
    external: false,
    id: goal.importId,
    inputs,
    outputs,
    provider,
    dependencies: goal.dependencies,
    propertyDependencies: goal.propertyDependencies ?? (goal.dependencies.length > 0 ? all : {}),
    options: goal.options,
    source: goal.source,
  };
}

/** Takes the outputs that a component or the stack gives itself at its end. */
export function registerOutputs(monitor: Monitor, request: resource.RegisterResourceOutputsRequest): void {
  const urn = request.getUrn();
  const registered = monitor.registry.get(urn);
  if (registered === undefined) throw new CallError(grpc.status.INVALID_ARGUMENT, `no resource ${urn} to give outputs to`);
  const given = received(plainOf(request.getOutputs()), monitor);
  // Every SDK gives the stack its outputs when the program is through.
  if (registered.type === stackType) monitor.observed.ended = true;
  monitor.registry.set({ ...registered, outputs: registered.type === stackType ? given : { ...registered.outputs, ...given } });
}

/** Reads a resource that exists: only its id is known here, and the properties that the program looks it up by. */
export function readResource(
  monitor: Monitor,
  request: resource.ReadResourceRequest,
  source: Registered["source"],
): resource.ReadResourceResponse {
  const type = request.getType();
  const parent = request.getParent() === "" ? monitor.registry.root : request.getParent();
  const urn = monitor.registry.urnOf(type, request.getName(), parent);
  const properties = received(plainOf(request.getProperties()), monitor);
  const id = request.getId();
  const outputs = type === stackReference ? stackOutputs(monitor, properties, id) : properties;
  const name = packageOf(type);
  const version = monitor.packages.get(request.getPackageref())?.version ?? request.getVersion();
  const provider =
    request.getProvider() || (inheritedProvider(parent, name, monitor) ?? defaultProvider(name, version, monitor.registry, monitor.around));
  const secrets = request.getAdditionalsecretoutputsList();
  const registered: Registered = {
    urn,
    type,
    name: request.getName(),
    parent,
    custom: true,
    external: true,
    id,
    inputs: {},
    outputs: withSecrets(outputs, secrets),
    provider,
    dependencies: request.getDependenciesList(),
    propertyDependencies: {},
    options: { ...noOptions, additionalSecretOutputs: secrets },
    source,
  };
  monitor.registry.set(registered);
  const accepts = { secrets: request.getAcceptsecrets(), resources: request.getAcceptresources() };
  const response = new resource.ReadResourceResponse();
  response.setUrn(urn);
  const answered =
    type === stackReference && outputs["outputs"] === unknownString && monitor.around.missingOutputsAreUnknown === true
      ? { ...registered.outputs, outputs: {} }
      : registered.outputs;
  response.setProperties(structOf(mapped(answered, (value) => acceptedBy(value, accepts))));
  return response;
}

const stackReference = "pulumi:pulumi:StackReference";

/** The outputs of another stack, from a state or a file of mocks in the project; else they are not known. */
function stackOutputs(monitor: Monitor, properties: Raw, id: string): Raw {
  const name = typeof properties["name"] === "string" ? properties["name"] : id;
  const outputs = monitor.around.stackOutputs(name);
  if (outputs === undefined) {
    monitor.observed.unknownStacks.add(name);
    return { ...properties, outputs: unknownString, secretOutputNames: unknownString };
  }
  const secretNames = Object.entries(outputs).flatMap(([key, value]) => (isRaw(value) && unwrapped(value) !== value ? [key] : []));
  return { ...properties, name, outputs, secretOutputNames: secretNames };
}

/** The state of a resource as `pulumi:pulumi:getResource` answers it. */
export function resourceState(monitor: Monitor, urn: unknown): Raw {
  const found = typeof urn === "string" ? monitor.registry.get(urn) : undefined;
  if (found === undefined)
    throw new CallError(grpc.status.UNKNOWN, `unknown resource ${typeof urn === "string" ? urnParts(urn).name : ""}`);
  return { urn: found.urn, id: found.id === "" && found.custom ? unknownString : found.id, state: found.outputs };
}
