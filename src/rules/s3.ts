import { rule } from "../rule.js";

export const s3 = {
  "s3-bucket-public-access-blocked": rule("s3.Bucket", {
    title: "Every bucket has a public access block with all four switches on",
    severity: "high",
    controls: { fsbp: "S3.8", cis: "2.1.4" },
    equivalents: [
      "CKV2_AWS_6",
      "CKV_AWS_53",
      "CKV_AWS_54",
      "CKV_AWS_55",
      "CKV_AWS_56",
      "AVD-AWS-0086",
      "AVD-AWS-0087",
      "AVD-AWS-0091",
      "AVD-AWS-0093",
    ],
    fix: "Add a `BucketPublicAccessBlock` for the bucket with all four switches set to true.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    with: { block: "s3.BucketPublicAccessBlock#bucket" },
    require: { block: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true } },
  }),
};
