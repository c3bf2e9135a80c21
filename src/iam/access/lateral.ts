import { pathsToData } from "../../data/tables.js";
import type { Resource } from "../../model/resource.js";
import { oncePerStack, type Stack } from "../../model/stack.js";
import { can, mayDo } from "./can.js";
import { escalations } from "./escalation.js";
import { grantsAdmin } from "./grants.js";
import type { Holder, Spot } from "./holder.js";
import { overRoles, pathsOf } from "./paths.js";
import { classes, principalsOf } from "./principals.js";
import type { Escalation, Privileged } from "./privileged.js";
import { labelOf } from "./routes.js";
import { readableBy, type Store, storesOf } from "./stores.js";
import { trustsByName, trustsPrincipals, trustsUsers } from "./trusted.js";

/**
 * The ways in which a person can read data of the stack that its own policies do not let it read: it takes over another principal, or what runs as one.
 * Assuming a role does not count, because the role and the person both state it. Whoever can raise itself anyway has a finding for that.
 */
export function lateralPaths(holder: Holder, stack: Stack): readonly Escalation[] {
  if (storesOf(stack).length === 0 || !isPerson(holder, stack)) return [];
  const own = escalations(holder, stack);
  if (own.found.length > 0 || grantsAdmin(holder).is === "yes") return [];
  const readable = readableBy(holder, stack);
  const aims = readersOf(stack).flatMap((reader) => aimFor(holder, readable, reader));
  if (aims.length === 0) return [];
  const found = pathsOf(holder, aims, stack).found.filter(({ id, hop }) => hop !== undefined && id !== "sts-001");
  return found.length > 0 ? found : handedOut(holder, aims);
}

/** What a service that gets a role hands out: it needs no code. */
const handedOut = (holder: Holder, aims: readonly Privileged[]): readonly Escalation[] =>
  Object.entries(pathsToData()).flatMap(([id, path]) => {
    const passed = path.needs.every((need) => mayDo(holder, need)) ? overRoles(holder, path, aims) : undefined;
    return passed?.is === "found" ? [{ id, ...passed.escalation }] : [];
  });

/** A principal that can read data of the stack. */
interface Reader {
  readonly holder: Holder;
  readonly resource: Resource;
  readonly reads: readonly (readonly [store: Store, by: Spot])[];
}

const readersOf = oncePerStack((stack): readonly Reader[] =>
  [...principalsOf(stack).of].flatMap(([resource, holder]): Reader[] => {
    if (resource.type !== classes.role && resource.type !== classes.user) return [];
    const reads = [...readableBy(holder, stack)].flatMap(([store, answer]) => (answer.is === "yes" ? [[store, answer.at] as const] : []));
    return reads.length === 0 ? [] : [{ holder, resource, reads }];
  }),
);

/** A reader as somebody worth becoming, if it reads what the other cannot. */
function aimFor(holder: Holder, own: ReadonlyMap<Store, unknown>, { holder: reader, resource, reads }: Reader): Privileged[] {
  if (resource === holder.resource) return [];
  const more = reads.find(([store]) => !own.has(store));
  if (more === undefined) return [];
  const [{ word, resource: store }, spot] = more;
  const next = `${labelOf(reader)} can read ${word} "${store.name}"`;
  return [{ resource, isSure: true, isAdmin: false, level: 1, next, spots: [spot] }];
}

/** Whether a principal is somebody's own: a user, or a role that a user assumes. Pipelines and services change what runs as others by design. */
function isPerson(holder: Holder, stack: Stack): boolean {
  const { kind, resource } = holder;
  if (kind === "user") return true;
  return (
    kind === "role" &&
    resource !== undefined &&
    (trustsUsers(resource) || usersOf(stack).some((user) => isAssumedBy(resource, user, stack)))
  );
}

const usersOf = (stack: Stack): readonly Holder[] => principalsOf(stack).all.filter(({ kind }) => kind === "user");

function isAssumedBy(role: Resource, user: Holder, stack: Stack): boolean {
  if (trustsByName(role, user)) return true;
  const arn = role.outputs.value["arn"];
  if (typeof arn !== "string" || trustsPrincipals(role, user, stack) !== true) return false;
  return can(user, { action: "sts:AssumeRole", reaches: (pattern) => pattern.endsWith(arn.slice(arn.lastIndexOf(":"))) }).is === "yes";
}
