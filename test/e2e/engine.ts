/**
 * The real Pulumi engine for tests: inline programs, a file backend in a temporary folder, and the stub of both AWS providers in `stub/`.
 * ```ts
 * // One run on a stack of its own, removed afterwards:
 * const run = await preview(async () => { resource("aws:s3/bucket:Bucket", "logs", { acl: "public-read" }); }, {
 *   packs: [repositoryFolder],                    // folders with a PulumiPolicy.yaml
 *   packConfig: { all: "advisory" },              // one object for each pack, or one for all of them
 *   config: { "aws:region": "eu-west-1", "aws:defaultTags": JSON.stringify({ tags: { Team: "x" } }) },
 *   secrets: { "proj:password": "…" },
 *   stack: "prod", project: "proj",               // default "dev" and "proj"
 * });
 * run.ok; run.stdout; run.errors;                 // did it succeed, and what the CLI said
 * run.diagnostics;                                // [{policy, level: "advisory" | "mandatory", urn, message}] of the packs
 * run.notes;                                      // what the pack says of the stack beside its findings: messages
 * run.remediations;                               // [{policy, urn, before, after}]
 * run.summaries;                                  // [{call, pack, urn, passed, failed}], one for each Analyze, AnalyzeStack (urn undefined) and Remediate
 * run.created;                                    // what really came to the provider's Create: [{type, urn, inputs}]; empty at preview
 * run.received;                                   // every Create, Update and Delete that the provider got, previewed ones too
 * (await up(program, options)).state;             // the same, and the state afterwards, as `pulumi stack export` gives it: secrets encrypted
 * // Several runs on one stack:
 * const stack = await openStack({ stack: "prod", packs: [pack] });
 * await stack.up(program); await stack.preview(other, { packConfig }); await stack.exportState(); await stack.destroy();
 * await stack.close();
 * // Without program and provider: `pulumi policy analyze --file`
 * // (secrets stay shut as `[secret]`, unless `env` holds their passphrase: { PULUMI_CONFIG_PASSPHRASE: "e2e" })
 * const found = await analyze(stateFile, pack, packConfig, env);
 * ```
 *
 * A program makes resources by `resource(token, name, inputs, options)`, reads existing ones by `existing(token, name, id)` (external ones), or uses
 * the classes of `@pulumi/aws` (which wrap passwords in secrets by themselves). Its result is the stack's outputs.
 * As with the real provider, secrets do not reach the stub: what it received shows them plainly, what the engine keeps of them is in `state`.
 * The CLI has the version that STACKWARDEN_ENGINE names, as `.ci/engine VERSION` built it; else `pulumi` on PATH, or 3.250.0.
 */
