import { absent } from "../../language/pattern.js";

/** What writes access logs to a bucket without being able to use a KMS key. */
export const logSources = {
  source: "s3.BucketLogging#targetBucket",
  balancer: "lb.LoadBalancer#accessLogs.bucket",
  classicBalancer: "elb.LoadBalancer#accessLogs.bucket",
} as const;

/** A bucket that takes none of them. */
export const takesNoLogs = { source: absent, balancer: absent, classicBalancer: absent } as const;
