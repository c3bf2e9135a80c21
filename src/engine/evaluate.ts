import type { Level } from "../language/registry.js";
import type { Rule } from "../language/rule.js";
import type { Item } from "../language/view.js";
import { canonicalType, classOfType } from "../model/classes.js";
import type { PolicyException } from "../model/exception.js";
import { jsonAt } from "../model/json.js";
import type { Bound } from "../model/measure.js";
import { keys, topKey } from "../model/path.js";
import { type Resource, toResource, urnParts, writtenAs } from "../model/resource.js";
import { secretTexts } from "../model/secret-texts.js";
import { type Link, partners, type Stack } from "../model/stack.js";
import { isList, isMap, isSecret, type Value } from "../model/value.js";
import { outcome, type Place, pass, type Verdict, whereElse } from "../model/verdict.js";
import type { Waiver } from "../model/waiver.js";
import { credentialKeys, credentialKeysBeside, isCredential } from "../secrets/texts/credential.js";
import { describeCrash } from "../text/crash.js";
import { enumerated, scrub } from "../text/show.js";
import { withoutCovered } from "./covered.js";
import { evaluateItem, itemsOf, type Surroundings } from "./item.js";
import { atOrigin, isRepeated } from "./origin.js";
import { type ActiveRule, type RuleIndex, rulesFor, rulesOfResource } from "./rule-index.js";
import type { Verdicts } from "./verdicts.js";

export { type ActiveRule, filterIndex, indexRules, type RuleIndex, rulesFor, rulesOfResource } from "./rule-index.js";

/** An unknown verdict, by its rule and resource. */
export interface Waiting {
  readonly rule: string;
  readonly urn: string;
}

/** The result of a rule for one item: a violation, something unknown, or a crash of the rule. */
export interface Evaluation {
  readonly rule: string;
  readonly outcome: "fail" | "unknown" | "crash";
  readonly resource: Resource;
  readonly path: string;
  readonly message: string;
  /** Further locations of the same cause. */
  readonly places: readonly Required<Place>[];
  /** The input that an unknown verdict depends on, if it depends on one input. */
  readonly cause?: Required<Place>;
  /** True where the written type does not have the input that is unknown: a deployment does not show it either. */
  readonly hasNoInput?: true;
  /** The other verdicts that depend on the same input. */
  readonly waiting?: readonly Waiting[];
  /** The fix, where it is more specific than the rule's own. */
  readonly fix?: string;
  /** The waiver for this violation. */
  readonly waiver?: Waiver;
  /** The exceptions by which the engine exempts it, in its order. */
  readonly exceptions?: readonly [PolicyException, ...PolicyException[]];
  /** Why a door leaves it out of this run. */
  readonly spared?: string;
  /** The direction in which the value at the path gets better, if the rule defines one. */
  readonly bound?: Bound;
  /** The value in the stack's configuration that it is about; never shown. */
  readonly configured?: string;
  /** True if the baseline contains it. */
  readonly old?: true;
  /** The level of the rule here, where overrides decide it. */
  readonly level?: Level;
}

export interface Setting {
  readonly environments: ReadonlySet<string>;
  /** The day of the run in UTC: `2026-12-31`. */
  readonly today: string;
  readonly stack: Stack | undefined;
}

/** Evaluates one resource by the rules of one scope. `stack` is needed by those of stack scope. */
export function evaluateResource(index: RuleIndex, resource: Resource, scope: Rule["scope"], setting: Setting): Evaluation[] {
  if (resource.external) return [];
  const out: Evaluation[] = [];
  const own = rulesOfResource(index, resource, setting.stack);
  for (const one of resource.parts.length === 0 ? [resource] : [resource, ...resource.parts])
    for (const active of rulesFor(own, one.type))
      if (active.rule.scope === scope) evaluateActive(active, one, { ...setting, options: active.options }, out);
  return withoutCovered(out, index);
}

/** A rule, with what it is given besides the resource. */
interface Prepared {
  readonly active: ActiveRule;
  readonly around: Surroundings;
}

