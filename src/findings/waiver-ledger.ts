import type { Configuration } from "../config/config.js";
import { daysBetween } from "../config/day.js";
import type { GivenException, Misnamed } from "../config/exceptions.js";
import { deprecatedWords } from "../config/former.js";
import { type Known, nothingKnown } from "../config/known.js";
import { fitsResource } from "../config/resource-pattern.js";
import { type GivenWaiver, isLoose, urnPattern } from "../config/waivers.js";
import { type Evaluation, evaluateStack, indexRules, type RuleIndex, rootOf, rulesOfResource } from "../engine/evaluate.js";
import { within } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import { type Stack, type StackConfig, toStack } from "../model/stack.js";
import { type Waiver, type WaiverStatus, waiverType } from "../model/waiver.js";
import { fitsPattern } from "../model/wildcard.js";
import { grantedWaivers } from "../views/waivers.js";
import { exemptedWords, openExemptions } from "./exemptions.js";
import { markOld, namedPath } from "./finding.js";

/** The waivers of one stack in one run, and which of them were needed so far. */
export interface Ledger {
  /** The evaluations, with what is waived, what the baseline has, and what the engine exempts, marked as such. */
  apply(evaluations: readonly Evaluation[]): Evaluation[];
  /** The evaluations of the rules about waivers, which know no waiver, with what the engine exempts marked. */
  exempt(evaluations: readonly Evaluation[]): Evaluation[];
  /** Adds a waiver that was seen after the ledger was opened: one in the program. */
  add(given: GivenWaiver): void;
  /** Whether a waiver in force keeps the rule from mending the resource. */
  spares(rule: string, resource: Pick<Resource, "urn" | "name">): boolean;
  /** One line for each waiver used so far that names a deprecated id. */
  deprecated(): readonly string[];
  /** The status of each waiver, after everything is evaluated. `isEvaluated` is true for each resource that was. */
  statuses(index: RuleIndex, stack: Stack, isEvaluated: (resource: Resource) => boolean): WaiverStatus[];
}

const programWaivers = ({ waiverOf }: Configuration, stack: Stack | undefined): GivenWaiver[] =>
  (stack?.resources ?? []).filter(({ type }) => type === waiverType).map(waiverOf);

/**
 * The ledger of a run with this configuration: its waivers, those that the stack's own configuration and its program may add, and its baseline. Without
 * the stack, those of the program are added as they are seen.
 */
export const ledgerOf = (configuration: Configuration, config: StackConfig | undefined, today: string, stack?: Stack): Ledger =>
  openLedger([...configuration.waiversFor(config), ...programWaivers(configuration, stack)], today, configuration.baseline, {
    rules: configuration.rules,
    maxDays: configuration.settings.waiversMaxDays,
    exceptions: configuration.exceptions,
    misnamed: configuration.misnamed,
    ...(stack !== undefined && { stack }),
  });

/**
 * Opens the ledger of a run on a day (`2026-12-31`, in UTC). A waiver holds through its last day; `baseline` is what was there before.
 */
export function openLedger(
  written: readonly GivenWaiver[],
  today: string,
  baseline: Known = nothingKnown,
  { maxDays = 0, stack: known, rules, exceptions = [], misnamed = [] }: Limits = {},
): Ledger {
  const exemptions = openExemptions(exceptions, misnamed);
  const sorted = (all: readonly GivenWaiver[]) => {
    const given = all
      .map((waiver) => withinTerm(waiver, today, maxDays))
      .map((waiver) => (known === undefined ? waiver : measured(waiver, known)));
    const granted = given.flatMap(({ waiver, wide, forbidden }) =>
      waiver !== undefined && wide.length === 0 && forbidden === undefined ? [waiver] : [],
    );
    const inForce = granted.filter(({ until }) => until >= today);
    const idsOf = new Map(given.flatMap(({ waiver, rules: ids }) => (waiver === undefined ? [] : [[waiver, ids] as const])));
    return { given, granted, inForce, idsOf, byRule: groupByRule(inForce, idsOf) };
  };
  let all = [...written];
  let { given, granted, inForce, idsOf, byRule } = sorted(all);
  const used = new Set<string>();
  const deprecated = new Set<string>();
  const mark = (evaluation: Evaluation): Evaluation => {
    const fitting = (byRule.get(evaluation.rule) ?? []).filter(
      (waiver) => covers(waiver, evaluation.resource) && reaches(waiver, evaluation),
    );
    for (const { place, rule } of fitting) {
      used.add(place);
      if (rule !== evaluation.rule) deprecated.add(`${place}: ${deprecatedWords(rule, [evaluation.rule])}`);
    }
    // A crash cannot be waived; the waiver counts as used.
    if (evaluation.outcome === "crash") return evaluation;
    const [waiver] = fitting.toSorted((a, b) => (a.until < b.until ? 1 : a.until > b.until ? -1 : 0));
    return waiver === undefined ? evaluation : { ...evaluation, waiver };
  };
  return {
    apply(evaluations) {
      const waived = inForce.length === 0 ? [...evaluations] : evaluations.map(mark);
      return exemptions.apply(markOld(waived, baseline, rules));
    },
    exempt: exemptions.apply,
    add(more) {
      if (all.some(({ place }) => place === more.place)) return;
      all = [...all, more];
      ({ given, granted, inForce, idsOf, byRule } = sorted(all));
    },
    spares: (rule, resource) => (byRule.get(rule) ?? []).some((waiver) => covers(waiver, resource)),
    deprecated: () => [...deprecated],
    statuses(index, stack, isEvaluated) {
      const on = new Set(index.all.map(({ id }) => id));
      const use = (waiver: Waiver | undefined): WaiverStatus["use"] => {
        if (
          waiver === undefined ||
          !inForce.includes(waiver) ||
          !idsOf.get(waiver)?.some((id) => on.has(id)) ||
          stack.resources.length === 0
        )
          return "untold";
        if (used.has(waiver.place)) return "used";
        return stack.resources.every((resource) => isEvaluated(resource) || !covers(waiver, resource)) ? "unused" : "untold";
      };
      const ofWaivers = given
        .filter(({ waiver }) => waiver === undefined || concerns(waiver, stack))
        .map((waiver) => (known === undefined ? measured(waiver, stack) : waiver))
        .map(({ place, label, malformed, wide, forbidden, waiver }) => ({
          place,
          label,
          malformed,
          wide,
          forbidden,
          until: waiver?.until,
          daysLeft: waiver === undefined || !granted.includes(waiver) ? undefined : daysBetween(today, waiver.until),
          use: use(waiver),
        }));
      return [...ofWaivers, ...exemptions.statuses(index, stack, isEvaluated)];
    },
  };
}

