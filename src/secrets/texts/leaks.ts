import type { SecretInput } from "../../data/tables.js";
import { oneOf } from "../../model/expression.js";
import { jsonAt } from "../../model/json.js";
import { join, keys } from "../../model/path.js";
import { Asset, isList, isMap, isUnknown, type Properties, unknown, type Value, type ValueMap } from "../../model/value.js";
import { isReference } from "../names/harmless.js";
import { isSecretLiteral } from "../names/literal.js";
import { looksSecret } from "../names/mask.js";
import { certaintyOf } from "../names/name.js";
import { type Around, aroundItem, aroundPart, companyOf, isLeftOut, isListBesideKeyId } from "./company.js";
import { commandOf, deepest, type Sighting, sight, sightOutside } from "./text.js";

/** A secret that is in plaintext: an input that is secret by nature, a credential known by its form, or one by its name. */
export interface Leak {
  readonly by: "nature" | Sighting["by"];
  readonly path: string;
  /** What it is, without anything that reveals it. */
  readonly description: string;
}

/** The secrets that properties show in plaintext. */
export interface Leaks {
  readonly found: readonly Leak[];
  /** Paths where each kind may turn up: values that are not known yet of inputs that are secret by nature or by name, and what the door may hide. */
  readonly open: Readonly<Record<Leak["by"], readonly string[]>>;
  /** Paths of other values that are not known yet. A literal is known, so none of them is a credential that somebody typed. */
  readonly waiting: readonly string[];
}

interface Notes {
  readonly secrets: ReadonlySet<string>;
  readonly natural: ReadonlySet<string>;
  readonly found: Leak[];
  readonly open: Record<Leak["by"], string[]>;
  readonly waiting: string[];
}

/** Searches properties for secrets in plaintext. Wrapped secrets and references to secrets do not count. */
export function leaksIn(properties: Properties, inputs: readonly SecretInput[]): Leaks {
  const natural = new Set<string>();
  const notes: Notes = { secrets: properties.secrets, natural, found: [], open: { nature: [], form: [], name: [] }, waiting: [] };
  if (!notes.secrets.has(""))
    for (const input of inputs) if (input.credential !== false) lookAt(properties.value, input.path.split("."), "", input, notes, natural);
  walk(properties.value, root, { name: "", besideKeyId: false }, notes, 0);
  const { found, open, waiting } = notes;
  const isClean = found.length + open.nature.length + open.form.length + open.name.length + waiting.length === 0;
  return isClean ? none : properties.secretsKnown ? { found, open, waiting } : undecided(notes);
}

const none: Leaks = { found: [], open: { nature: [], form: [], name: [] }, waiting: [] };

/** If the door does not show what is wrapped, each leak is uncertain. */
function undecided({ found, open, waiting }: Leaks): Leaks {
  const of = (kind: Leak["by"]) => [...open[kind], ...found.flatMap(({ by, path }) => (by === kind ? [path] : []))];
  return { found: [], open: { nature: of("nature"), form: of("form"), name: of("name") }, waiting };
}

/** Follows a table's path (`users[].password`) to the inputs that are secret by nature. */
function lookAt(value: Value | undefined, path: readonly string[], at: string, input: SecretInput, notes: Notes, seen: Set<string>): void {
  if (value === undefined || value === null || notes.secrets.has(at)) return;
  const [segment, ...rest] = path;
  if (isUnknown(value)) {
    notes.open.nature.push(at);
    seen.add(at);
    return;
  }
  if (isList(value)) {
    for (const [i, item] of value.entries()) lookAt(item, path, join(at, i), input, notes, seen);
    return;
  }
  if (segment === undefined) {
    if (isMap(value)) {
      for (const [key, item] of Object.entries(value))
        if (!namesSomething.expression.test(key)) lookAt(item, [], join(at, key), input, notes, seen);
    } else {
      seen.add(at);
      if ((typeof value === "string" && !isReference(value)) || typeof value === "number")
        notes.found.push({ by: "nature", path: at, description: "" });
    }
    return;
  }
  if (!isMap(value)) return;
  if (rest.length === 0)
    for (const [sibling, wanted] of Object.entries(input.when ?? {})) {
      const given = value[sibling];
      if (isUnknown(given)) notes.open.nature.push(join(at, sibling));
      if (String(isUnknown(given) ? "" : given) !== String(wanted)) return;
    }
  const key = segment.replace("[]", "");
  lookAt(value[key], rest, join(at, key), input, notes, seen);
}

/** Entries in a map of credentials that are not credentials. */
export const namesSomething = oneOf(
  [
    [/tenant/, "tenant", "tenan"],
    [/region/, "region", "regio"],
    [/user/, "user", "use"],
    [/username/, "username", "usernam"],
    [/user_name/, "user_name", "user_nam"],
    [/userName/, "userName", "userNam"],
    [/host/, "host", "hos"],
    [/url/, "url", "ur"],
    [/uri/, "uri", "ur"],
    [/endpoint/, "endpoint", "endpoin"],
    [/account/, "account", "accoun"],
    [/email/, "email", "emai"],
    [/(?<![a-z])id/, "id", "i"],
    [/(?:client|app|user|key|account|tenant|project)id/, "clientid", "clienti"],
    [/Id/, "Id", "I"],
    [/ID/, "ID", "I"],
    [/type/, "type", "typ"],
    [/scope/, "scope", "scop"],
    [/realm/, "realm", "real"],
    [/domain/, "domain", "domai"],
  ],
  { after: "$" },
);

