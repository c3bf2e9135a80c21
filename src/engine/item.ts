import { entriesOf, leaves, Matcher, match, type Show, silent, wordsOf } from "../language/pattern.js";
import type { CheckContext, Found, Rule } from "../language/rule.js";
import { type Item, placeOf } from "../language/view.js";
import { guarded, pathIn } from "../model/guarded.js";
import { join, topKey, under, within } from "../model/path.js";
import { properties, type Resource } from "../model/resource.js";
import { isScalar } from "../model/same.js";
import { isSettledElsewhere, settledInputs } from "../model/settled.js";
import type { Stack } from "../model/stack.js";
import { isMap, isSecret, isUnknown, lookup, maskOf, type Value } from "../model/value.js";
import { all, type Break, bounded, broken, guard, not, open, outcome, pass, UnknownRead, unsure, type Verdict } from "../model/verdict.js";
import { show } from "../text/show.js";
import { type Joined, joinAll, matchJoined, noJoins, surplus } from "./joins.js";
import type { Verdicts } from "./verdicts.js";

/** The context that a rule is evaluated in, besides the item. */
export interface Surroundings {
  readonly options: Readonly<Record<string, unknown>>;
  readonly environments: ReadonlySet<string>;
  /** The day of the run in UTC: `2026-12-31`. */
  readonly today: string;
  readonly stack: Stack | undefined;
  /** Gets every verdict, where a report needs more than what broke. */
  readonly verdicts?: Verdicts | undefined;
}

/**
 * The verdict of one rule on one item; `undefined` where the rule does not apply. Never throws for an unknown value; whatever else
 * a rule throws goes through (`evaluateRules` makes a finding of it). Paths in the verdict are places in the item's resource.
 */
export function evaluateItem(rule: Rule, item: Item, around: Surroundings): Verdict | undefined {
  if (item.unreadable !== undefined) return isOutOfScope(rule, item) ? undefined : open(...item.unreadable);
  const value = item.value as Value;
  const joined = around.stack === undefined ? noJoins : joinAll(around.stack, item.resource, rule.links);
  const scope = rule.when === undefined ? pass : matchWhole(value, rule.when, joined, silent);
  if (scope.broken.length > 0) return undefined;
  const { require, forbid, check } = rule;
  const required = require === undefined ? pass : reworded(rule, item, matchWhole(value, require, joined, showOf(item)));
  const unwanted = forbid === undefined ? pass : withoutForbidden(rule, item, value, joined);
  const found = check === undefined ? pass : checked(rule, item, joined, around);
  if (required === pass && unwanted === pass && found === pass) return pass;
  const verdict = atSource(rule, item, all([required, unwanted, found]));
  return placed(outcome(scope) === "unknown" ? unsure(verdict, scope.unknown) : verdict, item);
}

const showOf =
  (item: Item): Show =>
  (shown, path) =>
    show(shown, path, (p) => maskOf(properties(item.resource), placeOf(item, p)));

function withoutForbidden(rule: Rule, item: Item, value: Value, joined: Readonly<Record<string, Joined>>): Verdict {
  const verdict = matchWhole(value, rule.forbid, joined, silent);
  return verdict.broken.length > 0 ? pass : not(verdict, () => forbidden(rule, item, value, joined, showOf(item)));
}

/** What a source settled wrongly is mended at the source. */
function atSource({ settledBy, sourceFix: fix }: Rule, { resource }: Item, verdict: Verdict): Verdict {
  if (fix === undefined || verdict.broken.length === 0) return verdict;
  const isInherited = (path: string): boolean => {
    const sources = settledBy[path];
    return sources !== undefined && isSettledElsewhere(resource, sources) && !isSettledElsewhere(resource, [path]);
  };
  return { ...verdict, broken: verdict.broken.map((b) => (isInherited(b.path) ? { ...b, fix } : b)) };
}

/** True if the known part around an unreadable item, such as the task around its containers, is out of the rule's scope. */
function isOutOfScope({ when }: Rule, { value }: Item): boolean {
  if (when === undefined || when instanceof Matcher || typeof value !== "object" || value === null) return false;
  const verdict = match(value as Value, when, "", () => "");
  return verdict.broken.some(({ path }) => Object.hasOwn(value, topKey(path)));
}

function matchWhole(value: Value, pattern: unknown, joined: Readonly<Record<string, Joined>>, showValue: Show): Verdict {
  if ((joined === noJoins && isMap(value)) || pattern instanceof Matcher || typeof pattern !== "object" || pattern === null)
    return match(value, pattern, "", showValue);
  const parts: Verdict[] = [];
  for (const { key, sub, top } of entriesOf(pattern)) {
    const partners = joined[key];
    const part =
      partners === undefined ? match(isMap(value) ? value[key] : undefined, sub, top, showValue) : matchJoined(key, partners, sub);
    if (part === pass) continue;
    if (showValue === silent && part.broken.length > 0) return part;
    parts.push(part);
  }
  return all(parts);
}

