/** `stackwarden waivers`: every waiver of the pack and of the stacks with its state, and the removal of those that have no use any more. */
import { resolve } from "node:path";
import { daysBetween } from "../config/day.js";
import { type GivenWaiver, stackWaiversKey } from "../config/waivers.js";
import { check } from "../doors/state/check.js";
import { type Inputs, readInputs } from "../doors/state/inputs.js";
import type { StackFile } from "../doors/state/project.js";
import { stackOfState } from "../doors/state/state.js";
import { reading } from "../files/errors.js";
import { writeWhole } from "../files/write.js";
import { urnParts } from "../model/resource.js";
import { type WaiverStatus, waiverType } from "../model/waiver.js";
import { plural } from "../report/facts.js";
import { clean } from "../report/paint.js";
import { partsOf } from "./check-groups.js";
import { configurationFor } from "./configuration.js";
import type { Context } from "./context.js";
import { configFor } from "./find-config.js";
import { loadConfig } from "./load-config.js";
import { withoutWaivers } from "./waiver-file.js";

/** How a waiver is: `stale` waives nothing any more, the use of an `open` one is not known from these inputs. */
export const waiverStates = ["used", "expiring", "stale", "expired", "invalid", "open"] as const;
export type WaiverState = (typeof waiverStates)[number];

/** A waiver as it is listed. */
export interface ListedWaiver {
  readonly state: WaiverState;
  readonly rule: string;
  readonly resource: string;
  readonly path: string | null;
  readonly until: string | null;
  /** Days that it is still valid after today; negative if it is expired. */
  readonly daysLeft: number | null;
  readonly owner: string | null;
  readonly approvedBy: string | null;
  readonly ticket: string | null;
  readonly reason: string;
  /** The file and line; the input that has the stack, if the waiver is in the program. */
  readonly file: string;
  readonly line: number | null;
  /** The stacks in which it waives findings, and how many. */
  readonly stacks: readonly string[];
  readonly findings: number;
  /** What is wrong with it. */
  readonly problems: readonly string[];
}

/** The options of the command line. */
export interface WaiversOptions {
  readonly config?: string | false;
  readonly format: "text" | "json" | "csv";
  readonly days: number;
  readonly prune?: boolean;
}

/** A waiver, its status, and its place in the file for whoever removes it. */
interface Entry {
  readonly listed: ListedWaiver;
  readonly ofStack: boolean;
  readonly index: number;
}

const noInputs: Inputs = { states: [], stackFiles: [], skipped: [] };
const removable: readonly WaiverState[] = ["stale", "expired"];

/**
 * Lists the waivers of a configuration and of the stacks among the inputs; with `prune` removes those that are stale or expired.
 * @throws ConfigError, InputError
 */
export async function listWaivers(
  contextFor: (config: string | undefined) => Promise<Context>,
  paths: readonly string[],
  options: WaiversOptions,
): Promise<void> {
  const inputs = paths.length === 0 ? noInputs : await readInputs(paths, () => undefined);
  const [first, ...rest] = paths.length === 0 ? ([{ config: configFor(options), inputs }] as const) : partsOf(inputs, options);
  const context = await contextFor(first.config);
  const contexts = [{ ...first, context }];
  for (const part of rest) contexts.push({ ...part, context: await contextFor(part.config) });
  const { out, note } = context;
  for (const line of inputs.skipped) note(line);
  const entries = joined(contexts.flatMap((part) => entriesOf(part.context, part.inputs, part.config, options)));
  const removed = options.prune === true ? entries.filter(({ listed, index }) => index >= 0 && removable.includes(listed.state)) : [];
  for (const [file, group] of byFile(removed)) {
    const text = withoutWaivers(
      file,
      group.map(({ index }) => index),
      group.some(({ ofStack }) => ofStack),
    );
    reading(file, () => writeWhole(file, text));
  }
  out(
    printed(
      entries.map(({ listed }) => listed),
      options,
      context,
    ),
  );
  if (options.prune !== true) return;
  for (const { listed } of removed) note(`removed from ${listed.file}: ${listed.rule} for "${listed.resource}" (${listed.state})`);
  for (const { listed, index } of entries)
    if (index < 0 && removable.includes(listed.state))
      note(`remove it from the program: ${listed.rule} for "${listed.resource}" (${listed.state} in ${listed.file})`);
  note(removed.length === 0 ? "nothing to remove" : `${plural(removed.length, "waiver")} removed`);
}

