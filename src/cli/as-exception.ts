/** A finding as a policy exception of the engine: what of a waiver that form can express, and what it cannot. */
import { ConfigError, type Configuration } from "../config/config.js";
import type { Report } from "../doors/state/check.js";
import type { Finding } from "../findings/finding.js";
import type { RegisteredRule } from "../language/registry.js";
import { plural } from "../report/facts.js";
import { exceptionIds, withException } from "./waiver-file.js";

/** The options of the command line for a grant. */
export interface GrantOptions {
  readonly reason: string;
  /** The last day of a waiver. An exception has none. */
  readonly until?: string;
  readonly owner?: string;
  readonly ticket?: string;
  /** The id of the exception. */
  readonly exceptionId?: string;
}

interface Given {
  readonly finding: Finding;
  readonly report: Report;
  readonly configuration: Configuration;
  readonly rules: readonly RegisteredRule[];
  readonly file: string;
  readonly options: GrantOptions;
}

/**
 * The text of the configuration with an exception for a finding, and what to report of it.
 * @throws ConfigError where an exception would exempt more than the finding, or outlast what the pack allows.
 */
export function asException({ finding, report, configuration, rules, file, options }: Given): { text: string; lines: string[] } {
  const { rule, urn, name } = finding;
  if (rules.find(({ id }) => id === rule)?.rule.waivable === false) throw new ConfigError(`${rule} cannot be waived. Fix the finding.`);
  const { waiversMaxDays: most } = configuration.settings;
  if (most > 0)
    throw new ConfigError(`the pack allows waivers of at most ${most} days (waiversMaxDays), and an exception has no end. Write a waiver.`);
  const others = report.findings.filter(
    (one) => one.rule === rule && one.urn === urn && one.fingerprint !== finding.fingerprint && one.outcome !== "unknown",
  );
  if (others.length > 0)
    throw new ConfigError(
      `an exception is for a rule and a resource: it would also exempt ${plural(others.length, "other finding")} of ${rule} at "${name}". ` +
        "Write a waiver, which names the path.",
    );
  const ids = exceptionIds(file);
  const id = options.exceptionId ?? nextId(ids);
  if (!/^[A-Za-z0-9_.-]+$/.test(id))
    throw new ConfigError(`--exception-id is ${JSON.stringify(id)}, expected letters, digits, "-", "." and "_"`);
  if (ids.includes(id)) throw new ConfigError(`--exception-id is ${id}, which ${file} has already. Choose another.`);
  const facts = [
    ...(options.until === undefined ? [] : [`until ${options.until}`]),
    ...(options.owner === undefined ? [] : [`owner ${options.owner}`]),
    ...(options.ticket === undefined ? [] : [`ticket ${options.ticket}`]),
  ];
  const reason = `${options.reason.trim()}${facts.length === 0 ? "" : ` (${facts.join(", ")})`}`;
  const text = withException(file, id, { reason, match: [{ policies: [rule], targets: [urn] }] });
  return {
    text,
    lines: [
      `${file}: ${rule} is exempted for "${name}" by ${id}`,
      options.until === undefined
        ? "An exception has no end: it holds until it is removed."
        : `An exception has no end: the engine does not read the date in its reason. Remove ${id} after ${options.until}.`,
      ...(finding.path === "" ? [] : ["It is for every finding of the rule at the resource: an exception names no path."]),
      ...(finding.level === "remediate" ? ["Pulumi still changes the resource, because the rule has the level remediate."] : []),
    ],
  };
}

function nextId(ids: readonly string[]): string {
  const taken = ids.map((id) => Number(/^EXC-(\d+)$/.exec(id)?.[1] ?? 0));
  return `EXC-${Math.max(0, ...taken) + 1}`;
}
