import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import type { ComponentPackage } from "./monitor/context.js";
import { interpreterAmong } from "./start/python.js";

/** A provider process that may be started: the command, and where it was found. */
export interface Plugin {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/** Where the providers of components are looked for. */
export interface PluginPlaces {
  /** The folder of the project. */
  readonly folder: string;
  /** Folders by package that `Pulumi.yaml` names under `packages` and `plugins`. */
  readonly named: ReadonlyMap<string, string>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The installed provider of a package of components: one that the project names, one of its packages, or one that the CLI installed. */
export function findPlugin(wanted: ComponentPackage, places: PluginPlaces): Plugin | undefined {
  const { folder, named, env } = places;
  const given = named.get(wanted.name);
  const home = env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
  const candidates = [
    ...(given === undefined ? [] : [resolve(folder, given)]),
    ...packageFolders(wanted.name, folder),
    ...installed(join(home, "plugins"), wanted),
    ...(env["PATH"] ?? "").split(delimiter).filter((place) => existsSync(join(place, `pulumi-resource-${wanted.name}`))),
  ];
  for (const place of candidates) {
    const plugin = pluginIn(place, wanted.name);
    if (plugin !== undefined) return plugin;
  }
  return undefined;
}

/** Packages of the program that are a provider of that name. */
function packageFolders(name: string, folder: string): readonly string[] {
  const require = createRequire(join(folder, "index.js"));
  return [name, `@pulumi/${name}`, `pulumi-${name}`, `@pulumi/pulumi-${name}`].flatMap((candidate) => {
    try {
      return [dirname(require.resolve(`${candidate}/package.json`))];
    } catch {
      return [];
    }
  });
}

/** The folders of a plugin that the CLI installed: that of the wanted version, else the newest of its major. */
function installed(plugins: string, { name, version }: ComponentPackage): readonly string[] {
  if (!existsSync(plugins)) return [];
  const prefix = `resource-${name}-v`;
  const wanted = version.replace(/^v/, "");
  const versions = readdirSync(plugins)
    .filter((entry) => entry.startsWith(prefix) && !/\.(?:lock|partial)$/.test(entry))
    .map((entry) => entry.slice(prefix.length))
    .filter((found) => wanted === "" || found.split(".")[0] === wanted.split(".")[0])
    .toSorted((a, b) => b.localeCompare(a, "en", { numeric: true }));
  const exact = versions.filter((found) => found === wanted);
  return [...exact, ...versions].map((found) => join(plugins, `${prefix}${found}`));
}

function pluginIn(place: string, name: string): Plugin | undefined {
  const executable = join(place, `pulumi-resource-${name}`);
  if (statSync(executable, { throwIfNoEntry: false })?.isFile() === true) return { command: executable, args: [], cwd: place };
  const manifest = ["PulumiPlugin.yaml", "PulumiPlugin.yml"].map((file) => join(place, file)).find((file) => existsSync(file));
  if (manifest === undefined) return undefined;
  const [, runtime = ""] = /^runtime:\s*(?:name:\s*)?["']?(\w+)/m.exec(readFileSync(manifest, "utf8")) ?? [];
  return starts.get(runtime)?.(place);
}

/** How Pulumi's language hosts start a provider that is a program. */
const starts: ReadonlyMap<string, (place: string) => Plugin | undefined> = new Map<string, (place: string) => Plugin | undefined>([
  ["nodejs", nodePlugin],
  ["python", (place) => ({ command: interpreterAmong([".venv", "venv"], place) ?? "python3", args: ["-u", place], cwd: place })],
  ["go", (place) => ({ command: "go", args: ["run", "."], cwd: place })],
]);

function nodePlugin(place: string): Plugin | undefined {
  try {
    const sdk = dirname(createRequire(join(place, "index.js")).resolve("@pulumi/pulumi/package.json"));
    return { command: process.execPath, args: [join(sdk, "cmd", "run-plugin", "index.js"), place], cwd: place };
  } catch {
    return undefined; // its own packages are not installed
  }
}

/** As for programs: to check the types of the provider takes a minute. */
const withoutTypeChecks = { PULUMI_NODEJS_TRANSPILE_ONLY: "true", TS_NODE_TRANSPILE_ONLY: "true" };

/** Provider processes that were started, which end with the run. */
export class PluginProcesses {
  readonly #ends: (() => void)[] = [];

  /** Starts a provider and resolves to its address; `undefined` where it does not name a port in time. */
  start(plugin: Plugin, engine: string, env: NodeJS.ProcessEnv, limit: number): Promise<string | undefined> {
    return new Promise((done) => {
      const child = spawn(plugin.command, [...plugin.args, engine], {
        cwd: plugin.cwd,
        env: { ...env, ...withoutTypeChecks },
        detached: true,
        stdio: ["ignore", "pipe", "ignore"],
      });
      this.#ends.push(() => endGroup(child.pid));
      const timer = setTimeout(() => done(undefined), limit);
      const finish = (address: string | undefined): void => {
        clearTimeout(timer);
        done(address);
      };
      let text = "";
      child.stdout.on("data", (data: Buffer) => {
        text = `${text}${data.toString("utf8")}`.slice(-10_000);
        const port = /^(\d{2,5})\s*$/m.exec(text)?.[1];
        if (port !== undefined) finish(`127.0.0.1:${port}`);
      });
      child.on("error", () => finish(undefined));
      child.on("exit", () => finish(undefined));
    });
  }

  close(): void {
    for (const end of this.#ends.splice(0)) end();
  }
}

/** Ends a process and those that it started. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // nothing of it is left
  }
}
