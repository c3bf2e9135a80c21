import { jsonAt } from "../../model/json.js";
import { isList, isMap, type Value, type ValueMap } from "../../model/value.js";
import { looksSecret } from "../names/mask.js";
import { sight } from "./text.js";

/** Whether a text must not be shown: it looks like a credential, its name suggests one, or a detector reports it. */
export const isCredential = (text: string, name: string): boolean =>
  looksSecret(text, name) || sight(text, { name, besideKeyId: false }) !== undefined;

const shortest = 8;
// A digit in the middle makes a name of several words look random: `destinationIpv6CidrBlock`, `S3EncryptionConfiguration`.
const numbered = /[Ii][Pp]v[46]|[Ss]3|[Ee]c2|[Hh]ttp2|[Oo]auth2|[Rr]oute53|[Bb]ase64|[Xx]509|[Ss]ha256/g;

// Cached: the same few keys are in every resource; the cache is emptied if there are many others.
const knownKeys = new Map<string, boolean>();
const mostKnown = 10_000;
function isCredentialKey(key: string): boolean {
  let is = knownKeys.get(key);
  if (is === undefined) {
    if (knownKeys.size >= mostKnown) knownKeys.clear();
    is = isCredential(key.replace(numbered, "Name"), "");
    knownKeys.set(key, is);
  }
  return is;
}

// Inputs and outputs hold the same documents.
const keysOfDocuments = new WeakMap<object, readonly string[]>();

/** The keys of maps that are credentials themselves, in JSON texts too: paths and messages name keys. */
export function credentialKeys(value: Value | undefined): string[] {
  const found: string[] = [];
  collect(value, found);
  return found;
}

/** The same for outputs: most of them are the very values of the inputs, whose keys are known. */
export function credentialKeysBeside(outputs: ValueMap, inputs: ValueMap): string[] {
  const found: string[] = [];
  for (const key of Object.keys(outputs)) {
    if (outputs[key] === inputs[key]) continue;
    if (key.length >= shortest && isCredentialKey(key)) found.push(key);
    collect(outputs[key], found);
  }
  return found;
}

function collect(value: Value | undefined, found: string[]): void {
  if (typeof value === "string") {
    const document = jsonAt(value);
    if (isList(document) || isMap(document)) found.push(...keysOf(document));
  } else if (isList(value)) for (const item of value) collect(item, found);
  else if (isMap(value))
    for (const key of Object.keys(value)) {
      if (key.length >= shortest && isCredentialKey(key)) found.push(key);
      collect(value[key], found);
    }
}

function keysOf(document: object & Value): readonly string[] {
  let keys = keysOfDocuments.get(document);
  if (keys === undefined) {
    keys = credentialKeys(document);
    keysOfDocuments.set(document, keys);
  }
  return keys;
}
