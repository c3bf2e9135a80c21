/** The part of all stacks that a run evaluates. */
import { createHash } from "node:crypto";
import { ConfigError } from "../config/config.js";

/** A shard: `index` from 1 to `total`. */
export interface Shard {
  readonly index: number;
  readonly total: number;
}

type Env = Readonly<Record<string, string | undefined>>;

/** The variables in which schedulers number the runs of one job, and from which number they count. */
const schedulers: readonly { readonly index: string; readonly total: string | undefined; readonly first: 0 | 1 }[] = [
  { index: "STACKWARDEN_SHARD_INDEX", total: "STACKWARDEN_SHARD_TOTAL", first: 0 },
  { index: "AWS_BATCH_JOB_ARRAY_INDEX", total: "AWS_BATCH_JOB_ARRAY_SIZE", first: 0 },
  { index: "JOB_COMPLETION_INDEX", total: undefined, first: 0 },
  { index: "CI_NODE_INDEX", total: "CI_NODE_TOTAL", first: 1 },
];

const mostShards = 10_000;

/**
 * The shard of a run: `--shard 2/8`, else the variables of a scheduler, with the total of `--shards` where it has none; `undefined` for all stacks.
 * @throws ConfigError
 */
export function shardOf(given: string | undefined, shards: string | undefined, env: Env): Shard | undefined {
  const total = shards === undefined ? undefined : numberIn(shards, "--shards");
  if (given !== undefined) {
    const parts = /^(\d+)\/(\d+)$/.exec(given);
    if (parts === null) throw new ConfigError(`--shard is ${JSON.stringify(given)}, expected INDEX/TOTAL, such as 1/8`);
    if (total !== undefined && total !== Number(parts[2])) throw new ConfigError(`--shard is ${given}, but --shards is ${total}`);
    return checked({ index: Number(parts[1]), total: Number(parts[2]) }, "--shard");
  }
  for (const scheduler of schedulers) {
    const index = env[scheduler.index];
    if (index === undefined || index === "") continue;
    const totalGiven = scheduler.total === undefined ? undefined : env[scheduler.total];
    // GitLab sets the total for every job, and the index for parallel ones only.
    const all = total ?? (totalGiven === undefined || totalGiven === "" ? undefined : numberIn(totalGiven, scheduler.total ?? ""));
    if (all === undefined)
      throw new ConfigError(
        `${scheduler.index} is set, but not the number of shards. Add --shards with the number of runs, or --shard 1/1 for all stacks.`,
      );
    return checked({ index: numberIn(index, scheduler.index) + 1 - scheduler.first, total: all }, scheduler.index);
  }
  if (total !== undefined && total > 1)
    throw new ConfigError(`--shards is ${total}, but no variable has the index of this run (${schedulers.map((s) => s.index).join(", ")})`);
  return undefined;
}

function numberIn(text: string, name: string): number {
  if (!/^\d+$/.test(text)) throw new ConfigError(`${name} is ${JSON.stringify(text)}, expected a number`);
  return Number(text);
}

function checked({ index, total }: Shard, name: string): Shard | undefined {
  if (total < 1 || total > mostShards) throw new ConfigError(`${name}: the number of shards is ${total}, expected 1 to ${mostShards}`);
  if (index < 1 || index > total) throw new ConfigError(`${name}: the shard is number ${index} of ${total}, expected 1 to ${total}`);
  return total === 1 ? undefined : { index, total };
}

/** Whether a stack belongs to a shard. It depends on the place of the stack alone, so that a stack that appears meanwhile moves no other one. */
export function isIn({ index, total }: Shard, id: string): boolean {
  return createHash("sha256").update(id).digest().readUInt32BE(0) % total === index - 1;
}

/** The folder of a shard below the folder of the audit. */
export const shardFolder = ({ index, total }: Shard): string =>
  `shard-${String(index).padStart(5, "0")}-of-${String(total).padStart(5, "0")}`;
