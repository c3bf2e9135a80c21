import { describe, expect, test } from "vitest";
import { stackWaivers, stackWaiversKey } from "../src/config/waivers.js";
import { type Evaluation, evaluateResource, evaluateStack, indexRules, type RuleIndex, rootOf } from "../src/engine/evaluate.js";
import { openLedger } from "../src/findings/waiver-ledger.js";
import type { Rule, TypedRule } from "../src/language/rule.js";
import type { Inputs, ResourceClass } from "../src/model/classes.js";
import { typeOfClass } from "../src/model/classes.js";
import { type RawResource, toResource } from "../src/model/resource.js";
import { type Stack, toStack } from "../src/model/stack.js";
import { signatureKey, signatures, unknownString } from "../src/model/value.js";

// A marker stands where an input's type says otherwise, so the three words below are typed to fit everywhere.
type Anywhere = never;

/** A value that a preview cannot know. */
export const unknown = unknownString as Anywhere;
/** A value wrapped as a Pulumi secret. */
export const secret = (value: unknown): Anywhere => ({ [signatureKey]: signatures.secret, value }) as Anywhere;
/** A document as an input holds it: JSON text; the object itself where it holds a part that is not known yet, as no text can. */
export const documentOf = (value: unknown): Anywhere => (holdsUnknown(value) ? value : JSON.stringify(value)) as Anywhere;
const holdsUnknown = (value: unknown): boolean =>
  value === unknownString || (typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown));
class Reference {
  constructor(
    readonly name: string,
    readonly output: string,
  ) {}
}
/** An output of another resource: unknown at preview, yet joined by its dependency. */
export const ref = (name: string, output = "id"): Anywhere => new Reference(name, output) as Anywhere;

export interface Spec {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly options: RawResource["options"] & Pick<RawResource, "external" | "outputs" | "provider" | "parent" | "custom">;
}
/** One resource of a mocked program, whose class and inputs the compiler checks. */
export const res = <C extends ResourceClass>(
  cls: C,
  name: string,
  inputs: NoInfer<DeepPartial<Inputs<C>>>,
  options: Spec["options"] = {},
): Spec => ({
  type: typeOfClass(cls),
  name,
  inputs: inputs as Readonly<Record<string, unknown>>,
  options,
});
/** One resource of any type, providers and the stack's root among them. */
export const anyRes = (
  type: string,
  name: string,
  inputs: Readonly<Record<string, unknown>> = {},
  options: Spec["options"] = {},
): Spec => ({
  type,
  name,
  inputs,
  options,
});

export type DeepPartial<T> = T extends readonly (infer E)[]
  ? readonly DeepPartial<E>[]
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> }
    : T;

type InputsFor<R> = R extends TypedRule<infer S> ? InputsOf<S> : never;
/** What a rule is given: the inputs of its class, or whole resources for joins and views; with a name, options, a stack or a message where `of` holds them. */
type Case<R> =
  | InputsFor<R>
  | readonly Spec[]
  | {
      readonly of: readonly Spec[] | InputsFor<R>;
      /** What the case is about, for the title of its test. */
      readonly name?: string;
      /** What one of its messages contains: given for every message that is written by hand. */
      readonly says?: string;
      /** What the fix of one of its findings contains, where the fix depends on the case. */
      readonly fix?: string;
      readonly options?: Readonly<Record<string, unknown>>;
      readonly stack?: string;
      readonly config?: Mock["config"];
    };
/** Bare inputs are those of the subject's class, or of the first one where it has several. */
type InputsOf<S> = S extends ResourceClass
  ? DeepPartial<Inputs<S>>
  : S extends readonly [infer C extends ResourceClass, ...unknown[]]
    ? DeepPartial<Inputs<C>>
    : never;
export interface Cases<R> {
  readonly pass: readonly [Case<R>, ...Case<R>[]];
  readonly fail: readonly [Case<R>, ...Case<R>[]];
  /** The good example of the rule's page, which passes all rules of severity critical and high; where it is left out, the first passing case with any input. */
  readonly good?: Case<R>;
  /** The bad example of the rule's page: the typical mistake; where it is left out, the first failing case. */
  readonly bad?: Case<R>;
  /** What must stay open; left out only where no input of the rule can be unknown. */
  readonly unknown?: readonly Case<R>[];
  /** What the rule does not apply to. */
  readonly skip?: readonly Case<R>[];
  /** The rule looks for a literal, or for what is wrapped. A plain input that is not known yet is neither, so what fails may pass where one stands instead. */
  readonly ofLiterals?: true;
}

