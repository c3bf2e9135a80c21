import { spawn } from "node:child_process";
import type { Command } from "./start/start.js";

/** How a process ended. */
export interface Ended {
  readonly code: number | undefined;
  readonly signal: string | undefined;
  readonly timedOut: boolean;
  readonly output: string;
}

/** Runs a process in a group of its own, which ends with it. */
export function runChild(
  command: Command,
  env: NodeJS.ProcessEnv,
  limit: number,
  onOutput: (text: string) => void = () => undefined,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command.command, command.args, {
      cwd: command.cwd,
      env: { ...env, ...command.env },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [output, timedOut] = ["", false];
    const keep = (data: Buffer): void => {
      output = `${output}${data.toString("utf8")}`.slice(-200_000);
      onOutput(data.toString("utf8"));
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const killGroup = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // nothing is left of it
      }
    };
    const timer = setTimeout(() => {
      timedOut = true;
      killGroup();
    }, limit);
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      killGroup();
      resolve({ code: code ?? undefined, signal: signal ?? undefined, timedOut, output });
    });
  });
}
