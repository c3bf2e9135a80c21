import type { Resource } from "../../model/resource.js";
import { oncePerStack, type Stack } from "../../model/stack.js";
import { type Answer, allOf, anyOf, doubted, maybe, no, opposite, yes } from "../document/answer.js";
import type { Statement } from "../document/document.js";
import { escalations, privilegedOf } from "./escalation.js";
import { grantsAdmin } from "./grants.js";
import type { Holder, Spot } from "./holder.js";
import type { Privileged } from "./privileged.js";
import { namedBy } from "./trusted-by-name.js";

/**
 * Whether a statement of a privileged role's trust policy names a principal of the stack that has no such rights: within an account, to be named there is
 * enough to assume the role. One answer a named principal. Who is an administrator or escalates by its own policies is reported there.
 */
export function trustPaths(statement: Statement, stack: Stack): readonly Answer<Spot>[] {
  const aim = aimsOf(stack).get(statement.document.resource);
  if (aim === undefined) return [];
  return namedBy(statement, stack).map(({ namings, scope, open }) => {
    const gains = namings.map(({ holder, answer, spot }) => allOf({ at: answer, and: [opposite(isMighty(holder, stack, spot), spot)] }));
    const whole = allOf({ at: open ?? anyOf(gains), and: [scope] });
    return aim.isSure ? whole : doubted(whole);
  });
}

/** Whether a principal is privileged by its own policies, so that this is reported there. */
function isMighty(holder: Holder, stack: Stack, spot: Spot): Answer<Spot> {
  const own = escalations(holder, stack);
  return anyOf([grantsAdmin(holder), own.found.length > 0 ? yes(spot) : own.open.length > 0 ? maybe(...own.open) : no]);
}

/** Whether a role is privileged, or may be. */
export const isPrivileged = (role: Resource, stack: Stack): boolean => aimsOf(stack).has(role);

const aimsOf = oncePerStack((stack): ReadonlyMap<Resource, Privileged> => new Map(privilegedOf(stack).map((aim) => [aim.resource, aim])));
