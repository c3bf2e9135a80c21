import { join, keys as pathKeys, topKey, within } from "./path.js";

/** The marker of a value that is known only after a deployment. There is one such value; compare with `===` or `isUnknown`. */
export const unknown: unique symbol = Symbol("unknown");
export type Unknown = typeof unknown;

/** A file or text that a resource uploads; `text` only where the program holds it. `assets` are the parts of an archive that the program puts together. */
export class Asset {
  constructor(
    readonly kind: "asset" | "archive",
    readonly text: string | undefined,
    readonly location: string | undefined,
    readonly assets?: ValueMap | undefined,
  ) {}
}

export type Value = null | boolean | number | string | Unknown | Asset | readonly Value[] | ValueMap;
export interface ValueMap {
  readonly [key: string]: Value;
}

export const isUnknown = (value: unknown): value is Unknown => value === unknown;
export const isList = (value: unknown): value is readonly Value[] => Array.isArray(value);
export const isMap = (value: unknown): value is ValueMap =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Asset);

/** The properties of a resource in one model: plain values, and beside them which paths are secret and which the provider filled in. */
export interface Properties {
  readonly value: ValueMap;
  /** Paths whose value is wrapped as a secret; everything inside is secret too. */
  readonly secrets: ReadonlySet<string>;
  /** Paths that the provider filled in (`__defaults`), not the program. */
  readonly defaults: ReadonlySet<string>;
  /** True when an unknown is anywhere inside. */
  readonly hasUnknown: boolean;
  /** Resources that a value points at by resource reference, by path. */
  readonly references: ReadonlyMap<string, string>;
  /** False at a door that hides which values are secret: then any text may be one. */
  readonly secretsKnown: boolean;
}

/** Thrown for properties that no provider writes: nesting beyond `maximumDepth`. */
export class ReadError extends Error {
  constructor(
    readonly path: string,
    what: string,
  ) {
    super(what);
  }
}

// The engine's sentinels for an unknown of each kind (sdk/go/common/resource/plugin/rpc.go).
const unknownOnWire: ReadonlySet<string> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
/** True for the strings that mark an unknown on the wire. */
export const isUnknownOnWire = (raw: unknown): boolean => typeof raw === "string" && unknownOnWire.has(raw);
export const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const signatureKey = "4dabf18193072939515e22adb298388d";
export const signatures = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
} as const;
const maximumDepth = 150;
// What the engine and providers keep beside the inputs and outputs of a resource: the bridge to Terraform's providers, those of Kubernetes and the native ones,
// dynamic providers, and the engine in a provider's own inputs.
const bookkeeping: ReadonlySet<string> = new Set(
  "__meta __inputs __internal __provider __pulumi_raw_state_delta __initialApiVersion __fieldManager __createBeforeDelete".split(" "),
);
// No map of the model inherits a property, so one named "constructor" is unset; only conversions to text or number still work.
const mapPrototype: object = Object.freeze(
  Object.assign(Object.create(null) as object, { [Symbol.toPrimitive]: (hint: string) => (hint === "number" ? Number.NaN : "[object]") }),
);
/** A new map of the model, to be filled. */
export const newMap = (): Record<string, Value> => Object.create(mapPrototype) as Record<string, Value>;
const emptyMap: ValueMap = Object.freeze(newMap());

/** True for an object that is a plain collection of values: of the model, or written in a rule or a view. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === mapPrototype || prototype === Object.prototype || prototype === null;
}

const noPaths: ReadonlySet<string> = new Set();
const noReferences: ReadonlyMap<string, string> = new Map();

/** What is recorded beside the values: most properties have nothing to record, so a set is created for the first path. */
interface Notes {
  secrets: Set<string> | undefined;
  defaults: Set<string> | undefined;
  references: Map<string, string> | undefined;
  hasUnknown: boolean;
}

/**
 * Reads properties as they are on the wire or in a state file.
 * Secrets of a state without its passphrase are secret and unknown. What the engine and providers keep there for themselves is left out, by its own
 * names: any other key that begins with `__` is the program's. What is the same in `twin`, as most outputs are in the inputs, is not held twice.
 * @throws ReadError when the nesting is deeper than any provider's.
 */
export function readProperties(
  raw: Readonly<Record<string, unknown>> | undefined,
  secretsKnown = true,
  twin: ValueMap = emptyMap,
): Properties {
  const notes: Notes = { secrets: undefined, defaults: undefined, references: undefined, hasUnknown: false };
  const value = raw === undefined ? emptyMap : read(raw, "", 0, notes, twin);
  const { secrets = noPaths, defaults = noPaths, references = noReferences, hasUnknown } = notes;
  return { value: isMap(value) ? value : emptyMap, secrets, defaults, hasUnknown, references, secretsKnown };
}

export const noProperties: Properties = readProperties(undefined);

function read(raw: unknown, path: string, depth: number, notes: Notes, twin?: ValueMap): Value {
  if (typeof raw !== "object" || raw === null) return readScalar(raw, notes);
  if (depth > maximumDepth) throw new ReadError(topKey(path), `nested deeper than ${maximumDepth} levels`);
  if (Array.isArray(raw))
    return raw.map((item, i) => (isScalarOnWire(item) ? readScalar(item, notes) : read(item, join(path, i), depth + 1, notes)));
  const map = raw as Record<string, unknown>;
  const signature = map[signatureKey];
  if (typeof signature === "string") return readSpecial(signature, map, path, depth, notes);
  const out = newMap();
  for (const key of Object.keys(map)) {
    const item = map[key];
    if (key === "__defaults" && Array.isArray(item)) {
      for (const k of item) {
        notes.defaults ??= new Set();
        notes.defaults.add(join(path, String(k)));
      }
    } else if (item !== undefined && !(path === "" && bookkeeping.has(key))) {
      const other = twin?.[key];
      if (other !== undefined && isCopy(item, other)) out[key] = other;
      // Nobody needs the path of a scalar.
      else out[key] = isScalarOnWire(item) ? readScalar(item, notes) : read(item, join(path, key), depth + 1, notes);
    }
  }
  return out;
}

