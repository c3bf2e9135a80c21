import { either, every, noneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const lex = {
  "lex-conversation-logs-encrypted": rule("lex.BotAlias", {
    title: "Lex conversation logs must be encrypted with a KMS key",
    severity: "medium",
    preset: "all",
    equivalents: ["cdk-nag:LexBotAliasEncryptedConversationLogs"],
    fix: "Set `kmsKeyArn` in each of `logSettings` that writes to S3.",
    docs: "https://docs.aws.amazon.com/lex/latest/dg/conversation-logs-encrypting.html",
    require: { conversationLogs: { logSettings: every(either({ destination: noneOf("S3") }, { kmsKeyArn: present })) } },
  }),
};
