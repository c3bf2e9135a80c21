import grpc from "@grpc/grpc-js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import type resource from "@pulumi/pulumi/proto/resource_pb.js";
import { unknownString } from "../../model/value.js";
import { providerOf } from "./components.js";
import type { Monitor } from "./monitor.js";
import { configOf, packageOf, urnOfReference } from "./providers.js";
import { resourceState } from "./register.js";
import { transformedInvoke } from "./transforms.js";
import { acceptedBy, hasSecret, mapped, unwrapped, withoutOutputValues } from "./values.js";
import { CallError, isRaw, plainOf, type Raw, structOf } from "./wire.js";

/** Answers a function of a provider: what can be computed is, the rest is unknown or a stand-in. */
export async function invoke(monitor: Monitor, request: resource.ResourceInvokeRequest): Promise<provider.InvokeResponse> {
  const token = request.getTok();
  const accepts = { secrets: true, resources: request.getAcceptresources() };
  const response = new provider.InvokeResponse();
  const answer = (value: Raw): provider.InvokeResponse => {
    response.setReturn(structOf(mapped(value, (item) => acceptedBy(item, accepts))));
    return response;
  };
  let args = plainOf(request.getArgs());
  if (token === "pulumi:pulumi:getResource") return answer(resourceState(monitor, args["urn"]));
  for (const transform of monitor.invokeTransforms) args = await transformedInvoke(token, args, transform, monitor.callbacks);
  const plain = unwrappedDeeply(withoutOutputValues(args)) as Raw;
  const found = monitor.around.invoke(token, plain, { region: regionOf(monitor, request, token) });
  // In the words of the engine.
  if (found.kind === "failure")
    throw new CallError(grpc.status.UNKNOWN, `invocation of ${token} returned an error: invoking ${token}: ${found.reason}`);
  const { unanswered, standIns, asked } = monitor.observed;
  // What is computed needs no mock.
  if (found.kind === "unknown" || found.isStandIn === true)
    asked.push({ token, args: hasSecret(args) ? {} : plain, answer: found.kind === "unknown" ? {} : found.value });
  const counted = found.kind === "unknown" ? unanswered : standIns;
  if (found.kind === "unknown" || found.isStandIn === true) counted.set(token, (counted.get(token) ?? 0) + 1);
  return answer(found.kind === "unknown" ? notKnown : found.value);
}

// One property that is not known makes the whole result so for the SDK of Go; those of Node.js and Python leave it out.
const notKnown: Raw = { __notKnown: unknownString };

/** The region of the provider that a function runs with. */
function regionOf(monitor: Monitor, request: resource.ResourceInvokeRequest, token: string): string | undefined {
  const reference = request.getProvider();
  const inputs =
    reference === "" ? configOf(packageOf(token), monitor.around) : (monitor.registry.get(urnOfReference(reference))?.inputs ?? {});
  const region = unwrapped(inputs["region"]);
  return typeof region === "string" ? region : undefined;
}

/** The value without marks of secrets: what the engine passes to a provider that takes none. */
function unwrappedDeeply(value: unknown): unknown {
  const inner = unwrapped(value);
  if (Array.isArray(inner)) return inner.map(unwrappedDeeply);
  return isRaw(inner) ? mapped(inner, unwrappedDeeply) : inner;
}

/** Calls a method of a resource: only the provider of a remote component can answer, else the result is unknown. */
export async function callMethod(monitor: Monitor, request: resource.ResourceCallRequest): Promise<provider.CallResponse> {
  const token = request.getTok();
  const made = await providerOf(monitor, request.getPackageref(), token, request.getVersion());
  if (made === undefined) {
    const { unanswered } = monitor.observed;
    unanswered.set(token, (unanswered.get(token) ?? 0) + 1);
    const response = new provider.CallResponse();
    response.setReturn(structOf({}));
    return response;
  }
  const { around } = monitor;
  const call = new provider.CallRequest();
  call.setTok(token);
  call.setArgs(request.getArgs());
  request.getArgdependenciesMap().forEach((given: resource.ResourceCallRequest.ArgumentDependencies, key: string) => {
    const dependencies = new provider.CallRequest.ArgumentDependencies();
    dependencies.setUrnsList(given.getUrnsList());
    call.getArgdependenciesMap().set(key, dependencies);
  });
  call.setProject(around.project);
  call.setStack(around.stack);
  call.setOrganization(around.organization);
  for (const [key, value] of Object.entries(around.config)) call.getConfigMap().set(key, value);
  call.setConfigsecretkeysList([...around.secretKeys]);
  call.setDryrun(true);
  call.setMonitorendpoint(monitor.address);
  call.setAcceptsOutputValues(true);
  return made.call(call);
}
