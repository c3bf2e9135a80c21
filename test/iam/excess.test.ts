import { describe, expect, test } from "vitest";
import { changes, excesses, managesPermissions, readsData, returnsCredentials, type Wanted } from "../../src/iam/access/excess.js";
import type { InHands } from "../../src/iam/access/grants.js";
import { type Boundary, onlyWith } from "../../src/iam/access/holder.js";
import { actionsMatching } from "../../src/iam/document/actions.js";
import type { Document } from "../../src/iam/document/document.js";
import { unknownString } from "../../src/model/value.js";
import { allow, deny, type Part } from "../rules/iam/helpers.js";
import { roleWith } from "./helpers.js";

/** The first of some documents in the hands of a role that has them all. */
function held(...documents: readonly (readonly Part[])[]): InHands & { readonly document: Document } {
  const { holder } = roleWith(...documents);
  const document = holder.lines[0]?.statement.document;
  if (document === undefined) throw new Error("no statement was read");
  return { document, hands: [onlyWith(holder, document)] };
}
/** A boundary of these statements. */
const boundary = (...statements: readonly Part[]): Boundary => ({ lines: roleWith(statements).holder.lines, unread: [] });
const limitedTo = (inHands: InHands, limit: Boundary): InHands => ({
  ...inHands,
  hands: inHands.hands.map((holder) => ({ ...holder, boundary: limit })),
});

/** What is granted too widely, a line for each service: the actions, and after @ the places. */
const found = (inHands: InHands, wanted: Wanted = changes): readonly string[] =>
  excesses(inHands, wanted).found.map(
    ({ service, actions, spots }) =>
      `${service}: ${actions.map(({ name }) => name.slice(service.length + 1)).join(" ")} @ ${spots.map(({ path }) => path).join(" ")}`,
  );
const open = (inHands: InHands, wanted: Wanted = changes): readonly string[] => excesses(inHands, wanted).open.map(({ path }) => path);

const tags: Part = { Condition: { StringEquals: { "aws:ResourceTag/team": "shop" } } };
const queues = "arn:aws:sqs:eu-west-1:123456789012:*";

describe("what a document grants on every resource", () => {
  test.each<[string, readonly Part[], readonly string[]]>([
    ["is told with its place", [allow("sqs:SendMessage")], ["sqs: SendMessage @ policy.Statement[0].Action"]],
    [
      "is one finding for each service",
      [allow(["sqs:SendMessage", "sns:Publish", "sqs:Delete*"])],
      [
        "sqs: SendMessage DeleteMessage DeleteQueue @ policy.Statement[0].Action[0] policy.Statement[0].Action[2]",
        "sns: Publish @ policy.Statement[0].Action[1]",
      ],
    ],
    [
      "is one finding over several statements",
      [allow("sqs:SendMessage"), allow("sqs:SendMessage")],
      ["sqs: SendMessage @ policy.Statement[0].Action policy.Statement[1].Action"],
    ],
    ["is what is wanted alone", [allow(["sqs:GetQueueUrl", "sqs:SendMessage"])], ["sqs: SendMessage @ policy.Statement[0].Action[1]"]],
    ["is nothing of a Deny", [deny("sqs:SendMessage")], []],
    ["is nothing where resources are named", [allow("sqs:SendMessage", queues)], []],
    ["is nothing under a condition that narrows", [allow("sqs:SendMessage", "*", tags)], []],
    [
      "is all the same under one that does not",
      [allow("sqs:SendMessage", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } })],
      ["sqs: SendMessage @ policy.Statement[0].Action"],
    ],
    ["is left to a larger finding: every action", [allow(["*", "*:*"])], []],
    ["is left to a larger finding: every action of a service", [allow("sqs:*")], []],
    ["is left to a larger finding: all but some actions", [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }], []],
    ["is nothing of actions that AWS does not know", [allow("sqs:SendMesage")], []],
  ])("%s", (_, statements, lines) => expect(found(held(statements))).toEqual(lines));

  test("is every action of a service too, where such grants are not findings of their own", () =>
    expect(found(held([allow("sqs:*")]), managesPermissions)).toEqual([
      "sqs: AddPermission RemovePermission SetQueueAttributes @ policy.Statement[0].Action",
    ]));

  test("has the patterns as they are written, each once", () => {
    const [excess] = excesses(held([allow(["sqs:Send*", "SQS:SendMessage"]), allow("sqs:Send*")]), changes).found;
    expect(excess?.patterns).toEqual(["sqs:Send*", "SQS:SendMessage"]);
  });
});

