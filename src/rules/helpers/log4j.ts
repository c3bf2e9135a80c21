import { absent, every, except, matches, nonEmpty, present, some } from "../../language/pattern.js";

export const log4jPage = "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html";
export const noLog4j = "has no rule that blocks Log4j lookups";

const ignored = { name: matches(/^Log4J/), actionToUse: { count: present } };

/** The rules of AWS against known bad requests, those on Log4j among them, that block and do not only count. */
export const blocksLog4j = some({
  overrideAction: { count: absent },
  statement: {
    managedRuleGroupStatement: {
      name: "AWSManagedRulesKnownBadInputsRuleSet",
      vendorName: "AWS",
      ruleActionOverrides: every(except(ignored)),
    },
  },
});

/** What rules on the web ACL in front of a resource have in common. */
export const log4j = {
  severity: "low",
  preset: "all",
  fix: "Add the managed rule group `AWSManagedRulesKnownBadInputsRuleSet` to the `rules` of the web ACL, with `overrideAction: { none: {} }`.",
  why: "CVE-2021-44228: a text in any header makes an application with an old Log4j load code from elsewhere.",
  docs: log4jPage,
  when: { acls: nonEmpty },
  require: { acls: some({ rules: blocksLog4j }) },
  message: `is behind a web ACL that ${noLog4j}`,
  at: "",
} as const;
