import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
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
import { partsOf } from "./check-groups.js";
import { configurationFor, rulesById } from "./configuration.js";
import type { Context } from "./context.js";
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

/** What every grant needs: the run that has the findings, and the file. One for each configuration. */
interface Run {
  readonly context: Context;
  readonly configuration: Configuration;
  readonly report: Report;
  readonly inputs: Inputs;
  readonly file: string;
  readonly options: WaiveOptions;
}

/**
 * Grants a waiver for one finding, or for a rule at a resource of any stacks, and writes it into the configuration of those inputs, or the stack's.
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
  const { into } = options;
  const contexts = [];
  for (const part of ownParts(partsOf(inputs, options), into)) contexts.push({ ...part, context: await contextFor(part.config) });
  const runs = contexts.map(({ context, config, inputs: own }) => {
    const { rules, today } = context;
    // A wrong day costs no evaluation.
    lastDay(options, today);
    const preset = options.preset === undefined ? {} : { preset: options.preset };
    const configuration = configurationFor(rules, { ...preset, ...(config !== undefined && existsSync(config) && { config }) });
    const report = check(own, rules, configuration, { version: "", startedAt: 0, today });
    return { context, configuration, report, inputs: own, file: into ?? config ?? defaultFile, options };
  });
  const texts = options.asException === true ? [exempted(runs, target)] : granted(runs, target);
  for (const { file, text } of texts) reading(file, () => writeWhole(file, text));
  for (const { lines, out } of texts) out(lines.map((line) => `${clean(line)}\n`).join(""));
}

/** A file with the waiver, and what to report. */
interface Grant {
  readonly file: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly out: Context["out"];
}

/** The parts that a file of a stack belongs to: another project may have a stack of that name. */
function ownParts(parts: ReturnType<typeof partsOf>, into: string | undefined): ReturnType<typeof partsOf> {
  if (into === undefined) return parts;
  const hasFile = ({ states, stackFiles }: Inputs): boolean =>
    [...states.map(({ config }) => config), ...stackFiles.map(({ file }) => file)].some(
      (file) => file !== undefined && resolve(file.file) === resolve(into),
    );
  const [first, ...rest] = parts.filter((part) => hasFile(part.inputs));
  return first === undefined ? parts : [first, ...rest];
}

function exempted(runs: readonly Run[], target: Target): Grant {
  const [first] = runs;
  if (first !== undefined && stackOfFile(basename(first.file)) !== undefined)
    throw new InputError(first.file, "is the configuration of a stack, but exceptions are in the configuration of the pack");
  if (!("fingerprint" in target)) throw new ConfigError("--as-exception needs the fingerprint of a finding");
  const { run, finding } = findingOf(runs, target.fingerprint);
  const { report, configuration, context, file, options } = run;
  return { file, out: context.out, ...asException({ finding, report, configuration, rules: context.rules, file, options }) };
}

function granted(runs: readonly Run[], target: Target): Grant[] {
  const [first] = runs;
  const until = first === undefined ? undefined : lastDay(first.options, first.context.today);
  if (until === undefined) throw new ConfigError("--until is missing: every waiver ends. Give its last day (YYYY-MM-DD).");
  const grants = "fingerprint" in target ? [ofFinding(runs, target.fingerprint, until)] : ofResource(runs, target, until);
  // Configurations that write into one file write one waiver.
  return [...new Map(grants.map((grant) => [grant.run.file, grant])).values()].map(({ run, what, words }) => {
    const { file, options, context } = run;
    const waiver: WrittenWaiver = {
      ...what,
      reason: options.reason.trim(),
      until,
      ...(options.owner !== undefined && { owner: options.owner }),
      ...(options.ticket !== undefined && { ticket: options.ticket }),
      ...(options.approvedBy !== undefined && { approvedBy: options.approvedBy }),
    };
    const text = withWaiver(file, waiver, stackOfFile(basename(file)) !== undefined);
    return { file, text, lines: [`${file}: ${what["rule"]} is waived for ${words} until ${until}`], out: context.out };
  });
}

/** What a waiver names, and the words for it. */
interface Waived {
  readonly run: Run;
  readonly what: WrittenWaiver;
  readonly words: string;
}

function ofFinding(runs: readonly Run[], fingerprint: string, until: string): Waived {
  const { run, finding } = findingOf(runs, fingerprint);
  const { context, configuration, report, inputs, file } = run;
  refuse(context, configuration, finding, until, stackOfFile(basename(file)) === undefined ? undefined : file);
  const path = pathOf(finding, report, inputs, context.today);
  return {
    run,
    what: { rule: finding.rule, resource: finding.urn, ...(path !== "" && { path }) },
    words: `"${finding.name}"${path === "" ? "" : `, ${path},`}`,
  };
}

