import { type Command, InvalidArgumentError, Option } from "commander";
import type { Tier } from "../config/tiers.js";
import type { FailOn } from "../doors/state/check.js";
import type { Finding } from "../findings/finding.js";
import { frameworkNames } from "../language/frameworks.js";
import type { Preset } from "../language/rule.js";
import { type FormatName, formatNames, type JunitAdvisory, junitAdvisories } from "../report/format.js";
import { outputList } from "../report/outputs.js";
import { type ProgramLanguage, programLanguages } from "../text/program-language.js";
import type { BaselineOptions } from "./baseline.js";
import { type ComplianceOptions, complianceOption } from "./compliance.js";
import { failOnOption, onlyOption, presetOption, skipOption, splitList } from "./options.js";
import { rulesOption, type WithRules } from "./own-rules.js";

/** The options of the commands that evaluate stacks and report what they find. */
export interface CheckOptions extends BaselineOptions, WithRules, ComplianceOptions {
  readonly format: FormatName;
  readonly config?: string | false;
  readonly preset?: Preset;
  readonly skip?: readonly string[];
  readonly quiet?: boolean;
  readonly summary?: boolean;
  readonly allowNoState?: boolean;
  readonly language?: ProgramLanguage;
  readonly failOn: FailOn;
  readonly failOnUnjudged?: boolean;
  readonly changed?: boolean;
  readonly state?: string;
  readonly failOnTier?: Tier;
  readonly category?: string;
  readonly junitAdvisory?: JunitAdvisory;
  readonly verbose?: boolean;
  readonly only?: readonly string[];
  readonly show?: readonly string[];
  readonly color: boolean;
  /** Findings that are not reported at all; set by a command, not by the user. */
  readonly keeps?: (finding: Finding) => boolean;
}

/** Adds the options that every command has that evaluates stacks and reports what it finds. */
export const addReportOptions = (command: Command): Command =>
  command
    .addOption(formatOption(formatNames))
    .option("-o, --output <format=file>", "also write a report to a file; may be repeated", outputList)
    .addOption(complianceOption())
    .option("--category <name>", "name of this report beside others: its category in code scanning, and its comment")
    .addOption(
      new Option("--junit-advisory <outcome>", "how JUnit reports show findings that are not blocking")
        .choices(junitAdvisories)
        .default("skipped"),
    )
    .option(
      "-c, --config <file>",
      "configuration: JSON, JSON with comments, or YAML (default: the nearest stackwarden.json, .jsonc, .yaml or .yml)",
    )
    .option("--no-config", "use no configuration")
    .addOption(presetOption("-p, --preset"))
    .addOption(failOnOption())
    .option("--fail-on-unjudged", "exit with status 1 if no rule evaluates the type of a resource")
    .addOption(rulesOption())
    .addOption(onlyOption())
    .addOption(skipOption())
    .addOption(frameworkOption("run only the rules with a control of this framework"))
    .option("--show <outcomes>", "also list unknown, waived, exempted or baseline findings, or show each fingerprint", showList)
    .addOption(
      new Option(
        "--language <language>",
        "language of the program, in which fixes are shown (default: the runtime in Pulumi.yaml)",
      ).choices(programLanguages),
    )
    .option("-v, --verbose", "show every finding in full, including repeated advice")
    .option("-q, --quiet", "show only blocking findings and the totals")
    .option("-s, --summary", "show only the totals")
    .option("--baseline <file>", "file of known findings, which are not blocking")
    .option("--update-baseline", "rewrite the baseline with the current findings")
    .option("--no-color", "print without colors");

export const formatOption = (names: readonly string[] = ["text", "json"]): Option =>
  new Option("-f, --format <format>", "output format").choices(names).default("text");

export const frameworkOption = (description: string): Option => new Option("--framework <framework>", description).choices(frameworkNames);

const shown: readonly string[] = ["unknown", "waived", "exempted", "baseline", "fingerprint"];

function showList(text: string, before: readonly string[] = []): readonly string[] {
  const list = splitList(text, before);
  const wrong = list.find((outcome) => !shown.includes(outcome));
  if (wrong !== undefined) throw new InvalidArgumentError(`"${wrong}" cannot be shown, expected one of ${shown.join(", ")}.`);
  return list;
}
