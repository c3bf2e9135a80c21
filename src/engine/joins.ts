import { absent, is, leaves, Matcher, match, present } from "../language/pattern.js";
import { under } from "../model/path.js";
import { properties, type Resource } from "../model/resource.js";
import { type Link, partners, type Stack } from "../model/stack.js";
import { isUnknown, maskOf, type Unknown } from "../model/value.js";
import { any, broken, open, outcome, type Place, pass, type Verdict } from "../model/verdict.js";
import { show } from "../text/show.js";

/** The other ends of one of a rule's joins, for one subject. */
export interface Joined {
  readonly link: Link;
  readonly sure: readonly Resource[];
  /** Ends that may turn out to be joined once an unknown is known; `unknown` for one that the door does not show. */
  readonly open: readonly (Resource | Unknown)[];
}

export const noJoins: Readonly<Record<string, Joined>> = {};

export function joinAll(stack: Stack, resource: Resource, links: Readonly<Record<string, Link>>): Readonly<Record<string, Joined>> {
  let joined: Record<string, Joined> | undefined;
  for (const name in links) {
    const link = links[name];
    if (link === undefined) continue;
    const { sure, open } = partners(stack, resource, link);
    joined ??= {};
    joined[name] = { link, sure, open };
  }
  return joined ?? noJoins;
}

/** Judges a join against the pattern of its name: candidates are alternatives, and no candidate at all is one break. */
export function matchJoined(name: string, joined: Joined, pattern: unknown): Verdict {
  if (pattern === undefined || pattern === null) return matchPresence(name, joined, absent);
  if (pattern === present || pattern === absent) return matchPresence(name, joined, pattern as Matcher<unknown>);
  const evaluatePartner = (partner: Resource): Verdict => {
    const verdict = matchPartner(partner, pattern);
    return verdict.unknown.length === 0 ? verdict : { ...verdict, unknown: verdict.unknown.map((path) => under(name, path)) };
  };
  if (joined.sure.length === 0 && pattern instanceof Matcher && outcome(pattern.test(undefined, name, () => "none")) === "pass") {
    // None at all is fine, so only one that may turn up can break it.
    const fine = joined.open.every((partner) => !isUnknown(partner) && outcome(evaluatePartner(partner)) === "pass");
    return fine ? pass : open(name);
  }
  const judged = joined.sure.map((partner) => ({ partner, verdict: evaluatePartner(partner) }));
  const maybe = joined.open.map((partner) => (isUnknown(partner) ? open(name) : unsureOfLink(evaluatePartner(partner), name)));
  return any([...judged.map((j) => j.verdict), ...maybe], () => {
    const nearest = judged.reduce<(typeof judged)[number] | undefined>(
      (best, j) => (best === undefined || j.verdict.broken.length < best.verdict.broken.length ? j : best),
      undefined,
    );
    if (nearest === undefined) return broken("", missing(joined.link));
    const what = nearest.verdict.broken.map((b) => `${b.path} ${b.message}`.trim()).join("; ");
    const places: Place[] = nearest.verdict.broken.map((b) => ({ urn: nearest.partner.urn, path: b.path }));
    return broken("", `has ${joined.link.says} "${nearest.partner.name}" ${clause(nearest.verdict.broken[0]?.path ?? "")}${what}`, places);
  });
}

// What is said of a partner's property, or of the partner itself.
const clause = (path: string): string => (path === "" ? "which " : "whose ");

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

function missing(link: Link): string {
  return link.direction === "inbound"
    ? `must have ${article(link.says)} ${link.says} that points here by \`${link.property}\`, has none`
    : `must point at ${article(link.says)} ${link.says} of the stack by \`${link.property}\`, does not`;
}

/** The break of a `forbid` that a joined resource fits. */
export function surplus(joined: Joined, pattern: unknown, while_ = ""): Verdict {
  const { direction, says, property } = joined.link;
  if (pattern === undefined || pattern === null || pattern === present || pattern === absent) {
    const names = joined.sure.map((partner) => `"${partner.name}"`).join(", ");
    return direction === "inbound"
      ? broken("", `must have no ${says} that points here by \`${property}\`${while_}, has ${names}`)
      : broken("", `must not point at ${article(says)} ${says} by \`${property}\`${while_}, points at ${names}`);
  }
  const fitting = joined.sure.filter((partner) => outcome(matchPartner(partner, pattern)) === "pass");
  const names = fitting.map((partner) => `"${partner.name}"`).join(", ");
  const parts = leaves(pattern);
  const whose = `${says} ${names} ${clause(parts[0]?.[0] ?? "")}${parts.map(([path, leaf]) => `${path} ${is(leaf)}`.trim()).join(" and ")}`;
  const places: Place[] = fitting.map((partner) => ({ urn: partner.urn, path: parts[0]?.[0] ?? "" }));
  return broken("", direction === "inbound" ? `must have no ${whose}${while_}` : `must not point at ${whose}${while_}`, places);
}
