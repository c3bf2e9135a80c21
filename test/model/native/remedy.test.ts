/** Remediation of a resource of @pulumi/aws-native sets the properties that it has, or leaves it alone. */
import { expect, test } from "vitest";
import { indexRules } from "../../../src/engine/evaluate.js";
import { remediate } from "../../../src/engine/remediation.js";
import { signatureKey, signatures, unknownString } from "../../../src/model/value.js";
import { allRules } from "../../../src/rules/index.js";

const secret = (value: unknown) => ({ [signatureKey]: signatures.secret, value });
const setting = { environments: new Set<string>(), today: "2026-07-01", stack: undefined };

function remedied(id: string, type: string, inputs: Record<string, unknown>, options: Record<string, unknown> = {}): unknown {
  const index = indexRules(
    allRules.filter((one) => one.id === id).map(({ rule }) => ({ id, rule, options: { ...rule.options, ...options } })),
  );
  return remediate(index, { urn: `urn:pulumi:dev::shop::${type}::it`, type, inputs }, setting, () => true).at(-1)?.inputs;
}

test("a property that is called otherwise", () => {
  expect(remedied("apigateway-stage-xray-tracing", "aws-native:apigateway:Stage", { restApiId: "a" })).toEqual({
    restApiId: "a",
    tracingEnabled: true,
  });
  expect(remedied("rds-copy-tags-to-snapshots", "aws-native:rds:DbInstance", { engine: "postgres" })).toEqual({
    engine: "postgres",
    copyTagsToSnapshot: true,
  });
});

test("a property in a block keeps what else is there", () => {
  expect(
    remedied("dynamodb-table-point-in-time-recovery", "aws-native:dynamodb:Table", {
      pointInTimeRecoverySpecification: { recoveryPeriodInDays: 7 },
    }),
  ).toEqual({
    pointInTimeRecoverySpecification: { recoveryPeriodInDays: 7, pointInTimeRecoveryEnabled: true },
  });
});

test("a secret is wrapped where it is written, also one that is a resource of its own in @pulumi/aws", () => {
  expect(remedied("secrets-input-wrapped", "aws-native:rds:DbInstance", { masterUserPassword: "saddle-tundra" })).toEqual({
    masterUserPassword: secret("saddle-tundra"),
  });
  expect(remedied("secrets-input-wrapped", "aws-native:secretsmanager:Secret", { name: "n", secretString: "saddle-tundra" })).toEqual({
    name: "n",
    secretString: secret("saddle-tundra"),
  });
});

test("a secret in the text of a request makes the whole text secret", () => {
  const desiredState = JSON.stringify({ MasterUserPassword: "saddle-tundra" });
  const inputs = { typeName: "AWS::RDS::DBInstance", desiredState };
  expect(remedied("secrets-input-wrapped", "aws:cloudcontrol/resource:Resource", inputs)).toEqual({
    ...inputs,
    desiredState: secret(desiredState),
  });
});

test("tags are added to the list, and those that are not known stay", () => {
  const options = { required: ["Owner"], defaults: { Owner: "platform" } };
  const tags = (given: unknown) => remedied("tags-required", "aws-native:s3:Bucket", { tags: given }, options);
  expect(tags([{ key: "Name", value: "b" }])).toEqual({
    tags: [
      { key: "Name", value: "b" },
      { key: "Owner", value: "platform" },
    ],
  });
  expect(tags([{ key: unknownString, value: "b" }])).toBeUndefined();
  expect(tags(unknownString)).toBeUndefined();
});

test("what has no counterpart, and what is in a text, is left alone", () => {
  const inputs = { typeName: "AWS::RDS::DBInstance", desiredState: JSON.stringify({ Engine: "postgres" }) };
  expect(remedied("rds-copy-tags-to-snapshots", "aws:cloudcontrol/resource:Resource", inputs)).toBeUndefined();
});
