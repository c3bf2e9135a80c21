import { register, type RegisteredRule, type RuleGroups } from "../registry.js";
import { ec2 } from "./ec2.js";
import { efs } from "./efs.js";
import { s3 } from "./s3.js";

/** The rules by the file that they stand in. */
export const groups: RuleGroups = { ec2, efs, s3 };

/** Every rule, sorted by id. */
export const allRules: readonly RegisteredRule[] = register(groups);
