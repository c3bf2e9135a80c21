import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/callback_grpc_pb.js";
import callback from "@pulumi/pulumi/proto/callback_pb.js";
import { ask, CallError, channelOptions } from "./wire.js";

/** A function of the program that the monitor may call, by the address of its server. */
export interface Callback {
  readonly target: string;
  readonly token: string;
}

export const callbackOf = (given: callback.Callback): Callback => ({ target: given.getTarget(), token: given.getToken() });

interface CallbacksClient extends grpc.Client {
  invoke(
    request: callback.CallbackInvokeRequest,
    done: (error: grpc.ServiceError | null, response: callback.CallbackInvokeResponse) => void,
  ): grpc.ClientUnaryCall;
}

/** Calls functions of the program over connections that it keeps until `close`. */
export class Callbacks {
  readonly #clients = new Map<string, CallbacksClient>();

  /** Calls a function with a message, and resolves to the message that it answers. */
  async call(given: Callback, message: Uint8Array): Promise<Uint8Array> {
    let client = this.#clients.get(given.target);
    if (client === undefined) {
      // A program names its own server; nothing but this machine is ever called.
      if (!/^(?:tcp:\/\/)?(?:127\.0\.0\.1|localhost|\[::1\]):\d+$/.test(given.target))
        throw new CallError(grpc.status.INVALID_ARGUMENT, `callback server ${given.target} is not on this machine`);
      const Client = services.CallbacksClient as unknown as new (
        address: string,
        credentials: grpc.ChannelCredentials,
        options: object,
      ) => CallbacksClient;
      client = new Client(given.target.replace(/^tcp:\/\//, ""), grpc.credentials.createInsecure(), channelOptions);
      this.#clients.set(given.target, client);
    }
    const request = new callback.CallbackInvokeRequest();
    request.setToken(given.token);
    request.setRequest(message);
    const connected = client;
    try {
      return (await ask<callback.CallbackInvokeResponse>((done) => connected.invoke(request, done))).getResponse_asU8();
    } catch (error) {
      throw new CallError(grpc.status.UNKNOWN, (error as grpc.ServiceError).details || String(error));
    }
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
    this.#clients.clear();
  }
}
