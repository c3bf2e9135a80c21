import { join } from "../model/path.js";
import { isList, isMap, isUnknown, type Value, type ValueMap } from "../model/value.js";
import { all, broken, open, pass, type Verdict } from "../verdict.js";
import { type Document, element } from "./document.js";

const documentKeys = new Set(["version", "id", "statement"]);
const statementKeys = new Set([
  "sid",
  "effect",
  "principal",
  "notprincipal",
  "action",
  "notaction",
  "resource",
  "notresource",
  "condition",
]);
const principalKinds = ["AWS", "Service", "Federated", "CanonicalUser"];
const comparisons = ["equals", "notequals", "lessthan", "lessthanequals", "greaterthan", "greaterthanequals"];
const operators = new Set([
  ...["equals", "notequals", "equalsignorecase", "notequalsignorecase", "like", "notlike"].map((o) => `string${o}`),
  ...comparisons.flatMap((o) => [`numeric${o}`, `date${o}`]),
  ...["arnequals", "arnnotequals", "arnlike", "arnnotlike", "ipaddress", "notipaddress", "bool", "binaryequals", "null"],
]);

/** Whether AWS would take the document: what breaks its grammar, each at its place in the resource's inputs. */
export function grammarOf(document: Document): Verdict {
  const { source, path } = document;
  if (!isMap(source)) return broken(path, "must be a policy document, is none");
  const [statementKey, list] = element(source, "statement");
  const at = join(path, statementKey);
  const parts = [unknownKeys(source, documentKeys, path), version(source, path)];
  if (isUnknown(list)) parts.push(open(at));
  else if (isList(list)) parts.push(...list.map((item, i) => statement(document, item, join(at, i))), sids(list, at));
  else if (isMap(list)) parts.push(statement(document, list, at));
  else parts.push(broken(path, "must have a list `Statement`, has none"));
  return all(parts);
}

function unknownKeys(map: ValueMap, known: ReadonlySet<string>, path: string): Verdict {
  const wrong = Object.keys(map).filter((key) => !known.has(key.toLowerCase()));
  return all(wrong.map((key) => broken(join(path, key), "is no element of a policy document")));
}

function version(source: ValueMap, path: string): Verdict {
  const [key, value] = element(source, "version");
  if (isUnknown(value)) return open(join(path, key));
  return value === undefined || value === null || value === "2012-10-17" || value === "2008-10-17"
    ? pass
    : broken(join(path, key), 'must be "2012-10-17", is another version');
}

function sids(list: readonly Value[], at: string): Verdict {
  const seen = new Set<Value>();
  return all(
    list.map((item, i) => {
      const [key, sid] = isMap(item) ? element(item, "sid") : ["Sid", undefined];
      if (sid === undefined || sid === null || sid === "") return pass;
      const place = join(join(at, i), key);
      if (isUnknown(sid)) return open(place);
      if (seen.has(sid)) return broken(place, "must be unique in the document, is used twice");
      seen.add(sid);
      return pass;
    }),
  );
}

function statement(document: Document, source: Value, path: string): Verdict {
  if (isUnknown(source)) return open(path);
  if (!isMap(source)) return broken(path, "must be an object, is none");
  const { kind } = document;
  const [effectKey, effect] = element(source, "effect");
  return all([
    unknownKeys(source, statementKeys, path),
    isUnknown(effect)
      ? open(join(path, effectKey))
      : effect === "Allow" || effect === "Deny"
        ? pass
        : broken(join(path, effectKey), `must be "Allow" or "Deny", is ${effect === undefined ? "unset" : "another word"}`),
    kind === "identity" ? sid(source, path) : pass,
    oneOfTwo(document, source, "Action", path, isAction),
    kind === "trust"
      ? forbidden(source, ["Resource", "NotResource"], path, "must be unset in a trust policy")
      : kind === "identity"
        ? oneOfTwo(document, source, "Resource", path, isArn)
        : kind === "resource"
          ? texts(document, source, "Resource", path, (text) => !text.startsWith("arn:") || isArn(text))
          : pass,
    kind === "identity" ? forbidden(source, ["Principal", "NotPrincipal"], path, "must be unset in an identity policy") : pass,
    kind === "resource" || kind === "trust" ? principals(source, path) : pass,
    condition(source, path),
  ]);
}

function sid(source: ValueMap, path: string): Verdict {
  const [key, value] = element(source, "sid");
  if (isUnknown(value)) return open(join(path, key));
  return typeof value !== "string" || /^[A-Za-z0-9]*$/.test(value) ? pass : broken(join(path, key), "must have only letters and digits");
}

function forbidden(source: ValueMap, names: readonly string[], path: string, message: string): Verdict {
  return all(
    names.map((name) => {
      const [key, value] = element(source, name.toLowerCase());
      return value === undefined || value === null ? pass : isUnknown(value) ? open(join(path, key)) : broken(join(path, key), message);
    }),
  );
}

