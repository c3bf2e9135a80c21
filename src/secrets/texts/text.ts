import { jsonAt } from "../../model/json.js";
import { isList, isMap, isUnknown, type Value } from "../../model/value.js";
import { commandHit } from "../commands/commands.js";
import { beginnings } from "../formats/beginnings.js";
import { detect } from "../formats/detectors.js";
import { type Hit, hasAccessKeyId, privateKeyIn, secretKeyIn, tokenIn } from "../formats/formats.js";
import { connectionIn, urlIn } from "../formats/urls.js";
import { isHarmless } from "../names/harmless.js";
import { isSecretUnder } from "../names/literal.js";
import { mask } from "../names/mask.js";
import { certaintyOf, isPublished } from "../names/name.js";
import { isUuid, looksRandom } from "../names/random.js";
import { unpacked, unpackedRuns } from "./decode.js";
import { lineHit } from "./script.js";
import { speaksOfSecrets } from "./secret-words.js";

/** A credential in plaintext, recognised by its format or its name. Contains nothing that reveals it. */
export interface Sighting {
  readonly by: "form" | "name";
  /** What it is, with a masked hint where the format has a known beginning. */
  readonly description: string;
}

/** What is around a text: the name it is under, and whether the id of an access key is beside it. */
export interface Around {
  readonly name: string;
  readonly besideKeyId: boolean;
}

/** How deep texts inside texts are read: JSON in base64 in JSON. */
export const deepest = 4;

/** The first credential in a text of an input: the text itself, JSON or base64 in it, lines of a script or of prose. */
export function sight(text: string, around: Around, depth = 0): Sighting | undefined {
  if (text.length < 4 || depth > deepest) return undefined;
  const document = text.length > 8 ? jsonAt(text) : undefined;
  if (document !== undefined && !isUnknown(document)) return sightIn(document, around, depth + 1);
  return byForm(text, around, depth) ?? byName(text, around.name);
}

// Names, tags and ARNs stand in many resources. What has no credential by its form has none wherever it is, but beside the id of a key and under the few
// names that `dockerAuth` knows; what begins like one is looked at each time.
const plain = new Set<string>();
const mostPlain = 20_000;

function byForm(text: string, around: Around, depth: number): Sighting | undefined {
  if (text.length < 8) return undefined;
  const isAlone = depth === 0 && text.length < 1000 && !around.besideKeyId && !isAuth(around.name);
  if (isAlone && plain.has(text)) return undefined;
  const found = formOf(text, around, depth);
  if (isAlone && found === undefined && !beginnings.test(text)) {
    if (plain.size >= mostPlain) plain.clear();
    plain.add(text);
  }
  return found;
}

function formOf(text: string, around: Around, depth: number): Sighting | undefined {
  if (text.length > longestToken && encoded.test(text)) return encodedIn(text, depth);
  if (beginnings.test(text)) {
    const token = tokenIn(text);
    if (token !== undefined && !(token.description === "Google API key" && isPublished(around.name)))
      return { by: "form", description: token.hasPrefix === true ? `${token.description} ${mask(token.text)}` : token.description };
    const hit = privateKeyIn(text) ?? urlIn(text) ?? (text.length < 20_000 ? detect(text) : lineOf(text));
    if (hit !== undefined) return { by: "form", description: hit.description };
    const pair = hasAccessKeyId(text) && text.length > 40 ? secretKeyIn(text) : undefined;
    if (pair !== undefined) return { by: "form", description: pair.description };
  }
  const hit =
    (around.besideKeyId && text.length === 40 ? secretKeyIn(text) : undefined) ??
    urlIn(text) ??
    connectionIn(text) ??
    (isProse(text) ? lineHit(text) : undefined) ??
    dockerAuth(text, around.name) ??
    authorization(text) ??
    basicIn(text);
  if (hit !== undefined) return { by: "form", description: hit.description };
  return encodedIn(text, depth);
}

