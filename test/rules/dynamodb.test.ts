import { dynamodb } from "../../src/rules/aws/dynamodb.js";
import { ref, res, suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

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
      [
        res("dynamodb.Table", "orders", { readCapacity: 5, writeCapacity: 5 }),
        res("appautoscaling.Target", "reads", {
          ...{ minCapacity: 5, maxCapacity: 100, serviceNamespace: "dynamodb", scalableDimension: "dynamodb:table:ReadCapacityUnits" },
          resourceId: ref("orders", "name"),
        }),
      ],
    ],
    fail: [[res("dynamodb.Table", "orders", { hashKey: "id", readCapacity: 5, writeCapacity: 5 })]],
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
});
