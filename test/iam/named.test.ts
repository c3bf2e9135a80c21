import { describe, expect, test } from "vitest";
import { grantRules } from "../../src/rules/iam/grants.js";
import { anyRes, evaluateMock, ref, type Spec, unknown } from "../suite.js";

/** Rights over one named resource of the stack lead as far as that resource does. */

const account = "123456789012";
const document = (...Statement: readonly unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({ Effect: "Allow", Action, Resource, ...more });
const trusting = (Principal: unknown) => document({ Effect: "Allow", Action: "sts:AssumeRole", Principal });
const everything = document(allow("*", "*"));
const reading = document(allow("s3:GetObject", "arn:aws:s3:::b/*"));
const arnOf = (kind: string, name: string) => `arn:aws:iam::${account}:${kind}/${name}`;
const named = (kind: "role" | "user" | "group", name: string, inputs: object = {}): Spec =>
  anyRes(
    `aws:iam/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
    name,
    { name, ...inputs },
    { outputs: { arn: arnOf(kind, name) } },
  );
const service = (name: string) => trusting({ Service: `${name}.amazonaws.com` });

const dev = named("user", "dev");
const may = (...statements: readonly unknown[]): Spec =>
  anyRes("aws:iam/userPolicy:UserPolicy", "grants", { user: ref("dev"), policy: document(...statements) });
/** A role that a service works with: an administrator, or one that reads. */
const role = (isAdmin: boolean, of = "lambda"): Spec[] => [
  named("role", "target", { assumeRolePolicy: service(of) }),
  anyRes("aws:iam/rolePolicy:RolePolicy", "rights", { role: ref("target"), policy: isAdmin ? everything : reading }),
];
const machine = (type: string, inputs: object, arn: string): Spec => anyRes(type, "it", { name: "it", ...inputs }, { outputs: { arn } });

const hopsOf = (...specs: readonly Spec[]): string[] =>
  [grantRules["iam-policy-no-escalation"], grantRules["iam-principal-no-escalation"]].flatMap((rule) =>
    evaluateMock("it", rule, { of: specs }).flatMap(({ outcome, message }) =>
      outcome === "fail" && !message.startsWith("policy.Statement[0].Action grants") ? [message.replace(/^.*\): /, "")] : [],
    ),
  );

const lambda = `arn:aws:lambda:eu-west-1:${account}:function:it`;
const instance = `arn:aws:ec2:eu-west-1:${account}:instance/i-0123456789abcdef0`;
const shell = "arn:aws:ssm:*:*:document/AWS-RunShellScript";
const profile = (as: Spec[]): Spec[] => [
  ...as,
  anyRes("aws:iam/instanceProfile:InstanceProfile", "profile", { name: "profile", role: ref("target") }),
];
const template = `arn:aws:ec2:eu-west-1:${account}:launch-template/lt-0123456789abcdef0`;
const project = `arn:aws:codebuild:eu-west-1:${account}:project/it`;
const notebook = `arn:aws:sagemaker:eu-west-1:${account}:notebook-instance/it`;
const stack = `arn:aws:cloudformation:eu-west-1:${account}:stack/it/0123`;
const apprunner = `arn:aws:apprunner:eu-west-1:${account}:service/it/0123`;

type Case = readonly [does: string, grants: readonly unknown[], machine: (as: Spec[]) => readonly Spec[], of: string];
const withRole = (type: string, input: string, arn: string) => (as: Spec[]) => [
  ...as,
  machine(type, { [input]: ref("target", "arn") }, arn),
];
const onInstance = (as: Spec[]) => [
  ...profile(as),
  anyRes("aws:ec2/instance:Instance", "it", { iamInstanceProfile: ref("profile", "name") }, { outputs: { arn: instance } }),
];
const cases: readonly Case[] = [
  [
    "update the code of function",
    [allow("lambda:UpdateFunctionCode", lambda)],
    withRole("aws:lambda/function:Function", "role", lambda),
    "lambda",
  ],
  ["update the code of function", [allow("lambda:*", `${lambda}*`)], withRole("aws:lambda/function:Function", "role", lambda), "lambda"],
  ["run commands on instance", [allow("ssm:SendCommand", [instance, shell])], onInstance, "ec2"],
  ["open a session on instance", [allow("ssm:StartSession", instance)], onInstance, "ec2"],
  [
    "rewrite the user data of instance",
    [allow(["ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"], instance)],
    onInstance,
    "ec2",
  ],
  [
    "open a shell on instance",
    [allow("ec2-instance-connect:SendSSHPublicKey", instance), allow("ec2:DescribeInstances", "*")],
    onInstance,
    "ec2",
  ],
  // The one who is told the instance need not look it up.
  ["open a shell on instance", [allow("ec2-instance-connect:SendSSHPublicKey", instance)], onInstance, "ec2"],
  [
    "rewrite the user data of launch template",
    [allow(["ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"], template)],
    (as) => [
      ...profile(as),
      anyRes(
        "aws:ec2/launchTemplate:LaunchTemplate",
        "it",
        { iamInstanceProfile: { arn: ref("profile", "arn") } },
        { outputs: { arn: template } },
      ),
    ],
    "ec2",
  ],
  [
    "run commands in build project",
    [allow("codebuild:StartBuild", project)],
    withRole("aws:codebuild/project:Project", "serviceRole", project),
    "codebuild",
  ],
  [
    "open notebook",
    [allow("sagemaker:CreatePresignedNotebookInstanceUrl", notebook)],
    withRole("aws:sagemaker/notebookInstance:NotebookInstance", "roleArn", notebook),
    "sagemaker",
  ],
  [
    "update CloudFormation stack",
    [allow("cloudformation:UpdateStack", stack)],
    withRole("aws:cloudformation/stack:Stack", "iamRoleArn", stack),
    "cloudformation",
  ],
  [
    "change what runs in App Runner service",
    [allow("apprunner:UpdateService", apprunner)],
    (as) => [
      ...as,
      machine("aws:apprunner/service:Service", { instanceConfiguration: { instanceRoleArn: ref("target", "arn") } }, apprunner),
    ],
    "tasks.apprunner",
  ],
];

describe("a right over a resource", () => {
  for (const [does, grants, make, of] of cases) {
    const what = `${does}, by ${JSON.stringify(grants)}`;
    test(`that runs as an administrator: ${what}`, () =>
      expect(hopsOf(dev, may(...grants), ...make(role(true, of)))).toEqual([
        `user "dev" can ${does} "it", which runs as role "target", an administrator`,
      ]));
    test(`that runs as an ordinary role is none: ${what}`, () => expect(hopsOf(dev, may(...grants), ...make(role(false, of)))).toEqual([]));
    test(`is taken back by a Deny: ${what}`, () =>
      expect(hopsOf(dev, may(...grants, { ...allow("*", "*"), Effect: "Deny" }), ...make(role(true, of)))).toEqual([]));
  }

  const worker = (as: Spec[]) => withRole("aws:lambda/function:Function", "role", lambda)(as);
  test.each<[string, readonly unknown[]]>([
    ["of another function", [allow("lambda:UpdateFunctionCode", lambda.replace(/it$/, "other"))]],
    ["that only invokes", [allow("lambda:InvokeFunction", lambda)]],
    [
      "with a condition that narrows",
      [allow("lambda:UpdateFunctionCode", lambda, { Condition: { StringEquals: { "aws:ResourceTag/team": "a" } } })],
    ],
    ["in another account", [allow("lambda:UpdateFunctionCode", lambda.replace(account, "999988887777"))]],
  ])("leads nowhere %s", (_, grants) => expect(hopsOf(dev, may(...grants), ...worker(role(true)))).toEqual([]));
  test("whose document for commands is a harmless one leads nowhere", () =>
    expect(
      hopsOf(dev, may(allow("ssm:SendCommand", [instance, "arn:aws:ssm:*:*:document/Restart"])), ...onInstance(role(true, "ec2"))),
    ).toEqual([]));
  test("of the function's own role over itself leads nowhere", () => {
    const own = anyRes("aws:iam/rolePolicy:RolePolicy", "own", {
      role: ref("target"),
      policy: document(allow("lambda:UpdateFunctionCode", lambda)),
    });
    expect(
      hopsOf(
        named("role", "target", { assumeRolePolicy: service("lambda") }),
        own,
        machine("aws:lambda/function:Function", { role: ref("target", "arn") }, lambda),
      ),
    ).toEqual([]);
  });
  test("counts before the function is there, by its name", () => {
    const made = (name: unknown) =>
      anyRes("aws:lambda/function:Function", "it", { ...(name === undefined ? {} : { name }), role: ref("target", "arn") });
    const found = (name: unknown, pattern: string) =>
      hopsOf(dev, may(allow("lambda:UpdateFunctionCode", pattern)), ...role(true), made(name)).length;
    expect([found("it", lambda), found("other", lambda), found(undefined, `${lambda}-*`), found(undefined, `${lambda}x-*`)]).toEqual([
      1, 0, 1, 0,
    ]);
  });
});

describe("a right over a principal", () => {
  const target = (Principal: unknown, inputs: object = {}) => named("role", "target", { assumeRolePolicy: trusting(Principal), ...inputs });
  const arn = arnOf("role", "target");
  const byName = { AWS: arnOf("user", "dev") };
  const ofAccount = { AWS: `arn:aws:iam::${account}:root` };
  const stranger = { AWS: "arn:aws:iam::999988887777:root" };
  const attach = allow("iam:AttachRolePolicy", arn);
  const own = anyRes("aws:iam/policy:Policy", "own", { name: "own", policy: reading }, { outputs: { arn: arnOf("policy", "own") } });
  const owned = anyRes("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "owned", { role: ref("target"), policyArn: ref("own", "arn") });
  const boss = named("user", "boss");
  const admins = [
    named("group", "admins"),
    anyRes("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "all", {
      group: ref("admins"),
      policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
    }),
  ];

  const rights = anyRes("aws:iam/rolePolicy:RolePolicy", "rights", { role: ref("target"), policy: everything });
  const trustedUnder = (Condition: object) =>
    named("role", "target", { assumeRolePolicy: document({ Effect: "Allow", Action: "sts:AssumeRole", Principal: ofAccount, Condition }) });
  const update = allow("lambda:UpdateFunctionCode", lambda);
  const ownFunction = withRole("aws:lambda/function:Function", "role", lambda)([]);
  const otherFunction = [
    named("role", "another", { assumeRolePolicy: service("lambda") }),
    machine("aws:lambda/function:Function", { role: ref("another", "arn") }, lambda),
  ];

  test.each<[string, readonly Spec[]]>([
    [
      'attach any policy to role "target" and update the code of function "it", which runs as it',
      [target({ Service: "lambda.amazonaws.com" }), ...ownFunction, may(attach, update)],
    ],
    [
      'write a policy of role "target" and open a session on instance "it", which runs as it',
      [
        target({ Service: "ec2.amazonaws.com" }),
        ...onInstance([]),
        may(allow("iam:PutRolePolicy", arn), allow("ssm:StartSession", instance)),
      ],
    ],
    [
      'assume role "target", an administrator',
      [
        trustedUnder({ ArnLike: { "aws:PrincipalArn": [arnOf("role", "break-glass"), arnOf("user", "d*")] } }),
        rights,
        may(allow("sts:AssumeRole", arn)),
      ],
    ],
    [
      'assume role "target", an administrator',
      [trustedUnder({ ArnNotEquals: { "aws:PrincipalArn": arnOf("user", "guest") } }), rights, may(allow("sts:AssumeRole", arn))],
    ],
    ['attach any policy to role "target" and assume it', [target(byName), may(attach)]],
    ['attach any policy to role "target" and assume it', [target(ofAccount), may(attach, allow("sts:AssumeRole", arn))]],
    [
      'attach any policy to role "target" and have itself trusted by it',
      [target({ Service: "lambda.amazonaws.com" }), may(attach, allow("iam:UpdateAssumeRolePolicy", arn))],
    ],
    ['write a policy of role "target" and assume it', [target(byName), may(allow("iam:PutRolePolicy", arnOf("role", "tar*")))]],
    [
      'rewrite a policy of role "target" and assume it',
      [target(byName), own, owned, may(allow("iam:CreatePolicyVersion", arnOf("policy", "own")))],
    ],
    [
      'attach any policy to user "boss" and make an access key of it',
      [boss, may(allow(["iam:AttachUserPolicy", "iam:CreateAccessKey"], arnOf("user", "boss")))],
    ],
    [
      'write a policy of user "boss" and make an access key of it',
      [boss, may(allow(["iam:PutUserPolicy", "iam:CreateAccessKey"], arnOf("user", "boss")))],
    ],
    ['add itself to group "admins", an administrator', [...admins, may(allow("iam:AddUserToGroup", arnOf("group", "admins")))]],
    [
      'run code in lambda as role "target", an administrator',
      [...role(true), may(allow("iam:PassRole", arn), allow(["lambda:CreateFunction", "lambda:InvokeFunction"], `${lambda}-*`))],
    ],
    [
      'run code in ec2 as role "target", an administrator',
      [
        ...role(true, "ec2"),
        may(
          allow("iam:PassRole", arn),
          allow("ec2:RunInstances", [`arn:aws:ec2:eu-west-1:${account}:instance/*`, "arn:aws:ec2:*:*:subnet/subnet-1"]),
        ),
      ],
    ],
  ])("lets somebody %s", (does, specs) => expect(hopsOf(dev, ...specs)).toEqual([`user "dev" can ${does}`]));

  test.each<[string, readonly Spec[]]>([
    ["of a role that somebody else assumes", [target({ Service: "lambda.amazonaws.com" }), may(attach)]],
    ["of a role that trusts the account, where the policy does not let one assume it", [target(ofAccount), may(attach)]],
    ["of a role that trusts another account", [target(stranger), may(attach, allow("sts:AssumeRole", arn))]],
    ["of a role within a boundary", [target(byName, { permissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess" }), may(attach)]],
    [
      "limited to one harmless policy",
      [
        target(byName),
        may(
          allow("iam:AttachRolePolicy", arn, { Condition: { ArnEquals: { "iam:PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess" } } }),
        ),
      ],
    ],
    [
      "of a policy that nobody has whom one can become",
      [target({ Service: "lambda.amazonaws.com" }), own, owned, may(allow("iam:CreatePolicyVersion", arnOf("policy", "own")))],
    ],
    ["of a user without a way to become it", [boss, may(allow("iam:AttachUserPolicy", arnOf("user", "boss")))]],
    ["of an ordinary user's keys", [boss, may(allow("iam:CreateAccessKey", arnOf("user", "boss")))]],
    ["of an ordinary group", [named("group", "readers"), may(allow("iam:AddUserToGroup", arnOf("group", "readers")))]],
    [
      "to pass an ordinary role",
      [...role(false), may(allow("iam:PassRole", arn), allow(["lambda:CreateFunction", "lambda:InvokeFunction"], `${lambda}-*`))],
    ],
    [
      "to pass a role to a service that it does not trust",
      [...role(true, "ec2"), may(allow("iam:PassRole", arn), allow(["lambda:CreateFunction", "lambda:InvokeFunction"], `${lambda}-*`))],
    ],
    [
      "to make functions of one name and call those of another",
      [
        ...role(true),
        may(allow("iam:PassRole", arn), allow("lambda:CreateFunction", `${lambda}-*`), allow("lambda:InvokeFunction", `${lambda}s-*`)),
      ],
    ],
    ["over a role and what runs as another", [target({ Service: "lambda.amazonaws.com" }), ...otherFunction, may(attach, update)]],
    ["over a role and not what runs as it", [target({ Service: "lambda.amazonaws.com" }), ...ownFunction, may(attach)]],
    [
      "to assume an administrator whose trust is past",
      [trustedUnder({ DateLessThan: { "aws:CurrentTime": "2020-01-01" } }), rights, may(allow("sts:AssumeRole", arn))],
    ],
    [
      "to assume an administrator whose trust is for another principal",
      [
        trustedUnder({ ArnLike: { "aws:PrincipalArn": [arnOf("role", "break-glass"), arnOf("user", "ops-*")] } }),
        rights,
        may(allow("sts:AssumeRole", arn)),
      ],
    ],
    [
      "to assume an administrator whose trust lets sessions be tagged only",
      [
        named("role", "target", { assumeRolePolicy: document({ Effect: "Allow", Action: "sts:TagSession", Principal: ofAccount }) }),
        rights,
        may(allow("sts:AssumeRole", arn)),
      ],
    ],
    [
      "to assume an administrator that trusts another account",
      [
        target(stranger),
        anyRes("aws:iam/rolePolicy:RolePolicy", "rights", { role: ref("target"), policy: everything }),
        may(allow("sts:AssumeRole", arn)),
      ],
    ],
  ])("leads nowhere: %s", (_, specs) => expect(hopsOf(dev, ...specs)).toEqual([]));

  test("is open while the trust policy is not known", () => {
    const specs = [dev, named("role", "target", { assumeRolePolicy: unknown }), may(attach, allow("sts:AssumeRole", arn))];
    expect(evaluateMock("it", grantRules["iam-policy-no-escalation"], { of: specs }).map(({ outcome }) => outcome)).toEqual(["unknown"]);
  });
  test("to assume a role of one's own account that is an administrator is one", () =>
    expect(
      hopsOf(
        dev,
        target(ofAccount),
        anyRes("aws:iam/rolePolicy:RolePolicy", "rights", { role: ref("target"), policy: everything }),
        may(allow("sts:AssumeRole", arn)),
      ),
    ).toEqual(['user "dev" can assume role "target", an administrator']));

  test.each<[string, string, boolean]>([
    ["one's own group", "own", true],
    ["nobody of the stack", "other", false],
  ])("to rewrite a policy of %s raises one's rights or not", (_, name, isRaised) => {
    const policy = (of: string) =>
      anyRes("aws:iam/policy:Policy", of, { name: of, policy: reading }, { outputs: { arn: arnOf("policy", of) } });
    const specs = [
      dev,
      named("group", "team"),
      policy("own"),
      policy("other"),
      anyRes("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "given", { group: ref("team"), policyArn: ref("own", "arn") }),
      anyRes("aws:iam/userGroupMembership:UserGroupMembership", "member", { user: ref("dev"), groups: [ref("team")] }),
      may(allow("iam:CreatePolicyVersion", arnOf("policy", name))),
    ];
    const { length } = evaluateMock("it", grantRules["iam-policy-no-escalation"], { of: specs }).filter(
      ({ outcome }) => outcome === "fail",
    );
    expect(length > 0).toBe(isRaised);
  });
});