describe("it stays open", () => {
  test.each<[string, readonly Part[], readonly string[]]>([
    ["where the actions are unknown", [allow(unknownString)], ["policy.Statement[0].Action"]],
    ["where one of them is", [allow(["sns:ListTopics", unknownString])], ["policy.Statement[0].Action[1]"]],
    [
      "where the effect is unknown, told once",
      [{ ...allow(["sqs:SendMessage", "sns:Publish"]), Effect: unknownString }],
      ["policy.Statement[0].Effect"],
    ],
    ["where the resources are", [allow("sqs:SendMessage", unknownString)], ["policy.Statement[0].Resource"]],
    ["where the conditions are", [allow("sqs:SendMessage", "*", { Condition: unknownString })], ["policy.Statement[0].Condition"]],
    ["not where the resources are named", [allow(unknownString, queues)], []],
    ["not where nothing that is wanted is granted", [{ ...allow("sns:ListTopics"), Effect: unknownString }], []],
    ["not where all is known", [allow("sqs:SendMessage")], []],
  ])("%s", (_, statements, places) => expect(open(held(statements))).toEqual(places));

  test("where what is found is reported as well", () => {
    const both = held([allow(["sqs:SendMessage", unknownString])]);
    expect([found(both), open(both)]).toEqual([["sqs: SendMessage @ policy.Statement[0].Action[0]"], ["policy.Statement[0].Action[1]"]]);
  });
});

test("another document of the holder that is not known yet is not a doubt", () => {
  const { document, hands } = held([allow("sqs:SendMessage")]);
  const spot = { resource: document.resource, path: "elsewhere" };
  const unread = { document, hands: hands.map((holder) => ({ ...holder, unread: [spot] })) };
  expect([found(unread), open(unread)]).toEqual([["sqs: SendMessage @ policy.Statement[0].Action"], []]);
});

describe("whoever holds the document does not have", () => {
  const grant = allow(["sqs:SendMessage", "sqs:DeleteMessage"]);
  const left = ["sqs: SendMessage @ policy.Statement[0].Action[0]"];

  test("what the document itself denies", () => expect(found(held([grant, deny("sqs:Delete*")]))).toEqual(left));
  test("what another document denies", () => expect(found(held([grant], [deny("sqs:Delete*")]))).toEqual(left));
  test("what the boundary leaves out", () => expect(found(limitedTo(held([grant]), boundary(allow("sqs:Send*"))))).toEqual(left));
  test("on every resource what the boundary allows on some", () =>
    expect(found(limitedTo(held([grant]), boundary(allow("sqs:*", queues), allow("sqs:SendMessage"))))).toEqual(left));
  test("unless a Deny is for some resources or conditions only", () => {
    const all = ["sqs: SendMessage DeleteMessage @ policy.Statement[0].Action[0] policy.Statement[0].Action[1]"];
    expect(found(held([grant, deny("sqs:Delete*", `${queues}-dead`)]))).toEqual(all);
    expect(found(held([grant, deny("sqs:Delete*", "*", tags)]))).toEqual(all);
  });

  test("but one of several holders who has it is enough", () => {
    const { document, hands } = held([grant]);
    const [holder] = hands;
    if (holder === undefined) throw new Error("nobody holds the document");
    const none = { ...holder, boundary: boundary(allow("s3:*")) };
    expect(found({ document, hands: [none] })).toEqual([]);
    expect(found({ document, hands: [none, holder] })).toHaveLength(1);
    expect(found({ document, hands: [] })).toEqual([]);
  });
});

