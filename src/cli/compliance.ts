/** The option `--compliance`: a report by the requirements of the framework that `--framework` names. */
import { resolve } from "node:path";
import { InvalidArgumentError, Option } from "commander";
import { ConfigError } from "../config/config.js";
import type { Report } from "../doors/state/check.js";
import { Verdicts } from "../engine/verdicts.js";
import { frameworkNamed } from "../language/frameworks.js";
import type { RegisteredRule } from "../language/registry.js";
import type { Controls } from "../language/rule.js";
import type { ComplianceFormat } from "../report/formats/compliance.js";
import { type Output, writeReport } from "../report/outputs.js";
import { noColours, type Paint } from "../report/paint.js";

// Here and not of the formats' module, which is loaded only when a report is written.
const formats: readonly ComplianceFormat[] = ["text", "markdown", "json", "csv", "html"];

/** A compliance report to be written: to standard output where it names no file. */
export interface ComplianceOutput {
  readonly format: ComplianceFormat;
  readonly file: string | undefined;
}

/** The options that a compliance report depends on. */
export interface ComplianceOptions {
  readonly compliance?: readonly ComplianceOutput[];
  readonly framework?: string;
  readonly output?: readonly Output[];
}

export const complianceOption = (): Option =>
  new Option(
    "--compliance <format[=file]>",
    `report each requirement of the --framework, in place of the findings or to a file: ${formats.join(", ")}; may be repeated`,
  ).argParser(complianceList);

function complianceList(given: string, before: readonly ComplianceOutput[] = []): readonly ComplianceOutput[] {
  const [name = "", ...rest] = given.split("=");
  const format = formats.find((known) => known === name);
  if (format === undefined) throw new InvalidArgumentError(`There is no format "${name}". Expected one of ${formats.join(", ")}.`);
  const file = rest.length === 0 ? undefined : rest.join("=");
  if (file === "" || file === "-")
    throw new InvalidArgumentError(`It names no file. Write ${format}=FILE, or ${format} alone for standard output.`);
  if (before.some((other) => (file === undefined ? other.file === undefined : other.file !== undefined && isSame(other.file, file))))
    throw new InvalidArgumentError(file === undefined ? "Only one report can go to standard output." : `The file ${file} is named twice.`);
  return [...before, { format, file }];
}

const isSame = (a: string, b: string): boolean => resolve(a) === resolve(b);

/** A compliance report that was asked for: what it needs of a run, and how it is written after it. */
export interface ComplianceRun {
  readonly verdicts: Verdicts;
  /** The files that it writes, for the refusal to overwrite. */
  readonly files: readonly { readonly option: string; readonly format: string; readonly file: string }[];
  /** True if it takes the place of the findings on standard output. */
  readonly isPrinted: boolean;
  /** @throws InputError when a file cannot be written. */
  readonly write: (report: Report, rules: readonly RegisteredRule[], out: (text: string) => void, paint: Paint) => Promise<void>;
}

/**
 * What `--compliance` asks for, if it was given.
 * @throws ConfigError without a framework, or for a file that another report is written to
 */
export function complianceRun({ compliance = [], framework, output = [] }: ComplianceOptions): ComplianceRun | undefined {
  if (compliance.length === 0) return undefined;
  const key: keyof Controls | undefined = framework === undefined ? undefined : frameworkNamed(framework);
  if (key === undefined)
    throw new ConfigError("--compliance needs a framework. Name one with --framework, for example --framework cis@7.0.0.");
  const files = compliance.flatMap(({ format, file }) => (file === undefined ? [] : [{ option: "--compliance", format, file }]));
  const twice = files.find(({ file }) => output.some((other) => isSame(other.file, file)));
  if (twice !== undefined) throw new ConfigError(`--compliance and --output both name ${twice.file}. Give each report its own file.`);
  const verdicts = new Verdicts();
  return {
    verdicts,
    files,
    isPrinted: compliance.some(({ file }) => file === undefined),
    write: async (report, rules, out, paint) => {
      const [{ complianceOf }, { complianceReport }] = await Promise.all([
        import("../report/compliance.js"),
        import("../report/formats/compliance.js"),
      ]);
      const data = complianceOf(report, rules, key, verdicts);
      for (const { format, file } of compliance)
        if (file === undefined) out(complianceReport(data, format, paint));
        else writeReport(file, [complianceReport(data, format, noColours)]);
    },
  };
}
