import grpc from "@grpc/grpc-js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { describeCrash } from "../../text/crash.js";

export type Raw = Readonly<Record<string, unknown>>;

export const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** A message of the wire as plain JSON. */
export const plainOf = (message: struct.Struct | undefined): Raw => (message?.toJavaScript() as Raw | undefined) ?? {};

/** Plain JSON as a message of the wire. Properties that are `undefined` are left out. */
export const structOf = (value: Raw): struct.Struct =>
  struct.Struct.fromJavaScript(defined(value) as Parameters<typeof struct.Struct.fromJavaScript>[0]);

function defined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => defined(item) ?? null);
  if (!isRaw(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, defined(item)]])));
}

/** An error that the program gets as the answer to a call. */
export class CallError extends Error {
  constructor(
    readonly code: grpc.status,
    message: string,
  ) {
    super(message);
  }
}

type Done = (error: Partial<grpc.ServiceError> | null, response?: unknown) => void;
export type Handler = (call: { request: never }, done: Done) => void;

/** A handler of a call that answers with what a function returns, or fails with one clear line. */
export function answering<Request>(handle: (request: Request) => unknown): Handler {
  return (call, done) => {
    Promise.resolve()
      .then(() => handle(call.request))
      .then(
        (response) => done(null, response),
        (error: unknown) =>
          error instanceof CallError
            ? done({ code: error.code, details: error.message })
            : done({ code: grpc.status.UNKNOWN, details: `stackwarden failed: ${describeCrash(error)}` }),
      );
  };
}

// The limit of Pulumi's own engine, in bytes.
const maximumMessage = 400 * 1024 * 1024;
export const channelOptions = {
  "grpc.max_receive_message_length": maximumMessage,
  "grpc.max_send_message_length": maximumMessage,
} as const;

/** Starts a server on a free port of the loopback interface; resolves to its address, as programs are given it. */
export function listen(server: grpc.Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(`127.0.0.1:${port}`) : reject(error),
    );
  });
}

/** Sends one message and resolves to the answer. */
export function ask<Response>(send: (done: (error: grpc.ServiceError | null, response: Response) => void) => unknown): Promise<Response> {
  return new Promise((resolve, reject) => {
    send((error, response) => (error === null ? resolve(response) : reject(error)));
  });
}
