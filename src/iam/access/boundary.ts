import type { Resource } from "../../model/resource.js";
import { isEveryFor, names } from "../document/patterns.js";
import { can } from "./can.js";
import type { Holder } from "./holder.js";

/** Actions that remove a boundary, or replace it with a wider one. */
const removals: Partial<Readonly<Record<Holder["kind"], readonly string[]>>> = {
  role: ["iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary"],
  user: ["iam:DeleteUserPermissionsBoundary", "iam:PutUserPermissionsBoundary"],
};

/**
 * Whether a principal can certainly remove or rewrite its own boundary, which then limits it only as long as it wants.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html (delegating responsibility)
 */
export function takesOffBoundary(holder: Holder): boolean {
  const { kind, resource, boundary } = holder;
  if (boundary === undefined || removals[kind] === undefined) return false;
  const policies = [...new Set(boundary.lines.map(({ statement }) => statement.document.resource))].filter((own) => own !== resource);
  const may = (action: string, targets: readonly Resource[]): boolean =>
    can(holder, {
      action,
      reaches: (pattern) => isEveryFor(pattern, action) || targets.some((target) => names(pattern, target) === true),
    }).is === "yes";
  const self = resource === undefined ? [] : [resource];
  return removals[kind].some((action) => may(action, self)) || may("iam:CreatePolicyVersion", policies);
}
