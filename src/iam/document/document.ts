import { jsonAt } from "../../model/json.js";
import { within as isWithin, join, keys, under } from "../../model/path.js";
import type { Resource } from "../../model/resource.js";
import { isList, isMap, isSecret, isUnknown, lookup, type Unknown, unknown, type Value, type ValueMap } from "../../model/value.js";
import { type Carrier, carriersOf, type DocumentKind } from "./carriers.js";

/** The texts of an element, a single one as a list of one; each or all may be unknown. */
export type Texts = readonly (string | Unknown)[] | Unknown;

/** One operator and key of a statement's `Condition`. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: Texts;
}

/** A statement in one shape, however it was written. Paths inside (`actions[1]`) are turned into places of the resource by `locate`. */
export class Statement {
  constructor(
    readonly document: Document,
    /** Where the statement is in the resource's inputs. */
    readonly path: string,
    readonly effect: "Allow" | "Deny" | Unknown | undefined,
    readonly actions: Texts | undefined,
    readonly notActions: Texts | undefined,
    readonly resources: Texts | undefined,
    readonly notResources: Texts | undefined,
    /** `*` for everyone, else the kind and the name: `AWS:arn:aws:iam::123456789012:root`, `Service:ec2.amazonaws.com`. */
    readonly principals: Texts | undefined,
    readonly notPrincipals: Texts | undefined,
    readonly conditions: readonly Condition[] | Unknown,
    private readonly places: ReadonlyMap<string, string>,
  ) {}

  /** The place of a property of the statement in the resource's inputs. */
  readonly locate = (path: string): string => this.places.get(path) ?? this.places.get(String(keys(path)[0] ?? "")) ?? this.path;
}

/** A policy document of a resource. */
export class Document {
  readonly statements: Statement[] = [];
  /** Statements that are not known yet: one of them may be a Deny. */
  readonly unread: string[] = [];
  constructor(
    readonly resource: Resource,
    readonly kind: DocumentKind,
    readonly path: string,
    /** The document as it was read; `undefined` where it is made from the inputs of a resource that has none. */
    readonly source: Value | undefined,
    readonly isPrivate: boolean | Unknown,
    /** True if nothing of it may be shown. */
    readonly isSecret: boolean,
    /** The ARN of a policy that AWS manages. */
    readonly managedArn?: string,
    /** The day of the run, with which dates in conditions are compared; nothing has ended where it is left out. */
    readonly today?: string,
  ) {}

  /** False if the document is built from other inputs. */
  get hasDocument(): boolean {
    return this.source !== undefined;
  }

