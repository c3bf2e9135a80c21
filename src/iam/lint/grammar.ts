import { join } from "../../model/path.js";
import { isList, isMap, isUnknown, lookup, type Value, type ValueMap } from "../../model/value.js";
import { all, broken, open, pass, type Verdict } from "../../model/verdict.js";
import { didYouMean } from "../../text/suggest.js";
import type { Document, Texts } from "../document/document.js";
import { duplicateKeys } from "../document/duplicate-keys.js";
import { element, elementsOf } from "../document/elements.js";
import { partitions } from "../document/partitions.js";
import { conditionGrammar, onceOnly } from "./condition-grammar.js";
import { isMismatched, principalGrammar } from "./principal-grammar.js";

/** The elements that a part of a document may have, as they are written, by their names in lower case. */
type Known = ReadonlyMap<string, string>;
const knownOf = (...names: readonly string[]): Known => new Map(names.map((name) => [name.toLowerCase(), name]));
const documentKeys = knownOf("Version", "Id", "Statement");
const statementKeys = knownOf(
  ...["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"],
);

/** Whether AWS would accept the document: its grammar errors, each with its location in the resource's inputs. */
export function grammarOf(document: Document): Verdict {
  const { source, path } = document;
  if (!isMap(source)) return broken(path, "is not a policy document");
  const [statementKey, list] = element(source, "statement");
  const at = join(path, statementKey);
  const parts = [unknownKeys(source, documentKeys, path), version(source, path), twice(document)];
  if (isUnknown(list)) parts.push(open(at));
  else if (isList(list)) {
    for (const [i, item] of list.entries()) parts.push(statement(document, item, join(at, i)));
    parts.push(sids(list, at));
  } else if (isMap(list)) parts.push(statement(document, list, at));
  else parts.push(broken(path, "has no list `Statement`"));
  return all(parts);
}

function twice({ resource, path, show }: Document): Verdict {
  const text = lookup(resource.inputs.value, path);
  return typeof text !== "string"
    ? pass
    : all(duplicateKeys(text).map((key) => broken(path, `has the key \`${show(key)}\` twice in one object`)));
}

function unknownKeys(map: ValueMap, known: Known, path: string): Verdict {
  const elements = elementsOf(map);
  const keys = Object.keys(map);
  if (elements.size === keys.length && keys.every((key) => isKnown(known, key))) return pass;
  const wrong = keys.filter((key) => !isKnown(known, key));
  return all([
    onceOnly(map, path),
    ...wrong.map((key) => broken(join(path, key), `is not an element of a policy document${didYouMean(key, [...known.values()])}`)),
  ]);
}

const isKnown = (known: Known, key: string): boolean => known.has(key.toLowerCase());

function version(source: ValueMap, path: string): Verdict {
  const [key, value] = element(source, "version");
  if (isUnknown(value)) return open(join(path, key));
  return value === undefined || value === null || value === "2012-10-17" || value === "2008-10-17"
    ? pass
    : broken(join(path, key), 'is another version, expected "2012-10-17"');
}

function sids(list: readonly Value[], at: string): Verdict {
  if (list.length === 1 && isMap(list[0]) && !isUnknown(element(list[0], "sid")[1])) return pass;
  const seen = new Set<Value>();
  const parts: Verdict[] = [];
  for (const [i, item] of list.entries()) {
    if (!isMap(item)) continue;
    const [key, sid] = element(item, "sid");
    if (sid === undefined || sid === null || sid === "") continue;
    if (isUnknown(sid)) parts.push(open(join(join(at, i), key)));
    else if (seen.has(sid)) parts.push(broken(join(join(at, i), key), "is used twice in the document"));
    else seen.add(sid);
  }
  return all(parts);
}

function statement(document: Document, source: Value, path: string): Verdict {
  if (isUnknown(source)) return open(path);
  if (!isMap(source)) return broken(path, "is not an object");
  const { kind } = document;
  const [effectKey, effect] = element(source, "effect");
  return all([
    unknownKeys(source, statementKeys, path),
    isUnknown(effect)
      ? open(join(path, effectKey))
      : effect === "Allow" || effect === "Deny"
        ? pass
        : broken(join(path, effectKey), `is ${effect === undefined ? "unset" : "another value"}, expected "Allow" or "Deny"`),
    kind === "identity" || kind === "trust" ? sid(source, path) : pass,
    oneOfTwo(document, source, ["Action", "action", "notaction"], path, kind === "trust" ? isTrustAction : isAction),
    kind === "trust"
      ? forbidden(source, targets, path, "is not allowed in a trust policy")
      : kind === "identity"
        ? oneOfTwo(document, source, ["Resource", "resource", "notresource"], path, isArn)
        : kind === "resource"
          ? target(document, source, path)
          : named(document, source, path, isArn),
    kind === "identity" || isControl(document)
      ? forbidden(source, holders, path, `is not allowed in ${kind === "identity" ? "an identity" : "a service control"} policy`)
      : pass,
    kind === "resource" || kind === "trust" ? principalGrammar(source, path) : pass,
    kind === "trust" ? callers(document, path) : pass,
    conditionGrammar(...placedAt(source, "condition", path)),
  ]);
}

const placedAt = (source: ValueMap, name: string, path: string): [Value | undefined, string] => {
  const [key, value] = element(source, name);
  return [value, join(path, key)];
};

/** A service control policy, which is for every principal of its accounts; of a type that is not known yet, no document is read. */
const isControl = ({ resource: { type, inputs } }: Document): boolean =>
  type === "aws:organizations/policy:Policy" && !/^resource/i.test(String(inputs.value["type"]));