/** Every case of every rule, for the pages that show them and the tests over all rules. */
export const collected = new Map<string, { rule: Rule; cases: Cases<unknown> }>();

/**
 * The cases of every rule of a file; a rule without cases does not compile. Each failing case's messages are a snapshot, and each case is
 * blurred: one input after the other becomes unknown, and no fail may become a pass, nor a pass a fail, but for a known grant of which only what is not
 * known could deny it: that is a fail which says so.
 */
export function suite<const G extends Readonly<Record<string, Rule>>>(group: G, cases: { readonly [I in keyof G]: Cases<G[I]> }): void {
  for (const [id, rule] of Object.entries(group)) {
    const own = cases[id as keyof G] as unknown as Cases<unknown>;
    collected.set(id, { rule, cases: own });
    describe(id, () => {
      const examples = { pass: own.good, fail: own.bad, unknown: undefined, skip: undefined };
      for (const want of ["pass", "fail", "unknown", "skip"] as const)
        for (const [i, given] of [...(own[want] ?? []), examples[want]].entries()) {
          if (given === undefined) continue;
          const mocked = toMock(rule, given);
          const title = i < (own[want]?.length ?? 0) ? `${want} ${i + 1}` : `example of ${want}`;
          test(mocked.name === undefined ? title : `${title}: ${mocked.name}`, () => {
            const seen = evaluateMock(id, rule, mocked);
            expect(verdictOf(seen), seen.map(say).join("\n")).toBe(want === "skip" ? "pass" : want);
            const found = seen.filter((j) => j.outcome === want);
            if (mocked.says !== undefined) expect(found.map(({ message }) => message).join("\n")).toContain(mocked.says);
            if (mocked.fix !== undefined) expect(found.map(({ fix }) => fix ?? rule.fix).join("\n")).toContain(mocked.fix);
            if (want === "fail" || want === "unknown") expect(found.map(say)).toMatchSnapshot();
            for (const specs of blur(mocked.of)) {
              const judged = evaluateMock(id, rule, { ...mocked, of: specs });
              const blurred = verdictOf(judged);
              if (want === "fail") {
                if (own.ofLiterals !== true && rule.ignoresUnknown !== true)
                  expect(blurred, `blurred: ${JSON.stringify(specs)}`).not.toBe("pass");
              } else if (want !== "unknown" && blurred === "fail")
                expect(judged.filter((j) => j.outcome === "fail" && !saysDoubt(j)).map(say), `blurred: ${JSON.stringify(specs)}`).toEqual(
                  [],
                );
            }
          });
        }
    });
  }
}

export interface Mock {
  readonly of: readonly Spec[];
  readonly name?: string;
  readonly says?: string;
  readonly fix?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly stack?: string;
  /** The stack's configuration: plain values by `project:key`, and the keys that are secret. */
  readonly config?: { readonly values: Readonly<Record<string, string>>; readonly secretKeys?: readonly string[] };
}

/** A case as whole resources. */
export function toMock(rule: Rule, given: unknown): Mock {
  if (Array.isArray(given)) return { of: given as Spec[] };
  const whole = typeof given === "object" && given !== null && "of" in given ? (given as Mock) : { of: given as Mock["of"] };
  if (Array.isArray(whole.of)) return whole;
  const type = rule.types[0];
  if (type === undefined || typeof rule.types === "string")
    throw new Error("a rule on a view or the stack needs whole resources: [res(…)]");
  return { ...whole, of: [{ type, name: "it", inputs: whole.of as unknown as Record<string, unknown>, options: {} }] };
}

const project = "test";
const urnOf = (stack: string, spec: Spec): string => `urn:pulumi:${stack}::${project}::${spec.type}::${spec.name}`;

/** The resources of a case as a door reads them. */
export function toRaw(mock: Mock): RawResource[] {
  const stack = mock.stack ?? "dev";
  return mock.of.map((spec) => {
    const propertyDependencies: Record<string, string[]> = {};
    const resolve = (value: unknown, top: string): unknown => {
      if (value instanceof Reference) {
        const target = mock.of.find((s) => s.name === value.name);
        if (target === undefined) throw new Error(`ref("${value.name}") names no resource of the case`);
        propertyDependencies[top] = [...(propertyDependencies[top] ?? []), urnOf(stack, target)];
        return unknownString;
      }
      if (Array.isArray(value)) return value.map((item) => resolve(item, top));
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, resolve(v, top)]));
    };
    const inputs = Object.fromEntries(Object.entries(spec.inputs).map(([key, value]) => [key, resolve(value, key)]));
    const { external, outputs, provider, parent, custom, ...options } = spec.options;
    const dependencies = Object.values(propertyDependencies).flat();
    return {
      urn: urnOf(stack, spec),
      type: spec.type,
      name: spec.name,
      custom,
      ...(external === true ? { external, inputs: {}, outputs: inputs } : { inputs, outputs: outputs ?? {} }),
      provider: mock.of.some((s) => s.name === provider)
        ? mock.of.filter((s) => s.name === provider).map((s) => urnOf(stack, s))[0]
        : provider,
      parent,
      dependencies,
      propertyDependencies,
      options,
    };
  });
}

