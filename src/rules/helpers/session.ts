import { parseTemplate } from "../../model/native/template-text.js";
import { text } from "./read.js";

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;

/** Where a Session Manager document (JSON or YAML) sends the logs of sessions, and what is wrong with it; nothing where it is right. */
export function sessionLogFlaw(content: string): string | undefined {
  const inputs = parseTemplate(content)?.["inputs"];
  const setting = (name: string): string => (isMap(inputs) ? text(inputs[name]) : "");
  const targets = [
    { named: setting("s3BucketName"), isEncrypted: setting("s3EncryptionEnabled") !== "false", where: "S3" },
    { named: setting("cloudWatchLogGroupName"), isEncrypted: setting("cloudWatchEncryptionEnabled") !== "false", where: "CloudWatch" },
  ].filter(({ named }) => named !== "");
  if (targets.length === 0) return "names neither `s3BucketName` nor `cloudWatchLogGroupName`: sessions are not logged";
  const plain = targets.find(({ isEncrypted }) => !isEncrypted);
  return plain === undefined ? undefined : `sends the logs of sessions to ${plain.where} without encryption`;
}
