import { Command, CommanderError, Option } from "commander";
import { ConfigError } from "../config/config.js";
import type { Statement } from "../config/content-value.js";
import { dayOf } from "../config/day.js";
import { knownOf } from "../config/known-findings.js";
import { tiers } from "../config/tiers.js";
import { version } from "../data/packaged.js";
import { gates, onlyFindings } from "../doors/state/check.js";
import { type Inputs, readInputs } from "../doors/state/inputs.js";
import { InputError } from "../files/errors.js";
import type { Finding } from "../findings/finding.js";
import type { RegisteredRule } from "../language/registry.js";
import { printReport } from "../report/outputs.js";
import { clean, colours, noColours, type Paint, withoutCommands } from "../report/paint.js";
import { isTooLarge } from "../report/preview-words.js";
import { explainText, filterRules, type RuleFilter, ruleRecord, rulesJson, rulesText, servicesOf } from "../report/rules.js";
import { describeCrash } from "../text/crash.js";
import { didYouMean } from "../text/suggest.js";
import { addAdoption } from "./adopt.js";
import { addAudit } from "./audit.js";
import { applyBaseline, givenBaseline } from "./baseline.js";
import { checkGroups, forStackOfGroups, groupsOf, rulesOfGroups } from "./check-groups.js";
import { complianceRun } from "./compliance.js";
import { rulesById } from "./configuration.js";
import type { Context, ProgressLine, Terminal } from "./context.js";
import { type ConfigChoice, configFor } from "./find-config.js";
import { commandHelp, programHelp } from "./help.js";
import { addIam } from "./iam-commands.js";
import { refuseOverwriting } from "./overwrite.js";
import { ruleConfigOption, rulesOption, type WithRules, withOwnRules } from "./own-rules.js";
import { addReport } from "./report-command.js";
import { addReportOptions, type CheckOptions, formatOption, frameworkOption } from "./report-options.js";
import { addRuleFiles } from "./rule-commands.js";
import { addRun } from "./run.js";
import { addWatch } from "./watch.js";

/** The context of a command: rules, output and clock. */
interface Job {
  readonly rules: readonly RegisteredRule[];
  readonly terminal: Terminal;
  readonly startedAt: number;
  /** The clock that waivers are measured by. */
  readonly now: () => Date;
}

/** Runs the command line and resolves to its exit status: 0 no blocking findings, 1 blocking findings, 2 invalid input or command. */
export async function runCommand(
  args: readonly string[],
  rules: readonly RegisteredRule[],
  terminal: Terminal,
  now: () => Date = () => new Date(),
): Promise<number> {
  const job: Job = { rules, terminal, startedAt: performance.now(), now };
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
    return fail(`failed: ${describeCrash(error)}; please report it`);
  }
}

