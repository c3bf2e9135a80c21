import { dms } from "../../src/rules/aws/dms.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(dms, {
  "dms-replication-instance-not-public": {
    good: { replicationInstanceId: "move", replicationInstanceClass: "dms.t3.small", publiclyAccessible: false },
    pass: [{ replicationInstanceId: "move" }],
    fail: [{ replicationInstanceId: "move", publiclyAccessible: true }],
    unknown: [{ publiclyAccessible: unknown }],
  },
  "dms-replication-instance-minor-upgrades": {
    pass: [{ autoMinorVersionUpgrade: true }],
    fail: [{ replicationInstanceId: "move" }, { autoMinorVersionUpgrade: false }],
    unknown: [{ autoMinorVersionUpgrade: unknown }],
  },
  "dms-replication-instance-multi-az": {
    pass: [{ multiAz: true }],
    fail: [{ replicationInstanceId: "move" }],
    unknown: [{ multiAz: unknown }],
  },
  "dms-endpoint-ssl": {
    good: { endpointId: "source", endpointType: "source", engineName: "postgres", sslMode: "require" },
    pass: [{ engineName: "mysql", sslMode: "verify-full" }, { engineName: "s3" }],
    fail: [
      { endpointId: "source", endpointType: "source", engineName: "postgres" },
      { engineName: "mysql", sslMode: "none" },
    ],
    unknown: [{ engineName: "mysql", sslMode: unknown }],
  },
  "dms-endpoint-redis-tls": {
    good: {
      engineName: "redis",
      redisSettings: { serverName: "cache", port: 6379, authType: "none", sslSecurityProtocol: "ssl-encryption" },
    },
    pass: [{ engineName: "redis", redisSettings: { serverName: "cache", port: 6379, authType: "none" } }, { engineName: "mysql" }],
    fail: [{ engineName: "redis", redisSettings: { serverName: "cache", port: 6379, authType: "none", sslSecurityProtocol: "plaintext" } }],
    unknown: [{ engineName: "redis", redisSettings: { serverName: "cache", port: 6379, authType: "none", sslSecurityProtocol: unknown } }],
  },
  "dms-endpoint-mongodb-auth": {
    good: { engineName: "mongodb", mongodbSettings: { authType: "password", authMechanism: "scram-sha-1" } },
    pass: [{ engineName: "mongodb" }, { engineName: "mysql" }],
    fail: [{ engineName: "mongodb", mongodbSettings: { authType: "no" } }],
    unknown: [{ engineName: "mongodb", mongodbSettings: { authType: unknown } }],
  },
  "dms-replication-instance-customer-managed-key": {
    pass: [{ replicationInstanceClass: "dms.t3.micro", kmsKeyArn: key }],
    fail: [{ replicationInstanceClass: "dms.t3.micro" }, { replicationInstanceClass: "dms.t3.micro", kmsKeyArn: "alias/aws/service" }],
    unknown: [{ kmsKeyArn: unknown }],
  },
  "dms-endpoint-customer-managed-key": {
    pass: [{ endpointType: "source", engineName: "postgres", kmsKeyArn: key }],
    fail: [
      { endpointType: "source", engineName: "postgres" },
      { endpointType: "source", engineName: "postgres", kmsKeyArn: "alias/aws/service" },
    ],
    unknown: [{ kmsKeyArn: unknown }],
  },
  "dms-s3-endpoint-customer-managed-key": {
    pass: [{ endpointType: "target", bucketName: "exports", kmsKeyArn: key }],
    fail: [
      { endpointType: "target", bucketName: "exports" },
      { endpointType: "target", bucketName: "exports", kmsKeyArn: "alias/aws/service" },
    ],
    unknown: [{ kmsKeyArn: unknown }],
  },
});
