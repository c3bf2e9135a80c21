import { typeOfClass } from "../../model/classes.js";
import type { Resource } from "../../model/resource.js";
import { partners, type Stack } from "../../model/stack.js";
import { mayDo } from "./can.js";
import type { Holder } from "./holder.js";

/**
 * Whether AWS lets somebody make credentials of a user, as far as the stack shows: a user has one password, and at most two access keys. Whoever may delete
 * them makes room.
 */
export function leavesRoom(need: string, user: Resource, holder: Holder, stack: Stack): boolean {
  if (need === "iam:CreateLoginProfile")
    return countOf(user, typeOfClass("iam.UserLoginProfile"), stack) === 0 || mayDo(holder, "iam:DeleteLoginProfile");
  return need !== "iam:CreateAccessKey" || countOf(user, typeOfClass("iam.AccessKey"), stack) < 2 || mayDo(holder, "iam:DeleteAccessKey");
}

const countOf = (user: Resource, type: string, stack: Stack): number =>
  partners(stack, user, { direction: "inbound", types: [type], property: "user", label: type }).sure.length;
