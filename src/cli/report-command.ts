/** `stackwarden report`: what several jobs found, as one report. */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { type Tier, tiers } from "../config/tiers.js";
import type { Report } from "../doors/state/check.js";
import { InputError, reading } from "../files/errors.js";
import { type FormatName, formatNames, type JunitAdvisory, junitAdvisories } from "../report/format.js";
import { type Output, outputList, printReport } from "../report/outputs.js";
import { isTooLarge } from "../report/preview-words.js";
import type { Context, ContextOf, Terminal } from "./context.js";
import { commandHelp } from "./help.js";
import { ruleConfigOption, rulesOption, type WithRules } from "./own-rules.js";
import { formatOption } from "./report-options.js";

interface ReportOptions {
  readonly format: FormatName;
  readonly output?: readonly Output[];
  readonly sarifFolder?: string;
  readonly category?: string;
  readonly junitAdvisory?: JunitAdvisory;
  readonly failOnTier?: Tier;
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** Adds the command `report`. */
export function addReport(
  cli: Command,
  contextOf: ContextOf,
  terminal: Pick<Terminal, "out"> & { readonly width: number },
  end: (status: number) => void,
): void {
  cli
    .command("report")
    .description("show the JSON reports of several jobs as one report: one comment, and SARIF for each category")
    .argument("<report...>", "what `check --output json=FILE` wrote, or folders of such files")
    .addOption(formatOption(formatNames))
    .option("-o, --output <format=file>", "also write a report to a file; may be repeated", outputList)
    .option("--sarif-folder <folder>", "write a SARIF file for each category of the reports into a folder")
    .option("--category <name>", "name of this report beside others: its category in code scanning, and its comment")
    .addOption(
      new Option("--junit-advisory <outcome>", "how JUnit reports show findings that are not blocking")
        .choices(junitAdvisories)
        .default("skipped"),
    )
    .addOption(
      new Option("--fail-on-tier <tier>", "exit with status 1 if a preview is a change of this tier or a larger one").choices(tiers),
    )
    .addOption(rulesOption())
    .addOption(ruleConfigOption())
    .option("--no-config", "use no configuration")
    .option("-v, --verbose", "show every finding in full, including repeated advice")
    .option("--no-color", "print without colors")
    .addHelpText("after", commandHelp.report)
    .action(async (paths: readonly string[], options: ReportOptions & WithRules) => {
      const { configFor } = await import("./find-config.js");
      const context = await contextOf(options.color, { ...options, config: configFor(options) });
      end(await report(context, terminal, paths, options));
    });
}

async function report(
  context: Context,
  // Formats are commands of a CI system where they are to be: what a context prints never is.
  { out, width }: Parameters<typeof addReport>[2],
  paths: readonly string[],
  options: ReportOptions,
): Promise<number> {
  const { note, paint, rules } = context;
  const { readReports } = await import("./merge-reports.js");
  const { all, byCategory, files } = readReports(paths, note);
  const outputs = options.output ?? [];
  const read = new Set(files.map((file) => resolve(file)));
  for (const { file } of outputs)
    if (read.has(resolve(file))) throw new InputError(file, "is one of the reports that are read. Write to another file.");
  const shown = {
    rules,
    paint,
    width,
    show: [],
    verbose: options.verbose ?? false,
    failOnTier: options.failOnTier,
    junitAdvisory: options.junitAdvisory,
  };
  if (options.sarifFolder !== undefined) {
    const folder = options.sarifFolder;
    reading(folder, () => mkdirSync(folder, { recursive: true }));
    for (const [i, [category, merged]] of [...byCategory].entries()) {
      const given = { ...shown, homes: merged.homes, gates: merged.isBlocking, category };
      await printReport(merged.report, "sarif", [{ format: "sarif", file: join(folder, `${i + 1}.sarif`) }], () => undefined, given);
    }
  }
  await printReport(all.report, options.format, outputs, out, {
    ...shown,
    homes: all.homes,
    gates: all.isBlocking,
    category: options.category,
  });
  return isBlocked(all.report, options.failOnTier) || all.report.findings.some(all.isBlocking) ? 1 : 0;
}

const isBlocked = ({ inputs }: Report, failOnTier: Tier | undefined): boolean =>
  inputs.some(({ preview }) => preview !== undefined && isTooLarge(preview, failOnTier));
