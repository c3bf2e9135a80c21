/** An exception as it was granted: one rule, few resources, a reason, and the last day that it holds. */
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
  /** Where it is: `stackwarden.waivers[0]` of the pack's configuration, `config["stackwarden:waivers"][0]` of the stack's. */
  readonly place: string;
}

/** What became of a waiver in one run: what the rules of the family `waivers` evaluate. */
export interface WaiverStatus {
  readonly place: string;
  /** The rule and the resource that it names, as far as it does. */
  readonly label: string;
  /** What is wrong in its form; it waives nothing then. */
  readonly malformed: readonly string[];
  /** In what it names more than a waiver may; it waives nothing then. */
  readonly wide: readonly string[];
  /** Why it may not be granted; it waives nothing then. */
  readonly forbidden: string | undefined;
  readonly until: string | undefined;
  /** Days after today that it still holds: 0 on its last day, less once it has expired. */
  readonly daysLeft: number | undefined;
  /** `untold` where it waives nothing, or where not all was evaluated that it may be for. */
  readonly use: "used" | "unused" | "untold";
}
