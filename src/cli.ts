#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { check, type FailOn, gates } from "./check/check.js";
import { InputError } from "./check/errors.js";
import { readInputs } from "./check/inputs.js";
import { parseJson } from "./check/json.js";
import { ConfigError, type Configuration, configure, type Entries, parseEntries, resolveAsEngine, settingsEntry } from "./config/config.js";
import { didYouMean } from "./config/suggest.js";
import type { RegisteredRule } from "./registry.js";
import { jsonReport } from "./report/json.js";
import { colours, noColours, type Paint } from "./report/paint.js";
import { explainText, ruleRecord, rulesJson, rulesText } from "./report/rules.js";
import { textReport } from "./report/text.js";
import type { Preset } from "./rule.js";
import { allRules } from "./rules/index.js";
import { version } from "./version.js";

interface CheckOptions {
  readonly format: "text" | "json";
  readonly config?: string;
  readonly preset?: Preset;
  readonly failOn: FailOn;
  readonly only?: readonly string[];
  readonly show?: readonly string[];
  readonly color: boolean;
}

const startedAt = performance.now();

function program(): Command {
  const cli = new Command("stackwarden")
    .description(
      "Judges Pulumi stacks on AWS: tags are present, access is least privilege, stateful resources are protected, no secret is in plaintext.",
    )
    .version(version())
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "stackwarden: ")) });
  const format = (): Option => new Option("--format <format>", "how to print").choices(["text", "json"]).default("text");

  cli
    .command("check")
    .description("judge state files, folders of them, Pulumi projects, or standard input (-)")
    .argument("<input...>", "a state as `pulumi stack export` writes it, a folder, a project, or -")
    .addOption(format())
    .option("--config <file>", "configuration in the form of `pulumi --policy-pack-config`")
    .addOption(new Option("--preset <preset>", "which rules are on (default: recommended)").choices(["essential", "recommended", "all"]))
    .addOption(
      new Option("--fail-on <gate>", "what ends with status 1: a mandatory rule, or a severity and above")
        .choices(["mandatory", "critical", "high", "medium", "low", "none"])
        .default("mandatory"),
    )
    .option("--only <rules>", "judge by these rules only, separated by commas", splitList)
    .option("--show <outcomes>", "list these too: unknown", showList)
    .option("--no-color", "print without colours")
    .addHelpText(
      "after",
      "\nExit status: 0 nothing gates, 1 something does, 2 the input or the command cannot be used.\n\nExamples:\n  stackwarden check state.json\n  pulumi stack export | stackwarden check -\n  stackwarden check . --preset all --fail-on high\n",
    )
    .action(runCheck);
  cli
    .command("rules")
    .description("list the rules")
    .addOption(format())
    .option("--no-color", "print without colours")
    .action((options: { format: string; color: boolean }) => {
      write(options.format === "json" ? rulesJson(allRules) : rulesText(allRules, paintFor(options.color), columns()));
    });
  cli
    .command("explain")
    .description("tell all about one rule")
    .argument("<rule>", "the id of a rule")
    .addOption(format())
    .option("--no-color", "print without colours")
    .action((id: string, options: { format: string; color: boolean }) => {
      const rule = ruleById(id);
      write(
        options.format === "json"
          ? `${JSON.stringify(ruleRecord(rule), null, 2)}\n`
          : explainText(rule, paintFor(options.color), columns()),
      );
    });
  return cli;
}

async function runCheck(paths: readonly string[], options: CheckOptions): Promise<void> {
  const configuration = configurationFor(options);
  const progress = progressLine();
  const inputs = await readInputs(paths, (path) => progress.say(`reading ${path}`));
  for (const word of inputs.skipped) progress.note(word);
  const total = inputs.states.length + inputs.stackFiles.length;
  let done = 0;
  const report = check(inputs, allRules, configuration, version(), startedAt, (path) => progress.say(`judging ${++done}/${total} ${path}`));
  progress.clear();
  const showUnknown = options.show?.includes("unknown") ?? false;
  write(
    options.format === "json"
      ? jsonReport(report, showUnknown)
      : textReport(report, {
          paint: paintFor(options.color),
          width: columns(),
          showUnknown,
          gates: (finding) => gates(finding, options.failOn),
        }),
  );
  process.exitCode = report.findings.some((finding) => gates(finding, options.failOn)) ? 1 : 0;
}

