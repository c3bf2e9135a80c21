import { statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { InputError } from "../files/errors.js";
import { runChild } from "./child.js";
import type { Observed, Surroundings } from "./monitor/context.js";
import { startMonitor } from "./monitor/server.js";
import { findPlugin, PluginProcesses } from "./plugins.js";
import { goCommand } from "./start/go.js";
import { nodeCommand } from "./start/node.js";
import { pythonCommand } from "./start/python.js";
import type { Command, Start } from "./start/start.js";

/** A program to run, with its configuration. */
export interface Program extends Surroundings {
  readonly runtime: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** The entry point in `Pulumi.yaml`, from the folder of the project. */
  readonly main: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  /** The time that the program has, in milliseconds. */
  readonly timeLimit: number;
  readonly onOutput?: (text: string) => void;
  /** Folders of providers that the project names, by package. */
  readonly plugins?: ReadonlyMap<string, string>;
}

/** What became of a program. */
export interface Ran {
  readonly observed: Observed;
  /** Why the program did not run to its end, in its own words; `undefined` where it did. */
  readonly failure: string | undefined;
  /** Milliseconds from its start to its end. */
  readonly duration: number;
}

// A provider compiles and reads its own types before it names its port.
const pluginTimeLimit = 240_000;

const commands: ReadonlyMap<string, (start: Start, env: NodeJS.ProcessEnv) => Command | Promise<Command>> = new Map<
  string,
  (start: Start, env: NodeJS.ProcessEnv) => Command | Promise<Command>
>([
  ["nodejs", nodeCommand],
  ["python", pythonCommand],
  ["go", goCommand],
]);

/**
 * Runs a program as a preview against a monitor of its own.
 * @throws InputError if it cannot be started
 */
export async function runProgram(program: Program): Promise<Ran> {
  const commandOf = commands.get(program.runtime);
  if (program.runtime === "")
    throw new InputError(
      join(program.folder, "Pulumi.yaml"),
      "names no runtime. Add the language of the program, such as runtime: nodejs.",
    );
  if (commandOf === undefined)
    throw new InputError(
      join(program.folder, "Pulumi.yaml"),
      `the runtime ${JSON.stringify(program.runtime)} is not supported: \`run\` starts programs in ${[...commands.keys()].join(", ")}. ` +
        "Check a preview of it: pulumi preview --json | stackwarden check -",
    );
  const { directory, entry } = placeOf(program);
  const startedAt = performance.now();
  const processes = new PluginProcesses();
  const monitor = await startMonitor({
    ...program,
    missingOutputsAreUnknown: program.runtime === "go",
    startComponents: async (wanted) => {
      const places = { folder: program.folder, named: program.plugins ?? new Map<string, string>(), env: process.env };
      const plugin = findPlugin(wanted, places);
      return plugin === undefined ? undefined : processes.start(plugin, monitor.address, program.environment, pluginTimeLimit);
    },
  });
  let command: Command | undefined;
  try {
    const { folder, project, stack, organization, options, config, secretKeys } = program;
    const { address } = monitor;
    const start = { folder, directory, entry, project, stack, organization, options, address, config, secretKeys };
    command = await commandOf(start, program.environment);
    const ended = await runChild(command, program.environment, program.timeLimit, program.onOutput);
    const { observed } = monitor;
    const errors = observed.messages.filter(({ severity }) => severity === "error").map(({ text }) => text);
    const own = missingWords(errors, program.stack) ?? (errors.length === 0 ? undefined : stripVTControlCharacters(errors.at(-1) ?? ""));
    return { observed, failure: failureOf(ended, own, observed.ended, program.timeLimit), duration: performance.now() - startedAt };
  } finally {
    command?.cleanUp?.();
    processes.close();
    monitor.close();
  }
}

/** Where the program runs, and its entry point from there, as the CLI reads `main`. */
function placeOf({ folder, main }: Program): { readonly directory: string; readonly entry: string } {
  const root = resolve(folder);
  if (main === undefined || main === "") return { directory: root, entry: "." };
  const path = resolve(root, main);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory();
  if (isFolder === undefined && !/\.\w+$/.test(main)) throw new InputError(folder, `has no ${main}, which is \`main\` in its Pulumi.yaml`);
  return isFolder === true ? { directory: path, entry: "." } : { directory: dirname(path), entry: basename(path) };
}

/** All configuration that the program misses, in one line. */
function missingWords(errors: readonly string[], stack: string): string | undefined {
  const keys = errors.flatMap((text) => /[Mm]issing required configuration variable '([^']+)'/.exec(text)?.[1] ?? []);
  if (keys.length === 0) return undefined;
  const unique = [...new Set(keys)];
  const them = unique.length === 1 ? "it" : "them";
  return `it misses the configuration ${unique.join(", ")}. Set ${them} in Pulumi.${stack}.yaml, or with --config ${unique[0]}=VALUE`;
}

function failureOf(
  { code, signal, timedOut, output }: { code: number | undefined; signal: string | undefined; timedOut: boolean; output: string },
  own: string | undefined,
  isThrough: boolean,
  limit: number,
): string | undefined {
  if (timedOut) return `did not end within ${Math.round(limit / 1000)} s (--timeout)`;
  if (own !== undefined) return own;
  if (code === 0) return isThrough ? undefined : "ended with exit code 0 before it was through";
  const last = stripVTControlCharacters(output).trim().split("\n").slice(-15).join("\n");
  const how = signal === undefined ? `ended with exit code ${code}` : `was ended by ${signal}`;
  return last === "" ? how : `${how}:\n${last}`;
}