/** The rule's own message; none if it would read an unknown value, because that must not turn a violation into an unknown. */
function ownWords(rule: Rule, item: Item): string | undefined {
  if (typeof rule.message !== "function") return rule.message;
  try {
    return rule.message(guarded(item.value) as never);
  } catch (error) {
    if (error instanceof UnknownRead) return undefined;
    throw error;
  }
}

function reworded(rule: Rule, item: Item, verdict: Verdict): Verdict {
  const words = outcome(verdict) === "fail" ? ownWords(rule, item) : undefined;
  if (words === undefined) return verdict;
  const places = verdict.broken.flatMap((b) => b.places ?? []);
  const path = rule.at ?? verdict.broken[0]?.path ?? "";
  const bound = verdict.broken.find((b) => b.path === path)?.bound;
  return bounded(broken(path, words, places.length > 0 ? places : undefined), bound);
}

function forbidden(rule: Rule, item: Item, value: Value, joined: Readonly<Record<string, Joined>>, showValue: Show): Verdict {
  const parts = leaves(rule.forbid);
  // What is set explains more than what is missing: the finding points at the last set property of the pattern.
  const primary = parts.findLast(([path]) => lookup(value, path) !== undefined) ?? parts.at(-1);
  const path = rule.at ?? primary?.[0] ?? "";
  const own = ownWords(rule, item);
  if (own !== undefined) return broken(path, own);
  const [first = "", pattern] = primary ?? [];
  const link = parts.map(([at]) => topKey(at)).find((name) => joined[name] !== undefined);
  const others = parts
    .filter(([at]) => (link === undefined ? at !== first : topKey(at) !== link))
    .map(([at, sub]) => `${at} ${wordsOf(sub).is}`);
  const meanwhile = others.length === 0 ? "" : ` while ${others.join(" and ")}`;
  if (link !== undefined && joined[link] !== undefined)
    return surplus(joined[link], (rule.forbid as Readonly<Record<string, unknown>>)[link], meanwhile);
  const now = lookup(value, first);
  const isMissing = now === undefined || now === null;
  const words =
    !(pattern instanceof Matcher) || !(isScalar(now) || isMissing)
      ? wordsOf(pattern).is
      : isMissing
        ? "is not set"
        : `is ${showValue(now, first)}`;
  return broken(path, `${words}${meanwhile}`);
}

function checked(rule: Rule, item: Item, joined: Readonly<Record<string, Joined>>, around: Surroundings): Verdict {
  const check = rule.check as (item: unknown, context: CheckContext<never>) => Found;
  if (joined === noJoins) {
    const context = new Context(rule, item, item.value, joined, around);
    const { inputs } = item.resource;
    // Most resources have all of their inputs: nothing in them is to be guarded.
    const value = item.value === inputs.value && !inputs.hasUnknown ? item.value : guardedItem(item.value);
    // As `guard` does, without a closure for each resource and rule.
    try {
      return collect(check(value, context));
    } catch (error) {
      if (error instanceof UnknownRead) return open(error.path);
      throw error;
    }
  }
  const run = (withOpen: boolean): Verdict =>
    guard(() => {
      const lists = Object.fromEntries(
        Object.entries(joined).map(([name, j]) => [
          name,
          (withOpen ? [...j.sure, ...j.open] : j.sure).map((r) => (isUnknown(r) ? r : properties(r).value)),
        ]),
      );
      const root = Object.keys(lists).length === 0 ? item.value : { ...(item.value as object), ...lists };
      const context = new Context(rule, item, root, joined, around);
      return collect(check(guardedItem(root), context));
    });
  const verdict = run(false);
  const openLinks = Object.entries(joined).filter(([, j]) => j.open.length > 0);
  if (openLinks.length === 0) return verdict;
  // The verdict is between that with no open partner and that with all of them: if both agree, it is known.
  const other = run(true);
  if (outcome(verdict) === outcome(other) && outcome(verdict) !== "unknown") return verdict;
  return open(...openLinks.map(([name]) => name), ...verdict.unknown);
}

const guardedItem = (root: unknown): unknown => (typeof root === "object" && root !== null ? guarded(root) : root);

/** The context of a `check`: what few checks ask for is made when one does. Checks take it apart, so nothing in it may need `this`. */
class Context implements CheckContext<never> {
  constructor(
    private readonly rule: Rule,
    private readonly item: Item,
    private readonly root: unknown,
    private readonly joined: Readonly<Record<string, Joined>>,
    private readonly around: Surroundings,
  ) {}