/** Evaluates a whole stack: by default every rule, with `scope` only those of stack scope. */
export function evaluateStack(
  index: RuleIndex,
  stack: Stack,
  environments: ReadonlySet<string>,
  scope?: "stack",
  verdicts?: Verdicts,
): Evaluation[] {
  const { today } = stack;
  const out: Evaluation[] = [];
  const prepare = (list: readonly ActiveRule[]): readonly Prepared[] =>
    list
      .filter(({ rule }) => scope === undefined || rule.scope === scope)
      .map((active) => ({ active, around: { environments, today, stack, options: active.options, verdicts } }));
  const lists = new Map<RuleIndex, Map<string, readonly Prepared[]>>();
  for (const resource of stack.resources) {
    if (resource.external) continue;
    const own = rulesOfResource(index, resource, stack);
    let byType = lists.get(own);
    if (byType === undefined) {
      byType = new Map();
      lists.set(own, byType);
    }
    let prepared = byType.get(resource.type);
    if (prepared === undefined) {
      prepared = prepare(rulesFor(own, resource.type));
      byType.set(resource.type, prepared);
    }
    for (const { active, around } of prepared) evaluateActive(active, resource, around, out);
  }
  const root = rootOf(stack);
  const own = rulesOfResource(index, root, stack);
  // The stack's own resource is evaluated whether the door brings it or not.
  const ofRoot = stack.resources.length > 0 && !stack.byType.has(rootType) ? prepare(own.byType.get(rootType) ?? []) : [];
  // Rules on the stack as one are all of stack scope.
  for (const { active, around } of [...ofRoot, ...prepare(own.ofStack)]) evaluateActive(active, root, around, out);
  return withoutCovered(out, index);
}

const rootType = "pulumi:pulumi:Stack";

/** The stack's own resource; an empty one if the door passes none. */
export function rootOf(stack: Stack): Resource {
  const root = stack.byType.get(rootType)?.[0];
  if (root !== undefined) return root;
  const name = `${stack.project}-${stack.name}`;
  return toResource({ urn: `urn:pulumi:${stack.name}::${stack.project}::${rootType}::${name}`, type: rootType, name, custom: false });
}

function evaluateActive(active: ActiveRule, resource: Resource, around: Surroundings, out: Evaluation[]): void {
  const before = out.length;
  evaluateItems(active, resource, around, out);
  const { levelAt } = active;
  if (levelAt === undefined || out.length === before) return;
  for (const one of out.splice(before)) {
    const level = levelAt(one.path);
    if (level !== "disabled") out.push({ ...one, level });
  }
}

function evaluateItems(active: ActiveRule, resource: Resource, around: Surroundings, out: Evaluation[]): void {
  // Of a resource that was made from another form, findings are moved to what the user wrote.
  const ofForm: Evaluation[] | undefined = isPlain(resource, around.stack) ? undefined : [];
  try {
    const items = itemsOf(active.rule, resource, around);
    // Most are lists of one or none, which need no iterator.
    if (isItems(items)) for (let i = 0; i < items.length; i++) evaluateOne(active, items[i] as Item, around, ofForm ?? out);
    else for (const item of items) evaluateOne(active, item, around, ofForm ?? out);
    if (ofForm === undefined) return;
    for (const one of ofForm) {
      const written = atOrigin(one, active.rule.fix, around.stack);
      if (!isRepeated(written, out)) out.push(written);
    }
  } catch (error) {
    const about = writtenAs(resource);
    out.push({
      rule: active.id,
      outcome: "crash",
      resource: about,
      path: "",
      places: [],
      message: `the rule crashed: ${describeCrash(error)}`,
    });
  }
}

const isItems: (items: Iterable<Item>) => items is readonly Item[] = Array.isArray;

function evaluateOne(active: ActiveRule, item: Item, around: Surroundings, out: Evaluation[]): void {
  const verdict = evaluateItem(active.rule, item, around);
  if (verdict !== undefined) around.verdicts?.add(active.id, item.resource.type, verdict);
  if (verdict !== undefined && verdict !== pass) report(active, item, verdict, around, out);
}

