import { jsonAt } from "../../model/json.js";
import { within as isWithin, join, keys, under } from "../../model/path.js";
import type { Resource } from "../../model/resource.js";
import { isList, isMap, isSecret, isUnknown, lookup, type Unknown, unknown, type Value, type ValueMap } from "../../model/value.js";
import { type Carrier, carriersOf, type DocumentKind } from "./carriers.js";
import { element } from "./elements.js";
import { type Places, placesOf } from "./places.js";

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
    /** The places of its parts: asked for only where something is reported. */
    private readonly findPlaces: () => Places,
  ) {}

  private places: Places | undefined;

  /** The place of a property of the statement in the resource's inputs. */
  readonly locate = (path: string): string => {
    this.places ??= this.findPlaces();
    return this.places.get(path) ?? this.places.get(String(keys(path)[0] ?? "")) ?? this.path;
  };
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

/** A statement as it is written in a document, with the places of its parts. */
export function readStatement(document: Document, source: ValueMap, path: string): Statement {
  const effect = element(source, "effect")[1];
  return new Statement(
    document,
    path,
    isUnknown(effect) ? unknown : effect === "Allow" || effect === "Deny" ? effect : undefined,
    textsOf(element(source, "action")[1]),
    textsOf(element(source, "notaction")[1]),
    textsOf(element(source, "resource")[1]),
    textsOf(element(source, "notresource")[1]),
    readPrincipals(element(source, "principal")[1]),
    readPrincipals(element(source, "notprincipal")[1]),
    readConditions(element(source, "condition")[1]),
    () => placesOf(source, path),
  );
}

/** The texts of a value, a single one as a list of one. */
export function textsOf(value: Value | undefined): Texts | undefined {
  if (value === undefined || value === null) return undefined;
  if (isUnknown(value)) return unknown;
  const out: (string | Unknown)[] = [];
  if (!isList(value)) addText(out, value);
  else for (const item of value) addText(out, item);
  return out;
}

function addText(out: (string | Unknown)[], item: Value): void {
  if (typeof item === "string" || isUnknown(item)) out.push(item);
  else if (typeof item !== "object") out.push(String(item));
}

function readPrincipals(value: Value | undefined): Texts | undefined {
  if (!isMap(value)) return textsOf(value);
  const out: (string | Unknown)[] = [];
  for (const kind of Object.keys(value)) {
    const isAws = kind === "AWS" || kind.toLowerCase() === "aws";
    const list = textsOf(value[kind]) ?? [];
    const texts: readonly (string | Unknown)[] = isUnknown(list) ? [unknown] : list;
    for (const text of texts) {
      // Only among AWS principals can an unknown one turn out to be everyone.
      if (isUnknown(text)) out.push(isAws ? text : `${kind}:`);
      else out.push(text === "*" && isAws ? "*" : `${kind}:${text}`);
    }
  }
  return out;
}

const noConditions: readonly Condition[] = [];

function readConditions(value: Value | undefined): readonly Condition[] | Unknown {
  if (isUnknown(value)) return unknown;
  if (!isMap(value)) return noConditions;
  const out: Condition[] = [];
  for (const operator of Object.keys(value)) {
    const byKey = value[operator];
    // An operator whose keys are not known restricts or not: as a condition on a key that nobody knows.
    if (isUnknown(byKey)) out.push({ operator, key: "", values: unknown });
    else if (isMap(byKey)) for (const key of Object.keys(byKey)) out.push({ operator, key, values: textsOf(byKey[key]) ?? [] });
  }
  return out;
}
