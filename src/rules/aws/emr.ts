import { every, json, oneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { clusterConfigurations } from "../../views/wrapped.js";

interface EmrSecurity {
  readonly EncryptionConfiguration?: {
    readonly EnableInTransitEncryption?: boolean;
    readonly EnableAtRestEncryption?: boolean;
    readonly AtRestEncryptionConfiguration?: {
      readonly LocalDiskEncryptionConfiguration?: { readonly EnableEbsEncryption?: boolean };
      readonly S3EncryptionConfiguration?: { readonly EncryptionMode?: string };
    };
  };
}

export const emr = {
  "emr-configuration-secret-by-reference": rule(clusterConfigurations, {
    title: "EMR configurations must name their secrets in Secrets Manager",
    severity: "medium",
    fix: "Set the value to `EMR.secret@SECRET_ID`, the name or ARN of a Secrets Manager secret.",
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may describe the cluster or the application.",
    docs: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/storing-sensitive-data.html",
    check: () => "holds the secret itself, expected `EMR.secret@SECRET_ID`",
  }),
  "emr-block-public-access": rule("emr.BlockPublicAccessConfiguration", {
    title: "EMR must block public access for the account",
    severity: "high",
    controls: { fsbp: "EMR.2", pci: ["1.2.8", "1.3.1"], iso27001: "A.8.1" },
    equivalents: ["CKV_AWS_390"],
    fix: "Set `blockPublicSecurityGroupRules: true`.",
    docs: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-block-public-access.html",
    require: { blockPublicSecurityGroupRules: true },
  }),
  "emr-block-public-access-ssh-only": rule("emr.BlockPublicAccessConfiguration", {
    title: "EMR must block public access to every port but that of SSH",
    severity: "medium",
    controls: { fsbp: "EMR.2", pci: ["1.2.8", "1.3.1"], iso27001: "A.8.1" },
    fix: "Set `minRange` and `maxRange` of each of `permittedPublicSecurityGroupRuleRanges` to 22, or remove it.",
    docs: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-block-public-access.html",
    require: { permittedPublicSecurityGroupRuleRanges: every({ minRange: 22, maxRange: 22 }) },
  }),
  "emr-security-configuration-in-transit": rule("emr.SecurityConfiguration", {
    title: "EMR security configurations must encrypt traffic inside the cluster",
    severity: "high",
    preset: "all",
    controls: { fsbp: "EMR.4" },
    equivalents: ["CKV_AWS_351", "cdk-nag:EMREncryptionInTransit", "AVD-AWS-0138"],
    fix: "Set `EnableInTransitEncryption: true` with an `InTransitEncryptionConfiguration`. This replaces the configuration.",
    docs: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html",
    require: { configuration: json<EmrSecurity>({ EncryptionConfiguration: { EnableInTransitEncryption: true } }) },
  }),
  "emr-security-configuration-at-rest": rule("emr.SecurityConfiguration", {
    title: "EMR security configurations must encrypt data at rest",
    severity: "high",
    preset: "all",
    controls: { fsbp: "EMR.3" },
    equivalents: ["CKV_AWS_171", "AVD-AWS-0137"],
    fix: "Set `EnableAtRestEncryption: true` with an `AtRestEncryptionConfiguration`. This replaces the configuration.",
    docs: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html",
    require: { configuration: json<EmrSecurity>({ EncryptionConfiguration: { EnableAtRestEncryption: true } }) },
  }),
  "emr-security-configuration-local-disk": rule("emr.SecurityConfiguration", {
    title: "EMR security configurations must encrypt local disks",
    severity: "high",
    preset: "all",
    equivalents: ["CKV_AWS_349", "cdk-nag:EMRLocalDiskEncryption", "AVD-AWS-0139"],
    fix: "Set a `LocalDiskEncryptionConfiguration` in `AtRestEncryptionConfiguration`, with `EnableEbsEncryption: true`. This replaces the configuration.",
    docs: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html",
    require: {
      configuration: json<EmrSecurity>({
        EncryptionConfiguration: { AtRestEncryptionConfiguration: { LocalDiskEncryptionConfiguration: present } },
      }),
    },
  }),
  "emr-security-configuration-ebs": rule("emr.SecurityConfiguration", {
    title: "EMR security configurations must encrypt EBS volumes",
    severity: "high",
    preset: "all",
    equivalents: ["CKV_AWS_350"],
    fix: "Set `EnableEbsEncryption: true` in `LocalDiskEncryptionConfiguration`. This replaces the configuration.",
    docs: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html",
    require: {
      configuration: json<EmrSecurity>({
        EncryptionConfiguration: { AtRestEncryptionConfiguration: { LocalDiskEncryptionConfiguration: { EnableEbsEncryption: true } } },
      }),
    },
  }),
  "emr-cluster-security-configuration": rule("emr.Cluster", {
    title: "EMR clusters must have a security configuration",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV2_AWS_55"],
    fix: "Set `securityConfiguration` to the name of an `emr.SecurityConfiguration`. This replaces the cluster.",
    docs: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-specify-security-configuration.html",
    require: { securityConfiguration: present },
  }),
  "emr-cluster-s3-logging": rule("emr.Cluster", {
    title: "EMR clusters must write their logs to S3",
    severity: "medium",
    preset: "all",
    equivalents: ["cdk-nag:EMRS3AccessLogging"],
    fix: 'Set `logUri` to a prefix in a bucket, such as "s3://logs/emr/". This replaces the cluster.',
    docs: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-debugging.html",
    require: { logUri: present },
  }),
  "emr-security-configuration-kms": rule("emr.SecurityConfiguration", {
    title: "EMR security configurations must encrypt data in S3 with a KMS key",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_171"],
    fix: 'Set `EncryptionMode: "SSE-KMS"` and `AwsKmsKey` in `S3EncryptionConfiguration`. This replaces the configuration.',
    docs: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html",
    when: { configuration: json<EmrSecurity>({ EncryptionConfiguration: { EnableAtRestEncryption: true } }) },
    require: {
      configuration: json<EmrSecurity>({
        EncryptionConfiguration: {
          AtRestEncryptionConfiguration: { S3EncryptionConfiguration: { EncryptionMode: oneOf("SSE-KMS", "CSE-KMS") } },
        },
      }),
    },
  }),
};
