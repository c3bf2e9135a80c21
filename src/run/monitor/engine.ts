import engine from "@pulumi/pulumi/proto/engine_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import type { Message } from "./context.js";
import type { Monitor } from "./monitor.js";
import { answering, type Handler } from "./wire.js";

const severities: ReadonlyMap<number, Message["severity"]> = new Map([
  [engine.LogSeverity.DEBUG, "debug"],
  [engine.LogSeverity.INFO, "info"],
  [engine.LogSeverity.WARNING, "warning"],
  [engine.LogSeverity.ERROR, "error"],
]);

/** The calls of the engine's service, by name: messages of the program, and the stack as a resource. */
export function engineCalls({ observed, registry }: Monitor): Record<string, Handler> {
  return {
    log: answering((request: engine.LogRequest) => {
      const severity = severities.get(request.getSeverity()) ?? "info";
      if (severity !== "debug") observed.messages.push({ severity, text: request.getMessage(), urn: request.getUrn() });
      return new empty.Empty();
    }),
    getRootResource: answering(() => {
      const response = new engine.GetRootResourceResponse();
      response.setUrn(registry.root);
      return response;
    }),
    setRootResource: answering((request: engine.SetRootResourceRequest) => {
      registry.root = request.getUrn();
      return new engine.SetRootResourceResponse();
    }),
    startDebugging: answering(() => new empty.Empty()),
    requirePulumiVersion: answering(() => new engine.RequirePulumiVersionResponse()),
  };
}
