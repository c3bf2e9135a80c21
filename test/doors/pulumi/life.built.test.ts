/** How long the pack's process lives: as long as its engine. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { afterEach, expect, test } from "vitest";
import { ask, type Call, clientOf } from "./requests.js";

const pack = join(import.meta.dirname, "../../../dist/pack.js");
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => child.stdout?.once("data", (chunk: Buffer) => resolve(chunk.toString().trim())));
const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once("exit", resolve));
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
function start(stdin: "pipe" | "ignore"): ChildProcess {
  const child = spawn(process.execPath, [pack], { stdio: [stdin, "pipe", "inherit"] });
  started.push(child);
  return child;
}

test("ends when its standard input, a pipe of the engine, is closed", async () => {
  const child = start("pipe");
  expect(await firstLine(child)).toMatch(/^\d+$/);
  const end = ended(child);
  child.stdin?.end();
  expect(await end).toBe(0);
});

test("lives on where standard input is none, and when it is written to", async () => {
  const [none, written] = [start("ignore"), start("pipe")];
  await Promise.all([firstLine(none), firstLine(written)]);
  written.stdin?.write("anything\n");
  await soon(1500);
  expect([none.exitCode, written.exitCode]).toEqual([null, null]);
});

test("ends when its parent is gone", async () => {
  const script = `
    const child = require("node:child_process").spawn(process.execPath, [${JSON.stringify(pack)}], { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.once("data", () => console.log(child.pid));
    setInterval(() => undefined, 1000);`;
  const parent = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  started.push(parent);
  const pid = Number(await firstLine(parent));
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  for (let i = 0; i < 50 && isAlive(pid); i++) await soon(200);
  const isLeft = isAlive(pid);
  if (isLeft) process.kill(pid, "SIGKILL");
  expect(isLeft).toBe(false);
});

test("answers Cancel, and then ends", async () => {
  for (let i = 0; i < 5; i++) {
    const child = start("pipe");
    const client = clientOf(await firstLine(child));
    const end = ended(child);
    await expect(ask(client, client.cancel as Call<empty.Empty, empty.Empty>, new empty.Empty())).resolves.toBeDefined();
    client.close();
    expect(await end).toBe(0);
  }
});
