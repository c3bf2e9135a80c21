import { resolve } from "node:path";
import type { Command, Start } from "./start.js";

/** The process of a program in Go: the binary that its project names, else `go run`. */
export function goCommand(start: Start): Command {
  const { binary } = start.options;
  return {
    command: typeof binary === "string" ? resolve(start.folder, binary) : "go",
    args: typeof binary === "string" ? [] : ["run", start.entry],
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
  };
}
