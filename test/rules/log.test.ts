import { log } from "../../src/rules/log.js";
import { ref, res, suite, unknown } from "../suite.js";

const bucket = (more = {}) => res("s3.Bucket", "logs", more);
const trail = res("cloudtrail.Trail", "all", { s3BucketName: ref("logs") });
const versions = (status: string) => res("s3.BucketVersioning", "versions", { bucket: ref("logs"), versioningConfiguration: { status } });

suite(log, {
  "log-destination-integrity": {
    pass: [
      [bucket()],
      [bucket(), trail, versions("Enabled")],
      [bucket({ objectLockEnabled: true }), res("ec2.FlowLog", "flow", { logDestination: ref("logs", "arn"), logDestinationType: "s3" })],
      [
        bucket(),
        res("s3.Bucket", "data", {}),
        res("s3.BucketLogging", "log", { bucket: ref("data"), targetBucket: ref("logs"), targetPrefix: "" }),
        versions("Enabled"),
      ],
    ],
    fail: [
      { of: [bucket(), trail], message: 'receives the logs of cloudtrail.Trail "all", and neither versioning nor Object Lock keeps them' },
      [bucket({ forceDestroy: true }), trail, versions("Enabled")],
      [bucket(), trail, versions("Suspended")],
      [bucket({ bucket: "my-logs" }), res("lb.LoadBalancer", "front", { accessLogs: { bucket: "my-logs", enabled: true } })],
      [bucket(), versions("Enabled"), res("s3.BucketLogging", "log", { bucket: ref("logs"), targetBucket: ref("logs"), targetPrefix: "" })],
    ],
    unknown: [
      [bucket({ forceDestroy: unknown }), trail, versions("Enabled")],
      [bucket(), trail, versions(unknown)],
    ],
  },
});
