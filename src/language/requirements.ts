/** What frameworks ask for, and which rules evaluate it: the rules' own claims, and the public mapping of Prowler over the checks that are the same. */
import { frameworkChecks, frameworkRequirements, type RequirementData } from "../data/tables.js";
import { add } from "../model/stack.js";
import { controlsOf, frameworkKeys, frameworkLabel } from "./frameworks.js";
import type { RegisteredRule } from "./registry.js";
import type { Controls, Rule } from "./rule.js";

type FrameworkKey = keyof Controls;

/** A rule that evaluates a requirement, or a part of it. */
export interface RequirementRule {
  readonly id: string;
  /** The service or class (`rds`, `rds.Cluster`) whose resources the requirement is about, where the rule evaluates more. */
  readonly scope: string | undefined;
}

/** A requirement of a framework. */
export interface Requirement {
  readonly id: string;
  /** Only where the licence of the framework allows it. */
  readonly title: string | undefined;
  readonly rules: readonly RequirementRule[];
  /** The checks of Prowler that the public mapping names for it, and how many of them rules evaluate. */
  readonly checks: readonly string[];
  readonly evaluated: number;
  /** True if no program shows it: it is about people, or about the use or the state of an account. */
  readonly isOfAccount: boolean;
}

// Prowler's mapping of this framework has mistakes, and AWS names the control of each check: the rules' own claims count alone.
const claimedOnly: ReadonlySet<FrameworkKey> = new Set(["fsbp"]);

const ofAccount = "account";

let checkRules: readonly string[] | undefined;
/** The rules of a check by its position in the table, as the table writes them. */
function rulesOfCheck(position: number): string {
  checkRules ??= Object.values(frameworkChecks());
  return checkRules[position] ?? "";
}
const isEvaluated = (rules: string): boolean => rules !== "" && rules !== ofAccount;

/** The rules of a requirement by the mapping, each once. */
function mappedRules({ checks }: RequirementData): RequirementRule[] {
  const terms = new Set(
    checks
      .map(rulesOfCheck)
      .filter(isEvaluated)
      .flatMap((rules) => rules.split(" ")),
  );
  const all = [...terms].map((term): RequirementRule => {
    const [id = "", scope] = term.split("@");
    return { id, scope };
  });
  const whole = new Set(all.filter(({ scope }) => scope === undefined).map(({ id }) => id));
  return all.filter(({ id, scope }) => scope === undefined || !whole.has(id));
}

/** Every requirement of a framework with its rules, in the order of the ids. */
export function requirementsOf(key: FrameworkKey, rules: readonly RegisteredRule[]): readonly Requirement[] {
  const known = new Set(rules.map(({ id }) => id));
  const claims = new Map<string, string[]>();
  for (const { id, rule } of rules)
    if (rule.deprecated === undefined)
      for (const [framework, control] of controlsOf(rule.controls)) if (framework === key) add(claims, control, id);
  const table = frameworkRequirements()[tableKey(key)] ?? {};
  const names = Object.keys(frameworkChecks());
  const collator = new Intl.Collator("en", { numeric: true });
  return [...new Set([...Object.keys(table), ...claims.keys()])].sort(collator.compare).map((id) => {
    const entry: RequirementData = table[id] ?? { checks: [] };
    const mapped = mappedRules(entry).filter((one) => known.has(one.id));
    const claimed = (claims.get(id) ?? []).filter((rule) => claimedOnly.has(key) || mapped.every((one) => one.id !== rule));
    const own = claimed.flatMap((rule) => {
      const scoped = mapped.filter((one) => one.id === rule);
      return scoped.length > 0 ? scoped : [{ id: rule, scope: generic.test(rule) && key === "fsbp" ? serviceOf(id) : undefined }];
    });
    const checks = entry.checks.map(rulesOfCheck);
    return {
      id,
      title: entry.title,
      rules: [...own, ...(claimedOnly.has(key) ? [] : mapped)].sort((a, b) => collator.compare(a.id, b.id)),
      checks: entry.checks.map((position) => names[position] ?? ""),
      evaluated: checks.filter(isEvaluated).length,
      isOfAccount: checks.every((one) => one === ofAccount) && !(claimedOnly.has(key) && checks.length === 0),
    };
  });
}

// The table has the versions of one framework side by side.
const tableKey = (key: FrameworkKey): string => (key === "cis" ? frameworkLabel(key) : key);

// Rules that evaluate resources of every service; a control of AWS is about those of one.
const generic = /^(protect|secrets|tags|log|network)-|^iam-resource-policy-/;
const services: Readonly<Record<string, string>> = { documentdb: "docdb", config: "cfg", stepfunctions: "sfn" };

/** The service of a control of AWS, as classes name it; none where they have several names for it. */
function serviceOf(control: string): string | undefined {
  const name = control.split(".")[0]?.toLowerCase() ?? "";
  return name === "elb" || name === "ec2" ? undefined : (services[name] ?? name);
}

let mapped: Map<string, Map<FrameworkKey, string[]>> | undefined;

/** By rule and framework: the requirements of the mapping. */
function mapping(): Map<string, Map<FrameworkKey, string[]>> {
  if (mapped !== undefined) return mapped;
  mapped = new Map();
  for (const key of frameworkKeys.filter((one) => !claimedOnly.has(one)))
    for (const [requirement, data] of Object.entries(frameworkRequirements()[tableKey(key)] ?? {}))
      for (const id of new Set(mappedRules(data).map((one) => one.id))) {
        const own = mapped.get(id) ?? new Map<FrameworkKey, string[]>();
        add(own, key, requirement);
        mapped.set(id, own);
      }
  return mapped;
}

/** The controls of a rule in every version of every framework: those that it names, and those that the mapping adds. */
export function allControls({ id, rule }: { readonly id: string; readonly rule: Pick<Rule, "controls"> }): Controls {
  const added = mapping().get(id);
  if (added === undefined) return rule.controls ?? {};
  const lists = frameworkKeys.map((key): [FrameworkKey, readonly string[]] => [
    key,
    [...new Set([...[rule.controls?.[key] ?? []].flat(), ...(added.get(key) ?? [])])],
  ]);
  return Object.fromEntries(
    lists.filter(([, list]) => list.length > 0).map(([key, list]) => [key, list.length === 1 ? list[0] : list]),
  ) as Controls;
}
