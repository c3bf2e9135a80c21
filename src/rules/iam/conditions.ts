import { verdictOn } from "../../iam/access/verdicts.js";
import { typeMismatches, unknownKeys } from "../../iam/lint/condition-keys.js";
import { falseGuards } from "../../iam/lint/false-guards.js";
import { literalWildcards } from "../../iam/lint/literal-wildcards.js";
import { rule } from "../../language/rule.js";
import { statements } from "../../views/statements.js";

const operatorsPage = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html";

export const conditionRules = {
  "iam-policy-condition-restricts": rule(statements("identity", "resource", "trust"), {
    title: "IAM conditions of Allow statements must restrict access",
    severity: "medium",
    categories: ["condition-does-not-restrict"],
    controls: { nist: ["AC-3", "AC-6"] },
    fix: "Name the values that are meant, under an operator that does not match a request without the key (`StringEquals`, `ForAnyValue:StringLike`).",
    why: "A wildcard, `IfExists`, `ForAllValues`, a negated operator or a range of the whole internet looks like a guard and is none.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html",
    check: (statement) => verdictOn(falseGuards(statement)),
  }),
  "iam-policy-known-condition-keys": rule(statements("identity", "resource", "trust", "ceiling"), {
    title: "IAM policies must use condition keys that exist",
    severity: "medium",
    categories: ["malformed", "unknown-condition-key"],
    equivalents: ["access-analyzer:INVALID_GLOBAL_CONDITION_KEY", "access-analyzer:INVALID_SERVICE_CONDITION_KEY"],
    fix: "Correct the name of the condition key, or its prefix.",
    why: "No request has a key that is misspelt: an Allow then allows nothing, and a Deny denies nothing, or everything.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    check: (statement) => verdictOn(unknownKeys(statement)),
  }),
  "iam-policy-condition-types": rule(statements("identity", "resource", "trust", "ceiling"), {
    title: "IAM condition operators must match their keys and values",
    severity: "medium",
    categories: ["malformed", "condition-type-mismatch"],
    equivalents: ["access-analyzer:TYPE_MISMATCH"],
    fix: "Use the operator for the type of the key, with values of that type.",
    why: "A value that cannot be compared never matches: an Allow then allows nothing, and a Deny denies nothing, or everything.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    check: (statement) => verdictOn(typeMismatches(statement)),
  }),
  "iam-policy-no-literal-wildcard": rule(statements("identity", "resource", "trust", "ceiling"), {
    title: "IAM conditions must compare wildcards by StringLike",
    severity: "medium",
    fix: "Use `StringLike` (or `StringNotLike`), or name the value without a wildcard.",
    why: "StringEquals compares character by character: an Allow with such a value allows nothing, and a Deny by StringNotEquals denies everything.",
    docs: operatorsPage,
    ignoresUnknown: true,
    check: (statement) => verdictOn(literalWildcards(statement, "others")),
  }),
  "iam-role-trust-no-literal-wildcard": rule(statements("trust"), {
    title: "IAM role trust must not compare wildcards in the claims of a token by StringEquals",
    severity: "medium",
    categories: ["oidc-unbound"],
    equivalents: ["CKV_AWS_358", "CKV_AWS_393"],
    fix: "Name the repository, project or service account in the value, without a wildcard before it ends.",
    why: "As it is, no token matches and nobody can assume the role; with StringLike in its place, everyone that the wildcard covers could.",
    docs: operatorsPage,
    ignoresUnknown: true,
    check: (statement) => verdictOn(literalWildcards(statement, "claims")),
  }),
};
