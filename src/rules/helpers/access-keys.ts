import { unpacked } from "../../secrets/texts/decode.js";

/** The environment variables of an AWS access key; what they hold does not matter: temporary credentials come from a role. */
export const accessKeyNames = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY)$/;

// A value that a command or another variable gives is fetched at run time.
const assigned = /\b(AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY)["']?\s*[:=]\s*["']?(?![\s"'$`<({]|[#;])/i;

/** The name of the access key that a script or a cloud-config assigns a literal, in base64 or not; nothing where it assigns none. */
export function assignedKey(userData: string): string | undefined {
  return assigned.exec(unpacked(userData) ?? userData)?.[1]?.toUpperCase();
}
