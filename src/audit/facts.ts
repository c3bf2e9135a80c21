/** What an audit knows of a stack and of a finding: the lines of `stacks.jsonl` and `findings.jsonl`. docs/audit.md documents every field. */
import type { DeferredWaiver } from "../doors/state/check.js";
import type { Finding } from "../findings/finding.js";
import type { Severity } from "../language/rule.js";
import type { Reason } from "./source.js";

/** The version of the form of an audit's files: raised where a field changes its meaning or is removed. */
export const schemaVersion = 1;

/** A stack. */
export interface StackFact {
  /** Its place: a path or a URL without parameters. */
  readonly id: string;
  readonly project: string;
  readonly stack: string;
  /** The environments that the configuration puts it in, separated by commas. */
  readonly environment: string;
  /** The team: the stack's own tag, else the value that most of its resources have. */
  readonly team: string;
  readonly status: "read" | "unreadable";
  readonly reason: Reason | null;
  /** What is wrong with an unreadable stack. */
  readonly message: string | null;
  /** An update was running or was broken off; what was last written is evaluated. */
  readonly locked: boolean;
  readonly resources: number;
  /** Resources whose type no rule evaluates. */
  readonly unjudged: number;
  /** Violations and crashes by severity. */
  readonly critical: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
  readonly blocking: number;
  readonly unknown: number;
  readonly waived: number;
  readonly exempted: number;
  readonly baseline: number;
  /** Since the last audit; null without one, and where the stack could not be read in one of both. */
  readonly new: number | null;
  readonly fixed: number | null;
}

/** A finding. */
export interface FindingFact {
  readonly stackId: string;
  readonly project: string;
  readonly stack: string;
  readonly environment: string;
  /** The tag of the resource, else the team of the stack. */
  readonly team: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly level: string;
  readonly outcome: Finding["outcome"];
  readonly blocking: boolean;
  /** Not in the last audit; null without one. */
  readonly isNew: boolean | null;
  readonly service: string;
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly path: string;
  readonly message: string;
  readonly fix: string;
  readonly fingerprint: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly component: string | null;
  readonly waiverUntil: string | null;
  readonly waiverOwner: string | null;
  readonly waiverReason: string | null;
}

/** A waiver of the pack at a stack. */
export interface WaiverFact extends Pick<DeferredWaiver, "place" | "use"> {
  readonly findings: Readonly<Record<DeferredWaiver["use"], readonly FindingFact[]>>;
}

/** What is known of a rule that has findings. */
export interface RuleFact {
  readonly title: string;
  readonly severity: Severity;
  readonly docs: string;
}

/** A rule that this Stackwarden does not have. */
export const unknownRule = (id: string): RuleFact => ({ title: id, severity: "low", docs: "" });

/** Everything about one stack. */
export interface StackResult {
  readonly stack: StackFact;
  readonly findings: readonly FindingFact[];
  readonly waivers: readonly WaiverFact[];
}

/** A finding that somebody has to act on. */
export const isOpen = ({ outcome }: Pick<FindingFact, "outcome">): boolean => outcome === "fail" || outcome === "crash";

/** The counts of a stack by its findings. */
export function countsOf(
  findings: readonly FindingFact[],
): Pick<StackFact, Severity | "blocking" | "unknown" | "waived" | "exempted" | "baseline"> {
  const by = (outcome: Finding["outcome"]): number => findings.filter((one) => one.outcome === outcome).length;
  const of = (severity: Severity): number => findings.filter((one) => isOpen(one) && one.severity === severity).length;
  return {
    critical: of("critical"),
    high: of("high"),
    medium: of("medium"),
    low: of("low"),
    blocking: findings.filter(({ blocking }) => blocking).length,
    unknown: by("unknown"),
    waived: by("waived"),
    exempted: by("exempted"),
    baseline: by("baseline"),
  };
}
