import { expect, test } from "vitest";
import { managedPolicyNames } from "../../src/data/tables.js";
import { isRetired, managedDocument, managedName } from "../../src/iam/document/managed.js";
import { toResource } from "../../src/model/resource.js";

const admin = "arn:aws:iam::aws:policy/AdministratorAccess";
const type = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const attaching = (name: string) => toResource({ urn: `urn:pulumi:dev::test::${type}::${name}`, type, inputs: { policyArn: admin } });

test.each([
  [admin, "AdministratorAccess"],
  ["arn:aws-us-gov:iam::aws:policy/job-function/ViewOnlyAccess", "job-function/ViewOnlyAccess"],
])("%s is a policy of AWS, %s", (arn, name) => expect(managedName(arn)).toBe(name));

test.each([
  "arn:aws:iam::123456789012:policy/AdministratorAccess",
  "arn:aws:iam::aws:policy/",
  "arn:aws:cn:iam::aws:policy/AdministratorAccess",
  `see ${admin}`,
  "AdministratorAccess",
])("%s is none", (arn) => {
  expect(managedName(arn)).toBeUndefined();
  expect(managedDocument(arn, attaching("a"), "policyArn")).toBeUndefined();
});

test("a policy of AWS that is not in the table has no document", () =>
  expect(managedDocument("arn:aws:iam::aws:policy/NoSuchPolicy", attaching("a"), "policyArn")).toBeUndefined());

test.each(["first", "second"])("all of AdministratorAccess is where the %s attachment names it", (name) => {
  const resource = attaching(name);
  const document = managedDocument(admin, resource, "policyArn");
  expect(document).toMatchObject({ kind: "identity", path: "policyArn", managedArn: admin, isPrivate: false, isSecret: false });
  expect(document?.resource).toBe(resource);
  expect(document?.statements).toHaveLength(1);
  const [statement] = document?.statements ?? [];
  expect(statement).toMatchObject({ effect: "Allow", actions: ["*"], resources: ["*"], conditions: [] });
  expect(statement?.document).toBe(document);
  expect(["actions[0]", "resources[0]", "effect", ""].map((at) => statement?.locate(at))).toEqual(Array(4).fill("policyArn"));
});

test("every statement of the table can be read, and allows or denies some actions", () => {
  for (const name of managedPolicyNames()) {
    const document = managedDocument(`arn:aws:iam::aws:policy/${name}`, attaching("a"), "policyArn");
    for (const { effect, actions, notActions } of document?.statements ?? []) {
      if (effect !== "Allow" && effect !== "Deny") throw new Error(`${name} does neither`);
      if ([actions ?? notActions ?? []].flat().length === 0) throw new Error(`${name} names no actions`);
    }
  }
});

test("a policy is known in full, a retired one by what made it dangerous", () => {
  const statementsOf = (name: string) => managedDocument(`arn:aws:iam::aws:policy/${name}`, attaching("a"), "policyArn")?.statements ?? [];
  expect(statementsOf("AmazonS3FullAccess").flatMap(({ actions }) => actions)).toEqual(["s3:*", "s3-object-lambda:*"]);
  expect(statementsOf("AWSLambdaFullAccess").flatMap(({ actions }) => actions)).toContain("iam:PassRole");
  expect(
    ["AWSLambdaFullAccess", "AWSLambda_FullAccess", "NoSuchPolicy"].map((name) => isRetired(`arn:aws:iam::aws:policy/${name}`)),
  ).toEqual([true, false, false]);
});

test.each(["{", "AdministratorAccess [", "Administrator", "\n", "a b"])("no part of the table is a name: %j", (name) =>
  expect(managedDocument(`arn:aws:iam::aws:policy/${name}`, attaching("a"), "policyArn")).toBeUndefined(),
);