function program(job: Job, end: (status: number) => void): Command {
  const { terminal } = job;
  const cli = new Command("stackwarden")
    .description(
      "Checks Pulumi stacks on AWS: tags are present, access is least privilege, stateful resources are protected, no secret is in plaintext.",
    )
    .version(version())
    .showSuggestionAfterError()
    // The column of commands is wide, so descriptions wrap even in a narrow terminal.
    .configureHelp({ minWidthToWrap: 24 })
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      getOutHelpWidth: () => columns(terminal),
      getErrHelpWidth: () => columns(terminal),
      // One line, whatever commander adds. Arguments are echoed, so they are cleaned too.
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
  addReportOptions(
    cli
      .command("check")
      .description("check previews, state files, folders of states, Pulumi projects, or standard input (-)")
      .argument("<input...>", "what `pulumi preview --json` or `pulumi stack export` writes, a folder, a project, or -")
      .option("--state <file>", "the state before a preview, for what the preview leaves out")
      .option("--changed", "block only on findings that a preview brings, or on resources that it changes")
      .addOption(
        new Option("--fail-on-tier <tier>", "exit with status 1 if a preview is a change of this tier or a larger one").choices(tiers),
      )
      .option("--allow-no-state", "accept projects without a state, of which only the configuration is checked"),
  )
    .addHelpText("after", commandHelp.check)
    .action(async (paths: readonly string[], options: CheckOptions) => end(await runCheck(job, paths, options)));
  addRun(
    cli,
    {
      terminal,
      evaluate: (inputs, options, progress) => evaluateInputs(job, inputs, options, progress),
      progress: (isQuiet) => (isQuiet ? silent : progressLine(job)),
    },
    end,
  );
  addWatch(cli, async (color) => contextOf(job, color));
  addAudit(
    cli,
    {
      ...job,
      contextOf: async (color, own) => contextOf({ ...job, rules: await withOwnRules(job.rules, own ?? {}) }, color),
      progress: () => progressLine(job),
    },
    end,
  );
  const list = cli
    .command("rules")
    .description("list all rules, or those that match; test rules in YAML")
    .option("--service <service>", "of this service or family: s3, iam, tags")
    .addOption(frameworkOption("with a control of this framework"))
    .addOption(new Option("--severity <severity>", "of this severity").choices(["critical", "high", "medium", "low"]))
    .addOption(new Option("--preset <preset>", "of this preset").choices(["essential", "recommended", "all"]))
    .addOption(rulesOption())
    .addOption(ruleConfigOption())
    .option("--no-config", "use no configuration")
    .addOption(formatOption())
    .option("--no-color", "print without colors")
    .addHelpText("after", commandHelp.rules)
    .action(async (options: RuleFilter & WithRules & { format: string; color: boolean }) => {
      const rules = await withOwnRules(job.rules, { ...options, config: configFor(options) });
      const fitting = filterRules(rules, {
        ...options,
        ...(options.service !== undefined && { service: serviceNamed(rules, options.service) }),
      });
      terminal.out(
        options.format === "json" ? rulesJson(fitting) : rulesText(fitting, paintFor(terminal, options.color), columns(terminal)),
      );
    });
  addRuleFiles(list, async (color) => contextOf(job, color), end);
  cli
    .command("explain")
    .description("show details of one rule: reason, bad and good examples, fix, frameworks")
    .argument("<rule>", "the id of a rule")
    .option("-c, --config <file>", "configuration whose level is shown (default: the nearest)")
    .option("--no-config", "use no configuration")
    .addOption(rulesOption())
    .addOption(formatOption())
    .option("--no-color", "print without colors")
    .addHelpText("after", commandHelp.explain)
    .action(async (id: string, options: WithRules & ConfigChoice & { format: string; color: boolean }) => {
      const config = configFor(options);
      const rules = await withOwnRules(job.rules, { ...options, config });
      const [rule] = rulesById(rules, id, (line) => terminal.err(`stackwarden: ${clean(line)}\n`));
      const level = config === undefined ? undefined : (await import("./show-config.js")).levelWords(rules, config, rule.id);
      const here = level === undefined ? {} : { here: level };
      const examples = (await import("../report/examples.js")).examplesOf(rule.id);
      terminal.out(
        options.format === "json"
          ? `${JSON.stringify({ ...ruleRecord(rule), ...here, why: rule.rule.why ?? null, examples: examples ?? null }, null, 2)}\n`
          : explainText(rule, examples, paintFor(terminal, options.color), columns(terminal), level),
      );
    });
  addAdoption(cli, async (color, own) => contextOf({ ...job, rules: await withOwnRules(job.rules, own ?? {}) }, color), end, terminal.ask);
  addReport(
    cli,
    async (color, own) => contextOf({ ...job, rules: await withOwnRules(job.rules, own ?? {}) }, color),
    { out: terminal.out, width: columns(terminal) },
    end,
  );
  addIam(cli, async () => contextOf(job, false), end);
  return cli.addHelpText("after", programHelp);
}

const contextOf = ({ rules, terminal, now }: Job, color: boolean): Context => ({
  rules,
  // Names in a state or a configuration are echoed here too: no CI runner may run them as commands.
  out: (text) => terminal.out(withoutCommands(text)),
  note: (text) => terminal.err(`stackwarden: ${clean(text)}\n`),
  paint: paintFor(terminal, color),
  today: dayOf(now()),
});

async function runCheck(job: Job, paths: readonly string[], options: CheckOptions): Promise<number> {
  const { terminal } = job;
  const progress = options.quiet === true ? silent : progressLine(job);
  const inputs = await readInputs(paths, (path) => progress.show(`reading ${path}`), options.state);
  const status = await evaluateInputs(job, inputs, options, progress);
  if (status !== 0 || inputs.states.length > 0 || options.allowNoState === true) return status;
  const { howToGetState } = await import("../doors/state/no-state.js");
  const words = `no state found, only configuration was checked (--allow-no-state accepts that). ${howToGetState(inputs.projects ?? [])}`;
  terminal.err(`stackwarden: ${clean(words)}\n`);
  return 2;
}

