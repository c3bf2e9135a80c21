import { readFileSync } from "node:fs";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { check, type FailOn, gates } from "./check/check.js";
import { InputError, reading } from "./check/errors.js";
import { readInputs } from "./check/inputs.js";
import { parseJson } from "./check/json.js";
import { ConfigError, type Configuration, configure, type Entries, parseEntries, resolveAsEngine, settingsEntry } from "./config/config.js";
import { didYouMean } from "./config/suggest.js";
import { describeCrash } from "./crash.js";
import type { RegisteredRule } from "./registry.js";
import { type FormatName, formatNames } from "./report/formats.js";
import { frameworkNames } from "./report/frameworks.js";
import { type Output, outputList, printReport } from "./report/outputs.js";
import { clean, colours, noColours, type Paint } from "./report/paint.js";
import { explainText, filterRules, type RuleFilter, ruleRecord, rulesJson, rulesText, servicesOf } from "./report/rules.js";
import type { Preset } from "./rule.js";
import { version } from "./version.js";

/** Where a command writes, and what it knows of the terminal there. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Columns of standard output and error; `undefined` where they are no terminal. */
  readonly outColumns: number | undefined;
  readonly errColumns: number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What a command works with. */
interface Job {
  readonly rules: readonly RegisteredRule[];
  readonly terminal: Terminal;
  readonly startedAt: number;
}

interface CheckOptions {
  readonly format: FormatName;
  readonly output?: readonly Output[];
  readonly config?: string;
  readonly preset?: Preset;
  readonly failOn: FailOn;
  readonly only?: readonly string[];
  readonly show?: readonly string[];
  readonly color: boolean;
}

/** Runs the command line and resolves to its exit status: 0 nothing gates, 1 something does, 2 misuse or an input that cannot be read. */
export async function runCommand(args: readonly string[], rules: readonly RegisteredRule[], terminal: Terminal): Promise<number> {
  const job: Job = { rules, terminal, startedAt: performance.now() };
  const fail = (message: string): number => {
    terminal.err(`stackwarden: ${clean(message)}\n`);
    return 2;
  };
  let status = 0;
  try {
    await program(job, (given) => {
      status = given;
    }).parseAsync(args, { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof InputError || error instanceof ConfigError) return fail(error.message);
    return fail(`failed: ${describeCrash(error)}; please report this`);
  }
}

function program(job: Job, end: (status: number) => void): Command {
  const { terminal, rules } = job;
  const cli = new Command("stackwarden")
    .description(
      "Judges Pulumi stacks on AWS: tags are present, access is least privilege, stateful resources are protected, no secret is in plaintext.",
    )
    .version(version())
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      getOutHelpWidth: () => columns(terminal),
      getErrHelpWidth: () => columns(terminal),
      // One line, whatever the parser of arguments has to add; arguments are echoed, so they are cleaned too.
      outputError: (text) =>
        terminal.err(
          `stackwarden: ${clean(
            text
              .replace(/^error: /, "")
              .trim()
              .replace(/\s*\n\s*/g, " "),
          )}\n`,
        ),
    });
  const format = (names: readonly string[] = ["text", "json"]): Option =>
    new Option("--format <format>", "how to print").choices(names).default("text");

  cli
    .command("check")
    .description("judge state files, folders of them, Pulumi projects, or standard input (-)")
    .argument("<input...>", "a state as `pulumi stack export` writes it, a folder, a project, or -")
    .addOption(format(formatNames))
    .option("--output <format=file>", "write a report to a file too; may be repeated", outputList)
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
      "\nExit status: 0 nothing gates, 1 something does, 2 the input or the command cannot be used.\n\nExamples:\n  stackwarden check state.json\n  pulumi stack export | stackwarden check -\n  stackwarden check . --preset all --fail-on high\n  stackwarden check . --output sarif=stackwarden.sarif --output html=report.html\n",
    )
    .action(async (paths: readonly string[], options: CheckOptions) => end(await runCheck(job, paths, options)));
  cli
    .command("rules")
    .description("list the rules, all of them or those that fit")
    .option("--service <service>", "of this service or family, or judging its resources: s3, iam, tags")
    .addOption(new Option("--framework <framework>", "naming a control of this framework").choices(Object.keys(frameworkNames)))
    .addOption(new Option("--severity <severity>", "of this severity").choices(["critical", "high", "medium", "low"]))
    .addOption(new Option("--preset <preset>", "of this preset").choices(["essential", "recommended", "all"]))
    .addOption(format())
    .option("--no-color", "print without colours")
    .addHelpText(
      "after",
      "\nExamples:\n  stackwarden rules --service s3 --framework cis\n  stackwarden rules --preset essential --format json\n",
    )
    .action((options: RuleFilter & { format: string; color: boolean }) => {
      const fitting = filterRules(rules, {
        ...options,
        ...(options.service !== undefined && { service: serviceNamed(rules, options.service) }),
      });
      terminal.out(
        options.format === "json" ? rulesJson(fitting) : rulesText(fitting, paintFor(terminal, options.color), columns(terminal)),
      );
    });
  cli
    .command("explain")
    .description("tell all about one rule: why, bad and good programs, what to do, frameworks")
    .argument("<rule>", "the id of a rule")
    .addOption(format())
    .option("--no-color", "print without colours")
    .action(async (id: string, options: { format: string; color: boolean }) => {
      const rule = ruleById(rules, id);
      const examples = (await import("./report/examples.js")).examplesOf(id);
      terminal.out(
        options.format === "json"
          ? `${JSON.stringify({ ...ruleRecord(rule), why: rule.rule.why ?? null, examples: examples ?? null }, null, 2)}\n`
          : explainText(rule, examples, paintFor(terminal, options.color), columns(terminal)),
      );
    });
  return cli;
}

