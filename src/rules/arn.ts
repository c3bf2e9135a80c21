import { rule } from "../language/rule.js";
import { foreignArns } from "../views/arns.js";
import { noTexts } from "./helpers/read.js";

export const arn = {
  "arn-no-foreign-account-or-region": rule(foreignArns, {
    title: "ARNs in inputs must not name an unlisted foreign account or region",
    severity: "medium",
    preset: "all",
    ignoresUnknown: true,
    controls: { nist: ["AC-3", "AC-6"] },
    fix: "Take the ARN from the resource or a lookup, or add the account or region to the options `accounts` and `regions` of this rule.",
    why:
      "A literal account or region is most often copied from another environment, or trusts an account that nobody knows. " +
      "The own account is known by `allowedAccountIds` of the provider, or by what is deployed. ARNs of us-east-1 are left alone: global services are there.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
    options: { accounts: noTexts, regions: ["us-east-1"] },
    optionsSchema: { accounts: { type: "array", items: { type: "string", pattern: "^\\d{12}$" } } },
    check: ({ arn, account, region, ownAccounts, ownRegion }, { options }) => {
      if (!ownAccounts.includes(account) && !options.accounts.includes(account)) return `names account ${account}: ${arn}`;
      const isOther = region !== "" && region !== "*" && ownRegion !== undefined && region !== ownRegion;
      return isOther && !options.regions.includes(region) && `names region ${region}, and the resource is in ${ownRegion}: ${arn}`;
    },
  }),
};