/** Evaluates inputs and reports what is found: 1 if a finding is blocking, else 0. */
async function evaluateInputs(job: Job, inputs: Inputs, options: CheckOptions, progress: ProgressLine): Promise<number> {
  const { terminal, startedAt } = job;
  const groups = await groupsOf(inputs, job.rules, { ...options, note: progress.note });
  const rules = rulesOfGroups(groups);
  const baseline = givenBaseline(options);
  const contents = new Map<Finding, readonly Statement[]>();
  refuseWithoutPreview(inputs, options);
  const compliance = complianceRun(options);
  for (const { config, configuration } of groups) {
    const { baseline: known } = configuration.settings;
    refuseOverwriting([...(options.output ?? []), ...(compliance?.files ?? [])], inputs, {
      "the configuration": config,
      "the state before the preview": options.state,
      "the baseline": options.baseline,
      "the baseline of the configuration": typeof known === "string" ? known : undefined,
    });
  }
  const deprecated = new Set(groups.flatMap(({ configuration }) => configuration.deprecated));
  for (const word of [...inputs.skipped, ...[...deprecated].map(deprecatedNote)]) progress.note(word);
  const former = new Map<Finding, readonly string[]>();
  const renamed = new Set<string>();
  const total = inputs.states.length + inputs.stackFiles.length;
  let done = 0;
  const evaluated = checkGroups(groups, {
    version: version(),
    startedAt,
    today: dayOf(job.now()),
    ...(baseline !== undefined && { known: knownOf(baseline) }),
    ...(options.updateBaseline === true && { contents }),
    ...(baseline !== undefined && { former }),
    ...(compliance !== undefined && { verdicts: compliance.verdicts }),
    onDeprecated: (line) => renamed.add(line),
    onStack: (path) => progress.show(`checking ${++done}/${total} ${path}`),
    note: (line) => progress.note(line),
  });
  progress.clear();
  for (const line of renamed) progress.note(deprecatedNote(line));
  const unfiltered = options.keeps === undefined ? evaluated : onlyFindings(evaluated, options.keeps, startedAt);
  const { inProgramLanguage } = await import("./languages.js");
  const compared = applyBaseline({ note: progress.note }, unfiltered, inputs, forStackOfGroups(groups), options, baseline, {
    contents,
    former,
  });
  const report = await inProgramLanguage(compared, rules, options.language);
  const isBlocking = (finding: Finding): boolean =>
    gates(finding, options.failOn) && (options.changed !== true || finding.changed !== false);
  const paint = paintFor(terminal, options.color);
  await compliance?.write(report, rules, terminal.out, paint);
  await printReport(report, options.format, options.output ?? [], compliance?.isPrinted === true ? () => undefined : terminal.out, {
    rules,
    paint,
    width: columns(terminal),
    show: options.show ?? [],
    gates: isBlocking,
    verbose: options.verbose ?? false,
    detail: options.summary === true ? "totals" : options.quiet === true ? "blocking" : "all",
    failOnUnjudged: options.failOnUnjudged ?? false,
    failOnTier: options.failOnTier,
    category: options.category,
    junitAdvisory: options.junitAdvisory,
    // The settings that a first configuration would contain.
    firstRun:
      groups.every(({ config }) => config === undefined) && options.only === undefined && rules.some(({ id }) => id === "tags-required"),
  });
  const isUnjudged = options.failOnUnjudged === true && report.summary.unjudged.length > 0;
  const isLarge = report.inputs.some(({ preview }) => preview !== undefined && isTooLarge(preview, options.failOnTier));
  return isUnjudged || isLarge || report.findings.some(isBlocking) ? 1 : 0;
}

/** @throws ConfigError if an option needs a preview, and no input is one */
function refuseWithoutPreview({ states }: Inputs, { changed, state, failOnTier }: CheckOptions): void {
  const given = { "--changed": changed, "--state": state, "--fail-on-tier": failOnTier };
  const option = Object.entries(given).find(([, value]) => value !== undefined)?.[0];
  if (option === undefined || states.some((input) => input.state.preview !== undefined)) return;
  throw new ConfigError(`${option} needs a preview, but every input is a state. Write one with \`pulumi preview --json\`.`);
}

const deprecatedNote = (line: string): string => `${line}; the old id is deprecated`;

function serviceNamed(rules: readonly RegisteredRule[], name: string): string {
  const known = [...new Set(rules.flatMap(servicesOf))].sort();
  if (known.includes(name)) return name;
  throw new ConfigError(
    `no rule evaluates a service "${name}"${didYouMean(name, known) || "."} Run \`stackwarden rules\` to list all by family.`,
  );
}

const columns = (terminal: Terminal): number => terminal.outColumns ?? (Number(terminal.env["COLUMNS"]) || 100);

function paintFor(terminal: Terminal, color: boolean): Paint {
  if (!color || (terminal.env["NO_COLOR"] ?? "") !== "") return noColours;
  const forced = terminal.env["FORCE_COLOR"] ?? "";
  if (forced !== "") return forced === "0" || forced === "false" ? noColours : colours;
  return terminal.outColumns === undefined ? noColours : colours;
}

const silent: ProgressLine = { show: () => undefined, note: () => undefined, clear: () => undefined };

/** A progress line on a terminal's standard error; silent in the first half second and when piped. */
function progressLine({ terminal, startedAt }: Job): ProgressLine {
  const width = terminal.errColumns;
  let shown = false;
  const clear = (): void => {
    if (shown) terminal.err("\r\u001b[K");
    shown = false;
  };
  return {
    show(text) {
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
