import { except, matches, noneOf, oneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const dms = {
  "dms-replication-instance-not-public": rule("dms.ReplicationInstance", {
    title: "DMS replication instances must not be publicly accessible",
    severity: "critical",
    preset: "essential",
    controls: { fsbp: "DMS.1", nist: ["AC-2(6)", "AC-3", "AC-3(7)"], pci: ["1.2.8", "1.3.1"], hipaa: "164.308(a)(3)(i)" },
    equivalents: ["CKV_AWS_89", "cdk-nag:DMSReplicationNotPublic"],
    fix: "Remove `publiclyAccessible`, or set it to false. This replaces an existing instance.",
    docs: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.html",
    settledBy: { publiclyAccessible: [] },
    require: { publiclyAccessible: noneOf(true) },
  }),
  "dms-replication-instance-minor-upgrades": rule("dms.ReplicationInstance", {
    title: "DMS replication instances must install minor version upgrades automatically",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "DMS.6" },
    equivalents: ["CKV_AWS_222"],
    fix: "Set `autoMinorVersionUpgrade: true`.",
    docs: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.EngineVersions.html",
    require: { autoMinorVersionUpgrade: true },
    remediate: true,
  }),
  "dms-replication-instance-multi-az": rule("dms.ReplicationInstance", {
    title: "DMS replication instances must have a standby in another Availability Zone",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "DMS.13", iso27001: "A.8.14" },
    fix: "Set `multiAz: true`.",
    docs: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.html",
    require: { multiAz: true },
  }),
  "dms-endpoint-ssl": rule("dms.Endpoint", {
    title: "DMS endpoints must use TLS",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "DMS.9", pci: ["2.2.7", "4.2.1.1"] },
    equivalents: ["CKV2_AWS_49"],
    fix: 'Set `sslMode: "require"`, or "verify-ca" or "verify-full" with a `certificateArn`.',
    docs: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html",
    when: {
      engineName: except(
        matches(/^(s3|kinesis|kafka|dynamodb|opensearch|elasticsearch|redis|neptune|redshift|azuredb)/, "an engine without `sslMode`"),
      ),
    },
    require: { sslMode: oneOf("require", "verify-ca", "verify-full") },
  }),
  "dms-endpoint-redis-tls": rule("dms.Endpoint", {
    title: "DMS endpoints for Redis must use TLS",
    severity: "medium",
    controls: { fsbp: "DMS.12", pci: ["2.2.7", "4.2.1.1"], soc2: "CC6.7", iso27001: "A.8.11" },
    fix: 'Remove `sslSecurityProtocol` from `redisSettings`, or set it to "ssl-encryption".',
    docs: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Redis.html",
    when: { engineName: "redis" },
    require: { redisSettings: { sslSecurityProtocol: noneOf("plaintext") } },
  }),
  "dms-endpoint-mongodb-auth": rule("dms.Endpoint", {
    title: "DMS endpoints for MongoDB must authenticate",
    severity: "medium",
    controls: { fsbp: "DMS.11" },
    fix: 'Remove `authType` from `mongodbSettings`, or set it to "password".',
    docs: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MongoDB.html",
    when: { engineName: "mongodb" },
    require: { mongodbSettings: { authType: noneOf("no") } },
  }),
};
