// @ts-check
/** The data in the page. */
import { byId } from "./dom.js";

/** @typedef {{ title: string, why?: string, fix: string, docs: string, controls: readonly string[] }} Rule */
/**
 * @typedef {object} Finding
 * @property {string} rule
 * @property {string} severity
 * @property {string} level
 * @property {string} outcome
 * @property {boolean} gates
 * @property {string} subject
 * @property {string} service
 * @property {number} count
 * @property {string} stack
 * @property {string} urn
 * @property {string} component
 * @property {string} path
 * @property {string} message
 * @property {string} fix
 * @property {string} at
 * @property {string} input
 * @property {readonly string[]} places
 * @property {string} waiver
 * @property {string} [exception]
 * @property {string} [change]
 * @property {readonly string[]} [changes]
 * @property {string} fingerprint
 */
/** @type {{ frameworks: Readonly<Record<string, string>>, rules: Readonly<Record<string, Rule>>, findings: readonly Finding[] }} */
export const data = JSON.parse(byId("data", HTMLScriptElement).text);

/** @param {Finding} finding @returns {Rule} */
export function rule(finding) {
  return data.rules[finding.rule] ?? { title: finding.rule, fix: finding.fix, docs: "", controls: [] };
}

/** How many findings these entries are: what is the same in several stacks is one entry. @param {readonly Finding[]} entries */
export function total(entries) {
  return entries.reduce((sum, { count }) => sum + count, 0);
}

/** @param {Finding} finding */
export function haystack(finding) {
  const { title, controls } = rule(finding);
  return [
    ...[finding.rule, title, finding.severity, finding.outcome, finding.subject, finding.stack, finding.urn, finding.component],
    ...[finding.message, finding.at, finding.input, finding.waiver, finding.change ?? "", finding.fingerprint, ...controls],
  ]
    .join("\n")
    .toLowerCase();
}
