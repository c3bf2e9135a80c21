import { docdb } from "../../src/rules/docdb.js";
import { suite, unknown } from "../suite.js";

const tls = (value: string) => ({
  family: "docdb5.0",
  parameters: [
    { name: "audit_logs", value: "disabled" },
    { name: "tls", value },
  ],
});

suite(docdb, {
  "docdb-cluster-encrypted": { pass: [{ storageEncrypted: true }], fail: [{}], unknown: [{ storageEncrypted: unknown }] },
  "docdb-cluster-backup-retention": {
    pass: [{ backupRetentionPeriod: 7 }],
    fail: [{}, { backupRetentionPeriod: 1 }],
    unknown: [{ backupRetentionPeriod: unknown }],
  },
  "docdb-cluster-log-exports": {
    pass: [{ enabledCloudwatchLogsExports: ["audit"] }],
    fail: [{}],
    unknown: [{ enabledCloudwatchLogsExports: unknown }],
  },
  "docdb-parameter-group-tls": { pass: [{ family: "docdb5.0" }, tls("enabled")], fail: [tls("disabled")], unknown: [tls(unknown)] },
});
