/** How stacks are named. */
import type { StackFact } from "./facts.js";

/** A stack by project and name. */
export const nameOf = ({ project, stack }: Pick<StackFact, "project" | "stack">): string => `${project}/${stack}`;

/** Whether a stack that a list names is among those that were read. A list of one project names stacks alone. */
export function isAmong({ project, stack }: Pick<StackFact, "project" | "stack">, known: ReadonlySet<string>): boolean {
  if (project !== "") return known.has(nameOf({ project, stack }));
  for (const name of known) if (name.endsWith(`/${stack}`)) return true;
  return false;
}

type Named = Pick<StackFact, "id" | "project" | "stack">;

/**
 * What the stacks of a list are called: by project and name, by the place where the state has no name, and by both where several have the same name,
 * such as two exports of one stack.
 */
export function labelsOf(stacks: Iterable<Named>): (stack: Named) => string {
  const ids = new Map<string, string[]>();
  for (const stack of stacks) {
    const same = ids.get(nameOf(stack));
    if (same === undefined) ids.set(nameOf(stack), [stack.id]);
    else same.push(stack.id);
  }
  return (stack) => {
    if (stack.stack === "") return stack.id;
    const name = nameOf(stack);
    const same = ids.get(name) ?? [];
    return same.length < 2 ? name : `${name} (${stack.id.slice(commonFolder(same).length)})`;
  };
}

/** The folder that all of several places begin with, up to its last slash. */
function commonFolder([first = "", ...rest]: readonly string[]): string {
  let end = first.lastIndexOf("/") + 1;
  while (end > 0 && !rest.every((id) => id.startsWith(first.slice(0, end)))) end = first.lastIndexOf("/", end - 2) + 1;
  return first.slice(0, end);
}
