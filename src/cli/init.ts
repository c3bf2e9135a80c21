/** `init`: a configuration, a baseline and a pipeline, from options or from answers. */
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { ConfigError } from "../config/config.js";
import type { Statement } from "../config/content-value.js";
import { newBaseline } from "../config/known-findings.js";
import { defaultSettings } from "../config/levels.js";
import { check } from "../doors/state/check.js";
import { repositoryOf } from "../doors/state/homes.js";
import { readInputs } from "../doors/state/inputs.js";
import { InputError, reading } from "../files/errors.js";
import { writeWhole } from "../files/write.js";
import type { Finding } from "../findings/finding.js";
import type { Preset } from "../language/rule.js";
import { plural } from "../report/facts.js";
import { clean } from "../report/paint.js";
import { nextBaseline, writeBaseline } from "./baseline-file.js";
import { configurationFor } from "./configuration.js";
import type { Context } from "./context.js";
import { configIn } from "./find-config.js";
import { type Pipeline, pipelineFile, pipelines, pipelineText } from "./workflows.js";

/** The options of the command line for a start. What is not given is asked, in a terminal. */
export interface StartOptions {
  readonly tags?: readonly string[];
  /** Patterns of stack names by environment. */
  readonly environment?: Readonly<Record<string, readonly string[]>>;
  readonly preset?: Preset;
  readonly json?: boolean;
  readonly state?: string;
  readonly ci?: Pipeline | "none";
  readonly stack?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
}

/** Asks a question and resolves to the answer, which may be empty. */
export type Ask = (question: string) => Promise<string>;

const baselineName = "stackwarden-baseline.json";

/**
 * Writes a configuration into a folder, a baseline if there is a state, and a pipeline if one is wanted.
 * @throws InputError, ConfigError before anything is written, if a file is already there
 */
export async function start(context: Context, folder: string, given: StartOptions, ask: Ask | undefined): Promise<void> {
  const options = ask === undefined || given.yes === true ? given : await answered(given, ask);
  const name = options.json === true ? "stackwarden.json" : "stackwarden.yaml";
  const existing = configIn(folder);
  const file = join(folder, name);
  const root = repositoryOf(folder) ?? resolve(folder);
  const pipeline = options.ci === undefined || options.ci === "none" ? undefined : options.ci;
  const baseline = options.state === undefined ? undefined : join(folder, baselineName);
  const ofPipeline = pipeline === undefined ? undefined : join(relative(process.cwd(), root), pipelineFile[pipeline]);
  if (existing !== undefined && (options.force !== true || resolve(existing) !== resolve(file)))
    throw new InputError(
      existing,
      `already exists. ${resolve(existing) === resolve(file) ? "--force overwrites it." : "Remove it first."}`,
    );
  for (const path of [baseline, ofPipeline])
    if (path !== undefined && existsSync(path) && options.force !== true)
      throw new InputError(path, "already exists. --force overwrites it.");
  // The state is read before anything is written.
  const inputs = options.state === undefined ? undefined : await readInputs([options.state], () => undefined);
  write(file, configurationText(options, undefined));
  const written = [file];
  if (inputs !== undefined && baseline !== undefined) {
    const configuration = configurationFor(context.rules, { config: file });
    const contents = new Map<Finding, readonly Statement[]>();
    const report = check(inputs, context.rules, configuration, { version: "", startedAt: 0, today: context.today, contents });
    const next = nextBaseline(newBaseline(), report, [], contents);
    writeBaseline(baseline, next);
    write(file, configurationText(options, `./${baselineName}`));
    written.push(`${baseline} (${plural(next.entries.length, "known finding")})`);
  }
  if (pipeline !== undefined && ofPipeline !== undefined) {
    const home = relative(root, resolve(folder)) || ".";
    write(ofPipeline, pipelineText(pipeline, home, options.stack ?? "STACK"));
    written.push(`${ofPipeline}${options.stack === undefined ? " (put the name of the stack in)" : ""}`);
  }
  for (const one of written) context.out(`${clean(`Wrote ${one}`)}\n`);
  context.out(`${clean(`Next: ${nextCommand(folder, options.state)}`)}\n`);
}

const nextCommand = (folder: string, state: string | undefined): string =>
  state === undefined
    ? `pulumi stack export --stack STACK | stackwarden check -${folder === "." ? "" : `   (in ${folder})`}`
    : `stackwarden check ${state}`;

function write(file: string, text: string): void {
  reading(file, () => {
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, text);
  });
}

async function answered(given: StartOptions, ask: Ask): Promise<StartOptions> {
  const tags = given.tags ?? listOf(await ask("Keys of the tags that every resource needs, separated by commas (empty: none yet): "));
  const production =
    given.environment === undefined
      ? listOf(await ask(`Patterns of the names of production stacks (empty: ${defaultSettings.environments["production"]?.join(", ")}): `))
      : [];
  const state = given.state ?? emptyToNone(await ask("A state, whose findings become the baseline (empty: none): "));
  const ci = given.ci ?? pipelineNamed(await ask(`A pipeline: ${pipelines.join(" or ")} (empty: none): `));
  const asksStack = ci !== "none" && given.stack === undefined;
  const stack = asksStack ? emptyToNone(await ask("The stack that the pipeline previews: ")) : given.stack;
  return {
    ...given,
    tags,
    ...(production.length > 0 && { environment: { production } }),
    ...(state !== undefined && { state }),
    ci,
    ...(stack !== undefined && { stack }),
  };
}

const listOf = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
const emptyToNone = (text: string): string | undefined => (text.trim() === "" ? undefined : text.trim());

function pipelineNamed(text: string): Pipeline | "none" {
  const name = text.trim().toLowerCase();
  if (name === "" || name === "none") return "none";
  const found = pipelines.find((one) => one === name);
  if (found === undefined) throw new ConfigError(`"${text.trim()}" is not a pipeline, expected ${pipelines.join(", ")} or none`);
  return found;
}

/** The configuration: tag keys and environments first. */
function configurationText(
  { tags = [], environment, preset = "recommended", json = false }: StartOptions,
  baseline: string | undefined,
): string {
  const environments = environment ?? defaultSettings.environments;
  const settings = { environments, preset, ...(baseline !== undefined && { baseline }) };
  if (json)
    return `${JSON.stringify({ ...(tags.length > 0 && { "tags-required": { required: tags } }), stackwarden: settings }, null, 2)}\n`;
  return [
    "# yaml-language-server: $schema=./node_modules/stackwarden/dist/configuration.schema.json",
    "# The keys of the tags that every resource must have.",
    tags.length === 0 ? "# tags-required: { required: [Owner, Project] }" : `tags-required: { required: ${JSON.stringify(tags)} }`,
    "stackwarden:",
    "  # Patterns of stack names: some rules are stricter in production.",
    "  environments:",
    ...Object.entries(environments).map(([name, patterns]) => `    ${JSON.stringify(name)}: ${JSON.stringify(patterns)}`),
    "  # The set of rules: essential, recommended or all.",
    `  preset: ${preset}`,
    ...(baseline === undefined ? [] : ["  # Known findings, which are not blocking.", `  baseline: ${baseline}`]),
    "  # Other levels for some stacks or resources; see `overrides` in the documentation.",
    "  # overrides:",
    "  #   - environments: production",
    "  #     policies: { s3-bucket-versioned: mandatory }",
    "",
  ].join("\n");
}
