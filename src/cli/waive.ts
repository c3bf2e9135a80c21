import { existsSync } from "node:fs";
import { basename } from "node:path";
import { ConfigError, type Configuration } from "../config/config.js";
import { daysBetween, readDay } from "../config/day.js";
import { packWaivers, waivableRules } from "../config/waivers.js";
import { check, type Report } from "../doors/state/check.js";
import { type Inputs, readInputs } from "../doors/state/inputs.js";
import { stackOfFile } from "../doors/state/stack-file.js";
import { stackOfState } from "../doors/state/state.js";
import { InputError, reading } from "../files/errors.js";
import { writeWhole } from "../files/write.js";
import { type Finding, namedPath } from "../findings/finding.js";
import { covers, termWords } from "../findings/waiver-ledger.js";
import type { Preset } from "../language/rule.js";
import { urnParts } from "../model/resource.js";
import { fitsPattern } from "../model/wildcard.js";
import { plural } from "../report/facts.js";
import { clean } from "../report/paint.js";
import { enumerated } from "../text/show.js";
import { asException, type GrantOptions } from "./as-exception.js";
import { configurationFor, rulesById } from "./configuration.js";
import type { Context } from "./context.js";
import { configFor, foldersOf } from "./find-config.js";
import { type WrittenWaiver, withWaiver } from "./waiver-file.js";

/** The options of the command line for a new waiver. */
export interface WaiveOptions extends GrantOptions {
  /** Writes a policy exception of the engine instead of a waiver. */
  readonly asException?: boolean;
  readonly config?: string | false;
  readonly into?: string;
  readonly preset?: Preset;
  /** Patterns of stacks and projects, for a rule and a resource. */
  readonly stack?: string;
  readonly project?: string;
  readonly path?: string;
  readonly approvedBy?: string;
}

const defaultFile = "stackwarden.json";
const shortest = 8;

/** What is waived: one finding by its fingerprint, or a rule at a resource. */
export type Target = { readonly fingerprint: string } | { readonly rule: string; readonly resource: string };

/**
 * The target of the command line, and the inputs behind it: only the id of a rule has a hyphen.
 * @throws ConfigError where the resource is missing
 */
export function targetOf(first: string, rest: readonly string[]): { readonly target: Target; readonly paths: readonly string[] } {
  const inputs = (paths: readonly string[]): readonly string[] => (paths.length === 0 ? ["."] : paths);
  if (!first.includes("-")) return { target: { fingerprint: first }, paths: inputs(rest) };
  const [resource, ...paths] = rest;
  if (resource === undefined) throw new ConfigError(`the resource is missing: stackwarden waive ${first} RESOURCE`);
  return { target: { rule: first, resource }, paths: inputs(paths) };
}

/** What every grant needs: the run that has the findings, and the file. */
interface Run {
  readonly context: Context;
  readonly configuration: Configuration;
  readonly report: Report;
  readonly inputs: Inputs;
  readonly file: string;
  readonly options: WaiveOptions;
}

/**
 * Grants a waiver for one finding, or for a rule at a resource of any stacks, and writes it into the pack's configuration or the stack's.
 * @throws ConfigError, InputError where there is no such finding, or it may not be waived.
 */
