import { ConfigError } from "../../config/error.js";
import type { JsonSchema } from "../../config/schema.js";
import { frameworkNames } from "../../language/frameworks.js";
import { presetsOf } from "../../language/registry.js";
import { examplesOf } from "../../report/examples.js";
import { filterRules, ruleRecord, servicesOf, whenItGates } from "../../report/rules.js";
import { didYouMean } from "../../text/suggest.js";
import { rulesById } from "../configuration.js";
import { fittingArguments, type Given, textIn } from "./arguments.js";
import { checkProperties, checkTool } from "./findings.js";
import { fixTool } from "./fix.js";
import { runProperties, type ToolContext } from "./run.js";
import { waiversTool } from "./waivers.js";

/** A tool that an agent can call. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonSchema & { readonly type: "object" };
  readonly run: (context: ToolContext, given: Given) => object | Promise<object>;
}

const object = (properties: JsonSchema, required: readonly string[] = []): Tool["inputSchema"] => ({
  type: "object",
  properties,
  ...(required.length > 0 && { required }),
  additionalProperties: false,
});

/** Every tool, in the order of their use. */
export const tools: readonly Tool[] = [
  {
    name: "check",
    title: "Check stacks",
    description: [
      "Checks previews, states or Pulumi projects on AWS by all rules, and lists the findings, worst first. `clean` is true if none is blocking.",
      "Run it on a preview before each `pulumi up`. Files are named from the root of the repository.",
    ].join(" "),
    inputSchema: object(checkProperties),
    run: checkTool,
  },
  {
    name: "propose_fix",
    title: "Propose a fix",
    description: [
      "Returns what to change for one finding of `check`: the fix, an example that passes, and the inputs that the rule would set, if it can.",
      "Changes nothing. Use the same arguments as for `check`.",
    ].join(" "),
    inputSchema: object(
      {
        fingerprint: { type: "string", description: "The fingerprint of the finding, or its first 8 or more characters." },
        ...runProperties,
      },
      ["fingerprint"],
    ),
    run: fixTool,
  },
  {
    name: "explain_rule",
    title: "Explain a rule",
    description: "Returns the details of one rule: reason, bad and good examples, fix, options, frameworks.",
    inputSchema: object({ rule: { type: "string", description: "The id of the rule, such as s3-bucket-versioned." } }, ["rule"]),
    run: ({ rules }, given) => {
      const [{ id, family, rule }] = rulesById(rules, textIn(given, "rule") ?? "", () => undefined);
      return {
        ...ruleRecord({ id, family, rule }),
        why: rule.why ?? null,
        whenItBlocks: whenItGates(rule),
        examples: examplesOf(id) ?? null,
      };
    },
  },
  {
    name: "list_rules",
    title: "List rules",
    description: "Lists the rules, or those that match: id, severity, title, and the smallest preset that has each.",
    inputSchema: object({
      service: { type: "string", description: "Of this service or family: s3, iam, tags." },
      framework: {
        type: "string",
        enum: frameworkNames,
        description: "With a control of this framework.",
      },
      severity: { type: "string", enum: ["critical", "high", "medium", "low"] },
      preset: { type: "string", enum: ["essential", "recommended", "all"] },
    }),
    run: ({ rules }, given) => {
      const service = textIn(given, "service");
      const known = [...new Set(rules.flatMap(servicesOf))].sort();
      if (service !== undefined && !known.includes(service))
        throw new ConfigError(`no rule evaluates a service "${service}"${didYouMean(service, known) || "."}`);
      const fitting = filterRules(rules, given);
      return {
        rules: fitting.map(({ id, rule }) => ({ id, severity: rule.severity, title: rule.title, preset: presetsOf(rule)[0] })),
      };
    },
  },
  {
    name: "list_waivers",
    title: "List waivers",
    description: [
      "Lists the waivers and policy exceptions: rule, resource, reason, last day, owner, state.",
      "With `paths`, also those of the stacks, and whether a finding needs each.",
    ].join(" "),
    inputSchema: object(runProperties),
    run: waiversTool,
  },
];

/**
 * Calls a tool; `undefined` if there is none of that name.
 * @throws ConfigError, InputError where the arguments do not fit, or name what cannot be read
 */
export async function callTool(context: ToolContext, name: string, given: unknown): Promise<object | undefined> {
  const tool = tools.find((each) => each.name === name);
  if (tool === undefined) return undefined;
  return tool.run(context, fittingArguments(name, given, tool.inputSchema));
}
