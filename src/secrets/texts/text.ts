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
import { isPublished } from "../names/name.js";
import { isUuid, looksRandom } from "../names/random.js";
import { type Around, aroundItem, aroundPart, companyOf, isLeftOut, isListBesideKeyId } from "./company.js";
import { unpacked, unpackedRuns } from "./decode.js";
import { lineHit } from "./script.js";
import { speaksOfSecrets } from "./secret-words.js";
import { angle, at, blank, colon, equals, longRun, notEncoded, traitsOf } from "./traits.js";

/** A credential in plaintext, recognised by its format or its name. Contains nothing that reveals it. */
export interface Sighting {
  readonly by: "form" | "name";
  /** What it is, with a masked hint where the format has a known beginning. */
  readonly description: string;
}

/** Texts in texts are read so deep: JSON in base64 in JSON. */
export const deepest = 4;

/** The first credential in a text of an input: the text itself, JSON or base64 in it, lines of a script or of prose. */
export function sight(text: string, around: Around, depth = 0): Sighting | undefined {
  if (text.length < 4 || depth > deepest) return undefined;
  const document = text.length > 8 ? jsonAt(text) : undefined;
  if (document !== undefined && !isUnknown(document)) return sightIn(document, around, depth + 1);
  return sightOutside(text, around, depth);
}

/** The first credential in a text that is not JSON. */
export function sightOutside(text: string, around: Around, depth = 0): Sighting | undefined {
  return text.length < 4 ? undefined : (byForm(text, around, depth) ?? byName(text, around.name));
}

// Long names and descriptions stand in many resources. What has no credential by its form has none wherever it is, but beside the id of a key and under the few
// names that `dockerAuth` knows; what begins like one is looked at each time.
const plain = new Set<string>();
const mostPlain = 20_000;

function byForm(text: string, around: Around, depth: number): Sighting | undefined {
  if (text.length < 8) return undefined;
  if (text.length > longestToken && encoded.test(text)) return encodedIn(text, depth);
  const traits = traitsOf(text);
  const isAlone = !around.besideKeyId && !isAuth(around.name);
  const isOpen = !isAlone || mayHold(text, traits);
  const isKept = isOpen && isAlone && depth === 0 && text.length < 1000;
  if (isKept && plain.has(text)) return undefined;
  const begins = beginnings.test(text);
  if (!begins && !isOpen) return undefined;
  const found = (begins ? tokenOf(text, around) : undefined) ?? contentOf(text, around, depth, traits);
  if (isKept && !begins && found === undefined) {
    if (plain.size >= mostPlain) plain.clear();
    plain.add(text);
  }
  return found;
}

/** Whether a text that does not begin like a token may hold a credential by its form: it has lines, an address or a run of base64. */
const mayHold = (text: string, traits: number): boolean =>
  (traits & (blank | equals | angle | at)) !== 0 || mayEncode(text, traits) || ((traits & colon) !== 0 && !text.startsWith("arn:"));

const mayEncode = (text: string, traits: number): boolean => text.length >= 24 && ((traits & longRun) !== 0 || (traits & notEncoded) === 0);

/** The token in a text that begins like one. */
function tokenOf(text: string, around: Around): Sighting | undefined {
  const token = tokenIn(text);
  if (token !== undefined && !(token.description === "Google API key" && isPublished(around.name)))
    return { by: "form", description: token.hasPrefix === true ? `${token.description} ${mask(token.text)}` : token.description };
  const hit = privateKeyIn(text) ?? urlIn(text) ?? (text.length < 20_000 ? detect(text) : lineOf(text));
  if (hit !== undefined) return { by: "form", description: hit.description };
  const pair = hasAccessKeyId(text) && text.length > 40 ? secretKeyIn(text) : undefined;
  return pair === undefined ? undefined : { by: "form", description: pair.description };
}

function contentOf(text: string, around: Around, depth: number, traits: number): Sighting | undefined {
  const hit =
    (around.besideKeyId && text.length === 40 ? secretKeyIn(text) : undefined) ??
    ((traits & (colon | at)) === 0 ? undefined : urlIn(text)) ??
    ((traits & equals) === 0 ? undefined : connectionIn(text)) ??
    ((traits & (blank | equals | colon | angle)) !== 0 && isProse(text) ? lineHit(text) : undefined) ??
    dockerAuth(text, around.name) ??
    ((traits & blank) === 0 ? undefined : (authorization(text) ?? basicIn(text)));
  if (hit !== undefined) return { by: "form", description: hit.description };
  return mayEncode(text, traits) ? encodedIn(text, depth) : undefined;
}

/** The first credential in base64, of the whole text or of runs in it. */
function encodedIn(text: string, depth: number): Sighting | undefined {
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
  if (isList(value)) {
    const besideKeyId = isListBesideKeyId(value, around);
    for (const [i, child] of value.entries()) {
      const found = sightIn(child, aroundItem(value, i, around, besideKeyId), depth);
      if (found !== undefined) return found;
    }
    const hit = commandOf(value);
    return hit === undefined ? undefined : { by: "form", description: hit.description };
  }
  if (!isMap(value)) return undefined;
  const keys = Object.keys(value);
  const company = companyOf(value, keys, around);
  for (const key of keys) {
    const child = value[key];
    if (child === undefined || isLeftOut(company, key, child)) continue;
    const found = sightIn(child, aroundPart(company, key), depth);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first credential in a list of words, read as a command line: `["mysqldump", "-psecret", "shop"]`. */
export function commandOf(list: readonly Value[]): Hit | undefined {
  if (list.length < 2 || list.length > 100) return undefined;
  let line = "";
  for (const [i, word] of list.entries()) {
    // A script among the words is read on its own.
    const isText = typeof word === "string";
    if (isText ? word.includes("\n") : typeof word !== "number" && !isUnknown(word)) return undefined;
    line += `${i === 0 ? "" : " "}${isUnknown(word) ? "$unknown" : word}`;
  }
  return line.length > 4000 || !speaksOfSecrets.test(line) ? undefined : commandHit(line);
}
