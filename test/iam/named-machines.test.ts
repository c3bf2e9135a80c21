import { describe, expect, test } from "vitest";
import { grantRules } from "../../src/rules/iam/grants.js";
import { anyRes, evaluateMock, ref, type Spec, unknown } from "../suite.js";

/** Rights over one resource of the stack that runs as a role, beyond the paths that pathfinding.cloud describes. */

const account = "123456789012";
const at = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:${account}:${rest}`;
const document = (...Statement: readonly unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({ Effect: "Allow", Action, Resource, ...more });
const iam = (kind: "role" | "user" | "group", name: string, inputs: object = {}): Spec =>
  anyRes(
    `aws:iam/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
    name,
    { name, ...inputs },
    { outputs: { arn: `arn:aws:iam::${account}:${kind}/${name}` } },
  );
const dev = iam("user", "dev");
const may = (...statements: readonly unknown[]): Spec =>
  anyRes("aws:iam/userPolicy:UserPolicy", "grants", { user: ref("dev"), policy: document(...statements) });
const trust = (service: string) =>
  document({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: `${service}.amazonaws.com` } });
const role = (isAdmin: boolean, service: string): Spec[] => [
  iam("role", "target", { assumeRolePolicy: trust(service) }),
  anyRes("aws:iam/rolePolicy:RolePolicy", "rights", {
    role: ref("target"),
    policy: document(isAdmin ? allow("*", "*") : allow("s3:GetObject", "arn:aws:s3:::b/*")),
  }),
];
const roleArn = `arn:aws:iam::${account}:role/target`;
const profile = anyRes("aws:iam/instanceProfile:InstanceProfile", "profile", { name: "profile", role: ref("target") });
const it = (type: string, inputs: Readonly<Record<string, unknown>>, arn?: string): Spec =>
  anyRes(type, "it", inputs, arn === undefined ? {} : { outputs: { arn } });

const found = (...specs: readonly Spec[]): string[] =>
  evaluateMock("it", grantRules["iam-policy-no-escalation"], { of: [dev, ...specs] }).flatMap(({ outcome, message }) =>
    outcome === "fail" && !message.startsWith("policy.Statement[0].Action grants") ? [message.replace(/^.*\): /, "")] : [],
  );

const states = at("states", "stateMachine:it");
const lambda = at("lambda", "function:it");
const project = at("codebuild", "project/it");
const task = anyRes("aws:ecs/taskDefinition:TaskDefinition", "task", { family: "task", taskRoleArn: ref("target", "arn") });
const service = (inputs: Readonly<Record<string, unknown>>) =>
  it(
    "aws:ecs/service:Service",
    { taskDefinition: ref("task", "arn"), cluster: at("ecs", "cluster/main"), enableExecuteCommand: true, ...inputs },
    at("ecs", "service/main/it"),
  );
const cluster = at("elasticmapreduce", "cluster/j-1");
const emr = it("aws:emr/cluster:Cluster", { ec2Attributes: { instanceProfile: ref("profile", "arn") } }, cluster);
const job = (jobRoleArn: string | undefined, inputs: object = {}) =>
  it(
    "aws:batch/jobDefinition:JobDefinition",
    { name: "it", containerProperties: JSON.stringify({ image: "i", executionRoleArn: roleArn, jobRoleArn }), ...inputs },
    at("batch", "job-definition/it:3"),
  );
const queue = at("batch", "job-queue/main");
const submit = allow("batch:SubmitJob", [at("batch", "job-definition/it*"), queue]);
const instance = at("ec2", "instance/i-0123456789abcdef0");
const server = it("aws:ec2/instance:Instance", { iamInstanceProfile: ref("profile", "name") }, instance);
const associate = (of: string) => allow("ssm:CreateAssociation", [instance, `arn:aws:ssm:*:*:document/${of}`]);
const user = at("sagemaker", "user-profile/d-1/it");
const studio = it("aws:sagemaker/userProfile:UserProfile", { userSettings: { executionRole: ref("target", "arn") } }, user);
const family = it(
  "aws:ecs/taskDefinition:TaskDefinition",
  { family: "it", taskRoleArn: ref("target", "arn") },
  at("ecs", "task-definition/it:7"),
);
const pass = allow("iam:PassRole", roleArn);
const glue = it("aws:glue/job:Job", { name: "it", roleArn: ref("target", "arn") }, at("glue", "job/it"));
const machine = it("aws:sfn/stateMachine:StateMachine", { roleArn: ref("target", "arn") }, states);
const worker = it("aws:lambda/function:Function", { role: ref("target", "arn") }, lambda);
const builds = it("aws:codebuild/project:Project", { serviceRole: ref("target", "arn") }, project);
const exec = (...resources: readonly string[]) => allow("ecs:ExecuteCommand", resources);

