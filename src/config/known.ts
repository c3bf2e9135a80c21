import { createHmac } from "node:crypto";
import { isNoWorse, measureText } from "../model/measure.js";
import { within } from "../model/path.js";
import type { Statement } from "./content-value.js";

/** Known findings by fingerprint, with digests of their content if the baseline has them. */
export interface Known {
  /** A salt, so that equal contents in two baselines have different digests. */
  readonly salt: string;
  readonly byFingerprint: ReadonlyMap<string, readonly string[] | undefined>;
  /** The entries with digests by resource, where the baseline names them. */
  readonly byUrn?: ReadonlyMap<string, readonly OldFinding[]>;
}

/** The part of a baseline entry in which a milder finding is looked up. */
export interface OldFinding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly path: string;
  readonly content: readonly string[];
}

export const nothingKnown: Known = { salt: "", byFingerprint: new Map() };

/** What identifies one finding in a baseline. */
export interface Candidate {
  /** The same for findings that only a counter distinguishes. */
  readonly key: string;
  readonly fingerprint: string;
  /** The fingerprints under the rule's former ids. */
  readonly former?: readonly { readonly key: string; readonly fingerprint: string }[];
  readonly urn: string;
  readonly path: string;
  /** The rules that report the same cause with a higher severity. */
  readonly coveredBy: readonly string[];
  readonly content: () => readonly Statement[];
}

// The number of hexadecimal digits stored for a text that could be guessed: enough to notice most changes, too few to find the text.
const fewDigits = 3;
const digits = 12;

const digest = (salt: string, text: string, guessable: boolean): string =>
  createHmac("sha256", salt)
    .update(text)
    .digest("hex")
    .slice(0, guessable ? fewDigits : digits);

/** The digests that a baseline keeps of what a finding is about. */
export const digestsOf = (salt: string, content: readonly Statement[]): string[] =>
  [
    ...new Set(
      content.flatMap(({ spellings, guessable, level }) => [
        ...spellings.map((text) => digest(salt, text, guessable === true)),
        ...(level === undefined ? [] : [measureText(level)]),
      ]),
    ),
  ].sort();

/** Whether a finding reports nothing that the baseline does not have: the same, or less. */
const covers = (salt: string, old: ReadonlySet<string>, content: readonly Statement[]): boolean =>
  content.every(
    ({ spellings, within, guessable, open, wider, level }) =>
      open === true ||
      spellings.some((text) => old.has(digest(salt, text, guessable === true))) ||
      (level !== undefined && isNoWorse(level, old, spellings.length === 0)) ||
      within.some((text) => old.has(digest(salt, text, false))) ||
      wider?.().some((text) => old.has(digest(salt, text, false))) === true,
  );

// The most entries of one key that are compared with a finding.
const mostCompared = 200;

/**
 * Which of these findings were there before, and are not worse. Among findings that only a counter distinguishes each takes an entry of its own, whatever
 * the order. An entry that shows no content is known by its fingerprint alone.
 */
export function knownAmong(found: readonly Candidate[], fingerprintOf: (key: string, count: number) => string, known: Known): boolean[] {
  const is = found.map(() => false);
  if (known.byFingerprint.size === 0) return is;
  const taken = new Set<string>();
  for (const group of groups(found)) {
    const contents = group.map(() => undefined as readonly Statement[] | undefined);
    const contentAt = (i: number): readonly Statement[] => {
      contents[i] ??= found[group[i] ?? 0]?.content() ?? [];
      return contents[i] ?? [];
    };
    const { key = "", former = [] } = found[group[0] ?? 0] ?? {};
    const free = new Map([key, ...former.map((one) => one.key)].flatMap((one) => [...entriesFor(one, group.length, fingerprintOf, known)]));
    if (free.size === 0) continue;
    const take = (i: number, fingerprint: string): void => {
      is[group[i] ?? 0] = true;
      free.delete(fingerprint);
      taken.add(fingerprint);
    };
    for (const [i, index] of group.entries()) {
      const { fingerprint: own = "", former = [] } = found[index] ?? {};
      const same = [own, ...former.map(({ fingerprint }) => fingerprint)].find((fingerprint) => {
        const old = free.get(fingerprint);
        return free.has(fingerprint) && (old === undefined || covers(known.salt, old, contentAt(i)));
      });
      if (same !== undefined) take(i, same);
    }
    for (const [i, index] of group.entries()) {
      if (is[index] === true || free.size === 0) continue;
      const alike = firstOf(free, (old) => old !== undefined && covers(known.salt, old, contentAt(i)));
      if (alike !== undefined) take(i, alike);
    }
  }
  return is.map((isOld, i) => isOld || isNarrowed(found[i] as Candidate, known, taken));
}

/**
 * Whether a finding is what is left of one that the baseline has at this place and that is found no more: of any rule, where what is granted lies in what
 * was granted; of one that covers the finding's rule also where only a lone value became milder.
 */
function isNarrowed({ urn, path, coveredBy, content }: Candidate, { salt, byUrn }: Known, taken: ReadonlySet<string>): boolean {
  const before = (byUrn?.get(urn) ?? []).filter((old) => !taken.has(old.fingerprint) && isSamePlace(old.path, path));
  return before.slice(0, mostCompared).some(({ rule, content: old }) => {
    const now = content();
    if (!coveredBy.includes(rule)) return now.some(({ wider }) => wider !== undefined) && covers(salt, new Set(old), now);
    const granted = now.filter(({ spellings: [first = ""] }) => !first.startsWith("value is "));
    return covers(salt, new Set(old), granted);
  });
}

/** Positions may have changed, and another part of the same item may be what breaks now. */
function isSamePlace(old: string, now: string): boolean {
  const [a = "", b = ""] = [old, now].map((path) => path.replace(/\[\d+\].*/, "[0]"));
  return within(a, b) || within(b, a);
}

/** The first few entries are enough: no list written by a person has more equal items. */
function firstOf(
  entries: ReadonlyMap<string, ReadonlySet<string> | undefined>,
  fits: (content: ReadonlySet<string> | undefined) => boolean,
): string | undefined {
  let left = mostCompared;
  for (const [fingerprint, content] of entries) {
    if (left-- <= 0) return undefined;
    if (fits(content)) return fingerprint;
  }
  return undefined;
}

/** The entries of a baseline that findings of one key may be, with their digests. */
function entriesFor(
  key: string,
  count: number,
  fingerprintOf: (key: string, count: number) => string,
  known: Known,
): Map<string, ReadonlySet<string> | undefined> {
  const entries = new Map<string, ReadonlySet<string> | undefined>();
  for (let i = 0; ; i++) {
    const fingerprint = fingerprintOf(key, i);
    if (known.byFingerprint.has(fingerprint)) {
      const content = known.byFingerprint.get(fingerprint);
      entries.set(fingerprint, content === undefined ? undefined : new Set(content));
    } else if (i >= count) return entries;
  }
}

function groups(found: readonly Candidate[]): Iterable<number[]> {
  const lists = new Map<string, number[]>();
  for (const [i, { key }] of found.entries()) {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [i]);
    else list.push(i);
  }
  return lists.values();
}
