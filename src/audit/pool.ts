/** Evaluates stacks: in worker threads, or in this one. */
import { Worker } from "node:worker_threads";
import { evaluateTask, type Setting, type Task, unreadableFact } from "./evaluate.js";
import type { StackFact, WaiverFact } from "./facts.js";
import { journalLine } from "./journal.js";
import { Unreadable } from "./source.js";

/** What the evaluation of a stack gives. */
export interface Done {
  readonly id: string;
  /** The line of the journal. */
  readonly line: string;
  readonly stack: Pick<StackFact, "project" | "stack" | "status"> | undefined;
  readonly waivers: readonly WaiverFact[];
}

export interface Pool {
  /** How many stacks can be under way. */
  readonly room: number;
  readonly evaluate: (task: Task) => Promise<Done>;
  readonly close: () => Promise<void>;
}

/** Evaluates a stack to what a pool gives. */
export function evaluator(setting: Setting): (task: Task) => Done {
  /** By place and use, the first stack at which a waiver of the pack was reported: of the others nothing is needed. */
  const reported = new Map<string, string>();
  const isNews = (id: string, { place, use }: WaiverFact): boolean => {
    const key = `${place}\n${use}`;
    const before = reported.get(key);
    if (before !== undefined && before < id) return false;
    reported.set(key, id);
    return true;
  };
  return (task) => {
    const result = evaluateTask(task, setting);
    const waivers = (result?.waivers ?? []).filter((waiver) => isNews(task.id, waiver));
    const line = journalLine(task.id, result === undefined ? undefined : { ...result, waivers });
    return { id: task.id, line, stack: result === undefined ? undefined : identity(result.stack), waivers };
  };
}

const identity = ({ project, stack, status }: StackFact): NonNullable<Done["stack"]> => ({ project, stack, status });

/** A pool of this thread alone. */
export function ownThread(setting: Setting): Pool {
  const evaluate = evaluator(setting);
  return {
    room: 1,
    // Not at once: reading ahead and the progress have their turn.
    evaluate: (task) => new Promise((resolve) => setImmediate(() => resolve(evaluate(task)))),
    close: () => Promise.resolve(),
  };
}

interface Waiting {
  readonly task: Task;
  readonly done: (result: Done) => void;
}
interface Thread {
  worker: Worker;
  /** In the order in which the worker has them. */
  readonly waiting: Waiting[];
}

// While a worker evaluates one stack, the next is there.
const ahead = 2;
/** In megabytes: most objects die with their stack, so that a larger young generation has less to copy. */
const youngGeneration = 32;

/**
 * A pool of worker threads.
 * @param file the module of the worker @param data what it is started with
 */
export function threads(file: URL, data: unknown, count: number): Pool {
  const worker = (): Worker => new Worker(file, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: youngGeneration } });
  const attach = (thread: Thread): Thread => {
    thread.worker.on("message", (result: Done) => thread.waiting.shift()?.done(result));
    thread.worker.on("error", (error: NodeJS.ErrnoException) => {
      // The stack that it was at ends it: the others go to a new worker.
      const ended = thread.waiting.shift();
      ended?.done(failed(ended.task, error));
      thread.worker = worker();
      attach(thread);
      for (const { task } of thread.waiting) thread.worker.postMessage(task);
    });
    return thread;
  };
  const all = Array.from({ length: count }, (): Thread => attach({ worker: worker(), waiting: [] }));
  return {
    room: count * ahead,
    evaluate: (task) =>
      new Promise((done) => {
        const thread = all.reduce((least, one) => (one.waiting.length < least.waiting.length ? one : least));
        thread.waiting.push({ task, done });
        thread.worker.postMessage(task);
      }),
    async close() {
      await Promise.all(all.map(({ worker }) => worker.terminate()));
    },
  };
}

function failed(task: Task, error: NodeJS.ErrnoException): Done {
  const isMemory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
  const message = isMemory
    ? "needs more memory than there is. Give it with NODE_OPTIONS=--max-old-space-size."
    : "the evaluation ended early";
  const fact = unreadableFact(task, new Unreadable("failed", message));
  return { id: task.id, line: journalLine(task.id, { stack: fact, findings: [], waivers: [] }), stack: identity(fact), waivers: [] };
}
