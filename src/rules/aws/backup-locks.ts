import { atLeast } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { list, number } from "../helpers/read.js";

export const backupLocks = {
  "backup-vault-locked": rule("backup.Vault", {
    title: "Backup vaults must be locked against the deletion of recovery points",
    severity: "medium",
    preset: "all",
    fix: "Add a `backup.VaultLockConfiguration` with the `backupVaultName` of the vault and `minRetentionDays`.",
    docs: "https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html",
    with: { locks: "backup.VaultLockConfiguration#backupVaultName" },
    require: { locks: { minRetentionDays: atLeast(1) } },
  }),
  "backup-plan-minimum-retention": rule("backup.Plan", {
    title: "Backup plans must keep recovery points for a minimum period",
    severity: "medium",
    preset: "all",
    fix: "Set `lifecycle: { deleteAfter }` of each rule to at least the days of the option `days`.",
    docs: "https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html",
    options: { days: 35 },
    check: ({ rules }, { options, at }) =>
      list(rules).flatMap(({ lifecycle }, i) => {
        const days = number(lifecycle?.deleteAfter, Number.POSITIVE_INFINITY);
        return days < options.days ? [at(`rules[${i}].lifecycle.deleteAfter`, `is ${days} days, expected at least ${options.days}`)] : [];
      }),
  }),
};
