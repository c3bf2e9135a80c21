import { under } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";

/** An item that a rule evaluates: a resource's inputs, or a part that a view found. Values in it may be `unknown`. */
export interface Item<T = unknown> {
  readonly resource: Resource;
  /** Where the item is in the resource's inputs; empty for the whole. */
  readonly path: string;
  readonly value: T;
  /** Where a property of the item is in the resource, if not simply behind `path`. */
  readonly locate?: ((path: string) => string) | undefined;
  /** Paths that could not be read because they are unknown: the rule is open there, and there is no item to evaluate. */
  readonly unreadable?: readonly string[] | undefined;
}

/** What a view gets in addition to the resource. */
export interface ViewContext {
  /** The environments whose patterns fit the stack's name, such as `production`. */
  readonly environments: ReadonlySet<string>;
  /** The day of the run in UTC: `2026-12-31`. */
  readonly today: string;
  /** Present in stack scope. */
  readonly stack: Stack | undefined;
}

/** A finer or wider kind of item than a class: policy statements, taggable resources, the stack. */
export interface View<T> {
  readonly view: string;
  /** `resource`: found in one resource alone. `stack`: needs the others. */
  readonly scope: "resource" | "stack";
  /** The canonical types that can hold such items; `"all"` for every resource, `"stack"` for the stack as one item. */
  readonly types: readonly string[] | "all" | "stack";
  /** True where a finding of stack scope is certain from what was registered before: nothing that is registered later takes it away, but for the unusual. */
  readonly early?: true;
  /** Why it is not certain before everything is registered, in the words of the documentation. */
  readonly atEnd?: string;
  /** True for what a preview shows completely, also where it leaves out unchanged resources. */
  readonly isPlanned?: true;
  of(resource: Resource, context: ViewContext): Iterable<Item<T>>;
}

/** The place of an item's property in its resource. */
export const placeOf = (item: Item, path: string): string => (item.locate === undefined ? under(item.path, path) : item.locate(path));
