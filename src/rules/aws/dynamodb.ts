import { noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { backedUpResources } from "../../views/backups.js";
import { scaledTables } from "../../views/scaling.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
import { unrecoverableReplicas } from "../helpers/replicas.js";

export const dynamodb = {
  "dynamodb-table-replica-point-in-time-recovery": rule(["dynamodb.Table", "dynamodb.TableReplica"], {
    title: "DynamoDB replicas must have point-in-time recovery",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "DynamoDB.2" },
    equivalents: ["CKV_AWS_165"],
    fix: "Set `pointInTimeRecovery: true` in each of `replicas`, or on the `dynamodb.TableReplica`: that of the table is not copied.",
    docs: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html",
    check: (item, { at }) => unrecoverableReplicas(item).map(({ path, message }) => at(path, message)),
  }),
  "dynamodb-table-point-in-time-recovery": rule("dynamodb.Table", {
    title: "DynamoDB tables must have point-in-time recovery enabled",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "DynamoDB.2", nist: ["CP-9", "CP-10", "CP-6(2)"], pci: ["10.3.3", "10.5.1"], hipaa: "164.308(a)(7)(i)" },
    equivalents: ["CKV_AWS_28", "AVD-AWS-0024", "AwsSolutions-DDB3"],
    fix: "Set `pointInTimeRecovery: { enabled: true }`.",
    docs: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html",
    require: { pointInTimeRecovery: { enabled: true } },
    remediate: true,
  }),
  "dynamodb-table-customer-managed-key": rule("dynamodb.Table", {
    title: "DynamoDB tables must be encrypted with a customer managed key",
    severity: "low",
    preset: "all",
    controls: { nist: ["SC-28(1)", "SC-8(3)", "SC-13"], pci: ["3.5.1", "8.3.2"], hipaa: "164.308(a)(4)(ii)(A)", iso27001: "A.8.5" },
    equivalents: ["CKV_AWS_119", "AVD-AWS-0025"],
    fix: "Set `serverSideEncryption: { enabled: true, kmsKeyArn }` with the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html",
    require: { serverSideEncryption: { enabled: true, kmsKeyArn: customerManagedKey } },
  }),
  "dynamodb-table-autoscaling": rule(scaledTables, {
    title: "DynamoDB tables must scale with demand",
    severity: "low",
    preset: "all",
    controls: { fsbp: "DynamoDB.1", nist: ["CP-1a.1(b)", "CP-1a.2", "CP-2a"], hipaa: "164.308(a)(7)(i)" },
    equivalents: ["CKV2_AWS_16", "cdk-nag:DynamoDBAutoScalingEnabled"],
    fix:
      'Set `billingMode: "PAY_PER_REQUEST"`, or add an `appautoscaling.Target` with the `resourceId` `table/NAME`, ' +
      "and an `appautoscaling.Policy` for it.",
    docs: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html",
    when: { billingMode: noneOf("PAY_PER_REQUEST") },
    check: ({ targets, steered }, { at }) => {
      if (targets === 0) return at("billingMode", 'is "PROVISIONED", and no appautoscaling.Target scales the table');
      return (
        steered === 0 && at("billingMode", 'is "PROVISIONED", and its appautoscaling.Target has neither a policy nor a scheduled action')
      );
    },
  }),
  "dynamodb-table-replica-customer-managed-key": rule("dynamodb.TableReplica", {
    ...keyAbout,
    title: "DynamoDB table replicas must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_271"],
    fix: "Set `kmsKeyArn` to the ARN of a `kms.Key`. This replaces the replica.",
    docs: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html",
    require: { kmsKeyArn: customerManagedKey },
  }),
  "dynamodb-table-in-backup-plan": rule(backedUpResources("dynamodb.Table"), {
    title: "DynamoDB tables must be covered by a backup plan",
    severity: "low",
    preset: "all",
    controls: { fsbp: "DynamoDB.4", nist: ["CP-9", "CP-10"], hipaa: "164.308(a)(7)(i)", iso27001: "A.8.14" },
    equivalents: ["cdk-nag:DynamoDBInBackupPlan"],
    fix: "Add a `backup.Selection` whose `resources` name it, or whose `selectionTags` it has.",
    docs: "https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html",
    check: ({ covered }) => covered === "no" && "is covered by no backup.Selection",
  }),
};
