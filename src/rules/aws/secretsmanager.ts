import { present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey } from "../helpers/keys.js";
import { number, text } from "../helpers/read.js";

export const secretsmanager = {
  "secretsmanager-secret-rotation": rule("secretsmanager.Secret", {
    title: "Secrets Manager secrets must be rotated automatically",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "SecretsManager.1", nist: ["SC-8", "SC-13", "SC-7(4)"], pci: ["3.5.1", "8.2.2"], hipaa: "164.308(a)(4)(ii)(B)" },
    equivalents: ["CKV2_AWS_57", "AwsSolutions-SMG4"],
    fix:
      "Add a `secretsmanager.SecretRotation` with the `secretId` of the secret, " +
      "`rotationRules: { automaticallyAfterDays: 30 }` and the `rotationLambdaArn` of a function that rotates it.",
    docs: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
    with: { rotation: "secretsmanager.SecretRotation#secretId" },
    require: { rotation: present },
  }),
  "secretsmanager-rotation-interval": rule("secretsmanager.SecretRotation", {
    title: "Secrets Manager secrets must be rotated at least every 90 days",
    severity: "medium",
    controls: { fsbp: "SecretsManager.4" },
    equivalents: ["CKV_AWS_304"],
    fix: "Set `rotationRules: { automaticallyAfterDays: 30 }`.",
    docs: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html",
    options: { days: 90 },
    check: ({ rotationRules }, { at, options }) => {
      const rate = /^rate\((\d+) (hour|day)s?\)$/.exec(text(rotationRules?.scheduleExpression));
      const days = rate === null ? number(rotationRules?.automaticallyAfterDays, 0) : Number(rate[1]) / (rate[2] === "hour" ? 24 : 1);
      const place = rate === null ? "rotationRules.automaticallyAfterDays" : "rotationRules.scheduleExpression";
      return days > options.days && at(place, `rotates every ${days} days, expected at most ${options.days}`, "most");
    },
  }),
  "secretsmanager-secret-customer-managed-key": rule("secretsmanager.Secret", {
    title: "Secrets Manager secrets must be encrypted with a customer managed key",
    severity: "low",
    preset: "all",
    controls: { nist: ["SC-28(1)", "SC-8(3)", "SC-13"], hipaa: "164.312(a)(2)(iv)" },
    equivalents: [
      "CKV_AWS_149",
      "AVD-AWS-0098",
      "cdk-nag:SecretsManagerUsingKMSKey",
      "compliance-policies:aws-secretsmanager-secret-configure-customer-managed-key",
    ],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "secretsmanager-secret-description": rule("secretsmanager.Secret", {
    title: "Secrets Manager secrets must have a description",
    severity: "low",
    preset: "all",
    equivalents: ["compliance-policies:aws-secretsmanager-secret-missing-description"],
    fix: "Set `description` to what it is for.",
    docs: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/create_secret.html",
    require: { description: present },
  }),
};
