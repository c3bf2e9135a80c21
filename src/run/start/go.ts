import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { InputError } from "../../files/errors.js";
import { runChild } from "../child.js";
import type { Command, Start } from "./start.js";

// The first build of the provider's package takes minutes.
const buildLimit = 30 * 60_000;

/**
 * The process of a program in Go: the binary that its project names, else one that is built for this run.
 * @throws InputError if the program does not compile
 */
export async function goCommand(start: Start, env: NodeJS.ProcessEnv): Promise<Command> {
  const { binary } = start.options;
  const built = typeof binary === "string" ? undefined : await build(start, env);
  return {
    command: typeof binary === "string" ? resolve(start.folder, binary) : join(built ?? "", program),
    args: [],
    cwd: start.directory,
    env: {
      PULUMI_PROJECT: start.project,
      PULUMI_STACK: start.stack,
      PULUMI_ORGANIZATION: start.organization,
      PULUMI_ROOT_DIRECTORY: start.folder,
      PULUMI_CONFIG: JSON.stringify(start.config),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(start.secretKeys),
      PULUMI_DRY_RUN: "true",
      PULUMI_PARALLEL: "64",
      PULUMI_MONITOR: start.address,
      PULUMI_ENGINE: start.address,
    },
    ...(built !== undefined && { cleanUp: () => rmSync(built, { recursive: true, force: true }) }),
  };
}

const program = process.platform === "win32" ? "program.exe" : "program";

/** Builds the program into a folder of its own. The program's time limit does not include it. */
async function build({ folder, directory, entry }: Start, env: NodeJS.ProcessEnv): Promise<string> {
  const target = mkdtempSync(join(tmpdir(), "stackwarden-go-"));
  const command = { command: "go", args: ["build", "-o", join(target, program), entry], cwd: directory, env: {} };
  try {
    const { code, output } = await runChild(command, env, buildLimit);
    if (code === 0) return target;
    throw new InputError(folder, `the program does not compile:\n${output.trim().split("\n").slice(0, 15).join("\n")}`);
  } catch (error) {
    rmSync(target, { recursive: true, force: true });
    throw error;
  }
}
