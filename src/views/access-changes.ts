import { type Change as AccessChange, accessChanges } from "../iam/access/changes.js";
import type { View } from "../language/view.js";
import type { Change } from "../model/change.js";
import type { Resource } from "../model/resource.js";
import { type Stack, toStack } from "../model/stack.js";
import { isUnknown } from "../model/value.js";
import { all, broken, open, type Verdict } from "../model/verdict.js";
import { enumerated } from "../text/show.js";

/** The access that a preview adds by one policy, or by what else grants access. */
export interface WidenedAccess {
  readonly changes: readonly AccessChange[];
}

/**
 * What a preview lets somebody do that nobody could before, one item for each resource that grants it. Principals, and resources with policies, that are
 * created count as the other rules evaluate them: only what was there before can get wider.
 */
export const widenedAccess: View<WidenedAccess> = {
  scope: "stack",
  types: "stack",
  isPlanned: true,
  view: "the access that a preview adds",
  of: (_, { stack }) => {
    if (stack?.planned === undefined || !stack.planned.changes.some(mayWiden)) return [];
    const before = stackBefore(stack, stack.planned.changes);
    const byResource = new Map<Resource, AccessChange[]>();
    for (const found of accessChanges(before, stack)) {
      const change = isUnplaced(found.at.resource) ? { ...found, kind: "unknown" as const } : found;
      const { kind, at } = change;
      const isOld = before.byUrn.has(at.resource.urn) || (at.resource.type.startsWith("aws:iam/") && kind !== "new trust");
      if (!isUnplaced(at.resource) && (found.isNew === true || !isOld)) continue;
      const resource = stack.byUrn.get(change.at.resource.urn) ?? change.at.resource;
      const list = byResource.get(resource) ?? [];
      byResource.set(resource, list);
      list.push(change);
    }
    return [...byResource].map(([resource, changes]) => ({ resource, path: "", value: { changes } }));
  },
};

/** Whether it is not known who gets a policy: it may be somebody who was there before. */
const isUnplaced = ({ type, inputs }: Resource): boolean =>
  type.startsWith("aws:iam/") && ["role", "roles", "user", "users", "group", "groups"].some((key) => isUnknown(inputs.value[key]));

const mayWiden = ({ operation }: Change): boolean => operation !== "same" && operation !== "read" && operation !== "import";

/** The stack as it was: what a preview creates was not there, and what the file does not show was as it will be. */
function stackBefore(stack: Stack, changes: readonly Change[]): Stack {
  const changed = new Set(changes.flatMap(({ after }) => (after === undefined ? [] : [after.urn])));
  const parts = new Set(stack.resources.flatMap((resource) => resource.parts));
  const kept = stack.resources.filter((resource) => !changed.has(resource.urn) && !parts.has(resource));
  const old = changes.flatMap(({ operation, before, after }) => before ?? (operation === "create" || after === undefined ? [] : after));
  const { name, project, today, config, isPartial } = stack;
  return toStack([...kept, ...old], { name, project, today, config, isPartial });
}

// More of them do not fit a message.
const mostShown = 3;

/** A break with what is added, and what cannot be compared as open. */
export function evaluateWidened({ changes }: WidenedAccess): Verdict {
  const certain = changes.filter(({ kind }) => kind !== "unknown");
  const unsure = changes.filter(({ kind }) => kind === "unknown").map(({ at }) => open(at.path));
  const [first] = certain;
  if (first === undefined) return all(unsure);
  const added = [...new Set(certain.map(({ to, what }) => `${to}: ${what}`))];
  const shown = added.length > mostShown ? [...added.slice(0, mostShown), `${added.length - mostShown} more`] : added;
  return all([broken(first.at.path, `adds access: ${enumerated(shown)}`), ...unsure]);
}
