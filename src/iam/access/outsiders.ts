import { escalationPaths, pathsOverRoles } from "../../data/tables.js";
import type { Resource } from "../../model/resource.js";
import { oncePerStack, type Stack } from "../../model/stack.js";
import { names } from "../document/patterns.js";
import { isPattern } from "../document/wildcard.js";
import { can, mayDo } from "./can.js";
import type { Holder, Spot } from "./holder.js";
import { classes } from "./principals.js";
import { isEvery, leavesName } from "./steps.js";

/** The roles of a stack by ARN, and those without a known one. */
interface Roles {
  readonly arns: ReadonlySet<unknown>;
  readonly others: readonly Resource[];
}
const rolesOf = oncePerStack((stack): Roles => {
  const all = stack.byType.get(classes.role) ?? [];
  const others = all.filter(({ outputs }) => typeof outputs.value["arn"] !== "string");
  return { arns: new Set(all.map(({ outputs }) => outputs.value["arn"])), others };
});

/** Whether a resource of a policy is the ARN of one role that is not in the stack. Roles of services do what their service is for. */
function isOutside(text: string, stack: Stack): boolean {
  if (!/^arn:[^:]*:iam::\d{12}:role\//.test(text) || isPattern(text) || text.includes("/aws-service-role/")) return false;
  const { arns, others } = rolesOf(stack);
  return !arns.has(text) && !others.some((role) => names(text, role) !== false);
}

/** The roles outside the stack that somebody can pass to what it creates: what they can do is not known here. */
export function outsidersOf(holder: Holder, stack: Stack): readonly Spot[] {
  if (!mayDo(holder, "iam:PassRole")) return [];
  for (const { needs, passes } of [...Object.values(escalationPaths()), ...Object.values(pathsOverRoles())]) {
    if (passes === undefined || !needs.every((need) => mayDo(holder, need))) continue;
    const passed = can(holder, {
      action: "iam:PassRole",
      use: { passedTo: passes },
      reaches: (pattern) => (isOutside(pattern, stack) ? undefined : false),
    });
    if (passed.is !== "unknown" || holder.unseen.length > 0) continue;
    const rest = needs.filter((need) => need !== "iam:PassRole");
    const isOpen = rest.every(
      (need) =>
        can(holder, { action: need, use: { anywhere: true }, reaches: (pattern) => isEvery(pattern, need) || leavesName(pattern, need) })
          .is === "yes",
    );
    if (isOpen) return passed.at;
  }
  return [];
}