/** The state that counts for a waiver of several configurations: the first that one of them shows. What one of them needs is not stale. */
const byWeight: readonly WaiverState[] = ["expired", "expiring", "used", "invalid", "open", "stale"];

/** A waiver in a file that several configurations extend, or of a stack in several inputs, is one entry. */
function joined(entries: readonly Entry[]): Entry[] {
  const joinedEntries = new Map<string, Entry>();
  for (const [i, entry] of entries.entries()) {
    // One in the program has no position, and is in one input.
    const key = entry.index < 0 ? `${i}` : JSON.stringify([resolve(entry.listed.file), entry.ofStack, entry.index]);
    const before = joinedEntries.get(key);
    joinedEntries.set(key, before === undefined ? entry : { ...before, listed: both(before.listed, entry.listed) });
  }
  return [...joinedEntries.values()];
}

const both = (one: ListedWaiver, other: ListedWaiver): ListedWaiver => ({
  ...one,
  state: byWeight.find((state) => state === one.state || state === other.state) ?? one.state,
  stacks: [...new Set([...one.stacks, ...other.stacks])].sort(),
  findings: one.findings + other.findings,
  problems: [...new Set([...one.problems, ...other.problems])],
});

function byFile(entries: readonly Entry[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) groups.set(entry.listed.file, [...(groups.get(entry.listed.file) ?? []), entry]);
  return groups;
}

