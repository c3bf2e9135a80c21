import { watch as watchFolder } from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import type { Finding } from "../findings/finding.js";
import { nameOfUrn } from "../model/resource.js";
import { clean, type Paint } from "../report/paint.js";
import type { Context, ContextOf } from "./context.js";
import { configFor } from "./find-config.js";

interface WatchOptions {
  readonly stack?: string;
  readonly config?: string | false;
  readonly standIns?: boolean;
  readonly timeout: number;
  readonly color: boolean;
}

/** Adds the command `watch`, which runs until it is interrupted. */
export function addWatch(cli: Command, contextOf: ContextOf): void {
  cli
    .command("watch")
    .description("run a Pulumi program whenever a file of it is saved, and print what changed in its findings")
    .argument("<folder>", "the folder of a project, with its Pulumi.yaml")
    .option("--stack <name>", "the stack whose configuration the program gets (default: the only one)")
    .option("-c, --config <file>", "configuration of the rules (default: the nearest)")
    .option("--no-config", "use no configuration")
    .option("--stand-ins", "give ids, ARNs and addresses that only the cloud knows a stand-in")
    .option("--timeout <seconds>", "time limit of the program", seconds, 300)
    .option("--no-color", "print without colors")
    .action(async (folder: string, options: WatchOptions) => {
      const context = await contextOf(options.color);
      let before: readonly Finding[] | undefined;
      for await (const _ of changes(folder)) {
        const found = await findingsOf(folder, options, context);
        if (found === undefined) continue;
        for (const line of changedLines(before, found, context.paint)) context.out(`${line}\n`);
        before = found;
      }
    });
}

async function findingsOf(folder: string, options: WatchOptions, context: Context): Promise<readonly Finding[] | undefined> {
  const { runProgram } = await import("./run-in-test.js");
  const configuration = configFor(options, folder);
  try {
    const { findings, failure } = await runProgram(folder, {
      ...(options.stack !== undefined && { stack: options.stack }),
      ...(configuration !== undefined && { configuration }),
      standIns: options.standIns === true,
      timeLimit: options.timeout * 1000,
    });
    if (failure === undefined) return findings.filter(({ outcome }) => outcome === "fail" || outcome === "crash");
    context.note(failure.split("\n").slice(0, 3).join(" "));
  } catch (error) {
    context.note(error instanceof Error ? error.message : String(error));
  }
  // Half a program shows half of its findings: the others are not gone.
  return undefined;
}

/** What is new or gone since the last run, a line each; after the first run, only how much was found. */
export function changedLines(before: readonly Finding[] | undefined, now: readonly Finding[], paint: Paint): readonly string[] {
  if (before === undefined) return [`${now.length} ${now.length === 1 ? "finding" : "findings"}, watching for changes`];
  const [old, current] = [new Set(before.map(({ fingerprint }) => fingerprint)), new Set(now.map(({ fingerprint }) => fingerprint))];
  const line = ({ source, rule, urn, message }: Finding): string => {
    const place = source === null || source === undefined ? "" : `${source.file}:${source.line} `;
    return clean(`${place}${rule} ${nameOfUrn(urn)}: ${message}`);
  };
  return [
    ...now.filter(({ fingerprint }) => !old.has(fingerprint)).map((finding) => `${paint.red("+")} ${line(finding)}`),
    ...before.filter(({ fingerprint }) => !current.has(fingerprint)).map((finding) => `${paint.green("-")} ${line(finding)}`),
  ];
}

const ignored = /(?:^|[\\/])(?:node_modules|\.git|\.?venv|__pycache__|\.pulumi|bin|dist)(?:[\\/]|$)|~$|\.swp$/;
// Editors write a file in several steps.
const quiet = 200;

/** Once at the start, and once for each burst of saved files. */
async function* changes(folder: string): AsyncGenerator<void> {
  let wake: () => void = () => undefined;
  let isChanged = true;
  let timer: NodeJS.Timeout | undefined;
  const watcher = watchFolder(folder, { recursive: true }, (_, file) => {
    if (file === null || ignored.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      isChanged = true;
      wake();
    }, quiet);
  });
  try {
    for (;;) {
      if (!isChanged)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      isChanged = false;
      yield;
    }
  } finally {
    watcher.close();
  }
}

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError(`"${text}" is not a number of seconds.`);
  return value;
}