const isScalarOnWire = (raw: unknown): boolean => typeof raw !== "object" || raw === null;

function readScalar(raw: unknown, notes: Notes): Value {
  if (typeof raw === "string") {
    if (raw.length !== unknownString.length || !unknownOnWire.has(raw)) return raw;
    notes.hasUnknown = true;
    return unknown;
  }
  return typeof raw === "number" || typeof raw === "boolean" ? raw : null;
}

/** Whether what is on the wire reads as a value that the twin has, with nothing to note. */
function isCopy(raw: unknown, value: Value): boolean {
  if (typeof raw !== "object" || raw === null) return raw === value;
  if (Array.isArray(raw)) return isList(value) && raw.length === value.length && raw.every((item, i) => isCopy(item, value[i] ?? null));
  if (!isMap(value) || signatureKey in raw) return false;
  const keys = Object.keys(raw);
  return (
    keys.length === Object.keys(value).length && keys.every((key) => isCopy((raw as Record<string, unknown>)[key], value[key] ?? unknown))
  );
}

function readSpecial(signature: string, map: Record<string, unknown>, path: string, depth: number, notes: Notes): Value {
  const unread = (): Unknown => {
    notes.hasUnknown = true;
    return unknown;
  };
  switch (signature) {
    case signatures.secret:
      addSecret(path, notes);
      if ("plaintext" in map && typeof map["plaintext"] === "string") return read(parsePlaintext(map["plaintext"]), path, depth + 1, notes);
      // The engine shows a secret that it cannot decrypt as the text "[secret]".
      if (!("value" in map) || map["value"] === "[secret]") return unread();
      return read(map["value"], path, depth + 1, notes);
    case signatures.output:
      if (map["secret"] === true) addSecret(path, notes);
      return "value" in map ? read(map["value"], path, depth + 1, notes) : unread();
    case signatures.resource: {
      if (typeof map["urn"] === "string") {
        notes.references ??= new Map();
        notes.references.set(path, map["urn"]);
      }
      const id = map["id"];
      if (typeof id === "string" && id !== "" && !unknownOnWire.has(id)) return id;
      return id === undefined && typeof map["urn"] === "string" ? map["urn"] : unread();
    }
    case signatures.asset:
    case signatures.archive: {
      const location = map["path"] ?? map["uri"];
      return new Asset(
        signature === signatures.asset ? "asset" : "archive",
        typeof map["text"] === "string" ? map["text"] : undefined,
        typeof location === "string" ? location : undefined,
        readAssets(map["assets"], join(path, "assets"), depth + 1, notes),
      );
    }
    default:
      return unread();
  }
}

function addSecret(path: string, notes: Notes): void {
  notes.secrets ??= new Set();
  notes.secrets.add(path);
}

/** The parts of an archive by their file names, of which any may begin with `__`. */
function readAssets(raw: unknown, path: string, depth: number, notes: Notes): ValueMap | undefined {
  if (typeof raw !== "object" || raw === null) return undefined;
  const out = newMap();
  for (const [file, part] of Object.entries(raw)) out[file] = read(part, join(path, file), depth, notes);
  return out;
}

function parsePlaintext(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // older states hold the bare text
  }
}

/** True when the value at `path` is secret, or is inside a secret. */
export function isSecret(properties: Properties, path: string): boolean {
  if (properties.secrets.size === 0) return false;
  for (const secret of properties.secrets) if (within(path, secret)) return true;
  return false;
}

/** True when a secret is at `path`, around it or inside it, or may be there: such a value is never shown. */
export const touchesSecret = (properties: Properties, path: string): boolean => maskOf(properties, path) !== undefined;

/** The mask for a value at `path` that is a secret, or may be one because the door hides which are; `undefined` where it may be shown. */
export function maskOf(properties: Properties, path: string): "[secret]" | "[not shown]" | undefined {
  for (const secret of properties.secrets) if (within(path, secret) || within(secret, path)) return "[secret]";
  return !properties.secretsKnown && holdsText(lookup(properties.value, path)) ? "[not shown]" : undefined;
}

const holdsText = (value: Value | undefined): boolean =>
  typeof value === "string" || (isList(value) && value.some(holdsText)) || (isMap(value) && Object.values(value).some(holdsText));

/** The value at a path, `undefined` where there is nothing. */
export function lookup(value: Value, path: string): Value | undefined {
  // Most paths are a property's name, which needs no parsing.
  if (isMap(value) && path !== "" && !path.includes(".") && !path.includes("[")) return value[path];
  let here: Value | undefined = value;
  for (const key of pathKeys(path)) {
    if (isList(here) && typeof key === "number") here = here[key];
    else if (isMap(here)) here = here[String(key)];
    else if (here instanceof Asset && key === "assets") here = here.assets;
    else return here === unknown ? unknown : undefined;
  }
  return here;
}
