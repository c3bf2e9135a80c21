import { lookupTable } from "../../data/lookup.js";
import { join } from "../../model/path.js";
import { isList, isMap, isUnknown, type Value, type ValueMap } from "../../model/value.js";
import { all, broken, open, pass, type Verdict } from "../../model/verdict.js";
import { element } from "../document/elements.js";
import { dnsSuffix } from "../document/partitions.js";

/** An account, one of its users, roles or sessions, or the unique id of one. */
const isIdentity = (name: string): boolean =>
  /^\d{12}$/.test(name) || /^A[A-Z0-9]{15,}$/.test(name) || /^arn:[\w-]+:(iam|sts)::(\d{12}|cloudfront):[^*?]+$/.test(name);
const isService = (name: string): boolean =>
  /^[\w-]+(\.[\w-]+)+$/.test(name) && (dnsSuffix.test(name) || /\.(aws\.internal|gov)$/i.test(name));
const isProvider = (name: string): boolean => /^arn:[\w-]+:iam::\d{12}:[\w-]+\/[^*?]+$/.test(name) || /^[\w-]+(\.[\w-]+)+$/.test(name);

const kinds: Readonly<Record<string, readonly [fits: (name: string) => boolean, what: string]>> = lookupTable({
  AWS: [isIdentity, "an account, a user, a role or a session"],
  Service: [isService, "a service such as lambda.amazonaws.com"],
  Federated: [isProvider, "an identity provider"],
  CanonicalUser: [(name) => /^\w+$/.test(name), "a canonical user id"],
});

/** Whether AWS would accept the principals of a statement of a resource or trust policy. */
export function principalGrammar(source: ValueMap, path: string): Verdict {
  const [key, plain] = element(source, "principal");
  const [notKey, not] = element(source, "notprincipal");
  if ((plain === undefined || plain === null) && (not === undefined || not === null))
    return broken(path, "has neither `Principal` nor `NotPrincipal`");
  if ((plain ?? null) !== null && (not ?? null) !== null && !isUnknown(plain) && !isUnknown(not))
    return broken(join(path, notKey), "is set together with `Principal`");
  return all([principal(plain, join(path, key)), principal(not, join(path, notKey))]);
}

function principal(value: Value | undefined, at: string): Verdict {
  if (value === undefined || value === null || value === "*") return pass;
  if (isUnknown(value)) return open(at);
  if (!isMap(value)) return broken(at, 'is neither "*" nor an object such as `{ AWS: … }`');
  return all(
    Object.entries(value).map(([kind, names]) => {
      const place = join(at, kind);
      const rules = kinds[kind];
      if (rules === undefined) return broken(place, `is not a principal type, expected one of ${Object.keys(kinds).join(", ")}`);
      const places: [Value, string][] = isList(names) ? names.map((name, i) => [name, join(place, i)]) : [[names, place]];
      return all(places.map(([name, here]) => nameGrammar(name, rules, here)));
    }),
  );
}

function nameGrammar(name: Value, [fits, what]: readonly [(name: string) => boolean, string], at: string): Verdict {
  if (isUnknown(name)) return open(at);
  if (typeof name !== "string") return broken(at, "is not a string or a list of strings");
  // A bare `*` is everyone; an empty text is a finding of its own.
  if (name === "*" || name === "" || fits(name)) return pass;
  return broken(at, /[*?]/.test(name) ? "has a wildcard, which AWS does not expand here" : `is not ${what}`);
}

/** Which kinds of principals an action of STS is for; an action that is not listed is for whoever can do another. */
const callers: ReadonlyMap<string, RegExp> = new Map([
  ["sts:assumerole", /^(AWS|Service|CanonicalUser):|^\*$/i],
  ["sts:assumerolewithwebidentity", /^Federated:(?!arn:[^:]*:iam::[^:]*:saml-provider\/)|^\*$/i],
  ["sts:assumerolewithsaml", /^Federated:(?!arn:[^:]*:iam::[^:]*:oidc-provider\/)|^\*$/i],
]);

/** Whether a trust policy lets none of its principals become the role, since its actions are for principals of another kind. */
export const isMismatched = (actions: readonly string[], principals: readonly string[]): boolean => {
  const ways = actions.flatMap((action) => callers.get(action.toLowerCase()) ?? []);
  return ways.length > 0 && principals.length > 0 && !ways.some((way) => principals.some((name) => way.test(name)));
};
