#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";

// What is made while a resource is evaluated is gone at the next: a young generation that does not grow takes a quarter less memory, for a twentieth more time.
const smallYoungGeneration = "--semi-space-growth-factor=1";
// A run is over before most optimized code has paid for its compilation: asking for it four times later takes a quarter less CPU, and no more time.
const lateOptimization = { 11: "--interrupt-budget=264000", 12: "--invocation-count-for-turbofan=12000" };
// By the version of V8, which complains of a flag that it does not know: Node 20 and 22. Later ones have a cheaper compiler before the optimizing one.
const flags: Readonly<Record<string, readonly string[]>> = {
  11: [smallYoungGeneration, lateOptimization[11]],
  12: [smallYoungGeneration, lateOptimization[12]],
  13: [smallYoungGeneration],
};
for (const flag of flags[process.versions.v8.split(".")[0] ?? ""] ?? []) setFlagsFromString(flag);
// Everything else comes after the flags.
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
});
