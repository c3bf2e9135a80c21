import { rule } from "../../language/rule.js";
import { bucketExposures } from "../../views/bucket-exposure.js";
import { exposed } from "../helpers/exposed.js";

export const s3Exposure = {
  "s3-effective-exposure": rule(bucketExposures, {
    title: "S3 buckets must not be effectively public",
    severity: "critical",
    preset: "all",
    controls: { fsbp: ["S3.2", "S3.3", "S3.8"], nist: ["AC-3", "AC-6", "SC-7"], pci: ["1.2.8", "1.3.1"], iso27001: "A.8.1" },
    fix: "Block public access with an `s3.BucketPublicAccessBlock` for this bucket, and remove the public ACL or statement.",
    why:
      "Other rules report each public ACL and policy. This one decides as AWS does: block public access of the account and the bucket, " +
      "object ownership, ACLs and policies, and blocks that are made only after a public policy.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    check: ({ path }) => exposed(path, "is effectively public"),
  }),
};
