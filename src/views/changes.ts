import type { View } from "../language/view.js";
import { type Change, changing, type Operation, subjectOfChange } from "../model/change.js";
import { jsonAt } from "../model/json.js";
import { join, topKey } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import { isList, isMap, isSecret, isUnknown, maskOf, noProperties, type Properties, type Value, type ValueMap } from "../model/value.js";
import { all, broken, open, pass, type Verdict } from "../model/verdict.js";
import { enumerated, show } from "../text/show.js";
import { type IgnoredOptions, isRelevant } from "./ignored.js";
import { isCopy, statefulEntry } from "./stateful.js";

/** What a preview does to a resource, as rules about operations read it. */
export interface ChangedResource {
  readonly operation: Operation;
  readonly type: string;
  /** What a destroy loses; `undefined` where the resource holds no state. */
  readonly reason: string | undefined;
  /** Holds state only where the configuration asks for it. */
  readonly optIn: boolean;
  /** A read replica: its data is elsewhere too. */
  readonly isCopy: boolean;
  /** The cloud keeps what the stack lets go (`retainOnDelete`). */
  readonly isRetained: boolean;
  readonly wasProtected: boolean;
  readonly isProtected: boolean;
  /** The inputs for which it is replaced. */
  readonly replaceKeys: readonly string[];
  readonly inputs: readonly ChangedInput[];
}

/** An input that a preview changes, as a rule compares it. */
export interface ChangedInput {
  readonly key: string;
  readonly differences: readonly Difference[];
}

/** One difference inside an input, in words that mask what may be secret. */
interface Difference {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  /** One of the values is not known, so they may be the same. */
  readonly isOpen: boolean;
}

const scope = { scope: "stack", types: "stack", isPlanned: true } as const;

/** Every resource that a preview changes; none where no preview was read. */
export const changedResources: View<ChangedResource> = {
  ...scope,
  view: "resources that a preview changes",
  of: (_, { stack }) =>
    (stack?.planned?.changes ?? []).flatMap((change) => {
      const resource = subjectOfChange(change);
      if (resource === undefined || !changing.has(change.operation)) return [];
      return [{ resource, path: "", value: changedOf(change) }];
    }),
};

/** How many resources a preview deletes. */
export interface Deletions {
  /** Those that it replaces among them. */
  readonly count: number;
  readonly replaced: number;
}

/** The deletions of a preview, as one item; none where no preview was read. */
export const deletions: View<Deletions> = {
  ...scope,
  view: "the deletions of a preview",
  of: (resource, { stack }) => {
    if (stack?.planned === undefined) return [];
    const managed = stack.planned.changes.filter(({ before, after }) => isManaged(before ?? after));
    const of = (operation: Operation): number => managed.filter((change) => change.operation === operation).length;
    return [{ resource, path: "", value: { count: of("delete") + of("replace"), replaced: of("replace") } }];
  },
};

/** Stacks, providers and components exist in the state alone. */
export const isManaged = (resource: Resource | undefined): boolean =>
  resource?.custom === true && !resource.external && !resource.type.startsWith("pulumi:");

/** A change as rules about operations read it. */
export const changedOf = (change: Change): ChangedResource => new Changed(change);

/** Each rule asks for a part, which is read then. */
class Changed implements ChangedResource {
  readonly #change: Change;

  constructor(change: Change) {
    this.#change = change;
  }

