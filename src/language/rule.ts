import type { Inputs, ResourceClass } from "../model/classes.js";
import { typeOfClass } from "../model/classes.js";
import type { Bound } from "../model/measure.js";
import { type SettledBy, settledByNothing } from "../model/settled.js";
import { type Link, noLinks } from "../model/stack.js";
import type { Break, Verdict } from "../model/verdict.js";
import type { Pattern } from "./pattern.js";
import type { View } from "./view.js";

export type Severity = "critical" | "high" | "medium" | "low";
export type Preset = "essential" | "recommended" | "all";

/** Control ids by framework, in the version that `frameworks.ts` names, as in AWS Security Hub and the public mappings. */
export interface Controls {
  readonly fsbp?: string | readonly string[];
  /** Version 3.0.0; later versions have other numbers, which `requirements.ts` derives. */
  readonly cis?: string | readonly string[];
  readonly "cis@5.0.0"?: string | readonly string[];
  readonly "cis@6.0.0"?: string | readonly string[];
  readonly "cis@7.0.0"?: string | readonly string[];
  readonly nist?: string | readonly string[];
  readonly pci?: string | readonly string[];
  readonly hipaa?: string | readonly string[];
  readonly soc2?: string | readonly string[];
  readonly iso27001?: string | readonly string[];
  readonly aisf?: string | readonly string[];
}

/** The description of a rule, from which documentation, reports, policy info and configuration schema are made. */
export interface About {
  /** The requirement: names the service, contains "must", at most 90 characters, no full stop. */
  readonly title: string;
  readonly severity: Severity;
  /** The smallest preset that has the rule; By default `essential` for critical rules and `recommended` for the others. */
  readonly preset?: Preset;
  /** The fix, in terms of a Pulumi program. Starts with a verb. */
  readonly fix: string;
  /** Why it matters, if the title does not show it: a sentence or two for the rule's page. */
  readonly why?: string;
  readonly docs: `https://${string}`;
  readonly controls?: Controls;
  /** The same check in other tools: `CKV_AWS_42`, `AVD-AWS-0037`, `AwsSolutions-EFS1`. */
  readonly equivalents?: readonly string[];
  readonly categories?: readonly string[];
  /** Ids of milder rules that would show the same cause again: where this rule found something, what they find at the same place is left out. */
  readonly covers?: readonly string[];
  /** False if the rule may never be waived. */
  readonly waivable?: boolean;
  readonly deprecated?: string;
  /** Ids that the rule had before: they keep working, with a warning, in configurations, waivers, baselines and on the command line. */
  readonly formerly?: readonly string[];
  /** A rule whose configured options turn this one on too, whatever the preset. */
  readonly onWith?: string;
  /** An input that is not known yet leaves the rule silent: what breaks the rule is practically always written in the program. */
  readonly ignoresUnknown?: true;
}

type ClassOrView = ResourceClass | readonly ResourceClass[] | View<unknown>;
/** The type of the items that a rule with this subject evaluates. */
export type Subject<S> =
  S extends View<infer T> ? T : S extends readonly (infer C extends string)[] ? Inputs<C> : S extends string ? Inputs<S> : never;

/** `"s3.BucketPublicAccessBlock#bucket"`: resources that point here. `"role -> iam.Role"`: resources that this one points at. */
type LinkText<T, L> = L extends `${infer C extends ResourceClass}#${infer P}`
  ? TopKey<P> extends keyof Inputs<C> & string
    ? L
    : `${C} has no input ${P}`
  : L extends `${infer P} -> ${infer C extends ResourceClass}`
    ? TopKey<P> extends keyof T & string
      ? `${P} -> ${C}`
      : `there is no input ${P}`
    : "Class#input, or input -> Class, of the AWS provider";
type LinkTexts<T, L> = { readonly [K in keyof L]: LinkText<T, L[K]> };
type TopKey<P extends string> = P extends `${infer A}.${string}` ? A : P;
type LinkedClass<L> = L extends `${infer C}#${string}` ? C : L extends `${string} -> ${infer C}` ? C : never;
/** Joined resources as `require` and `forbid` read them: alternatives, of which one must fit. */
type Linked<L> = { readonly [K in keyof L]: Inputs<LinkedClass<L[K]> & string> | undefined };
/** Joined resources as `check` reads them: all of them. */
type LinkedLists<L> = { readonly [K in keyof L]: readonly Inputs<LinkedClass<L[K]> & string>[] };

/** The result of a `check`: nothing where it passes, a string for a violation of the whole item, `at(…)` for one of a property. */
export type Found = string | Break | Verdict | false | null | undefined | Iterable<string | Break>;

export interface CheckContext<O> {
  readonly options: O;
  /** The environments whose patterns fit the stack's name. */
  readonly environments: ReadonlySet<string>;
  /** The day of the run in UTC: `2026-12-31`. */
  readonly today: string;
  /** Evaluates each item of a list (or map) on its own: an unknown or broken item hides no other. */
  each<T, K extends keyof T & string>(owner: T, key: K, evaluate: (item: ItemOf<NonNullable<T[K]>>, key: string) => Found): Verdict;
  /** A break of a property: `at("ports.from", "is 80, expected above 1024", "least")`; `bound` states which way a number gets better. */
  at(path: string, message: string, bound?: Bound): Break;
  /** Whether the value at a path is wrapped as a secret. */
  isSecret(path: string): boolean;
  /** Whether the value at a path is not known yet. Reading it would leave the rule open. */
  isUnknown(path: string): boolean;
  /** Whether the value at a path is not known yet because it is made of another resource: it will be set. */
  isOutput(path: string): boolean;
}
type ItemOf<L> = L extends readonly (infer E)[] ? E : L extends { readonly [key: string]: infer E } ? E : never;

