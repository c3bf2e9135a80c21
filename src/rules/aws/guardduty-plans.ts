import { some } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

const plan = (name: string, title: string, control: string) =>
  ({
    formerly: ["guardduty-protection-plans-enabled"],
    title: `GuardDuty ${title} must be enabled`,
    severity: "high",
    preset: "all",
    controls: { fsbp: control },
    fix: 'Set `status: "ENABLED"`.',
    docs: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html",
    when: { name },
    require: { status: "ENABLED" },
  }) as const;

const agent = (name: string, title: string, control: string) =>
  ({
    title: `GuardDuty Runtime Monitoring must manage its agent on ${title}`,
    severity: "medium",
    preset: "all",
    controls: { fsbp: control },
    fix: `Add \`{ name: "${name}", status: "ENABLED" }\` to \`additionalConfigurations\`.`,
    why: "Without its agent a workload is not monitored, though the plan is enabled.",
    docs: "https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring.html",
    when: { name: "RUNTIME_MONITORING", status: "ENABLED" },
    require: { additionalConfigurations: some({ name, status: "ENABLED" }) },
  }) as const;

export const guarddutyPlans = {
  "guardduty-eks-audit-log-monitoring": rule(
    "guardduty.DetectorFeature",
    plan("EKS_AUDIT_LOGS", "EKS Audit Log Monitoring", "GuardDuty.5"),
  ),
  "guardduty-lambda-protection": rule("guardduty.DetectorFeature", plan("LAMBDA_NETWORK_LOGS", "Lambda Protection", "GuardDuty.6")),
  "guardduty-malware-protection": rule(
    "guardduty.DetectorFeature",
    plan("EBS_MALWARE_PROTECTION", "Malware Protection for EC2", "GuardDuty.8"),
  ),
  "guardduty-rds-protection": rule("guardduty.DetectorFeature", plan("RDS_LOGIN_EVENTS", "RDS Protection", "GuardDuty.9")),
  "guardduty-s3-protection": rule("guardduty.DetectorFeature", plan("S3_DATA_EVENTS", "S3 Protection", "GuardDuty.10")),
  "guardduty-runtime-monitoring": rule("guardduty.DetectorFeature", plan("RUNTIME_MONITORING", "Runtime Monitoring", "GuardDuty.11")),
  "guardduty-runtime-monitoring-eks-agent": rule("guardduty.DetectorFeature", agent("EKS_ADDON_MANAGEMENT", "EKS", "GuardDuty.7")),
  "guardduty-runtime-monitoring-ecs-agent": rule("guardduty.DetectorFeature", agent("ECS_FARGATE_AGENT_MANAGEMENT", "ECS", "GuardDuty.12")),
  "guardduty-runtime-monitoring-ec2-agent": rule("guardduty.DetectorFeature", agent("EC2_AGENT_MANAGEMENT", "EC2", "GuardDuty.13")),
};
