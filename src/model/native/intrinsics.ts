import { isDeepStrictEqual } from "node:util";
import { signatureKey, signatures, unknownString } from "../value.js";

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** What the intrinsic functions of a template refer to. */
export interface Scope {
  /** The template's resources by their logical id. */
  readonly resources: ReadonlySet<string>;
  /** The values of parameters, as far as they are known: on the wire, so that a secret is one. */
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly mappings: Raw;
  /** Whether a condition of the template holds; `undefined` where that is not known. */
  readonly condition: (name: string) => boolean | undefined;
}

/** A value of a template as it would be on the wire, and the resources of the template that it refers to. */
export interface Resolved {
  readonly value: unknown;
  readonly refersTo: ReadonlySet<string>;
}

const removed = Symbol("AWS::NoValue");

/** Resolves what can be known without a deployment. Everything else is unknown. */
export function resolve(value: unknown, scope: Scope): Resolved {
  const refersTo = new Set<string>();
  const result = read(value, scope, refersTo, 0);
  return { value: result === removed ? undefined : result, refersTo };
}

const deepest = 100;

function read(value: unknown, scope: Scope, refersTo: Set<string>, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth > deepest) return unknownString;
  const inner = (one: unknown): unknown => read(one, scope, refersTo, depth + 1);
  if (Array.isArray(value)) return value.map(inner).filter((one) => one !== removed);
  const map = value as Raw;
  const names = Object.keys(map);
  const [name = ""] = names;
  if (names.length === 1 && (name === "Ref" || name.startsWith("Fn::"))) return called(name, map[name], scope, refersTo, inner);
  const entries = names.map((key): [string, unknown] => [key, inner(map[key])]);
  return Object.fromEntries(entries.filter(([, one]) => one !== removed));
}

function called(name: string, given: unknown, scope: Scope, refersTo: Set<string>, inner: (one: unknown) => unknown): unknown {
  switch (name) {
    case "Ref":
      return typeof given === "string" ? named(given, scope, refersTo) : unknownString;
    case "Fn::GetAtt": {
      const [owner] = typeof given === "string" ? given.split(".") : Array.isArray(given) ? given.map(String) : [];
      if (owner !== undefined && scope.resources.has(owner)) refersTo.add(owner);
      return unknownString;
    }
    case "Fn::Sub":
      return substituted(given, scope, refersTo, inner);
    case "Fn::Join": {
      const [separator, list] = Array.isArray(given) ? given : [];
      const parts = inner(list);
      return typeof separator === "string" && Array.isArray(parts) && parts.every(isText)
        ? parts.map(String).join(separator)
        : unknownString;
    }
    case "Fn::If":
      return chosen(given, scope, inner);
    case "Fn::Select":
      return selected(given, inner);
    case "Fn::Split": {
      const [separator, text] = Array.isArray(given) ? given : [];
      const whole = inner(text);
      return typeof separator === "string" && separator !== "" && isText(whole) ? String(whole).split(separator) : unknownString;
    }
    case "Fn::FindInMap":
      return mapped(given, scope, inner);
    case "Fn::Base64": {
      const text = inner(given);
      return isText(text) ? Buffer.from(String(text)).toString("base64") : unknownString;
    }
    default:
      // What the function is called with is read for the resources that it refers to.
      inner(given);
      return unknownString;
  }
}

/** Whether CloudFormation can write a value into a text, and it is known. */
export const isText = (value: unknown): boolean =>
  (typeof value === "string" && value !== unknownString) || typeof value === "number" || typeof value === "boolean";

/** The branch of a condition that is decided; where it is open, what both branches give. */
function chosen(given: unknown, scope: Scope, inner: (one: unknown) => unknown): unknown {
  if (!Array.isArray(given) || given.length !== 3) return unknownString;
  const [name, yes, no] = given;
  const holds = typeof name === "string" ? scope.condition(name) : undefined;
  if (holds !== undefined) return inner(holds ? yes : no);
  const [one, other] = [inner(yes), inner(no)];
  return isDeepStrictEqual(one, other) ? one : unknownString;
}

/** The item of a list at a position, which counts from 0 and may be a text. */
function selected(given: unknown, inner: (one: unknown) => unknown): unknown {
  const [position, list] = Array.isArray(given) ? given : [];
  const index = inner(position);
  // What becomes of positions where an item is removed is not documented.
  const items = Array.isArray(list) ? list.map(inner) : inner(list);
  if (!Array.isArray(items) || items.includes(removed) || !/^\d+$/.test(String(index))) return unknownString;
  return Number(index) < items.length ? items[Number(index)] : unknownString;
}

/** A value of `Mappings` by its two keys, or the default that the call has. */
function mapped(given: unknown, { mappings }: Scope, inner: (one: unknown) => unknown): unknown {
  const [name, top, second, options] = (Array.isArray(given) ? given : []).map((one, i) => (i < 3 ? inner(one) : one));
  if (!isText(name) || !isText(top) || !isText(second)) return unknownString;
  const value = [name, top, second].reduce<unknown>(
    (map, key) => (isRaw(map) && Object.hasOwn(map, String(key)) ? map[String(key)] : undefined),
    mappings,
  );
  if (value === undefined && isRaw(options) && "DefaultValue" in options) return inner(options["DefaultValue"]);
  return isText(value) || (Array.isArray(value) && value.every(isText)) ? value : unknownString;
}

function named(name: string, scope: Scope, refersTo: Set<string>): unknown {
  if (name === "AWS::NoValue") return removed;
  if (scope.resources.has(name)) refersTo.add(name);
  return scope.parameters.get(name) ?? unknownString;
}

/** A text with `${Name}` and `${Name.Attribute}`; `${!Literal}` is text. */
function substituted(given: unknown, scope: Scope, refersTo: Set<string>, inner: (one: unknown) => unknown): unknown {
  const [text, own] = Array.isArray(given) ? given : [given, {}];
  if (typeof text !== "string") return unknownString;
  const values = isRaw(own) ? own : {};
  let isKnown = true;
  const out = text.replace(/\$\{([^}]*)\}/g, (_, content: string) => {
    const name = content.trim();
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    const [owner = ""] = name.split(".");
    const value = Object.hasOwn(values, name) ? inner(values[name]) : owner === name ? named(name, scope, refersTo) : unknownString;
    if (owner !== name && scope.resources.has(owner)) refersTo.add(owner);
    if (isText(value)) return String(value);
    isKnown = false;
    return "";
  });
  return isKnown ? out : unknownString;
}

/** The parameters of a template, with the values that the stack gives, or their defaults. */
export function parametersOf(declared: unknown, given: Raw): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  if (!isRaw(declared)) return found;
  for (const [name, parameter] of Object.entries(declared)) {
    if (!isRaw(parameter)) continue;
    const value = (Object.hasOwn(given, name) ? given[name] : undefined) ?? parameter["Default"];
    // The value is in the store of parameters, under this name.
    if (value === undefined || /^AWS::SSM::/.test(String(parameter["Type"]))) continue;
    const isList = /List/.test(String(parameter["Type"])) && typeof value === "string" && value !== unknownString;
    const list = isList ? value.split(",").map((one) => one.trim()) : value;
    const isHidden = parameter["NoEcho"] === true || parameter["NoEcho"] === "true";
    found.set(name, isHidden ? { [signatureKey]: signatures.secret, value: list } : list);
  }
  return found;
}
