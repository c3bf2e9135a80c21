import { expect, test } from "vitest";
import { answerInvoke } from "../../src/run/invokes/answer.js";

const isStandIn = (token: string): boolean | undefined => {
  const answer = answerInvoke(token, {}, { region: "eu-west-1" });
  return answer.kind === "answer" ? (answer.isStandIn ?? false) : undefined;
};

test.each([
  "aws:index/getCallerIdentity:getCallerIdentity",
  "aws:index/getAvailabilityZones:getAvailabilityZones",
  "aws:index/getDefaultTags:getDefaultTags",
])("%s depends on the account, so its answer is a stand-in", (token) => expect(isStandIn(token)).toBe(true));
test.each(["aws:index/getPartition:getPartition", "aws:index/getRegion:getRegion"])("%s is computed", (token) =>
  expect(isStandIn(token)).toBe(false),
);
test.each([
  ["eu-west-1", "aws"],
  ["cn-north-1", "aws-cn"],
  ["us-iso-east-1", "aws-iso"],
  ["us-isob-east-1", "aws-iso-b"],
  ["eu-isoe-west-1", "aws-iso-e"],
  ["us-isof-south-1", "aws-iso-f"],
])("%s is in the partition %s", (region, partition) => {
  expect(answerInvoke("aws:index/getPartition:getPartition", {}, { region })).toMatchObject({ value: { partition } });
});
