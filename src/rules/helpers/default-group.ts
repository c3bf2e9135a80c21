import { broken, open, pass, type Verdict } from "../../model/verdict.js";
import type { DefaultGroup } from "../../views/default-groups.js";

/** A violation for standalone rules that open a default group. */
export function openedBy({ rules, open: unsure, managed }: DefaultGroup): Verdict {
  if (rules.length === 0) return unsure.length === 0 ? pass : open(...unsure);
  const names = rules.slice(0, 3).map(({ name }) => `"${name}"`);
  const more = rules.length > 3 ? [`${rules.length - 3} more`] : [];
  const by = `opened by ${rules.length === 1 ? "rule" : "rules"} ${[...names, ...more].join(", ")}`;
  const places = rules.map(({ urn }) => ({ urn, path: "securityGroupId" }));
  return broken("", managed ? `is ${by}` : `has a default security group that is ${by}`, places);
}
