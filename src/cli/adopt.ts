import { Argument, type Command, InvalidArgumentError, Option } from "commander";
import { ConfigError } from "../config/error.js";
import { addAgents } from "./agents.js";
import type { InitOptions } from "./config.js";
import type { ContextOf } from "./context.js";
import { type ConfigChoice, configFor, configNames } from "./find-config.js";
import type { Ask, StartOptions } from "./init.js";
import { presetOption } from "./options.js";
import { ownRulePaths, ruleConfigOption, rulesOption, type WithRules } from "./own-rules.js";
import type { ShowOptions } from "./show-config.js";
import type { WaiveOptions } from "./waive.js";
import type { WaiversOptions } from "./waivers.js";
import { pipelines } from "./workflows.js";

/** The own rules of the command line, and those that a configuration names. */
const ofFile = ({ rules = [] }: WithRules, config: string | undefined): WithRules => ({ rules, ...(config !== undefined && { config }) });

/** Adds the commands for adopting the tool: `init`, `config`, `waive`, `waivers`, `mcp` and `completion`. The code of each is loaded when it runs. */
export function addAdoption(cli: Command, contextOf: ContextOf, end: (status: number) => void, ask?: Ask): void {
  addInit(cli, contextOf, ask);
  addConfig(cli, contextOf, end);
  addAgents(cli, contextOf);
  cli
    .command("waive")
    .description("waive a finding, or a rule at a resource, and write the waiver into a configuration")
    .usage("[options] <fingerprint> [input...]\n       stackwarden waive [options] <rule> <resource> [input...]")
    .argument("<what>", "the finding's fingerprint, or its first 8 or more characters (see check --show fingerprint); or the id of a rule")
    .argument("[where...]", "behind a rule, the resource (its name or URN, * matches any text); then the inputs (default: .)")
    .requiredOption("--reason <text>", "justification")
    .option("--until <day>", "last day of the waiver, in UTC (YYYY-MM-DD); required, except with --as-exception")
    .option("--owner <who>", "owner of the waiver")
    .option("--ticket <id>", "ticket, such as an issue number or a link")
    .option("--approved-by <who>", "who approved the waiver")
    .option("--stack <pattern>", "with a rule: only in the stacks of this name (* matches any text)")
    .option("--project <pattern>", "with a rule: only in the projects of this name (* matches any text)")
    .option("--path <path>", "with a rule: only this property, with everything below it")
    .option("-c, --config <file>", "the pack's configuration, to which the waiver is added (default: the nearest, or stackwarden.json)")
    .option("--no-config", "start from no configuration")
    .option("--into <file>", "another file to add it to: Pulumi.<stack>.yaml, if the pack allows that")
    .option("--as-exception", "write a policy exception of Pulumi instead, which has no end (configuration of version 2)")
    .option("--exception-id <id>", "the id of the exception (default: EXC- and the next number)")
    .addOption(presetOption())
    .addOption(rulesOption())
    .addHelpText(
      "after",
      [
        "",
        "With a fingerprint, the waiver names rule, resource and path of the finding; with a rule and a resource, every finding of the rule there, in",
        "every stack that uses the configuration. It expires on its own; `check` reports when it is about to, and when it is unused.",
        "Comments in the file are kept.",
        "",
        "Examples:",
        "  stackwarden check . --show fingerprint",
        '  stackwarden waive 3f2a9c01be77 --reason "public by intent: the web site" --until 2026-12-31',
        '  stackwarden waive s3-bucket-versioned thumbnails states/ --stack "prod-*" --reason "can be made again" --until 2026-12-31',
        '  stackwarden waive 3f2a9c01be77 --reason "goes away with the old queue" --until 2026-09-30 --into Pulumi.prod.yaml --config policy.json',
        "",
      ].join("\n"),
    )
    .action(async (what: string, where: readonly string[], options: WaiveOptions & WithRules) => {
      const { targetOf, waive } = await import("./waive.js");
      const { target, paths } = targetOf(what, where);
      await waive((config) => contextOf(true, ofFile(options, config)), target, paths, options);
    });
  addWaivers(cli, contextOf);
  cli
    .command("pack")
    .description("write the policy pack as one executable file, with your own rules in it")
    .requiredOption("--out <file>", "the file to write, such as stackwarden-pack; a .cmd for Windows is written beside it")
    .addOption(rulesOption())
    .option("-c, --config <file>", "configuration whose `rules` are bundled too (default: the nearest)")
    .option("--no-config", "use no configuration")
    .option("--name <name>", "the name of the pack (default: stackwarden)")
    .option("--pack-version <version>", "the version of the pack (default: that of Stackwarden)")
    .addHelpText(
      "after",
      [
        "",
        "Pulumi (from 3.255 on) starts the file itself: it needs Node.js, and neither node_modules nor a language host.",
        "Your own rules are bundled with rolldown: npm install --save-dev rolldown",
        "",
        "Examples:",
        "  stackwarden pack --out ./stackwarden-pack",
        "  stackwarden pack --out ./acme-pack --rules ./policies --name acme --pack-version 1.0.0",
        "  pulumi preview --policy-pack ./acme-pack --policy-pack-config stackwarden.json",
        "",
      ].join("\n"),
    )
    .action(async ({ out: file, name, packVersion, ...own }: WithRules & { out: string; name?: string; packVersion?: string }) => {
      const { writePackFile } = await import("./pack-file.js");
      const { rules, out } = await contextOf(true);
      const { bytes } = await writePackFile(file, rules, ownRulePaths(ofFile(own, configFor(own))), {
        ...(name !== undefined && { name }),
        ...(packVersion !== undefined && { version: packVersion }),
      });
      out(`${file}: ${(bytes / 1e6).toFixed(1)} MB. Run: pulumi preview --policy-pack ${file}\n`);
    });
  cli
    .command("completion")
    .description("print a completion script for a shell")
    .addArgument(new Argument("<shell>", "the shell").choices(["bash", "zsh", "fish"]))
    .addOption(rulesOption())
    .addOption(ruleConfigOption())
    .option("--no-config", "use no configuration")
    .addHelpText(
      "after",
      [
        "",
        "Run it in a session, or add it to the shell's start-up file:",
        "  source <(stackwarden completion bash)     # ~/.bashrc",
        "  source <(stackwarden completion zsh)      # ~/.zshrc, after compinit",
        "  stackwarden completion fish | source      # ~/.config/fish/config.fish",
        "",
      ].join("\n"),
    )
    .action(async (shell: "bash" | "zsh" | "fish", own: WithRules) => {
      const { completionScript } = await import("./completion.js");
      const { rules, out } = await contextOf(true, ofFile(own, configFor(own)));
      out(
        completionScript(
          shell,
          cli,
          rules.map(({ id }) => id),
        ),
      );
    });
}

