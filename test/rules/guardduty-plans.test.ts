import { guarddutyPlans } from "../../src/rules/aws/guardduty-plans.js";
import { suite, unknown } from "../suite.js";

const plan = (name: string) => {
  const feature = (status: string, other = name) => ({ detectorId: "d", name: other, status });
  return { pass: [feature("ENABLED"), feature("DISABLED", "OTHER")], fail: [feature("DISABLED")], unknown: [feature(unknown)] } as const;
};
const agent = (name: string) => {
  const feature = (status: string, of = name) => ({
    ...{ detectorId: "d", name: "RUNTIME_MONITORING", status: "ENABLED" },
    additionalConfigurations: [{ name: of, status }],
  });
  return {
    pass: [feature("ENABLED"), { detectorId: "d", name: "S3_DATA_EVENTS", status: "ENABLED" }],
    fail: [feature("DISABLED"), feature("ENABLED", "OTHER"), { detectorId: "d", name: "RUNTIME_MONITORING", status: "ENABLED" }],
    unknown: [feature(unknown)],
  } as const;
};

suite(guarddutyPlans, {
  "guardduty-eks-audit-log-monitoring": plan("EKS_AUDIT_LOGS"),
  "guardduty-lambda-protection": plan("LAMBDA_NETWORK_LOGS"),
  "guardduty-malware-protection": plan("EBS_MALWARE_PROTECTION"),
  "guardduty-rds-protection": plan("RDS_LOGIN_EVENTS"),
  "guardduty-s3-protection": plan("S3_DATA_EVENTS"),
  "guardduty-runtime-monitoring": plan("RUNTIME_MONITORING"),
  "guardduty-runtime-monitoring-eks-agent": agent("EKS_ADDON_MANAGEMENT"),
  "guardduty-runtime-monitoring-ecs-agent": agent("ECS_FARGATE_AGENT_MANAGEMENT"),
  "guardduty-runtime-monitoring-ec2-agent": agent("EC2_AGENT_MANAGEMENT"),
});
