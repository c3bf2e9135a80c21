/** The commands over all stacks: `audit` and `merge`. The code of each is loaded when it runs. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { type AuditOptions, type AuditOutput, auditFormats, type ReportOptions, type Tools } from "./audit-options.js";
import { commandHelp } from "./help.js";
import { failOnOption, onlyOption, presetOption, skipOption } from "./options.js";
import { rulesOption } from "./own-rules.js";
import { frameworkOption } from "./report-options.js";

const defaultFolder = "stackwarden-audit";

/** Adds `audit` and `merge`. */
export function addAudit(cli: Command, tools: Tools, end: (status: number) => void): void {
  const audit = cli
    .command("audit")
    .description("check all stacks of backends and folders: in parallel, in shards, and resumable")
    .argument("<source...>", "a backend (file://, s3://, azblob://, gs:// or its folder), a folder of states, or a list of stacks")
    .option("-c, --config <file>", "configuration: JSON, JSON with comments, or YAML (default: the nearest to the working directory)")
    .option("--no-config", "use no configuration")
    .addOption(presetOption("-p, --preset"))
    .addOption(failOnOption())
    .addOption(rulesOption())
    .addOption(onlyOption())
    .addOption(skipOption())
    .addOption(frameworkOption("run only the rules with a control of this framework"))
    .option("--baseline <file>", "file of known findings, which are not blocking")
    .option("--team-tag <key>", "the tag whose value is the team of a stack or a resource")
    .option("--jobs <number>", "threads that evaluate (default: one for each core)", numberOf)
    .option("--shard <index/total>", "evaluate one part of all stacks, such as 1/8 (default: from the variables of a scheduler)")
    .option("--shards <total>", "the number of shards, where the variables of the scheduler do not have it")
    .option("--resume", "go on with an audit that was stopped");
  reportOptions(audit)
    .addHelpText("after", commandHelp.audit)
    .action(async (sources: readonly string[], options: AuditOptions) => {
      const { audit: run } = await import("./audit-run.js");
      end(await run(tools, sources, options));
    });
  const merge = cli
    .command("merge")
    .description("put the shards of an audit together")
    .argument("<folder...>", "the folders of the shards, or a folder that holds them");
  reportOptions(merge)
    .addHelpText("after", commandHelp.merge)
    .action(async (folders: readonly string[], options: ReportOptions) => {
      const { merge: run } = await import("./audit-run.js");
      end(await run(tools, folders, options));
    });
}

const reportOptions = (command: Command): Command =>
  command
    .option("--out <folder>", "the folder of the result: stacks, findings and sums", defaultFolder)
    .addOption(new Option("-f, --format <format>", "output format").choices([...auditFormats]).default("text"))
    .option("-o, --output <format=file>", "also write a report to a file; may be repeated", outputList)
    .option("--since <folder>", "the result of the last audit, for what is new and what is fixed")
    .option("--parquet", "write the stacks and the findings as Parquet too (needs hyparquet-writer)")
    .option("--no-color", "print without colors");

function numberOf(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError("Expected a number from 1 to 999.");
  return Number(text);
}

function outputList(given: string, before: readonly AuditOutput[] = []): readonly AuditOutput[] {
  const [name = "", ...rest] = given.split("=");
  const file = rest.join("=");
  const format = auditFormats.find((known) => known === name);
  if (format === undefined || file === "") throw new InvalidArgumentError(`Expected FORMAT=FILE, with one of ${auditFormats.join(", ")}.`);
  return [...before, { format, file }];
}
