import { rule } from "../../language/rule.js";
import { noTexts, text } from "../helpers/read.js";

export const ebsSharing = {
  "ebs-snapshot-not-public": rule("ec2.SnapshotCreateVolumePermission", {
    title: "EBS snapshots must be shared with listed accounts only",
    severity: "high",
    controls: { fsbp: "EC2.1" },
    fix: "Remove the permission, or add the account to the option `accounts` of this rule.",
    why: 'The group "all" makes the snapshot public; another account can copy all of it.',
    docs: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html",
    options: { accounts: noTexts },
    optionsSchema: { accounts: { type: "array", items: { type: "string" } } },
    check: ({ accountId }, { options, at }) =>
      (text(accountId) === "all" || (options.accounts.length > 0 && !options.accounts.includes(text(accountId)))) &&
      at("accountId", `shares the snapshot with ${text(accountId) === "all" ? "everyone" : text(accountId)}`),
  }),
};
