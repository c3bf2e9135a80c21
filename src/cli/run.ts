import { existsSync } from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import type { Inputs } from "../doors/state/inputs.js";
import type { StateInput } from "../doors/state/state-files.js";
import type { Finding } from "../findings/finding.js";
import { clean } from "../report/paint.js";
import type { IsChanged } from "../run/changed-lines.js";
import type { ProgressLine, Terminal } from "./context.js";
import { commandHelp } from "./help.js";
import { addReportOptions, type CheckOptions } from "./report-options.js";

/** What the command needs of the program around it. */
export interface RunContext {
  readonly terminal: Terminal;
  /** Evaluates inputs and reports what is found. */
  readonly evaluate: (inputs: Inputs, options: CheckOptions, progress: ProgressLine) => Promise<number>;
  readonly progress: (isQuiet: boolean) => ProgressLine;
}

interface RunOptions extends CheckOptions {
  readonly stack?: string;
  readonly allStacks?: boolean;
  readonly stackConfig?: Readonly<Record<string, string>>;
  readonly configPath?: boolean;
  readonly timeout: number;
  readonly showOutput?: boolean;
  readonly keepEnv?: boolean;
  readonly standIns?: boolean;
  readonly changedSince?: string;
  readonly recordMocks?: boolean;
  readonly timings?: boolean;
}

/** Adds the command `run`. */
export function addRun(cli: Command, context: RunContext, end: (status: number) => void): void {
  const values: Record<string, string> = {};
  const command = addReportOptions(
    cli
      .command("run")
      .description("run a Pulumi program as a preview without the CLI, an account or credentials, and check what it registers")
      .argument("<folder>", "the folder of a project, with its Pulumi.yaml")
      .option("--stack <name>", "the stack whose configuration the program gets (default: the only one)")
      .option("--all-stacks", "run the program once for each stack that has a configuration")
      .option(
        "--stack-config <key=value>",
        "a value of the stack's configuration, as `--config key=value` too; may be repeated",
        stackConfig,
      )
      .option("--config-path", "read the keys of these values as paths into objects and lists: --config servers[0].size=3")
      .option(
        "--stand-ins",
        "give ids, ARNs and addresses that only the cloud knows a stand-in, so that what is built with them is evaluated",
      )
      .option("--record-mocks", "write what the program asked the cloud for to stackwarden.mocks.json, to be filled in")
      .option("--changed-since <commit>", "report only findings whose source lines are changed since a commit")
      .option("--timeout <seconds>", "time limit of the program", seconds, 300)
      .option("--show-output", "show what the program prints")
      .option("--keep-env", "pass credentials and tokens of this environment to the program")
      .option("--timings", "print the time of each phase"),
  );
  // `pulumi preview --config key=value` sets a value of the stack; a file is the configuration of the rules, as for `check`.
  command.options
    .find(({ long }) => long === "--config")
    ?.argParser((text: string, before: string | undefined) => {
      if (!/^[\w:.[\]-]+=/.test(text) || existsSync(text)) return text;
      Object.assign(values, stackConfig(text));
      return before;
    });
  command
    .addHelpText("after", commandHelp.run)
    .action(async (folder: string, options: RunOptions) =>
      end(await run(context, folder, { ...options, stackConfig: { ...options.stackConfig, ...values } })),
    );
}

async function run(context: RunContext, folder: string, options: RunOptions): Promise<number> {
  const { terminal } = context;
  const progress = context.progress(options.quiet === true);
  const startedAt = performance.now();
  const { runStack, stacksOf } = await import("../run/stacks.js");
  // Asked first, so that a wrong reference costs no run.
  const isChanged =
    options.changedSince === undefined ? undefined : (await import("../run/changed-lines.js")).changedSince(options.changedSince, folder);
  const states: StateInput[] = [];
  let failed = false;
  let programTime = 0;
  for (const stack of stacksOf(folder, options.stack, options.allStacks === true)) {
    progress.show(`running ${folder}${stack === undefined ? "" : ` (${stack})`}`);
    const { input, failure, notes, duration } = await runStack(folder, {
      stack,
      config: options.stackConfig ?? {},
      configPaths: options.configPath === true,
      env: terminal.env,
      recordMocks: options.recordMocks === true,
      hasStandIns: options.standIns === true,
      keepEnv: options.keepEnv === true,
      timeLimit: options.timeout * 1000,
      ...(options.showOutput === true && { onOutput: (text: string) => terminal.err(text.split("\n").map(clean).join("\n")) }),
    });
    programTime += duration;
    progress.clear();
    for (const note of notes) progress.note(note);
    if (failure !== undefined) {
      failed = true;
      terminal.err(`stackwarden: ${failure.split("\n").map(clean).join("\n  ")}\n`);
    }
    if (input !== undefined) states.push(input);
  }
  if (states.length === 0) return 2;
  const evaluatedAt = performance.now();
  const inputs = { states, stackFiles: [], skipped: [], projects: [folder] };
  const status = await context.evaluate(inputs, isChanged === undefined ? options : { ...options, keeps: keptBy(isChanged) }, progress);
  if (options.timings === true) {
    const evaluation = performance.now() - evaluatedAt;
    const total = performance.now() - startedAt;
    const ms = (time: number): string => `${Math.round(time)} ms`;
    const memory = Math.round(process.resourceUsage().maxRSS / 1024);
    terminal.err(
      `stackwarden: program ${ms(programTime)}, evaluation and report ${ms(evaluation)}, other ${ms(total - evaluation - programTime)}; ` +
        `Stackwarden's memory ${memory} MB\n`,
    );
  }
  return failed ? 2 : status;
}

/** A finding without a place is reported always: nobody knows whether its lines are changed. */
const keptBy =
  (isChanged: IsChanged) =>
  ({ source }: Finding): boolean =>
    source === null || source === undefined || isChanged(source);

function stackConfig(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError(`"${text}" is not of the form key=value.`);
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError(`"${text}" is not a number of seconds.`);
  return value;
}
