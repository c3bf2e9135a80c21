// @ts-check
/**
 * The requirements of the frameworks, each with the checks of Prowler that its mapping names, and these checks with the rules that evaluate the same.
 * prowler.json is what Prowler states (scripts/data/prowler.mjs writes it). prowler-rules.json is what was reviewed by hand: the rules of a check,
 * with `@` and a service or class where the rule also evaluates others; `account` where only the account or its use shows the answer.
 */
import { readFileSync } from "node:fs";

/** @typedef {{ title?: string, checks: string }} Requirement */

/** @type {Record<string, Record<string, Requirement>> & { generated: { from: string } }} */
const prowler = JSON.parse(readFileSync(new URL("prowler.json", import.meta.url), "utf8"));
/** @type {Record<string, string>} */
const rulesOfChecks = JSON.parse(readFileSync(new URL("prowler-rules.json", import.meta.url), "utf8"));

export const PROWLER = prowler.generated.from;

/**
 * `checks`: by name, with its rules (empty where there is none), or `account`. `requirements`: by framework and id, a title where the licence allows
 * one, and the positions of its checks in that list.
 */
export function frameworkTables() {
  const { generated, ...frameworks } = prowler;
  const names = [...new Set(Object.values(frameworks).flatMap((list) => Object.values(list).flatMap(checksOf)))].sort();
  const strange = Object.keys(rulesOfChecks).filter((name) => !names.includes(name));
  if (strange.length > 0) throw new Error(`scripts/data/prowler-rules.json: no framework asks for ${strange.join(", ")}`);
  const positions = new Map(names.map((name, position) => [name, position]));
  const requirements = Object.fromEntries(
    Object.entries(frameworks).map(([key, list]) => [
      key,
      Object.fromEntries(
        Object.entries(list).map(([id, one]) => [id, { ...one, checks: checksOf(one).map((name) => positions.get(name)) }]),
      ),
    ]),
  );
  return { checks: Object.fromEntries(names.map((name) => [name, rulesOfChecks[name] ?? ""])), requirements };
}

/** @param {Requirement} requirement */
const checksOf = ({ checks }) => checks.split(" ").filter((name) => name !== "");
