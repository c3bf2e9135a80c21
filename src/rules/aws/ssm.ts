import { except, matches } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

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
};
