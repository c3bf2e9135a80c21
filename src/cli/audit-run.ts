/** Runs `audit` and `merge`. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type RuleFact, unknownRule } from "../audit/facts.js";
import { writeAudit } from "../audit/finish.js";
import { Journal } from "../audit/journal.js";
import { mergeShards } from "../audit/merge.js";
import { listSources, withoutParameters } from "../audit/open.js";
import { ownThread, type Pool, threads } from "../audit/pool.js";
import { durationWords, runAudit } from "../audit/run.js";
import { isIn, type Shard, shardFolder, shardOf } from "../audit/shard.js";
import type { Entry } from "../audit/source.js";
import type { Audit } from "../audit/summary.js";
import { dayOf } from "../config/day.js";
import { version } from "../data/packaged.js";
import { InputError } from "../files/errors.js";
import { letYoungGenerationGrow } from "../files/v8.js";
import { plural } from "../report/facts.js";
import type { AuditOptions, ReportOptions, Tools } from "./audit-options.js";
import { writeReports } from "./audit-reports.js";
import { type SettingOptions, settingFor } from "./audit-setting.js";
import type { ProgressLine } from "./context.js";
import { configFor } from "./find-config.js";
import { loadConfig } from "./load-config.js";

/** The status of an audit of which stacks could not be evaluated, and nothing else is blocking. */
const unreadableStatus = 3;

/** Audits all stacks of the sources. Resolves to the exit status. */
export async function audit(tools: Tools, sources: readonly string[], options: AuditOptions): Promise<number> {
  const shard = shardOf(options.shard, options.shards, tools.terminal.env);
  const progress = tools.progress();
  const { entries, notes } = await listSources(sources, (name) => progress.show(`listing ${name}`));
  if (entries.length === 0) throw new InputError(sources.map(withoutParameters).join(", "), "has no stacks");
  for (const note of notes) progress.note(note);
  const own = shard === undefined ? entries : entries.filter(({ id }) => isIn(shard, id));
  const folder = shard === undefined ? options.out : join(options.out, shardFolder(shard));
  const about = { tool: { name: "stackwarden" as const, version: version() }, teamTag: options.teamTag ?? null };
  const names = sources.map(withoutParameters);
  const given = settingOptions(options, dayOf(tools.now()));
  const settings = await digestOf(tools, given);
  const journal = Journal.open(
    folder,
    {
      journal: 1,
      version: about.tool.version,
      day: given.today,
      settings,
      sources: names,
      shard: shard === undefined ? "" : `${shard.index}/${shard.total}`,
    },
    options.resume === true,
  );
  const { day } = journal.header;
  const rules = await evaluateAll(tools, own, journal, { ...given, today: day }, options, progress);
  const result = writeAudit(folder, {
    stacks: journal.results(),
    known: journal.known,
    waivers: journal.waivers,
    about: { ...about, day, settings, sources: names, shard: shard ?? null },
    ruleFact: (id) => rules.get(id) ?? unknownRule(id),
    since: shard === undefined ? options.since : undefined,
  });
  journal.remove();
  await writeReports(tools, result, folder, options);
  return statusOf(result, shard);
}

/** Puts shards together. Resolves to the exit status. */
export async function merge(tools: Tools, folders: readonly string[], options: ReportOptions): Promise<number> {
  const progress = tools.progress();
  const result = mergeShards(folders, options.out, options.since, progress.note);
  await writeReports(tools, result, options.out, options);
  return statusOf(result, undefined);
}

/** A shard that is complete has done its part: the verdict is that of the merge. */
const statusOf = ({ summary }: Audit, shard: Shard | undefined): number =>
  shard !== undefined ? 0 : summary.blocking > 0 ? 1 : summary.unreadable > 0 ? unreadableStatus : 0;

async function evaluateAll(
  tools: Tools,
  entries: readonly Entry[],
  journal: Journal,
  given: SettingOptions,
  { jobs }: AuditOptions,
  progress: ProgressLine,
): Promise<ReadonlyMap<string, RuleFact>> {
  const setting = await settingFor(tools.rules, given, progress.note);
  const pool = poolOf(Math.min(jobs ?? availableParallelism(), Math.max(1, entries.length)), given, () => ownThread(setting));
  const startedAt = performance.now();
  try {
    await runAudit(entries, pool, journal, ({ done, total, unreadable, left }) => {
      const more = [
        ...(unreadable > 0 ? [`${unreadable} not evaluated`] : []),
        ...(left === undefined ? [] : [`about ${durationWords(left)} left`]),
      ];
      progress.show([`audited ${done} of ${total} stacks`, ...more].join(", "));
    });
  } finally {
    await pool.close();
  }
  progress.clear();
  if (tools.terminal.errColumns !== undefined)
    progress.note(`audited ${plural(entries.length, "stack")} in ${durationWords(performance.now() - startedAt)}`);
  return new Map(setting.rules.map(({ id, rule: { title, severity, docs } }) => [id, { title, severity, docs }]));
}

/** Threads run what the build makes: in a checkout that was not built, and for one job, this thread evaluates. */
function poolOf(jobs: number, given: SettingOptions, own: () => Pool): Pool {
  const worker = new URL("../audit-worker.js", import.meta.url);
  letYoungGenerationGrow();
  return jobs === 1 || !existsSync(worker) ? own() : threads(worker, given, jobs);
}

function settingOptions(options: AuditOptions, today: string): SettingOptions {
  const { failOn, teamTag, rules, preset, only, skip, framework, baseline } = options;
  return {
    failOn,
    today,
    teamTag,
    config: configFor(options),
    ...(rules !== undefined && { rules }),
    ...(preset !== undefined && { preset }),
    ...(only !== undefined && { only }),
    ...(skip !== undefined && { skip }),
    ...(framework !== undefined && { framework }),
    ...(baseline !== undefined && { baseline }),
  };
}

/** A digest of all that decides what is found, but for the day. */
async function digestOf(tools: Tools, given: SettingOptions): Promise<string> {
  const { rules, configuration, known } = await settingFor(tools.rules, given, () => undefined);
  const active = configuration.rules.all.map(({ id, options }) => [id, configuration.levels.get(id), options]);
  const written = given.config === undefined ? {} : loadConfig(given.config).value;
  const old = known === undefined ? [] : [[...known.byFingerprint].map(([fingerprint, content = null]) => [fingerprint, content])];
  const ids = rules.map(({ id }) => id);
  const text = JSON.stringify([given.failOn, given.teamTag ?? "", configuration.settings, active, ids, written, ...old]);
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