type Case = readonly [does: string, of: string, grants: readonly unknown[], machine: readonly Spec[]];
const cases: readonly Case[] = [
  ["rewrite state machine", "states", [allow("states:UpdateStateMachine", states)], [machine]],
  ["rewrite state machine", "states", [allow("states:Update*", "*")], [machine]],
  ["put layers into function", "lambda", [allow("lambda:UpdateFunctionConfiguration", lambda)], [worker]],
  ["rewrite the commands of build project", "codebuild", [allow("codebuild:UpdateProject", project)], [builds]],
  ["open a shell in the tasks of service", "ecs-tasks", [exec(at("ecs", "cluster/main"), at("ecs", "task/main/*"))], [task, service({})]],
  ["open a shell in the tasks of service", "ecs-tasks", [exec(at("ecs", "task/main/*"))], [task, service({})]],
  ["open a shell in the tasks of service", "ecs-tasks", [exec("arn:aws:ecs:*:*:cluster/main")], [task, service({ cluster: "main" })]],
  ["open a shell in the tasks of service", "ecs-tasks", [exec(at("ecs", "cluster/default"))], [task, service({ cluster: undefined })]],
  ["run commands on EMR cluster", "ec2", [allow("elasticmapreduce:AddJobFlowSteps", cluster)], [profile, emr]],
  ["run commands in job", "ecs-tasks", [submit], [job(roleArn)]],
  ["run commands on instance", "ec2", [associate("AWS-RunShellScript")], [profile, server]],
  ["open the Studio of user profile", "sagemaker", [allow("sagemaker:CreatePresignedDomainUrl", user)], [studio]],
  ["run commands in a task of", "ecs-tasks", [pass, allow("ecs:RunTask", at("ecs", "task-definition/it:*"))], [family]],
  ["rewrite Glue job", "glue", [pass, allow("glue:UpdateJob", at("glue", "job/it"))], [glue]],
];

describe("a right over a resource", () => {
  for (const [does, of, grants, made] of cases) {
    const what = `${does}, by ${JSON.stringify(grants)}`;
    test(`that runs as an administrator: ${what}`, () =>
      expect(found(may(...grants), ...role(true, of), ...made)).toEqual([
        `user "dev" can ${does} "it", which runs as role "target", an administrator`,
      ]));
    test(`that runs as an ordinary role is none: ${what}`, () => expect(found(may(...grants), ...role(false, of), ...made)).toEqual([]));
    test(`is taken back by a Deny: ${what}`, () =>
      expect(found(may(...grants, { ...allow("*", "*"), Effect: "Deny" }), ...role(true, of), ...made)).toEqual([]));
  }

  test.each<[string, string, readonly unknown[], readonly Spec[]]>([
    ["of another state machine", "states", [allow("states:UpdateStateMachine", `${states}-other`)], [machine]],
    ["that only starts a state machine", "states", [allow("states:StartExecution", states)], [machine]],
    ["over no machine of the stack", "states", [allow("states:UpdateStateMachine", "*")], []],
    ["over tasks without exec", "ecs-tasks", [exec("*")], [task, service({ enableExecuteCommand: false })]],
    ["over tasks where exec is left out", "ecs-tasks", [exec("*")], [task, service({ enableExecuteCommand: undefined })]],
    ["over tasks of another cluster", "ecs-tasks", [exec(at("ecs", "task/other/*"), at("ecs", "cluster/other"))], [task, service({})]],
    ["over tasks in another account", "ecs-tasks", [exec("arn:aws:ecs:eu-west-1:999988887777:task/main/*")], [task, service({})]],
    ["over the service itself", "ecs-tasks", [exec(at("ecs", "service/main/it"))], [task, service({})]],
    ["over a job that only its agent has the role for", "ecs-tasks", [submit], [job(undefined)]],
    ["over a job without a queue", "ecs-tasks", [allow("batch:SubmitJob", at("batch", "job-definition/it*"))], [job(roleArn)]],
    ["over a queue without the job", "ecs-tasks", [allow("batch:SubmitJob", queue)], [job(roleArn)]],
    ["by a harmless document", "ec2", [associate("Restart")], [profile, server]],
    ["to run tasks without passing their role", "ecs-tasks", [allow("ecs:RunTask", at("ecs", "task-definition/it:*"))], [family]],
    ["to run tasks, passing another role", "ecs-tasks", [allow("iam:PassRole", `${roleArn}-other`), allow("ecs:RunTask", "*")], [family]],
    ["to rewrite a job without passing its role", "glue", [allow("glue:UpdateJob", at("glue", "job/it"))], [glue]],
    [
      "with a condition that narrows",
      "lambda",
      [allow("lambda:UpdateFunctionConfiguration", lambda, { Condition: { StringEquals: { "aws:ResourceTag/team": "a" } } })],
      [worker],
    ],
  ])("leads nowhere: %s", (_, of, grants, made) => expect(found(may(...grants), ...role(true, of), ...made)).toEqual([]));

  test("is open while it is not known whether one may run commands in tasks", () =>
    expect(
      evaluateMock("it", grantRules["iam-policy-no-escalation"], {
        of: [dev, may(exec(at("ecs", "cluster/main"))), ...role(true, "ecs-tasks"), task, service({ enableExecuteCommand: unknown })],
      }).map(({ outcome }) => outcome),
    ).toEqual(["unknown"]));

  test("counts before the resource is there, by its name", () => {
    const made = (inputs: Readonly<Record<string, unknown>>) =>
      it("aws:sfn/stateMachine:StateMachine", { ...inputs, roleArn: ref("target", "arn") });
    const count = (pattern: string, inputs: Readonly<Record<string, unknown>>) =>
      found(may(allow("states:UpdateStateMachine", pattern)), ...role(true, "states"), made(inputs)).length;
    expect([count(states, { name: "it" }), count(states, { name: "x" }), count(`${states}-*`, {}), count(`${states}x-*`, {})]).toEqual([
      1, 0, 1, 0,
    ]);
  });
});