import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { CustomResource, type CustomResourceOptions, type Inputs, type Output } from "@pulumi/pulumi";
import {
  type EngineEvent,
  LocalWorkspace,
  type ProjectSettings,
  PulumiCommand,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation/index.js";
import {
  type Diagnostic,
  diagnosticsOf,
  type PolicyEvents,
  plain,
  type Remediation,
  remediationsOf,
  type Summary,
  summariesOf,
} from "./events.js";

const here = import.meta.dirname;
/** The version that these tests run on; the oldest that is supported where none is named. */
export const engineVersion = process.env.STACKWARDEN_ENGINE ?? "3.250.0";
/** True from the version on that reads policy exceptions and starts an executable file as a pack. */
export const isNewest = Number(engineVersion.split(".")[1]) >= 276;
/** The policy that carries the pack's settings and what it says of the stack. */
const settingsPolicy = "stackwarden";

/** The checkout, which is a policy pack itself once it is built. */
export const repositoryFolder = resolve(here, "../..");
/** Packs of the harness: `probe` writes down what the engine sends, `empty` has no policies. */
export const probePack = join(here, "packs/probe");
export const emptyPack = join(here, "packs/empty");

export type PackConfig = Record<string, unknown>;

export interface StackOptions {
  packs?: string[];
  packConfig?: PackConfig | PackConfig[];
  config?: Record<string, string>;
  secrets?: Record<string, string>;
  stack?: string;
  project?: string;
  env?: Record<string, string>;
}

export interface RunOptions extends Pick<StackOptions, "packs" | "packConfig"> {
  /** URNs: only these are worked on (`--target`). */
  target?: string[];
  /** Further flags of the CLI: `--json`, `--show-sames`. */
  flags?: string[];
}

export interface Received {
  method: "create" | "update" | "delete";
  type: string;
  urn: string;
  inputs: Record<string, unknown>;
  preview: boolean;
}

export interface Run {
  ok: boolean;
  stdout: string;
  errors: string[];
  diagnostics: Diagnostic[];
  notes: string[];
  remediations: Remediation[];
  summaries: Summary[];
  created: Received[];
  received: Received[];
}

export interface StateResource {
  urn: string;
  type: string;
  custom: boolean;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  protect?: boolean;
  external?: boolean;
  sourcePosition?: string;
  propertyDependencies?: Record<string, string[]>;
}

export interface State {
  version: number;
  deployment: { resources?: StateResource[] } & Record<string, unknown>;
}

export interface EngineStack {
  /** The folder that holds project, backend and logs. */
  folder: string;
  preview(program: PulumiFn, options?: RunOptions): Promise<Run>;
  up(program: PulumiFn, options?: RunOptions): Promise<Run>;
  destroy(): Promise<void>;
  exportState(): Promise<State>;
  close(): Promise<void>;
}

export interface Analysis {
  ok: boolean;
  status: number;
  stdout: string;
  stderr: string;
  diagnostics: Diagnostic[];
}

class AnyResource extends CustomResource {
  /** Set by the SDK for each name that the inputs hold, `undefined` ones too. */
  [output: string]: unknown;
}

/** Registers a resource of any type; its inputs' names and `arn` are outputs of the result. */
export function resource(
  token: string,
  name: string,
  inputs: Inputs = {},
  options: CustomResourceOptions = {},
): AnyResource & { arn: Output<string> } {
  return new AnyResource(token, name, { arn: undefined, ...inputs }, options) as AnyResource & { arn: Output<string> };
}

/** Reads a resource that exists outside the stack: an external one. */
export const existing = (token: string, name: string, id: string) => resource(token, name, {}, { id });

/** The folder of the Pulumi CLI; throws in one clear line where there is none. */
export function findEngine(): string {
  const cache = process.env.STACKWARDEN_CACHE ?? join(homedir(), ".cache/stackwarden");
  const built = join(cache, `engine-${engineVersion}`);
  const onPath = (process.env.PATH ?? "").split(delimiter);
  const folders = process.env.STACKWARDEN_ENGINE === undefined ? [...onPath, built] : [built];
  const found = folders.find((folder) => folder !== "" && isExecutable(join(folder, "pulumi")));
  if (found === undefined)
    throw new Error(`the Pulumi CLI is neither on PATH nor in the cache: run .ci/engine ${engineVersion} once, which builds it with Go`);
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Opens an empty stack in a temporary folder; `close` removes it. */
export async function openStack(options: StackOptions = {}): Promise<EngineStack> {
  putEngineOnPath();
  const folder = mkdtempSync(join(tmpdir(), "stackwarden-e2e-"));
  const project = options.project ?? "proj";
  const stackName = options.stack ?? "dev";
  const log = join(folder, "received.jsonl");
  const env = { ...engineEnv(folder), STUB_LOG: log, ...options.env };
  const work = join(folder, "work");
  mkdirSync(work);
  mkdirSync(join(folder, "backend"));
  // The Automation API does not declare `plugins`, which the engine reads.
  const projectSettings: ProjectSettings & { plugins: unknown } = {
    name: project,
    runtime: "nodejs",
    backend: { url: env.PULUMI_BACKEND_URL },
    plugins: { providers: ["aws", "aws-native"].map((name) => ({ name, path: join(here, "stub") })) },
  };
  // The Automation API has no option for a flag that it does not know.
  const flags: string[] = [];
  const command = await PulumiCommand.get();
  const pulumiCommand: PulumiCommand = Object.assign(Object.create(command) as PulumiCommand, {
    run: (args: string[], ...rest: unknown[]) =>
      (command as unknown as Record<"run", (...all: unknown[]) => unknown>).run([...args, ...flags], ...rest),
  });
  const stack = await LocalWorkspace.createStack(
    { projectName: project, stackName, program: async () => undefined },
    {
      workDir: work,
      envVars: env,
      pulumiCommand,
      projectSettings,
      stackSettings: { [stackName]: { config: { "aws:region": "us-east-1", ...options.config } } },
    },
  );
  const secrets = Object.entries(options.secrets ?? {}).map(([key, value]) => [key, { value, secret: true }]);
  if (secrets.length > 0) await stack.setAllConfig(Object.fromEntries(secrets));

  const run = async (method: "preview" | "up", program: PulumiFn, given: RunOptions) => {
    flags.push(...(given.flags ?? []));
    try {
      return await runEngine(stack, method, program, {
        packs: given.packs ?? options.packs ?? [],
        packConfig: given.packConfig ?? options.packConfig,
        target: given.target,
        folder,
        log,
      });
    } finally {
      flags.length = 0;
    }
  };

  return {
    folder,
    preview: (program, given = {}) => run("preview", program, given),
    up: (program, given = {}) => run("up", program, given),
    destroy: async () => {
      await stack.destroy();
    },
    exportState: async () => {
      const { status, stdout, stderr } = await pulumi(["stack", "export", "--stack", stackName], work, env);
      if (status !== 0) throw new Error(`pulumi stack export failed: ${stderr}`);
      return JSON.parse(stdout) as State;
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Previews a program on a stack of its own. */
export async function preview(program: PulumiFn, options: StackOptions = {}): Promise<Run> {
  const stack = await openStack(options);
  try {
    return await stack.preview(program);
  } finally {
    await stack.close();
  }
}

/** Updates a stack of its own, and gives the state that is left, also where the update failed. */
export async function up(program: PulumiFn, options: StackOptions = {}): Promise<Run & { state: State }> {
  const stack = await openStack(options);
  try {
    const run = await stack.up(program);
    return { ...run, state: await stack.exportState() };
  } finally {
    await stack.close();
  }
}

/** Runs a pack over a state file, without program and provider. */
export async function analyze(
  stateFile: string,
  pack: string,
  packConfig?: PackConfig,
  env: Record<string, string> = {},
): Promise<Analysis> {
  putEngineOnPath();
  const folder = mkdtempSync(join(tmpdir(), "stackwarden-e2e-"));
  try {
    const config = packConfig === undefined ? [] : ["--policy-pack-config", ...configFiles(folder, [packConfig])];
    const args = ["policy", "analyze", "--file", resolve(stateFile), "--policy-pack", pack, ...config, "--json"];
    const { status, stdout, stderr } = await pulumi(args, folder, { ...engineEnv(folder), PULUMI_CONFIG_PASSPHRASE: undefined, ...env });
    const events = stdout.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line) as EngineEvent & PolicyEvents] : []));
    return { ok: status === 0, status, stdout, stderr, diagnostics: events.flatMap(diagnosticsOf) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the Pulumi CLI itself; a status other than 0 is no error here. */
export function pulumi(
  args: string[],
  folder: string,
  env: Record<string, string | undefined> = {},
): Promise<{ status: number; stdout: string; stderr: string }> {
  putEngineOnPath();
  return new Promise((done, fail) => {
    execFile(
      "pulumi",
      ["--non-interactive", ...args],
      { cwd: folder, env: { ...process.env, ...env } as NodeJS.ProcessEnv, maxBuffer: 2 ** 30 },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== "number") fail(error);
        else done({ status: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
      },
    );
  });
}

async function runEngine(
  stack: Stack,
  method: "preview" | "up",
  program: PulumiFn,
  given: { packs: string[]; packConfig: PackConfig | PackConfig[] | undefined; target: string[] | undefined; folder: string; log: string },
): Promise<Run> {
  const events: (EngineEvent & PolicyEvents)[] = [];
  const output: string[] = [];
  rmSync(given.log, { force: true });
  const configs =
    given.packConfig === undefined
      ? undefined
      : Array.isArray(given.packConfig)
        ? given.packConfig
        : given.packs.map(() => given.packConfig as PackConfig);
  const options = {
    program,
    color: "never" as const,
    policyPacks: given.packs,
    ...(given.target === undefined ? {} : { target: given.target }),
    ...(configs === undefined ? {} : { policyPackConfigs: configFiles(given.folder, configs) }),
    onOutput: (text: string) => void output.push(text),
    onError: (text: string) => void output.push(text),
    onEvent: (event: EngineEvent) => void events.push(event),
  };
  let failure: unknown;
  try {
    await (method === "preview" ? stack.preview(options) : stack.up(options));
  } catch (error) {
    failure = error;
  }
  // A pack that refuses its configuration ends the run before any event; the CLI alone says so.
  const refused = /^error: configuring policy pack .*$/m.exec(failure instanceof Error ? failure.message : "")?.[0];
  const spoken = events.some((event) => event.diagnosticEvent?.severity === "error" || event.policyEvent !== undefined);
  // An error that the engine did not speak of is one of the harness: never taken for a failed policy.
  if (failure !== undefined && refused === undefined && !spoken) throw failure;
  const received = existsSync(given.log)
    ? readFileSync(given.log, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Received)
    : [];
  return {
    ok: failure === undefined,
    stdout: output.join(""),
    errors: [
      ...(refused === undefined ? [] : [refused]),
      ...events.flatMap(({ diagnosticEvent }) => (diagnosticEvent?.severity === "error" ? [plain(diagnosticEvent.message)] : [])),
    ],
    diagnostics: events.flatMap(diagnosticsOf).filter((each) => each.policy !== settingsPolicy),
    notes: events.flatMap(diagnosticsOf).flatMap((each) => (each.policy === settingsPolicy ? [each.message] : [])),
    remediations: events.flatMap(remediationsOf),
    summaries: events.flatMap(summariesOf),
    created: received.filter((each) => each.method === "create" && !each.preview),
    received,
  };
}

function configFiles(folder: string, configs: PackConfig[]): string[] {
  return configs.map((config, index) => {
    const file = join(folder, `pack-config-${index}.json`);
    writeFileSync(file, JSON.stringify(config));
    return file;
  });
}

/** The Automation API asks for `pulumi` on this process's PATH, the engine for the analyzer starter. */
function putEngineOnPath(): void {
  // The newest engine starts the packs in folders through the language host, an older one through a program of its own.
  const needed = [join(here, isNewest ? "host" : "bin"), findEngine()];
  const path = (process.env.PATH ?? "").split(delimiter);
  process.env.PATH = [...needed.filter((folder) => !path.includes(folder)), ...path].join(delimiter);
}

/** A home and a backend in the temporary folder, so that neither plugins nor credentials of the machine matter. */
function engineEnv(folder: string): Record<"PULUMI_BACKEND_URL", string> & Record<string, string> {
  return {
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
    PULUMI_CONFIG_PASSPHRASE: "e2e",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}
