import { placeholders, publishedForms, references, schemes, sealedForms, tagNames } from "./harmless-forms.js";
import { distinct, isWordy, looksRandom } from "./random.js";

/** Common words: switches, kinds of authentication, names of stores and users. */
export const words = new Set([
  ...[
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "none",
    "null",
    "nil",
    "undefined",
    "enabled",
    "disabled",
    "required",
    "optional",
    "default",
  ],
  ...[
    "bearer",
    "basic",
    "oauth",
    "oauth2",
    "jwt",
    "token",
    "secret",
    "password",
    "passwort",
    "passwd",
    "pass",
    "key",
    "auto",
    "rotate",
    "strict",
  ],
  ...[
    "vault",
    "aws",
    "ssm",
    "env",
    "plain",
    "postgres",
    "root",
    "admin",
    "test",
    "user",
    "username",
    "string",
    "hidden",
    "masked",
    "dummy",
  ],
  ...["1password", "bitwarden", "lastpass", "keepass", "keepassxc", "dashlane"],
]);
const masked = /^[*•x.#-]+$/i;
const repeated = /(.)\1{4,}/gi;
const interpolated = /\$\{[^}]*\}|\{\{[^}]*\}\}|\$\([^)]*\)|%\{[^}]*\}|#\{[^}]*\}|%\(\w+\)[sd]/;

/** Whether a text is plainly no credential: a reference, a placeholder, ciphertext, a public key, a sentence, a switch. */
export function isHarmless(text: string): boolean {
  return (
    text.length < 4 ||
    words.has(text.toLowerCase()) ||
    (references.expression.test(text) && !isSlashed(text) && !isDisguised(text)) ||
    isTag(text) ||
    interpolated.test(text) ||
    isPlaceholder(text) ||
    sealedForms.expression.test(text) ||
    publishedForms.expression.test(text)
  );
}

export const isPlaceholder = (text: string): boolean =>
  placeholders.expression.test(text) || masked.test(text) || isCovered(text) || distinct(text) < 3;

const arn = /^arn:[\w-]+:[\w-]+:[\w-]*:[\w*-]*:./i;

/** Whether a text only begins like a reference: what follows is not a name or path of a secret, as `ssm:Sup3rS3cret!` shows. */
function isDisguised(text: string): boolean {
  const rest = schemes.expression.exec(text)?.[1];
  if (rest === undefined || arn.test(text)) return false;
  if (/^arn:/i.test(text)) return !/[$<{*]/.test(rest);
  return /[^\w./:#@?=&%{}[\]$<>,+*~ ()|\\-]/.test(rest) || (/^(ssm|vault|env):\w+$/i.test(text) && !isWordy(rest) && looksRandom(rest));
}

/** Whether a text consists of one repeated character. A password may contain such a run among other characters. */
function isCovered(text: string): boolean {
  const runs = text.match(repeated);
  if (runs === null) return false;
  const rest = text.replace(repeated, "");
  const isMixed = rest.length >= 10 && [/[a-z]/, /[A-Z]/, /[0-9]/].every((kind) => kind.test(rest));
  return !isMixed || runs.join("").length > 8 || runs.some((run) => /[*•x.#_=0-]/i.test(run));
}

/** Whether a text is a common word or a placeholder, not generated. */
export const isDummy = (text: string): boolean => words.has(text.toLowerCase()) || isPlaceholder(text);

/** Whether a text refers to a secret that is elsewhere, or is empty. */
export const isReference = (text: string): boolean =>
  text.trim() === "" ||
  (!isDisguised(text.trim()) && /^\{\{|^\$\{|^\$\(|^#\{|^arn:[^:]+:(secretsmanager|ssm):|^(op|vault|ssm|awssm):|^ref\+/i.test(text));

/** Base64 that begins with a slash, as one secret in sixty-four does. */
const isSlashed = (text: string): boolean =>
  /^\/[A-Za-z0-9+/]{27,}={0,2}$/.test(text) &&
  text.split("/").some((part) => part.length >= 8 && /[a-z]/.test(part) && /[A-Z]/.test(part) && /\d/.test(part) && !isWordy(part));

const tag = /^!!?([\w-]+)(?=[\s.:|({[]|$)/;

/** Whether a text begins with a tag of YAML that reads the value from elsewhere, or shows its type. */
function isTag(text: string): boolean {
  const name = tag.exec(text)?.[1]?.toLowerCase();
  return (name !== undefined && (tagNames.has(name) || /^include\w*$/.test(name))) || /^!!?python\/\S/i.test(text);
}
