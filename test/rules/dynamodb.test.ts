import { dynamodb } from "../../src/rules/aws/dynamodb.js";
import { anyRes, ref, res, suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

const dimension = { serviceNamespace: "dynamodb", scalableDimension: "dynamodb:table:ReadCapacityUnits" };
const provisioned = res("dynamodb.Table", "orders", { readCapacity: 5, writeCapacity: 5 });
const reads = res("appautoscaling.Target", "reads", { ...dimension, minCapacity: 5, maxCapacity: 100, resourceId: ref("orders", "name") });

const daily = { type: "STRINGEQUALS", key: "backup", value: "daily" };
const selection = (inputs: object) =>
  anyRes("aws:backup/selection:Selection", "daily", { iamRoleArn: "r", planId: "p", name: "daily", ...inputs });

suite(dynamodb, {
  "dynamodb-table-replica-point-in-time-recovery": {
    pass: [
      [res("dynamodb.Table", "orders", {})],
      [res("dynamodb.Table", "orders", { replicas: [{ regionName: "eu-west-1", pointInTimeRecovery: true }] })],
      [res("dynamodb.TableReplica", "copy", { globalTableArn: "arn", pointInTimeRecovery: true })],
    ],
    fail: [
      [res("dynamodb.Table", "orders", { replicas: [{ regionName: "eu-west-1" }] })],
      [res("dynamodb.TableReplica", "copy", { globalTableArn: "arn" })],
    ],
    unknown: [[res("dynamodb.TableReplica", "copy", { globalTableArn: "arn", pointInTimeRecovery: unknown })]],
  },
  "dynamodb-table-point-in-time-recovery": {
    pass: [{ pointInTimeRecovery: { enabled: true } }],
    fail: [{}, { pointInTimeRecovery: { enabled: false } }],
    unknown: [{ pointInTimeRecovery: unknown }],
  },
  "dynamodb-table-customer-managed-key": {
    pass: [{ serverSideEncryption: { enabled: true, kmsKeyArn: key } }],
    fail: [{}, { serverSideEncryption: { enabled: true } }, { serverSideEncryption: { enabled: true, kmsKeyArn: "alias/aws/dynamodb" } }],
    unknown: [{ serverSideEncryption: { enabled: true, kmsKeyArn: unknown } }],
  },
  "dynamodb-table-autoscaling": {
    good: [res("dynamodb.Table", "orders", { hashKey: "id", billingMode: "PAY_PER_REQUEST" })],
    pass: [
      [provisioned, reads, res("appautoscaling.Policy", "usage", { ...dimension, resourceId: ref("reads", "resourceId") })],
      [
        provisioned,
        reads,
        res("appautoscaling.ScheduledAction", "nights", {
          ...dimension,
          resourceId: ref("reads", "resourceId"),
          schedule: "cron(0 22 * * ? *)",
        }),
      ],
    ],
    fail: [[res("dynamodb.Table", "orders", { hashKey: "id", readCapacity: 5, writeCapacity: 5 })], [provisioned, reads]],
    unknown: [[res("dynamodb.Table", "orders", { billingMode: unknown })]],
  },
  "dynamodb-table-replica-customer-managed-key": {
    pass: [{ globalTableArn: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders", kmsKeyArn: key }],
    fail: [
      { globalTableArn: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" },
      { globalTableArn: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders", kmsKeyArn: "alias/aws/service" },
    ],
    unknown: [{ kmsKeyArn: unknown }],
  },
  "dynamodb-table-in-backup-plan": {
    pass: [
      [res("dynamodb.Table", "orders", { hashKey: "id" }), selection({ resources: [ref("orders", "arn") as unknown as string] })],
      [res("dynamodb.Table", "orders", { hashKey: "id", tags: { backup: "daily" } }), selection({ selectionTags: [daily] })],
    ],
    fail: [
      [res("dynamodb.Table", "orders", { hashKey: "id" })],
      [res("dynamodb.Table", "orders", { hashKey: "id" }), selection({ selectionTags: [daily] })],
    ],
    unknown: [[res("dynamodb.Table", "orders", { hashKey: "id" }), selection({ resources: unknown })]],
  },
});