  get operation(): Operation {
    return this.#change.operation;
  }
  get type(): string {
    return subjectOfChange(this.#change)?.type ?? "";
  }
  get reason(): string | undefined {
    const { before, after } = this.#change;
    const resources = [before, after].flatMap((resource) => (resource === undefined ? [] : [resource, ...inTemplate(resource)]));
    return resources.flatMap((resource) => statefulEntry(resource)?.reason ?? [])[0];
  }
  get optIn(): boolean {
    const resource = subjectOfChange(this.#change);
    return resource !== undefined && statefulEntry(resource)?.optIn === true;
  }
  get isCopy(): boolean {
    const resource = this.#change.before ?? this.#change.after;
    return resource !== undefined && isCopy(resource);
  }
  get isRetained(): boolean {
    return this.#change.before?.options.retainOnDelete === true;
  }
  get wasProtected(): boolean {
    return this.#change.before?.options.protect === true;
  }
  get isProtected(): boolean {
    return this.#change.after?.options.protect === true;
  }
  get replaceKeys(): readonly string[] {
    return this.#change.replaceKeys;
  }
  get inputs(): readonly ChangedInput[] {
    const { before, after } = this.#change;
    if (after === undefined) return [];
    return changedKeys(this.#change, after).map((key) => ({ key, differences: [...differences(key, before?.inputs, after.inputs)] }));
  }
}

/** The resources in a template that go with its stack: those that hold state are lost. */
const inTemplate = ({ type, parts }: Resource): readonly Resource[] =>
  type === "aws:cloudformation/stack:Stack" ? parts.filter(({ options }) => !options.retainOnDelete) : [];

/** The inputs that change. The engine names those that the user wrote; the inputs of a class that are made of them have other names. */
function changedKeys({ before, keys }: Change, { from, inputs }: Resource): readonly string[] {
  if (from === undefined) return keys;
  const all = new Set([...Object.keys(before?.inputs.value ?? {}), ...Object.keys(inputs.value)]);
  return [...all].filter((key) => {
    const written = from.locate(key) ?? key;
    const isSame = JSON.stringify(plain(before?.inputs.value[key])) === JSON.stringify(plain(inputs.value[key]));
    // Of a secret, only the engine knows that it changes: by its own name, not by that of the whole text.
    return keys.includes(topKey(written)) && (!isSame || written === topKey(written));
  });
}

/** The differences of an input. A secret is one value: where both are secret, the engine alone knows that they differ. */
function* differences(key: string, olds: Properties | undefined, news: Properties): Iterable<Difference> {
  const words = (value: Value | undefined, path: string, given: Properties): string =>
    isUnknown(value) && !isSecret(given, path) ? "a value that is not known yet" : show(value, path, (at) => maskOf(given, at));
  function* walk(from: Value | undefined, to: Value | undefined, path: string): Iterable<Difference> {
    const isHidden = (olds !== undefined && isSecret(olds, path)) || isSecret(news, path);
    const both: readonly (Value | undefined)[] = isHidden ? [from, to] : [inside(from), inside(to)];
    const [a, b] = both;
    if (!isHidden && both.some(isMap) && both.every((value) => isMap(value) || isNothing(value))) {
      const [left, right] = [mapOf(a), mapOf(b)];
      for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) yield* walk(left[name], right[name], join(path, name));
    } else if (!isHidden && both.some(holdsMaps) && both.every((value) => isList(value) || isNothing(value))) {
      const [left, right] = [listOf(a), listOf(b)];
      for (let i = 0; i < Math.max(left.length, right.length); i++) yield* walk(left[i], right[i], join(path, i));
    } else if (isHidden || JSON.stringify(plain(a)) !== JSON.stringify(plain(b))) {
      yield {
        path,
        from: olds === undefined ? "a value that the file does not show" : words(from, path, olds),
        to: words(to, path, news),
        isOpen: !isHidden && both.some(holdsUnknown),
      };
    }
  }
  yield* walk((olds ?? noProperties).value[key], news.value[key], key);
}

/** A policy in a text is compared part by part. */
const inside = (value: Value | undefined): Value | undefined =>
  typeof value === "string" && /^\s*[{[]/.test(value) ? (jsonAt(value) ?? value) : value;
const isNothing = (value: Value | undefined): boolean => value === undefined || value === null;
const mapOf = (value: Value | undefined): ValueMap => (isMap(value) ? value : {});
const listOf = (value: Value | undefined): readonly Value[] => (isList(value) ? value : []);
const holdsMaps = (value: Value | undefined): boolean => isList(value) && value.some(isMap);
const holdsUnknown = (value: Value | undefined): boolean => isUnknown(value) || (isList(value) && value.some(holdsUnknown));
const plain = (value: Value | undefined): unknown => (isUnknown(value) ? "" : isList(value) ? value.map(plain) : (value ?? null));

// More differences of one input do not fit a message.
const mostShown = 3;

/** A break for each input that matters for security, with what it was and what it will be; open where the values may be the same. */
export function evaluateInputs({ type, inputs }: Pick<ChangedResource, "type" | "inputs">, options: IgnoredOptions): Verdict {
  const verdicts = inputs.map(({ key, differences }): Verdict => {
    const relevant = differences.filter(({ path }) => isRelevant(path, options, type));
    const certain = relevant.filter(({ isOpen }) => !isOpen);
    if (certain.length === 0) return relevant.length === 0 ? pass : open(key);
    const [first] = certain;
    if (certain.length === 1 && first?.path === key) return broken(key, `changes from ${first.from} to ${first.to}`);
    const shown = certain
      .slice(0, mostShown)
      .map(({ path, from, to }) => `${path.slice(key.length).replace(/^\./, "")} from ${from} to ${to}`);
    const more = certain.length > mostShown ? [`${certain.length - mostShown} more`] : [];
    return broken(key, `changes: ${enumerated([...shown, ...more])}`);
  });
  return all(verdicts);
}
