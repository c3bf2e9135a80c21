import { describe, expect, test } from "vitest";
import { grammarOf } from "../../src/iam/lint/grammar.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { documentsIn, said } from "./helpers.js";

type Part = Readonly<Record<string, unknown>>;
/** What is said of the first document of a resource. */
function of(type: string, inputs: Part): string[] {
  const [document] = documentsIn(type, inputs);
  if (document === undefined) throw new Error("no document was read");
  return said(grammarOf(document));
}
const identity = (policy: unknown): string[] => of("aws:iam/policy:Policy", { policy });
const allow: Part = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
/** What is said of one statement that would be right but for a part of it. */
const but = (part: Part): string[] => identity({ Statement: [{ ...allow, ...part }] });
const open: Part = { ...allow, Principal: "*" };
const door = (part: Part, type = "aws:s3/bucketPolicy:BucketPolicy", input = "policy"): string[] =>
  of(type, { [input]: { Statement: [{ ...open, ...part }] } });
const assume: Part = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } };
const trust = (...parts: readonly Part[]): string[] =>
  of("aws:iam/role:Role", { assumeRolePolicy: { Statement: parts.map((part) => ({ ...assume, ...part })) } });
const control = (inputs: Part, statement: Part): string[] =>
  of("aws:organizations/policy:Policy", { content: { Statement: [{ ...allow, Effect: "Deny", ...statement }] }, ...inputs });

describe("a document", () => {
  test.each<[string, unknown, string[]]>([
    ["with all that it may have", { Version: "2012-10-17", Id: "x", Statement: [allow] }, []],
    ["in other letters", { version: "2012-10-17", ID: "x", statement: [allow] }, []],
    ["with one statement and no list", { Statement: allow }, []],
    ["with a version of old", { Version: "2008-10-17", Statement: [] }, []],
    ["with no version", { Version: null, Statement: [] }, []],
    ["with another version", { version: "2012-10-18", Statement: [] }, ['policy.version is another version, expected "2012-10-17"']],
    ["with a version not known", { Version: unknown, Statement: [] }, ["policy.Version?"]],
    ["with no statements", { Version: "2012-10-17" }, ["policy has no list `Statement`"]],
    ["with a text for statements", { Statement: "x" }, ["policy has no list `Statement`"]],
    ["with the id of its one statement not known", { Statement: { ...allow, Sid: unknown } }, ["policy.Statement.Sid?"]],
    ["with statements not known", { Statement: unknown }, ["policy.Statement?"]],
    ["with one statement not known", { Statement: [allow, unknown] }, ["policy.Statement[1]?"]],
    ["with a text among its statements", { Statement: ["x", allow] }, ["policy.Statement[0] is not an object"]],
    ["with another element", { Statement: [], Comment: "" }, ["policy.Comment is not an element of a policy document"]],
    ["with an element twice", { Statement: [], statement: [] }, ["policy.statement is repeated in another letter case"]],
    [
      "whose text has a key twice",
      '{"Statement":[{"Effect":"Deny","Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
      ["policy has the key `Effect` twice in one object"],
    ],
    ["whose text has a key in two statements", JSON.stringify({ Statement: [allow, allow] }), []],
  ])("%s", (_, policy, expected) => expect(identity(policy)).toEqual(expected));

  test("a secret one shows neither its keys nor its texts", () => {
    const wrapped = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
    const value = '{"Statement":{"Effect":"Deny","Effect":"Allow","Action":"mine","Resource":"*"}}';
    expect(identity({ ...wrapped, value })).toEqual([
      "policy has the key `[secret]` twice in one object",
      'policy.Statement.Action is not a valid action: "[secret]"',
    ]);
  });
});

describe("the ids of statements", () => {
  const ids = (...sids: readonly unknown[]): string[] =>
    of("aws:s3/bucketPolicy:BucketPolicy", { policy: { Statement: sids.map((Sid) => ({ ...open, Sid })) } });

  test.each<[string, unknown[], string[]]>([
    ["differ", ["A", "B"], []],
    ["differ by letter case", ["A", "a"], []],
    ["may be missing", [undefined, null, undefined, null], []],
    ["may be empty", ["", ""], []],
    ["may hold any letters in a resource's policy", ["my sid!"], []],
    ["are unique", ["A", "B", "A"], ["policy.Statement[2].Sid is used twice in the document"]],
    ["that are not known", ["A", unknown, unknown], ["policy.Statement[1].Sid?", "policy.Statement[2].Sid?"]],
  ])("%s", (_, sids, expected) => expect(ids(...sids)).toEqual(expected));

  test.each(["", "Read1", "0", 7])("hold letters and digits alone in an identity policy: %s", (Sid) => expect(but({ Sid })).toEqual([]));
  test.each(["my sid", "a-b", "-a", "a."])("hold nothing else: %s", (Sid) => {
    expect(but({ Sid })).toEqual(["policy.Statement[0].Sid has characters other than letters and digits"]);
    expect(trust({ Sid })).toEqual(["assumeRolePolicy.Statement[0].Sid has characters other than letters and digits"]);
  });
});

