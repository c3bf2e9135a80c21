import { realpathSync } from "node:fs";
import { join } from "node:path";
import { repositoryOf } from "../doors/state/homes.js";
import type { StateInput } from "../doors/state/state-files.js";
import { InputError } from "../files/errors.js";
import { programEnvironment } from "./environment.js";
import { stateOfRun } from "./evaluate.js";
import { answerInvoke } from "./invokes/answer.js";
import { mockedAnswer, readMocks, recordedMocks, writeMocks } from "./mocks.js";
import type { Observed } from "./monitor/context.js";
import type { Registered } from "./monitor/registry.js";
import { placed } from "./places.js";
import { pluginFolders } from "./plugin-folders.js";
import { type Ran, runProgram } from "./program.js";
import { readProject } from "./project.js";
import { stackReferences } from "./stack-references.js";
import { missingText } from "./start/start.js";

/** How a stack's program is run. */
export interface StackRun {
  /** `undefined` for the only stack of the project, or one of its own where it has none. */
  readonly stack: string | undefined;
  /** Values over those of the stack, by key. */
  readonly config: Readonly<Record<string, string>>;
  /** Whether the keys of these values are paths into objects and lists. */
  readonly configPaths?: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly keepEnv: boolean;
  /** Whether ids and other outputs that the cloud decides have stand-ins. */
  readonly hasStandIns?: boolean;
  /** Whether what was asked for is written to the file of mocks. */
  readonly recordMocks?: boolean;
  /** In milliseconds. */
  readonly timeLimit: number;
  readonly onOutput?: (text: string) => void;
}

/** What became of a stack's program. */
export interface StackResult {
  /** The stack, ready to be evaluated; `undefined` where nothing was registered. */
  readonly input: StateInput | undefined;
  /** What the program registered, in its order. */
  readonly registered: readonly Registered[];
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
  const project = readProject(folder, { stack: run.stack, config: run.config, paths: run.configPaths === true });
  const stack = run.stack ?? project.stacks[0] ?? "dev";
  const config: Record<string, string> = { ...project.config };
  const home = realpathSync(folder);
  const mocks = readMocks(folder);
  const references = stackReferences(folder, project.name);
  const start = (): Promise<Ran> =>
    runProgram({
      project: project.name,
      stack,
      organization: "organization",
      folder: home,
      root: repositoryOf(home) ?? home,
      config,
      secretKeys: project.secretKeys,
      standIns: new Set([
        ...[missingText, ...project.standInsInside],
        ...project.encrypted.flatMap((key) => config[key] ?? []).filter((text) => text.length > shortest),
      ]),
      hasStandIns: run.hasStandIns === true,
      invoke: (token, args, context) => {
        const mocked = mockedAnswer(mocks, token, args);
        const answer = answerInvoke(token, args, { ...context, folder: home });
        if (mocked === undefined) return answer;
        return { kind: "answer", value: { ...(answer.kind === "answer" && answer.value), ...mocked } };
      },
      stackOutputs: (name) => knownOutputs(mocks.stacks.get(name)) ?? references(name),
      runtime: project.runtime,
      options: project.options,
      main: project.main,
      plugins: pluginFolders(folder),
      environment: programEnvironment(run.env, run.keepEnv),
      timeLimit: run.timeLimit,
      ...(run.onOutput !== undefined && { onOutput: run.onOutput }),
    });
  let ran = await start();
  // Only the program shows that an encrypted value is a number or an object.
  for (const _ of project.encrypted) {
    const kind = insisted(ran.failure, project.encrypted);
    if (kind === undefined || config[kind.key] === kind.standIn) break;
    config[kind.key] = kind.standIn;
    ran = await start();
  }
  const { registry } = ran.observed;
  const path = join(folder, "Pulumi.yaml");
  if (run.recordMocks === true) writeMocks(folder, recordedMocks(ran.observed.asked, [...ran.observed.unknownStacks], mocks));
  const own = registry.all.filter(({ type }) => !type.startsWith("pulumi:"));
  const failure = ran.failure === undefined ? undefined : `${path}: the program failed: ${ran.failure}`;
  if (own.length === 0)
    return {
      input: undefined,
      registered: registry.all,
      failure: failure ?? `${path}: the program registered no resource`,
      notes: [],
      duration: ran.duration,
    };
  const registered = placed(registry.all, home, project.runtime);
  const open = openOf(ran.observed, run.hasStandIns === true);
  const partial =
    ran.failure === undefined
      ? []
      : [`partial: it had registered ${own.length} resources, and nothing that may be missing counts as a finding`];
  return {
    registered,
    input: { path, state: stateOfRun(ran, path, open, registered), config: project.file },
    failure,
    notes: [...partial, ...open].map((line) => `${path}: ${line}`),
    duration: ran.duration,
  };
}

/** The outputs of a stack in the file of mocks, once somebody filled them in. */
const knownOutputs = (outputs: Readonly<Record<string, unknown>> | undefined): typeof outputs =>
  outputs === undefined || Object.keys(outputs).length === 0 ? undefined : outputs;

// A short stand-in, such as a number, cannot be recognised in what the program registers.
const shortest = 8;

/** The encrypted key that a program wants as something other than a text, and a stand-in of that kind. */
function insisted(
  failure: string | undefined,
  encrypted: readonly string[],
): { readonly key: string; readonly standIn: string } | undefined {
  const [, named = "", kind = ""] = /Configuration '([^']+)' value .* is not a valid '?(?:JSON )?(\w+)/.exec(failure ?? "") ?? [];
  const key = encrypted.find((one) => one === named || one.endsWith(`:${named}`));
  if (key === undefined) return undefined;
  return { key, standIn: /^bool/i.test(kind) ? "false" : /^(?:int|float|num)/i.test(kind) ? "1" : "{}" };
}

/** How the CLI installs the providers of components. */
const installs = (types: Iterable<string>): string =>
  [...new Set([...types].map((type) => type.split(":")[0]))].map((name) => `pulumi plugin install resource ${name}`).join("; ");

/** What is not known of a stack after its program ran, a sentence each. */
export function openOf({ opaque, unanswered, standIns, unknownStacks }: Observed, hasStandIns: boolean): readonly string[] {
  const counted = (list: ReadonlyMap<string, number>): string =>
    [...list].map(([name, count]) => `${name}${count > 1 ? ` (${count})` : ""}`).join(", ");
  return [
    ...(opaque.size > 0
      ? [
          `the inside of remote components was not evaluated, because the provider of their package is not installed: ${counted(opaque)}. ` +
            `Install it with: ${installs(opaque.keys())}`,
        ]
      : []),
    ...(unanswered.size > 0 ? [`the results of these invokes are not known: ${counted(unanswered)}`] : []),
    ...(standIns.size > 0 ? [`these invokes were answered with stand-ins: ${counted(standIns)}`] : []),
    ...(unknownStacks.size > 0 ? [`the outputs of other stacks are not known: ${[...unknownStacks].join(", ")}`] : []),
    hasStandIns
      ? "ids, ARNs and addresses that the cloud decides are stand-ins, and nothing that exists was read"
      : "ids and other values that the cloud decides are not known, and nothing that exists was read",
  ];
}
