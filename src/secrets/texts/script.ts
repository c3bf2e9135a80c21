import { inOrder } from "../../model/expression.js";
import { commandHit } from "../commands/commands.js";
import type { Hit } from "../formats/formats.js";
import { isHarmless } from "../names/harmless.js";
import { isSecretLiteral, isSecretUnder } from "../names/literal.js";
import { certaintyOf, wordsOf } from "../names/name.js";
import { looksRandom } from "../names/random.js";
import { speaksOfSecrets } from "./secret-words.js";

const longest = 2000;

/** How secrets appear in scripts, configuration files and prose, line by line. */
export function lineHit(text: string): Hit | undefined {
  if (!speaksOfSecrets.test(text)) return undefined;
  const isNetrc = /\bmachine\s+\S/.test(text) && /\blogin\s+\S/.test(text);
  const isPasswordList = /\bchpasswd:/.test(text);
  let named = "";
  let valued: string | undefined;
  let heading = "";
  for (const line of text.replace(/\\\r?\n\s*/g, " ").split(lineEnd)) {
    // A manifest names a variable in one line, and gives its value in the next, or the other way round, within an item of its list.
    if (/^\s*-/.test(line)) [named, valued] = ["", undefined];
    const [naming, valuing] = line.includes("<") ? [tagLine, elementLine] : [nameLine, valueLine];
    const [name, value] = [naming.exec(line)?.[1], valuing.exec(line)?.[1]];
    const [pairing, given] = [name ?? named, value ?? valued];
    const isPair = pairing !== "" && given !== undefined;
    if (isPair && isSecretUnder(pairing, given)) return { description: `value of ${pairing}`, text: given };
    [named, valued] = isPair ? ["", undefined] : [name ?? "", value];
    // A template gives the default of a parameter below its name.
    const standard = heading === "" ? undefined : defaultLine.exec(line)?.[1];
    if (standard !== undefined && line.search(/\S/) > heading.search(/\S/)) {
      const title = heading.trim().replace(/["':]/g, "");
      if (isSecretUnder(title, standard)) return { description: `default of ${title}`, text: standard };
    }
    if (/:\s*$/.test(line.slice(-3)) && headingLine.test(line)) heading = line;
    if (isPasswordList) {
      const listed = userAndPassword.exec(line)?.[1];
      if (listed !== undefined && looksRandom(listed)) return { description: "password in a list for chpasswd", text: listed };
    }
    if (line.length < 8 || !speaksOfSecrets.test(line)) continue;
    const hit = scan(line.length > longest ? line.slice(0, longest) : line, isNetrc);
    if (hit !== undefined) return hit;
  }
  return undefined;
}

/** Also if it is written out, but not in the name of a server: `\\\\nas01\\data`. */
const lineEnd = /\r?\n|(?<![\s"']\\)\\n/;
const nameLine = /^\s*-?\s*(?:name|key):\s*["']?([\w.-]{1,100})["']?\s*$/;
const valueLine = /^\s*-?\s*value:\s*["']?([^\s"']{4,300})["']?\s*$/;
// <AdministratorPassword> in one line, <Value> in the next
const tagLine = /^\s*<(\w{1,100})>\s*$/;
const elementLine = /^\s*<value>([^<>\s]{4,300})<\/value>\s*$/i;
const headingLine = /^\s*["']?[A-Za-z][\w.-]{1,100}["']?:\s*$/;
const defaultLine = /^\s*default:\s*["']?([^\s"']{4,300})["']?\s*$/i;
const userAndPassword = /^\s+-?\s*["']?[a-z_][\w.-]{0,31}:([^\s"':]{6,100})["']?\s*$/;

function scan(line: string, isNetrc: boolean): Hit | undefined {
  return assigned(line) ?? inline(line) ?? inFlow(line) ?? commandHit(line) ?? (isNetrc ? netrc(line) : undefined) ?? spoken(line);
}

const quoted = `"((?:[^"\\\\]|\\\\.){1,300})"|'([^']{1,300})'`;
const declaring = "export|setx?|env|arg|-e?|local|declare|const|let|var";
/** `export NAME=value`, `name: value`, `"name": "value",`, `$env:NAME = "value"`, `ENV NAME=value` at the start of a line. */
export const assignment = inOrder(
  [
    [/^\s*(?:#\s*)?/, "# ", "x "],
    [`(?:(?:${declaring})\\s+|echo\\s+["']?|\\$(?:env:)?|["']|<add key=")?`, "export ", "exports "],
    [/["']?([A-Za-z_][\w.-]{0,100}?)["']?/, "DB_PASSWORD", "1"],
    [/\s*(?::=|=>|=|:)\s*/, "=", " "],
    [`(?:${quoted}|([^\\s"';,]{1,300}))`, "Berlin2006", ""],
  ],
  "i",
);

function assigned(line: string): Hit | undefined {
  const m = assignment.expression.exec(line);
  if (m === null) return npmrc(line);
  const name = m[1] ?? "";
  // A file of properties: the value ends where the line does.
  const tail = m[4] === undefined || !/=\S+$/.test(m[0]) ? "" : (/^[,;]\S+$/.exec(line.slice(m[0].length))?.[0] ?? "");
  const value = m[2] ?? m[3] ?? `${m[4] ?? ""}${tail}`;
  if (certaintyOf(name) === undefined) return npmrc(line);
  // Code assigns expressions: only a quoted text is a literal there.
  const isBare = m[4] !== undefined;
  // "Password: rotate monthly": a word of a sentence
  if (isBare && /:\s+$/.test(m[0].slice(0, -value.length)) && /^\p{L}+$/u.test(value) && /^\s+[\p{L}"'(]/u.test(line.slice(m[0].length)))
    return undefined;
  if (isBare && (/[(){}[\]<>|]|^&/.test(value) || isExpression(m, name, value))) return undefined;
  return isSecretUnder(name, value) ? { description: `value of ${name}`, text: value } : undefined;
}

/** An anchor or alias of YAML: `password: &database`. */
const node = /:\s+[&*][\w.-]+[\]}]*$/;
const cmdlet = /^[A-Z][A-Za-z]{1,20}-[A-Z][A-Za-z]{2,40}\d?$/;
const identifier = /^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*$/;

/** Whether a bare value is a type or a variable of code: `password: bytes,`, `pass = a < b`, `self.password = user.password`. */
function isExpression(m: RegExpExecArray, name: string, value: string): boolean {
  const after = m.input.slice(m.index + m[0].length, m.index + m[0].length + 20);
  // PowerShell fills a variable from a command.
  if (/^\s*\$/.test(m[0]) && cmdlet.test(value)) return true;
  if (/[[\]`]/.test(value) || node.test(m[0]) || /^\s?[([]/.test(after)) return true;
  // a name denied, or a tag of YAML
  if (value.startsWith("!")) return identifier.test(value.replace(/^!+/, "")) && !(/\d/.test(value) && looksRandom(value));
  if (!identifier.test(value) || (/\d/.test(value) && looksRandom(value))) return false;
  const head = m[0].slice(0, m[0].length - value.length);
  const isSpaced = /\s/.test(head.slice(head.lastIndexOf(name) + name.length));
  if (isSpaced && /^(?:await|async|new|function|typeof|lambda|this|self)\b/.test(value)) return true;
  if (isSpaced && wordsOf(value).length > 1 && certaintyOf(value) !== undefined) return true;
  // Shells end a command so.
  return (isSpaced ? /^\s*(?:[,;)?+*|]|[<>=!&]{1,3}\s)/ : /^\s*[,)]/).test(after);
}

const registryToken = /:_(?:authToken|password|auth)(?:\s*=\s*|\s+(?=[^\s\d]{0,200}\d))["']?([^\s"']{8,300})/;

function npmrc(line: string): Hit | undefined {
  const value = registryToken.exec(line)?.[1];
  return value !== undefined && !isHarmless(value) && looksRandom(value) ? { description: "registry token", text: value } : undefined;
}

/** `NAME=value`, `"name": "value"` and `Name: value` in the middle of a line: only values that look like a secret. */
const pair = new RegExp(
  `(?:^|[\\s,;&{("'?-])["']?([A-Za-z_][\\w.-]{2,80})["']?(?:=|:\\s{0,2}|\\s{1,2}:?=\\s{0,2}(?=["']))(?:${quoted}|([^\\s"'\`,;&{}()<>|]{4,300}))`,
  "g",
);

function inline(line: string): Hit | undefined {
  pair.lastIndex = 0;
  for (let m = pair.exec(line); m !== null; m = pair.exec(line)) {
    const name = m[1] ?? "";
    const value = m[2] ?? m[3] ?? m[4] ?? "";
    const description = certaintyOf(name);
    if (
      description !== undefined &&
      !(m[4] !== undefined && isExpression(m, name, value)) &&
      isSecretUnder(name, value) &&
      (m[4] === undefined ? description === "sure" || looksRandom(value) : looksRandom(value))
    )
      return { description: `value of ${name}`, text: value };
    // A quoted text may hold pairs of its own.
    if (m[2] !== undefined || m[3] !== undefined) pair.lastIndex = m.index + m[0].length - value.length - 2;
  }
  return undefined;
}

/** `{name: DB_PASSWORD, value: Berlin2006}` */
export const flow = inOrder(
  [
    [/\{\s*["']?(?:name|key)["']?:\s*/, "{name: ", "{names: "],
    [/["']?([\w.-]{1,100})["']?\s*,\s*/, "DB_PASSWORD, ", "DB_PASSWORD "],
    [/["']?value["']?:\s*/, "value: ", "values: "],
    [/["']?([^\s"',}]{4,300})["']?\s*\}/, "Berlin2006}", "Berlin2006"],
  ],
  "gi",
);

/** `env: [{name: DB_PASSWORD, value: …}]` */
function inFlow(line: string): Hit | undefined {
  flow.expression.lastIndex = 0;
  for (let m = flow.expression.exec(line); m !== null; m = flow.expression.exec(line)) {
    const [, name = "", value = ""] = m;
    if (isSecretUnder(name, value)) return { description: `value of ${name}`, text: value };
  }
  return undefined;
}

/** "the admin password is Berlin2006#9", "vpn psk: …" */
export const prose = inOrder(
  [
    [/\b(?:password|passwd|pwd|psk|passphrase|secret|token|api[ -]?key|pin)\b/, "password", "pass"],
    [/(?:\s+for\s+\S+)?\s*(?:is|was|:|=)\s*/, " for app is ", " for the app "],
    [/["'`]?([^\s"'`,;]{6,200})/, "Berlin2006#9", "Berli"],
  ],
  "gi",
);
/** "temporary login admin/Berlin2006#9" */
export const login = inOrder(
  [
    [/\b(?:log\s{0,3}in|logon|sign\s{1,3}in|credentials?|creds)\b\W{0,3}/, "login: ", "logging: "],
    [/(?:(?:at|to|on)\s+\S{1,100}\s+)?/, "at portal ", "at the new portal "],
    [/(?:(?:is|with|as|for|using)\s+)?/, "is ", "is not "],
    [/[\w.@-]{2,40}\s*[/:]\s*/, "admin/", "admin "],
    [/([^\s"'`,;/]{8,80})/, "Berlin2006#9", "Berlin2"],
  ],
  "gi",
);

const labels = "(?:password|passwd|passphrase|passwort|passcode|pwd|pw)";
/** "login admin / password berlin2006x", and "use password Berlin2006#9", where only its look distinguishes it from a word. */
export const unparted = inOrder(
  [
    [
      `(\\b(?:login|user|username|account)\\s+[\\w.@-]{2,40}\\s{0,2}(?:[/,;&+-]|and\\b|with\\b)?\\s{0,2})?\\b${labels}\\s+`,
      "login admin / password ",
      "login admin / passwords ",
    ],
    [/["'`]?([^\s"'`,;:=/(){}<>[\]$\\]{8,60})/, "berlin2006x", "berlin"],
    [/(?=["'`,;.)]|\s|$)/, ".", "="],
  ],
  "gi",
);
const accounts = "login|user(?:name)?|account|benutzer|konto|utilisateur|usu[aá]rio|usuario|utente|gebruiker";
/** "user app, password: Berlin_2006", in some languages */
export const beside = inOrder(
  [
    [`\\b(?:${accounts})\\s?:?\\s+`, "user ", "use "],
    [/[\w.@\\-]{2,40}\s{0,2}/, "app", "a"],
    [/(?:[/,;&+-]|(?:and|und|et|y|e|en|with|mit|avec|con)\b)?\s{0,2}/, ", ", ", the "],
    [/(?:pass(?:word|wd|wort)|kennwort|mot\s+de\s+passe|contrase[nñ]a|senha|wachtwoord)\s{0,2}[:=]\s*/, "password: ", "password "],
    [/["'`]?([^\s"'`,;(){}<>[\]$]{8,60})/, "Berlin_2006", "Berlin"],
  ],
  "gi",
);
const isStrong = (text: string): boolean => [/[a-z]/, /[A-Z]/, /[0-9]/, /[#!%&@^*?+~]/].every((kind) => kind.test(text));

function spoken(line: string): Hit | undefined {
  for (const expression of [prose.expression, login.expression, unparted.expression, beside.expression]) {
    expression.lastIndex = 0;
    for (let m = expression.exec(line); m !== null; m = expression.exec(line)) {
      const value = (m.at(-1) ?? "").replace(/[.)]+$/, "");
      const isCall = /\w[([]/.test(value);
      if (expression === unparted.expression && m[1] === undefined && !isStrong(value)) continue;
      if (
        !isCall &&
        !node.test(m[0]) &&
        /[0-9]/.test(value) &&
        /[A-Za-z]/.test(value) &&
        isSecretLiteral(value, expression === beside.expression ? "sure" : "likely")
      )
        return { description: "secret in a sentence", text: value };
    }
  }
  return undefined;
}

function netrc(line: string): Hit | undefined {
  const value = /(?:^\s*|\blogin\s+\S{1,200}\s+)password\s+(\S{4,200})(?=\s*$|\s+(?:account|macdef|machine|#))/.exec(line)?.[1];
  return value !== undefined && isSecretLiteral(value, "sure") ? { description: "netrc password", text: value } : undefined;
}