/** Where a value is: a key, and what holds it. Paths are put together where one is asked for, since most values have nothing to be named for. */
interface Place {
  readonly up: Place | undefined;
  readonly key: string | number;
}
const root: Place = { up: undefined, key: "" };

const pathOf = ({ up, key }: Place): string => (up === undefined ? "" : join(pathOf(up), key));

/** The path to name it by: a key that may be a credential itself is left out. */
const shownAt = ({ up, key }: Place): string => (up === undefined ? "" : isHidden(key) ? shownAt(up) : join(shownAt(up), key));

const isHidden = (key: string | number): boolean => typeof key === "string" && (key.length > 80 || looksSecret(key, ""));

/** Whether a place is reported already, or hidden as it should be. */
const isSettled = (at: Place, { secrets, natural }: Notes): boolean => {
  if (secrets.size === 0 && natural.size === 0) return false;
  const path = pathOf(at);
  return secrets.has(path) || natural.has(path);
};

const isNothing = (value: Value): boolean => typeof value === "number" || typeof value === "boolean" || value === null;

/** `depth`: how many JSON texts stand around. */
function walk(value: Value, at: Place, around: Around, notes: Notes, depth: number): void {
  if (isSettled(at, notes)) return;
  if (typeof value === "string") read(value, at, around, notes, depth);
  else if (isUnknown(value)) waitFor(shownAt(at), around.name, notes);
  else if (value instanceof Asset) {
    if (value.text !== undefined) read(value.text, at, around, notes, depth);
    if (value.assets !== undefined) walk(value.assets, { up: at, key: "assets" }, around, notes, depth);
  } else if (isList(value)) walkList(value, at, around, notes, depth);
  else if (isMap(value)) walkMap(value, at, around, notes, depth);
}

function walkList(list: readonly Value[], at: Place, around: Around, notes: Notes, depth: number): void {
  const before = notes.found.length;
  const besideKeyId = isListBesideKeyId(list, around);
  for (let i = 0; i < list.length; i++) {
    const item = list[i] as Value;
    if (!isNothing(item)) walk(item, { up: at, key: i }, aroundItem(list, i, around, besideKeyId), notes, depth);
  }
  if (list.length > 1 && notes.found.length === before) readCommand(list, at, notes);
}

function walkMap(map: ValueMap, at: Place, around: Around, notes: Notes, depth: number): void {
  const names = Object.keys(map);
  const company = companyOf(map, names, around);
  for (const key of names) {
    const part = map[key] as Value;
    if (isNothing(part) || isLeftOut(company, key, part)) continue;
    if (company.nameless !== undefined && key === company.valueKey && typeof part === "string" && isSecretLiteral(part, "sure"))
      notes.open.name.push(join(shownAt(at), company.nameless));
    walk(part, { up: at, key }, aroundPart(company, key), notes, depth);
  }
}

/** A command in its exec form: a list of words. */
function readCommand(list: readonly Value[], at: Place, notes: Notes): void {
  const isAllOpen = notes.secrets.size === 0 && notes.natural.size === 0;
  const hit = commandOf(isAllOpen ? list : list.map((word, i) => (isSettled({ up: at, key: i }, notes) ? unknown : word)));
  if (hit !== undefined) notes.found.push({ by: "form", description: hit.description, path: shownAt(at) });
}

function read(text: string, at: Place, around: Around, notes: Notes, depth: number): void {
  const isRead = depth < deepest && text.length > 8;
  const document = isRead ? jsonAt(text) : undefined;
  if (isList(document) || isMap(document)) {
    walk(document, at, around, notes, depth + 1);
    return;
  }
  const found = isRead ? sightOutside(text, around) : sight(text, around);
  if (found === undefined) return;
  const path = shownAt(at);
  notes.found.push({
    by: found.by,
    description: found.by === "name" ? named(found.description, path, around.name) : found.description,
    path,
  });
}

/** States the name too, where the path does not: that of a variable in a list. A name that looks like a credential stays out. */
function named(description: string, shown: string, name: string): string {
  if (keys(shown).includes(name) || !/^[\w./:-]+$/.test(name) || looksSecret(name, "")) return description;
  return `a plaintext value under the name ${name.length > 60 ? `${name.slice(0, 60)}…` : name}, which suggests a secret`;
}

// Identifiers and ARNs come from the cloud and hold no secrets.
const identifier = /(ids?|arns?)(\[\d+\])?$/i;
function waitFor(path: string, name: string, notes: Notes): void {
  if (identifier.test(path)) return;
  (certaintyOf(name) === undefined ? notes.waiting : notes.open.name).push(path);
}
