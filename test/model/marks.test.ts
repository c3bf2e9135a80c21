import { describe, expect, test } from "vitest";
import { register } from "../../src/language/registry.js";
import { unknownString as mark, signatureKey, signatures } from "../../src/model/value.js";
import { ecs } from "../../src/rules/aws/ecs.js";
import { iam } from "../../src/rules/iam.js";
import { secrets } from "../../src/rules/secrets.js";
import { anyRes, evaluateMock, type Spec } from "../suite.js";

const rules = register({ ecs, iam, secrets });

const outcomes = (id: string, ...of: readonly Spec[]): string[] => {
  const found = rules.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no rule ${id}`);
  return evaluateMock(id, found.rule, { of }).map(({ resource, outcome }) => `${resource.name} ${outcome}`);
};
const everything = { Effect: "Allow", Action: "*", Resource: "*" };
const policy = (...statements: readonly object[]): Spec =>
  anyRes("aws:iam/policy:Policy", "it", { policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) });

describe("a mark of the wire inside a text turns no rule off", () => {
  test.each<[string, Spec]>([
    ["in a Deny beside the grant", policy(everything, { Effect: "Deny", Action: "*", Resource: `arn:aws:s3:::${mark}` })],
    ["as a whole value beside the grant", policy(everything, { Effect: "Deny", Action: mark, Resource: mark })],
    ["as what is left out of the actions", policy({ Effect: "Allow", NotAction: `s3:${mark}`, Resource: "*" })],
    ["as a statement's name", policy({ ...everything, Sid: mark })],
    ["as one more statement that looks like a secret", policy(everything, { [signatureKey]: signatures.secret, value: {} })],
    ["as one more key that is a signature", policy({ ...everything, [signatureKey]: signatures.output })],
    ["as a key", policy({ ...everything, [mark]: "x" })],
  ])("%s", (_, spec) => expect(outcomes("iam-policy-no-admin", spec)).toEqual(["it fail"]));

  test("in container definitions, scripts, variables and configuration", () => {
    const containers = JSON.stringify([{ name: mark, [signatureKey]: "x", privileged: true }]);
    expect(
      outcomes("ecs-task-not-privileged", anyRes("aws:ecs/taskDefinition:TaskDefinition", "it", { containerDefinitions: containers })),
    ).toEqual(["it fail"]);
    const script = `#!/bin/bash\n# ${mark}\nexport DB_PASSWORD=bw9MqLdis87PUHEW\n`;
    expect(outcomes("secrets-no-credential-in-input", anyRes("aws:ec2/instance:Instance", "it", { userData: script }))).toEqual([
      "it fail",
    ]);
    const harmless = `#!/bin/bash\n# ${mark}\necho hello\n`;
    expect(outcomes("secrets-no-credential-in-input", anyRes("aws:ec2/instance:Instance", "it", { userData: harmless }))).toEqual([]);
  });

  test("as what is left out of the resources", () => {
    const other = policy({ Effect: "Allow", Action: "*", NotResource: `arn:aws:s3:::${mark}` });
    expect(outcomes("iam-policy-no-not-resource-allow", other)).toEqual(["it fail"]);
  });

  test("a whole value is unknown, and so is one inside an object of the wire", () => {
    expect(outcomes("iam-policy-no-admin", anyRes("aws:iam/policy:Policy", "it", { policy: mark }))).toEqual(["it unknown"]);
    const open = anyRes("aws:iam/policy:Policy", "it", { policy: { Statement: [{ Effect: "Allow", Action: mark, Resource: "*" }] } });
    expect(outcomes("iam-policy-no-admin", open)).toEqual(["it unknown"]);
  });
});