function configurationFor(options: CheckOptions): Configuration {
  const given: Entries = options.config === undefined ? {} : readConfig(options.config);
  const settings = given[settingsEntry];
  const preset = options.preset === undefined ? {} : { preset: options.preset };
  const entries: Entries = { ...given, [settingsEntry]: { level: settings?.level, options: { ...settings?.options, ...preset } } };
  const configuration = configure(allRules, resolveAsEngine(allRules, entries), entries);
  if (options.only === undefined) return configuration;
  const only = options.only.map((id) => ruleById(id).id);
  const others = allRules.filter((rule) => !only.includes(rule.id)).map((rule) => rule.id);
  const chosen = { ...entries[settingsEntry]?.options, enable: only, disable: others };
  return configure(allRules, resolveAsEngine(allRules, entries), { ...entries, [settingsEntry]: { level: undefined, options: chosen } });
}

function readConfig(file: string): Entries {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new InputError(file, `the configuration cannot be read (${(error as NodeJS.ErrnoException).code ?? "unreadable"})`);
  }
  try {
    return parseEntries(parseJson(text, file));
  } catch (error) {
    if (error instanceof ConfigError) throw new ConfigError(`${file}: ${error.message}`);
    throw error;
  }
}

function ruleById(id: string): RegisteredRule {
  const rule = allRules.find((r) => r.id === id);
  if (rule !== undefined) return rule;
  const ids = allRules.map((r) => r.id);
  throw new ConfigError(`there is no rule "${id}"${didYouMean(id, ids)}`);
}

const splitList = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
];

function showList(text: string, before: readonly string[] = []): readonly string[] {
  const list = splitList(text, before);
  const wrong = list.find((outcome) => outcome !== "unknown");
  if (wrong !== undefined) throw new InvalidArgumentError(`there is no outcome "${wrong}" to show; try unknown.`);
  return list;
}

const columns = (): number => process.stdout.columns ?? (Number(process.env["COLUMNS"]) || 100);

function paintFor(color: boolean): Paint {
  if (!color || process.env["NO_COLOR"]) return noColours;
  return process.stdout.isTTY || process.env["FORCE_COLOR"] ? colours : noColours;
}

/** A line on a terminal's standard error that tells where a long run is; silent in the first half second and when piped. */
function progressLine(): { say(text: string): void; note(text: string): void; clear(): void } {
  const on = process.stderr.isTTY === true;
  let shown = false;
  const clear = (): void => {
    if (shown) process.stderr.write("\r\u001b[K");
    shown = false;
  };
  return {
    say(text) {
      if (!on || performance.now() - startedAt < 500) return;
      process.stderr.write(`\r\u001b[K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
      shown = true;
    },
    note(text) {
      clear();
      process.stderr.write(`stackwarden: ${text}\n`);
    },
    clear,
  };
}

const write = (text: string): void => {
  process.stdout.write(text);
};

async function main(): Promise<void> {
  // A reader that closes early (head, less) is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 2));
  try {
    await program().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else if (error instanceof InputError || error instanceof ConfigError) fail(error.message);
    else
      fail(
        `failed: ${error instanceof Error ? `${error.name} ${error.stack?.split("\n")[1]?.trim() ?? ""}` : "unknown error"}; please report this`,
      );
  }
}

function fail(message: string): void {
  process.stderr.write(`stackwarden: ${message}\n`);
  process.exitCode = 2;
}

await main();
