import type { Inputs } from "../../model/classes.js";
import { list, text } from "./read.js";

const everyone = /\/(AllUsers|AuthenticatedUsers)$/;

/** Whether an ACL of a bucket gives everyone a permission, by its name or by one of its grants. */
export const letsEveryone = (acl: Inputs<"s3.BucketAcl">, canned: RegExp, permission: RegExp): boolean =>
  canned.test(text(acl.acl)) ||
  list(acl.accessControlPolicy?.grants).some((grant) => everyone.test(text(grant.grantee?.uri)) && permission.test(text(grant.permission)));
