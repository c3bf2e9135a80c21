/** The type of a component that is a waiver in the program: it has the keys of a waiver as its inputs, and nothing is deployed for it. */
export const waiverType = "stackwarden:index:Waiver";

/** A waiver: one rule, a few resources, a reason, and its last day. */
export interface Waiver {
  readonly rule: string;
  /** A resource's name or URN; `*` matches any text. */
  readonly resource: string;
  /** The property, with all below it; the whole resource where it is left out. */
  readonly path: string | null;
  readonly reason: string;
  /** The last day that it holds, in UTC: `2026-12-31`. */
  readonly until: string;
  readonly owner: string | null;
  readonly ticket: string | null;
  /** Who granted it; left out where the waiver does not state it. */
  readonly approvedBy?: string;
  /** Where it is: `stackwarden.waivers[0]` of the pack's configuration, `config["stackwarden:waivers"][0]` of the stack's. */
  readonly place: string;
}

/** The state of a waiver after a run, as the rules of the family `waivers` evaluate it. */
export interface WaiverStatus {
  readonly place: string;
  /** The rule and the resource that it names, for messages. */
  readonly label: string;
  /** Errors in its form; with one, it waives nothing. */
  readonly malformed: readonly string[];
  /** Set if it names more than a waiver may; then it waives nothing. */
  readonly wide: readonly string[];
  /** Why it may not be granted; it waives nothing then. */
  readonly forbidden: string | undefined;
  readonly until: string | undefined;
  /** The days after today that it is still valid: 0 on its last day, negative after that. */
  readonly daysLeft: number | undefined;
  /** `untold` if it waives nothing, or if not everything that it may apply to was evaluated. */
  readonly use: "used" | "unused" | "untold";
  /** What is wrong with one that is unused, where it is not a waiver but a policy exception. */
  readonly idle?: string;
}
