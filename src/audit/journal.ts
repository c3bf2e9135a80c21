/** The journal of an audit: a line for each stack that is done, so that an audit that was stopped goes on where it was. */
import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { InputError, reading } from "../files/errors.js";
import type { StackFact, StackResult, WaiverFact } from "./facts.js";
import { type Line, linesOf, textAt, writeAll } from "./lines.js";
import { nameOf } from "./names.js";
import { PackWaivers } from "./waivers.js";

/** What has to be the same in every run of one audit. */
export interface Header {
  readonly journal: 1;
  readonly version: string;
  /** The day that waivers are compared with. An audit that goes on has the day of its begin. */
  readonly day: string;
  /** A digest of the configuration, the rules and the options. */
  readonly settings: string;
  readonly sources: readonly string[];
  readonly shard: string;
}

/** A line of the journal: a stack, or a file that turned out to be something else. */
interface Done extends Partial<StackResult> {
  readonly id: string;
}

const fileName = ".unfinished.jsonl";

/** The journal of a folder. */
export class Journal {
  private readonly done = new Map<string, Pick<Line, "start" | "end"> | undefined>();
  private readonly names = new Set<string>();
  /** The waivers of the pack at the stacks that are done. */
  readonly waivers = new PackWaivers();
  private at = 0;

  private constructor(
    private readonly file: string,
    private readonly descriptor: number,
    readonly header: Header,
  ) {}

  /** Where the journal of a folder is. */
  static fileIn(folder: string): string {
    return join(folder, fileName);
  }

  /**
   * Begins a journal, or goes on with one.
   * @throws InputError where one is there and is not to be resumed, or is of other settings
   */
  static open(folder: string, header: Header, resume: boolean): Journal {
    reading(folder, () => mkdirSync(folder, { recursive: true }));
    const file = Journal.fileIn(folder);
    if (existsSync(file)) {
      if (!resume) throw new InputError(folder, `has an audit that did not end. Go on with --resume, or remove ${file}.`);
      return Journal.resumed(file, header);
    }
    const journal = new Journal(
      file,
      reading(file, () => openSync(file, "wx+")),
      header,
    );
    journal.write(header);
    return journal;
  }

  private static resumed(file: string, header: Header): Journal {
    const lines = linesOf(file);
    const first = lines.next();
    const before = first.done === true ? undefined : headerIn(first.value.text);
    if (before === undefined) throw new InputError(file, "is not the journal of an audit. Remove it, and begin again.");
    const { day, ...rest } = header;
    const other = Object.keys(rest).find(
      (key) => JSON.stringify(rest[key as keyof typeof rest]) !== JSON.stringify(before[key as keyof Header]),
    );
    if (other !== undefined)
      throw new InputError(file, `was begun with other ${words[other] ?? other}. Give the same, or remove the file and begin again.`);
    const journal = new Journal(
      file,
      reading(file, () => openSync(file, "r+")),
      { ...rest, day: before.day },
    );
    journal.at = first.value?.end ?? 0;
    for (const line of lines) {
      const { id, stack, waivers = [] } = JSON.parse(line.text) as Done;
      journal.waivers.add(id, waivers);
      journal.remember(id, stack, line);
      journal.at = line.end;
    }
    // A line that was cut off is written again.
    ftruncateSync(journal.descriptor, journal.at);
    return journal;
  }

  has(id: string): boolean {
    return this.done.has(id);
  }

  /** The stacks whose state was read, as `project/stack`. */
  get known(): ReadonlySet<string> {
    return this.names;
  }

  /** Adds the line of a stack that a worker made. */
  add(id: string, line: string, stack: Pick<StackFact, "project" | "stack" | "status"> | undefined, waivers: readonly WaiverFact[]): void {
    if (this.done.has(id)) return;
    this.waivers.add(id, waivers);
    const start = this.at;
    this.writeLine(line);
    this.remember(id, stack, { start, end: this.at });
  }

  /** The results, sorted by place. */
  *results(): Generator<StackResult, void, void> {
    for (const id of [...this.done.keys()].sort()) {
      const place = this.done.get(id);
      if (place === undefined) continue;
      const { stack, findings = [], waivers = [] } = JSON.parse(textAt(this.descriptor, place)) as Done;
      if (stack !== undefined) yield { stack, findings, waivers };
    }
  }

  close(): void {
    closeSync(this.descriptor);
  }

  /** Ends the audit. */
  remove(): void {
    this.close();
    rmSync(this.file);
  }

  private remember(
    id: string,
    stack: Pick<StackFact, "project" | "stack" | "status"> | undefined,
    place: Pick<Line, "start" | "end">,
  ): void {
    this.done.set(id, stack === undefined ? undefined : { start: place.start, end: place.end });
    if (stack?.status === "read") this.names.add(nameOf(stack));
  }

  private write(value: unknown): void {
    this.writeLine(JSON.stringify(value));
  }

  private writeLine(line: string): void {
    // In place, whatever was read of the file in between.
    const text = `${line}\n`;
    reading(this.file, () => writeAll(this.descriptor, text, this.at));
    this.at += Buffer.byteLength(text);
  }
}

const words: Readonly<Record<string, string>> = {
  settings: "settings (configuration, rules or options)",
  version: "versions of Stackwarden",
  sources: "sources",
  shard: "shards (--shard)",
};

function headerIn(text: string): Header | undefined {
  try {
    const value = JSON.parse(text) as Header;
    return value.journal === 1 ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The line of a stack. */
export const journalLine = (id: string, result: StackResult | undefined): string => JSON.stringify({ id, ...result });
