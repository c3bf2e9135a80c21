import { s3 } from "../../src/rules/s3.js";
import { ref, res, suite, unknown } from "../suite.js";

const bucket = res("s3.Bucket", "logs", {});
const block = (to: string, more = {}) =>
  res("s3.BucketPublicAccessBlock", "block", {
    bucket: to,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
    ...more,
  });

suite(s3, {
  "s3-bucket-public-access-blocked": {
    pass: [
      [bucket, block(ref("logs"))],
      [res("s3.Bucket", "logs", { bucket: "logs" }), block("logs")],
    ],
    fail: [[bucket], [bucket, block("other")], [bucket, block(ref("logs"), { blockPublicAcls: false })]],
    unknown: [
      [bucket, block(unknown)],
      [bucket, block(ref("logs"), { ignorePublicAcls: unknown })],
    ],
  },
});
