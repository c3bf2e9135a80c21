import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { InputError } from "../files/errors.js";
import type { Command } from "./start/start.js";

/** How a process ended. */
export interface Ended {
  readonly code: number | undefined;
  readonly signal: string | undefined;
  readonly timedOut: boolean;
  readonly output: string;
}

/** The variable by which processes are found that a program started apart. */
const markName = "STACKWARDEN_RUN";

/** Ends what a program left behind in other process groups. Only Linux shows the environment of a process. */
function endLeftovers(mark: string): void {
  if (process.platform !== "linux") return;
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name) && name !== String(process.pid))) {
    try {
      if (readFileSync(`/proc/${entry}/environ`, "latin1").split("\0").includes(`${markName}=${mark}`))
        process.kill(Number(entry), "SIGKILL");
    } catch {
      // of somebody else, or at its end already
    }
  }
}

/** Runs a process in a group of its own, which ends with it, as does whatever it started. */
export function runChild(
  command: Command,
  env: NodeJS.ProcessEnv,
  limit: number,
  onOutput: (text: string) => void = () => undefined,
): Promise<Ended> {
  const mark = randomUUID();
  return new Promise((resolve, reject) => {
    const child = spawn(command.command, command.args, {
      cwd: command.cwd,
      env: { ...env, ...command.env, [markName]: mark },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [output, timedOut] = ["", false];
    const keep = (data: string): void => {
      output = `${output}${data}`.slice(-200_000);
      onOutput(data);
    };
    // Decoded over the borders of chunks, where a character may be split.
    child.stdout.setEncoding("utf8");
    child.stderr.setEncoding("utf8");
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const killGroup = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // nothing is left of it
      }
      endLeftovers(mark);
    };
    const timer = setTimeout(() => {
      timedOut = true;
      killGroup();
    }, limit);
    child.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      const isMissing = error.code === "ENOENT";
      reject(isMissing ? new InputError(command.cwd, `needs ${command.command}, which is not installed or not on the PATH`) : error);
    });
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      killGroup();
      resolve({ code: code ?? undefined, signal: signal ?? undefined, timedOut, output });
    });
  });
}