/** The resources of a statement of a resource policy; for some services they may be left out. */
function target(document: Document, source: ValueMap, path: string): Verdict {
  const isLeftOut = targets.every((name) => (element(source, name)[1] ?? null) === null);
  if (isLeftOut && needResource.test(document.resource.type)) return broken(path, "has neither `Resource` nor `NotResource`");
  return named(document, source, path, (text) => text.startsWith("execute-api:/") || isArn(text));
}

/** The resources that a statement names or leaves out, where it does. */
const named = (document: Document, source: ValueMap, path: string, passes: (text: string) => boolean): Verdict =>
  all(targets.map((name) => texts(document, source, name, path, passes)));

/** Whether the actions of a trust policy are ones that its principals can do. */
function callers(document: Document, path: string): Verdict {
  const statement = document.statements.find((each) => each.path === path);
  const known = (texts: Texts | undefined): readonly string[] =>
    texts === undefined || isUnknown(texts) || texts.some(isUnknown) ? [] : (texts as readonly string[]);
  if (statement === undefined || !isMismatched(known(statement.actions), known(statement.principals))) return pass;
  return broken(statement.locate("actions"), "does not let principals of this kind assume the role");
}

function sid(source: ValueMap, path: string): Verdict {
  const [key, value] = element(source, "sid");
  if (isUnknown(value)) return open(join(path, key));
  return typeof value !== "string" || /^[A-Za-z0-9]*$/.test(value)
    ? pass
    : broken(join(path, key), "has characters other than letters and digits");
}

function forbidden(source: ValueMap, names: readonly string[], path: string, message: string): Verdict {
  const parts: Verdict[] = [];
  for (const name of names) {
    const [key, value] = element(source, name);
    if (value === undefined || value === null) continue;
    parts.push(isUnknown(value) ? open(join(path, key)) : broken(join(path, key), message));
  }
  return all(parts);
}

const targets = ["resource", "notresource"];
const holders = ["principal", "notprincipal"];

/** An element as a message names it, and with its `Not…` twin as AWS reads them. */
type Twins = readonly [name: string, plain: string, not: string];

/** Exactly one of an element and its `Not…` twin, with texts that pass. */
function oneOfTwo(document: Document, source: ValueMap, twins: Twins, path: string, passes: (text: string) => boolean): Verdict {
  const [name, plainName, notName] = twins;
  const [key, plain] = element(source, plainName);
  const [notKey, not] = element(source, notName);
  if (isSet(plain) && isSet(not)) {
    const unsure = [isUnknown(plain) ? [join(path, key)] : [], isUnknown(not) ? [join(path, notKey)] : []].flat();
    return unsure.length > 0 ? open(...unsure) : broken(join(path, notKey), `is set together with \`${name}\``);
  }
  if (!isSet(plain) && !isSet(not)) return broken(path, `has neither \`${name}\` nor \`Not${name}\``);
  return texts(document, source, isSet(plain) ? plainName : notName, path, passes);
}

const isSet = (value: Value | undefined): boolean => value !== undefined && value !== null;

function texts(document: Document, source: ValueMap, name: string, path: string, passes: (text: string) => boolean): Verdict {
  const [key, value] = element(source, name);
  if (value === undefined || value === null) return pass;
  const fault = (item: Value, at: () => string): Verdict => {
    if (isUnknown(item)) return open(at());
    if (typeof item !== "string") return broken(at(), "is not a string or a list of strings");
    return broken(at(), `is not a valid ${name.replace("not", "")}: "${document.show(item)}"`);
  };
  const isFine = (item: Value): boolean => typeof item === "string" && passes(item);
  if (!isList(value)) return isFine(value) ? pass : fault(value, () => join(path, key));
  if (value.every(isFine)) return pass;
  return all(value.map((item, i) => (isFine(item) ? pass : fault(item, () => join(join(path, key), i)))));
}

const isAction = (text: string): boolean => /^(\*|[\w-]+):[\w*?-]+$/.test(text) || /^[*?]+$/.test(text);
const isTrustAction = (text: string): boolean => isAction(text) && /^(sts|\*)(:|$)/i.test(text);

/** The types whose policies AWS refuses without a resource. */
const needResource = /^aws:(s3\/bucketPolicy|sns\/topicPolicy|kms\/key(Policy)?|secretsmanager\/secretPolicy):/;
const isPartition = (text: string): boolean => partitions.includes(text) || /^([\w-]*[*?][\w*?-]*|x)$/.test(text);
const isRegion = (text: string): boolean => text === "" || region.test(text);
const region = /^([a-z]{2,4}(-[a-z]+)+-\d{1,2}|(aws-)?global|.*[*?x].*|)$/;

/** Whether a text has the form of an ARN or of a pattern for ARNs. */
function isArn(written: string): boolean {
  const text = written.includes("${") ? written.replace(/\$\{[^}]*\}/g, "x") : written;
  if (text.startsWith("*") || text.startsWith("?")) return true;
  if (!text.startsWith("arn:") || text.includes("${")) return false;
  const [, partition = "", service = "", place = "", account = "", ...rest] = text.split(":");
  if (!isPartition(partition)) return false;
  // A wildcard may stand for several fields at once.
  if (rest.length === 0) return text.includes("*");
  if (service !== service.toLowerCase() || !isRegion(place)) return false;
  if (service === "iam" && /^[\w-]+$/.test(place)) return false;
  // Some resources have a name in place of the account, but none has a number of another length there.
  return account === "" || !/\d{4}/.test(account) || /^\d{12}$/.test(account) || /[*?x]/.test(account);
}
