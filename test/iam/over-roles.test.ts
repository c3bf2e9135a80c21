import { describe, expect, test } from "vitest";
import { pathsOverRoles } from "../../src/data/tables.js";
import { grantRules } from "../../src/rules/iam/grants.js";
import { anyRes, evaluateMock, ref, type Spec, unknown } from "../suite.js";

/** What passes a privileged role of the stack, what a tag decides about, and who can only raise the one that becomes it. */

const account = "123456789012";
const document = (...Statement: readonly unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({ Effect: "Allow", Action, Resource, ...more });
const trusting = (Principal: unknown) => document({ Effect: "Allow", Action: "sts:AssumeRole", Principal });
const arnOf = (kind: string, name: string) => `arn:aws:iam::${account}:${kind}/${name}`;
const named = (kind: "role" | "user", name: string, inputs: object = {}): Spec =>
  anyRes(
    `aws:iam/${kind}:${kind === "role" ? "Role" : "User"}`,
    name,
    { name, ...inputs },
    { outputs: { arn: arnOf(kind, name), ...("tags" in inputs ? { tagsAll: inputs.tags } : {}) } },
  );
const dev = named("user", "dev");
const may = (...statements: readonly unknown[]): Spec =>
  anyRes("aws:iam/userPolicy:UserPolicy", "grants", { user: ref("dev"), policy: document(...statements) });
/** The same with values that are not known yet, which a text cannot hold. */
const mayOpen = (...statements: readonly unknown[]): Spec =>
  anyRes("aws:iam/userPolicy:UserPolicy", "grants", { user: ref("dev"), policy: { Version: "2012-10-17", Statement: statements } });
const target = (of: unknown, rights: readonly [unknown, unknown] = ["*", "*"], inputs: object = {}): Spec[] => [
  named("role", "target", { assumeRolePolicy: trusting(of), ...inputs }),
  anyRes("aws:iam/rolePolicy:RolePolicy", "rights", { role: ref("target"), policy: document(allow(...rights)) }),
];
const evaluated = (specs: readonly Spec[]) =>
  [grantRules["iam-policy-no-escalation"], grantRules["iam-principal-no-escalation"]].flatMap((rule) =>
    evaluateMock("it", rule, { of: specs }),
  );
const hopsOf = (...specs: readonly Spec[]): string[] =>
  evaluated(specs).flatMap(({ outcome, message }) =>
    outcome === "fail" && !message.startsWith("policy.Statement[0].Action grants") ? [message.replace(/^.*\): /, "")] : [],
  );
const isOpen = (...specs: readonly Spec[]): boolean => evaluated(specs).some(({ outcome }) => outcome === "unknown");
const pass = (resource: unknown, more: object = {}) => allow("iam:PassRole", resource, more);

/** On every resource, the rest of these is a path of its own; identity pools are trusted as providers. The labs have them. */
const others: ReadonlySet<string> = new Set(["apprunner-role", "cloudformation-change", "cloudformation-role", "cognito-roles"]);

