#!/usr/bin/env node
import { tuneForOneRun } from "./files/v8.js";

tuneForOneRun();
// Everything else is loaded afterwards, so that it is loaded under these settings.
const [{ runCommand }, { allRules }] = await Promise.all([import("./cli/command.js"), import("./rules/index.js")]);

// A reader that closes early (head, less) is not an error; what was found still counts.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? process.exitCode : 2));
process.stderr.on("error", () => undefined);

process.exitCode = await runCommand(process.argv.slice(2), allRules, {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  outColumns: process.stdout.isTTY ? process.stdout.columns : undefined,
  errColumns: process.stderr.isTTY ? process.stderr.columns : undefined,
  env: process.env,
  ask: process.stdin.isTTY && process.stdout.isTTY ? ask : undefined,
});

async function ask(question: string): Promise<string> {
  const { createInterface } = await import("node:readline/promises");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
