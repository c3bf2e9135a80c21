import type { Command } from "commander";
import type { Context } from "./context.js";

/** Adds `rules test` and `rules schema` to the command that lists rules. */
export function addRuleFiles(rules: Command, contextOf: (color: boolean) => Promise<Context>, end: (status: number) => void): void {
  rules
    .command("test")
    .description("run the cases of rules in YAML")
    .argument("<file...>", "YAML files of rules, or folders of them")
    .option("--no-color", "print without colors")
    .addHelpText(
      "after",
      [
        "",
        "Exit status: 0 every case is right, 1 one is not, 2 a file cannot be used: each of its problems is listed with its line.",
        "Each case also runs with one input after the other unknown: no verdict may change to its opposite.",
        "Rules in TypeScript have their tests in code: docs/your-own-rules.md",
        "",
        "Example:",
        "  stackwarden rules test ./policies",
        "",
      ].join("\n"),
    )
    .action(async (paths: readonly string[], { color }: { color: boolean }) => {
      const { testRules } = await import("./rules-test.js");
      end(testRules(await contextOf(color), paths));
    });
  rules
    .command("schema")
    .description("print the JSON schema of a YAML file of rules, for editors")
    .action(async () => {
      const { rulesSchema } = await import("../language/written/schema.js");
      (await contextOf(true)).out(`${JSON.stringify(rulesSchema(), null, 2)}\n`);
    });
}
