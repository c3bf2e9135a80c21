import ipaddr from "ipaddr.js";
import { join } from "../model/path.js";
import { isList, isMap, isUnknown, type Value, type ValueMap } from "../model/value.js";
import { editDistance } from "../suggest.js";
import { all, broken, open, pass, type Verdict } from "../verdict.js";
import { operatorOf } from "./conditions.js";

const comparisons = ["equals", "notequals", "lessthan", "lessthanequals", "greaterthan", "greaterthanequals"];
const operators = new Set([
  ...["equals", "notequals", "equalsignorecase", "notequalsignorecase", "like", "notlike"].map((o) => `string${o}`),
  ...comparisons.flatMap((o) => [`numeric${o}`, `date${o}`]),
  ...["arnequals", "arnnotequals", "arnlike", "arnnotlike", "ipaddress", "notipaddress", "bool", "binaryequals", "null"],
]);

const isDate = (text: string): boolean =>
  /^\d+$/.test(text) ||
  (/^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/.test(text) && !Number.isNaN(Date.parse(text)));
const isTruth = (text: string): boolean => /^(true|false)$/i.test(text);
const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);
const isRange = (text: string): boolean =>
  ipaddr.isValidCIDR(text) || (ipaddr.isValid(text) && (text.includes(":") || ipaddr.IPv4.isValidFourPartDecimal(text)));
const isArnLike = (text: string): boolean => text.startsWith("arn:") || /[*?]|\$\{/.test(text);

/** What the values of an operator must be, by the start of its name; texts may be anything. */
const operands: readonly (readonly [operator: RegExp, fits: (text: string) => boolean, what: string])[] = [
  [/^(bool|null)$/, isTruth, '"true" or "false"'],
  [/^numeric/, isNumber, "a number"],
  [/^date/, isDate, "a date such as 2030-01-31T00:00:00Z"],
  [/ipaddress$/, isRange, "an address or a range such as 203.0.113.0/24"],
  [/^arn/, isArnLike, "an ARN"],
];

const globalKeys = [
  ..."PrincipalArn PrincipalAccount PrincipalOrgPaths PrincipalOrgID PrincipalTag PrincipalIsAWSService PrincipalServiceName".split(" "),
  ..."PrincipalServiceNamesList PrincipalType userid username AssumedRoot FederatedProvider TokenIssueTime MultiFactorAuthAge".split(" "),
  ..."MultiFactorAuthPresent SourceIdentity SourceIp SourceVpc SourceVpcArn SourceVpce VpceAccount VpceOrgPaths VpceOrgID".split(" "),
  ..."VpcSourceIp ResourceAccount ResourceOrgID ResourceOrgPaths ResourceTag CalledVia CalledViaFirst CalledViaLast".split(" "),
  ..."ViaAWSService CurrentTime EpochTime Referer RequestedRegion RequestTag TagKeys SecureTransport SourceArn".split(" "),
  ..."SourceAccount SourceOwner SourceOrgPaths SourceOrgID UserAgent Ec2InstanceSourceVpc Ec2InstanceSourcePrivateIPv4".split(" "),
].map((name) => `aws:${name}`);
const known = new Set(globalKeys.map((key) => key.toLowerCase()));
/** Keys that have a tag behind them. */
const tagged = /^aws:(principal|request|resource)tag$/i;
/** Keys of many values, which AWS takes with `ForAnyValue:` or `ForAllValues:` only. */
const manyValued = new Set(
  ["tagkeys", "calledvia", "principalorgpaths", "resourceorgpaths", "sourceorgpaths", "principalservicenameslist", "vpceorgpaths"].map(
    (name) => `aws:${name}`,
  ),
);

/** That no key stands twice in a map, in other letters: AWS reads them as the same. */
export function onceOnly(map: ValueMap, path: string): Verdict {
  const seen = new Set<string>();
  const twice = Object.keys(map).filter((key) => seen.size === seen.add(key.toLowerCase()).size);
  return all(twice.map((key) => broken(join(path, key), "stands twice, in other letters")));
}

/** Whether AWS would take the condition of a statement, which stands at `at`. */
export function conditionGrammar(value: Value | undefined, at: string): Verdict {
  if (value === undefined || value === null) return pass;
  if (isUnknown(value)) return open(at);
  if (!isMap(value)) return broken(at, "must be an object of operators");
  return all([
    onceOnly(value, at),
    ...Object.entries(value).map(([operator, byKey]) => {
      const place = join(at, operator);
      if (!isOperator(operator)) return broken(place, "is no condition operator");
      if (isUnknown(byKey)) return open(place);
      if (!isMap(byKey)) return broken(place, "must be an object of condition keys");
      return all([
        onceOnly(byKey, place),
        ...Object.entries(byKey).flatMap(([key, values]) => [
          keyGrammar(operator, key, join(place, key)),
          valueGrammar(operator, values, join(place, key)),
        ]),
      ]);
    }),
  ]);
}

function keyGrammar(operator: string, key: string, at: string): Verdict {
  if (!key.includes(":")) return broken(at, "is no condition key: one has the prefix of its service, as in aws:SourceIp");
  const [name = "", tag] = key.split("/");
  if (tagged.test(name) && (tag === undefined || tag === ""))
    return broken(at, "must have the key of a tag behind it, as in aws:PrincipalTag/team");
  if (/^aws:/i.test(name) && !known.has(name.toLowerCase())) {
    // AWS adds keys now and then: only what looks like one of those that there are is surely misspelt.
    const meant = globalKeys.find((known) => editDistance(name.toLowerCase(), known.toLowerCase()) <= 2);
    if (meant !== undefined) return broken(at, `is no condition key of AWS; did you mean "${meant}"?`);
  }
  const { base, quantifier } = operatorOf(operator);
  return manyValued.has(name.toLowerCase()) && quantifier === undefined && base !== "null"
    ? broken(at, "is a key of many values, which takes an operator with `ForAnyValue:` or `ForAllValues:`")
    : pass;
}

function valueGrammar(operator: string, value: Value, at: string): Verdict {
  const { base, quantifier } = operatorOf(operator);
  const [, fits, what] = operands.find(([pattern]) => pattern.test(base)) ?? [];
  const items = isList(value) ? value : [value];
  const places = items.map((_, i) => (isList(value) ? join(at, i) : at));
  const one = new Set(items.map((item) => String(item).toLowerCase()));
  if (base === "bool" && quantifier === undefined && one.size > 1 && !items.some(isUnknown))
    return broken(at, "must be one value, is several");
  return all(
    items.map((item, i) => {
      const place = places[i] ?? at;
      if (isUnknown(item)) return open(place);
      if (typeof item === "object") return broken(at, "must be a text or a list of texts");
      return fits === undefined || item === "" || fits(String(item)) ? pass : broken(place, `must be ${what}, is none`);
    }),
  );
}

function isOperator(written: string): boolean {
  const text = written.toLowerCase().replace(/^for(anyvalue|allvalues):/, "");
  return operators.has(text) || (text.endsWith("ifexists") && text !== "nullifexists" && operators.has(text.slice(0, -"ifexists".length)));
}
