import type { Inputs } from "../../model/classes.js";
import { list, text } from "./read.js";

const everyone = /\/(AllUsers|AuthenticatedUsers)$/;

/** Whether an ACL gives anyone one of some permissions, by a canned ACL or by a grant. */
export const opens = (acl: Inputs<"s3.BucketAcl">, canned: RegExp, permission: RegExp): boolean =>
  canned.test(text(acl.acl)) ||
  list(acl.accessControlPolicy?.grants).some((grant) => everyone.test(text(grant.grantee?.uri)) && permission.test(text(grant.permission)));
