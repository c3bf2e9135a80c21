import { itemsOf, judge, type Surroundings } from "./judge.js";
import { topKey } from "./model/path.js";
import { nameOfUrn, type Resource, toResource } from "./model/resource.js";
import type { Stack } from "./model/stack.js";
import { secretTexts } from "./model/value.js";
import type { Rule } from "./rule.js";
import { scrub } from "./show.js";
import { outcome, type Place, type Verdict } from "./verdict.js";
import type { Item } from "./views/view.js";

/** A rule that is switched on, with the options it has in this run. */
export interface ActiveRule {
  readonly id: string;
  readonly rule: Rule;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Active rules by the type that they judge, so that a resource meets only its own. */
export interface RuleIndex {
  readonly all: readonly ActiveRule[];
  readonly byType: ReadonlyMap<string, readonly ActiveRule[]>;
  readonly ofEveryType: readonly ActiveRule[];
  readonly ofStack: readonly ActiveRule[];
}

/** What a rule has to say about one thing: a break, something that is open, or that the rule itself crashed. */
export interface Judgement {
  readonly rule: string;
  readonly outcome: "fail" | "unknown" | "crash";
  readonly resource: Resource;
  readonly path: string;
  readonly message: string;
  /** Further places of the same cause. */
  readonly places: readonly Required<Place>[];
}

export function indexRules(all: readonly ActiveRule[]): RuleIndex {
  const byType = new Map<string, ActiveRule[]>();
  const ofEveryType: ActiveRule[] = [];
  const ofStack: ActiveRule[] = [];
  for (const active of all) {
    const { types } = active.rule;
    if (types === "all") ofEveryType.push(active);
    else if (types === "stack") ofStack.push(active);
    else
      for (const type of new Set(types)) {
        const list = byType.get(type);
        if (list === undefined) byType.set(type, [active]);
        else list.push(active);
      }
  }
  return { all, byType, ofEveryType, ofStack };
}

export const rulesFor = (index: RuleIndex, type: string): readonly ActiveRule[] => {
  const typed = index.byType.get(type);
  return typed === undefined ? index.ofEveryType : index.ofEveryType.length === 0 ? typed : [...typed, ...index.ofEveryType];
};

export interface Setting {
  readonly environments: ReadonlySet<string>;
  readonly stack: Stack | undefined;
}

/** Judges one resource by the rules of one scope. `stack` is needed by those of stack scope. */
export function judgeResource(index: RuleIndex, resource: Resource, scope: Rule["scope"], setting: Setting): Judgement[] {
  if (resource.external) return [];
  const out: Judgement[] = [];
  for (const active of rulesFor(index, resource.type)) if (active.rule.scope === scope) judgeActive(active, resource, setting, out);
  return out;
}

/** Judges a whole stack: by default every rule, with `scope` only those of stack scope. */
export function judgeStack(index: RuleIndex, stack: Stack, environments: ReadonlySet<string>, scope?: "stack"): Judgement[] {
  const setting: Setting = { environments, stack };
  const out: Judgement[] = [];
  for (const resource of stack.resources) {
    if (resource.external) continue;
    for (const active of rulesFor(index, resource.type))
      if (scope === undefined || active.rule.scope === scope) judgeActive(active, resource, setting, out);
  }
  if (index.ofStack.length > 0) for (const active of index.ofStack) judgeActive(active, rootOf(stack), setting, out);
  return out;
}

const rootType = "pulumi:pulumi:Stack";

/** The stack's own resource; one without properties where the door brings none. */
function rootOf(stack: Stack): Resource {
  const root = stack.byType.get(rootType)?.[0];
  if (root !== undefined) return root;
  const name = `${stack.project}-${stack.name}`;
  return toResource({ urn: `urn:pulumi:${stack.name}::${stack.project}::${rootType}::${name}`, type: rootType, name, custom: false });
}

function judgeActive(active: ActiveRule, resource: Resource, setting: Setting, out: Judgement[]): void {
  const around: Surroundings = { ...setting, options: active.options };
  try {
    for (const item of itemsOf(active.rule, resource, around)) {
      const verdict = judge(active.rule, item, around);
      if (verdict !== undefined) report(active, item, verdict, setting, out);
    }
  } catch (error) {
    out.push({ rule: active.id, outcome: "crash", resource, path: "", places: [], message: `the rule crashed: ${describe(error)}` });
  }
}

function report(active: ActiveRule, item: Item, verdict: Verdict, setting: Setting, out: Judgement[]): void {
  const { resource } = item;
  switch (outcome(verdict)) {
    case "pass":
      return;
    case "unknown": {
      const path = verdict.unknown[0] ?? "";
      out.push({ rule: active.id, outcome: "unknown", resource, path, places: [], message: waiting(resource, path) });
      return;
    }
    case "fail": {
      const seen = new Set<string>();
      for (const b of verdict.broken) {
        const message = scrub(b.path === "" ? b.message : `${b.path} ${b.message}`, hidden(resource, b.places ?? [], setting.stack));
        if (seen.has(message)) continue;
        seen.add(message);
        const places = (b.places ?? []).map((place) => ({ urn: place.urn ?? resource.urn, path: place.path }));
        out.push({ rule: active.id, outcome: "fail", resource, path: b.path, places, message });
      }
    }
  }
}

/** Says what an open verdict waits for. */
function waiting(resource: Resource, path: string): string {
  const on = resource.propertyDependencies[topKey(path)] ?? [];
  const names = on.map((urn) => `"${nameOfUrn(urn)}"`).join(", ");
  return `${path === "" ? "an input" : path} is not known yet${names === "" ? "" : `: it waits for ${names}`}`;
}

const secretsOf = new WeakMap<Resource, readonly string[]>();

function hidden(resource: Resource, places: readonly Place[], stack: Stack | undefined): Set<string> {
  const out = new Set<string>();
  const partners = places.map((place) => (place.urn === undefined ? undefined : stack?.byUrn.get(place.urn)));
  for (const r of [resource, ...partners]) {
    if (r === undefined) continue;
    let texts = secretsOf.get(r);
    if (texts === undefined) {
      texts = [...secretTexts(r.inputs), ...secretTexts(r.outputs)];
      secretsOf.set(r, texts);
    }
    for (const text of texts) out.add(text);
  }
  return out;
}

/** The name of an error and where it arose; never its message, which may quote a value. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return "something that is no error was thrown";
  const frame = /\(?((?:[^\s()]*\/)?([^\s()/]+:\d+:\d+))\)?$/m.exec(error.stack?.split("\n").slice(1).join("\n") ?? "");
  return frame === null ? error.name : `${error.name} at ${frame[2]}`;
}