/** The first credential in base64, of the whole text or of runs in it. */
function encodedIn(text: string, depth: number): Sighting | undefined {
  if (text.length < 24) return undefined;
  const whole = unpacked(text);
  for (const inner of whole === undefined ? unpackedRuns(text) : [whole]) {
    const found = sight(inner, { name: "", besideKeyId: false }, depth + 1);
    if (found !== undefined) return { by: "form", description: `${found.description.replace(/, in base64$/, "")}, in base64` };
  }
  return undefined;
}

// Nothing but base64, and longer than any token: user data, an archive, a picture.
const longestToken = 8192;
const encoded = /^[A-Za-z0-9+/]+={0,2}$/;

/** Long texts go to secretlint line by line, and only the lines that may hold a token. */
function lineOf(text: string): Hit | undefined {
  for (const line of text.split("\n")) {
    if (line.length > 20_000 || !beginnings.test(line)) continue;
    const hit = detect(line);
    if (hit !== undefined) return hit;
  }
  return undefined;
}

/** A single word under a name is evaluated by the name; a line or more may hold words of its own. */
const isProse = (text: string): boolean =>
  text.length >= 12 && /[\s=:<]/.test(text) && !/^arn:|^https?:\/\/[^\s]*$/.test(text) && speaksOfSecrets.test(text);

/** `auth` in the configuration of Docker and npm is `user:password` in base64. */
function dockerAuth(text: string, name: string): Hit | undefined {
  const password = passwordOf(text, name);
  return password === undefined || isHarmless(password) ? undefined : { description: "registry login", text: password };
}

