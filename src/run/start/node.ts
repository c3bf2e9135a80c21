import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError } from "../../files/errors.js";
import { type Command, missingText, type Start } from "./start.js";

/**
 * The process of a Node.js program, as Pulumi's language host starts it: `@pulumi/pulumi/cmd/run` of the program's own packages.
 * @throws InputError if its packages are not installed
 * @see https://github.com/pulumi/pulumi/blob/v3.250.0/sdk/nodejs/cmd/pulumi-language-nodejs/main.go
 */
export function nodeCommand(start: Start): Command {
  const { options } = start;
  const run = join(sdkOf(start), "cmd", "run", "index.js");
  const nodeArguments = typeof options["nodeargs"] === "string" ? options["nodeargs"].split(" ").filter((part) => part !== "") : [];
  const flags: readonly (readonly [string, string])[] = [
    ["monitor", start.address],
    ["engine", start.address],
    ["organization", start.organization],
    ["project", start.project],
    ["root-directory", start.folder],
    ["stack", start.stack],
    ["pwd", start.directory],
    ["parallel", "64"],
  ];
  return {
    command: process.execPath,
    args: [
      // Not `--require`: the SDK takes it for a loader of the program's own, and leaves out its own for ES modules.
      "-r",
      fileURLToPath(new URL("run-node.cjs", import.meta.url)),
      ...nodeArguments,
      run,
      ...flags.map(([name, value]) => `--${name}=${value}`),
      "--dry-run",
      start.entry,
    ],
    cwd: start.directory,
    env: {
      PULUMI_NODEJS_TYPESCRIPT: options["typescript"] === false ? "false" : "true",
      // The types are the business of the compiler, and checking those of the provider takes longer than everything else.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      TS_NODE_TRANSPILE_ONLY: "true",
      ...(typeof options["tsconfig"] === "string" && { PULUMI_NODEJS_TSCONFIG_PATH: options["tsconfig"] }),
      STACKWARDEN_MISSING: missingText,
      PULUMI_CONFIG: JSON.stringify(start.config),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(start.secretKeys),
    },
  };
}

/** The folder of the SDK that the program would load. */
function sdkOf({ directory, folder }: Start): string {
  try {
    return dirname(createRequire(join(directory, "index.js")).resolve("@pulumi/pulumi/package.json"));
  } catch {
    const manifest = [directory, folder].find((place) => existsSync(join(place, "package.json")));
    throw new InputError(
      folder,
      manifest === undefined
        ? "is a Node.js program without a package.json. Add one that depends on @pulumi/pulumi, and install it."
        : `needs @pulumi/pulumi, which is not installed. Run \`${installer(manifest)}\` in ${manifest}.`,
    );
  }
}

/** The command that installs the packages of a folder, by its lock file. */
function installer(folder: string): string {
  const has = (name: string): boolean => existsSync(join(folder, name));
  if (has("pnpm-lock.yaml")) return "pnpm install";
  if (has("yarn.lock")) return "yarn install";
  if (has("bun.lock") || has("bun.lockb")) return "bun install";
  return has("package-lock.json") ? "npm ci" : "npm install";
}
