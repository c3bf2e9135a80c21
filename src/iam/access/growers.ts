import type { Resource } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";
import { classes, principalsOf } from "./principals.js";
import type { Privileged } from "./privileged.js";
import { growing, labelOf } from "./routes.js";

const known = new WeakMap<Stack, ReadonlyMap<Resource, readonly Privileged[]>>();

/**
 * Those who can give every permission to one principal that their grants name: worth becoming for that one, if for nobody else.
 * @param levels the principals that are privileged already, which may become more from one call to the next: none of them is of interest
 */
export function growersOf(target: Resource, stack: Stack, levels: ReadonlyMap<Resource, number>): readonly Privileged[] {
  let growers = known.get(stack);
  if (growers === undefined) {
    growers = allGrowers(stack, levels);
    known.set(stack, growers);
  }
  return (growers.get(target) ?? []).filter(({ resource }) => !levels.has(resource));
}

function allGrowers(stack: Stack, levels: ReadonlyMap<Resource, number>): ReadonlyMap<Resource, readonly Privileged[]> {
  const growers = new Map<Resource, Privileged[]>();
  for (const [resource, holder] of principalsOf(stack).of) {
    // An administrator's grants name every principal: comparing each of them with each would be most of the work.
    if ((resource.type !== classes.role && resource.type !== classes.user) || levels.has(resource)) continue;
    for (const { target, kind, growth, grow } of growing(holder, stack, true)) {
      const list = growers.get(target) ?? [];
      if (grow.is !== "yes" || list.at(-1)?.resource === resource) continue;
      growers.set(target, list);
      const next = `${labelOf(holder)} can ${growth.does} ${kind} "${target.name}"`;
      list.push({ resource, isSure: true, isAdmin: false, level: 1, next, spots: [grow.at] });
    }
  }
  return growers;
}