/** The properties of any of several classes. */
type KeyOf<T> = T extends unknown ? keyof T & string : never;

interface Test<T, L, O> {
  /** Items that do not fit are out of scope. */
  readonly when?: Pattern<T & Linked<NoInfer<L>>>;
  /** Other resources, joined in by name. */
  readonly with?: LinkTexts<T, L>;
  /** Inputs that something else decides if they are unset: the cloud, or what the named inputs refer to, such as a snapshot. */
  readonly settledBy?: { readonly [K in KeyOf<T>]?: readonly KeyOf<T>[] };
  /** The fix if such a source has the wrong value. */
  readonly sourceFix?: string;
  /** What users can configure; the defaults give types and JSON schema. */
  readonly options?: O;
  /** The JSON schema of options whose default does not show it: lists of mixed entries, maps. By option. */
  readonly optionsSchema?: { readonly [K in keyof O]?: Readonly<Record<string, unknown>> };
  /** What is wrong with given options beyond their schema, such as a pattern that does not compile. */
  readonly checkOptions?: (options: O) => string | undefined;
  /** Requires that the item fits this pattern. */
  readonly require?: Pattern<T & Linked<NoInfer<L>>>;
  /** Requires that the item does not fit this pattern. */
  readonly forbid?: Pattern<T & Linked<NoInfer<L>>>;
  /** Requires that this function reports nothing. */
  readonly check?: (item: T & LinkedLists<NoInfer<L>>, context: CheckContext<O>) => Found;
  /** States what is wrong, where the words made from `require` or `forbid` read badly; continues a sentence that starts with the path. */
  readonly message?: string | ((item: T) => string);
  /** The property that a break of `forbid` or `message` points at. */
  readonly at?: string;
  /**
   * Pulumi may set this itself: the literals of `require`, or what the function returns; `"wrap"` makes what broke a secret. Only where that updates
   * in place.
   */
  readonly remediate?:
    | true
    | "wrap"
    | ((item: T, context: { readonly options: O; readonly environments: ReadonlySet<string> }) => Readonly<Record<string, unknown>>);
}

/** Marks rules made by this copy of the package. Rules of another copy hold matchers that this one does not know. */
const mark = Symbol("rule");

/** Whether a value is a rule that this copy of the package made. */
export const isRule = (value: unknown): value is Rule => typeof value === "object" && value !== null && mark in value;

/** A rule as the engine of rules sees it, whatever its subject. */
export interface Rule extends About {
  readonly types: readonly string[] | "all" | "stack";
  readonly scope: "resource" | "stack";
  readonly view: View<unknown> | undefined;
  readonly when: unknown;
  readonly links: Readonly<Record<string, Link>>;
  readonly settledBy: SettledBy;
  readonly sourceFix: string | undefined;
  readonly options: Readonly<Record<string, unknown>>;
  readonly optionsSchema: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
  readonly checkOptions: ((options: Readonly<Record<string, unknown>>) => string | undefined) | undefined;
  readonly require: unknown;
  readonly forbid: unknown;
  readonly check: ((item: never, context: CheckContext<never>) => Found) | undefined;
  readonly message: string | ((item: never) => string) | undefined;
  readonly at: string | undefined;
  readonly remediate: true | "wrap" | ((item: never, context: never) => Readonly<Record<string, unknown>>) | undefined;
}
/** A rule that still knows its subject's type, for its test cases. */
export interface TypedRule<S> extends Rule {
  /** Only a type; never set. */
  readonly subject?: S;
}

/**
 * Declares what must hold of a class, several classes or a view: `require`, `forbid` and `check`, of which at least one is given.
 * The compiler refuses a class, a property or a value that does not exist, also behind a join.
 */
export function rule<
  const S extends ClassOrView,
  const L extends Readonly<Record<string, string>> = Readonly<Record<never, never>>,
  O extends object = Readonly<Record<never, never>>,
>(subject: S, spec: About & Test<Subject<S>, L, O>): TypedRule<S> {
  const view = typeof subject === "object" && "view" in subject ? (subject as View<unknown>) : undefined;
  const classes = typeof subject === "string" ? [subject] : view === undefined ? (subject as readonly string[]) : [];
  const links =
    spec.with === undefined
      ? noLinks
      : Object.fromEntries(Object.entries(spec.with).map(([name, text]) => [name, parseLink(String(text))]));
  const made: TypedRule<S> = {
    ...spec,
    types: view === undefined ? classes.map(typeOfClass) : view.types,
    scope: Object.keys(links).length > 0 || view?.scope === "stack" ? "stack" : "resource",
    view,
    links,
    settledBy: (spec.settledBy ?? settledByNothing) as SettledBy,
    sourceFix: spec.sourceFix,
    when: spec.when,
    options: (spec.options ?? {}) as Readonly<Record<string, unknown>>,
    optionsSchema: spec.optionsSchema as Rule["optionsSchema"],
    checkOptions: spec.checkOptions as Rule["checkOptions"],
    require: spec.require,
    forbid: spec.forbid,
    check: spec.check as Rule["check"],
    message: spec.message as Rule["message"],
    at: spec.at,
    remediate: spec.remediate as Rule["remediate"],
  };
  return Object.assign(made, { [mark]: true });
}

function parseLink(text: string): Link {
  const [property = "", target] = text.split(" -> ");
  if (target !== undefined) return { direction: "outbound", types: [typeOfClass(target)], property, label: target };
  const [source = "", pointer = ""] = text.split("#");
  return { direction: "inbound", types: [typeOfClass(source)], property: pointer, label: source };
}
