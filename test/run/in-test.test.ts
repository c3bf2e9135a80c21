/** Programs as functions, in a test: mocks and policy in one. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { runProgram } from "../../src/testing.js";

test("a function is run as a program and evaluated", async () => {
  const { findings, resources, failure } = await runProgram(
    async () => {
      const zone = await aws.route53.getZone({ name: "example.com" });
      const logs = new aws.s3.Bucket("logs", { tags: { zone: zone.zoneId, size: new pulumi.Config().require("size") } });
      new aws.s3.BucketAcl("open", { bucket: logs.id, acl: "public-read" });
      return { name: logs.bucket };
    },
    { config: { "project:size": "3" }, invokes: { "aws:route53/getZone:getZone": { zoneId: "Z1" } } },
  );
  expect(failure).toBeUndefined();
  expect(findings.map(({ rule }) => rule)).toContain("s3-bucket-no-public-read-acl");
  const logs = resources.find(({ name }) => name === "logs");
  expect(logs?.inputs).toMatchObject({ tags: { zone: "Z1", size: "3" } });
  expect(logs?.source?.file).toMatch(/in-test\.test\.ts$/);
});

test("a function that throws is a failure, with what it registered before", async () => {
  const { failure, findings } = await runProgram(() => {
    new aws.s3.BucketAcl("open", { bucket: "x", acl: "public-read" });
    throw new Error("no such tier");
  });
  expect(failure).toContain("no such tier");
  expect(findings.map(({ rule }) => rule)).toContain("s3-bucket-no-public-read-acl");
});