const listOfTexts = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** An environment as `NAME=PATTERN,PATTERN`. */
function environmentOption(
  text: string,
  before: Readonly<Record<string, readonly string[]>> = {},
): Readonly<Record<string, readonly string[]>> {
  const [, name = "", patterns = ""] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (name === "") throw new InvalidArgumentError("Write NAME=PATTERN,PATTERN.");
  return { ...before, [name.trim()]: listOfTexts(patterns) };
}

function addInit(cli: Command, contextOf: ContextOf, ask: Ask | undefined): void {
  cli
    .command("init")
    .description("start: write a configuration, a baseline and a pipeline")
    .argument("[folder]", "the folder of the project", ".")
    .option("--tags <keys>", "keys of the tags that every resource must have, separated by commas", listOfTexts)
    .option("--environment <name=patterns>", "patterns of stack names of an environment; may be repeated", environmentOption)
    .addOption(presetOption())
    .option("--json", "write stackwarden.json, which Pulumi reads too, instead of stackwarden.yaml")
    .option("--state <file>", "a state, whose findings become the baseline")
    .addOption(new Option("--ci <pipeline>", "also write a pipeline").choices([...pipelines, "none"]))
    .option("--stack <stack>", "the stack that the pipeline previews")
    .option("-y, --yes", "ask nothing")
    .option("--force", "overwrite files that exist")
    .addOption(rulesOption())
    .addHelpText(
      "after",
      [
        "",
        "In a terminal it asks for what is not given; elsewhere it asks nothing.",
        "",
        "Examples:",
        "  stackwarden init",
        "  stackwarden init infra --tags Owner,Project --environment production=~prod,live-* --state state.json --ci github --stack prod",
        "",
      ].join("\n"),
    )
    .action(async (folder: string, options: StartOptions & WithRules) => {
      const { start } = await import("./init.js");
      await start(await contextOf(true, options), folder, options, ask);
    });
}

