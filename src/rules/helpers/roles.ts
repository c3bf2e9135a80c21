import { list } from "./read.js";

interface Holding {
  readonly name?: unknown;
  readonly assumeRolePolicy?: unknown;
  readonly inlinePolicies?: readonly unknown[] | undefined;
}

/** Whether a resource is a role, which alone has a trust policy, and has no policy of its own inside. */
export const isRoleWithoutPolicies = ({ assumeRolePolicy, inlinePolicies }: Holding): boolean =>
  assumeRolePolicy !== undefined && list(inlinePolicies).length === 0;
