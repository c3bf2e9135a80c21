/** The compliance report: each requirement of a framework with what the rules came to. */
import type { Report } from "../doors/state/check.js";
import { coveredByIn } from "../engine/covered.js";
import type { Verdicts } from "../engine/verdicts.js";
import type { Finding } from "../findings/finding.js";
import { frameworkLabel, frameworks } from "../language/frameworks.js";
import type { RegisteredRule } from "../language/registry.js";
import { type Requirement, type RequirementRule, requirementsOf } from "../language/requirements.js";
import type { Controls } from "../language/rule.js";
import { canonicalType, classOfType } from "../model/classes.js";
import { add } from "../model/stack.js";
import { stacksOf } from "./facts.js";

/** What a requirement can come to, in the order of reports. */
export const statuses = ["fail", "unknown", "waived", "pass", "not-applicable", "not-covered", "not-decidable"] as const;
export type Status = (typeof statuses)[number];

export const statusWords: Readonly<Record<Status, string>> = {
  fail: "fail",
  unknown: "unknown",
  waived: "waived",
  pass: "pass",
  "not-applicable": "not applicable",
  "not-covered": "not covered",
  "not-decidable": "not decidable from code",
};

/** What each status means, a sentence. */
export const statusMeanings: Readonly<Record<Status, string>> = {
  fail: "A rule found a violation.",
  unknown: "No violation is known, and a value that decides is not known yet.",
  waived: "Every violation is waived, exempted or disabled by the configuration.",
  pass: "The rules evaluated resources and found nothing.",
  "not-applicable": "There is no resource that a rule of it evaluates.",
  "not-covered": "No rule evaluates it.",
  "not-decidable": "No program shows it: it is about people, or about the use or the state of an account.",
};

/** A requirement with its status. */
export interface Row extends Requirement {
  readonly status: Status;
  readonly findings: readonly Finding[];
}

/** What the formats of the compliance report print. */
export interface Compliance {
  readonly framework: string;
  readonly title: string;
  readonly version: string;
  readonly stacks: readonly string[];
  readonly counts: Readonly<Record<Status, number>>;
  readonly rows: readonly Row[];
}

/** The compliance of the stacks of a report with a framework; `verdicts` has what its rules came to. */
export function complianceOf(report: Report, rules: readonly RegisteredRule[], framework: keyof Controls, verdicts: Verdicts): Compliance {
  const byRule = new Map<string, Finding[]>();
  for (const finding of report.findings) add(byRule, finding.rule, finding);
  const coveredBy = coveredByIn({ all: rules });
  const rows = requirementsOf(framework, rules).map((requirement): Row => {
    const findings = requirement.rules.flatMap(({ id, scope }) => (byRule.get(id) ?? []).filter(({ type }) => isIn(type, scope)));
    // A finding that was left out since another one covers it still fails its requirement.
    const behind = requirement.rules
      .filter((one) => outcomesOf(one, verdicts).includes("fail") && findings.every(({ rule }) => rule !== one.id))
      .map(({ id, scope }) =>
        (coveredBy.get(id) ?? []).flatMap((other) => byRule.get(other) ?? []).filter(({ type }) => isIn(type, scope)),
      );
    const all = [...new Set([...findings, ...behind.flat()])];
    return { ...requirement, status: statusOf(requirement, all, behind.length > 0, verdicts), findings: all };
  });
  const counts = Object.fromEntries(statuses.map((status) => [status, rows.filter((row) => row.status === status).length]));
  return {
    framework: frameworkLabel(framework),
    title: frameworks[framework].title,
    version: report.tool.version,
    stacks: stacksOf(report),
    counts: counts as Record<Status, number>,
    rows,
  };
}

function statusOf({ rules, isOfAccount }: Requirement, findings: readonly Finding[], isHidden: boolean, verdicts: Verdicts): Status {
  const has = (...outcomes: Finding["outcome"][]): boolean => findings.some(({ outcome }) => outcomes.includes(outcome));
  const came = rules.flatMap((rule) => outcomesOf(rule, verdicts));
  // A known violation is one, whether a baseline has it or not.
  if (has("fail", "crash", "baseline")) return "fail";
  if (has("unknown") || came.includes("unknown")) return "unknown";
  if (has("waived", "exempted") || isHidden) return "waived";
  if (came.length > 0) return "pass";
  if (rules.length > 0) return "not-applicable";
  return isOfAccount ? "not-decidable" : "not-covered";
}

/** The worst verdicts of a rule on each type that the requirement is about. */
const outcomesOf = ({ id, scope }: RequirementRule, { byRule }: Verdicts): ("pass" | "unknown" | "fail")[] =>
  [...(byRule.get(id) ?? [])].filter(([type]) => isIn(type, scope)).map(([, outcome]) => outcome);

/** Whether a type is of a service or class; a type outside AWS is in every one. */
function isIn(type: string, scope: string | undefined): boolean {
  if (scope === undefined) return true;
  const canonical = canonicalType(type);
  if (!canonical.startsWith("aws:")) return !canonical.startsWith("pulumi:");
  const name = classOfType(canonical);
  return name === scope || name.startsWith(`${scope}.`);
}

/** How many of its checks the rules evaluate, where not all: `in part (2 of 5 checks)`. */
export const partWords = ({ checks, evaluated, rules }: Requirement): string =>
  rules.length > 0 && evaluated < checks.length && evaluated > 0 ? `in part (${evaluated} of ${checks.length} checks)` : "";