describe("a statement of an identity policy", () => {
  const at = "policy.Statement[0]";
  test.each<[string, Part, string[]]>([
    ["that denies", { Effect: "Deny" }, []],
    ["with an effect in other letters", { Effect: "allow" }, [`${at}.Effect is another value, expected "Allow" or "Deny"`]],
    ["without an effect", { Effect: undefined }, [`${at}.Effect is unset, expected "Allow" or "Deny"`]],
    ["with an effect not known", { Effect: unknown }, [`${at}.Effect?`]],
    ["with an element of none", { Resources: "*" }, [`${at}.Resources is not an element of a policy document. Did you mean "Resource"?`]],
    ["with an element twice", { action: "s3:*" }, [`${at}.action is repeated in another letter case`]],
    ["without actions", { Action: null }, [`${at} has neither \`Action\` nor \`NotAction\``]],
    ["without resources", { Resource: undefined }, [`${at} has neither \`Resource\` nor \`NotResource\``]],
    ["of other actions", { Action: undefined, NotAction: ["iam:*"] }, []],
    ["on other resources", { Resource: undefined, NotResource: "arn:aws:s3:::b" }, []],
    ["with actions and other actions", { NotAction: "iam:*" }, [`${at}.NotAction is set together with \`Action\``]],
    ["with resources and other resources", { NotResource: "*" }, [`${at}.NotResource is set together with \`Resource\``]],
    ["with one of both not known", { NotAction: unknown }, [`${at}.NotAction?`]],
    ["with both not known", { Action: unknown, NotAction: unknown }, [`${at}.Action?`, `${at}.NotAction?`]],
    ["with an action not known", { Action: ["s3:GetObject", unknown] }, [`${at}.Action[1]?`]],
    ["with a number for an action", { Action: ["s3:GetObject", 5] }, [`${at}.Action[1] is not a string or a list of strings`]],
    ["with an object for a resource", { Resource: {} }, [`${at}.Resource is not a string or a list of strings`]],
    ["with a wrong action", { Action: ["s3:*", "s3"] }, [`${at}.Action[1] is not a valid action: "s3"`]],
    ["with a wrong other action", { Action: undefined, NotAction: "s3" }, [`${at}.NotAction is not a valid action: "s3"`]],
    ["with a wrong other resource", { Resource: undefined, NotResource: "b" }, [`${at}.NotResource is not a valid resource: "b"`]],
    ["with a principal", { Principal: "*" }, [`${at}.Principal is not allowed in an identity policy`]],
    ["with another principal", { NotPrincipal: {} }, [`${at}.NotPrincipal is not allowed in an identity policy`]],
    ["with a principal set to nothing", { Principal: null }, []],
    ["with a principal not known", { Principal: unknown }, [`${at}.Principal?`]],
    ["with conditions that are a list", { condition: [] }, [`${at}.condition is not an object of condition operators`]],
    ["with no conditions", { Condition: null }, []],
    ["with a condition not known", { Condition: { Bool: unknown } }, [`${at}.Condition.Bool?`]],
  ])("%s", (_, part, expected) => expect(but(part)).toEqual(expected));
});

describe("actions", () => {
  test.each(["*", "**", "?*", "*:*", "*:Get*", "s3:GetObject", "s3:*", "S3:get?bject", "execute-api:Invoke", "a_b:c-d"])("%s", (Action) =>
    expect(but({ Action })).toEqual([]),
  );
  test.each(["", "s3", "s3:", ":x", "s3:Get Object", "s 3:x", " s3:x", "s3:x ", "*x", "x*", "s*:x", "s3:a:b", "?:x"])("not %s", (Action) =>
    expect(but({ Action })).toEqual([`policy.Statement[0].Action is not a valid action: "${Action}"`]),
  );
  test.each(["sts:AssumeRole", "STS:TagSession", "sts:*", "*", "*:*"])("of a trust policy: %s", (Action) =>
    expect(trust({ Action })).toEqual([]),
  );
  test.each(["s3:GetObject", "stsx:AssumeRole", "my-sts:AssumeRole", "sts", "sts AssumeRole"])("of no trust policy: %s", (Action) =>
    expect(trust({ Action })).toEqual([`assumeRolePolicy.Statement[0].Action is not a valid action: "${Action}"`]),
  );
});

