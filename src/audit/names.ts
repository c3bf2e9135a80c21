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
