import { glue } from "../../src/rules/aws/glue.js";
import { anyRes, res, secret, suite, unknown } from "../suite.js";

const job = (inputs: object) => [anyRes("aws:glue/job:Job", "etl", { roleArn: "arn:aws:iam::1:role/etl", ...inputs })];

const glueEncryption = (more: object) => ({
  cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS", kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/0a1b" },
  jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS", kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/0a1b" },
  s3Encryption: { s3EncryptionMode: "SSE-KMS", kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/0a1b" },
  ...more,
});

suite(glue, {
  "glue-job-secret-by-reference": {
    ofLiterals: true,
    pass: [
      job({ defaultArguments: { "--DB_SECRET": secret("prod/db"), "--job-language": "python" } }),
      job({ defaultArguments: secret({ "--TempDir": "s3://bucket/tmp/", "--enable-metrics": "" }) }),
      job({ nonOverridableArguments: { "--DB_PASSWORD": "bw9MqLdis87PUHEW" } }),
    ],
    fail: [
      job({ defaultArguments: { "--DB_PASSWORD": secret("bw9MqLdis87PUHEW") } }),
      job({ nonOverridableArguments: secret({ "--JDBC_URL": "postgresql://etl:bw9MqLdis87PUHEW@db/app" }) }),
    ],
    unknown: [job({ defaultArguments: { "--DB_PASSWORD": secret(unknown) } })],
  },
  "glue-security-configuration-encrypted": {
    good: { name: "encrypted", encryptionConfiguration: glueEncryption({}) },
    pass: [{ encryptionConfiguration: glueEncryption({ s3Encryption: { s3EncryptionMode: "SSE-S3" } }) }],
    fail: [
      { name: "plain", encryptionConfiguration: glueEncryption({ s3Encryption: { s3EncryptionMode: "DISABLED" } }) },
      { encryptionConfiguration: glueEncryption({ cloudwatchEncryption: {} }) },
    ],
    unknown: [{ encryptionConfiguration: unknown }],
  },
  "glue-data-catalog-encrypted": {
    good: {
      dataCatalogEncryptionSettings: {
        connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true, awsKmsKeyId: "alias/glue" },
        encryptionAtRest: { catalogEncryptionMode: "SSE-KMS", sseAwsKmsKeyId: "alias/glue" },
      },
    },
    pass: [
      {
        dataCatalogEncryptionSettings: {
          connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true },
          encryptionAtRest: { catalogEncryptionMode: "SSE-KMS-WITH-SERVICE-ROLE" },
        },
      },
    ],
    fail: [
      {
        dataCatalogEncryptionSettings: {
          connectionPasswordEncryption: { returnConnectionPasswordEncrypted: false },
          encryptionAtRest: { catalogEncryptionMode: "SSE-KMS" },
        },
      },
      {
        dataCatalogEncryptionSettings: {
          connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true },
          encryptionAtRest: { catalogEncryptionMode: "DISABLED" },
        },
      },
    ],
    unknown: [{ dataCatalogEncryptionSettings: unknown }],
  },
  "glue-security-configuration-attached": {
    good: { name: "load", securityConfiguration: "encrypted" },
    pass: [{ securityConfiguration: "encrypted" }],
    fail: [{ name: "load" }, [res("glue.Job", "load", { roleArn: "arn:aws:iam::123456789012:role/load" })]],
    unknown: [{ securityConfiguration: unknown }],
  },
});
