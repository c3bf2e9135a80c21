/** The options of the commands `audit` and `merge`. */
import type { FailOn } from "../doors/state/check.js";
import type { RegisteredRule } from "../language/registry.js";
import type { Preset } from "../language/rule.js";
import type { Choice } from "./choose-rules.js";
import type { ContextOf, ProgressLine, Terminal } from "./context.js";
import type { WithRules } from "./own-rules.js";

export const auditFormats = ["text", "json", "markdown", "html"] as const;
export type AuditFormat = (typeof auditFormats)[number];

/** A report of an audit that goes to a file. */
export interface AuditOutput {
  readonly format: AuditFormat;
  readonly file: string;
}

/** What both commands can be asked for. */
export interface ReportOptions {
  readonly out: string;
  readonly format: AuditFormat;
  readonly output?: readonly AuditOutput[];
  readonly since?: string;
  readonly parquet?: boolean;
  readonly color: boolean;
}
export interface AuditOptions extends ReportOptions, WithRules, Choice {
  readonly preset?: Preset;
  readonly failOn: FailOn;
  readonly baseline?: string;
  readonly teamTag?: string;
  readonly jobs?: number;
  readonly shard?: string;
  readonly shards?: string;
  readonly resume?: boolean;
}

/** What the commands are given by the command line. */
export interface Tools {
  readonly rules: readonly RegisteredRule[];
  readonly terminal: Terminal;
  readonly now: () => Date;
  readonly contextOf: ContextOf;
  readonly progress: () => ProgressLine;
}
