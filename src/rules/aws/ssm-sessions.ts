import { json, noneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const ssmSessions = {
  "ssm-session-manager-encrypted": rule("ssm.Document", {
    title: "SSM sessions must be encrypted with a KMS key",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_112"],
    fix: "Set `kmsKeyId` in the `inputs` of the document's content.",
    docs: "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html",
    when: { documentType: "Session", documentFormat: noneOf("YAML", "TEXT") },
    require: { content: json<{ inputs: { kmsKeyId: string } }>({ inputs: { kmsKeyId: present } }) },
  }),
};
