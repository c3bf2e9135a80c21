import { lookupTable } from "../../data/lookup.js";
import type { Resource } from "../../model/resource.js";
import { partners, type Stack } from "../../model/stack.js";
import type { Document } from "../document/document.js";
import { grantsAdmin } from "./grants.js";
import { classes, givings, policyType, principalsOf, standingAlone } from "./principals.js";

const memberships: Readonly<Record<string, readonly (readonly [type: string, input: string])[]>> = lookupTable({
  "aws:iam/userGroupMembership:UserGroupMembership": [[classes.user, "user"]],
  "aws:iam/groupMembership:GroupMembership": [[classes.user, "users"]],
});

/** By type, the inputs that name the principals and policies whose grants a resource may complete. */
const completing: Readonly<Record<string, readonly (readonly [type: string, input: string])[]>> = lookupTable({
  ...Object.fromEntries(
    Object.entries(givings).map(([type, { to, arns }]) => [
      type,
      [...to.map(([kind, input]) => [classes[kind], input] as const), ...(arns === undefined ? [] : [[policyType, arns] as const])],
    ]),
  ),
  [classes.role]: [[policyType, "managedPolicyArns"]],
  ...memberships,
});

/** Whether a resource of a type may complete what others grant. */
export const mayComplete = (type: string): boolean => Object.hasOwn(completing, type);

/** The principals and policies of a stack whose grants a resource may complete. */
export function completedBy(resource: Resource, stack: Stack): readonly Resource[] {
  const found = (completing[resource.type] ?? []).flatMap(
    ([type, property]) => partners(stack, resource, { direction: "outbound", types: [type], property, label: type }).sure,
  );
  return [...new Set(found)].filter((other) => other !== resource && !other.external);
}

/**
 * Whether a policy without a holder so far may prove to be a boundary, or to be held by a limited principal: then it grants nothing on its own. One that
 * allows everything and denies nothing limits nobody, and while nobody is limited, it is what it states.
 */
export function mayBeBoundary(document: Document, stack: Stack): boolean {
  if (document.resource.type !== policyType) return false;
  const isLimited = principalsOf(stack).all.some(
    ({ boundary, lines }) => boundary !== undefined || lines.some(({ statement }) => statement.effect !== "Allow"),
  );
  return isLimited || document.statements.some(({ effect }) => effect !== "Allow") || grantsAdmin(standingAlone(document, [])).is !== "yes";
}
