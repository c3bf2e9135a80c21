import { join, resolve } from "node:path";
import type { StateInput } from "../doors/state/state-files.js";
import { InputError } from "../files/errors.js";
import { programEnvironment } from "./environment.js";
import { stateOfRun } from "./evaluate.js";
import type { InvokeAnswer } from "./monitor/context.js";
import { runProgram } from "./program.js";
import { readProject } from "./project.js";

/** How a stack's program is run. */
export interface StackRun {
  /** `undefined` for the only stack of the project, or one of its own where it has none. */
  readonly stack: string | undefined;
  /** Values over those of the stack, by key. */
  readonly config: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly keepEnv: boolean;
  /** In milliseconds. */
  readonly timeLimit: number;
  readonly onOutput?: (text: string) => void;
}

/** What became of a stack's program. */
export interface StackResult {
  /** The stack, ready to be evaluated; `undefined` where nothing was registered. */
  readonly input: StateInput | undefined;
  /** Why the program did not run to its end; `undefined` where it did. */
  readonly failure: string | undefined;
  /** What is not known of the stack, a line each. */
  readonly notes: readonly string[];
  /** Milliseconds that the program ran. */
  readonly duration: number;
}

/**
 * The stacks to run a program for.
 * @throws InputError where it is not clear which
 */
export function stacksOf(folder: string, stack: string | undefined, all: boolean): readonly (string | undefined)[] {
  const { stacks } = readProject(folder, { stack });
  if (all) return stacks.length === 0 ? [undefined] : stacks;
  if (stack === undefined && stacks.length > 1)
    throw new InputError(folder, `has several stacks: ${stacks.join(", ")}. Name one with --stack, or use --all-stacks.`);
  return [stack];
}

/**
 * Runs the program of a project for one stack.
 * @throws InputError if it cannot be started
 */
export async function runStack(folder: string, run: StackRun): Promise<StackResult> {
  const project = readProject(folder, { stack: run.stack, config: run.config });
  const stack = run.stack ?? project.stacks[0] ?? "dev";
  const ran = await runProgram({
    project: project.name,
    stack,
    organization: "organization",
    folder: resolve(folder),
    config: project.config,
    secretKeys: project.secretKeys,
    invoke: (): InvokeAnswer => ({ kind: "unknown" }),
    stackOutputs: () => undefined,
    runtime: project.runtime,
    options: project.options,
    main: project.main,
    environment: programEnvironment(run.env, run.keepEnv),
    timeLimit: run.timeLimit,
    ...(run.onOutput !== undefined && { onOutput: run.onOutput }),
  });
  const { registry } = ran.observed;
  const path = join(folder, "Pulumi.yaml");
  const own = registry.all.filter(({ type }) => !type.startsWith("pulumi:"));
  const failure = ran.failure === undefined ? undefined : `${path}: the program failed: ${ran.failure}`;
  if (own.length === 0)
    return { input: undefined, failure: failure ?? `${path}: the program registered no resource`, notes: [], duration: ran.duration };
  const state = stateOfRun(ran, path);
  return { input: { path, state, config: project.file }, failure, notes: notesOf(ran, path), duration: ran.duration };
}

function notesOf({ observed, failure }: Awaited<ReturnType<typeof runProgram>>, path: string): readonly string[] {
  const counted = (list: ReadonlyMap<string, number>): string =>
    [...list].map(([name, count]) => `${name}${count > 1 ? ` (${count})` : ""}`).join(", ");
  const { opaque, unanswered, unknownStacks, registry } = observed;
  return [
    ...(failure === undefined
      ? []
      : [
          `${path}: partial, the program failed after it had registered ${registry.all.length} resources: what is missing is not a finding`,
        ]),
    ...(opaque.size > 0
      ? [`${path}: the inside of remote components is not evaluated, their package is not installed: ${counted(opaque)}`]
      : []),
    ...(unanswered.size > 0 ? [`${path}: invokes without an answer, their results are not known: ${counted(unanswered)}`] : []),
    ...(unknownStacks.size > 0 ? [`${path}: outputs of other stacks are not known: ${[...unknownStacks].join(", ")}`] : []),
  ];
}
