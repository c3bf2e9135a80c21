import type { RegisteredRule } from "../language/registry.js";
import type { Paint } from "../report/paint.js";
import type { WithRules } from "./own-rules.js";

/** The context of a command. */
export interface Context {
  readonly rules: readonly RegisteredRule[];
  readonly out: (text: string) => void;
  /** A line on standard error. */
  readonly note: (text: string) => void;
  readonly paint: Paint;
  /** The day that waivers are measured by, in UTC: `2026-12-31`. */
  readonly today: string;
}

/** Where a command writes, and what it knows of the terminal there. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Columns of standard output and error; `undefined` where they are not terminals. */
  readonly outColumns: number | undefined;
  readonly errColumns: number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks the person at the terminal; `undefined` where there is none. */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
}

/** A line on standard error that shows how far a command is. */
export interface ProgressLine {
  show(text: string): void;
  note(text: string): void;
  clear(): void;
}

/** Makes the context of a command, with the rules of the files that `--rules` and the configuration name. */
export type ContextOf = (color: boolean, own?: WithRules) => Promise<Context>;
