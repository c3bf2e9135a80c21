import { either, noneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

export const athena = {
  "athena-workgroup-encrypted": rule("athena.Workgroup", {
    title: "Athena workgroups must encrypt query results",
    severity: "medium",
    preset: "all",
    controls: { pci: ["3.5.1", "8.3.2"], iso27001: "A.8.11" },
    equivalents: ["CKV_AWS_159", "AVD-AWS-0006", "compliance-policies:aws-athena-workgroup-disallow-unencrypted-workgroup"],
    fix: 'Set `resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn } }` in `configuration`.',
    why: "Without it, the encryption of the bucket or of the client decides. Managed query results are always encrypted.",
    docs: "https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html",
    require: either(
      { configuration: { managedQueryResultsConfiguration: { enabled: true } } },
      { configuration: { resultConfiguration: { encryptionConfiguration: { encryptionOption: present } } } },
    ),
    message: "does not set an encryption for query results",
    at: "configuration.resultConfiguration",
  }),
  "athena-database-encrypted": rule("athena.Database", {
    title: "Athena databases must encrypt their query results",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_77", "AVD-AWS-0006", "compliance-policies:aws-athena-database-disallow-unencrypted-database"],
    fix: 'Set `encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKey }`.',
    docs: "https://docs.aws.amazon.com/athena/latest/ug/encryption.html",
    require: { encryptionConfiguration: { encryptionOption: present } },
  }),
  "athena-workgroup-enforces-configuration": rule("athena.Workgroup", {
    title: "Athena workgroups must enforce their configuration over that of clients",
    severity: "medium",
    equivalents: ["CKV_AWS_82", "AVD-AWS-0007", "compliance-policies:aws-athena-workgroup-enforce-configuration"],
    fix: "Remove `enforceWorkgroupConfiguration` from `configuration`, or set it to true.",
    why: "Otherwise every client chooses where results go, and whether they are encrypted.",
    docs: "https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html",
    require: { configuration: { enforceWorkgroupConfiguration: noneOf(false) } },
  }),
  "athena-workgroup-metrics-published": rule("athena.Workgroup", {
    title: "Athena workgroups must publish metrics to CloudWatch",
    severity: "low",
    preset: "all",
    controls: { fsbp: "Athena.4", soc2: "A1.2", iso27001: "A.8.15" },
    fix: "Remove `publishCloudwatchMetricsEnabled` from `configuration`, or set it to true.",
    docs: "https://docs.aws.amazon.com/athena/latest/ug/query-metrics-viewing.html",
    require: { configuration: { publishCloudwatchMetricsEnabled: noneOf(false) } },
  }),
  "athena-database-customer-managed-key": rule("athena.Database", {
    ...keyAbout,
    title: "Athena databases must be encrypted with a customer managed key",
    equivalents: ["compliance-policies:aws-athena-database-configure-customer-managed-key"],
    fix: 'Set `encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKey }`, with the ARN of a `kms.Key`. This replaces the database.',
    docs: "https://docs.aws.amazon.com/athena/latest/ug/encryption.html",
    require: { encryptionConfiguration: { kmsKey: customerManagedKey } },
  }),
  "athena-workgroup-customer-managed-key": rule("athena.Workgroup", {
    ...keyAbout,
    title: "Athena workgroups must encrypt results with a customer managed key",
    equivalents: ["compliance-policies:aws-athena-workgroup-configure-customer-managed-key"],
    fix: 'Set `encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn }` in `configuration.resultConfiguration`.',
    docs: "https://docs.aws.amazon.com/athena/latest/ug/encryption.html",
    require: { configuration: { resultConfiguration: { encryptionConfiguration: { kmsKeyArn: customerManagedKey } } } },
  }),
};