/** Exactly one of an element and its `Not…` twin, with texts that pass. */
function oneOfTwo(document: Document, source: ValueMap, name: string, path: string, passes: (text: string) => boolean): Verdict {
  const [key, plain] = element(source, name.toLowerCase());
  const [notKey, not] = element(source, `not${name.toLowerCase()}`);
  const isSet = (value: Value | undefined): boolean => value !== undefined && value !== null;
  if (isSet(plain) && isSet(not)) {
    const unsure = [isUnknown(plain) ? [join(path, key)] : [], isUnknown(not) ? [join(path, notKey)] : []].flat();
    return unsure.length > 0 ? open(...unsure) : broken(join(path, notKey), `must not stand beside \`${name}\``);
  }
  if (!isSet(plain) && !isSet(not)) return broken(path, `must have \`${name}\` or \`Not${name}\`, has none`);
  return texts(document, source, isSet(plain) ? name : `Not${name}`, path, passes);
}

function texts(document: Document, source: ValueMap, name: string, path: string, passes: (text: string) => boolean): Verdict {
  const [key, value] = element(source, name.toLowerCase());
  const at = join(path, key);
  if (value === undefined || value === null) return pass;
  const items: [Value, string][] = isList(value) ? value.map((item, i) => [item, join(at, i)]) : [[value, at]];
  return all(
    items.map(([item, place]) => {
      if (isUnknown(item)) return open(place);
      if (typeof item !== "string") return broken(place, "must be a text or a list of texts");
      return passes(item) ? pass : broken(place, `is no valid ${name.replace("Not", "").toLowerCase()}: "${document.show(item)}"`);
    }),
  );
}

const isAction = (text: string): boolean => /^[*?]+$/.test(text) || /^[\w*?-]+:[\w*?-]+$/.test(text);

/** Whether a text has the form of an ARN or of a pattern for ARNs. */
function isArn(written: string): boolean {
  const text = written.replace(/\$\{[^}]*\}/g, "x");
  if (/^[*?]/.test(text)) return true;
  if (!text.startsWith("arn:")) return false;
  const [, partition = "", , , account = "", ...rest] = text.split(":");
  if (!/^(aws(-[a-z]+)*|[\w-]*[*?][\w*?-]*|x)$/.test(partition)) return false;
  // A wildcard may stand for several fields at once.
  if (rest.length === 0) return text.includes("*");
  return !/^\d+$/.test(account) || account.length === 12;
}

function principals(source: ValueMap, path: string): Verdict {
  const [key, plain] = element(source, "principal");
  const [notKey, not] = element(source, "notprincipal");
  if ((plain === undefined || plain === null) && (not === undefined || not === null))
    return broken(path, "must have `Principal` or `NotPrincipal`, has none");
  return all([principal(plain, join(path, key)), principal(not, join(path, notKey))]);
}

function principal(value: Value | undefined, at: string): Verdict {
  if (value === undefined || value === null || value === "*") return pass;
  if (isUnknown(value)) return open(at);
  if (!isMap(value)) return broken(at, 'must be "*" or an object such as `{ AWS: … }`');
  return all(
    Object.entries(value).map(([kind, names]) => {
      const place = join(at, kind);
      if (!principalKinds.includes(kind)) return broken(place, `is no kind of principal: AWS has ${principalKinds.join(", ")}`);
      return all(
        (isList(names) ? names : [names]).map((name, i) => {
          const here = isList(names) ? join(place, i) : place;
          return isUnknown(name) ? open(here) : typeof name === "string" ? pass : broken(here, "must be a text or a list of texts");
        }),
      );
    }),
  );
}

function condition(source: ValueMap, path: string): Verdict {
  const [key, value] = element(source, "condition");
  const at = join(path, key);
  if (value === undefined || value === null) return pass;
  if (isUnknown(value)) return open(at);
  if (!isMap(value)) return broken(at, "must be an object of operators");
  return all(
    Object.entries(value).map(([operator, byKey]) => {
      const place = join(at, operator);
      if (!isOperator(operator)) return broken(place, "is no condition operator");
      if (isUnknown(byKey)) return open(place);
      if (!isMap(byKey)) return broken(place, "must be an object of condition keys");
      return all(Object.entries(byKey).map(([name, values]) => conditionValues(values, join(place, name))));
    }),
  );
}

function conditionValues(value: Value, at: string): Verdict {
  const items = isList(value) ? value : [value];
  return all(
    items.map((item, i) =>
      isUnknown(item)
        ? open(isList(value) ? join(at, i) : at)
        : typeof item === "object"
          ? broken(at, "must be a text or a list of texts")
          : pass,
    ),
  );
}

function isOperator(written: string): boolean {
  const text = written.toLowerCase().replace(/^for(any|all)values?:/, "");
  return operators.has(text) || (text.endsWith("ifexists") && text !== "nullifexists" && operators.has(text.slice(0, -"ifexists".length)));
}
