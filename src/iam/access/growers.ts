import type { Resource } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";
import { isGrantedIn } from "./can.js";
import { classes, principalsOf } from "./principals.js";
import type { Privileged } from "./privileged.js";
import { growing, labelOf } from "./routes.js";

const known = new WeakMap<Stack, ReadonlyMap<Resource, readonly Privileged[]>>();

/**
 * Those who can give every permission to one principal that their grants name: worth becoming for that one, if for nobody else. Those of `others`, to
 * which more may come, are left out: what they can do to every principal is not looked for.
 */
export function growersOf(target: Resource, stack: Stack, others: ReadonlyMap<Resource, unknown>): readonly Privileged[] {
  let growers = known.get(stack);
  if (growers === undefined) {
    growers = allGrowers(stack, others);
    known.set(stack, growers);
  }
  return growers.get(target)?.filter(({ resource }) => !others.has(resource)) ?? [];
}

function allGrowers(stack: Stack, others: ReadonlyMap<Resource, unknown>): ReadonlyMap<Resource, readonly Privileged[]> {
  const growers = new Map<Resource, Privileged[]>();
  for (const [resource, holder] of principalsOf(stack).of) {
    if ((resource.type !== classes.role && resource.type !== classes.user) || others.has(resource)) continue;
    for (const { target, kind, growth, grow } of growing(holder, stack, isGrantedIn)) {
      if (grow.is !== "yes") continue;
      const list = growers.get(target) ?? [];
      if (list.at(-1)?.resource === resource) continue;
      growers.set(target, list);
      const next = `${labelOf(holder)} can ${growth.does} ${kind} "${target.name}"`;
      list.push({ resource, isSure: true, isAdmin: false, level: 1, next, spots: [grow.at] });
    }
  }
  return growers;
}
