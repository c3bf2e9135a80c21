import { oneOf } from "../../model/expression.js";
// Names whose literal values are not shown in messages. Broad on purpose: masking too much is harmless, a leak is not.
export const secretName = oneOf(
  [
    [/pass(word|wd|phrase)?$/, "pass", "pas"],
    [/pwd$/, "pwd", "pw"],
    [/secret/, "secret", "secre"],
    [/token/, "token", "toke"],
    [/api[-_]?key/, "apikey", "apike"],
    [/private[-_]?key/, "privatekey", "privateke"],
    [/access[-_]?key/, "accesskey", "accesske"],
    [/credential/, "credential", "credentia"],
    [/auth[-_]?key/, "authkey", "authke"],
    [/connection[-_]?string/, "connectionstring", "connectionstrin"],
    [/^pin$/, "pin", "pi"],
  ],
  { flags: "i" },
);
const notSecretName = /arn|id$|name$|policy|version|ttl|length|expir|validity|units|tokens$/i;
// Long runs of mixed characters without words, as tokens and keys have.
const tokenLike = /^(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9+/_=.~-]{24,}$/;
export const harmless = oneOf(
  [
    [/arn:/, "arn:", "arn"],
    [/https?:\/\/[^@]*$/, "http://", "http:/"],
    [/[a-z0-9-]+(\.[a-z0-9-]+)+$/, "a.a", "a."],
    [/ami-/, "ami-", "ami"],
    [/subnet-/, "subnet-", "subnet"],
    [/vpc-/, "vpc-", "vpc"],
    [/sg-/, "sg-", "sg"],
    [/[a-z0-9]+(-[a-z0-9]+)+$/, "a-a", "a-"],
  ],
  { before: "^", flags: "i" },
);
// `OAUTH2_PROXY_COOKIE_SECRET`: words in one case, of which a number may follow some.
const variableName = /^([A-Z]+\d{0,2}(_[A-Z]+\d{0,2}){2,}|[a-z]+\d{0,2}([_.-][a-z]+\d{0,2}){2,})$/;
export const embedded = oneOf([
  [/(:\/\/[^/\s:@]+:)[^@\s]+@/, "://b:b@", "://b:b"],
  [/-----BEGIN [A-Z ]*PRIVATE KEY/, "-----BEGIN PRIVATE KEY", "-----BEGIN PRIVATE KE"],
  [/(?:AKIA|ASIA)[A-Z0-9]{16}/, "AKIAAAAAAAAAAAAAAAAA", "AKIAAAAAAAAAAAAAAAA"],
  [/gh[pousr]_[A-Za-z0-9]{20,}/, "ghp_AAAAAAAAAAAAAAAAAAAA", "ghp_AAAAAAAAAAAAAAAAAAA"],
  [/xox[abprs]-/, "xoxa-", "xoxa"],
  [/eyJ[A-Za-z0-9_-]{10,}\./, "eyJAAAAAAAAAA.", "eyJAAAAAAAAAA"],
]);

/** True if a text must not be shown: its name suggests a secret, or it looks like a credential. */
export function looksSecret(text: string, name: string): boolean {
  if (text.length < 4) return false;
  if (secretName.expression.test(name) && !notSecretName.test(name)) return true;
  return embedded.expression.test(text) || (tokenLike.test(text) && !harmless.expression.test(text) && !variableName.test(text));
}

/** A hint that does not reveal the secret: its length, and the first characters if it is long. */
export function mask(text: string): string {
  const shown = text.length >= 20 ? text.slice(0, 4) : "";
  return `${/^[\w-]*$/.test(shown) ? shown : ""}…(${text.length} characters)`;
}