function addWaivers(cli: Command, contextOf: ContextOf): void {
  cli
    .command("waivers")
    .description("list all waivers with their state, and remove those that have no use any more")
    .argument("[input...]", "the stacks that the waivers are for: states, folders, projects; without them, use is not known")
    .option("-c, --config <file>", "the pack's configuration (default: the nearest)")
    .option("--no-config", "use no configuration")
    .addOption(rulesOption())
    .addOption(new Option("--format <format>", "output format").choices(["text", "json", "csv"]).default("text"))
    .addOption(new Option("--days <number>", "a waiver that ends within so many days is expiring").argParser(wholeNumber).default(14))
    .option("--prune", "remove the waivers that are stale or expired from their files")
    .option("--no-color", "print without colors")
    .addHelpText(
      "after",
      [
        "",
        "States: used, expiring (ends soon), stale (its rule finds nothing there), expired, invalid (see config validate), open (use is not known).",
        "Give all stacks that use the configuration: a waiver that another stack needs is stale to those that do not.",
        "",
        "Examples:",
        "  stackwarden waivers . --format csv > waivers.csv",
        "  stackwarden waivers states/ --config stackwarden.yaml --prune",
        "",
      ].join("\n"),
    )
    .action(async (paths: readonly string[], options: WaiversOptions & WithRules & { color: boolean }) => {
      const { listWaivers } = await import("./waivers.js");
      await listWaivers((config) => contextOf(options.color, ofFile(options, config)), paths, options);
    });
}

function wholeNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError("It is not a whole number.");
  return Number(text);
}

function addConfig(cli: Command, contextOf: ContextOf, end: (status: number) => void): void {
  const config = cli
    .command("config")
    .description("validate, create or show a configuration")
    .addHelpText(
      "after",
      [
        "",
        "A configuration is JSON, JSON with comments, or YAML. Without a name, the nearest one is used: stackwarden.json, .jsonc, .yaml or .yml, or",
        "`stackwarden` in package.json, here or in a parent folder up to the repository's root.",
        "Pulumi reads plain JSON, which `config show --format pulumi` prints: with what the file extends, and with absolute paths.",
        "",
        "Examples:",
        "  stackwarden config init stackwarden.yaml",
        "  stackwarden config validate",
        "  stackwarden config show --stack shop/prod",
        "  stackwarden config show --format pulumi > policy-config.json",
        "  pulumi preview --policy-pack path/to/stackwarden --policy-pack-config policy-config.json",
        "",
      ].join("\n"),
    );
  config
    .command("validate")
    .description("validate a configuration and print each problem with its location")
    .argument("[file]", "JSON, JSON with comments, or YAML (default: the nearest configuration)")
    .addOption(rulesOption())
    .action(async (given: string | undefined, own: WithRules) => {
      const { validateConfiguration } = await import("./config.js");
      const file = configFor({ config: given });
      if (file === undefined) throw new ConfigError(`no configuration found (${configNames.join(", ")}). Name a file.`);
      end(validateConfiguration(await contextOf(true, ofFile(own, file)), file));
    });
  config
    .command("init")
    .description("create a configuration; .yaml and .jsonc files get explanatory comments")
    .argument("[file]", "the file to create", "stackwarden.json")
    .addOption(presetOption().default("recommended"))
    .option("--tags <keys>", "keys of the tags that every resource must have, separated by commas", listOfTexts)
    .option("--exceptions", "write the form with Pulumi's policy exceptions (version 2; needs Pulumi 3.276 or newer)")
    .action(async (file: string, options: InitOptions) => {
      const { initConfiguration } = await import("./config.js");
      initConfiguration(await contextOf(true), file, options);
    });
  config
    .command("show")
    .description("show the effective configuration: settings, and the level of every enabled rule")
    .argument("[file]", "JSON, JSON with comments, or YAML (default: the nearest configuration)")
    .option("--no-config", "show the defaults, without a configuration")
    .option("--stack <stack>", "with the overrides for a stack, named NAME or PROJECT/NAME")
    .addOption(
      new Option("-f, --format <format>", "output format; `pulumi` is the plain JSON that Pulumi reads")
        .choices(["text", "json", "pulumi"])
        .default("text"),
    )
    .addOption(presetOption())
    .addOption(rulesOption())
    .option("--no-color", "print without colors")
    .action(async (given: string | undefined, options: WithRules & ShowOptions & ConfigChoice & { color: boolean }) => {
      const { showConfiguration } = await import("./show-config.js");
      const file = configFor({ config: options.config === false ? false : given });
      showConfiguration(await contextOf(options.color, ofFile(options, file)), file, options);
    });
  config
    .command("schema")
    .description("print the JSON schema of a configuration, for editors")
    .addOption(rulesOption())
    .addOption(ruleConfigOption())
    .option("--no-config", "use no configuration")
    .action(async (own: WithRules) => {
      const { printSchema } = await import("./config.js");
      printSchema(await contextOf(true, ofFile(own, configFor(own))));
    });
}
