/** The server of the Model Context Protocol on standard input and output, by the protocol's own SDK. It reads files, and writes and sends nothing. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError } from "../../config/error.js";
import { version } from "../../data/packaged.js";
import { readingBelow, refuseOutside } from "../../files/confined.js";
import { InputError, reading } from "../../files/errors.js";
import { safeJson } from "../../report/paint.js";
import { describeCrash } from "../../text/crash.js";
import type { Context } from "../context.js";
import { findConfig } from "../find-config.js";
import { ownRulePaths } from "../own-rules.js";
import type { ToolContext } from "./run.js";
import { callTool, tools } from "./tools.js";

/** The options of the command `mcp`. */
export interface McpOptions {
  readonly root?: string;
  readonly config?: string;
}

const instructions = [
  "Stackwarden checks Pulumi stacks on AWS. It reads files only, and changes nothing.",
  "Before `pulumi up`: run `pulumi preview --json --show-sames > preview.json`, and call `check` with that file and `changed: true`.",
  "Go on only if `clean` is true.",
  "For a finding, call `propose_fix` with its fingerprint, change the program, and check again.",
  "Do not waive a finding, change a baseline or turn off a rule to get a clean check, unless the user asks for it.",
].join("\n");

/**
 * Serves the tools until the client closes standard input.
 * @throws ConfigError if the SDK is not installed, InputError if the root is not a folder
 */
export async function serveMcp(
  contextOf: (config: string | undefined) => Promise<Context>,
  { root = ".", config }: McpOptions,
): Promise<void> {
  const { Server, StdioServerTransport, CallToolRequestSchema, ListToolsRequestSchema, McpError, ErrorCode } = await loadSdk();
  if (!reading(root, () => statSync(root)).isDirectory()) throw new InputError(root, "is not a folder");
  const named = config === undefined ? undefined : resolve(config);
  // Paths in arguments and in findings are relative to the root.
  process.chdir(root);
  const server = new Server({ name: "stackwarden", version: version() }, { capabilities: { tools: {} }, instructions });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, title, description, inputSchema }) => ({
      ...{ name, title, description, inputSchema },
      annotations: { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: given } }) => {
    try {
      // Own rules are code: those of the server's own configuration are loaded, never those of one that a call names.
      const config = named ?? readingBelow(".", [], ownConfig);
      const { rules, today } = await contextOf(config);
      const context: ToolContext = { rules, today, config: named };
      const result = await readingBelow(".", named === undefined ? [] : [named], () => callTool(context, name, given));
      if (result === undefined) throw new McpError(ErrorCode.InvalidParams, `there is no tool ${JSON.stringify(name)}`);
      const text = safeJson(JSON.stringify(result));
      return { content: [{ type: "text" as const, text }], structuredContent: JSON.parse(text) as Record<string, unknown> };
    } catch (error) {
      if (error instanceof McpError) throw error;
      return { content: [{ type: "text" as const, text: problemOf(error) }], isError: true };
    }
  });
  const closed = new Promise<void>((end) => {
    server.onclose = end;
    process.stdin.once("end", end);
  });
  await server.connect(new StdioServerTransport());
  await closed;
}

/** The configuration of the root, whose own rules are below it too. @throws InputError */
function ownConfig(): string | undefined {
  const config = findConfig(".");
  for (const path of ownRulePaths({ config })) refuseOutside(path);
  return config;
}

const problemOf = (error: unknown): string =>
  error instanceof InputError || error instanceof ConfigError ? error.message : `failed: ${describeCrash(error)}; please report it`;

/** The SDK, which is installed beside Stackwarden by those who use it: it brings an HTTP server that nothing else needs. */
async function loadSdk() {
  try {
    const [{ Server }, { StdioServerTransport }, { CallToolRequestSchema, ListToolsRequestSchema, McpError, ErrorCode }] =
      await Promise.all([
        import("@modelcontextprotocol/sdk/server/index.js"),
        import("@modelcontextprotocol/sdk/server/stdio.js"),
        import("@modelcontextprotocol/sdk/types.js"),
      ]);
    return { Server, StdioServerTransport, CallToolRequestSchema, ListToolsRequestSchema, McpError, ErrorCode };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new ConfigError("the server needs the SDK of the Model Context Protocol. Run: npm install --save-dev @modelcontextprotocol/sdk");
  }
}
