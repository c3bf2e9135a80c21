import { elasticbeanstalkSettings } from "../../src/rules/aws/elasticbeanstalk-settings.js";
import { suite, unknown } from "../suite.js";

const environment = (...settings: readonly (readonly [namespace: string, name: string, value: string])[]) => ({
  application: "shop",
  settings: settings.map(([namespace, name, value]) => ({ namespace, name, value })),
});

const managed = ["aws:elasticbeanstalk:managedactions", "ManagedActionsEnabled", "true"] as const;

suite(elasticbeanstalkSettings, {
  "elasticbeanstalk-environment-enhanced-health": {
    pass: [
      environment(managed, ["aws:elasticbeanstalk:healthreporting:system", "SystemType", "enhanced"]),
      { application: "a", templateName: "t" },
    ],
    fail: [environment(), environment(["aws:elasticbeanstalk:healthreporting:system", "SystemType", "basic"])],
    unknown: [{ application: "shop", settings: unknown }],
  },
  "elasticbeanstalk-environment-managed-updates": {
    pass: [environment(["aws:elasticbeanstalk:managedactions", "ManagedActionsEnabled", "true"])],
    fail: [environment(), environment(["aws:elasticbeanstalk:managedactions", "ManagedActionsEnabled", "false"])],
    unknown: [{ application: "shop", settings: unknown }],
  },
  "elasticbeanstalk-environment-logs-exported": {
    pass: [environment(managed, ["aws:elasticbeanstalk:cloudwatch:logs", "StreamLogs", "true"])],
    fail: [environment()],
    unknown: [{ application: "shop", settings: unknown }],
  },
  "elasticbeanstalk-environment-vpc": {
    pass: [environment(managed, ["aws:ec2:vpc", "VPCId", "vpc-1"])],
    fail: [environment()],
    unknown: [{ application: "shop", settings: unknown }],
  },
  "elasticbeanstalk-environment-logs-streamed": {
    pass: [
      environment(managed, ["aws:elasticbeanstalk:cloudwatch:logs", "StreamLogs", "true"]),
      environment(
        ["aws:elasticbeanstalk:hostmanager", "LogPublicationControl", "true"],
        ["aws:elasticbeanstalk:cloudwatch:logs", "StreamLogs", "true"],
      ),
    ],
    fail: [environment(["aws:elasticbeanstalk:hostmanager", "LogPublicationControl", "true"])],
    unknown: [{ application: "shop", settings: unknown }],
  },
});