  /** Whether it is the policy of this name that AWS manages, in any partition. */
  isOfAws(name: string): boolean {
    return this.managedArn?.replace(/^arn:[^:]+:iam::aws:policy\//, "") === name;
  }

  /** The version of the policy language, as written. */
  get version(): string | undefined {
    return isMap(this.source) ? (element(this.source, "version")[1] as string | undefined) : undefined;
  }

  /** Turns `statements[0].actions[1]` into its place in the resource's inputs. */
  readonly locate = (path: string): string => {
    if (this.path !== "" && isWithin(path, this.path)) return path;
    const [, index] = keys(path);
    const statement = typeof index === "number" ? this.statements[index] : undefined;
    if (path === "version") return join(this.path, isMap(this.source) ? element(this.source, "version")[0] : "Version");
    return statement === undefined ? under(this.path, path) : statement.locate(path.replace(/^statements\[\d+\]\.?/, ""));
  };

  /** A text of the document as a message may show it. */
  readonly show = (text: string): string => (this.isSecret ? "[secret]" : text.length > 80 ? `${text.slice(0, 79)}…` : text);
}

/** What a resource holds in documents: those that can be read, and the places of those that are not known yet. */
export interface Documents {
  readonly read: readonly Document[];
  readonly unknown: readonly { readonly kind: DocumentKind; readonly path: string }[];
  /** Inputs that should hold a document but hold a text that is not JSON. */
  readonly broken: readonly { readonly kind: DocumentKind; readonly path: string }[];
}

const known = new WeakMap<Resource, { readonly today: string | undefined; readonly documents: Documents }>();

/** The policy documents of a resource, read once for all rules of a day. Callers that do not evaluate conditions pass no day. */
export function documentsOf(resource: Resource, today?: string): Documents {
  let found = known.get(resource);
  if (found === undefined || (today !== undefined && found.today !== today)) {
    found = { today, documents: readAll(resource, today) };
    known.set(resource, found);
  }
  return found.documents;
}

function readAll(resource: Resource, today: string | undefined): Documents {
  const out = { read: [] as Document[], unknown: [] as Documents["unknown"][number][], broken: [] as Documents["broken"][number][] };
  const kind = ofOrganisation(resource);
  if (kind !== undefined && !isUnknown(kind)) return out;
  for (const carrier of carriersOf(resource.type))
    for (const [value, path] of at(resource.inputs.value, carrier.path)) {
      if (value === undefined || value === null || value === "") continue;
      const source = kind ?? jsonAt(value);
      if (isUnknown(source)) out.unknown.push({ kind: carrier.kind, path });
      else if (isMap(source)) out.read.push(readDocument(resource, carrier, path, source, today));
      else out.broken.push({ kind: carrier.kind, path });
    }
  return out;
}

/** The type of an organisation's policy that is not a policy document: one on tags, backups or the like is JSON as well, in a language of its own. */
function ofOrganisation({ type, inputs }: Resource): string | Unknown | undefined {
  const kind = type === "aws:organizations/policy:Policy" ? inputs.value["type"] : undefined;
  if (isUnknown(kind)) return kind;
  return typeof kind === "string" && !/^(service|resource)_control_policy$/i.test(kind) ? kind : undefined;
}

/** The values at a carrier's path: `a[].b` represents each item. */
function at(inputs: ValueMap, path: string): [Value | undefined, string][] {
  const [place = "", inner] = path.split("[].");
  const here = lookup(inputs, place);
  if (inner === undefined || isUnknown(here)) return [[here, place]];
  const items: [Value, string][] = isList(here) ? here.map((item, i) => [item, join(place, i)]) : [[here ?? null, place]];
  return items.map(([item, of]) => (isUnknown(item) ? [item, of] : [lookup(item, inner), under(of, inner)]));
}

function readDocument(resource: Resource, carrier: Carrier, path: string, source: ValueMap, today: string | undefined): Document {
  const isPrivate = carrier.isPrivate || privacy(resource);
  const document = new Document(resource, carrier.kind, path, source, isPrivate, isSecret(resource.inputs, path), undefined, today);
  const [written, list] = element(source, "statement");
  const place = join(path, written);
  if (isUnknown(list)) document.unread.push(place);
  const items: [Value, string][] = isList(list) ? list.map((item, i) => [item, join(place, i)]) : isMap(list) ? [[list, place]] : [];
  for (const [item, itemPath] of items) {
    if (isUnknown(item)) document.unread.push(itemPath);
    else if (isMap(item)) document.statements.push(readStatement(document, item, itemPath));
  }
  return document;
}

/** Domains in a VPC and private APIs: AWS itself recommends to open the policy there, since the network decides. */
function privacy(resource: Resource): boolean | Unknown {
  const inputs = resource.inputs.value;
  switch (resource.type) {
    case "aws:opensearch/domain:Domain":
    case "aws:elasticsearch/domain:Domain":
      return isUnknown(inputs["vpcOptions"])
        ? unknown
        : isMap(inputs["vpcOptions"]) || (isList(inputs["vpcOptions"]) && inputs["vpcOptions"].length > 0);
    case "aws:apigateway/restApi:RestApi": {
      const types = lookup(inputs, "endpointConfiguration.types");
      if (isUnknown(types) || (isList(types) && types.includes(unknown))) return unknown;
      return types === "PRIVATE" || (isList(types) && types.includes("PRIVATE"));
    }
    default:
      return false;
  }
}

const spelled: Readonly<Record<string, string>> = { statement: "Statement", version: "Version", effect: "Effect" };

/** An element of a document or statement, whose key AWS reads in any letter case. */
export function element(map: ValueMap, name: string): [written: string, value: Value | undefined] {
  const written = Object.keys(map).find((key) => key.toLowerCase() === name);
  return written === undefined ? [spelled[name] ?? name, undefined] : [written, map[written]];
}

const elements = {
  actions: "action",
  notActions: "notaction",
  resources: "resource",
  notResources: "notresource",
} as const;

/** A statement as it is written in a document, with the places of its parts. */
export function readStatement(document: Document, source: ValueMap, path: string): Statement {
  const places = new Map<string, string>();
  const texts = (property: keyof typeof elements): Texts | undefined => {
    const [written, value] = element(source, elements[property]);
    return placed(value, property, join(path, written), places);
  };
  const [effectKey, effect] = element(source, "effect");
  places.set("effect", join(path, effectKey));
  return new Statement(
    document,
    path,
    isUnknown(effect) ? unknown : effect === "Allow" || effect === "Deny" ? effect : undefined,
    texts("actions"),
    texts("notActions"),
    texts("resources"),
    texts("notResources"),
    readPrincipals(source, "principal", "principals", path, places),
    readPrincipals(source, "notprincipal", "notPrincipals", path, places),
    readConditions(source, path, places),
    places,
  );
}

/** The texts of a value, noting where each of them is. */
export function placed(value: Value | undefined, property: string, path: string, places: Map<string, string>): Texts | undefined {
  if (value === undefined || value === null) return undefined;
  places.set(property, path);
  if (isUnknown(value)) return unknown;
  const out: (string | Unknown)[] = [];
  const add = (item: Value, place: string): void => {
    const text = isUnknown(item) ? item : typeof item === "object" ? undefined : String(item);
    if (text === undefined) return;
    places.set(join(property, out.length), place);
    out.push(text);
  };
  if (isList(value)) for (const [i, item] of value.entries()) add(item, join(path, i));
  else add(value, path);
  return out;
}

function readPrincipals(source: ValueMap, name: string, property: string, path: string, places: Map<string, string>): Texts | undefined {
  const [written, value] = element(source, name);
  const place = join(path, written);
  if (!isMap(value)) return placed(value, property, place, places);
  places.set(property, place);
  const out: (string | Unknown)[] = [];
  for (const [kind, names] of Object.entries(value)) {
    const isAws = /^aws$/i.test(kind);
    const inner = new Map<string, string>();
    const list = placed(names, "it", join(place, kind), inner) ?? [];
    const texts: readonly (string | Unknown)[] = isUnknown(list) ? [unknown] : list;
    for (const [i, text] of texts.entries()) {
      places.set(join(property, out.length), inner.get(join("it", i)) ?? join(place, kind));
      // Only among AWS principals can an unknown one turn out to be everyone.
      if (isUnknown(text)) out.push(isAws ? text : `${kind}:`);
      else out.push(text === "*" && isAws ? "*" : `${kind}:${text}`);
    }
  }
  return out;
}

function readConditions(source: ValueMap, path: string, places: Map<string, string>): readonly Condition[] | Unknown {
  const [written, value] = element(source, "condition");
  const place = join(path, written);
  places.set("conditions", place);
  if (isUnknown(value)) return unknown;
  if (!isMap(value)) return [];
  const out: Condition[] = [];
  for (const [operator, byKey] of Object.entries(value)) {
    // An operator with unknown keys may restrict: it is read as a condition on an unknown key.
    const pairs: [string, Value][] = isMap(byKey) ? Object.entries(byKey) : isUnknown(byKey) ? [["", unknown]] : [];
    for (const [key, values] of pairs) {
      const property = join("conditions", out.length);
      const at = key === "" ? join(place, operator) : join(join(place, operator), key);
      places.set(property, at);
      out.push({ operator, key, values: placed(values, `${property}.values`, at, places) ?? [] });
    }
  }
  return out;
}
