import { ConfigError, type Configuration } from "../../config/config.js";
import { knownOf } from "../../config/known-findings.js";
import { version } from "../../data/packaged.js";
import { type FailOn, gates, type Report } from "../../doors/state/check.js";
import { homesOf } from "../../doors/state/homes.js";
import { readInputs } from "../../doors/state/inputs.js";
import { refuseOutside } from "../../files/confined.js";
import type { Finding } from "../../findings/finding.js";
import type { Preset } from "../../language/rule.js";
import { givenBaseline } from "../baseline.js";
import { checkGroups, type Group, partsOf } from "../check-groups.js";
import { configurationFor } from "../configuration.js";
import type { Context } from "../context.js";
import { type Given, textIn, textsIn } from "./arguments.js";

/** What a tool needs besides its arguments: rules and the day, and the configuration that the command line names. */
export interface ToolContext extends Pick<Context, "rules" | "today"> {
  readonly config: string | undefined;
}

/** What a call evaluated. */
export interface Run {
  /** The inputs by their configuration. */
  readonly groups: readonly [Group, ...Group[]];
  readonly report: Report;
  readonly isBlocking: (finding: Finding) => boolean;
  /** The folder of each input's project, as seen from the root of the repository. */
  readonly homes: ReadonlyMap<string, string>;
  /** One line for each thing that the reader should know: files that were skipped, ids that are deprecated. */
  readonly notes: readonly string[];
}

/** The arguments of every tool that evaluates something. */
export const runProperties = {
  paths: {
    type: "array",
    items: { type: "string" },
    description: [
      "What to check, relative to the folder that the server reads: a preview (`pulumi preview --json --show-sames`), a state (`pulumi stack export`),",
      "a folder of states, or the folder of a Pulumi project. Default: the folder itself.",
    ].join(" "),
  },
  config: { type: "string", description: "The configuration file. Default: the nearest one around the inputs." },
  preset: { type: "string", enum: ["essential", "recommended", "all"], description: "The set of rules to enable. Default: recommended." },
  baseline: { type: "string", description: "The file of known findings, which are not blocking." },
  state: { type: "string", description: "The state before a preview, for what the preview leaves out." },
} as const;

/**
 * Evaluates what the arguments name.
 * @throws ConfigError, InputError
 */
export async function evaluated(context: ToolContext, given: Given): Promise<Run> {
  const { rules, today } = context;
  const paths = textsIn(given, "paths") ?? ["."];
  if (paths.length === 0) throw new ConfigError("`paths` is empty. Name a preview, a state, or the folder of a project.");
  if (paths.includes("-"))
    throw new ConfigError("`paths` names standard input (-), which the protocol uses. Write the preview or state to a file.");
  const [state, baseline] = [textIn(given, "state"), textIn(given, "baseline")];
  for (const path of [...paths, state, baseline]) if (path !== undefined) refuseOutside(path);
  const notes: string[] = [];
  const inputs = await readInputs(paths, () => undefined, state);
  const note = (line: string): void => void notes.push(line);
  const groupOf = (part: Pick<Group, "config" | "inputs">): Group => ({
    ...part,
    rules,
    configuration: configurationOf(context, given, note, part.config),
  });
  const [first, ...rest] = partsOf(inputs, { config: textIn(given, "config") ?? context.config });
  const groups: Run["groups"] = [groupOf(first), ...rest.map(groupOf)];
  const known = givenBaseline(baseline === undefined ? {} : { baseline });
  const isChanged = given["changed"] === true;
  if ((isChanged || state !== undefined) && inputs.states.every((input) => input.state.preview === undefined))
    throw new ConfigError(
      `\`${isChanged ? "changed" : "state"}\` needs a preview, but every input is a state. Write one with \`pulumi preview --json\`.`,
    );
  const report = checkGroups(groups, {
    version: version(),
    startedAt: performance.now(),
    today,
    ...(known !== undefined && { known: knownOf(known) }),
    onDeprecated: note,
    note,
  });
  const failOn = (textIn(given, "failOn") ?? "mandatory") as FailOn;
  const isBlocking = (finding: Finding): boolean => gates(finding, failOn) && (!isChanged || finding.changed !== false);
  const homes = homesOf(report.inputs, process.cwd());
  return {
    groups,
    report,
    isBlocking,
    homes,
    notes: [...new Set([...inputs.skipped, ...groups.flatMap(({ configuration }) => configuration.deprecated), ...notes])],
  };
}

/** The configuration in a file, with what the arguments of the call choose. */
export function configurationOf(
  { rules }: ToolContext,
  given: Given,
  note: (line: string) => void,
  config: string | undefined,
): Configuration {
  const preset = textIn(given, "preset") as Preset | undefined;
  const [only, skip, framework] = [textsIn(given, "only"), textsIn(given, "skip"), textIn(given, "framework")];
  return configurationFor(rules, {
    ...(config !== undefined && { config }),
    ...(preset !== undefined && { preset }),
    ...(only !== undefined && only.length > 0 && { only }),
    ...(skip !== undefined && skip.length > 0 && { skip }),
    ...(framework !== undefined && { framework }),
    note,
  });
}
