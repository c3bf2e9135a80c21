import type { Rule, TypedRule } from "../language/rule.js";
import type { Operation } from "../model/change.js";
import type { Inputs, ResourceClass } from "../model/classes.js";
import { typeOfClass } from "../model/classes.js";
import type { RawResource } from "../model/resource.js";
import { signatureKey, signatures, unknownString } from "../model/value.js";

// A marker replaces a value of any type, so the words below have a type that fits everywhere.
type Anywhere = never;

/** A value that a preview cannot know. */
export const unknown = unknownString as Anywhere;
/** A value wrapped as a Pulumi secret. */
export const secret = (value: unknown): Anywhere => ({ [signatureKey]: signatures.secret, value }) as Anywhere;
/** A document as an input holds it: JSON text; the object itself where it holds a part that is not known yet, as no text can. */
export const documentOf = (value: unknown): Anywhere => (holdsUnknown(value) ? value : JSON.stringify(value)) as Anywhere;
const holdsUnknown = (value: unknown): boolean =>
  value === unknownString || (typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown));
/** Represents an output of another resource of the case in an input. */
export class Reference {
  constructor(
    readonly name: string,
    readonly output: string,
  ) {}
}
/** An output of another resource: unknown at preview, yet joined by its dependency. */
export const ref = (name: string, output = "id"): Anywhere => new Reference(name, output) as Anywhere;

/** What a preview does to a resource of a case. */
export interface SpecChange {
  readonly operation: Operation;
  /** The resource as it was, where it was there. */
  readonly before?: Pick<Spec, "inputs" | "options">;
  readonly replaceKeys?: readonly string[];
}

/** One resource of a case. */
export interface Spec {
  readonly type: string;
  /** Where the case is a preview: what it does to the resource. */
  readonly change?: SpecChange;
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

/** The resource in a preview that creates it. */
export const created = (spec: Spec): Spec => ({ ...spec, change: { operation: "create" } });
/** The resource in a preview that deletes it. */
export const deleted = (spec: Spec): Spec => ({ ...spec, change: { operation: "delete", before: spec } });
/** The resource in a preview that leaves it as it is. */
export const unchanged = (spec: Spec): Spec => ({ ...spec, change: { operation: "same", before: spec } });
/** The resource in a preview that updates it; `before` is the resource as it was. */
export const updated = (before: Spec, spec: Spec): Spec => ({ ...spec, change: { operation: "update", before } });
/** The resource in a preview that replaces it because of these inputs; `before` is the resource as it was. */
export const replaced = (before: Spec, spec: Spec, ...replaceKeys: readonly string[]): Spec => ({
  ...spec,
  change: { operation: "replace", before, replaceKeys },
});

/** The type with every property optional, at every depth. */
export type DeepPartial<T> = T extends readonly (infer E)[]
  ? readonly DeepPartial<E>[]
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> }
    : T;

type InputsFor<R> = R extends TypedRule<infer S> ? InputsOf<S> : never;
/** The input of a rule: the inputs of its class, or whole resources for joins and views; with a name, options, a stack or a message if `of` holds them. */
export type Case<R> =
  | InputsFor<R>
  | readonly Spec[]
  | {
      readonly of: readonly Spec[] | InputsFor<R>;
      /** What the case is about, for the title of its test. */
      readonly name?: string;
      /** What one of its messages contains: given for every message that is written by hand. */
      readonly message?: string;
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
/** The cases of one rule, by what it must find in them. */
export interface Cases<R> {
  readonly pass: readonly [Case<R>, ...Case<R>[]];
  readonly fail: readonly [Case<R>, ...Case<R>[]];
  /** The good example of the rule's page, which passes all rules of severity critical and high; where it is left out, the first passing case with any input. */
  readonly good?: Case<R>;
  /** The bad example of the rule's page: the typical mistake; where it is left out, the first failing case. */
  readonly bad?: Case<R>;
  /** What must be unknown; left out only if no input of the rule can be unknown. */
  readonly unknown?: readonly Case<R>[];
  /** What the rule does not apply to. */
  readonly skip?: readonly Case<R>[];
  /** The rule looks for a literal, or for what is wrapped. A plain input that is not known yet is neither, so what fails may pass where one is instead. */
  readonly ofLiterals?: true;
}

/** A case as whole resources, with what it states beside them. */
export interface Mock {
  readonly of: readonly Spec[];
  readonly name?: string;
  readonly message?: string;
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
