import { properties, type Resource } from "./model/resource.js";
import { type Link, partners, type Stack } from "./model/stack.js";
import { touchesSecret } from "./model/value.js";
import { Matcher, match } from "./pattern.js";
import { show } from "./show.js";
import { any, broken, open, outcome, type Place, pass, type Verdict } from "./verdict.js";

/** The other ends of one of a rule's joins, for one subject. */
export interface Joined {
  readonly link: Link;
  readonly sure: readonly Resource[];
  /** Ends that may turn out to be joined once an unknown is known. */
  readonly open: readonly Resource[];
}

export function joinAll(stack: Stack, resource: Resource, links: Readonly<Record<string, Link>>): Readonly<Record<string, Joined>> {
  return Object.fromEntries(Object.entries(links).map(([name, link]) => [name, { link, ...partners(stack, resource, link) }]));
}

/** Judges a join against the pattern of its name: candidates are alternatives, and no candidate at all is one break. */
export function matchJoined(name: string, joined: Joined, pattern: unknown): Verdict {
  if (pattern instanceof Matcher) return matchPresence(name, joined, pattern);
  const judged = joined.sure.map((partner) => ({ partner, verdict: matchPartner(partner, pattern) }));
  const maybe = joined.open.map((partner) => unsureOfLink(matchPartner(partner, pattern), name));
  return any([...judged.map((j) => j.verdict), ...maybe], () => {
    const nearest = judged.reduce<(typeof judged)[number] | undefined>(
      (best, j) => (best === undefined || j.verdict.broken.length < best.verdict.broken.length ? j : best),
      undefined,
    );
    if (nearest === undefined) return broken("", missing(joined.link));
    const what = nearest.verdict.broken.map((b) => `${b.path} ${b.message}`.trim()).join("; ");
    const places: Place[] = nearest.verdict.broken.map((b) => ({ urn: nearest.partner.urn, path: b.path }));
    return broken("", `has ${joined.link.says} "${nearest.partner.name}" whose ${what}`, places);
  });
}

const matchPartner = (partner: Resource, pattern: unknown): Verdict => {
  const read = properties(partner);
  return match(read.value, pattern, "", (value, path) => show(value, path, (p) => touchesSecret(read, p)));
};

const unsureOfLink = (verdict: Verdict, name: string): Verdict => (outcome(verdict) === "pass" ? open(name) : verdict);

function matchPresence(name: string, joined: Joined, pattern: Matcher<unknown>): Verdict {
  const verdict = pattern.test(joined.sure.length > 0 ? [] : undefined, name, () => "none");
  const withOpen = joined.open.length > 0 ? pattern.test([], name, () => "none") : verdict;
  if (outcome(verdict) !== outcome(withOpen)) return open(name);
  if (outcome(verdict) === "pass") return pass;
  return joined.sure.length === 0 ? broken("", missing(joined.link)) : broken("", surplus(joined));
}

// Classes start with their module, read letter by letter where it is an abbreviation: "an s3.Bucket", "an rds.Cluster".
const article = (name: string): string => (/^([aeio]|[flmnrs][^aeiou]|mq|[sr]3)/i.test(name) ? "an" : "a");

function missing(link: Link): string {
  return link.direction === "inbound"
    ? `must have ${article(link.says)} ${link.says} that points here by \`${link.property}\`, has none`
    : `must point at ${article(link.says)} ${link.says} of the stack by \`${link.property}\`, does not`;
}

function surplus(joined: Joined): string {
  const names = joined.sure.map((partner) => `"${partner.name}"`).join(", ");
  return joined.link.direction === "inbound"
    ? `must have no ${joined.link.says} that points here by \`${joined.link.property}\`, has ${names}`
    : `must not point at ${article(joined.link.says)} ${joined.link.says} by \`${joined.link.property}\`, points at ${names}`;
}
