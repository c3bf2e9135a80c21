import { absent, either, present, some } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

const templateAbsent = { templateName: absent };
const setting = (namespace: string, name: string, value: string) => some({ namespace, name, value });

export const elasticbeanstalkSettings = {
  "elasticbeanstalk-environment-enhanced-health": rule("elasticbeanstalk.Environment", {
    title: "Elastic Beanstalk environments must report enhanced health",
    severity: "low",
    preset: "all",
    controls: { fsbp: "ElasticBeanstalk.1" },
    equivalents: ["CKV_AWS_312", "cdk-nag:ElasticBeanstalkEnhancedHealthReportingEnabled"],
    fix: 'Add to `settings`: `{ namespace: "aws:elasticbeanstalk:healthreporting:system", name: "SystemType", value: "enhanced" }`.',
    docs: "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/health-enhanced.html",
    when: templateAbsent,
    require: { settings: setting("aws:elasticbeanstalk:healthreporting:system", "SystemType", "enhanced") },
    message: "does not set SystemType to enhanced",
    at: "settings",
  }),
  "elasticbeanstalk-environment-managed-updates": rule("elasticbeanstalk.Environment", {
    title: "Elastic Beanstalk environments must install platform updates automatically",
    severity: "high",
    preset: "all",
    controls: { fsbp: "ElasticBeanstalk.2", pci: "6.3.3" },
    equivalents: ["CKV_AWS_340", "cdk-nag:ElasticBeanstalkManagedUpdatesEnabled"],
    fix: 'Add to `settings`: `{ namespace: "aws:elasticbeanstalk:managedactions", name: "ManagedActionsEnabled", value: "true" }`.',
    docs: "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-platform-update-managed.html",
    when: templateAbsent,
    require: { settings: setting("aws:elasticbeanstalk:managedactions", "ManagedActionsEnabled", "true") },
    message: "does not enable managed platform updates",
    at: "settings",
  }),
  "elasticbeanstalk-environment-logs-exported": rule("elasticbeanstalk.Environment", {
    title: "Elastic Beanstalk environments must export the logs of their instances",
    severity: "low",
    preset: "all",
    controls: { fsbp: "ElasticBeanstalk.3" },
    equivalents: ["cdk-nag:ElasticBeanstalkEC2InstanceLogsToS3"],
    fix: 'Add to `settings`: `{ namespace: "aws:elasticbeanstalk:cloudwatch:logs", name: "StreamLogs", value: "true" }`.',
    docs: "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.cloudwatchlogs.html",
    when: templateAbsent,
    require: {
      settings: either(
        setting("aws:elasticbeanstalk:cloudwatch:logs", "StreamLogs", "true"),
        setting("aws:elasticbeanstalk:hostmanager", "LogPublicationControl", "true"),
      ),
    },
    message: "exports no logs of the instances",
    at: "settings",
  }),
  "elasticbeanstalk-environment-vpc": rule("elasticbeanstalk.Environment", {
    title: "Elastic Beanstalk environments must be in a VPC of the program",
    severity: "medium",
    preset: "all",
    equivalents: ["cdk-nag:ElasticBeanstalkVPCSpecified"],
    fix: 'Add to `settings`: `{ namespace: "aws:ec2:vpc", name: "VPCId", value }`, with `Subnets`.',
    docs: "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/vpc.html",
    when: templateAbsent,
    require: { settings: some({ namespace: "aws:ec2:vpc", name: "VPCId", value: present }) },
    message: "names no VPC",
    at: "settings",
  }),
  "elasticbeanstalk-environment-logs-streamed": rule("elasticbeanstalk.Environment", {
    title: "Elastic Beanstalk environments must stream the logs of their instances to CloudWatch",
    severity: "low",
    preset: "all",
    controls: { fsbp: "ElasticBeanstalk.3" },
    fix: 'Add to `settings`: `{ namespace: "aws:elasticbeanstalk:cloudwatch:logs", name: "StreamLogs", value: "true" }`.',
    why: "Logs that are copied to S3 come late, and no alarm sees them. Without any export it is `elasticbeanstalk-environment-logs-exported`.",
    docs: "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.cloudwatchlogs.html",
    when: { ...templateAbsent, settings: setting("aws:elasticbeanstalk:hostmanager", "LogPublicationControl", "true") },
    require: { settings: setting("aws:elasticbeanstalk:cloudwatch:logs", "StreamLogs", "true") },
    message: "copies the logs to S3 only",
    at: "settings",
  }),
};
