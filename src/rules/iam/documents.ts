import { openAt, verdictOn } from "../../iam/access/verdicts.js";
import { emptyParts } from "../../iam/lint/emptiness.js";
import { grammarOf } from "../../iam/lint/grammar.js";
import { neverDenies } from "../../iam/lint/ineffective.js";
import { redundancies } from "../../iam/lint/redundancy.js";
import { inlineSizeOf, sizeOf } from "../../iam/lint/size.js";
import { unknownActions } from "../../iam/lint/unknown-actions.js";
import { oneOf, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { broken, pass } from "../../model/verdict.js";
import { principals } from "../../views/grants.js";
import { documents, statements, writtenDocuments } from "../../views/statements.js";

export const documentRules = {
  "iam-policy-document-valid": rule(writtenDocuments, {
    title: "IAM policy documents must be valid",
    severity: "high",
    categories: ["malformed"],
    fix: "Correct the document; `aws.iam.getPolicyDocument` writes one that is well formed.",
    why: "AWS refuses a malformed document in the middle of an update, or takes it and it does not do what it seems to.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    check: ({ document }) => (document === undefined ? "is not a policy document: it is not a JSON object" : grammarOf(document)),
  }),
  "iam-policy-version-current": rule(documents("identity", "resource", "trust"), {
    title: "IAM policy documents must use the current version of the policy language",
    severity: "low",
    categories: ["old-version"],
    equivalents: ["access-analyzer:MISSING_VERSION"],
    fix: 'Set `Version: "2012-10-17"`.',
    why: "Without it, policy variables such as the name of the user are taken for plain text.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html",
    when: { hasDocument: true, version: unsetOr(oneOf("2008-10-17")) },
    require: { version: "2012-10-17" },
  }),
  "iam-policy-known-actions": rule(statements("identity", "resource", "trust", "ceiling"), {
    title: "IAM policies must name actions that exist",
    severity: "medium",
    categories: ["unknown-action"],
    equivalents: ["access-analyzer:INVALID_ACTION"],
    fix: "Correct the name of the action, or its service prefix.",
    why: "An action that is misspelt allows nothing, and in a Deny it denies nothing.",
    docs: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    check: (statement) => verdictOn(unknownActions(statement)),
  }),
  "iam-policy-no-redundancy": rule(documents("identity", "resource", "trust"), {
    title: "IAM policies must not repeat what another part covers",
    severity: "low",
    preset: "all",
    categories: ["redundant"],
    equivalents: ["access-analyzer:REDUNDANT_ACTION", "access-analyzer:REDUNDANT_RESOURCE", "access-analyzer:REDUNDANT_STATEMENT"],
    fix: "Remove the part that is covered, or narrow the one that covers it.",
    why: "Often the wide part was meant to be replaced by the narrow one, and stays by mistake.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    check: (document) =>
      redundancies(document).map(({ statement, at, text, by }) => ({
        path: `statements[${document.statements.indexOf(statement)}]${at === "" ? "" : `.${at}`}`,
        message: at === "" ? `repeats ${by}` : `is ${document.show(text)}, already covered by ${document.show(by)}`,
      })),
  }),
  "iam-policy-no-empty-part": rule(documents("identity", "resource", "trust", "ceiling"), {
    title: "IAM policies must not have empty parts",
    severity: "low",
    categories: ["empty"],
    equivalents: ["access-analyzer:EMPTY_ARRAY_ACTION", "access-analyzer:EMPTY_ARRAY_RESOURCE", "access-analyzer:EMPTY_OBJECT_CONDITION"],
    fix: "Fill the part, or remove it.",
    why: "An empty list is mostly the trace of values that were not there when the document was made.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    check: (document) => emptyParts(document),
  }),
  "iam-policy-deny-effective": rule(statements("identity", "resource", "ceiling"), {
    title: "IAM Deny statements must be able to deny something",
    severity: "high",
    categories: ["deny-not-effective"],
    fix: "Name what to deny, with operators that also match where the key is missing (`BoolIfExists`) and that read wildcards (`StringLike`).",
    why: "A Deny that never matches looks like a guard and is none.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
    check: (statement) => verdictOn([neverDenies(statement)]),
  }),
  "iam-policy-size": rule(documents("identity", "trust"), {
    title: "IAM policies must not be larger than AWS accepts",
    severity: "high",
    categories: ["size"],
    equivalents: ["access-analyzer:POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA"],
    fix: "Split the policy, or name resources by a common prefix or tag.",
    why: "AWS refuses a larger one in the middle of an update. White space does not count.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    check: (document) => {
      const found = sizeOf(document);
      return found !== undefined && found.size > found.limit && `has ${found.size} characters, expected at most ${found.limit}`;
    },
  }),
  "iam-principal-inline-size": rule(principals, {
    title: "IAM inline policies must together not be larger than AWS accepts",
    severity: "high",
    categories: ["size"],
    fix: "Attach managed policies instead, which count each by itself, or name resources by a common prefix or tag.",
    why: "AWS refuses the one that is too much in the middle of an update. White space does not count.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    check: ({ holder }) => {
      const found = inlineSizeOf(holder);
      if (found === undefined) return pass;
      const { size, limit, spots, unknown } = found;
      if (size <= limit) return unknown.length === 0 ? pass : openAt(holder.resource, unknown);
      const places = spots.map(({ resource, path }) => ({ urn: resource.urn, path }));
      return broken("", `has inline policies of ${size} characters together, expected at most ${limit}`, places);
    },
  }),
};
