import type { ResourceClass } from "../../src/model/classes.js";
import { ref, res, type Spec } from "../suite.js";

/** A web ACL whose only rule is a managed group. */
export const webAcl = (name: string): Spec =>
  res("wafv2.WebAcl", "acl", {
    rules: [
      {
        name,
        priority: 1,
        overrideAction: { none: {} },
        statement: { managedRuleGroupStatement: { name, vendorName: "AWS" } },
        visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: name, sampledRequestsEnabled: true },
      },
    ],
  });

/** A resource of a class behind such a web ACL. */
export const behindAclOf =
  (cls: ResourceClass) =>
  (name: string): Spec[] => [
    webAcl(name),
    res(cls, "site", {}),
    res("wafv2.WebAclAssociation", "filter", { resourceArn: ref("site", "arn"), webAclArn: ref("acl", "arn") }),
  ];
