import grpc from "@grpc/grpc-js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import resource from "@pulumi/pulumi/proto/resource_pb.js";
import { type ComponentProvider, connectProvider } from "./component-provider.js";
import type { Goal } from "./goal.js";
import type { Monitor } from "./monitor.js";
import { packageOf } from "./providers.js";
import { acceptedBy, mapped, withoutOutputValues } from "./values.js";
import { CallError, plainOf, type Raw, structOf } from "./wire.js";

/** Makes a remote component by the provider of its package; where there is none, it is registered without its inside. */
export async function constructed(monitor: Monitor, goal: Goal, urn: string): Promise<resource.RegisterResourceResponse> {
  const made = await providerOf(monitor, goal.packageRef, goal.type, goal.version);
  return made === undefined ? opaque(monitor, goal, urn) : inside(monitor, goal, made);
}

/** The provider process of a package, started when it is first needed. */
export function providerOf(monitor: Monitor, packageRef: string, type: string, version: string): Promise<ComponentProvider | undefined> {
  const registered = packageRef === "" ? undefined : monitor.packages.get(packageRef);
  const wanted = { name: registered?.name ?? packageOf(type), version: registered?.version ?? version };
  const key = `${wanted.name}@${wanted.version}`;
  let started = monitor.componentPackages.get(key);
  if (started === undefined) {
    started = (async () => {
      const address = await monitor.around.startComponents?.(wanted);
      return address === undefined ? undefined : connectProvider(address);
    })();
    monitor.componentPackages.set(key, started);
  }
  return started;
}

function opaque(monitor: Monitor, goal: Goal, urn: string): resource.RegisterResourceResponse {
  const { opaque: counted } = monitor.observed;
  counted.set(goal.type, (counted.get(goal.type) ?? 0) + 1);
  monitor.registry.set({
    urn,
    type: goal.type,
    name: goal.name,
    parent: goal.parent,
    custom: false,
    external: false,
    id: "",
    inputs: withoutOutputValues(goal.properties) as Raw,
    outputs: {},
    provider: goal.provider,
    dependencies: goal.dependencies,
    propertyDependencies: goal.propertyDependencies ?? {},
    options: goal.options,
    source: goal.source,
  });
  const response = new resource.RegisterResourceResponse();
  response.setUrn(urn);
  response.setObject(structOf({}));
  response.setResult(resource.Result.SUCCESS);
  return response;
}

async function inside(monitor: Monitor, goal: Goal, made: ComponentProvider): Promise<resource.RegisterResourceResponse> {
  const { around } = monitor;
  const request = new provider.ConstructRequest();
  request.setProject(around.project);
  request.setStack(around.stack);
  request.setOrganization(around.organization);
  for (const [key, value] of Object.entries(around.config)) request.getConfigMap().set(key, value);
  request.setConfigsecretkeysList([...around.secretKeys]);
  request.setDryrun(true);
  request.setParallel(parallel);
  request.setMonitorendpoint(monitor.address);
  request.setType(goal.type);
  request.setName(goal.name);
  request.setParent(goal.parent);
  request.setInputs(structOf(goal.properties));
  for (const [key, urns] of Object.entries(goal.propertyDependencies ?? {})) {
    const dependencies = new provider.ConstructRequest.PropertyDependencies();
    dependencies.setUrnsList([...urns]);
    request.getInputdependenciesMap().set(key, dependencies);
  }
  for (const [name, reference] of Object.entries(goal.providers)) request.getProvidersMap().set(name, reference);
  request.setDependenciesList([...goal.dependencies]);
  request.setAliasesList([...goal.aliases]);
  const { options } = goal;
  request.setProtect(options.protect);
  request.setAdditionalsecretoutputsList([...options.additionalSecretOutputs]);
  request.setDeletedwith(options.deletedWith);
  request.setIgnorechangesList([...options.ignoreChanges]);
  request.setReplaceonchangesList([...options.replaceOnChanges]);
  request.setRetainondelete(options.retainOnDelete);
  request.setAcceptsOutputValues(true);
  let answer: provider.ConstructResponse;
  try {
    answer = await made.construct(request);
  } catch (error) {
    throw new CallError(grpc.status.UNKNOWN, `${goal.type} "${goal.name}": ${(error as grpc.ServiceError).details || String(error)}`);
  }
  located(monitor, answer.getUrn(), goal);
  const response = new resource.RegisterResourceResponse();
  response.setUrn(answer.getUrn());
  response.setObject(structOf(mapped(withoutOutputValues(plainOf(answer.getState())) as Raw, (value) => acceptedBy(value, goal.accepts))));
  answer.getStatedependenciesMap().forEach((given: provider.ConstructResponse.PropertyDependencies, key: string) => {
    const dependencies = new resource.RegisterResourceResponse.PropertyDependencies();
    dependencies.setUrnsList(given.getUrnsList());
    response.getPropertydependenciesMap().set(key, dependencies);
  });
  response.setResult(resource.Result.SUCCESS);
  return response;
}

/** What is inside of a component is at the place at which the program makes the component. */
function located({ registry }: Monitor, urn: string, goal: Goal): void {
  if (goal.source === undefined) return;
  for (const resource of registry.all)
    if (resource.source === undefined && [...registry.lineage(resource.urn)].includes(urn))
      registry.set({ ...resource, source: goal.source });
}

const parallel = 32;