describe("what is asked for", () => {
  const wanted = ({ isWanted }: Wanted): readonly string[] =>
    actionsMatching("*")
      .filter(isWanted)
      .map(({ name }) => name);

  test.each([
    ["sqs:SendMessage", true],
    ["sqs:AddPermission", true],
    ["sqs:TagQueue", false],
    ["sqs:ReceiveMessage", false],
    ["sns:ListTopics", false],
    // AWS takes no resource for it.
    ["sns:CreatePlatformEndpoint", false],
    ["cloudwatch:PutMetricData", false],
    // A finding of its own.
    ["iam:PassRole", false],
  ])("%s changes something that can be named: %s", (name, expected) => expect(wanted(changes).includes(name)).toBe(expected));

  test("are actions that change permissions, whether or not their resources can be named", () => {
    expect(
      actionsMatching("sqs:*")
        .filter(managesPermissions.isWanted)
        .map(({ name }) => name),
    ).toEqual(["sqs:AddPermission", "sqs:RemovePermission", "sqs:SetQueueAttributes"]);
    expect(wanted(managesPermissions)).toContain("dynamodb:UpdateAbacStatus");
    // The tables list them at this level, though they only read.
    for (const read of ["glue:GetQuery", "backup:ListIndexedRecoveryPointsForSearch", "quicksight:DescribeTopicPermissions"])
      expect(wanted(managesPermissions)).not.toContain(read);
  });

  test("are actions that read objects, parameters and secrets", () =>
    expect(wanted(readsData)).toEqual([
      "s3:GetObject",
      "secretsmanager:GetSecretValue",
      "ssm:GetParameter",
      "ssm:GetParameters",
      "ssm:GetParametersByPath",
    ]));

  test.each([
    ["airflow", ["CreateCliToken", "CreateWebLoginToken"]],
    ["appsync", ["CreateApiKey"]],
    ["chime", ["CreateApiKey"]],
    ["cloud9", ["CreateEnvironmentToken"]],
    ["codepipeline", ["PollForJobs"]],
    ["cognito-identity", ["GetCredentialsForIdentity", "GetOpenIdToken", "GetOpenIdTokenForDeveloperIdentity"]],
    ["connect", ["GetFederationToken"]],
    ["ec2", ["GetPasswordData"]],
    ["emr-containers", ["GetManagedEndpointSessionCredentials"]],
    ["finspace-api", ["GetProgrammaticAccessCredentials"]],
    ["gamelift", ["GetComputeAccess", "GetComputeAuthToken", "GetInstanceAccess", "RequestUploadCredentials"]],
    ["grafana", ["CreateWorkspaceApiKey"]],
    [
      "iam",
      ["CreateAccessKey", "CreateLoginProfile", "CreateServiceSpecificCredential", "ResetServiceSpecificCredential", "UpdateAccessKey"],
    ],
    ["license-manager", ["GetAccessToken"]],
    [
      "lightsail",
      ["CreateBucketAccessKey", "DownloadDefaultKeyPair", "GetInstanceAccessDetails", "GetRelationalDatabaseMasterUserPassword"],
    ],
    ["mediapackage", ["RotateChannelCredentials", "RotateIngestEndpointCredentials"]],
    ["rds-db", ["connect"]],
    ["redshift", ["GetClusterCredentials", "GetClusterCredentialsWithIAM"]],
    ["redshift-serverless", ["GetCredentials"]],
    ["sts", ["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"]],
    ["s3", []],
  ])("are credentials that %s hands out: %j", (service, names) =>
    expect(
      wanted(returnsCredentials)
        .filter((name) => name.startsWith(`${service}:`))
        .sort(),
    ).toEqual(names.map((name) => `${service}:${name}`)),
  );
});
