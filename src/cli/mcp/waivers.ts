import type { Configuration } from "../../config/config.js";
import { daysBetween } from "../../config/day.js";
import type { GivenWaiver } from "../../config/waivers.js";
import type { StackConfig } from "../../model/stack.js";
import type { Given } from "./arguments.js";
import { configurationOf, evaluated, type Run, type ToolContext } from "./run.js";

/** The tool `list_waivers`: the waivers and policy exceptions of a configuration; with `paths`, those of the stacks too, and whether a finding needs each. */
export async function waiversTool(context: ToolContext, given: Given): Promise<object> {
  const { today } = context;
  if (given["paths"] === undefined) {
    const configuration = configurationOf(context, given, () => undefined);
    const waivers = configuration.waiversFor(undefined).map((waiver) => record(waiver, today, undefined));
    return { waivers, exceptions: exceptionsOf(configuration) };
  }
  const run = await evaluated(context, given);
  const waivers = new Map<string, object>();
  for (const { file, config } of sourcesOf(run))
    for (const waiver of run.configuration.waiversFor(config)) {
      // A waiver of the pack counts for every stack, and is listed once.
      const key = waiver.from === "pack" ? waiver.place : `${file}\n${waiver.place}`;
      if (!waivers.has(key)) waivers.set(key, record(waiver, today, isUsed(run, waiver, file), waiver.from === "stack" ? file : undefined));
    }
  return { waivers: [...waivers.values()], exceptions: exceptionsOf(run.configuration), notes: run.notes };
}

/** Each stack that was evaluated: its input, by which findings name it, and its configuration. */
const sourcesOf = ({ inputs }: Run): { readonly file: string; readonly config: StackConfig | undefined }[] => [
  ...inputs.states.map(({ path, state, config }) => ({ file: path, config: config?.config ?? state.preview?.config })),
  ...inputs.stackFiles.map(({ file }) => ({ file: file.file, config: file.config })),
];

const isUsed = ({ report }: Run, { place, from }: GivenWaiver, file: string): boolean =>
  report.findings.some(({ waiver, input }) => waiver?.place === place && (from === "pack" || input === file));

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
