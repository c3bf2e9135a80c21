// @ts-check
/** The data in the page: a column for each property of the findings, with the numbers of texts. */
import { byId } from "../../report/page/dom.js";

/**
 * @typedef {object} Stack
 * @property {string} id
 * @property {string} label
 * @property {string} environment
 * @property {string} team
 * @property {string} reason empty for a stack that was evaluated
 * @property {string} message
 * @property {boolean} locked
 */
/** @typedef {"stack" | "rule" | "severity" | "outcome" | "team" | "environment" | "subject" | "path" | "message" | "fix" | "at" | "waiver"} Column */
/**
 * @typedef {object} Data
 * @property {readonly Stack[]} stacks
 * @property {Readonly<Record<string, { title: string, docs: string }>>} rules
 * @property {readonly string[]} texts
 * @property {Readonly<Record<Column, readonly number[]>>} columns
 * @property {readonly number[]} blocking the positions of blocking findings
 * @property {readonly number[]} fresh the positions of findings that the last audit did not have
 * @property {readonly string[]} fingerprints
 */
/** @type {Data} */
export const data = JSON.parse(byId("data", HTMLScriptElement).text);

export const SEVERITIES = ["critical", "high", "medium", "low"];
export const OUTCOMES = ["crash", "fail", "unknown", "waived", "exempted", "baseline"];

/** @type {readonly Column[]} */
const SEARCHED = ["stack", "rule", "outcome", "team", "environment", "subject", "path", "message", "at", "waiver"];

/** How many findings there are. */
export const COUNT = data.columns.rule.length;
const columns = /** @type {Record<Column, Int32Array>} */ (
  Object.fromEntries(Object.entries(data.columns).map(([name, numbers]) => [name, Int32Array.from(numbers)]))
);
const lower = data.texts.map((text) => text.toLowerCase());
const blocking = flags(data.blocking);
const fresh = flags(data.fresh);
const severityAt = places("severity", SEVERITIES);
const outcomeAt = places("outcome", OUTCOMES);
/** Worst first: by whether it is open, by severity, then as they were found. */
const order = sorted();

/** @param {readonly number[]} positions */
function flags(positions) {
  const all = new Uint8Array(COUNT);
  for (const at of positions) all[at] = 1;
  return all;
}

/** The place of each finding's value in a list. @param {Column} column @param {readonly string[]} names */
function places(column, names) {
  const byText = Int32Array.from(data.texts, (text) => names.indexOf(text));
  return Int8Array.from(columns[column], (number) => byText[number] ?? 0);
}

function sorted() {
  /** @type {number[][]} */
  const classes = [];
  for (let i = 0; i < COUNT; i++) {
    const outcome = outcomeAt[i] ?? 0;
    const at = (outcome < 2 ? 0 : outcome) * SEVERITIES.length + (severityAt[i] ?? 0);
    classes[at] ??= [];
    classes[at].push(i);
  }
  return Int32Array.from(classes.filter(Boolean).flat());
}

/** @param {Column} column @param {number} at */
export function textOf(column, at) {
  return data.texts[columns[column][at] ?? 0] ?? "";
}

/** @param {number} at */
export const isBlocking = (at) => blocking[at] === 1;
/** @param {number} at */
export const isFresh = (at) => fresh[at] === 1;

/**
 * The findings that fit, worst first.
 * @param {{ words: readonly string[], severities: readonly string[], stack: string, fresh: boolean } & Partial<Record<Column, string>>} wanted
 * @returns {Int32Array}
 */
export function fitting(wanted) {
  // One plain loop for each filter: a hundred thousand findings are filtered at each key.
  const found = order.slice();
  let count = COUNT;
  /** @param {readonly (Int32Array | Uint8Array)[]} among @param {Uint8Array} fits */
  const keep = (among, fits) => {
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const at = found[i] ?? 0;
      for (let c = 0; c < among.length; c++)
        if (fits[among[c]?.[at] ?? 0] === 1) {
          found[kept++] = at;
          break;
        }
    }
    count = kept;
  };
  if (wanted.fresh) keep([fresh], Uint8Array.of(0, 1));
  /** @type {readonly Column[]} */
  const exact = ["rule", "outcome", "team", "environment"];
  for (const column of exact) {
    const text = wanted[column];
    if (text !== undefined && text !== "")
      keep(
        [columns[column]],
        matching((one) => one === text, data.texts),
      );
  }
  if (wanted.severities.length > 0)
    keep(
      [columns.severity],
      matching((one) => wanted.severities.includes(one), data.texts),
    );
  if (wanted.stack !== "") keep([columns.stack], containing(wanted.stack));
  for (const word of wanted.words)
    keep(
      SEARCHED.map((name) => columns[name]),
      containing(word),
    );
  return found.subarray(0, count);
}

/** Which texts fit: each text is looked at once, however many findings have it. @param {(text: string) => boolean} fits @param {readonly string[]} texts */
function matching(fits, texts) {
  const all = new Uint8Array(texts.length);
  for (let i = 0; i < texts.length; i++) if (fits(texts[i] ?? "")) all[i] = 1;
  return all;
}

/** @type {{ word: string, all: Uint8Array }} */
let last = { word: "", all: new Uint8Array(0) };

/** Which texts contain a word. Where a letter was added, only those are looked at that had the word before. @param {string} word */
function containing(word) {
  const before = last.word !== "" && word.startsWith(last.word) ? last.all : undefined;
  const all = new Uint8Array(lower.length);
  for (let i = 0; i < lower.length; i++) if ((before === undefined || before[i] === 1) && lower[i]?.includes(word)) all[i] = 1;
  last = { word, all };
  return all;
}

/** @typedef {{ name: string, counts: number[], blocking: number, total: number }} Group */

/**
 * The open findings among those given, counted by a column: worst first.
 * @param {Int32Array} found @param {Column} by
 * @returns {Group[]}
 */
export function grouped(found, by) {
  /** @type {Group[]} */
  const groups = [];
  const slots = new Int32Array(data.texts.length).fill(-1);
  const keys = columns[by];
  for (const at of found) {
    if ((outcomeAt[at] ?? 0) > 1 && blocking[at] !== 1) continue;
    const key = keys[at] ?? 0;
    let slot = slots[key] ?? -1;
    if (slot < 0) {
      slot = groups.length;
      slots[key] = slot;
      groups.push({ name: data.texts[key] ?? "", counts: [0, 0, 0, 0], blocking: 0, total: 0 });
    }
    const group = groups[slot];
    if (group === undefined) continue;
    const severity = severityAt[at] ?? 0;
    group.counts[severity] = (group.counts[severity] ?? 0) + 1;
    group.blocking += blocking[at] ?? 0;
    group.total += 1;
  }
  return groups.sort((a, b) => compare(b.counts, a.counts) || (a.name < b.name ? -1 : 1));
}

/** @param {readonly number[]} a @param {readonly number[]} b */
function compare(a, b) {
  return a.map((count, i) => count - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
