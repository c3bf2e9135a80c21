/** Options that several commands have. */
import { InvalidArgumentError, Option } from "commander";
import type { FailOn } from "../doors/state/check.js";
import type { Preset } from "../language/rule.js";

const presets: readonly Preset[] = ["essential", "recommended", "all"];
const gates: readonly FailOn[] = ["mandatory", "critical", "high", "medium", "low", "none"];

export const presetOption = (flags: "--preset" | "-p, --preset" = "--preset"): Option =>
  new Option(`${flags} <preset>`, "set of rules to enable (default: recommended)").choices(presets);

export const failOnOption = (): Option =>
  new Option("--fail-on <gate>", "which findings are blocking: of mandatory rules, or of a severity and above")
    .choices(gates)
    .default("mandatory");

export const onlyOption = (): Option =>
  new Option("--only <rules>", "run only these rules: ids, patterns (s3-*) or severities (@critical), separated by commas").argParser(
    splitList,
  );

export const skipOption = (): Option =>
  new Option("--skip <rules>", "run all rules but these: ids, patterns or severities").argParser(splitList);

/** The parts between commas, behind those of the same option before. @throws InvalidArgumentError where there is none */
export function splitList(text: string, before: readonly string[] = []): readonly string[] {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0) throw new InvalidArgumentError("The list is empty.");
  return [...before, ...parts];
}
