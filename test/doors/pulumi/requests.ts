import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";

export type Json = Record<string, struct.JavaScriptValue>;
export type Call<Request, Answer> = (request: Request, done: (error: grpc.ServiceError | null, answer: Answer) => void) => void;

/** A client of a pack's server, as the engine is one. */
export const clientOf = (port: number | string): services.AnalyzerClient =>
  new services.AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), { "grpc.max_receive_message_length": -1 });

export const ask = <Request, Answer>(client: services.AnalyzerClient, call: Call<Request, Answer>, request: Request): Promise<Answer> =>
  new Promise((resolve, reject) => call.call(client, request, (error, answer) => (error === null ? resolve(answer) : reject(error))));

export const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
export function resourceRequest(type: string, name: string, inputs: Json): analyzer.AnalyzeRequest {
  const request = new analyzer.AnalyzeRequest();
  request.setType(type);
  request.setUrn(urn(type, name));
  request.setName(name);
  request.setProperties(struct.Struct.fromJavaScript(inputs));
  request.setOptions(new analyzer.AnalyzerResourceOptions());
  return request;
}
export function stackRequest(resources: readonly [string, string, Json, Record<string, string[]>?][]): analyzer.AnalyzeStackRequest {
  const request = new analyzer.AnalyzeStackRequest();
  for (const [type, name, outputs, dependencies = {}] of resources) {
    const resource = new analyzer.AnalyzerResource();
    resource.setType(type);
    resource.setUrn(urn(type, name));
    resource.setName(name);
    resource.setProperties(struct.Struct.fromJavaScript(outputs));
    resource.setOptions(new analyzer.AnalyzerResourceOptions());
    for (const [property, urns] of Object.entries(dependencies)) {
      const list = new analyzer.AnalyzerPropertyDependencies();
      list.setUrnsList(urns);
      resource.getPropertydependenciesMap().set(property, list);
    }
    request.addResources(resource);
  }
  return request;
}
export function configureRequest(levels: Record<string, number>, options: Record<string, Json> = {}): analyzer.ConfigureAnalyzerRequest {
  const request = new analyzer.ConfigureAnalyzerRequest();
  for (const [name, level] of Object.entries(levels)) {
    const config = new analyzer.PolicyConfig();
    config.setEnforcementlevel(level as analyzer.EnforcementLevel);
    config.setProperties(struct.Struct.fromJavaScript(options[name] ?? {}));
    request.getPolicyconfigMap().set(name, config);
  }
  return request;
}
