import { cloudtrailData } from "../../src/rules/aws/cloudtrail-data.js";
import { ref, res, suite, unknown } from "../suite.js";

const trail = (more: object) => ({ s3BucketName: "trails", ...more });
const objects = (readWriteType: string, values = ["arn:aws:s3"]) =>
  trail({ eventSelectors: [{ readWriteType, dataResources: [{ type: "AWS::S3::Object", values }] }] });
const advanced = (...more: readonly object[]) =>
  trail({
    advancedEventSelectors: [
      { fieldSelectors: [{ field: "eventCategory", equals: ["Data"] }, { field: "resources.type", equals: ["AWS::S3::Object"] }, ...more] },
    ],
  });
const readOnly = (value: string) => ({ field: "readOnly", equals: [value] });
const bucket = res("s3.Bucket", "trails", {});
const allTrail = res("cloudtrail.Trail", "all", { s3BucketName: ref("trails") });
const acl = res("s3.BucketAcl", "acl", { bucket: ref("trails"), acl: "public-read" });

suite(cloudtrailData, {
  "cloudtrail-s3-data-events-read": {
    pass: [objects("All"), objects("ReadOnly"), advanced(), advanced(readOnly("true"))],
    fail: [trail({}), objects("WriteOnly"), objects("All", ["arn:aws:s3:::one/"]), advanced(readOnly("false"))],
    unknown: [objects(unknown)],
  },
  "cloudtrail-s3-data-events-write": {
    pass: [objects("All"), objects("WriteOnly", ["arn:aws:s3:::"]), advanced(), advanced(readOnly("false"))],
    fail: [
      trail({}),
      objects("ReadOnly"),
      advanced(readOnly("true")),
      // Only some of the objects.
      advanced({ field: "resources.ARN", startsWiths: ["arn:aws:s3:::one/"] }),
    ],
    unknown: [trail({ advancedEventSelectors: unknown })],
  },
  "cloudtrail-trail-bucket-access-logging": {
    pass: [
      [bucket],
      [bucket, allTrail, res("s3.BucketLogging", "log", { bucket: ref("trails"), targetBucket: "logs", targetPrefix: "trails/" })],
    ],
    fail: [[bucket, allTrail]],
    unknown: [[bucket, allTrail, res("s3.BucketLogging", "log", { bucket: unknown, targetBucket: "logs", targetPrefix: "" })]],
  },
  "cloudtrail-trail-bucket-not-public": {
    pass: [
      [bucket, allTrail],
      [bucket, acl],
    ],
    fail: [[bucket, allTrail, acl]],
    unknown: [[bucket, allTrail, res("s3.BucketAcl", "acl", { bucket: ref("trails"), acl: unknown })]],
  },
});