export async function waive(
  contextFor: (config: string | undefined) => Promise<Context>,
  target: Target,
  paths: readonly string[],
  options: WaiveOptions,
): Promise<void> {
  if (options.reason.trim() === "") throw new ConfigError("--reason is empty. Give a justification.");
  if ("fingerprint" in target && (options.stack ?? options.project ?? options.path) !== undefined)
    throw new ConfigError("--stack, --project and --path are for a rule and a resource; a fingerprint names them already");
  const inputs = await readInputs(paths, () => undefined);
  const config = configFor(options, foldersOf(inputs));
  const context = await contextFor(config);
  const { rules, out, today } = context;
  const until = lastDay(options, today);
  const preset = options.preset === undefined ? {} : { preset: options.preset };
  const configuration = configurationFor(rules, { ...preset, ...(config !== undefined && existsSync(config) && { config }) });
  const report = check(inputs, rules, configuration, { version: "", startedAt: 0, today });
  const file = options.into ?? config ?? defaultFile;
  const ofStack = stackOfFile(basename(file)) !== undefined;
  const run: Run = { context, configuration, report, inputs, file, options };
  if (options.asException === true) {
    if (ofStack) throw new InputError(file, "is the configuration of a stack, but exceptions are in the configuration of the pack");
    if (!("fingerprint" in target)) throw new ConfigError("--as-exception needs the fingerprint of a finding");
    const finding = findingOf(report, target.fingerprint);
    const { text, lines } = asException({ finding, report, configuration, rules, file, options });
    reading(file, () => writeWhole(file, text));
    out(lines.map((line) => `${clean(line)}\n`).join(""));
    return;
  }
  if (until === undefined) throw new ConfigError("--until is missing: every waiver ends. Give its last day (YYYY-MM-DD).");
  const { what, words } = "fingerprint" in target ? ofFinding(run, target.fingerprint, until) : ofResource(run, target, until);
  const waiver: WrittenWaiver = {
    ...what,
    reason: options.reason.trim(),
    until,
    ...(options.owner !== undefined && { owner: options.owner }),
    ...(options.ticket !== undefined && { ticket: options.ticket }),
    ...(options.approvedBy !== undefined && { approvedBy: options.approvedBy }),
  };
  const text = withWaiver(file, waiver, ofStack);
  reading(file, () => writeWhole(file, text));
  out(`${clean(`${file}: ${what["rule"]} is waived for ${words} until ${until}`)}\n`);
}

/** What a waiver names, and the words for it. */
interface Waived {
  readonly what: WrittenWaiver;
  readonly words: string;
}

function ofFinding({ context, configuration, report, inputs, file }: Run, fingerprint: string, until: string): Waived {
  const finding = findingOf(report, fingerprint);
  refuse(context, configuration, finding, until, stackOfFile(basename(file)) === undefined ? undefined : file);
  const path = pathOf(finding, report, inputs, context.today);
  return {
    what: { rule: finding.rule, resource: finding.urn, ...(path !== "" && { path }) },
    words: `"${finding.name}"${path === "" ? "" : `, ${path},`}`,
  };
}

function ofResource(run: Run, target: { readonly rule: string; readonly resource: string }, until: string): Waived {
  const { context, configuration, report, file, options } = run;
  const [{ id: rule }] = rulesById(context.rules, target.rule, context.note);
  const resource = patternOf(target.resource, options);
  const what = { rule, resource, ...(options.path !== undefined && { path: options.path }) };
  const [given] = packWaivers([{ ...what, reason: options.reason, until }], waivableRules(context.rules));
  const problem = [...(given?.malformed ?? []), ...(given?.wide ?? [])][0];
  if (problem !== undefined) throw new ConfigError(`the waiver ${problem}`);
  const ofStack = stackOfFile(basename(file));
  const fitting = report.findings.filter(
    ({ rule: found, urn, name, outcome, exception }) =>
      found === rule &&
      (outcome === "fail" || outcome === "unknown" || outcome === "baseline") &&
      exception === undefined &&
      covers({ resource }, { urn, name }) &&
      (ofStack === undefined || urnParts(urn).stack === ofStack),
  );
  const [first] = fitting;
  if (first === undefined) throw new ConfigError(`${rule} finds nothing at "${resource}"${nearWords(report, rule)}`);
  refuse(context, configuration, first, until, ofStack === undefined ? undefined : file);
  const stacks = [...new Set(fitting.map(({ urn }) => urnParts(urn)).map(({ project, stack }) => `${project}/${stack}`))].sort();
  return { what, words: `"${resource}" (${plural(fitting.length, "finding")} in ${stacks.join(", ")})` };
}

/** The resource as a waiver names it; with a stack or a project, as a pattern of URNs. */
function patternOf(resource: string, { stack, project }: WaiveOptions): string {
  if (stack === undefined && project === undefined) return resource;
  if (resource.startsWith("urn:")) throw new ConfigError("--stack and --project are for the name of a resource; a URN has them already");
  return `urn:pulumi:${stack ?? "*"}::${project ?? "*"}::*::${resource}`;
}

