import type { Resource } from "./resource.js";

/** What a preview does to one resource; `same` leaves it as it is, `read` only looks it up. */
export type Operation = "create" | "import" | "update" | "replace" | "delete" | "read" | "same";

/** One resource of a preview, as it was and as it will be; `R` is how a resource is held, raw until it is in the model. */
export interface Change<R = Resource> {
  readonly operation: Operation;
  /** As it was; `undefined` where it was not part of the stack, or the file does not show it. */
  readonly before: R | undefined;
  /** As it will be; `undefined` where it is deleted. */
  readonly after: R | undefined;
  /** The inputs that change, by their top-level names. */
  readonly keys: readonly string[];
  /** Those of them for which it is replaced. */
  readonly replaceKeys: readonly string[];
}

/** What a preview does to a stack. */
export interface Planned {
  readonly changes: readonly Change[];
  /** What the file leaves out of the stack, and how to get it, as a predicate; `undefined` where it shows all. */
  readonly partial: string | undefined;
  /** Why resources may be missing, as a predicate; `undefined` where the preview ran to its end. */
  readonly incomplete: string | undefined;
}

/** The operations that change what is deployed, or what the stack manages. */
export const changing: ReadonlySet<Operation> = new Set(["create", "import", "update", "replace", "delete"]);

/** The resource that a change is about: as it will be, or as it was where it is deleted. */
export const subjectOfChange = ({ before, after }: Change): Resource | undefined => after ?? before;
