import { dayOf } from "../config/day.js";
import { version } from "../data/packaged.js";
import { check } from "../doors/state/check.js";
import type { StateInput } from "../doors/state/state-files.js";
import type { Finding } from "../findings/finding.js";
import type { Preset } from "../language/rule.js";
import type { SourcePosition } from "../model/resource.js";
import type { InlineProgram } from "../run/inline.js";
import type { Registered } from "../run/monitor/registry.js";
import { configurationFor } from "./configuration.js";

type Raw = Readonly<Record<string, unknown>>;

/** How a program is run and evaluated in a test. */
export interface ProgramOptions {
  /** The stack, by default the only one of the project, or `dev`. */
  readonly stack?: string;
  /** The project of a program that is a function: `project` by default. */
  readonly project?: string;
  /** Values of the configuration by `project:key`. */
  readonly config?: Readonly<Record<string, string>>;
  /** Keys of them that are secret. */
  readonly secretKeys?: readonly string[];
  /** Answers to functions of providers by token; for a folder, stackwarden.mocks.json has them. */
  readonly invokes?: Readonly<Record<string, Raw | ((args: Raw) => Raw)>>;
  /** Gives ids, ARNs and addresses that only the cloud knows a stand-in. */
  readonly standIns?: boolean;
  /** A configuration of the rules; without one, that of the preset. */
  readonly configuration?: string;
  readonly preset?: Preset;
  /** Runs only these rules. */
  readonly only?: readonly string[];
  /** The time limit of a program in a folder, in milliseconds. */
  readonly timeLimit?: number;
}

/** A resource that a program registered. Values that are not known or secret are marked as on the wire. */
export interface ProgramResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Raw;
  readonly outputs: Raw;
  readonly parent: string;
  readonly protect: boolean;
  readonly source: SourcePosition | undefined;
}

/** What a program registered, and what was found in it. */
export interface ProgramResult {
  readonly findings: readonly Finding[];
  readonly resources: readonly ProgramResource[];
  /** Why the program did not run to its end; `undefined` where it did. */
  readonly failure: string | undefined;
  /** What is not known of the stack, a sentence each. */
  readonly open: readonly string[];
}

/**
 * Runs a program as a preview and evaluates what it registers: the program in a folder, or a function that makes resources.
 * @example
 * const { findings } = await runProgram(() => { new aws.s3.Bucket("logs"); });
 * expect(findings.filter(({ outcome }) => outcome === "fail")).toEqual([]);
 * @throws InputError, ConfigError
 */
export async function runProgram(program: string | InlineProgram, options: ProgramOptions = {}): Promise<ProgramResult> {
  const ran = typeof program === "string" ? await runFolder(program, options) : await runFunction(program, options);
  const { allRules } = await import("../rules/index.js");
  const { configuration: config, preset, only } = options;
  const configuration = configurationFor(allRules, {
    config,
    ...(preset !== undefined && { preset }),
    ...(only !== undefined && { only }),
  });
  const states = ran.input === undefined ? [] : [ran.input];
  const run = { version: version(), startedAt: performance.now(), today: dayOf(new Date()) };
  const report = check({ states, stackFiles: [], skipped: [] }, allRules, configuration, run);
  return {
    findings: report.findings,
    resources: ran.registered.map(resourceOf),
    failure: ran.failure,
    open: ran.input?.state.program?.open ?? [],
  };
}

interface Evaluable {
  readonly input: StateInput | undefined;
  readonly registered: readonly Registered[];
  readonly failure: string | undefined;
}

async function runFolder(
  folder: string,
  { stack, config = {}, standIns = false, timeLimit = 300_000 }: ProgramOptions,
): Promise<Evaluable> {
  const { runStack } = await import("../run/stacks.js");
  return runStack(folder, { stack, config, env: process.env, keepEnv: false, hasStandIns: standIns, timeLimit });
}

async function runFunction(program: InlineProgram, options: ProgramOptions): Promise<Evaluable> {
  const [{ runInline }, { answerInvoke }, { stateOfRun }, { openOf }] = await Promise.all([
    import("../run/inline.js"),
    import("../run/invokes/answer.js"),
    import("../run/evaluate.js"),
    import("../run/stacks.js"),
  ]);
  const { project = "project", stack = "dev", config = {}, secretKeys = [], invokes = {}, standIns = false } = options;
  const folder = process.cwd();
  const ran = await runInline(program, {
    project,
    stack,
    organization: "organization",
    folder,
    root: folder,
    config,
    secretKeys,
    standIns: new Set(),
    hasStandIns: standIns,
    invoke: (token, args, context) => {
      const mock = Object.hasOwn(invokes, token) ? invokes[token] : undefined;
      if (mock === undefined) return answerInvoke(token, args, context);
      return { kind: "answer", value: typeof mock === "function" ? mock(args) : mock };
    },
    stackOutputs: () => undefined,
  });
  const state = stateOfRun(ran, folder, openOf(ran.observed, standIns), ran.observed.registry.all);
  return { input: { path: folder, state, config: undefined }, registered: ran.observed.registry.all, failure: ran.failure };
}

const resourceOf = ({ urn, type, name, inputs, outputs, parent, options, source }: Registered): ProgramResource => ({
  urn,
  type,
  name,
  inputs,
  outputs,
  parent,
  protect: options.protect,
  source,
});
