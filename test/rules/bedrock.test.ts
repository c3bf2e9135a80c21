import { bedrock } from "../../src/rules/aws/bedrock.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(bedrock, {
  "bedrock-agent-guardrail": {
    good: { agentName: "support", guardrailConfigurations: [{ guardrailIdentifier: "g-1", guardrailVersion: "1" }] },
    pass: [{ guardrailConfigurations: [{ guardrailIdentifier: "g-1", guardrailVersion: "1" }] }],
    fail: [{ agentName: "support" }],
    unknown: [{ guardrailConfigurations: unknown }],
  },
  "bedrock-guardrail-prompt-attack-filter": {
    good: {
      name: "support",
      contentPolicyConfig: { filtersConfigs: [{ type: "PROMPT_ATTACK", inputStrength: "HIGH", outputStrength: "NONE" }] },
    },
    pass: [{ contentPolicyConfig: { filtersConfigs: [{ type: "PROMPT_ATTACK", inputStrength: "HIGH", outputStrength: "NONE" }] } }],
    fail: [
      { name: "support" },
      { contentPolicyConfig: { filtersConfigs: [{ type: "PROMPT_ATTACK", inputStrength: "LOW", outputStrength: "NONE" }] } },
    ],
    unknown: [{ contentPolicyConfig: unknown }],
  },
  "bedrock-agent-customer-managed-key": {
    pass: [{ agentName: "clerk", customerEncryptionKeyArn: key }],
    fail: [{ agentName: "clerk" }, { agentName: "clerk", customerEncryptionKeyArn: "alias/aws/service" }],
    unknown: [{ customerEncryptionKeyArn: unknown }],
  },
});
