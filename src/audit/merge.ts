/** Puts the shards of an audit together. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputError, reading } from "../files/errors.js";
import { type FindingFact, type RuleFact, type StackFact, unknownRule } from "./facts.js";
import { writeAudit } from "./finish.js";
import { Journal } from "./journal.js";
import { valuesOf } from "./lines.js";
import { nameOf } from "./names.js";
import { auditFile, readAudit, resultsIn, stacksFile, waiversFile } from "./since.js";
import type { Audit } from "./summary.js";
import { type PackWaiver, PackWaivers } from "./waivers.js";

interface ReadShard {
  readonly folder: string;
  readonly audit: Audit;
}

/**
 * Merges shards: the folders themselves, or those that hold them. The result is that of an audit of all stacks at once.
 * @throws InputError where a shard is missing, doubled, unfinished, or of other settings
 */
export function mergeShards(folders: readonly string[], out: string, since: string | undefined, note: (line: string) => void): Audit {
  const shards = foldersOf(folders).map((folder): ReadShard => ({ folder, audit: readAudit(folder) }));
  const [first] = shards;
  if (first === undefined)
    throw new InputError(folders.join(", "), "has no shard of an audit. Write them with `stackwarden audit --shard 1/2`.");
  checkShards(shards, first);
  const days = [...new Set(shards.map(({ audit }) => audit.day))].sort();
  const day = days.at(-1) ?? first.audit.day;
  if (days.length > 1) note(`the shards are of ${days.length} days (${days.join(", ")}): the result has the last`);
  const known = new Set<string>();
  const waivers = new PackWaivers();
  for (const { folder } of shards) {
    for (const stack of valuesOf<StackFact>(join(folder, stacksFile))) if (stack.status === "read") known.add(nameOf(stack));
    for (const waiver of valuesOf<PackWaiver>(join(folder, waiversFile))) waivers.add(waiver.stackId, [waiver]);
  }
  const rules = new Map<string, RuleFact>(shards.flatMap(({ audit }) => Object.entries(audit.rules)));
  const { tool, settings, teamTag, sources } = first.audit;
  return writeAudit(out, {
    stacks: inOrder(shards.map(({ folder }) => resultsIn(folder))),
    known,
    waivers,
    about: { tool, day, settings, teamTag, sources, shard: null },
    ruleFact: (id) => rules.get(id) ?? unknownRule(id),
    since,
  });
}

function foldersOf(given: readonly string[]): string[] {
  const found = given.flatMap((folder) => {
    if (existsSync(join(folder, auditFile)) && readAudit(folder).shard !== null) return [folder];
    const names = reading(folder, () => (statSync(folder).isDirectory() ? readdirSync(folder) : [])).sort();
    return names.filter((name) => /^shard-\d+-of-\d+$/.test(name)).map((name) => join(folder, name));
  });
  return [...new Set(found)];
}

function checkShards(shards: readonly ReadShard[], first: ReadShard): void {
  const total = first.audit.shard?.total ?? 0;
  const seen = new Map<number, string>();
  for (const { folder, audit } of shards) {
    if (existsSync(Journal.fileIn(folder))) throw new InputError(folder, "has an audit that did not end. Go on with --resume.");
    const same = (["settings", "teamTag", "sources"] as const).every(
      (key) => JSON.stringify(audit[key]) === JSON.stringify(first.audit[key]),
    );
    if (!same || audit.tool.version !== first.audit.tool.version)
      throw new InputError(
        folder,
        `was written with other settings, sources or another version than ${first.folder}. Write all shards with the same.`,
      );
    if (audit.shard?.total !== total)
      throw new InputError(folder, `is one of ${audit.shard?.total} shards, but ${first.folder} one of ${total}`);
    const { index } = audit.shard;
    const other = seen.get(index);
    if (other !== undefined) throw new InputError(folder, `is the shard ${index}/${total}, and so is ${other}. Name one of them.`);
    seen.set(index, folder);
  }
  const missing = Array.from({ length: total }, (_, i) => i + 1).filter((index) => !seen.has(index));
  if (missing.length > 0) {
    const named = missing.slice(0, 10).join(", ");
    throw new InputError(
      first.folder,
      `is one of ${total} shards, but ${named}${missing.length > 10 ? ", …" : ""} is missing. Run it with --shard.`,
    );
  }
}

type Result = { readonly stack: StackFact; readonly findings: readonly FindingFact[] };

/** Sorted lists as one sorted list. */
function* inOrder(lists: readonly Iterator<Result, void>[]): Generator<Result, void, void> {
  const heads = lists.map((list) => ({ list, next: list.next() }));
  for (;;) {
    let least: (typeof heads)[number] | undefined;
    for (const head of heads)
      if (head.next.done !== true && (least === undefined || head.next.value.stack.id < (least.next.value as Result).stack.id))
        least = head;
    if (least === undefined) return;
    yield least.next.value as Result;
    least.next = least.list.next();
  }
}
