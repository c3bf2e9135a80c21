import { backupLocks } from "../../src/rules/aws/backup-locks.js";
import { ref, res, suite, unknown } from "../suite.js";

const vault = res("backup.Vault", "vault", {});
const plan = (deleteAfter: number) => ({ rules: [{ ruleName: "daily", targetVaultName: "vault", lifecycle: { deleteAfter } }] });

suite(backupLocks, {
  "backup-vault-locked": {
    pass: [[vault, res("backup.VaultLockConfiguration", "lock", { backupVaultName: ref("vault", "name"), minRetentionDays: 7 })]],
    fail: [[vault]],
    unknown: [[vault, res("backup.VaultLockConfiguration", "lock", { backupVaultName: unknown, minRetentionDays: 7 })]],
  },
  "backup-plan-minimum-retention": {
    pass: [plan(35), { rules: [{ ruleName: "daily", targetVaultName: "vault" }] }],
    fail: [plan(7)],
    unknown: [plan(unknown)],
  },
});
