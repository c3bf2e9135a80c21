import { type Command, InvalidArgumentError, Option } from "commander";
import type { ContextOf } from "./context.js";
import { rulesOption, type WithRules } from "./own-rules.js";
import type { WaiversOptions } from "./waivers.js";

/** Adds `waivers`, whose code is loaded when it runs. */
export function addWaivers(cli: Command, contextOf: ContextOf): void {
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
      await listWaivers(
        (config) => contextOf(options.color, { rules: options.rules ?? [], ...(config !== undefined && { config }) }),
        paths,
        options,
      );
    });
}

function wholeNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError("It is not a whole number.");
  return Number(text);
}
