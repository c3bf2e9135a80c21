import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { ask, channelOptions, structOf } from "./wire.js";

type Answer<Response> = (error: grpc.ServiceError | null, response: Response) => void;

interface ProviderClient extends grpc.Client {
  configure(request: provider.ConfigureRequest, done: Answer<provider.ConfigureResponse>): grpc.ClientUnaryCall;
  construct(request: provider.ConstructRequest, done: Answer<provider.ConstructResponse>): grpc.ClientUnaryCall;
  call(request: provider.CallRequest, done: Answer<provider.CallResponse>): grpc.ClientUnaryCall;
}

/** A provider process that makes remote components. */
export interface ComponentProvider {
  construct(request: provider.ConstructRequest): Promise<provider.ConstructResponse>;
  call(request: provider.CallRequest): Promise<provider.CallResponse>;
}

/** Connects to a provider process and configures it. */
export async function connectProvider(address: string): Promise<ComponentProvider> {
  const Client = services.ResourceProviderClient as unknown as new (
    address: string,
    credentials: grpc.ChannelCredentials,
    options: object,
  ) => ProviderClient;
  const client = new Client(address, grpc.credentials.createInsecure(), channelOptions);
  const request = new provider.ConfigureRequest();
  request.setAcceptsecrets(true);
  request.setAcceptresources(true);
  request.setArgs(structOf({}));
  try {
    await ask<provider.ConfigureResponse>((done) => client.configure(request, done));
  } catch (error) {
    // A provider without configuration does not implement it.
    if ((error as grpc.ServiceError).code !== grpc.status.UNIMPLEMENTED) throw error;
  }
  return {
    construct: (given) => ask((done) => client.construct(given, done)),
    call: (given) => ask((done) => client.call(given, done)),
  };
}
