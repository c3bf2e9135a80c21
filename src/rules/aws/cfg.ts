import { absent, either, matches, noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const cfg = {
  "cfg-recorder-all-resources": rule("cfg.Recorder", {
    title: "AWS Config recorders must record all resource types",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "Config.1", cis: "3.3", hipaa: "164.308(a)(1)(ii)(A)", soc2: "CC2.1", iso27001: "A.5.16" },
    equivalents: ["CKV2_AWS_48", "CKV2_AWS_45"],
    fix: "Set `recordingGroup: { allSupported: true, includeGlobalResourceTypes: true }`, in one region at least.",
    docs: "https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html",
    require: { recordingGroup: { allSupported: noneOf(false), includeGlobalResourceTypes: true } },
  }),
  "cfg-recorder-enabled": rule("cfg.RecorderStatus", {
    title: "AWS Config recorders must be switched on",
    severity: "medium",
    controls: { fsbp: "Config.1", cis: "3.3", hipaa: "164.308(a)(1)(ii)(A)", soc2: "CC2.1", iso27001: "A.5.16" },
    equivalents: ["CKV2_AWS_45"],
    fix: "Set `isEnabled: true`.",
    docs: "https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html",
    require: { isEnabled: true },
  }),
  "cfg-aggregator-all-regions": rule("cfg.ConfigurationAggregator", {
    title: "AWS Config aggregators must cover all regions",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_121", "AVD-AWS-0019"],
    fix: "Set `allRegions: true` in place of `regions`.",
    docs: "https://docs.aws.amazon.com/config/latest/developerguide/aggregate-data.html",
    require: either({ accountAggregationSource: { allRegions: true } }, { organizationAggregationSource: { allRegions: true } }),
    message: "does not aggregate from all regions",
  }),
  "cfg-recorder-service-linked-role": rule("cfg.Recorder", {
    title: "AWS Config recorders must use the service-linked role",
    severity: "low",
    preset: "all",
    controls: { fsbp: "Config.1" },
    fix: 'Create an `iam.ServiceLinkedRole` with `awsServiceName: "config.amazonaws.com"`, and set its `arn` as `roleArn`.',
    why: "The service-linked role can read the types that AWS Config learns later; a role of your own leaves them out until it is changed.",
    docs: "https://docs.aws.amazon.com/config/latest/developerguide/using-service-linked-roles.html",
    with: { roles: "roleArn -> iam.Role" },
    require: {
      roles: absent,
      roleArn: matches(/:role\/aws-service-role\/config\.amazonaws\.com\//, "the service-linked role of AWS Config"),
    },
  }),
};