const scheme = /^["']?(?:bearer|token|api-?key|genie-?key|splunk|digest)\s+([A-Za-z0-9+/_.=~-]{12,4000})["']?$/i;

/** The value of an Authorization header. */
function authorization(text: string): Hit | undefined {
  const value = scheme.exec(text)?.[1];
  return value === undefined || isHarmless(value) || !looksRandom(value) ? undefined : { description: "Authorization header", text: value };
}

function passwordOf(text: string, name: string): string | undefined {
  return isAuth(name) ? pairedIn(text) : undefined;
}

const isAuth = (name: string): boolean => name === "auth" || name === "_auth";

/** The password of `user:password` in base64. */
function pairedIn(text: string): string | undefined {
  const inner = /^[A-Za-z0-9+/]{8,}={0,2}$/.test(text) ? Buffer.from(text, "base64").toString("latin1") : "";
  return /^[\x20-\x7e]{1,200}?:([\x20-\x7e]{4,})$/.exec(inner)?.[1];
}

const basic = /\bBasic\s{1,4}([A-Za-z0-9+/]{8,400}={0,2})/gi;

/** What code compares an Authorization header with, or sends: `"Basic " + base64("user:password")`, written out. */
function basicIn(text: string): Hit | undefined {
  if (!/basic\s/i.test(text)) return undefined;
  for (const [, encodedPair = ""] of text.matchAll(basic)) {
    const password = pairedIn(encodedPair);
    if (password !== undefined && !/\s/.test(password) && !isHarmless(password))
      return { description: "Authorization header", text: password };
  }
  return undefined;
}

function byName(text: string, name: string): Sighting | undefined {
  if (!isSecretUnder(name, text) || passwordOf(text, name) !== undefined) return undefined;
  // Keys of KMS are named by UUIDs.
  if (isUuid(text) && /(?:kms|encrypt|master|storage|server).*key/i.test(name)) return undefined;
  return { by: "name", description: "a plaintext value whose name suggests a secret" };
}

/** The first credential in a document: JSON inside an input, or the value of one. */
export function sightIn(value: Value, around: Around, depth: number): Sighting | undefined {
  if (typeof value === "string") return sight(value, around, depth);
  if (isList(value) || isMap(value)) {
    for (const { child, around: inner } of children(value, around)) {
      const found = sightIn(child, inner, depth);
      if (found !== undefined) return found;
    }
    const hit = isList(value) ? commandOf(value) : undefined;
    if (hit !== undefined) return { by: "form", description: hit.description };
  }
  return undefined;
}

/** The first credential in a list of words, read as a command line: `["mysqldump", "-psecret", "shop"]`. */
export function commandOf(list: readonly Value[]): Hit | undefined {
  if (list.length < 2 || list.length > 100) return undefined;
  const words = list.map((word) =>
    typeof word === "string" || typeof word === "number" ? String(word) : isUnknown(word) ? "$unknown" : "\n",
  );
  const line = words.join(" ");
  // A script among the words is read on its own.
  return line.length > 4000 || line.includes("\n") || !speaksOfSecrets.test(line) ? undefined : commandHit(line);
}

/** A part of a list or map, with what is around it. */
export interface Child {
  readonly key: string | number;
  readonly child: Value;
  readonly around: Around;
  /** The key beside it whose value, its name, is not known yet. */
  readonly nameless: string | undefined;
}

const nameKeys = [
  "name",
  "Name",
  "key",
  "Key",
  "parameterKey",
  "ParameterKey",
  "parameterName",
  "headerName",
  "variable",
  "httpHeaderName",
  "variableName",
];
const valueKeys = ["value", "Value", "parameterValue", "ParameterValue", "stringValue", "insecureValue", "values", "text"];

/** The parts of a list or map, each with its name: `{name: "DB_PASSWORD", value: …}` is a named value, `["--password", …]` too. */
export function children(value: readonly Value[] | { readonly [key: string]: Value }, around: Around): Iterable<Child> {
  const out: Child[] = [];
  if (isList(value)) {
    const besideKeyId = around.besideKeyId || value.some((item) => isMap(item) && valueKeys.some((key) => isKeyId(item[key])));
    for (const [i, child] of value.entries()) {
      const before = value[i - 1];
      const name = typeof before === "string" && /^--?[A-Za-z]/.test(before) && !before.includes("=") ? before : around.name;
      const inner = name === around.name && besideKeyId === around.besideKeyId ? around : { name, besideKeyId };
      out.push({ key: i, child, around: inner, nameless: undefined });
    }
    return out;
  }
  const besideKeyId = around.besideKeyId || Object.values(value).some(isKeyId);
  const nameKey = nameKeys.find((key) => Object.hasOwn(value, key));
  const valueKey = nameKey === undefined ? undefined : valueKeys.find((key) => Object.hasOwn(value, key));
  const name = nameKey === undefined ? undefined : value[nameKey];
  // The private members of a JSON Web Key, which has no other name for them.
  const isKey = typeof value["kty"] === "string";
  // `{"type": "HS256", "key": …}` under a name that states secret
  const isKeyOfSecret = nameKey === "key" && valueKey === undefined && certaintyOf(around.name) !== undefined;
  const isPointer = typeof value["type"] === "string" && /^(PARAMETER_STORE|SECRETS_MANAGER)$/.test(value["type"]);
  const isAttribute = Object.keys(value).length === 1;
  const header = headerOf(value["fieldToMatch"]);
  const nameIn = (key: string): string => {
    if (key === "searchString" && header !== undefined) return header;
    if (isKey && /^[dk]$/.test(key)) return "privateKey";
    if (isKeyOfSecret && key === "key") return "secret";
    // `{"password": {"S": …}}` in an item of DynamoDB, `{"Password": {"Default": …}}` in a template
    return /^default$/i.test(key) || (isAttribute && /^(S|SS|N|NS|L)$/.test(key)) ? around.name : key;
  };
  for (const [key, child] of Object.entries(value)) {
    // What only the controller of a cluster can decrypt, as in a SealedSecret.
    if (key === "encryptedData" && isMap(child)) continue;
    if (valueKey !== undefined && key === valueKey) {
      if (isPointer) continue;
      out.push({
        key,
        child,
        around: { name: typeof name === "string" ? name : key, besideKeyId },
        nameless: isUnknown(name) ? nameKey : undefined,
      });
    } else out.push({ key, child, around: { name: nameIn(key), besideKeyId }, nameless: undefined });
  }
  return out;
}

/** The header that a statement of WAF looks at. */
function headerOf(field: Value | undefined): string | undefined {
  const single = isMap(field) ? field["singleHeader"] : undefined;
  const name = isMap(single) ? single["name"] : undefined;
  return typeof name === "string" ? name : undefined;
}

const isKeyId = (value: Value | undefined): boolean => typeof value === "string" && value.length === 20 && hasAccessKeyId(value);
