import { absent, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { bucketExposures } from "../../views/bucket-exposure.js";
import { exposed } from "../helpers/exposed.js";
import { list, text } from "../helpers/read.js";

interface Trail {
  readonly eventSelectors?: readonly (Selector | null)[] | undefined;
  readonly advancedEventSelectors?: readonly ({ readonly fieldSelectors?: Fields | undefined } | null)[] | undefined;
}
interface Selector {
  readonly readWriteType?: string | undefined;
  readonly dataResources?: readonly ({ readonly type: string; readonly values: readonly string[] } | null)[] | undefined;
}
type Fields = readonly ({ readonly field?: string | undefined; readonly equals?: readonly string[] | undefined } | null)[];

const everyBucket = /^arn:aws[\w-]*:s3(:::)?$/;

function records(trail: Trail, kind: "ReadOnly" | "WriteOnly"): boolean {
  const basic = list(trail.eventSelectors).some((selector) => {
    const isOfKind = ["All", kind].includes(selector?.readWriteType ?? "All");
    const ofObjects = list(selector?.dataResources).filter((one) => one?.type === "AWS::S3::Object");
    return isOfKind && ofObjects.some((one) => list(one?.values).some((value) => everyBucket.test(text(value))));
  });
  return basic || list(trail.advancedEventSelectors).some((selector) => selects(list(selector?.fieldSelectors), kind));
}

function selects(fields: Fields, kind: "ReadOnly" | "WriteOnly"): boolean {
  const holds = (field: string, value: string): boolean =>
    fields.some((one) => one?.field === field && list(one?.equals).some((other) => text(other) === value));
  const known = ["eventCategory", "resources.type", "readOnly"];
  return (
    holds("eventCategory", "Data") &&
    holds("resources.type", "AWS::S3::Object") &&
    !holds("readOnly", kind === "ReadOnly" ? "false" : "true") &&
    fields.every((one) => known.includes(text(one?.field)))
  );
}

export const cloudtrailData = {
  "cloudtrail-s3-data-events-read": rule("cloudtrail.Trail", {
    title: "CloudTrail trails must record when objects of S3 are read",
    severity: "low",
    preset: "all",
    controls: { cis: "3.9", nist: ["AC-2(4)", "AC-3(1)"], iso27001: "A.8.15" },
    equivalents: ["AVD-AWS-0172"],
    fix: 'Add an entry to `eventSelectors` with `dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }]`.',
    docs: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html",
    check: (trail) => !records(trail, "ReadOnly") && "records no reads of the objects of every bucket",
  }),
  "cloudtrail-s3-data-events-write": rule("cloudtrail.Trail", {
    title: "CloudTrail trails must record when objects of S3 are written",
    severity: "low",
    preset: "all",
    controls: { cis: "3.8", nist: ["AC-2(4)", "AC-3(1)"], iso27001: "A.8.15" },
    equivalents: ["AVD-AWS-0171"],
    fix: 'Add an entry to `eventSelectors` with `dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }]`.',
    docs: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html",
    check: (trail) => !records(trail, "WriteOnly") && "records no writes to the objects of every bucket",
  }),
  "cloudtrail-trail-bucket-access-logging": rule("s3.Bucket", {
    title: "S3 buckets of CloudTrail trails must have access logging enabled",
    severity: "low",
    preset: "all",
    controls: { fsbp: "CloudTrail.7", cis: "3.4", soc2: "A1.2", iso27001: "A.8.15" },
    equivalents: ["AVD-AWS-0163"],
    fix: "Add an `s3.BucketLogging` for the bucket of the trail, with another bucket as `targetBucket`.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
    with: { trails: "cloudtrail.Trail#s3BucketName", log: "s3.BucketLogging#bucket" },
    when: { trails: present, logging: { targetBucket: absent } },
    require: { log: present },
  }),
  "cloudtrail-trail-bucket-not-public": rule(bucketExposures, {
    title: "S3 buckets of CloudTrail trails must not be public",
    severity: "critical",
    controls: { fsbp: "CloudTrail.6", iso27001: "A.8.1" },
    equivalents: ["AVD-AWS-0161"],
    fix: "Add an `s3.BucketPublicAccessBlock` with all four settings for the bucket, and remove the public ACL or statement.",
    docs: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html",
    with: { trails: "cloudtrail.Trail#s3BucketName" },
    covers: ["s3-effective-exposure"],
    check: ({ path, trails }) => (trails.length > 0 ? exposed(path, "holds the logs of a trail and is public") : undefined),
  }),
};
