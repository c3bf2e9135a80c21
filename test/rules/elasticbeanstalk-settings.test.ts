import { elasticbeanstalkSettings } from "../../src/rules/aws/elasticbeanstalk-settings.js";
import { suite } from "../suite.js";

const environment = (...settings: readonly (readonly [namespace: string, name: string, value: string])[]) => ({
  application: "shop",
  settings: settings.map(([namespace, name, value]) => ({ namespace, name, value })),
});

suite(elasticbeanstalkSettings, {
  "elasticbeanstalk-environment-enhanced-health": {
    pass: [environment(["aws:elasticbeanstalk:healthreporting:system", "SystemType", "enhanced"]), { application: "a", templateName: "t" }],
    fail: [environment(), environment(["aws:elasticbeanstalk:healthreporting:system", "SystemType", "basic"])],
  },
  "elasticbeanstalk-environment-managed-updates": {
    pass: [environment(["aws:elasticbeanstalk:managedactions", "ManagedActionsEnabled", "true"])],
    fail: [environment(), environment(["aws:elasticbeanstalk:managedactions", "ManagedActionsEnabled", "false"])],
  },
  "elasticbeanstalk-environment-logs-exported": {
    pass: [environment(["aws:elasticbeanstalk:cloudwatch:logs", "StreamLogs", "true"])],
    fail: [environment()],
  },
  "elasticbeanstalk-environment-vpc": {
    pass: [environment(["aws:ec2:vpc", "VPCId", "vpc-1"])],
    fail: [environment()],
  },
});
