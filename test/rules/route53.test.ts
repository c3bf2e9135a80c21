import { route53 } from "../../src/rules/aws/route53.js";
import { ref, res, suite, unknown } from "../suite.js";

suite(route53, {
  "route53-zone-query-logging": {
    good: [
      res("route53.Zone", "site", { name: "example.com" }),
      res("route53.QueryLog", "site", {
        zoneId: ref("site", "zoneId"),
        cloudwatchLogGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:dns",
      }),
    ],
    pass: [[res("route53.Zone", "inside", { name: "internal", vpcs: [{ vpcId: "vpc-0a1b" }] })]],
    fail: [[res("route53.Zone", "site", { name: "example.com" })]],
    unknown: [[res("route53.Zone", "site", {}), res("route53.QueryLog", "site", { zoneId: unknown, cloudwatchLogGroupArn: "arn:x" })]],
  },
  "route53-zone-dnssec": {
    good: [
      res("route53.Zone", "site", { name: "example.com" }),
      res("route53.HostedZoneDnsSec", "site", { hostedZoneId: ref("site", "zoneId") }),
    ],
    pass: [[res("route53.Zone", "inside", { name: "internal", vpcs: [{ vpcId: "vpc-0a1b" }] })]],
    fail: [
      [res("route53.Zone", "site", { name: "example.com" })],
      [
        res("route53.Zone", "site", {}),
        res("route53.HostedZoneDnsSec", "site", { hostedZoneId: ref("site", "zoneId"), signingStatus: "NOT_SIGNING" }),
      ],
    ],
    unknown: [[res("route53.Zone", "site", {}), res("route53.HostedZoneDnsSec", "site", { hostedZoneId: unknown })]],
  },
});
