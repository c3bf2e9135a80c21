import type { Tier } from "../config/tiers.js";
import type { Report } from "../doors/state/check.js";
import type { Finding } from "../findings/finding.js";
import type { RegisteredRule } from "../language/registry.js";
import type { Paint } from "./paint.js";

/** The context of a format besides the report itself. */
export interface Context {
  /** Every rule, for titles, controls and the like. */
  readonly rules: readonly RegisteredRule[];
  readonly gates: (finding: Finding) => boolean;
  /** What is listed beside what broke: `unknown` (always counted), in the text also `waived`, `exempted`, `baseline` and `fingerprint`. */
  readonly show: readonly string[];
  /** The folder of each input's project, as seen from the root of the repository: `infra/`, or empty for the root itself. */
  readonly homes: ReadonlyMap<string, string>;
  /** The working directory, as seen from the root of the repository: empty for the root itself. */
  readonly here?: string;
  readonly paint: Paint;
  /** Columns of the terminal. */
  readonly width: number;
  /** Shows advice resource by resource in the text, and every type that no rule evaluated. */
  readonly verbose?: boolean;
  /** The name of the report beside others: its category in code scanning, by default that of its only stack, and its comment. */
  readonly category?: string | undefined;
  /** How the tests of JUnit show findings that are not blocking; skipped by default. */
  readonly junitAdvisory?: JunitAdvisory | undefined;
  /** How much the text shows: everything, only what is blocking, or only the totals. */
  readonly detail?: "all" | "blocking" | "totals";
  /** The run ends with status 1 if no rule evaluates a resource. */
  readonly failOnUnjudged?: boolean;
  /** The run ends with status 1 if the tier of a preview is this one or a larger one. */
  readonly failOnTier?: Tier | undefined;
  /** There is no configuration: the text report shows how to begin. */
  readonly firstRun?: boolean;
}

/** A report as text, in one piece or in several: a pure function over the data. */
export type Format = (report: Report, context: Context) => string | Iterable<string>;

export const formatNames = ["text", "unix", "json", "sarif", "junit", "markdown", "comment", "github", "gitlab", "html"] as const;
export const junitAdvisories = ["skipped", "failure"] as const;
export type JunitAdvisory = (typeof junitAdvisories)[number];

export type FormatName = (typeof formatNames)[number];