describe("resources", () => {
  const variable = (name: string): string => `\${${name}}`;
  test.each([
    ...["*", "?*", "*:b"],
    ...["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc", "*", "aws*", "a?s", "aws-*-x"].map(
      (partition) => `arn:${partition}:s3:::b`,
    ),
    `arn:${variable("aws:Partition")}:s3:::b`,
    ...["us-east-1", "us-gov-west-1", "ap-southeast-12", "eusc-de-east-1", "", "global", "aws-global", "*", "us-*", "us-east-?"].map(
      (region) => `arn:aws:sqs:${region}:123456789012:q`,
    ),
    `arn:aws:sqs:us-${variable("x")}-1:123456789012:q`,
    `arn:aws:sqs:${variable("aws:RequestedRegion")}:${variable("aws:PrincipalAccount")}:${variable("aws:username")}`,
    ...["", "aws", "cloudfront", "a123", "1234*", "12345678901?", "123456789012", `1234${variable("rest")}`].map(
      (account) => `arn:aws:ec2:us-east-1:${account}:image/i`,
    ),
    ...[
      "arn:*",
      "arn:aws:s3*",
      "arn:aws:s3:*",
      "arn:aws:iam:*:123456789012:role/x",
      "arn:aws:iam:us-*:123456789012:role/x",
      "arn:aws:iam:*-1::role/x",
      "arn:aws:iam::123456789012:role/x",
    ],
    ...["arn:aws:logs:us-east-1:123456789012:log-group:g:*", "arn:aws:s3:::B"],
  ])("%s", (Resource) => expect(but({ Resource })).toEqual([]));

  test.each([
    ...["", "b", "b*", "ARN:aws:s3:::b", "my:arn:aws:s3:::b", "arn:aws:s3", "arn:aws:s3:us-east-1:123456789012", "arn", "arn:"],
    ...["", "aw", "aws-china", "aws-iso-x", "aws-isob", "myaws", "awsx", "aws_gov", "xx", "a b*"].map(
      (partition) => `arn:${partition}:s3:::b`,
    ),
    ...["us-east", "us-east-123", "u-east-1", "south-east-1", "us-1", "us-east-1a", "-us-east-1", "useast1", "globally", "awsglobal"].map(
      (region) => `arn:aws:sqs:${region}:123456789012:q`,
    ),
    ...["12345", "1234567890123", "12345678901a", "a123456789012"].map((account) => `arn:aws:sqs:us-east-1:${account}:q`),
    ...["arn:aws:SQS:us-east-1:123456789012:q", "arn:aws:iam:us-east-1:123456789012:role/r", "arn:aws:iam:global:123456789012:role/r"],
    `arn:aws:s3:::b/\${aws:username`,
  ])("not %s", (Resource) => expect(but({ Resource })).toEqual([`policy.Statement[0].Resource is not a valid resource: "${Resource}"`]));
});

describe("a statement of a resource's policy", () => {
  test.each<[string, Part, string[]]>([
    ["needs a principal", { Principal: undefined }, ["policy.Statement[0] has neither `Principal` nor `NotPrincipal`"]],
    ["names resources", { Resource: ["arn:aws:s3:::b", unknown] }, ["policy.Statement[0].Resource[1]?"]],
    ["names them by their ARNs", { Resource: "b/*" }, ['policy.Statement[0].Resource is not a valid resource: "b/*"']],
    ["is no way to become a role", { Principal: { Federated: "example.com" }, Action: "sts:AssumeRole" }, []],
    ["may name what it leaves out", { Resource: undefined, NotResource: "arn:aws:s3:::b" }, []],
    [
      "names what it leaves out by their ARNs",
      { Resource: undefined, NotResource: "b" },
      ['policy.Statement[0].NotResource is not a valid resource: "b"'],
    ],
  ])("%s", (_, part, expected) => expect(door(part)).toEqual(expected));

  const bare = { Resource: undefined };
  const none = ["policy.Statement[0] has neither `Resource` nor `NotResource`"];
  test.each([
    ...["s3/bucketPolicy:BucketPolicy", "sns/topicPolicy:TopicPolicy", "kms/key:Key", "kms/keyPolicy:KeyPolicy"],
    "secretsmanager/secretPolicy:SecretPolicy",
  ])("must show the resource: %s", (type) => expect(door(bare, `aws:${type}`)).toEqual(none));
  test.each(["ecr/repositoryPolicy:RepositoryPolicy", "kms/replicaKey:ReplicaKey", "sqs/queuePolicy:QueuePolicy", "s3/bucket:Bucket"])(
    "may leave the resource out: %s",
    (type) => {
      expect(door(bare, `aws:${type}`)).toEqual([]);
      expect(door({ Resource: null }, `aws:${type}`)).toEqual([]);
    },
  );

  test("may name a method of its API without the ARN", () => {
    const api = "aws:apigateway/restApiPolicy:RestApiPolicy";
    expect(door({ Resource: "execute-api:/*/GET/*" }, api)).toEqual([]);
    expect(door({ Resource: "my-execute-api:/*" }, api)).toHaveLength(1);
    expect(but({ Resource: "execute-api:/*" })).toHaveLength(1);
  });
});

