import { nonEmpty, some } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

export const bedrock = {
  "bedrock-agent-guardrail": rule("bedrock.AgentAgent", {
    title: "Bedrock agents must have a guardrail",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_383"],
    fix: "Set `guardrailConfigurations: [{ guardrailIdentifier, guardrailVersion }]`.",
    docs: "https://docs.aws.amazon.com/bedrock/latest/userguide/agents-guardrail.html",
    require: { guardrailConfigurations: nonEmpty },
  }),
  "bedrock-guardrail-prompt-attack-filter": rule("bedrock.Guardrail", {
    title: "Bedrock guardrails must filter prompt attacks at high strength",
    severity: "medium",
    preset: "all",
    fix: 'Add `{ type: "PROMPT_ATTACK", inputStrength: "HIGH", outputStrength: "NONE" }` to `contentPolicyConfig.filtersConfigs`.',
    docs: "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-prompt-attack.html",
    require: { contentPolicyConfig: { filtersConfigs: some({ type: "PROMPT_ATTACK", inputStrength: "HIGH" }) } },
  }),
  "bedrock-agent-customer-managed-key": rule("bedrock.AgentAgent", {
    ...keyAbout,
    title: "Bedrock agents must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_373"],
    fix: "Set `customerEncryptionKeyArn` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-agents.html",
    require: { customerEncryptionKeyArn: customerManagedKey },
  }),
};
