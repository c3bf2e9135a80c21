import { oneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { jobArguments } from "../../views/wrapped.js";

export const glue = {
  "glue-job-secret-by-reference": rule(jobArguments, {
    title: "Glue jobs must read their secrets from Secrets Manager",
    severity: "medium",
    fix: "Pass the name of a Secrets Manager secret or of a Glue connection, and let the script read it.",
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may read the job or its runs.",
    docs: "https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html",
    check: () => "holds the secret itself, expected the name of a secret",
  }),
  "glue-security-configuration-encrypted": rule("glue.SecurityConfiguration", {
    title: "Glue security configurations must encrypt data, logs and bookmarks",
    severity: "high",
    preset: "all",
    controls: { soc2: "PI1.4", iso27001: "A.8.11" },
    equivalents: ["CKV_AWS_99", "cdk-nag:GlueJobBookmarkEncrypted", "cdk-nag:GlueEncryptedCloudWatchLogs"],
    fix: 'Set `cloudwatchEncryptionMode: "SSE-KMS"`, `jobBookmarksEncryptionMode: "CSE-KMS"` and `s3EncryptionMode: "SSE-KMS"`, each with its key.',
    docs: "https://docs.aws.amazon.com/glue/latest/dg/console-security-configurations.html",
    require: {
      encryptionConfiguration: {
        cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS" },
        jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS" },
        s3Encryption: { s3EncryptionMode: oneOf("SSE-KMS", "SSE-S3") },
      },
    },
  }),
  "glue-data-catalog-encrypted": rule("glue.DataCatalogEncryptionSettings", {
    title: "Glue data catalogs must be encrypted, with the passwords of connections",
    severity: "high",
    controls: { iso27001: "A.8.11" },
    equivalents: ["CKV_AWS_94"],
    fix: 'Set `returnConnectionPasswordEncrypted: true` and `catalogEncryptionMode: "SSE-KMS"`, each with its key.',
    docs: "https://docs.aws.amazon.com/glue/latest/dg/encrypt-glue-data-catalog.html",
    require: {
      dataCatalogEncryptionSettings: {
        connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true },
        encryptionAtRest: { catalogEncryptionMode: oneOf("SSE-KMS", "SSE-KMS-WITH-SERVICE-ROLE") },
      },
    },
  }),
  "glue-security-configuration-attached": rule(["glue.Crawler", "glue.DevEndpoint", "glue.Job"], {
    title: "Glue crawlers, endpoints and jobs must have a security configuration",
    severity: "medium",
    preset: "all",
    controls: { soc2: "PI1.4", iso27001: "A.8.11" },
    equivalents: ["CKV_AWS_195"],
    fix: "Set `securityConfiguration` to the name of a `glue.SecurityConfiguration`.",
    docs: "https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html",
    require: { securityConfiguration: present },
  }),
};