/** True where nothing that a finding names was made from another resource. */
const isPlain = ({ from }: Resource, stack: Stack | undefined): boolean => from === undefined && stack?.hasOrigins !== true;

function report(active: ActiveRule, item: Item, verdict: Verdict, setting: Setting, out: Evaluation[]): void {
  const { resource } = item;
  switch (outcome(verdict)) {
    case "pass":
      return;
    case "unknown": {
      if (active.rule.ignoresUnknown) return;
      const { path, message, cause } = waiting(active.rule, resource, verdict.unknown[0] ?? "", setting.stack);
      const secrets = secretsIn(resource);
      out.push({
        rule: active.id,
        outcome: "unknown",
        resource,
        places: [],
        path: scrubPath(path, secrets),
        message: scrub(message, secrets),
        ...(cause !== undefined && { cause }),
      });
      return;
    }
    case "fail": {
      const seen = new Set<string>();
      for (const b of verdict.broken) {
        const secrets = hidden(active.rule, resource, b.places ?? [], setting.stack);
        const message = [scrubPath(b.path, secrets), scrub(b.message, secrets)].filter((part) => part !== "").join(" ");
        if (seen.has(message)) continue;
        seen.add(message);
        const places = (b.places ?? []).map((place) => ({ urn: place.urn ?? resource.urn, path: scrubPath(place.path, secrets) }));
        const fix = b.fix === undefined ? {} : { fix: scrub(b.fix, secrets) };
        const bound = b.bound === undefined ? {} : { bound: b.bound };
        const value = configuredAt(b.path, setting.stack);
        const configured = value === undefined ? {} : { configured: value };
        out.push({
          rule: active.id,
          outcome: "fail",
          resource,
          path: scrubPath(b.path, secrets),
          places,
          message,
          ...fix,
          ...bound,
          ...configured,
        });
      }
    }
  }
}

