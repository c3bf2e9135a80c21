import { isEveryFor, names } from "../document/patterns.js";
import { can } from "./can.js";
import type { Holder, Loosening } from "./holder.js";

/** Actions that remove a boundary, or replace it with a wider one. */
const removals: Partial<Readonly<Record<Holder["kind"], readonly string[]>>> = {
  role: ["iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary"],
  user: ["iam:DeleteUserPermissionsBoundary", "iam:PutUserPermissionsBoundary"],
};

/**
 * How a principal can certainly remove or rewrite its own boundary, which then limits it only as long as it wants.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html (delegating responsibility)
 */
export function takesOffBoundary(holder: Holder): Loosening | undefined {
  const { kind, resource, boundary } = holder;
  if (boundary === undefined || removals[kind] === undefined) return undefined;
  const policies = [...new Set(boundary.lines.map(({ statement }) => statement.document.resource))].filter((own) => own !== resource);
  const self = resource === undefined ? [] : [resource];
  const ways = [...removals[kind].map((action) => [action, self] as const), ["iam:CreatePolicyVersion", policies] as const];
  for (const [action, targets] of ways) {
    const reaches = (pattern: string): boolean => isEveryFor(pattern, action) || targets.some((target) => names(pattern, target) === true);
    const answer = can(holder, { action, reaches });
    if (answer.is === "yes") return { action, at: answer.at, boundary };
  }
  return undefined;
}
