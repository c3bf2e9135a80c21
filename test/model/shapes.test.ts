import { describe, expect, test } from "vitest";
import { toResource } from "../../src/model/resource.js";
import { normalizeDependencies, normalizeShapes } from "../../src/model/shapes.js";
import { isSecret, signatureKey, signatures, unknownString } from "../../src/model/value.js";

const bucket = "aws:s3/bucket:Bucket";

describe("names and shapes of older provider majors", () => {
  test("a list of one that became an object is renamed and opened", () => {
    expect(normalizeShapes(bucket, { versionings: [{ enabled: true }] })).toEqual({ versioning: { enabled: true } });
  });
  test("an empty list is unset", () => {
    expect(normalizeShapes(bucket, { versionings: [] }).versioning).toBeUndefined();
  });
  test("an object that became a list is wrapped", () => {
    expect(normalizeShapes("aws:iot/topicRule:TopicRule", { dynamodb: { tableName: "t" } })).toEqual({ dynamodbs: [{ tableName: "t" }] });
  });
  test("a text that became a list is wrapped, an unknown one stays unknown", () => {
    expect(normalizeShapes("aws:memorydb/cluster:Cluster", { snapshotArns: "arn:x" })).toEqual({ snapshotArns: ["arn:x"] });
    expect(normalizeShapes("aws:memorydb/cluster:Cluster", { snapshotArns: unknownString })).toEqual({ snapshotArns: unknownString });
  });
  test("the wrappers of secrets are looked through and kept, and paths are those of the current shape", () => {
    const secret = { [signatureKey]: signatures.secret, value: [{ enabled: true }] };
    const read = toResource({
      urn: "urn:pulumi:dev::p::aws:s3/bucketV2:BucketV2::b",
      type: "aws:s3/bucketV2:BucketV2",
      inputs: { versionings: secret },
    });
    expect(read.type).toBe(bucket);
    expect(read.inputs.value).toEqual({ versioning: { enabled: true } });
    expect(isSecret(read.inputs, "versioning.enabled")).toBe(true);
  });
  test("current shapes come back as the same object", () => {
    const now = { versioning: { enabled: true }, bucket: "b" };
    expect(normalizeShapes(bucket, now)).toBe(now);
  });
  test("dependencies follow a renamed input", () => {
    expect(normalizeDependencies(bucket, { loggings: ["urn:x"], bucket: ["urn:y"] })).toEqual({ logging: ["urn:x"], bucket: ["urn:y"] });
  });
});
