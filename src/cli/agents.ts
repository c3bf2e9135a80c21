import type { Command } from "commander";
import type { ContextOf } from "./context.js";
import type { McpOptions } from "./mcp/server.js";
import { rulesOption, type WithRules } from "./own-rules.js";

/** Adds the command for coding agents: `mcp`. Its code, and the protocol's SDK, are loaded when it runs. */
export function addAgents(cli: Command, contextOf: ContextOf): void {
  cli
    .command("mcp")
    .description("serve tools for coding agents by the Model Context Protocol, on standard input and output")
    .option("--root <folder>", "the folder whose files may be read (default: the working directory)")
    .option("--config <file>", "configuration of calls that name none (default: the nearest one)")
    .addOption(rulesOption())
    .addHelpText(
      "after",
      [
        "",
        "Tools: check, propose_fix, explain_rule, list_rules, list_waivers. They read files below the root, and write and send nothing.",
        "The server needs the protocol's SDK: npm install --save-dev @modelcontextprotocol/sdk",
        "",
        "Example, in the configuration of a coding agent (docs/agents.md):",
        '  { "mcpServers": { "stackwarden": { "command": "node_modules/.bin/stackwarden", "args": ["mcp"] } } }',
        "",
      ].join("\n"),
    )
    .action(async (options: McpOptions & WithRules) => {
      const { serveMcp } = await import("./mcp/server.js");
      await serveMcp((config) => contextOf(true, { ...options, config }), options);
    });
}
