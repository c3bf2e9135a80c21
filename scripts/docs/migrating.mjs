// @ts-check
/** The tables of docs/migrating.md: each policy of another pack, and the rules that name it among their equivalents. */
import { packs } from "./other-packs.mjs";
import { table } from "./pages.mjs";

/** @param {Pick<import("./load.d.mts").Sources, "allRules">} sources @throws if a rule names a policy that its pack does not have */
export function migratingParts({ allRules }) {
  return Object.fromEntries(packs.map((pack) => [pack.marker, migration(pack, allRules)]));
}

/** @param {import("./other-packs.mjs").Pack} pack @param {import("./load.d.mts").Sources["allRules"]} allRules */
function migration({ prefix, names, without }, allRules) {
  /** @param {string} name */
  const rulesFor = (name) => allRules.filter(({ rule }) => rule.deprecated === undefined && rule.equivalents?.includes(prefix + name));
  const named = allRules.flatMap(({ rule }) => (rule.equivalents ?? []).filter((name) => name.startsWith(prefix)));
  const invented = [...named, ...Object.keys(without).map((name) => prefix + name)].filter(
    (name) => !names.includes(name.slice(prefix.length)),
  );
  if (invented.length > 0) throw new Error(`scripts/docs/other-packs.mjs does not list ${invented.join(", ")}`);
  const rows = names.map((name) => {
    const rules = rulesFor(name);
    const links = rules.map(({ id, rule }) => `[\`${id}\`](rules/${id}.md)${rule.preset === "all" ? " (preset `all`)" : ""}`);
    if (links.length > 0 && name in without) throw new Error(`scripts/docs/other-packs.mjs: ${name} has a counterpart`);
    return [`\`${name}\``, links.length > 0 ? links.join(", ") : ["**none**", without[name]].filter(Boolean).join(". ")];
  });
  const count = names.filter((name) => rulesFor(name).length > 0).length;
  return `${count} of ${names.length} have a counterpart.\n\n${table(["policy", "rule"], rows)}`;
}
