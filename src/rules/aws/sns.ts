import { textAt, verdictOf } from "../../iam/access/verdicts.js";
import { otherAccounts } from "../../iam/trust/trust.js";
import { except, noneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { all } from "../../model/verdict.js";
import { topicStatements } from "../../views/statements.js";
import { customerManagedKey } from "../helpers/keys.js";
import { tlsOnly } from "../helpers/tls.js";

export const sns = {
  "sns-topic-encrypted": rule("sns.Topic", {
    title: "SNS topics must be encrypted at rest",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "SNS.1", nist: ["SC-28(1)", "SC-8(3)", "SC-13"], pci: ["3.5.1", "8.3.2"], iso27001: "A.8.3" },
    equivalents: ["CKV_AWS_26", "AVD-AWS-0095", "AwsSolutions-SNS2"],
    fix:
      "Set `kmsMasterKeyId` to the ARN of a `kms.Key` whose policy lets the publishing services use it, " +
      'or to "alias/aws/sns" where only principals of the account publish.',
    docs: "https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html",
    require: { kmsMasterKeyId: present },
  }),
  "sns-topic-customer-managed-key": rule("sns.Topic", {
    title: "SNS topics must be encrypted with a customer managed key",
    severity: "low",
    preset: "all",
    equivalents: ["AVD-AWS-0136"],
    fix: "Set `kmsMasterKeyId` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
    require: { kmsMasterKeyId: customerManagedKey },
  }),
  "sns-topic-tls-only": rule("sns.Topic", {
    title: "SNS topics must deny messages published without TLS",
    severity: "medium",
    preset: "all",
    equivalents: ["AwsSolutions-SNS3"],
    fix: "Deny `sns:Publish` to everyone where `aws:SecureTransport` is false: in the `sns.TopicPolicy` of the topic, or in a new one where it has none.",
    docs: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
    with: { policies: "sns.TopicPolicy#arn" },
    when: { policy: except(tlsOnly(["sns:*", "sns:publish"])) },
    require: { policies: { policy: tlsOnly(["sns:*", "sns:publish"]) } },
  }),
  "sns-subscription-no-http": rule("sns.TopicSubscription", {
    title: "SNS subscriptions must not deliver over plain HTTP",
    severity: "medium",

    fix: 'Set `protocol: "https"`, and an `endpoint` that begins with `https://`.',
    docs: "https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html",
    require: { protocol: noneOf("http") },
  }),
  "sns-topic-policy-no-cross-account": rule(topicStatements, {
    title: "SNS topic policies must not give other accounts access",
    severity: "medium",
    preset: "all",
    controls: { nist: ["AC-3", "AC-6"] },
    equivalents: ["CKV_AWS_385"],
    fix: "Name principals of the topic's own account, or add a condition on `aws:PrincipalOrgID` where another account of the organization needs it.",
    why: "A policy that gives everyone access is reported by `iam-resource-policy-not-public`.",
    docs: "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html",
    check: ({ statement, account }) =>
      all(
        otherAccounts(statement, account).map((answer) =>
          verdictOf(answer, (at) => `lets ${textAt(statement, at)} use the topic, which is of another account`),
        ),
      ),
  }),
};
