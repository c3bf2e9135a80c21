import { oneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey } from "../helpers/keys.js";

export const sfn = {
  "sfn-state-machine-logging": rule("sfn.StateMachine", {
    title: "Step Functions state machines must log their executions",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "StepFunctions.1", pci: ["10.2.1.1", "10.2.1.2"], soc2: "A1.2", iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_285", "cdk-nag:StepFunctionStateMachineAllLogsToCloudWatch", "AVD-AWS-0119"],
    fix: 'Set `loggingConfiguration: { level: "ERROR", logDestination }` with the ARN of a log group followed by `:*`.',
    docs: "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
    require: { loggingConfiguration: { level: oneOf("ALL", "ERROR", "FATAL"), logDestination: present } },
  }),
  "sfn-state-machine-xray-tracing": rule("sfn.StateMachine", {
    title: "Step Functions state machines must have X-Ray tracing enabled",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_284", "cdk-nag:StepFunctionStateMachineXray", "AVD-AWS-0117"],
    fix: "Set `tracingConfiguration: { enabled: true }`.",
    docs: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html",
    require: { tracingConfiguration: { enabled: true } },
  }),
  "sfn-state-machine-customer-managed-key": rule("sfn.StateMachine", {
    title: "Step Functions state machines must be encrypted with a customer managed key",
    severity: "low",
    preset: "all",
    fix: 'Set `encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId }`.',
    docs: "https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html",
    require: { encryptionConfiguration: { kmsKeyId: customerManagedKey } },
  }),
};