describe.each(Object.entries(pathsOverRoles()).filter(([id]) => !others.has(id)))("%s", (_, { needs, passes: [service = ""] = [] }) => {
  const rest = needs.filter((need) => need !== "iam:PassRole");
  const word = service.replace(".amazonaws.com", "");
  const hop = `user "dev" can run code in ${word} as role "target", an administrator`;
  const of = { Service: service };
  test("finds the role that is named, a pattern that covers it, and every role", () => {
    for (const resource of [arnOf("role", "target"), arnOf("role", "tar*"), "*"])
      expect(hopsOf(dev, may(pass(resource), allow(rest, "*")), ...target(of))).toEqual([hop]);
  });
  test("finds rights in two policies", () => {
    const other = anyRes("aws:iam/userPolicy:UserPolicy", "more", { user: ref("dev"), policy: document(allow(rest, "*")) });
    expect(hopsOf(dev, may(pass(arnOf("role", "target"))), other, ...target(of))).toEqual([hop]);
  });
  test("is silent about a role without power, another role, another service, a Deny, and a right that is missing", () => {
    const rights = [pass(arnOf("role", "target")), allow(rest, "*")] as const;
    expect(hopsOf(dev, may(...rights), ...target(of, ["s3:GetObject", "arn:aws:s3:::b/*"]))).toEqual([]);
    expect(hopsOf(dev, may(pass(arnOf("role", "other")), allow(rest, "*")), ...target(of))).toEqual([]);
    expect(hopsOf(dev, may(...rights), ...target({ Service: "rds.amazonaws.com" }))).toEqual([]);
    expect(hopsOf(dev, may(...rights, { ...allow(rest.at(-1), "*"), Effect: "Deny" }), ...target(of))).toEqual([]);
    expect(hopsOf(dev, may(pass(arnOf("role", "target")), allow(rest.slice(1), "*")), ...target(of))).toEqual([]);
    const elsewhere = { Condition: { StringEquals: { "iam:PassedToService": "rds.amazonaws.com" } } };
    expect(hopsOf(dev, may(pass(arnOf("role", "target"), elsewhere), allow(rest, "*")), ...target(of))).toEqual([]);
  });
  test("an unknown resource leaves it open", () => {
    const specs = [dev, mayOpen(pass(unknown), allow(rest, "*")), ...target(of)];
    expect(hopsOf(...specs)).toEqual([]);
    expect(isOpen(...specs)).toBe(true);
  });
});

describe("a condition on a tag of what a right is used on", () => {
  const instance = (tags: object) => [
    ...target({ Service: "ec2.amazonaws.com" }),
    anyRes("aws:iam/instanceProfile:InstanceProfile", "profile", { name: "profile", role: ref("target") }),
    anyRes(
      "aws:ec2/instance:Instance",
      "it",
      { iamInstanceProfile: ref("profile", "name"), tags },
      { outputs: { arn: `arn:aws:ec2:eu-west-1:${account}:instance/i-0123456789abcdef0` } },
    ),
  ];
  const session = (Condition: object) => may(allow("ssm:StartSession", `arn:aws:ec2:*:${account}:instance/*`, { Condition }));
  const hop = 'user "dev" can open a session on instance "it", which runs as role "target", an administrator';
  test.each([
    ["equals", { StringEquals: { "ssm:resourceTag/env": ["dev", "test"] } }, { env: "dev" }],
    ["with the key in other case", { StringLike: { "aws:ResourceTag/Env": "d*" } }, { env: "dev" }],
    ["is not another", { StringNotEquals: { "aws:ResourceTag/env": "prod" } }, { env: "dev" }],
    ["is absent where it may be", { StringEqualsIfExists: { "aws:ResourceTag/env": "dev" } }, {}],
    ["is there", { Null: { "aws:ResourceTag/env": "false" } }, { env: "dev" }],
  ])("is met where the tag %s", (_, condition, tags) => {
    expect(hopsOf(dev, session(condition), ...instance(tags))).toEqual([hop]);
  });
  test.each([
    ["differs", { StringEquals: { "ssm:resourceTag/env": "dev" } }, { env: "prod" }],
    ["is absent", { StringEquals: { "aws:ResourceTag/env": "dev" } }, { other: "dev" }],
    ["is the one that is excluded", { StringNotEquals: { "aws:ResourceTag/env": "prod" } }, { env: "prod" }],
    ["must be absent", { Null: { "aws:ResourceTag/env": "true" } }, { env: "dev" }],
  ])("is not met where the tag %s", (_, condition, tags) => {
    expect(hopsOf(dev, session(condition), ...instance(tags))).toEqual([]);
  });
  test("is open where the tag is not known", () => {
    const specs = [dev, session({ StringEquals: { "aws:ResourceTag/env": "dev" } }), ...instance({ env: unknown })];
    expect(hopsOf(...specs)).toEqual([]);
    expect(isOpen(...specs)).toBe(true);
  });
  test("decides who can assume a role", () => {
    const may1 = may(allow("sts:AssumeRole", "*", { Condition: { StringEquals: { "aws:ResourceTag/team": "dev" } } }));
    const role = (team: string) => target({ AWS: `arn:aws:iam::${account}:root` }, ["*", "*"], { tags: { team } });
    expect(hopsOf(dev, may1, ...role("dev"))).toEqual(['user "dev" can assume role "target", an administrator']);
    expect(hopsOf(dev, may1, ...role("ops"))).toEqual([]);
  });
});