describe("a right over a group or a user", () => {
  const arn = (kind: string, name: string) => `arn:aws:iam::${account}:${kind}/${name}`;
  const team = iam("group", "team");
  const boss = iam("user", "boss");
  const own = anyRes(
    "aws:iam/policy:Policy",
    "own",
    { name: "own", policy: document(allow("s3:GetObject", "arn:aws:s3:::b/*")) },
    { outputs: { arn: arn("policy", "own") } },
  );
  const given = (kind: "user" | "group", name: string) => {
    const kinds = { user: "User", group: "Group" };
    return anyRes(`aws:iam/${kind}PolicyAttachment:${kinds[kind]}PolicyAttachment`, "given", {
      [kind]: ref(name),
      policyArn: ref("own", "arn"),
    });
  };
  const rewrite = allow("iam:CreatePolicyVersion", arn("policy", "own"));
  const join = allow("iam:AddUserToGroup", arn("group", "team"));

  test.each<[string, readonly Spec[]]>([
    ['attach any policy to group "team" and put itself into it', [team, may(allow("iam:AttachGroupPolicy", arn("group", "team")), join)]],
    ['write a policy of group "team" and put itself into it', [team, may(allow("iam:PutGroupPolicy", arn("group", "te*")), join)]],
    ['rewrite a policy of group "team" and put itself into it', [team, own, given("group", "team"), may(rewrite, join)]],
    [
      'rewrite a policy of user "boss" and make an access key of it',
      [boss, own, given("user", "boss"), may(rewrite, allow("iam:CreateAccessKey", arn("user", "boss")))],
    ],
    [
      'attach any policy to user "boss" and set a password for it',
      [boss, may(allow(["iam:AttachUserPolicy", "iam:CreateLoginProfile"], arn("user", "boss")))],
    ],
    [
      'write a policy of user "boss" and change its password',
      [boss, may(allow(["iam:PutUserPolicy", "iam:UpdateLoginProfile"], arn("user", "boss")))],
    ],
  ])("lets somebody %s", (does, specs) => expect(found(...specs)).toEqual([`user "dev" can ${does}`]));

  test.each<[string, readonly Spec[]]>([
    ["of a group that one cannot join", [team, may(allow("iam:AttachGroupPolicy", arn("group", "team")))]],
    ["to join a group that is none the richer", [team, may(join)]],
    ["over one group and to join another", [team, iam("group", "rest"), may(allow("iam:AttachGroupPolicy", arn("group", "rest")), join)]],
    ["over a policy that nobody whom one can become has", [boss, own, given("user", "boss"), may(rewrite)]],
    ["to set the password of an ordinary user", [boss, may(allow("iam:CreateLoginProfile", arn("user", "boss")))]],
  ])("leads nowhere: %s", (_, specs) => expect(found(...specs)).toEqual([]));
});
