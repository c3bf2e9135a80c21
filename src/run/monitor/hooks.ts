import grpc from "@grpc/grpc-js";
import resource from "@pulumi/pulumi/proto/resource_pb.js";
import { type Callback, type Callbacks, callbackOf } from "./callbacks.js";
import type { Hook } from "./goal.js";
import { CallError, type Raw, structOf } from "./wire.js";

interface RegisteredHook {
  readonly callback: Callback;
  readonly onDryRun: boolean;
}

/** The resource that a hook is called with. */
export interface Hooked {
  readonly urn: string;
  readonly name: string;
  readonly type: string;
  readonly inputs: Raw;
  readonly outputs: Raw | undefined;
}

/** The hooks of the program, by name. Those that ask for it run in a preview. */
export class Hooks {
  readonly #byName = new Map<string, RegisteredHook>();

  register(request: resource.RegisterResourceHookRequest): void {
    const callback = request.getCallback();
    if (callback !== undefined) this.#byName.set(request.getName(), { callback: callbackOf(callback), onDryRun: request.getOnDryRun() });
  }

  async run(hooks: readonly Hook[], moment: Hook["moment"], hooked: Hooked, callbacks: Callbacks): Promise<void> {
    for (const { name } of hooks.filter((hook) => hook.moment === moment)) {
      const hook = this.#byName.get(name);
      if (hook === undefined) throw new CallError(grpc.status.INVALID_ARGUMENT, `resource hook ${name} is not registered`);
      if (!hook.onDryRun) continue;
      const request = new resource.ResourceHookRequest();
      request.setUrn(hooked.urn);
      request.setName(hooked.name);
      request.setType(hooked.type);
      request.setNewInputs(structOf(hooked.inputs));
      if (hooked.outputs !== undefined) request.setNewOutputs(structOf(hooked.outputs));
      const answer = resource.ResourceHookResponse.deserializeBinary(await callbacks.call(hook.callback, request.serializeBinary()));
      // Only a hook that runs before the operation can stop it.
      if (answer.getError() !== "" && moment === "beforeCreate")
        throw new CallError(grpc.status.UNKNOWN, `before hook ${name} failed: ${answer.getError()}`);
    }
  }
}