describe("a statement of a trust policy", () => {
  const at = "assumeRolePolicy.Statement[0]";
  const nobody = "does not let principals of this kind assume the role";
  const saml = { Federated: "arn:aws:iam::123456789012:saml-provider/okta" };
  test.each<[string, Part, string[]]>([
    ["is right", {}, []],
    ["has no resource", { Resource: "*" }, [`${at}.Resource is not allowed in a trust policy`]],
    ["has no other resource", { NotResource: unknown }, [`${at}.NotResource?`]],
    ["has a principal", { Principal: undefined }, [`${at} has neither \`Principal\` nor \`NotPrincipal\``]],
    ["has an action", { Action: undefined }, [`${at} has neither \`Action\` nor \`NotAction\``]],
    ["is for the kind of its principals", { Principal: saml, Action: ["sts:AssumeRole"] }, [`${at}.Action ${nobody}`]],
    ["may be right once its actions are known", { Principal: saml, Action: unknown }, [`${at}.Action?`]],
    ["may be right once one is known", { Principal: saml, Action: ["sts:AssumeRole", unknown] }, [`${at}.Action[1]?`]],
    [
      "may be right once its principal is known",
      { Principal: { AWS: unknown }, Action: "sts:AssumeRoleWithSAML" },
      [`${at}.Principal.AWS?`],
    ],
  ])("%s", (_, part, expected) => expect(trust(part)).toEqual(expected));

  test("each is evaluated by its own actions and principals", () =>
    expect(trust({}, { Principal: saml, Action: "sts:AssumeRole" })).toEqual([`assumeRolePolicy.Statement[1].Action ${nobody}`]));
});

describe("a ceiling", () => {
  const everyone = { Principal: "*" };
  const unset = ["content.Statement[0].Principal is not allowed in a service control policy"];
  test.each<[string, Part, Part, string[]]>([
    ["for an organisation names no principal", {}, everyone, unset],
    ["of services names no principal", { type: "SERVICE_CONTROL_POLICY" }, everyone, unset],
    ["of resources names principals", { type: "RESOURCE_CONTROL_POLICY" }, everyone, []],
    ["may leave its resources out", {}, { Resource: undefined }, []],
    ["names resources", {}, { Resource: ["*", "arn:aws:s3:::b", unknown] }, ["content.Statement[0].Resource[2]?"]],
    ["names them by their ARNs", {}, { Resource: "b" }, ['content.Statement[0].Resource is not a valid resource: "b"']],
    [
      "names what it leaves out by their ARNs",
      {},
      { Resource: undefined, NotResource: ["arn:aws:iam::*:role/admin", "admin"] },
      ['content.Statement[0].NotResource[1] is not a valid resource: "admin"'],
    ],
    ["may have any id", {}, { Sid: "my sid" }, []],
    ["has actions", {}, { Action: "s3" }, ['content.Statement[0].Action is not a valid action: "s3"']],
  ])("%s", (_, inputs, statement, expected) => expect(control(inputs, statement)).toEqual(expected));

  test("of an endpoint names principals, and need not", () => {
    expect(door({}, "aws:ec2/vpcEndpoint:VpcEndpoint")).toEqual([]);
    expect(door({ Principal: undefined }, "aws:ec2/vpcEndpoint:VpcEndpoint")).toEqual([]);
  });
});
