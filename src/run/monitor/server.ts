import grpc from "@grpc/grpc-js";
import type callback from "@pulumi/pulumi/proto/callback_pb.js";
import engineServices from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import services from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import type resource from "@pulumi/pulumi/proto/resource_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { callbackOf } from "./callbacks.js";
import type { Observed, Surroundings } from "./context.js";
import { engineCalls } from "./engine.js";
import { deploymentInfo, supportsFeature } from "./features.js";
import { callMethod, invoke } from "./invoke.js";
import { Monitor } from "./monitor.js";
import { readResource, registerOutputs, registerResource } from "./register.js";
import { placeOf } from "./source.js";
import { answering, channelOptions, type Handler, listen } from "./wire.js";

/** A monitor that listens. */
export interface Listening {
  /** The address of both services, for the program. */
  readonly address: string;
  readonly observed: Observed;
  close(): void;
}

/** Starts the services that a program of Pulumi talks to, on a free port of the loopback interface. */
export async function startMonitor(around: Surroundings): Promise<Listening> {
  const monitor = new Monitor(around);
  const server = new grpc.Server(channelOptions);
  add(server, services.ResourceMonitorService, monitorCalls(monitor));
  add(server, engineServices.EngineService, engineCalls(monitor));
  monitor.address = await listen(server);
  return {
    address: monitor.address,
    observed: monitor.observed,
    close() {
      monitor.callbacks.close();
      server.forceShutdown();
    },
  };
}

/** Adds a service; a call that it does not have is answered with UNIMPLEMENTED, which SDKs understand. */
const add = (server: grpc.Server, service: unknown, calls: Record<string, Handler>): void =>
  server.addService(service as grpc.ServiceDefinition, calls as unknown as grpc.UntypedServiceImplementation);

function monitorCalls(monitor: Monitor): Record<string, Handler> {
  const { around, observed } = monitor;
  return {
    getDeploymentInfo: answering(() => deploymentInfo(around)),
    supportsFeature: answering(supportsFeature),
    registerResource: answering((request: resource.RegisterResourceRequest) => registerResource(monitor, request)),
    registerResourceOutputs: answering((request: resource.RegisterResourceOutputsRequest) => {
      registerOutputs(monitor, request);
      return new empty.Empty();
    }),
    readResource: answering((request: resource.ReadResourceRequest) => readResource(monitor, request, placeOf(request, around))),
    invoke: answering((request: resource.ResourceInvokeRequest) => invoke(monitor, request)),
    call: answering((request: resource.ResourceCallRequest) => callMethod(monitor, request)),
    registerStackTransform: answering((request: callback.Callback) => {
      monitor.stackTransforms.push(callbackOf(request));
      return new empty.Empty();
    }),
    registerStackInvokeTransform: answering((request: callback.Callback) => {
      monitor.invokeTransforms.push(callbackOf(request));
      return new empty.Empty();
    }),
    registerResourceHook: answering((request: resource.RegisterResourceHookRequest) => {
      monitor.hooks.register(request);
      return new empty.Empty();
    }),
    // An error hook runs after a failed operation only, and a preview has none.
    registerErrorHook: answering(() => new empty.Empty()),
    registerPackage: answering((request: resource.RegisterPackageRequest) => monitor.packages.register(request)),
    signalAndWaitForShutdown: answering(() => {
      observed.ended = true;
      return new empty.Empty();
    }),
  };
}
