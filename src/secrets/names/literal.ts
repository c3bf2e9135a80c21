import { isHarmless, words } from "./harmless.js";
import { type Certainty, certaintyOf, type Form, formUnder, hasOwner, mayNameObject } from "./name.js";
import { isWordy, looksRandom } from "./random.js";
import { isDottedPhrase, isOfCode, isPassphrase, isSentence, isSymbolSoup } from "./sentence.js";

const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#\s]*)(.*)$/is;

/** Whether a text is a URL with a valid host. */
function isUrl(text: string): boolean {
  const [, host, path] = authority.exec(text) ?? [];
  if (host === undefined) return false;
  if (/[${}<>%*@]/.test(host)) return true;
  return /^[\w.,:[\]-]*$/.test(host) && (path !== "" || host.includes(".") || isWordy(host) || !looksRandom(host));
}

/** Whether a value is the secret itself; `certainty` is how surely its name indicates a secret. */
export function isSecretLiteral(written: string, certainty: Exclude<Certainty, undefined>): boolean {
  const text = written.trim();
  if (text.length > 4096 || isHarmless(text)) return false;
  // For a URL, the credentials in it decide.
  if (isUrl(text)) return false;
  if (/\s/.test(text)) return isSymbolSoup(text) || (certainty === "sure" && isPassphrase(text));
  if (/^-?\d+(\.\d+)?$/.test(text)) return certainty === "sure" && text.length >= 6;
  if (certainty === "sure" && isDottedPhrase(text)) return true;
  if (isPath(text) || isDotted(text) || version.test(text)) return false;
  // Scripts that write words without blanks.
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(text)) return false;
  // "session:{userId}": a pattern of names
  if (certainty === "likely" && /\{[A-Za-z_]\w{0,40}\}/.test(text)) return false;
  if (certainty === "likely" && list.test(text)) return text.split(/[,;]/).some((part) => part !== "" && isSecretLiteral(part, certainty));
  if (/^[^@\s]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text)) return false;
  // "Passwort", "Wachtwoord": a label of a form in the language of its readers.
  if (/^\p{Lu}\p{Ll}+$/u.test(text)) return false;
  return certainty === "sure"
    ? !/^(pass|kenn|mot|contra|senha|wachtwoord|geheim|bitte|please|enter|invalid|wrong|minim)/i.test(text) || isStrengthened(text)
    : looksRandom(text);
}

/** A word turned into a password, such as "Password123!"; "Password*", "passwordMin8Chars" and "PasswordStep2" only mention one. */
function isStrengthened(text: string): boolean {
  if (text.length < 8 || !/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  const count = text.match(/[A-Z]?[a-z]{2,}|[A-Z]{3,}/g)?.length ?? 0;
  if (/[#!%&@^*?+~]/.test(text)) return count < 4;
  if (!/[a-z]/.test(text) || !/[A-Z]/.test(text)) return false;
  if (isWordy(text.replace(/(\d)([A-Z])/g, "$1-$2"))) return count < 3 && /^[A-Z].*[a-z]\d{2,}$/.test(text);
  return (text.match(/\d/g)?.length ?? 0) > 1;
}

/** Whether the name of a value makes it a secret. */
export function isSecretUnder(name: string, text: string): boolean {
  const certainty = certaintyOf(name);
  // Most names indicate none, and only those that do imply a form.
  if (certainty === undefined) return false;
  const form = formUnder(name);
  if (form !== undefined) return forms[form].test(text);
  if (certainty === "sure" && defaults.has(text.trim().toLowerCase()) && hasOwner(name)) return true;
  return isSecretLiteral(text, certainty) && !(isObjectName(text) && mayNameObject(name));
}

/** Default passwords of servers, which people do not change. */
const defaults = new Set(
  (
    "postgres root admin guest mysql mariadb mongo mongodb redis rabbitmq minioadmin toor elastic oracle tiger letmein " +
    "welcome qwerty password administrator"
  ).split(" "),
);

const forms: Readonly<Record<Exclude<Form, undefined>, RegExp>> = {
  // 16, 24 or 32 bytes in base64
  "gossip key": /^(?:[A-Za-z0-9+/]{22}==|[A-Za-z0-9+/]{32}|[A-Za-z0-9+/]{43}=)$/,
  // twelve words or more (BIP 39)
  mnemonic: /^\s*(?:[a-z]{3,8}\s+){11,23}[a-z]{3,8}\s*$/,
};

/** A name in Kubernetes, with or without its namespace, which may end in a generated suffix: `db-creds-x7k2p9qz`. */
function isObjectName(text: string): boolean {
  if (!/^([a-z0-9-]{1,63}\/)?[a-z]{2,}(-[a-z0-9]+){1,8}$/.test(text) || /^(sk|pk|rk)-/.test(text)) return false;
  const [tail = "", ...parts] = text
    .slice(text.indexOf("/") + 1)
    .split("-")
    .reverse();
  return tail.length <= 10 && parts.every(isWordy) && parts.some((part) => /^(tls|(?=[a-z]*[aeiouy])[a-z]{2,})$/.test(part));
}

// "^4.0.23", ">=1.2.0"
const version = /^[~^<>=v]{0,3}\d{1,6}(\.\d{1,6}){1,3}([-+][\w.]{1,40})?$/;
const list = /^[\w.@:/+=-]+([,;][\w.@:/+=-]*)+$/;

// "prod/app/db-password": a path of words; base64 has capitals and digits all over.
const isPath = (text: string): boolean =>
  text.includes("/") && text.split("/").every((part) => /^[\w.@:-]*$/.test(part) && (part === "" || isWordy(part)));
// "e.password", "db.internal", "com.acme.Auth"
const isDotted = (text: string): boolean => /^[A-Za-z_$][\w$-]*(\.[A-Za-z_$][\w$-]*)+$/.test(text) && text.split(".").every(isWordy);

/** A word or two on a command line, where there are neither labels nor code: "Kwartelei", "Theepot.Deksel". */
export const isWordOfCommand = (text: string): boolean =>
  /^\p{Lu}\p{Ll}{5,}$|^\p{Lu}\p{Ll}{2,}\.\p{Lu}\p{Ll}{2,}$/u.test(text) &&
  !words.has(text.toLowerCase()) &&
  !isOfCode(text.toLowerCase()) &&
  !isSentence(text.toLowerCase().split(".")) &&
  !/(^|\.)(option|text|number|argument)/i.test(text);