/** Where the rule finds something, for who mistyped the resource. */
function nearWords({ findings }: Report, rule: string): string {
  const names = [...new Set(findings.filter((one) => one.rule === rule && one.outcome === "fail").map(({ name }) => name))];
  if (names.length === 0) return ". Run `stackwarden check --show fingerprint` to list the findings.";
  return `. It finds something at ${enumerated(names.slice(0, 5).map((name) => `"${name}"`))}${names.length > 5 ? ` and ${names.length - 5} more` : ""}.`;
}

function lastDay({ until: given, asException, exceptionId }: WaiveOptions, today: string): string | undefined {
  if (exceptionId !== undefined && asException !== true) throw new ConfigError("--exception-id needs --as-exception");
  if (given === undefined) return undefined;
  const until = readDay(given);
  if (until === undefined) throw new ConfigError(`--until is "${given}", expected a date (YYYY-MM-DD)`);
  if (until < today) throw new ConfigError(`--until is ${until}, expected today (${today}) or later`);
  return until;
}

function findingOf(report: Report, fingerprint: string): Finding {
  if (!/^[0-9a-f]+$/i.test(fingerprint) || fingerprint.length < shortest)
    throw new ConfigError(`"${fingerprint}" is not a fingerprint (${shortest} or more hex characters, shown by check --show fingerprint)`);
  const fitting = report.findings.filter((finding) => finding.fingerprint.startsWith(fingerprint.toLowerCase()));
  const [finding] = fitting;
  if (finding === undefined)
    throw new ConfigError(`no finding has the fingerprint ${fingerprint}. Run \`stackwarden check --show fingerprint\` to list them.`);
  if (new Set(fitting.map((each) => each.fingerprint)).size > 1)
    throw new ConfigError(`${fingerprint} matches several fingerprints. Give more characters.`);
  if (finding.waiver !== null)
    throw new ConfigError(`${fingerprint} is already waived until ${finding.waiver.until}: ${finding.waiver.place}`);
  if (finding.exception !== undefined) throw new ConfigError(`${fingerprint} is already exempted by ${finding.exception.id}`);
  if (finding.outcome === "crash")
    throw new ConfigError(
      `${fingerprint} is a crash of the rule, which cannot be waived. Add the rule to \`disable\`, and report the crash.`,
    );
  return finding;
}

/** Refuses a waiver that would have no effect. */
function refuse(
  { rules, today }: Context,
  { settings }: Configuration,
  { rule, urn }: Finding,
  until: string,
  stackFile: string | undefined,
): void {
  const { waiversMaxDays: most } = settings;
  if (most > 0 && daysBetween(today, until) > most) throw new ConfigError(`--until ${until}: the waiver ${termWords(until, most)}`);
  if (rules.find(({ id }) => id === rule)?.rule.waivable === false) throw new ConfigError(`${rule} cannot be waived. Fix the finding.`);
  if (stackFile === undefined) return;
  const { stack } = urnParts(urn);
  const given = stackOfFile(basename(stackFile));
  if (given !== stack)
    throw new InputError(
      stackFile,
      `configures the stack "${given}", but the finding is in the stack "${stack}". Use --into with the file of that stack.`,
    );
  const allowed = settings.allowStackWaivers;
  if (typeof allowed === "boolean" ? !allowed : !allowed.some((pattern) => fitsPattern(rule, pattern)))
    throw new InputError(
      stackFile,
      `may not waive ${rule}, which is not in the pack's \`allowStackWaivers\`. Add the waiver to the pack's configuration.`,
    );
}

/** The path with list items by name, so that it survives changes of the list; by position where the name would match another finding too. */
function pathOf(finding: Finding, report: Report, inputs: Inputs, today: string): string {
  const input = inputs.states.find(({ path, config }) => path === finding.input || config?.file === finding.input);
  if (input === undefined || finding.path === "") return finding.path;
  const resource = stackOfState(input.state, input.path, today, input.config?.config).byUrn.get(finding.urn);
  if (resource === undefined) return finding.path;
  const named = namedPath(resource, finding.path);
  const alike = report.findings.filter(
    ({ rule, urn, input: file, path }) =>
      rule === finding.rule && urn === finding.urn && file === finding.input && namedPath(resource, path) === named,
  );
  return alike.length > 1 ? finding.path : named;
}