/** The value in the stack's configuration that a path refers to, if it does. */
function configuredAt(path: string, stack: Stack | undefined): string | undefined {
  if (!path.startsWith("config[")) return undefined;
  const values = stack?.config?.values ?? {};
  const key = String(keys(path)[1]);
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

/** A path with keys that are credentials masked; other words that happen to equal a secret are kept. */
const scrubPath = (path: string, secrets: readonly string[]): string =>
  scrub(
    path,
    secrets.filter((secret) => secret.length >= 8 && isWithin(path, secret) && isCredential(secret, "")),
  );
const isWithin = (path: string, secret: string): boolean => path.includes(secret) || path.includes(JSON.stringify(secret).slice(1, -1));

interface Wait {
  readonly path: string;
  readonly message: string;
  readonly cause?: Required<Place> | undefined;
}

/** The message of an unknown verdict, with the input that it depends on. */
function waiting(rule: Rule, resource: Resource, path: string, stack: Stack | undefined): Wait {
  const other = whereElse(path);
  if (other !== undefined) {
    const owner = stack?.byUrn.get(other.urn);
    const what = `${other.path === "" ? "the content" : other.path} of ${labelOf(other.urn)}`;
    return { path: "", message: `${what} ${owner === undefined ? notKnown : whyOpen(owner, other.path)}`, cause: other };
  }
  const link = rule.links[topKey(path)];
  const cause = { urn: resource.urn, path };
  if (link === undefined && path !== "" && isSecret(resource.inputs, path))
    return { path, message: `${path} is a secret whose value is not known here${dependsOn(resource, path, ": it ")}`, cause };
  if (link === undefined && path === "") return { path, message: `an input ${notKnown}` };
  if (link === undefined) return { path, message: `${path} ${whyOpen(resource, path)}`, cause };
  const inside = path.slice(topKey(path).length).replace(/^(\[\d+\])?\.?/, "");
  const own = link.direction === "outbound" ? link.property : "";
  const what =
    inside !== ""
      ? `${inside} of the ${link.label}`
      : link.direction === "inbound"
        ? `which ${link.label} refers to this resource`
        : `which ${link.label} \`${link.property}\` refers to`;
  return { path: own, message: `${what} is not known yet${inside === "" ? dependsOn(resource, own, ": it ") : ""}` };
}

const notKnown = "is not known yet";

/** Why an input is unknown, as a predicate: the resources that it depends on, or that its content is not known here. */
function whyOpen(resource: Resource, path: string): string {
  const value = insideText(resource.inputs.value, path);
  if (typeof value === "string" && value.startsWith("arn:") && !isSecret(resource.inputs, path))
    return `is ${JSON.stringify(value)}, whose content is not known here`;
  return dependsOn(resource, path, "") || notKnown;
}

/** The value at a path that may go into JSON text. */
function insideText(inputs: Value, path: string): Value | undefined {
  let value: Value | undefined = inputs;
  for (const key of keys(path)) {
    const read: Value | undefined = typeof value === "string" ? jsonAt(value) : value;
    value = isMap(read) ? read[String(key)] : isList(read) ? read[Number(key)] : undefined;
  }
  return value;
}

/** `depends on sqs.Queue "jobs", which does not exist yet`; empty where the input depends on nothing. */
function dependsOn(resource: Resource, path: string, before: string): string {
  const labels = [...new Set((resource.propertyDependencies[topKey(path)] ?? []).map(labelOf))];
  if (labels.length === 0) return "";
  const shown = labels.length > mostLabels ? [...labels.slice(0, mostLabels), `${labels.length - mostLabels} more`] : labels;
  return `${before}depends on ${enumerated(shown)}, which ${labels.length === 1 ? "does" : "do"} not exist yet`;
}

const mostLabels = 3;
/** A resource as a message names it: `sqs.Queue "jobs"`. */
function labelOf(urn: string): string {
  const { type, name } = urnParts(urn);
  return `${classOfType(canonicalType(type))} "${name}"`;
}

// DB_PASSWORD: a name in a wrapped document.
const constant = /^[A-Z]+(_[A-Z0-9]+)+$/;
const secretsOf = new WeakMap<Resource, readonly string[]>();
const secretsOfStack = new WeakMap<Stack, readonly string[]>();

function secretsIn(resource: Resource): readonly string[] {
  let texts = secretsOf.get(resource);
  if (texts === undefined) {
    const { inputs, outputs, providerInputs } = resource;
    texts = [
      ...secretTexts(inputs),
      ...credentialKeys(inputs.value),
      ...secretTexts(outputs),
      ...credentialKeysBeside(outputs.value, inputs.value),
      ...(providerInputs === undefined ? [] : [...secretTexts(providerInputs), ...credentialKeys(providerInputs.value)]),
    ];
    secretsOf.set(resource, texts);
  }
  return texts;
}

/** Every secret that a message of the rule might quote: of the resource, its provider, and whatever a rule of stack scope has read. */
function hidden(rule: Rule, resource: Resource, places: readonly Place[], stack: Stack | undefined): readonly string[] {
  const others =
    stack === undefined ? [] : [resource.provider, ...places.map((place) => place.urn)].map((urn) => stack.byUrn.get(urn ?? ""));
  const joined = stack === undefined ? [] : Object.values(rule.links).flatMap((link) => partnersOf(stack, resource, link));
  const near = [resource, ...others, ...joined].flatMap((r) => (r === undefined ? [] : secretsIn(r)));
  if (stack === undefined || rule.view?.scope !== "stack") return near;
  let all = secretsOfStack.get(stack);
  if (all === undefined) {
    // A short text from far away is more likely a coincidence than a quotation.
    all = [...new Set(stack.resources.flatMap(secretsIn))].filter((text) => text.length >= 8 && !constant.test(text));
    secretsOfStack.set(stack, all);
  }
  return [...near, ...all];
}

function partnersOf(stack: Stack, resource: Resource, link: Link): Resource[] {
  const { sure, open } = partners(stack, resource, link);
  return [...sure, ...open.filter((partner) => typeof partner !== "symbol")];
}
