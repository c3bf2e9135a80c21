import { type Form, formUnder, hasOwner, mayNameObject, type Saying, saying } from "./name.js";

const words = new Set([
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
const placeholder =
  /^(?!\{\s*"|\[\s*["{])[<[{(].*[>\]})]$|change[-_ ]?(me|it|this)|replace[-_ ]?(me|this|with)|your[-_ ]|placeholder|redacted|example|dummy|insert[-_ ]|\btodo\b|\btbd\b|fill[-_ ]?me|put[-_ ]?your|not[-_ ]?(a[-_ ])?(real|secret|used|set)|\.\.\.|…|^x+$|^__\w+__$|^set[-_ ]?me$|^(from|see|via|use)[-_ ]|^(managed|overrid\w{2,6}|provided|injected|stored|populated|loaded|generated|supplied|resolved|fetched|replaced|set)[-_ ](by|from|at|in|via|on|with|during|through|later|manually|externally)([-_ ]|$)/i;
const masked = /^[*•x.#-]+$/i;
const repeated = /(.)\1{4,}/gi;
/** Values that say where the secret stands instead of being it. */
const reference =
  /^(<[A-Za-z]|`|arn:|Fn::|Ref::|sops:|\{\{|\$\{|\$\(|\$\$\.|\$\.|\$[A-Za-z_]\w*$|\$__\w+\{|mrk-[0-9a-f]{32}$|alias\/|\$(input|context|util|ctx|stageVariables|method|request)\b|#\{|%\w+%$|@@\w+@@$|@[a-z]\w*(?:[.-]\w+)+@$|@\{|@[.~]{0,2}\/|@file\b|<<|op:\/\/|vault:|ssm:|awssm:|aws-?sm:|sm:\/\/|gcpsm|secretsmanager:|secretRef|keyvault|@Microsoft\.KeyVault|projects\/[^/]+\/secrets\/|kv\/|env:|file:|s3:\/\/|data:|\/[\w.-]+(\/|$)|~\/|\.{1,2}\/|[A-Za-z]:\\|doppler:|infisical:|keychain:|bao:|ref\+|secret:\/\/|resolve:|rds!|rds-db-credentials\/|States\.[A-Z][A-Za-z0-9]+\()/i;
/** Tags of YAML, as CloudFormation, Home Assistant, GitLab and Ansible have them. */
const tag =
  /^!!?(Ref|Sub|GetAtt|GetAZs|ImportValue|Join|Select|Split|FindInMap|If|And|Or|Not|Equals|Condition|Base64|Cidr|Transform|ToJsonString|Length|secret|vault|vault-encrypted|reference|env|env_var|include\w*|input|sops|kms|ssm|keyvault|decrypt|unsafe|lambda|binary|str|python\/\S+)(?=[\s.:|({[]|$)/i;
const interpolated = /\$\{[^}]*\}|\{\{[^}]*\}\}|\$\([^)]*\)|%\{[^}]*\}|#\{[^}]*\}|%\(\w+\)[sd]/;
/** Ciphertext and one-way hashes: of no use without what made them. */
const sealed =
  /^(ENC\[|AQICAH|vault:v\d+:|\$2[abxy]?\$|\$argon2|\$[156]\$|\$y\$|\$pbkdf2|pbkdf2[:_]|scrypt:|\{(SSHA|SHA|PBKDF2|CRYPT)|sha(1|256|384|512)[:-]|md5[:-]|[\w.-]+:\$(2[aby]|apr1)\$|-----BEGIN PGP MESSAGE|age-encryption|Ag[A-D][A-Za-z0-9+/]{100}|\$ANSIBLE_VAULT)/i;
const published =
  /^(ssh-(rsa|ed25519|dss)|ecdsa-|sk-ssh|-----BEGIN (CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY|SSH2 PUBLIC)|LS0tLS1CRUdJTiBDRVJUSUZ|LS0tLS1CRUdJTiBQVUJMSU|pk_(live|test)_|pk\.[\w-]|phc_|GTM-[A-Z0-9]{4,10}$|G-[A-Z0-9]{8,12}$|UA-\d{4,10}-\d{1,4}$|AW-\d{6,12}$|NRJS-[0-9a-f]{15,25}$|pub[0-9a-f]{32}$|sb_publishable_|[\da-f-]+\.apps\.googleusercontent)/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text is plainly no credential: a reference, a placeholder, ciphertext, a public key, a sentence, a switch. */
export function isHarmless(text: string): boolean {
  return (
    text.length < 4 ||
    words.has(text.toLowerCase()) ||
    (reference.test(text) && !isSlashed(text) && !isDisguised(text)) ||
    tag.test(text) ||
    interpolated.test(text) ||
    isPlaceholder(text) ||
    sealed.test(text) ||
    published.test(text)
  );
}

export const isPlaceholder = (text: string): boolean =>
  placeholder.test(text) || masked.test(text) || isCovered(text) || distinct(text) < 3;

const scheme =
  /^(?:arn|ssm|awssm|aws-?sm|sm|secretsmanager|vault|bao|op|env|file|s3|doppler|infisical|keychain|secret|sops):\/{0,3}(.*)$/is;
const arn = /^arn:[\w-]+:[\w-]+:[\w-]*:[\w*-]*:./i;

/** Whether a text only begins like a reference: what follows is no name or path of a secret, as `ssm:Sup3rS3cret!` shows. */
function isDisguised(text: string): boolean {
  const rest = scheme.exec(text)?.[1];
  if (rest === undefined || arn.test(text)) return false;
  if (/^arn:/i.test(text)) return !/[$<{*]/.test(rest);
  return /[^\w./:#@?=&%{}[\]$<>,+*~ ()|\\-]/.test(rest) || (/^(ssm|vault|env):\w+$/i.test(text) && !isWordy(rest) && looksRandom(rest));
}

const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#\s]*)(.*)$/is;

/** Whether a text is a URL, whose host is one. */
function isUrl(text: string): boolean {
  const [, host, path] = authority.exec(text) ?? [];
  if (host === undefined) return false;
  if (/[${}<>%*@]/.test(host)) return true;
  return /^[\w.,:[\]-]*$/.test(host) && (path !== "" || host.includes(".") || isWordy(host) || !looksRandom(host));
}

/** Whether a character repeated covers a text. In a password a run may stand by chance or for its length, between all kinds of characters. */
function isCovered(text: string): boolean {
  const runs = text.match(repeated);
  if (runs === null) return false;
  const rest = text.replace(repeated, "");
  const isMixed = rest.length >= 10 && [/[a-z]/, /[A-Z]/, /[0-9]/].every((kind) => kind.test(rest));
  return !isMixed || runs.join("").length > 8 || runs.some((run) => /[*•x.#_=0-]/i.test(run));
}

/** Whether a text is a word of the house or a placeholder, which no generator made. */
export const isStandIn = (text: string): boolean => words.has(text.toLowerCase()) || isPlaceholder(text);

/** Whether a text refers to a secret that stands elsewhere, or has nothing in it. */
export const isReference = (text: string): boolean =>
  text.trim() === "" ||
  (!isDisguised(text.trim()) && /^\{\{|^\$\{|^\$\(|^#\{|^arn:[^:]+:(secretsmanager|ssm):|^(op|vault|ssm|awssm):|^ref\+/i.test(text));

/** Whether a value under a name that says secret is the secret itself. */
export function isSecretLiteral(written: string, says: Exclude<Saying, undefined>): boolean {
  const text = written.trim();
  if (text.length > 4096 || isHarmless(text)) return false;
  // A URL is judged by the credentials in it.
  if (isUrl(text)) return false;
  if (/\s/.test(text)) return isSymbolSoup(text) || (says === "sure" && isPassphrase(text));
  if (/^-?\d+(\.\d+)?$/.test(text)) return says === "sure" && text.length >= 6;
  if (says === "sure" && isDottedPhrase(text)) return true;
  if (isPath(text) || isDotted(text) || version.test(text)) return false;
  // Scripts that write words without blanks.
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(text)) return false;
  // "session:{userId}": a pattern of names
  if (says === "likely" && /\{[A-Za-z_]\w{0,40}\}/.test(text)) return false;
  if (says === "likely" && list.test(text)) return text.split(/[,;]/).some((part) => part !== "" && isSecretLiteral(part, says));
  if (/^[^@\s]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text)) return false;
  // "Passwort", "Wachtwoord": a label of a form in the language of its readers.
  if (/^\p{Lu}\p{Ll}+$/u.test(text)) return false;
  return says === "sure"
    ? !/^(pass|kenn|mot|contra|senha|wachtwoord|geheim|bitte|please|enter|invalid|wrong|minim)/i.test(text) || isStrengthened(text)
    : looksRandom(text);
}

/** A word made a password, as "Password123!" is one; "Password*", "passwordMin8Chars" and "PasswordStep2" only speak of one. */
function isStrengthened(text: string): boolean {
  if (text.length < 8 || !/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  const count = text.match(/[A-Z]?[a-z]{2,}|[A-Z]{3,}/g)?.length ?? 0;
  if (/[#!%&@^*?+~]/.test(text)) return count < 4;
  if (!/[a-z]/.test(text) || !/[A-Z]/.test(text)) return false;
  if (isWordy(text.replace(/(\d)([A-Z])/g, "$1-$2"))) return count < 3 && /^[A-Z].*[a-z]\d{2,}$/.test(text);
  return (text.match(/\d/g)?.length ?? 0) > 1;
}

/** Whether a value is a secret by the name that it stands under. */
export function isSecretUnder(name: string, text: string): boolean {
  const form = formUnder(name);
  if (form !== undefined) return forms[form].test(text);
  const says = saying(name);
  if (says === "sure" && defaults.has(text.trim().toLowerCase()) && hasOwner(name)) return true;
  return says !== undefined && isSecretLiteral(text, says) && !(isObjectName(text) && mayNameObject(name));
}

/** Passwords that servers are delivered with, which people leave as they are. */
const defaults = new Set(
  "postgres root admin guest mysql mariadb mongo mongodb redis rabbitmq minioadmin toor elastic oracle tiger letmein welcome qwerty password administrator".split(
    " ",
  ),
);

const forms: Readonly<Record<Exclude<Form, undefined>, RegExp>> = {
  // 16, 24 or 32 bytes in base64
  "gossip key": /^(?:[A-Za-z0-9+/]{22}==|[A-Za-z0-9+/]{32}|[A-Za-z0-9+/]{43}=)$/,
  // twelve words or more (BIP 39)
  mnemonic: /^\s*(?:[a-z]{3,8}\s+){11,23}[a-z]{3,8}\s*$/,
};

/** A name in Kubernetes, with or without its namespace, which may end in what a generator made: `db-creds-x7k2p9qz`. */
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
/** Base64 that begins with a slash, as one secret in sixty-four does. */
const isSlashed = (text: string): boolean =>
  /^\/[A-Za-z0-9+/]{27,}={0,2}$/.test(text) &&
  text.split("/").some((part) => part.length >= 8 && /[a-z]/.test(part) && /[A-Z]/.test(part) && /\d/.test(part) && !isWordy(part));

const list = /^[\w.@:/+=-]+([,;][\w.@:/+=-]*)+$/;

// "prod/app/db-password": a path of words; base64 has capitals and digits all over.
const isPath = (text: string): boolean =>
  text.includes("/") && text.split("/").every((part) => /^[\w.@:-]*$/.test(part) && (part === "" || isWordy(part)));
// "e.password", "db.internal", "com.acme.Auth"
const isDotted = (text: string): boolean => /^[A-Za-z_$][\w$-]*(\.[A-Za-z_$][\w$-]*)+$/.test(text) && text.split(".").every(isWordy);

/** A word or two on a command line, where neither labels nor code stand: "Kwartelei", "Theepot.Deksel". */
export const isWordOfCommand = (text: string): boolean =>
  /^\p{Lu}\p{Ll}{5,}$|^\p{Lu}\p{Ll}{2,}\.\p{Lu}\p{Ll}{2,}$/u.test(text) &&
  !words.has(text.toLowerCase()) &&
  !ofCode.test(text.toLowerCase()) &&
  !isSentence(text.toLowerCase().split(".")) &&
  !/(^|\.)(option|text|number|argument)/i.test(text);

export const isUuid = (text: string): boolean => uuid.test(text);

/** Words and numbers joined by hyphens, underscores or camel case, as names of things are. */
function isWordy(text: string): boolean {
  const parts = text.replace(/([a-z])([A-Z])/g, "$1-$2").split(/[-_.:@]+/);
  return parts.every((part) => word.test(part) || (parts.length > 1 && /^[a-z]{1,4}\d{1,4}[a-z]{0,2}$/.test(part)));
}
const word = /^([A-Za-z][a-z]{0,20}\d{0,3}|[A-Z]{1,12}\d{0,3}|\d{1,8}|v\d+|[0-9a-f]{6,8})?$/;

/** Whether a token-shaped text is no name of something: digits among letters, or letters of both cases without words. */
export function looksRandom(text: string): boolean {
  if (uuid.test(text)) return true;
  // "API-Schlüssel": nobody generates letters with accents.
  if (/[^ -~]/.test(text) && !/\d/.test(text)) return false;
  // a point in time
  if (/^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-][\d:]+)?)?$/.test(text)) return false;
  if (text.length < 8 || distinct(text) < 5) return false;
  if (/^[0-9a-f]{16,}$/i.test(text)) return true;
  if (isJumble(text) || isMadeUp(text)) return true;
  if (isWordy(text) || (!/\d/.test(text) && isWordy(text.replace(/^\W+|\W+$/g, "")))) return false;
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((expression) => expression.test(text)).length;
  return classes >= 3 || (/[0-9]/.test(text) && /[A-Za-z]/.test(text)) || (text.length >= 24 && classes >= 2);
}

/** Words of both cases with a piece that is none, as "Xk3-other-Secret99" has: names of things keep to one case, or number one part. */
function isMadeUp(text: string): boolean {
  const parts = text.split(/[-_]/);
  return (
    parts.length > 2 &&
    parts.filter((part) => /\d/.test(part)).length > 1 &&
    parts.some((part) => /^[a-z]+$/.test(part)) &&
    parts.some((part) => /^[A-Z][a-z]+\d+$/.test(part) && !/[aeiouy]/i.test(part))
  );
}

/** Letters of both cases in pieces that nobody could say: fewer than one identifier in three thousand is so. */
function isJumble(text: string): boolean {
  if (text.length < 12 || !/^[A-Za-z]+$/.test(text) || !/[a-z]/.test(text) || !/[A-Z]/.test(text)) return false;
  const parts = text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(" ");
  const odd = parts.filter((part) => part.length === 1 || (part.length > 2 && !/[aeiouy]/i.test(part))).length;
  return odd >= 3 && odd >= parts.length * 0.3;
}

// Generated keys such as WordPress salts may hold blanks; sentences hold few symbols.
const isSymbolSoup = (text: string): boolean =>
  text.length >= 32 &&
  !text.includes("\n") &&
  (text.match(/[^A-Za-z0-9\s]/g)?.length ?? 0) >= 8 &&
  /[a-z]/.test(text) &&
  /[A-Z]/.test(text) &&
  /[0-9]/.test(text);

/** Four words or more of one case, as dice give them, or with a number among them; a sentence has small words, or speaks of what is asked for. */
function isPassphrase(text: string): boolean {
  const all = text.split(" ");
  if (isMarked(all)) return true;
  if (all.length === 3 && all.every((part) => /^\p{Lu}\p{Ll}{3,}$|^[1-9]\d{0,5}$/u.test(part)) && /\d$/.test(text)) return !isSentence(all);
  if (all.length < 4 || all.length > 12 || text.length > 120) return false;
  const isNumbered =
    all.length < 6 && all.some((part) => /^[1-9]\d*$/.test(part)) && all.every((part) => /^(\p{Script=Latin}+|\d{1,6})$/u.test(part));
  const isOneCase =
    isNumbered || all.every((part) => /^([a-z]{3,}|\d{1,6})$/.test(part)) || all.every((part) => /^([A-Z][a-z]{2,}|\d{1,6})$/.test(part));
  return isOneCase && new Set(all).size > 3 && !isSentence(all);
}
/** Whether some words are of a sentence or of a label. */
const isSentence = (all: readonly string[]): boolean => all.some((part) => ofSentences.test(part));
/** A few words with a number and a mark that no sentence has: "Kaffee & Kuchen!7". */
const isMarked = (all: readonly string[]): boolean =>
  all.length < 6 &&
  all.join(" ").length < 60 &&
  /\d$|\d\W$/.test(all.at(-1) ?? "") &&
  /[#!&@^*+~=]/.test(all.join("")) &&
  !/[<>()]|&&|[=!]=/.test(all.join(" ")) &&
  !isSentence(all.map((part) => part.replace(/[^\p{L}]/gu, "")));
const ofSentences =
  /^(the|and|for|with|from|your|you|are|was|has|have|must|should|will|can|may|not|new|old|this|that|its|our|their|any|all|only|then|than|when|where|which|who|how|enter|type|choose|please|see|use|used|using|set|get|read|stored|kept|least|most|more|min|minimum|max|maximum|characters?|chars|letters?|digits?|symbols?|numbers?|words?|invalid|wrong|required|forgot|forgotten|reset|confirm|repeat|again|same|hint|default|rotated?|managed|generated|every|days?|hours?|ask|ein|eine|der|die|das|und|oder|mit|bitte|ist|les|des|une|est|vous|votre|pour|por|una|uno|un|al|au|menos|moins|step|version|part|page|level|line|chapter|ticket|of|in|to|by|on|at|or|is|be|los|las|con|per|tu|su)$|pass|secret|token|credential|kenn|mot|contra|senha|wacht|geheim|zeichen|mindest|zeilen|caract|carácter|tecken|znak|merkki/i;

/** Names of hosts, packages and settings have dots too. */
const ofCode =
  /(^|\.)(com|org|net|io|dev|app|local|internal|lan|cluster|svc|prod|test|spring|java|config|settings?|user|auth|login|form|error|errors|key|value|field|label|message)(\.|$)/;

const isDottedPhrase = (text: string): boolean =>
  /^[a-z]{2,}(\.[a-z]{2,}){3,7}$/.test(text) && new Set(text.split(".")).size > 3 && !ofCode.test(text) && !isSentence(text.split("."));

const distinct = (text: string): number => new Set(text).size;
