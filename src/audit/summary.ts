/** The sums of an audit: what the reports show, and `audit.json` holds. */
import type { Severity } from "../language/rule.js";
import { severities } from "../report/facts.js";
import { type FindingFact, isOpen, type RuleFact, type StackFact } from "./facts.js";

/** Findings of one kind: a rule, a team or an environment. */
export interface Group {
  readonly name: string;
  readonly stacks: number;
  readonly findings: number;
  readonly blocking: number;
  readonly critical: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
  /** Since the last audit; null without one. */
  readonly new: number | null;
}

/** What changed since the last audit. */
export interface Trend {
  readonly day: string;
  readonly findings: number;
  readonly blocking: number;
  readonly new: number;
  readonly fixed: number;
  /** Stacks that only this audit has, and that only the last one had. */
  readonly newStacks: number;
  readonly goneStacks: number;
}

export interface AuditSummary {
  readonly stacks: number;
  readonly unreadable: number;
  readonly locked: number;
  readonly resources: number;
  readonly unjudged: number;
  readonly findings: number;
  readonly blocking: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly byOutcome: Readonly<Record<FindingFact["outcome"], number>>;
  readonly rules: readonly Group[];
  readonly teams: readonly Group[];
  readonly environments: readonly Group[];
  /** The stacks with the worst findings. */
  readonly worst: readonly StackFact[];
  /** Those that could not be evaluated. */
  readonly unreadableStacks: readonly Pick<StackFact, "id" | "project" | "stack" | "reason" | "message">[];
  readonly lockedStacks: readonly string[];
  readonly trend: Trend | null;
}

/** An audit as `audit.json` holds it. */
export interface Audit {
  readonly schema: number;
  readonly tool: { readonly name: "stackwarden"; readonly version: string };
  readonly day: string;
  readonly settings: string;
  readonly teamTag: string | null;
  readonly sources: readonly string[];
  /** The part of all stacks that this is; null for all of them. */
  readonly shard: { readonly index: number; readonly total: number } | null;
  readonly summary: AuditSummary;
  readonly rules: Readonly<Record<string, RuleFact>>;
}

const mostWorst = 25;

interface Count {
  stacks: number;
  findings: number;
  blocking: number;
  critical: number;
  high: number;
  medium: number;
  low: number;
  new: number;
}
const zero = (): Count => ({ stacks: 0, findings: 0, blocking: 0, critical: 0, high: 0, medium: 0, low: 0, new: 0 });

/** Adds up an audit, a stack at a time. */
export class Sums {
  private readonly groups = { rules: new Map<string, Count>(), teams: new Map<string, Count>(), environments: new Map<string, Count>() };
  private readonly all = { ...zero(), unreadable: 0, locked: 0, resources: 0, unjudged: 0 };
  private readonly outcomes = { crash: 0, fail: 0, unknown: 0, waived: 0, exempted: 0, baseline: 0 };
  private worst: StackFact[] = [];
  private readonly unreadable: AuditSummary["unreadableStacks"][number][] = [];
  private readonly lockedIds: string[] = [];

  constructor(private readonly hasTrend: boolean) {}

  add(stack: StackFact, findings: readonly FindingFact[]): void {
    const { id, project, stack: name, reason, message } = stack;
    this.all.stacks++;
    this.all.resources += stack.resources;
    this.all.unjudged += stack.unjudged;
    if (stack.locked) {
      this.all.locked++;
      this.lockedIds.push(id);
    }
    if (stack.status === "unreadable") {
      this.all.unreadable++;
      this.unreadable.push({ id, project, stack: name, reason, message });
      return;
    }
    const seen = new Set<Count>();
    this.count(this.groups.teams, stack.team, seen);
    this.count(this.groups.environments, stack.environment, seen);
    for (const finding of findings) {
      this.outcomes[finding.outcome]++;
      if (!isOpen(finding) && !finding.blocking) continue;
      const counts = [
        this.all,
        this.count(this.groups.rules, finding.rule, seen),
        this.count(this.groups.teams, finding.team, seen),
        this.count(this.groups.environments, finding.environment, seen),
      ];
      for (const count of counts) {
        count.findings++;
        count[finding.severity]++;
        if (finding.blocking) count.blocking++;
        if (finding.isNew === true) count.new++;
      }
    }
    if (weightOf(stack).some((count) => count > 0)) this.worst.push(stack);
    if (this.worst.length > 4 * mostWorst) this.worst = worstOf(this.worst);
  }

  sums(trend: Trend | null): AuditSummary {
    const { stacks, unreadable, locked, resources, unjudged, findings, blocking, critical, high, medium, low } = this.all;
    return {
      ...{ stacks, unreadable, locked, resources, unjudged, findings, blocking },
      bySeverity: { critical, high, medium, low },
      byOutcome: this.outcomes,
      rules: this.sorted(this.groups.rules),
      teams: this.sorted(this.groups.teams),
      environments: this.sorted(this.groups.environments),
      worst: worstOf(this.worst),
      unreadableStacks: this.unreadable,
      lockedStacks: this.lockedIds,
      trend,
    };
  }

  /** The count of a name, with the stack counted once. */
  private count(map: Map<string, Count>, name: string, seen: Set<Count>): Count {
    const count = map.get(name) ?? zero();
    map.set(name, count);
    if (!seen.has(count)) count.stacks++;
    seen.add(count);
    return count;
  }

  private sorted(map: ReadonlyMap<string, Count>): Group[] {
    return [...map]
      .map(([name, count]): Group => ({ name, ...count, new: this.hasTrend ? count.new : null }))
      .sort(
        (a, b) =>
          compareLists(
            severities.map((s) => b[s]),
            severities.map((s) => a[s]),
          ) || (a.name < b.name ? -1 : 1),
      );
  }
}

const weightOf = (stack: StackFact): number[] => severities.map((severity) => stack[severity]);
const compareLists = (a: readonly number[], b: readonly number[]): number => a.map((n, i) => n - (b[i] ?? 0)).find((n) => n !== 0) ?? 0;
const worstOf = (stacks: readonly StackFact[]): StackFact[] =>
  stacks.toSorted((a, b) => compareLists(weightOf(b), weightOf(a)) || (a.id < b.id ? -1 : 1)).slice(0, mostWorst);
