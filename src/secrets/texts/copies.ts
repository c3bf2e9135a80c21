import { secretInputs } from "../../data/tables.js";
import { oneOf } from "../../model/expression.js";
import { jsonAt } from "../../model/json.js";
import { join, keys } from "../../model/path.js";
import type { Resource } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";
import { Asset, isList, isMap, lookup, type Properties, type Value } from "../../model/value.js";
import { beginnings } from "../formats/beginnings.js";
import { privateKeyIn, tokenIn } from "../formats/formats.js";
import { isHarmless } from "../names/harmless.js";
import { isSecretLiteral } from "../names/literal.js";
import { looksSecret } from "../names/mask.js";
import { certaintyOf, wordsOf } from "../names/name.js";
import { looksRandom } from "../names/random.js";
import { unpacked, unpackedRuns } from "./decode.js";
import { type Needle, searcher, width } from "./search.js";

/** A plain value that holds what is secret elsewhere. */
export interface Copy {
  readonly path: string;
  /** Where it is secret, in words. */
  readonly origin: string;
}

/** The secrets of a stack whose values are known, to be looked for in plain values. */
export interface SecretValues {
  /** True where there is nothing to look for. */
  readonly isEmpty: boolean;
  /** Where a text is secret, if it holds one of them. */
  find(text: string): string | undefined;
}

/** Collects what is secret in a stack and distinctive enough to be recognised: wrapped inputs and outputs, and the secret keys of the configuration. */
export function secretValues(stack: Stack): SecretValues {
  const needles = new Map<string, Needle<string>>();
  const add = (value: Value | undefined, name: string, origin: string, isSure: boolean): void => {
    for (const [text, own] of leaves(value, name)) if (isTelling(text, own, isSure)) for (const form of written(text)) put(form, origin);
  };
  const put = (text: string, held: string): void => {
    if (!needles.has(text)) needles.set(text, { text, held });
  };
  for (const key of stack.config?.secretKeys ?? [])
    add(stack.config?.values[key], key.slice(key.indexOf(":") + 1), `the secret configuration value ${key}`, true);
  for (const resource of stack.resources)
    for (const properties of [resource.inputs, resource.outputs])
      for (const path of properties.secrets)
        add(lookup(properties.value, path), nameAt(path), `${path} of "${resource.name}"`, isSureSource(resource, path));
  const find = searcher(needles.values());
  return { isEmpty: needles.size === 0, find: (text) => find(text) ?? inEncoded(text, find) };
}

/** Plain values of properties that hold a secret of the stack, with the path into JSON texts. */
export function copiesIn(properties: Properties, values: SecretValues): Copy[] {
  const out: Copy[] = [];
  // `shown` leaves out the keys that may be credentials themselves.
  const walk = (value: Value, path: string, shown: string, depth: number): void => {
    if (properties.secrets.has(path)) return;
    if (typeof value === "string") {
      const document = depth < 4 && value.length > width ? jsonAt(value) : undefined;
      if (isList(document) || isMap(document)) walk(document, path, shown, depth + 1);
      else {
        const origin = values.find(value);
        if (origin !== undefined) out.push({ path: shown, origin });
      }
    } else if (value instanceof Asset) {
      if (value.text !== undefined) walk(value.text, path, shown, depth);
      if (value.assets !== undefined) walk(value.assets, join(path, "assets"), join(shown, "assets"), depth);
    } else if (isList(value)) for (const [i, item] of value.entries()) walk(item, join(path, i), join(shown, i), depth);
    else if (isMap(value))
      for (const [key, item] of Object.entries(value)) walk(item, join(path, key), looksSecret(key, "") ? shown : join(shown, key), depth);
  };
  if (!values.isEmpty) walk(properties.value, "", "", 0);
  return out;
}

function inEncoded(text: string, find: (text: string) => string | undefined): string | undefined {
  if (text.length < 24) return undefined;
  const whole = unpacked(text);
  for (const inner of whole === undefined ? unpackedRuns(text) : [whole]) {
    const origin = find(inner);
    if (origin !== undefined) return origin;
  }
  return undefined;
}

const nameAt = (path: string): string => String(keys(path).findLast((key) => typeof key === "string") ?? "");

/** A generated password, or an input that is secret by nature: not a value that is only secret because another part of it is. */
function isSureSource({ type, inputs }: Resource, path: string): boolean {
  if (/^random:index\/random(Password|Bytes):/.test(type)) return true;
  const plain = path.replace(/\[\d+\]/g, "[]");
  return inputs.secrets.has(path) && (secretInputs()[type] ?? []).some((input) => input.path === plain && input.credential !== false);
}

/** Every text inside, with the name that it is under. */
function* leaves(value: Value | undefined, name: string): Iterable<[text: string, name: string]> {
  if (typeof value === "string") {
    const document = value.length > width ? jsonAt(value) : undefined;
    if (isList(document) || isMap(document)) yield* leaves(document, name);
    else yield [value, name];
  } else if (typeof value === "number") yield [String(value), name];
  else if (isList(value)) for (const item of value) yield* leaves(item, name);
  else if (isMap(value)) for (const [key, item] of Object.entries(value)) yield* leaves(item, key);
}

export const identifying = oneOf(
  [
    [/id/, "id", "i"],
    [/ids/, "ids", "ds"],
    [/arn/, "arn", "ar"],
    [/arns/, "arns", "rns"],
    [/name/, "name", "nam"],
    [/hash/, "hash", "has"],
    [/checksum/, "checksum", "checksu"],
    [/digest/, "digest", "diges"],
    [/etag/, "etag", "eta"],
    [/version/, "version", "versio"],
    [/url/, "url", "ur"],
    [/uri/, "uri", "ur"],
    [/endpoint/, "endpoint", "endpoin"],
    [/host/, "host", "hos"],
    [/address/, "address", "addres"],
    [/user/, "user", "use"],
    [/username/, "username", "usernam"],
  ],
  { after: "$", flags: "i" },
);

/** Whether a secret text is distinctive: not written by chance, and not an identifier that is only secret because it came with one. */
function isTelling(text: string, name: string, isSure: boolean): boolean {
  if (text.length < width || text.length > 8192) return false;
  if (beginnings.test(text) && (tokenIn(text) ?? privateKeyIn(text)) !== undefined) return true;
  if (identifying.expression.test(name) || wordsOf(name).some((word) => word === "public" || word === "publishable") || isHarmless(text))
    return false;
  const certainty = certaintyOf(name);
  if (isSure || certainty !== undefined)
    return isSecretLiteral(text, "likely") || (certainty === "sure" && text.length >= 12 && isSecretLiteral(text, certainty));
  return text.length >= 16 && /^[A-Za-z0-9+/=_]+$/.test(text) && looksRandom(text) && isSecretLiteral(text, "likely");
}

/** A secret as it is in other texts: as it is, in JSON, in a URL. */
const written = (text: string): Iterable<string> =>
  new Set([text, JSON.stringify(text).slice(1, -1), encodeURIComponent(wellFormed(text))]);

const wellFormed = (text: string): string => text.replace(/[\uD800-\uDFFF]/g, "");
