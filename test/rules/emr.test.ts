import { emr } from "../../src/rules/aws/emr.js";
import { anyRes, secret, suite, unknown } from "../suite.js";

const cluster = (inputs: object) => [anyRes("aws:emr/cluster:Cluster", "spark", { releaseLabel: "emr-7.1.0", ...inputs })];
const site = (properties: object): string => JSON.stringify([{ Classification: "hive-site", Properties: properties }]);
const application = (properties: unknown) => [
  anyRes("aws:emrserverless/application:Application", "spark", {
    type: "spark",
    runtimeConfigurations: [{ classification: "spark-defaults", properties }],
  }),
];

const emrSecurity = (encryption: object) => ({ configuration: JSON.stringify({ EncryptionConfiguration: encryption }) });

const encrypted = emrSecurity({
  EnableInTransitEncryption: true,
  EnableAtRestEncryption: true,
  AtRestEncryptionConfiguration: { LocalDiskEncryptionConfiguration: { EncryptionKeyProviderType: "AwsKms", EnableEbsEncryption: true } },
});

const inS3 = (EncryptionMode: string) =>
  JSON.stringify({
    EncryptionConfiguration: {
      EnableAtRestEncryption: true,
      AtRestEncryptionConfiguration: { S3EncryptionConfiguration: { EncryptionMode } },
    },
  });

suite(emr, {
  "emr-configuration-secret-by-reference": {
    ofLiterals: true,
    pass: [
      cluster({ configurationsJson: secret(site({ "javax.jdo.option.ConnectionPassword": "EMR.secret@prod/hive" })) }),
      cluster({ configurationsJson: secret(site({ "hive.exec.parallel": "true" })) }),
      application(secret({ "spark.executor.cores": "4" })),
    ],
    fail: [
      cluster({ configurationsJson: secret(site({ "javax.jdo.option.ConnectionPassword": "bw9MqLdis87PUHEW" })) }),
      cluster({ configurations: secret(site({ "javax.jdo.option.ConnectionPassword": "bw9MqLdis87PUHEW" })) }),
      application({ "spark.hadoop.javax.jdo.option.ConnectionPassword": secret("bw9MqLdis87PUHEW") }),
    ],
    unknown: [cluster({ configurationsJson: secret(unknown) })],
  },
  "emr-block-public-access": {
    bad: { blockPublicSecurityGroupRules: false },
    pass: [{ permittedPublicSecurityGroupRuleRanges: [{ minRange: 22, maxRange: 22 }], blockPublicSecurityGroupRules: true }],
    fail: [
      { permittedPublicSecurityGroupRuleRanges: [{ minRange: 22, maxRange: 22 }] },
      { permittedPublicSecurityGroupRuleRanges: [{ minRange: 22, maxRange: 22 }], blockPublicSecurityGroupRules: false },
    ],
    unknown: [{ blockPublicSecurityGroupRules: unknown }],
  },
  "emr-security-configuration-in-transit": {
    good: encrypted,
    pass: [emrSecurity({ EnableInTransitEncryption: true })],
    fail: [emrSecurity({ EnableInTransitEncryption: false })],
    unknown: [{ configuration: unknown }],
  },
  "emr-security-configuration-at-rest": {
    good: encrypted,
    pass: [emrSecurity({ EnableAtRestEncryption: true })],
    fail: [emrSecurity({ EnableAtRestEncryption: false })],
    unknown: [{ configuration: unknown }],
  },
  "emr-security-configuration-local-disk": {
    good: encrypted,
    pass: [emrSecurity({ AtRestEncryptionConfiguration: { LocalDiskEncryptionConfiguration: { EncryptionKeyProviderType: "AwsKms" } } })],
    fail: [emrSecurity({ EnableAtRestEncryption: true })],
    unknown: [{ configuration: unknown }],
  },
  "emr-security-configuration-ebs": {
    good: encrypted,
    pass: [emrSecurity({ AtRestEncryptionConfiguration: { LocalDiskEncryptionConfiguration: { EnableEbsEncryption: true } } })],
    fail: [emrSecurity({ AtRestEncryptionConfiguration: { LocalDiskEncryptionConfiguration: { EnableEbsEncryption: false } } })],
    unknown: [{ configuration: unknown }],
  },
  "emr-cluster-security-configuration": {
    good: { releaseLabel: "emr-7.5.0", securityConfiguration: "encrypted" },
    pass: [{ securityConfiguration: "encrypted" }],
    fail: [{ releaseLabel: "emr-7.5.0" }],
    unknown: [{ securityConfiguration: unknown }],
  },
  "emr-cluster-s3-logging": {
    good: { releaseLabel: "emr-7.5.0", logUri: "s3://acme-logs/emr/" },
    pass: [{ logUri: "s3://acme-logs/emr/" }],
    fail: [{ releaseLabel: "emr-7.5.0" }],
    unknown: [{ logUri: unknown }],
  },
  "emr-security-configuration-kms": {
    good: emrSecurity({
      EnableInTransitEncryption: true,
      EnableAtRestEncryption: true,
      AtRestEncryptionConfiguration: {
        S3EncryptionConfiguration: { EncryptionMode: "SSE-KMS" },
        LocalDiskEncryptionConfiguration: { EncryptionKeyProviderType: "AwsKms", EnableEbsEncryption: true },
      },
    }),
    pass: [{ configuration: inS3("SSE-KMS") }, { configuration: inS3("CSE-KMS") }, { configuration: "{}" }],
    fail: [{ configuration: inS3("SSE-S3") }],
    unknown: [{ configuration: unknown }],
  },
  "emr-block-public-access-ssh-only": {
    pass: [
      { blockPublicSecurityGroupRules: true },
      { blockPublicSecurityGroupRules: true, permittedPublicSecurityGroupRuleRanges: [{ minRange: 22, maxRange: 22 }] },
    ],
    fail: [{ blockPublicSecurityGroupRules: true, permittedPublicSecurityGroupRuleRanges: [{ minRange: 22, maxRange: 8443 }] }],
    unknown: [{ permittedPublicSecurityGroupRuleRanges: unknown }],
  },
});
