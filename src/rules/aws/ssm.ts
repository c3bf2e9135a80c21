import { except, matches } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
import { text } from "../helpers/read.js";
import { sessionLogFlaw } from "../helpers/session.js";

export const ssm = {
  "ssm-document-not-public": rule("ssm.Document", {
    title: "SSM documents must not be shared with every account",
    severity: "critical",
    preset: "essential",
    controls: { fsbp: "SSM.4", pci: ["10.3.2", "3.5.1.3"], iso27001: "A.8.1" },
    equivalents: ["CKV_AWS_303"],
    fix: "Remove `permissions`, or list the accounts that need the document in `account_ids`.",
    docs: "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html",
    require: { permissions: { account_ids: except(matches(/(^|,)\s*all\s*(,|$)/i, "all accounts")) } },
    message: "is shared with all accounts",
  }),
  "ssm-document-block-public-sharing": rule("ssm.ServiceSetting", {
    title: "SSM must block public sharing of documents for the account",
    severity: "high",
    controls: { fsbp: "SSM.7" },
    fix: 'Set `settingValue: "Disable"`.',
    docs: "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html",
    when: { settingId: matches(/\/?ssm\/documents\/console\/public-sharing-permission$/, "the setting for public sharing") },
    require: { settingValue: "Disable" },
  }),
  "ssm-parameter-secure-string": rule("ssm.Parameter", {
    title: "SSM parameters must be of type SecureString",
    severity: "low",
    preset: "all",
    equivalents: ["CKV2_AWS_34"],
    fix: 'Set `type: "SecureString"`.',
    why: "What has the name of a secret, or looks like one, is reported by `secrets-parameter-secure-string`; this rule asks for every parameter.",
    docs: "https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html",
    require: { type: "SecureString" },
  }),
  "ssm-parameter-customer-managed-key": rule("ssm.Parameter", {
    ...keyAbout,
    title: "SSM SecureString parameters must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_337"],
    fix: "Set `keyId` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html",
    when: { type: "SecureString" },
    require: { keyId: customerManagedKey },
  }),
  "ssm-session-manager-logs": rule("ssm.Document", {
    title: "SSM Session Manager must log sessions, encrypted",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_113"],
    fix: "Set `s3BucketName` with `s3EncryptionEnabled: true`, or `cloudWatchLogGroupName` with `cloudWatchEncryptionEnabled: true`, in `inputs`.",
    docs: "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html",
    when: { documentType: "Session" },
    check: ({ content }, { at }) => {
      const flaw = sessionLogFlaw(text(content));
      return flaw !== undefined && at("content", flaw);
    },
  }),
};
