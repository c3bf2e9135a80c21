import type { Resource } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";
import { mayDo } from "./can.js";
import { classes, principalsOf } from "./principals.js";
import type { Privileged } from "./privileged.js";
import { growths, labelOf, on } from "./routes.js";

const known = new WeakMap<Stack, ReadonlyMap<Resource, readonly Privileged[]>>();

/** Those who can give every permission to one principal that their grants name: worth becoming for that one, if for nobody else. */
export function growersOf(target: Resource, stack: Stack): readonly Privileged[] {
  let growers = known.get(stack);
  if (growers === undefined) {
    growers = allGrowers(stack);
    known.set(stack, growers);
  }
  return growers.get(target) ?? [];
}

function allGrowers(stack: Stack): ReadonlyMap<Resource, readonly Privileged[]> {
  const growers = new Map<Resource, Privileged[]>();
  const principals = [...principalsOf(stack).of];
  for (const [resource, holder] of principals) {
    if (resource.type !== classes.role && resource.type !== classes.user) continue;
    // Most principals can do none of these actions.
    const own = growths.filter(({ need }) => mayDo(holder, need));
    for (const [target, { kind, boundary, policies }] of own.length === 0 ? [] : principals) {
      // Within a boundary, more policies do not give more permissions.
      if (target === resource || target.external || boundary !== undefined) continue;
      for (const { need, kind: of, does } of own) {
        if (of !== kind) continue;
        const grow = on(
          holder,
          need,
          need === "iam:CreatePolicyVersion" ? policies.filter((policy) => !holder.policies.includes(policy)) : [target],
        );
        if (grow.is !== "yes") continue;
        const next = `${labelOf(holder)} can ${does} ${kind} "${target.name}"`;
        const list = growers.get(target) ?? [];
        growers.set(target, list);
        list.push({ resource, isSure: true, isAdmin: false, level: 1, next, spots: [grow.at] });
        break;
      }
    }
  }
  return growers;
}