  get options(): never {
    const { options } = this.around;
    // Most rules have none, and need no copy.
    for (const _ in this.rule.options) return { ...this.rule.options, ...options } as never;
    return options as never;
  }
  get environments(): ReadonlySet<string> {
    return this.around.environments;
  }
  get today(): string {
    return this.around.today;
  }
  get at(): CheckContext<unknown>["at"] {
    return breakAt;
  }
  get isSecret(): CheckContext<unknown>["isSecret"] {
    const { item } = this;
    return (path) => {
      const own = properties(item.resource);
      if (!own.secretsKnown) throw new UnknownRead(placeOf(item, path));
      return isSecret(own, placeOf(item, path));
    };
  }
  get isUnknown(): CheckContext<unknown>["isUnknown"] {
    const { item } = this;
    return (path) => isUnknown(lookup(item.value as Value, path));
  }
  get isOutput(): CheckContext<unknown>["isOutput"] {
    const { item } = this;
    return (path) =>
      isUnknown(lookup(item.value as Value, path)) && (item.resource.propertyDependencies[topKey(placeOf(item, path))] ?? []).length > 0;
  }
  get each(): CheckContext<unknown>["each"] {
    const { root, joined } = this;
    return (owner, key, evaluate) => eachOf(owner, key, evaluate as (item: never, key: string) => Found, root, joined);
  }
}

const breakAt: CheckContext<unknown>["at"] = (path, message, bound) => (bound === undefined ? { path, message } : { path, message, bound });

/** Evaluates each item of a list (or map) that a check named, with paths behind the place of its owner. */
function eachOf(
  owner: unknown,
  key: string,
  evaluate: (item: never, key: string) => Found,
  root: unknown,
  joined: Readonly<Record<string, Joined>>,
): Verdict {
  // The owner is looked up in the item only when something must be reported.
  let found: { readonly base: string | undefined } | undefined;
  const base = (): string | undefined => {
    found ??= { base: pathIn(root, owner) };
    return found.base;
  };
  const list = guard(() => {
    // A null is what an input that is not set can be, in a state or a program without types.
    const read: unknown = (owner as Record<string, unknown> | null)?.[key];
    if (typeof read !== "object" || read === null) return pass;
    const parts: Verdict[] = [];
    for (const k of Object.keys(read)) {
      // The path of an unknown value that an evaluation reads is whole: it need not be in the item.
      let isWhole = true;
      const verdict = guard(() => {
        const one = (read as Record<string, unknown>)[k] ?? undefined;
        const what = one === undefined ? pass : collect(evaluate(one as never, k));
        isWhole = false;
        return what;
      });
      if (verdict === pass) continue;
      const at = under(base() ?? "", join(join("", key), Array.isArray(read) ? Number(k) : k));
      parts.push(inPartner(isWhole ? verdict : moved(verdict, at), joined));
    }
    return all(parts);
  });
  // Below an owner that is not part of the item, the paths are not whole yet.
  if (list.broken.length > 0 && base() !== undefined) for (const b of list.broken) whole.add(b);
  return list;
}

/** Violations of a nested `each`: their paths start at the item that the rule evaluates. */
const whole = new WeakSet<Break>();

/** Makes the paths of an item's verdict relative to the resource; complete paths stay. */
const moved = (verdict: Verdict, base: string): Verdict => ({
  broken: verdict.broken.map((b) => (whole.has(b) ? b : { ...b, path: under(base, b.path) })),
  unknown: verdict.unknown.map((path) => (within(path, base) ? path : under(base, path))),
});

/** A violation in a joined resource is a violation of the subject, with the partner's property as a further location. */
function inPartner(verdict: Verdict, joined: Readonly<Record<string, Joined>>): Verdict {
  return {
    ...verdict,
    broken: verdict.broken.map((b) => {
      if (whole.has(b)) return b;
      const parts = /^(\w+)\[(\d+)\]\.?(.*)$/.exec(b.path);
      const end = parts === null ? undefined : joined[parts[1] ?? ""];
      const partner = end === undefined ? undefined : [...end.sure, ...end.open][Number(parts?.[2])];
      if (end === undefined || partner === undefined || isUnknown(partner)) return b;
      const path = parts?.[3] ?? "";
      return {
        path: "",
        message: `${end.link.label} "${partner.name}"${path === "" ? "" : `: ${path}`} ${b.message}`,
        places: [{ urn: partner.urn, path }],
      };
    }),
  };
}

function collect(found: Found): Verdict {
  if (found === undefined || found === null || found === false || found === "") return pass;
  if (typeof found === "string") return broken("", found);
  if ("broken" in found) return found;
  if ("path" in found) return { broken: [found], unknown: [] };
  return all([...found].map((f) => (typeof f === "string" ? broken("", f) : { broken: [f], unknown: [] })));
}

const placed = (verdict: Verdict, item: Item): Verdict => {
  if (verdict === pass || (item.path === "" && item.locate === undefined)) return verdict;
  return {
    broken: verdict.broken.map((b): Break => ({ ...b, path: placeOf(item, b.path) })),
    unknown: verdict.unknown.map((path) => placeOf(item, path)),
  };
};

/** The items of a resource that a rule evaluates: the resource itself, or what the rule's view finds in it. */
export function itemsOf(rule: Rule, resource: Resource, around: Surroundings): Iterable<Item> {
  if (rule.view !== undefined) return rule.view.of(resource, around);
  const value = settledInputs(resource, rule.settledBy, around.stack);
  if (value !== resource.inputs.value) return [{ resource, path: "", value }];
  // The rules of a resource run one after another, and most read the same items.
  if (last[0]?.resource !== resource) last = [{ resource, path: "", value }];
  return last;
}

let last: readonly Item[] = [];
