import { createRequire } from "node:module";
import { join } from "node:path";
import { InputError } from "../files/errors.js";
import type { Surroundings } from "./monitor/context.js";
import { startMonitor } from "./monitor/server.js";
import type { Ran } from "./program.js";

/** A program as a function; what it returns are the outputs of the stack. */
export type InlineProgram = () => unknown;

/** The parts of the SDK that a program in the same process needs. */
interface Runtime {
  resetOptions(
    project: string,
    stack: string,
    parallel: number,
    engine: string,
    monitor: string,
    preview: boolean,
    organization: string,
  ): void;
  setAllConfig(config: Readonly<Record<string, string>>, secretKeys: readonly string[]): void;
  runInPulumiStack(program: InlineProgram): Promise<unknown>;
  disconnect(signalShutdown?: boolean): Promise<void>;
}
interface LocalState {
  withLocalStorage<T>(callback: () => Promise<T>): Promise<T>;
}

/**
 * Runs a function of this process as a program, with the SDK that the working directory has.
 * @throws InputError if the SDK is not installed there
 */
export async function runInline(program: InlineProgram, around: Surroundings): Promise<Ran> {
  const load = createRequire(join(process.cwd(), "index.js"));
  let runtime: Runtime;
  let state: LocalState;
  try {
    runtime = (load("@pulumi/pulumi") as { readonly runtime: Runtime }).runtime;
    state = load("@pulumi/pulumi/runtime/state") as LocalState;
  } catch {
    throw new InputError(process.cwd(), "needs @pulumi/pulumi, which is not installed here");
  }
  const monitor = await startMonitor(around);
  const startedAt = performance.now();
  let failure: string | undefined;
  try {
    await state.withLocalStorage(async () => {
      const { project, stack, organization, config, secretKeys } = around;
      runtime.resetOptions(project, stack, 64, monitor.address, monitor.address, true, organization);
      runtime.setAllConfig(config, secretKeys);
      try {
        await runtime.runInPulumiStack(async () => {
          try {
            return await program();
          } catch (error) {
            // The SDK would leave promises behind that reject later, when a test runner takes them for errors of its own.
            failure = error instanceof Error ? error.message : String(error);
            return undefined;
          }
        });
        await runtime.disconnect(true);
      } catch (error) {
        failure ??= error instanceof Error ? error.message : String(error);
        await runtime.disconnect(false);
      }
    });
    const logged = monitor.observed.messages.findLast(({ severity }) => severity === "error")?.text;
    return { observed: monitor.observed, failure: failure ?? logged, duration: performance.now() - startedAt };
  } finally {
    monitor.close();
  }
}
