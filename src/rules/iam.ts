import { conditionRules } from "./iam/conditions.js";
import { documentRules } from "./iam/documents.js";
import { doorRules } from "./iam/doors.js";
import { grantRules } from "./iam/grants.js";
import { peopleRules } from "./iam/people.js";
import { trustRules } from "./iam/trust.js";
import { wildcardRules } from "./iam/wildcards.js";

export const iam = { ...grantRules, ...doorRules, ...trustRules, ...documentRules, ...conditionRules, ...peopleRules, ...wildcardRules };
