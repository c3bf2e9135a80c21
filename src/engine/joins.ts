import { absent, leaves, Matcher, match, present, wordsOf } from "../language/pattern.js";
import { under } from "../model/path.js";
import { properties, type Resource } from "../model/resource.js";
import { type Link, noLinks, partners, type Stack } from "../model/stack.js";
import { isUnknown, maskOf, type Unknown } from "../model/value.js";
import { any, type Break, broken, open, outcome, type Place, pass, type Verdict } from "../model/verdict.js";
import { enumerated, show } from "../text/show.js";

/** The other ends of one of a rule's joins, for one subject. */
export interface Joined {
  readonly link: Link;
  readonly sure: readonly Resource[];
  /** Ends that may turn out to be joined once an unknown is known; `unknown` for one that the door does not show. */
  readonly open: readonly (Resource | Unknown)[];
}

export const noJoins: Readonly<Record<string, Joined>> = {};

export function joinAll(stack: Stack, resource: Resource, links: Readonly<Record<string, Link>>): Readonly<Record<string, Joined>> {
  if (links === noLinks) return noJoins;
  const joined: Record<string, Joined> = {};
  for (const [name, link] of Object.entries(links)) {
    const { sure, open } = partners(stack, resource, link);
    joined[name] = { link, sure, open };
  }
  return joined;
}

/** Evaluates a join against the pattern of its name: candidates are alternatives, and no candidate at all is one break. */
export function matchJoined(name: string, joined: Joined, pattern: unknown): Verdict {
  if (pattern === undefined || pattern === null) return matchPresence(name, joined, absent);
  if (pattern === present || pattern === absent) return matchPresence(name, joined, pattern as Matcher<unknown>);
  const evaluatePartner = (partner: Resource): Verdict => {
    const verdict = matchPartner(partner, pattern);
    return verdict.unknown.length === 0 ? verdict : { ...verdict, unknown: verdict.unknown.map((path) => under(name, path)) };
  };
  if (joined.sure.length === 0 && pattern instanceof Matcher && outcome(pattern.test(undefined, name, () => "none")) === "pass") {
    // Having none is fine, so only one that may appear later can break it.
    const fine = joined.open.every((partner) => !isUnknown(partner) && outcome(evaluatePartner(partner)) === "pass");
    return fine ? pass : open(name);
  }
  const evaluated = joined.sure.map((partner) => ({ partner, verdict: evaluatePartner(partner) }));
  const maybe = joined.open.map((partner) => (isUnknown(partner) ? open(name) : unsureOfLink(evaluatePartner(partner), name)));
  return any([...evaluated.map((j) => j.verdict), ...maybe], () => {
    const nearest = evaluated.reduce<(typeof evaluated)[number] | undefined>(
      (best, j) => (best === undefined || j.verdict.broken.length < best.verdict.broken.length ? j : best),
      undefined,
    );
    if (nearest === undefined) return broken("", missing(joined.link));
    const places: Place[] = nearest.verdict.broken.map((b) => ({ urn: nearest.partner.urn, path: b.path }));
    return broken("", breaksOf(`${joined.link.label} "${nearest.partner.name}"`, nearest.verdict.broken), places);
  });
}

/** What is wrong with a partner: `s3.BucketVersioning "logs": status is "Suspended", expected "Enabled"`. */
function breaksOf(partner: string, breaks: readonly Break[]): string {
  if (breaks.every(({ path }) => path === "")) return `${partner} ${breaks.map(({ message }) => message).join("; ")}`;
  const ends = new Set(breaks.map(({ message }) => /, expected [^,;]+$/.exec(message)?.[0]));
  const [end] = ends;
  // What is expected of all of them is written once.
  const isShared = ends.size === 1 && end !== undefined && breaks.length > 1;
  // A policy is what a `BucketPolicy` is.
  const [first] = breaks;
  if (breaks.length === 1 && first !== undefined && partner.split(" ")[0]?.toLowerCase().endsWith(first.path.toLowerCase()))
    return `${partner} ${first.message}`;
  const parts = breaks.map(({ path, message }) => `${path} ${isShared ? message.slice(0, -end.length) : message}`.trim());
  return isShared ? `${partner}: ${enumerated(parts)}${end}` : `${partner}: ${parts.join("; ")}`;
}

const matchPartner = (partner: Resource, pattern: unknown): Verdict => {
  const read = properties(partner);
  return match(read.value, pattern, "", (value, path) => show(value, path, (p) => maskOf(read, p)));
};

const unsureOfLink = (verdict: Verdict, name: string): Verdict => (outcome(verdict) === "pass" ? open(name) : verdict);

function matchPresence(name: string, joined: Joined, pattern: Matcher<unknown>): Verdict {
  const verdict = pattern.test(joined.sure.length > 0 ? [] : undefined, name, () => "none");
  const withOpen = joined.open.length > 0 ? pattern.test([], name, () => "none") : verdict;
  if (outcome(verdict) !== outcome(withOpen)) return open(name);
  if (outcome(verdict) === "pass") return pass;
  return joined.sure.length === 0 ? broken("", missing(joined.link)) : surplus(joined, pattern);
}

// Classes start with their module, read letter by letter where it is an abbreviation: "an s3.Bucket", "an rds.Cluster".
const article = (name: string): string => (/^([aeio]|[flmnrs][^aeiou]|mq|[sr]3)/i.test(name) ? "an" : "a");

function missing({ direction, label, property }: Link): string {
  return direction === "inbound" ? `has no ${label}` : `${property} does not refer to ${article(label)} ${label} of this stack`;
}

/** The break of a `forbid` that a joined resource fits. */
export function surplus(joined: Joined, pattern: unknown, meanwhile = ""): Verdict {
  const { direction, label, property } = joined.link;
  if (pattern === undefined || pattern === null || pattern === present || pattern === absent) {
    const names = enumerated(joined.sure.map((partner) => `"${partner.name}"`));
    return broken(
      "",
      direction === "inbound" ? `has ${label} ${names}${meanwhile}` : `${property} refers to ${label} ${names}${meanwhile}`,
    );
  }
  const fitting = joined.sure.filter((partner) => outcome(matchPartner(partner, pattern)) === "pass");
  const names = enumerated(fitting.map((partner) => `"${partner.name}"`));
  const parts = leaves(pattern);
  const words = parts.map(([path, leaf]) => `${path} ${wordsOf(leaf).is}`.trim()).join(" and ");
  const whose = `${label} ${names} ${parts[0]?.[0] === "" ? "which" : "whose"} ${words}`;
  const places: Place[] = fitting.map((partner) => ({ urn: partner.urn, path: parts[0]?.[0] ?? "" }));
  return broken("", direction === "inbound" ? `has ${whose}${meanwhile}` : `${property} refers to ${whose}${meanwhile}`, places);
}
