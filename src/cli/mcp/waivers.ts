import type { Configuration } from "../../config/config.js";
import { daysBetween } from "../../config/day.js";
import type { GivenWaiver } from "../../config/waivers.js";
import type { Report } from "../../doors/state/check.js";
import type { StackConfig } from "../../model/stack.js";
import { type Group, hasInput } from "../check-groups.js";
import { configFor } from "../find-config.js";
import { type Given, textIn } from "./arguments.js";
import { configurationOf, evaluated, type ToolContext } from "./run.js";

/** The tool `list_waivers`: the waivers and policy exceptions of a configuration; with `paths`, those of the stacks too, and whether a finding needs each. */
export async function waiversTool(context: ToolContext, given: Given): Promise<object> {
  const { today } = context;
  if (given["paths"] === undefined) {
    const config = configFor({ config: textIn(given, "config") ?? context.config });
    const configuration = configurationOf(context, given, () => undefined, config);
    const waivers = configuration.waiversFor(undefined).map((waiver) => record(waiver, today, undefined));
    return { waivers, exceptions: exceptionsOf(configuration) };
  }
  const { groups, report, notes } = await evaluated(context, given);
  const waivers = new Map<string, object>();
  for (const group of groups)
    for (const { file, config } of sourcesOf(group))
      for (const waiver of group.configuration.waiversFor(config)) {
        // A waiver of the pack counts for every stack of its configuration, and is listed once.
        const isOfStack = waiver.from !== "pack";
        const key = `${isOfStack ? file : (group.config ?? "")}\n${waiver.place}`;
        // Several configurations have the same places.
        const shown = isOfStack ? file : groups.length > 1 ? group.config : undefined;
        if (!waivers.has(key)) waivers.set(key, record(waiver, today, isUsed(report, group, waiver, file), shown));
      }
  return { waivers: [...waivers.values()], exceptions: groups.flatMap(({ configuration }) => exceptionsOf(configuration)), notes };
}

/** Each stack that was evaluated: its input, by which findings name it, and its configuration. */
const sourcesOf = ({ inputs }: Group): { readonly file: string; readonly config: StackConfig | undefined }[] => [
  ...inputs.states.map(({ path, state, config }) => ({ file: path, config: config?.config ?? state.preview?.config })),
  ...inputs.stackFiles.map(({ file }) => ({ file: file.file, config: file.config })),
];

const isUsed = ({ findings }: Report, group: Group, { place, from }: GivenWaiver, file: string): boolean =>
  findings.some(({ waiver, input }) => waiver?.place === place && (from === "pack" ? hasInput(group, input) : input === file));

function record(
  { place, label, malformed, wide, forbidden, waiver }: GivenWaiver,
  today: string,
  used: boolean | undefined,
  file?: string,
): object {
  const problems = [...malformed, ...wide, ...(forbidden === undefined ? [] : [forbidden])];
  const where = { place, ...(file !== undefined && { file }) };
  if (waiver === undefined) return { ...where, label, state: "invalid", problems };
  const { rule, resource, path, reason, until, owner, ticket } = waiver;
  const state = problems.length > 0 ? "invalid" : until < today ? "expired" : used === undefined ? "in force" : used ? "used" : "unused";
  return {
    ...where,
    ...{ rule, resource, path, reason, until, owner, ticket, state },
    daysLeft: daysBetween(today, until),
    ...(problems.length > 0 && { problems }),
  };
}

const exceptionsOf = ({ exceptions }: Configuration): object[] => exceptions.map(({ id, reason, match }) => ({ id, reason, match }));
