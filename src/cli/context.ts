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

/** Makes the context of a command, with the rules of the files that `--rules` and the configuration name. */
export type ContextOf = (color: boolean, own?: WithRules) => Promise<Context>;