function entriesOf({ rules, today }: Context, inputs: Inputs, config: string | undefined, { days }: WaiversOptions): Entry[] {
  const configuration = configurationFor(rules, { ...(config !== undefined && { config }) });
  const statuses = new Map<string, WaiverStatus>();
  const keyOf = (file: string | undefined, place: string): string =>
    /^(?:config|program)\[/.test(place) ? `${file ?? ""} ${place}` : place;
  const report = check(inputs, rules, configuration, {
    version: "",
    startedAt: 0,
    today,
    onWaivers: (path, file, waivers) => {
      for (const status of waivers) {
        const isInProgram = status.place.startsWith("program[");
        statuses.set(keyOf(isInProgram ? path : file?.file, status.place), status);
      }
    },
  });
  const stackOf = new Map(report.inputs.map(({ path, project, stack }) => [path, `${project}/${stack}`]));
  const inputsOf = (file: StackFile): readonly string[] => [
    ...inputs.states.filter(({ config: own }) => own?.file === file.file).map(({ path }) => path),
    ...file.files,
  ];
  const usesOf = (place: string, file: StackFile | undefined) =>
    report.findings.filter(({ waiver, input }) => waiver?.place === place && (file === undefined || inputsOf(file).includes(input)));
  const entry = (given: GivenWaiver, file: string, line: number | null, index: number, stackFile?: StackFile, state?: string): Entry => {
    const status = statuses.get(keyOf(state ?? stackFile?.file, given.place));
    const uses = usesOf(given.place, stackFile).filter(({ input }) => state === undefined || input === state);
    const { waiver } = given;
    const problems = [...given.malformed, ...(status?.wide ?? given.wide), ...[status?.forbidden ?? given.forbidden ?? []].flat()];
    const daysLeft = waiver === undefined ? null : daysBetween(today, waiver.until);
    return {
      ofStack: stackFile !== undefined,
      index,
      listed: {
        state: stateOf(problems, daysLeft, status?.use, uses.length, days),
        rule: waiver?.rule ?? given.label,
        resource: waiver?.resource ?? "",
        path: waiver?.path ?? null,
        until: waiver?.until ?? null,
        daysLeft,
        owner: waiver?.owner ?? null,
        approvedBy: waiver?.approvedBy ?? null,
        ticket: waiver?.ticket ?? null,
        reason: waiver?.reason ?? "",
        file,
        line,
        stacks: [...new Set(uses.map(({ input, urn }) => stackOf.get(input) ?? urnParts(urn).stack))].sort(),
        findings: uses.length,
        problems,
      },
    };
  };
  const ofPack = config === undefined ? undefined : loadConfig(config);
  const ofProgram = inputs.states.flatMap(({ state, path, config: file }) =>
    stackOfState(state, path, today, file?.config)
      .resources.filter(({ type }) => type === waiverType)
      .map(configuration.waiverOf)
      .map((given) => entry(given, path, null, -1, undefined, path)),
  );
  // A configuration may extend another one, which has waivers of its own.
  const seen = new Map<string, number>();
  const own = configuration.waiversFor(undefined).map((given, i) => {
    const origin = ofPack?.originOf(["stackwarden", "waivers", i]) ?? config ?? "";
    const [, file = origin, line] = /^(.*):(\d+)$/.exec(origin) ?? [];
    const index = seen.get(file) ?? 0;
    seen.set(file, index + 1);
    return entry(given, file, line === undefined ? null : Number(line), index);
  });
  const files = [...inputs.states.flatMap(({ config: file }) => file ?? []), ...inputs.stackFiles.map(({ file }) => file)];
  const ofStacks = [...new Map(files.map((file) => [file.file, file])).values()].flatMap((file) =>
    configuration
      .waiversFor(file.config)
      .filter(({ from }) => from === "stack")
      .map((given, i) => {
        const place = file.places.get(`${stackWaiversKey}[${i}]`) ?? file.places.get(stackWaiversKey);
        return entry(given, place?.input ?? file.file, place?.source?.line ?? null, i, file);
      }),
  );
  return [...own, ...ofStacks, ...ofProgram];
}

function stateOf(
  problems: readonly string[],
  daysLeft: number | null,
  use: WaiverStatus["use"] | undefined,
  uses: number,
  days: number,
): WaiverState {
  if (problems.length > 0 || daysLeft === null) return "invalid";
  if (daysLeft < 0) return "expired";
  if (use === "unused") return "stale";
  if (daysLeft < days) return "expiring";
  return use === "used" || uses > 0 ? "used" : "open";
}

function printed(list: readonly ListedWaiver[], { format }: WaiversOptions, { paint }: Context): string {
  if (format === "json") return `${JSON.stringify({ waivers: list }, null, 2)}\n`;
  if (format === "csv") return csvOf(list);
  if (list.length === 0) return "There are no waivers.\n";
  const counts = waiverStates.flatMap((state) => {
    const count = list.filter((one) => one.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  return `${list.flatMap((one) => linesOf(one, paint)).join("\n")}\n\n${plural(list.length, "waiver")}: ${counts.join(", ")}\n`;
}

function linesOf(one: ListedWaiver, paint: Context["paint"]): string[] {
  const { state, until, daysLeft, owner, approvedBy, ticket, findings } = one;
  const colours: Readonly<Record<WaiverState, (text: string) => string>> = {
    used: paint.green,
    open: paint.dim,
    expiring: paint.yellow,
    stale: paint.yellow,
    expired: paint.red,
    invalid: paint.red,
  };
  const left = daysLeft === null || daysLeft < 0 ? "" : ` (${plural(daysLeft, "day")} left)`;
  const facts = [
    until === null ? "" : `until ${until}${left}`,
    owner === null ? "" : `owner ${owner}`,
    approvedBy === null ? "" : `approved by ${approvedBy}`,
    ticket ?? "",
    findings === 0 ? "" : `waives ${plural(findings, "finding")} in ${one.stacks.join(", ")}`,
  ].filter((part) => part !== "");
  const what = `${one.resource === "" ? "" : ` for "${one.resource}"`}${one.path === null ? "" : `, ${one.path}`}`;
  const place = `${one.file}${one.line === null ? "" : `:${one.line}`}`;
  const more = [facts.join(", "), one.reason, ...one.problems, place].filter((line) => line !== "");
  return [
    `${colours[state](state.padEnd(8))} ${paint.bold(clean(one.rule))}${clean(what)}`,
    ...more.map((line) => `         ${clean(line)}`),
  ];
}

const columns = [
  ...["state", "rule", "resource", "path", "until", "daysLeft", "owner", "approvedBy", "ticket", "reason"],
  ...["file", "line", "stacks", "findings", "problems"],
] as const;

/** RFC 4180, with a list as one cell. A text that a spreadsheet would read as a formula begins with an apostrophe. */
function csvOf(list: readonly ListedWaiver[]): string {
  const cell = (value: unknown): string => {
    const text = Array.isArray(value) ? value.join("; ") : String(value ?? "");
    const safe = typeof value !== "number" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const rows = list.map((one) => columns.map((column) => cell(one[column])));
  return `${[[...columns], ...rows].map((row) => row.join(",")).join("\r\n")}\r\n`;
}