describe("somebody who can only raise the one that becomes them", () => {
  const lambda = `arn:aws:lambda:eu-west-1:${account}:function:job`;
  const job = (of: string) => [
    ...target({ Service: "lambda.amazonaws.com" }, ["iam:AttachUserPolicy", arnOf("user", of)]),
    anyRes("aws:lambda/function:Function", "job", { name: "job", role: ref("target", "arn") }, { outputs: { arn: lambda } }),
  ];
  const update = allow("lambda:UpdateFunctionCode", lambda);
  const through = 'can update the code of function "job", which runs as role "target"; role "target" can attach any policy to user "dev"';
  test("is worth becoming for that one", () => {
    expect(hopsOf(dev, may(update), ...job("dev"))).toEqual([`user "dev" ${through}`]);
  });
  test("is worth it over another principal", () => {
    const builder = named("role", "builder", { assumeRolePolicy: trusting({ AWS: `arn:aws:iam::${account}:root` }) });
    const rights = anyRes("aws:iam/rolePolicy:RolePolicy", "builder-rights", { role: ref("builder"), policy: document(update) });
    const [first] = hopsOf(dev, may(allow("sts:AssumeRole", arnOf("role", "builder"))), builder, rights, ...job("dev"));
    expect(first).toBe(`user "dev" can assume role "builder"; role "builder" ${through}`);
  });
  test("is not for anybody else", () => {
    expect(hopsOf(dev, may(update), named("user", "other"), ...job("other"))).toEqual([]);
  });
});

describe("a resource whose ARN is not in `arn`", () => {
  const rows = [
    [
      "aws:cloudformation/stack:Stack",
      { name: "it" },
      "iamRoleArn",
      "id",
      `arn:aws:cloudformation:eu-west-1:${account}:stack/it/0123`,
      "cloudformation:UpdateStack",
    ],
    [
      "aws:bedrock/agentcoreCodeInterpreter:AgentcoreCodeInterpreter",
      { name: "it" },
      "executionRoleArn",
      "codeInterpreterArn",
      `arn:aws:bedrock-agentcore:eu-west-1:${account}:code-interpreter/it-1`,
      ["bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"],
    ],
  ] as const;
  test.each(rows)("%s", (type, inputs, input, output, arn, action) => {
    const service = `${arn.split(":")[2]}.amazonaws.com`;
    const it = anyRes(type, "it", { ...inputs, [input]: ref("target", "arn") }, { outputs: { [output]: arn } });
    expect(hopsOf(dev, may(allow(action, arn)), it, ...target({ Service: service }))).toHaveLength(1);
    expect(hopsOf(dev, may(allow(action, `${arn}x`)), it, ...target({ Service: service }))).toEqual([]);
  });
  test("a stack is known by its name before it exists", () => {
    const it = anyRes(
      "aws:cloudformation/stack:Stack",
      "it",
      { name: "it", iamRoleArn: ref("target", "arn") },
      { outputs: { id: unknown } },
    );
    const to = (name: string) => allow("cloudformation:UpdateStack", `arn:aws:cloudformation:*:${account}:stack/${name}/*`);
    const role = target({ Service: "cloudformation.amazonaws.com" });
    expect(hopsOf(dev, may(to("it")), it, ...role)).toHaveLength(1);
    expect(hopsOf(dev, may(to("other")), it, ...role)).toEqual([]);
  });
});
