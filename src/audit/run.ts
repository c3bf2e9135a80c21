/** Runs an audit: reads the stacks of a plan, has them evaluated, and keeps the results in the journal. */
import type { Task } from "./evaluate.js";
import type { Journal } from "./journal.js";
import type { Pool } from "./pool.js";
import { type Entry, Unreadable } from "./source.js";

/** How far an audit is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly unreadable: number;
  /** In milliseconds; `undefined` until it can be estimated. */
  readonly left: number | undefined;
}

// What is read over a network takes longer than its evaluation, so more is on its way.
const remoteAhead = 8;
const fewestForEstimate = 10;

/** Evaluates what the journal does not have yet. */
export async function runAudit(
  entries: readonly Entry[],
  pool: Pool,
  journal: Journal,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  const open = entries.filter(({ id }) => !journal.has(id));
  const before = entries.length - open.length;
  const startedAt = performance.now();
  let [at, done, unreadable] = [0, 0, 0];
  const next = async (): Promise<void> => {
    for (let entry = open[at++]; entry !== undefined; entry = open[at++]) {
      const result = await pool.evaluate(await taskOf(entry));
      journal.add(result.id, result.line, result.stack, result.waivers);
      done++;
      if (result.stack?.status === "unreadable") unreadable++;
      const left = done < fewestForEstimate ? undefined : ((performance.now() - startedAt) / done) * (open.length - done);
      onProgress({ done: before + done, total: entries.length, unreadable, left });
    }
  };
  const lanes = pool.room + (open.some(({ source }) => source.isRemote) ? remoteAhead : 1);
  await Promise.all(Array.from({ length: Math.min(lanes, open.length) }, next));
}

async function taskOf({ id, key, project, stack, source, tags, isLocked = false, maybe = false, missing }: Entry): Promise<Task> {
  const about = { id, project, stack, locked: isLocked, maybe };
  if (missing !== undefined) return { ...about, unreadable: { reason: "no-state", message: missing } };
  try {
    const [bytes, tagsOfStack] = await Promise.all([source.read(key), tags === undefined ? undefined : tagsIn(() => source.read(tags))]);
    return { ...about, bytes, ...(tagsOfStack !== undefined && { tags: tagsOfStack }) };
  } catch (error) {
    if (error instanceof Unreadable) return { ...about, unreadable: { reason: error.reason, message: error.message } };
    throw error;
  }
}

/** The tags only group the stacks: one without them is evaluated too. */
async function tagsIn(read: () => Promise<Buffer>): Promise<string | undefined> {
  try {
    return (await read()).toString("utf8");
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** A duration in words: `2 h 5 min`, `40 s`. */
export function durationWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
