import { fstatSync } from "node:fs";
import { Socket } from "node:net";

const pollEvery = 1000;

/**
 * Calls back once the engine that started this process is gone: the pipe that it holds as our standard input is closed, or the process has another parent.
 * Under a language host standard input is not a pipe and at its end from the start, so only a pipe counts. Keeps no process alive.
 */
export function whenOrphaned(end: () => void): void {
  let isOver = false;
  const over = (): void => {
    if (isOver) return;
    isOver = true;
    clearInterval(poll);
    end();
  };
  const parent = process.ppid;
  const poll = setInterval(() => {
    if (process.ppid !== parent) over();
  }, pollEvery);
  poll.unref();
  if (!isPipe()) return;
  const { stdin } = process;
  for (const event of ["end", "close", "error"]) stdin.once(event, over);
  stdin.resume();
  if (stdin instanceof Socket) stdin.unref();
}

function isPipe(): boolean {
  try {
    const standardInput = fstatSync(0);
    return standardInput.isFIFO() || standardInput.isSocket();
  } catch {
    return false;
  }
}
