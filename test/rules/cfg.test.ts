import { cfg } from "../../src/rules/aws/cfg.js";
import { ref, res, suite, unknown } from "../suite.js";

suite(cfg, {
  "cfg-recorder-all-resources": {
    good: { roleArn: "arn:aws:iam::123456789012:role/config", recordingGroup: { allSupported: true, includeGlobalResourceTypes: true } },
    pass: [{ recordingGroup: { includeGlobalResourceTypes: true } }],
    fail: [
      { roleArn: "arn:aws:iam::123456789012:role/config", recordingGroup: { allSupported: false, resourceTypes: ["AWS::EC2::Instance"] } },
      { recordingGroup: { allSupported: true } },
      {},
    ],
    unknown: [{ recordingGroup: unknown }],
  },
  "cfg-recorder-enabled": {
    pass: [{ isEnabled: true }],
    fail: [{ isEnabled: false }],
    unknown: [{ isEnabled: unknown }],
  },
  "cfg-aggregator-all-regions": {
    good: { accountAggregationSource: { accountIds: ["123456789012"], allRegions: true } },
    pass: [{ organizationAggregationSource: { roleArn: "arn:aws:iam::123456789012:role/config", allRegions: true } }],
    fail: [{ accountAggregationSource: { accountIds: ["123456789012"], regions: ["eu-west-1"] } }],
    unknown: [{ accountAggregationSource: unknown }],
  },
  "cfg-recorder-service-linked-role": {
    bad: [res("iam.Role", "config", { assumeRolePolicy: "{}" }), res("cfg.Recorder", "all", { roleArn: ref("config", "arn") })],
    good: [
      res("iam.ServiceLinkedRole", "config", { awsServiceName: "config.amazonaws.com" }),
      res("cfg.Recorder", "all", {
        roleArn: "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
      }),
    ],
    pass: [{ roleArn: "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig" }],
    fail: [
      { roleArn: "arn:aws:iam::123456789012:role/config" },
      [res("iam.Role", "config", { assumeRolePolicy: "{}" }), res("cfg.Recorder", "all", { roleArn: ref("config", "arn") })],
    ],
    unknown: [{ roleArn: unknown }],
  },
});
