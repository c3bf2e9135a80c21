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
/** Worst first: by whether it is open, by severity, then as they were found. */
const order = sorted();

/** @param {readonly number[]} positions */
function flags(positions) {
  const all = new Uint8Array(COUNT);
  for (const at of positions) all[at] = 1;
  return all;
}

function sorted() {
  const severityOf = new Map(SEVERITIES.map((name, i) => [data.texts.indexOf(name), i]));
  const outcomeOf = new Map(OUTCOMES.map((name, i) => [data.texts.indexOf(name), i]));
  /** @type {number[][]} */
  const classes = [];
  for (let i = 0; i < COUNT; i++) {
    const outcome = outcomeOf.get(columns.outcome[i] ?? 0) ?? 0;
    const at = (outcome < 2 ? 0 : outcome) * SEVERITIES.length + (severityOf.get(columns.severity[i] ?? 0) ?? 0);
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
  /** @type {[Int32Array, Uint8Array][]} */
  const tests = [];
  /** @type {readonly Column[]} */
  const exact = ["rule", "outcome", "team", "environment"];
  for (const column of exact) {
    const text = wanted[column];
    if (text !== undefined && text !== "") tests.push([columns[column], matching((one) => one === text, data.texts)]);
  }
  if (wanted.severities.length > 0) tests.push([columns.severity, matching((one) => wanted.severities.includes(one), data.texts)]);
  if (wanted.stack !== "") tests.push([columns.stack, matching((one) => one.includes(wanted.stack), lower)]);
  const searches = wanted.words.map((word) => matching((one) => one.includes(word), lower));
  const searched = SEARCHED.map((name) => columns[name]);
  const found = new Int32Array(COUNT);
  let count = 0;
  for (const at of order) {
    if (wanted.fresh && fresh[at] !== 1) continue;
    if (!tests.every(([column, fits]) => fits[column[at] ?? 0] === 1)) continue;
    if (!searches.every((fits) => searched.some((column) => fits[column[at] ?? 0] === 1))) continue;
    found[count++] = at;
  }
  return found.subarray(0, count);
}

/** Which texts fit: each text is looked at once, however many findings have it. @param {(text: string) => boolean} fits @param {readonly string[]} texts */
function matching(fits, texts) {
  const all = new Uint8Array(texts.length);
  for (let i = 0; i < texts.length; i++) if (fits(texts[i] ?? "")) all[i] = 1;
  return all;
}

/** @typedef {{ name: string, counts: number[], blocking: number, total: number }} Group */

/**
 * The open findings among those given, counted by a column: worst first.
 * @param {Int32Array} found @param {Column} by
 * @returns {Group[]}
 */
export function grouped(found, by) {
  const severityOf = new Map(SEVERITIES.map((name, i) => [data.texts.indexOf(name), i]));
  const open = new Set(["crash", "fail"].map((name) => data.texts.indexOf(name)));
  /** @type {Map<number, Group>} */
  const groups = new Map();
  const [keys, severities, outcomes] = [columns[by], columns.severity, columns.outcome];
  for (const at of found) {
    if (!open.has(outcomes[at] ?? 0) && blocking[at] !== 1) continue;
    const key = keys[at] ?? 0;
    let group = groups.get(key);
    if (group === undefined) {
      group = { name: data.texts[key] ?? "", counts: [0, 0, 0, 0], blocking: 0, total: 0 };
      groups.set(key, group);
    }
    const severity = severityOf.get(severities[at] ?? 0) ?? 0;
    group.counts[severity] = (group.counts[severity] ?? 0) + 1;
    group.blocking += blocking[at] ?? 0;
    group.total += 1;
  }
  return [...groups.values()].sort((a, b) => compare(b.counts, a.counts) || (a.name < b.name ? -1 : 1));
}

/** @param {readonly number[]} a @param {readonly number[]} b */
function compare(a, b) {
  return a.map((count, i) => count - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
