import { Argument, type Command, Option } from "commander";
import type { Preset } from "../language/rule.js";
import type { Context } from "./context.js";
import { rulesOption, type WithRules } from "./own-rules.js";
import type { WaiveOptions } from "./waive.js";

const presets: readonly Preset[] = ["essential", "recommended", "all"];
const presetOption = (): Option => new Option("--preset <preset>", "which rules are on (default: recommended)").choices([...presets]);

/** The context of a command, with the rules of the files that `--rules` names. */
type ContextOf = (color: boolean, rules?: readonly string[]) => Promise<Context>;

/** Adds the commands that a team needs to take the tool up: `config`, `waive` and `completion`. What each does is loaded with it. */
export function addAdoption(cli: Command, contextOf: ContextOf, end: (status: number) => void): void {
  addConfig(cli, contextOf, end);
  cli
    .command("waive")
    .description("grant an exception for one finding, and write it into a configuration")
    .argument("<fingerprint>", "the finding, by at least 8 digits of its fingerprint: `check --show fingerprint` tells it")
    .argument("[input...]", "where the finding is: a state, a folder, a project", ["."])
    .requiredOption("--reason <text>", "why this is right, or bearable for a while")
    .requiredOption("--until <day>", "the last day that the waiver holds, in UTC, such as 2026-12-31")
    .option("--owner <who>", "who answers for it")
    .option("--ticket <id>", "where it is talked about")
    .option("--config <file>", "the pack's configuration, which takes the waiver (default: stackwarden.json)")
    .option("--into <file>", "another file that takes it: Pulumi.<stack>.yaml, where the pack allows that")
    .addOption(presetOption())
    .addOption(rulesOption())
    .addHelpText(
      "after",
      [
        "",
        "The waiver names rule, resource and path of the finding. It ends by itself; `check` tells before, and when nothing needs it any more.",
        "Comments in the file stay.",
        "",
        "Examples:",
        "  stackwarden check . --show fingerprint",
        '  stackwarden waive 3f2a9c01be77 --reason "public by intent: the web site" --until 2026-12-31',
        '  stackwarden waive 3f2a9c01be77 --reason "goes away with the old queue" --until 2026-09-30 --into Pulumi.prod.yaml --config policy.json',
        "",
      ].join("\n"),
    )
    .action(async (fingerprint: string, paths: readonly string[], options: WaiveOptions & WithRules) => {
      const { waive } = await import("./waive.js");
      await waive(await contextOf(true, options.rules), fingerprint, paths, options);
    });
  cli
    .command("completion")
    .description("print the script that completes commands, options and rules in a shell")
    .addArgument(new Argument("<shell>", "the shell").choices(["bash", "zsh", "fish"]))
    .addHelpText(
      "after",
      [
        "",
        "For this session, or in the shell's own start-up file for all of them:",
        "  source <(stackwarden completion bash)     # ~/.bashrc",
        "  source <(stackwarden completion zsh)      # ~/.zshrc, after compinit",
        "  stackwarden completion fish | source      # ~/.config/fish/config.fish",
        "",
      ].join("\n"),
    )
    .action(async (shell: "bash" | "zsh" | "fish") => {
      const { completionScript } = await import("./completion.js");
      const { rules, out } = await contextOf(true);
      out(
        completionScript(
          shell,
          cli,
          rules.map(({ id }) => id),
        ),
      );
    });
}

function addConfig(cli: Command, contextOf: ContextOf, end: (status: number) => void): void {
  const config = cli
    .command("config")
    .description("check, start or show a configuration")
    .addHelpText(
      "after",
      [
        "",
        "A configuration is JSON, JSON with comments, or YAML. Pulumi reads plain JSON: `config show FILE --format pulumi` makes it.",
        "",
        "Examples:",
        "  stackwarden config init stackwarden.yaml",
        "  stackwarden config validate stackwarden.yaml",
        "  stackwarden config show stackwarden.yaml --format pulumi > policy-config.json",
        "  pulumi preview --policy-pack path/to/stackwarden --policy-pack-config policy-config.json",
        "",
      ].join("\n"),
    );
  config
    .command("validate")
    .description("tell everything that is wrong in a configuration, with its place")
    .argument("<file>", "JSON, JSON with comments, or YAML")
    .addOption(rulesOption())
    .action(async (file: string, { rules }: WithRules) => {
      const { validateConfiguration } = await import("./config.js");
      end(validateConfiguration(await contextOf(true, rules), file));
    });
  config
    .command("init")
    .description("write a configuration to start from; .yaml and .jsonc explain themselves in comments")
    .argument("[file]", "what to write", "stackwarden.json")
    .addOption(presetOption().default("recommended"))
    .option("--tags <keys>", "keys of the tags that every resource needs, separated by commas", (text) =>
      text
        .split(",")
        .map((key) => key.trim())
        .filter((key) => key !== ""),
    )
    .action(async (file: string, { preset, tags = [] }: { preset: Preset; tags?: readonly string[] }) => {
      const { initConfiguration } = await import("./config.js");
      initConfiguration(await contextOf(true), file, preset, tags);
    });
  config
    .command("show")
    .description("show what a configuration comes to: settings, and the level of every rule that is on")
    .argument("[file]", "JSON, JSON with comments, or YAML; without it, what holds by default")
    .addOption(
      new Option("--format <format>", "how to print; `pulumi` is the plain JSON that Pulumi reads")
        .choices(["text", "json", "pulumi"])
        .default("text"),
    )
    .addOption(presetOption())
    .addOption(rulesOption())
    .option("--no-color", "print without colours")
    .action(
      async (file: string | undefined, options: WithRules & { format: "text" | "json" | "pulumi"; preset?: Preset; color: boolean }) => {
        const { showConfiguration } = await import("./config.js");
        showConfiguration(await contextOf(options.color, options.rules), file, options);
      },
    );
  config
    .command("schema")
    .description("print the JSON schema of a configuration, for editors")
    .addOption(rulesOption())
    .action(async ({ rules }: WithRules) => {
      const { printSchema } = await import("./config.js");
      printSchema(await contextOf(true, rules));
    });
}