async function runCheck(job: Job, paths: readonly string[], options: CheckOptions): Promise<number> {
  const { rules, terminal, startedAt } = job;
  const configuration = configurationFor(rules, options);
  const progress = progressLine(job);
  const inputs = await readInputs(paths, (path) => progress.say(`reading ${path}`));
  for (const word of inputs.skipped) progress.note(word);
  const total = inputs.states.length + inputs.stackFiles.length;
  let done = 0;
  const report = check(inputs, rules, configuration, version(), startedAt, (path) => progress.say(`judging ${++done}/${total} ${path}`));
  progress.clear();
  await printReport(report, options.format, options.output ?? [], terminal.out, {
    rules,
    paint: paintFor(terminal, options.color),
    width: columns(terminal),
    showUnknown: options.show?.includes("unknown") ?? false,
    gates: (finding) => gates(finding, options.failOn),
  });
  return report.findings.some((finding) => gates(finding, options.failOn)) ? 1 : 0;
}

function configurationFor(rules: readonly RegisteredRule[], options: CheckOptions): Configuration {
  const only = options.only?.map((id) => ruleById(rules, id).id);
  const given: Entries = options.config === undefined ? {} : readConfig(options.config);
  const settings = given[settingsEntry];
  const preset = options.preset === undefined ? {} : { preset: options.preset };
  const entries: Entries = { ...given, [settingsEntry]: { level: settings?.level, options: { ...settings?.options, ...preset } } };
  const configuration = inFile(options.config, () => configure(rules, resolveAsEngine(rules, entries), entries));
  if (only === undefined) return configuration;
  const others = rules.filter((rule) => !only.includes(rule.id)).map((rule) => rule.id);
  const chosen = { ...entries[settingsEntry]?.options, enable: only, disable: others };
  return configure(rules, resolveAsEngine(rules, entries), { ...entries, [settingsEntry]: { level: undefined, options: chosen } });
}

function readConfig(file: string): Entries {
  const text = reading(file, () => readFileSync(file, "utf8"));
  return inFile(file, () => parseEntries(parseJson(text, file)));
}

/** Puts the name of the configuration file before what is wrong in it. */
function inFile<T>(file: string | undefined, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof ConfigError && file !== undefined ? new ConfigError(`${file}: ${error.message}`) : error;
  }
}

function ruleById(rules: readonly RegisteredRule[], id: string): RegisteredRule {
  const rule = rules.find((r) => r.id === id);
  if (rule !== undefined) return rule;
  const ids = rules.map((r) => r.id);
  throw new ConfigError(`there is no rule "${id}"${didYouMean(id, ids)}; \`stackwarden rules\` lists them`);
}

function serviceNamed(rules: readonly RegisteredRule[], name: string): string {
  const known = [...new Set(rules.flatMap(servicesOf))].sort();
  if (known.includes(name)) return name;
  throw new ConfigError(`no rule judges a service "${name}"${didYouMean(name, known)}; \`stackwarden rules\` lists all by family`);
}

function splitList(text: string, before: readonly string[] = []): readonly string[] {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0) throw new InvalidArgumentError("It names nothing.");
  return [...before, ...parts];
}

function showList(text: string, before: readonly string[] = []): readonly string[] {
  const list = splitList(text, before);
  const wrong = list.find((outcome) => outcome !== "unknown");
  if (wrong !== undefined) throw new InvalidArgumentError(`there is no outcome "${wrong}" to show; try unknown.`);
  return list;
}

const columns = (terminal: Terminal): number => terminal.outColumns ?? (Number(terminal.env["COLUMNS"]) || 100);

function paintFor(terminal: Terminal, color: boolean): Paint {
  if (!color || (terminal.env["NO_COLOR"] ?? "") !== "") return noColours;
  const forced = terminal.env["FORCE_COLOR"] ?? "";
  if (forced !== "") return forced === "0" || forced === "false" ? noColours : colours;
  return terminal.outColumns === undefined ? noColours : colours;
}

interface Progress {
  say(text: string): void;
  note(text: string): void;
  clear(): void;
}

/** A line on a terminal's standard error that tells where a long run is; silent in the first half second and when piped. */
function progressLine({ terminal, startedAt }: Job): Progress {
  const width = terminal.errColumns;
  let shown = false;
  const clear = (): void => {
    if (shown) terminal.err("\r\u001b[K");
    shown = false;
  };
  return {
    say(text) {
      if (width === undefined || performance.now() - startedAt < 500) return;
      terminal.err(`\r\u001b[K${clean(text).slice(0, Math.max(1, width - 1))}`);
      shown = true;
    },
    note(text) {
      clear();
      terminal.err(`stackwarden: ${clean(text)}\n`);
    },
    clear,
  };
}
