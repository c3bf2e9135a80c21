import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError } from "../../files/errors.js";
import { type Command, missingText, type Start } from "./start.js";

/** The process of a program in Python, with the interpreter of its virtual environment where it has one. */
export function pythonCommand(start: Start): Command {
  const { address, project, stack, organization, folder, directory, entry } = start;
  return {
    command: interpreterOf(start),
    args: ["-u", fileURLToPath(new URL("run-python.py", import.meta.url))],
    cwd: directory,
    env: {
      STACKWARDEN_MISSING: missingText,
      PULUMI_CONFIG: JSON.stringify(start.config),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(start.secretKeys),
      STACKWARDEN_START: JSON.stringify({ address, project, stack, organization, folder, directory, entry }),
    },
  };
}

/** The interpreter of the environment that `Pulumi.yaml` names or its tool has, else of one in the project, else that of the machine. */
function interpreterOf({ folder, options }: Start): string {
  const named = options["virtualenv"];
  const places = typeof named === "string" ? [named] : options["toolchain"] === "poetry" ? [poetryEnvironment(folder)] : ["venv", ".venv"];
  const own = interpreterAmong(places, folder);
  if (own !== undefined) return own;
  // An environment that is active in this shell has the packages instead.
  const active = process.env["VIRTUAL_ENV"];
  const ofActive = active === undefined ? undefined : interpreterAmong([active], folder);
  if (ofActive !== undefined) return ofActive;
  if (typeof named === "string" && !hasPulumi("python3"))
    throw new InputError(
      folder,
      `has no virtual environment ${named}, which its Pulumi.yaml names. Run \`pulumi install\`, or make it with pip.`,
    );
  return "python3";
}

/** The interpreter of the first virtual environment that exists. */
export const interpreterAmong = (environments: readonly string[], folder: string): string | undefined =>
  environments
    .flatMap((environment) => ["bin/python", "Scripts/python.exe"].map((name) => join(resolve(folder, environment), name)))
    .find((file) => existsSync(file));

const hasPulumi = (interpreter: string): boolean =>
  spawnSync(interpreter, ["-c", "import pulumi"], { stdio: "ignore", timeout: 60_000 }).status === 0;

/** The environment that poetry keeps for a project; `.venv` where it has none. */
function poetryEnvironment(folder: string): string {
  const { status, stdout } = spawnSync("poetry", ["env", "info", "--path"], { cwd: folder, encoding: "utf8", timeout: 30_000 });
  const path = status === 0 ? stdout.trim() : "";
  return path === "" ? ".venv" : path;
}