/** Judges a case as the doors do: by the resource alone where the rule's scope allows, else with its stack. */
export function evaluateMock(id: string, rule: Rule, mock: Mock): Evaluation[] {
  const index = indexRules([{ id, rule, options: { ...rule.options, ...mock.options } }]);
  const { resources, stack, environments } = stackOf(mock, index);
  const root = rootOf(stack);
  const found =
    rule.scope === "resource"
      ? [
          ...resources
            .filter(({ type }) => type !== root.type)
            .flatMap((one) => evaluateResource(index, one, "resource", { environments, today, stack: undefined })),
          ...evaluateResource(index, root, "resource", { environments, today, stack }),
        ]
      : evaluateStack(index, stack, environments, "stack");
  const crash = found.find((j) => j.outcome === "crash");
  if (crash !== undefined) throw new Error(`${id}: ${crash.message}`);
  return found;
}

/** What rules find in a case as a whole; each rule has its default options. */
export function evaluateByAll(rules: readonly { readonly id: string; readonly rule: Rule }[], mock: Mock): Evaluation[] {
  const index = indexRules(rules.map(({ id, rule }) => ({ id, rule, options: rule.options })));
  const { stack, environments } = stackOf(mock, index);
  return evaluateStack(index, stack, environments);
}

function stackOf(mock: Mock, index: RuleIndex) {
  const resources = toRaw(mock).map(toResource);
  const config = mock.config === undefined ? undefined : { values: mock.config.values, secretKeys: new Set(mock.config.secretKeys) };
  const stack = withWaivers(toStack(resources, { name: mock.stack ?? "dev", project, today, config }), index);
  const environments = new Set(/^(prod|production|prod-.*|.*-prod)$/.test(stack.name) ? ["production"] : []);
  return { resources, stack, environments };
}

/** The day of every mocked run. */
const today = "2026-07-01";

/** The stack with its own waivers, as they are when the rest was judged. Every rule may be waived but those about waivers themselves. */
function withWaivers(stack: Stack, index: RuleIndex): Stack {
  if (stack.config?.values[stackWaiversKey] === undefined) return stack;
  const ids = ["s3-bucket-versioned", "waivers-used", ...index.all.map((active) => active.id)];
  const waivable = new Map(ids.map((id) => [id, { waivable: !id.startsWith("waivers-") }]));
  const other = index.all.flatMap((active) => [active, { ...active, id: "s3-bucket-versioned" }]);
  const waivers = openLedger(stackWaivers(stack.config, waivable, true), today).statuses(indexRules(other), stack, () => true);
  return { ...stack, waivers };
}

/** Whether a finding names its own doubt: a policy that is not known yet may deny what is granted. */
const saysDoubt = ({ message }: Evaluation): boolean => message.endsWith("unless a policy that is not known yet denies it");

const say = (j: Evaluation): string => `${j.resource.name}: ${j.message}`;
const verdictOf = (seen: readonly Evaluation[]): "fail" | "unknown" | "pass" =>
  seen.some((j) => j.outcome === "fail") ? "fail" : seen.some((j) => j.outcome === "unknown") ? "unknown" : "pass";

/** The same resources again and again, each time with one input less known. */
function* blur(specs: readonly Spec[]): Iterable<Spec[]> {
  for (const [i, spec] of specs.entries())
    for (const inputs of blurMap(spec.inputs)) yield specs.map((s, j) => (i === j ? { ...spec, inputs } : s));
}

function* blurMap(map: Readonly<Record<string, unknown>>): Iterable<Record<string, unknown>> {
  for (const [key, value] of Object.entries(map)) for (const b of blurValue(value)) yield { ...map, [key]: b };
}

function* blurValue(value: unknown): Iterable<unknown> {
  if (value instanceof Reference || value === unknownString) return;
  yield unknownString;
  if (Array.isArray(value))
    for (const [i, item] of value.entries()) for (const b of blurValue(item)) yield value.map((x: unknown, j) => (i === j ? b : x));
  else if (typeof value === "object" && value !== null && !(signatureKey in value)) yield* blurMap(value as Record<string, unknown>);
}
