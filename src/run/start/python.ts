import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
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

function interpreterOf({ folder, options }: Start): string {
  const named = options["virtualenv"];
  const places = typeof named === "string" ? [named] : ["venv", ".venv"];
  for (const place of places)
    for (const interpreter of ["bin/python", "Scripts/python.exe"]) {
      const file = join(resolve(folder, place), interpreter);
      if (existsSync(file)) return file;
    }
  return "python3";
}
