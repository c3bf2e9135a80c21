import { existsSync } from "node:fs";
import { basename } from "node:path";
import { ConfigError, type Configuration } from "../config/config.js";
import { daysBetween, readDay } from "../config/day.js";
import { check, type Report } from "../doors/state/check.js";
import { type Inputs, readInputs } from "../doors/state/inputs.js";
import { stackOfFile } from "../doors/state/stack-file.js";
import { stackOfState } from "../doors/state/state.js";
import { InputError, reading } from "../files/errors.js";
import { writeWhole } from "../files/write.js";
import { type Finding, namedPath } from "../findings/finding.js";
import { termWords } from "../findings/waiver-ledger.js";
import type { Preset } from "../language/rule.js";
import { urnParts } from "../model/resource.js";
import { fitsPattern } from "../model/wildcard.js";
import { clean } from "../report/paint.js";
import { asException, type GrantOptions } from "./as-exception.js";
import { configurationFor } from "./configuration.js";
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
}

const defaultFile = "stackwarden.json";
const shortest = 8;

/**
 * Grants a waiver for one finding, and writes it into the pack's configuration or the stack's.
 * @throws ConfigError, InputError where there is no such finding, or it may not be waived.
 */
export async function waive(context: Context, fingerprint: string, paths: readonly string[], options: WaiveOptions): Promise<void> {
  const { rules, out, today } = context;
  const until = lastDay(options, today);
  if (options.reason.trim() === "") throw new ConfigError("--reason is empty. Give a justification.");
  const inputs = await readInputs(paths, () => undefined);
  const config = configFor(options, foldersOf(inputs));
  const preset = options.preset === undefined ? {} : { preset: options.preset };
  const configuration = configurationFor(rules, { ...preset, ...(config !== undefined && existsSync(config) && { config }) });
  const report = check(inputs, rules, configuration, { version: "", startedAt: 0, today });
  const finding = findingOf(report, fingerprint);
  const file = options.into ?? config ?? defaultFile;
  if (basename(file) === "package.json")
    throw new InputError(file, `holds the configuration, which this command does not write. Move it into ${defaultFile}.`);
  const ofStack = stackOfFile(basename(file)) !== undefined;
  if (options.asException === true) {
    if (ofStack) throw new InputError(file, "is the configuration of a stack, but exceptions are in the configuration of the pack");
    const { text, lines } = asException({ finding, report, configuration, rules, file, options });
    reading(file, () => writeWhole(file, text));
    out(lines.map((line) => `${clean(line)}\n`).join(""));
    return;
  }
  if (until === undefined) throw new ConfigError("--until is missing: every waiver ends. Give its last day (YYYY-MM-DD).");
  refuse(context, configuration, finding, until, ofStack ? file : undefined);
  const path = pathOf(finding, report, inputs, today);
  const waiver: WrittenWaiver = {
    rule: finding.rule,
    resource: finding.urn,
    ...(path !== "" && { path }),
    reason: options.reason.trim(),
    until,
    ...(options.owner !== undefined && { owner: options.owner }),
    ...(options.ticket !== undefined && { ticket: options.ticket }),
  };
  const text = withWaiver(file, waiver, ofStack);
  reading(file, () => writeWhole(file, text));
  out(`${clean(`${file}: ${finding.rule} is waived for "${finding.name}"${path === "" ? "" : `, ${path},`} until ${until}`)}\n`);
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
