/** The inputs of one run of `check` by their configurations: each project of a repository is evaluated by its own. */
import { dirname, resolve } from "node:path";
import type { Configuration } from "../config/config.js";
import { check, type Report, type RunOptions, summaryOf, worstFirst } from "../doors/state/check.js";
import type { Inputs } from "../doors/state/inputs.js";
import { sumOfUnjudged } from "../engine/unjudged.js";
import type { RegisteredRule } from "../language/registry.js";
import { type ConfigurationOptions, configurationFor } from "./configuration.js";
import { type ConfigChoice, findConfig } from "./find-config.js";
import { type WithRules, withOwnRules } from "./own-rules.js";

/** Inputs that have the same configuration, or none. */
export interface Group {
  readonly config: string | undefined;
  readonly inputs: Inputs;
  readonly rules: readonly RegisteredRule[];
  readonly configuration: Configuration;
}

/**
 * The inputs by the configuration that is found for each, from its folder or else from the working directory; one group where a configuration is named.
 * @throws ConfigError, InputError
 */
export async function groupsOf(
  inputs: Inputs,
  builtIn: readonly RegisteredRule[],
  options: Omit<ConfigurationOptions, "config"> & ConfigChoice & Omit<WithRules, "config">,
): Promise<readonly [Group, ...Group[]]> {
  const groupOf = async (config: string | undefined, own: Inputs): Promise<Group> => {
    const rules = await withOwnRules(builtIn, { ...options, config });
    return { config, inputs: own, rules, configuration: configurationFor(rules, { ...options, config }) };
  };
  const [first, ...rest] = partsOf(inputs, options);
  const groups: [Group, ...Group[]] = [await groupOf(first.config, first.inputs)];
  for (const { config, inputs: own } of rest) groups.push(await groupOf(config, own));
  return groups;
}

type Part = Pick<Group, "config" | "inputs">;

/** The inputs by the configuration that is found for each; one part where a configuration is named. @throws InputError */
export function partsOf(inputs: Inputs, { config }: ConfigChoice): readonly [Part, ...Part[]] {
  if (config !== undefined) return [{ config: config === false ? undefined : config, inputs }];
  const found = new Map<string, string | undefined>();
  const configOf = (folder: string): string | undefined => {
    if (!found.has(folder)) found.set(folder, findConfig(folder) ?? findConfig("."));
    return found.get(folder);
  };
  const parts = new Map<
    string,
    { config: string | undefined; states: Inputs["states"][number][]; stackFiles: Inputs["stackFiles"][number][] }
  >();
  const partOf = (folder: string) => {
    const file = configOf(folder);
    const key = file === undefined ? "" : resolve(file);
    const part = parts.get(key) ?? { config: file, states: [], stackFiles: [] };
    parts.set(key, part);
    return part;
  };
  for (const state of inputs.states) partOf(state.path === "-" ? "." : dirname(state.path)).states.push(state);
  for (const file of inputs.stackFiles) partOf(dirname(file.file.file)).stackFiles.push(file);
  const [first, ...rest] = [...parts.values()].map(
    ({ config: file, states, stackFiles }): Part => ({
      config: file,
      inputs: { ...inputs, states, stackFiles },
    }),
  );
  return first === undefined ? [{ config: undefined, inputs }] : [first, ...rest];
}

/** Evaluates each group by its configuration: one report. */
export function checkGroups(groups: readonly [Group, ...Group[]], run: RunOptions): Report {
  const [only, ...more] = groups;
  if (more.length === 0) return check(only.inputs, only.rules, only.configuration, run);
  const ran = new Set<string>();
  const reports = groups.map(({ inputs, rules, configuration }) => check(inputs, rules, configuration, { ...run, ran }));
  const findings = reports.flatMap((report) => report.findings).sort(worstFirst);
  return {
    tool: { name: "stackwarden", version: run.version },
    inputs: reports.flatMap((report) => report.inputs).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    findings,
    summary: summaryOf(findings, {
      resources: reports.reduce((sum, { summary }) => sum + summary.resources, 0),
      rules: ran.size,
      unjudged: sumOfUnjudged(reports.map(({ summary }) => summary.unjudged)),
      startedAt: run.startedAt,
    }),
  };
}

/** The rules of all groups, each once. */
export function rulesOfGroups(groups: readonly [Group, ...Group[]]): readonly RegisteredRule[] {
  if (groups.length === 1) return groups[0].rules;
  const byId = new Map(groups.toReversed().flatMap(({ rules }) => rules.map((rule) => [rule.id, rule] as const)));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether a finding with this input belongs to the group. */
export const hasInput = ({ inputs }: Pick<Group, "inputs">, input: string): boolean =>
  inputs.states.some(({ path }) => path === input) || inputs.stackFiles.some(({ file }) => file.file === input);

/** What each stack is evaluated by. */
export function forStackOfGroups(groups: readonly [Group, ...Group[]]): Pick<Configuration, "forStack"> {
  const [first] = groups;
  const has = ({ inputs }: Group, name: string, project: string): boolean =>
    inputs.states.some(({ state }) => state.stack === name && state.project === project) ||
    inputs.stackFiles.some((one) => one.file.stack === name && one.project === project);
  return {
    forStack: (stack) => (groups.find((group) => has(group, stack.name, stack.project)) ?? first).configuration.forStack(stack),
  };
}