interface RuleAt {
  readonly rule: string;
  readonly resource: string;
}

/** A waiver in each configuration by which the rule finds something at the resource. */
function ofResource(runs: readonly Run[], target: RuleAt, until: string): Waived[] {
  // A project may have rules of its own, which the others do not know.
  const knows = ({ context }: Run): boolean =>
    context.rules.some(({ id, rule }) => id === target.rule || rule.formerly?.includes(target.rule) === true);
  const knowing = runs.some(knows) ? runs.filter(knows) : runs.slice(0, 1);
  const notes = new Set<string>();
  const found = knowing.map((run) => ofRun(run, target, (line) => notes.add(line)));
  for (const line of notes) knowing[0]?.context.note(line);
  const waived = found.flatMap(({ run, fitting, ...what }) => {
    const [first] = fitting;
    return first === undefined ? [] : [{ run, fitting, first, ...what }];
  });
  if (waived.length === 0) {
    const rule = found[0]?.rule ?? target.rule;
    const findings = knowing.flatMap(({ report }) => report.findings);
    throw new ConfigError(`${rule} finds nothing at "${found[0]?.resource ?? target.resource}"${nearWords(findings, rule)}`);
  }
  return waived.map(({ run, rule, resource, first }) => {
    const { context, configuration, file, options } = run;
    refuse(context, configuration, first, until, stackOfFile(basename(file)) === undefined ? undefined : file);
    // A file for several configurations has one waiver, which counts the findings of all.
    const all = waived.filter((one) => one.run.file === file).flatMap((one) => one.fitting);
    const stacks = [...new Set(all.map(({ urn }) => urnParts(urn)).map(({ project, stack }) => `${project}/${stack}`))].sort();
    return {
      run,
      what: { rule, resource, ...(options.path !== undefined && { path: options.path }) },
      words: `"${resource}" (${plural(all.length, "finding")} in ${stacks.join(", ")})`,
    };
  });
}

function ofRun(run: Run, target: RuleAt, note: (line: string) => void): RuleAt & { readonly run: Run; readonly fitting: Finding[] } {
  const { context, report, file, options } = run;
  const [{ id: rule }] = rulesById(context.rules, target.rule, note);
  const resource = patternOf(target.resource, options);
  const what = { rule, resource, ...(options.path !== undefined && { path: options.path }) };
  const [given] = packWaivers([{ ...what, reason: options.reason, until: "9999-12-31" }], waivableRules(context.rules));
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
  return { run, rule, resource, fitting };
}

/** The resource as a waiver names it; with a stack or a project, as a pattern of URNs. */
function patternOf(resource: string, { stack, project }: WaiveOptions): string {
  if (stack === undefined && project === undefined) return resource;
  if (resource.startsWith("urn:")) throw new ConfigError("--stack and --project are for the name of a resource; a URN has them already");
  return `urn:pulumi:${stack ?? "*"}::${project ?? "*"}::*::${resource}`;
}

/** Where the rule finds something, for who mistyped the resource. */
function nearWords(findings: readonly Finding[], rule: string): string {
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

function findingOf(runs: readonly Run[], fingerprint: string): { readonly run: Run; readonly finding: Finding } {
  if (!/^[0-9a-f]+$/i.test(fingerprint) || fingerprint.length < shortest)
    throw new ConfigError(`"${fingerprint}" is not a fingerprint (${shortest} or more hex characters, shown by check --show fingerprint)`);
  const fitting = runs.flatMap((run) =>
    run.report.findings.filter((one) => one.fingerprint.startsWith(fingerprint.toLowerCase())).map((one) => ({ run, finding: one })),
  );
  const [first] = fitting;
  if (first === undefined)
    throw new ConfigError(`no finding has the fingerprint ${fingerprint}. Run \`stackwarden check --show fingerprint\` to list them.`);
  if (new Set(fitting.map((each) => each.finding.fingerprint)).size > 1)
    throw new ConfigError(`${fingerprint} matches several fingerprints. Give more characters.`);
  const files = [...new Set(fitting.map(({ run }) => run.file))];
  if (files.length > 1)
    throw new ConfigError(`${fingerprint} is found in inputs with different configurations, ${enumerated(files)}. Name one with --config.`);
  const { finding } = first;
  if (finding.waiver !== null)
    throw new ConfigError(`${fingerprint} is already waived until ${finding.waiver.until}: ${finding.waiver.place}`);
  if (finding.exception !== undefined) throw new ConfigError(`${fingerprint} is already exempted by ${finding.exception.id}`);
  if (finding.outcome === "crash")
    throw new ConfigError(
      `${fingerprint} is a crash of the rule, which cannot be waived. Add the rule to \`disable\`, and report the crash.`,
    );
  return first;
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