/** The limits for waivers, and what else spares findings. */
export interface Limits {
  /** The most days from today that it may be valid; 0 for no limit. */
  readonly maxDays?: number;
  /** The stack that its pattern is measured by, where it is known before anything is evaluated; else by the one that its status is asked for. */
  readonly stack?: Stack;
  /** The rules of the run, some of which cover others. */
  readonly rules?: RuleIndex;
  /** The exceptions that the engine applies, and what they name that no rule has. */
  readonly exceptions?: readonly GivenException[];
  readonly misnamed?: readonly Misnamed[];
}

/** A waiver that ends later than the pack allows may not be granted. */
function withinTerm(given: GivenWaiver, today: string, maxDays: number): GivenWaiver {
  const { waiver, forbidden } = given;
  if (waiver === undefined || forbidden !== undefined || maxDays === 0) return given;
  const days = daysBetween(today, waiver.until);
  return days <= maxDays ? given : { ...given, forbidden: termWords(waiver.until, maxDays) };
}

/** The message for a waiver that ends too late. */
export const termWords = (until: string, maxDays: number): string =>
  `ends on ${until}, but the pack allows at most ${maxDays} day${maxDays === 1 ? "" : "s"} from today (waiversMaxDays)`;

// A pattern is too wide if it matches this many resources, and this share of them.
const fewest = 4;
const share = 0.25;

/** A waiver whose loose pattern fits a great part of the stack is too wide. */
function measured(given: GivenWaiver, stack: Stack): GivenWaiver {
  const { waiver } = given;
  if (waiver === undefined || given.wide.length > 0 || !isLoose(waiver.resource)) return given;
  const all = stack.resources.filter(({ type, external, from }) => !external && from?.isFurther !== true && !type.startsWith("pulumi:"));
  const fitting = all.filter((resource) => covers(waiver, resource)).length;
  if (fitting < fewest || fitting <= all.length * share) return given;
  const words =
    `names the resource ${JSON.stringify(waiver.resource)}, ` +
    `which matches ${fitting} of the ${all.length} resources of the stack: begin or end the pattern with a word of the name`;
  return { ...given, wide: [words] };
}

/** Evaluates the rules about waivers for a stack. */
export function evaluateWaivers(
  index: RuleIndex,
  stack: Stack,
  waivers: readonly WaiverStatus[],
  environments: ReadonlySet<string>,
): Evaluation[] {
  if (waivers.length === 0) return [];
  const rules = rulesOfResource(index, rootOf(stack), stack).ofStack.filter(({ rule }) => rule.view === grantedWaivers);
  if (rules.length === 0) return [];
  const { name, project, today, config } = stack;
  return evaluateStack(indexRules(rules), toStack([rootOf(stack)], { name, project, today, config, waivers }), environments);
}

/** Why an evaluation does not count, in one sentence: waived, in the baseline, exempted, or out of scope of this run; `undefined` where it counts. */
export function sparedWords({ waiver, old, exceptions, spared }: Evaluation): string | undefined {
  if (waiver !== undefined) return waivedWords(waiver);
  if (old === true) return "in the baseline";
  return exceptions === undefined ? spared : exemptedWords(exceptions);
}

/** The waiver of a finding in one sentence. */
export const waivedWords = ({ until, owner, reason, approvedBy }: Waiver): string =>
  `waived until ${until}${owner === null ? "" : ` by ${owner}`}${approvedBy === undefined ? "" : `, approved by ${approvedBy}`}: ${reason}`;

/** Whether a waiver may be meant for a stack: all are, but those that name another one by URN. */
function concerns({ resource }: Pick<Waiver, "resource">, { name, project }: Pick<Stack, "name" | "project">): boolean {
  const parts = urnPattern(resource);
  return parts === undefined || (fitsPattern(name, parts[0]) && fitsPattern(project, parts[1]));
}

/** Whether a waiver names a resource. */
export const covers = (waiver: Pick<Waiver, "resource">, resource: Pick<Resource, "urn" | "name">): boolean =>
  fitsResource(waiver.resource, resource);

/** Whether a waiver's path is that of the finding or above it. */
function reaches({ path }: Waiver, evaluation: Evaluation): boolean {
  if (path === null) return true;
  return [evaluation.path, namedPath(evaluation.resource, evaluation.path)].some(
    (found) => within(found, path) || [path, `${path}.*`, `${path}[*`].some((pattern) => path.includes("*") && fitsPattern(found, pattern)),
  );
}

function groupByRule(waivers: readonly Waiver[], idsOf: ReadonlyMap<Waiver, readonly string[]>): Map<string, Waiver[]> {
  const groups = new Map<string, Waiver[]>();
  for (const waiver of waivers) for (const id of idsOf.get(waiver) ?? []) groups.set(id, [...(groups.get(id) ?? []), waiver]);
  return groups;
}
