import { describe, expect, test } from "vitest";
import { escalationPaths } from "../../src/data/tables.js";
import { grantRules } from "../../src/rules/iam/grants.js";
import { anyRes, evaluateMock, ref, type Spec } from "../suite.js";

/**
 * Each known path in four forms: on every resource, on the very resource, on a name pattern, and split over two policies. Each has near misses that stay
 * silent: a harmless target, a Deny, a boundary, another resource.
 */

const account = "123456789012";
const at = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:${account}:${rest}`;
const iamArn = (kind: string, name: string) => `arn:aws:iam::${account}:${kind}/${name}`;
const document = (...Statement: readonly unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: unknown, Resource: unknown) => ({ Effect: "Allow", Action, Resource });
const trusting = (Principal: unknown) => document({ Effect: "Allow", Action: "sts:AssumeRole", Principal });
const iam = (kind: "role" | "user" | "group" | "policy", name: string, inputs: Readonly<Record<string, unknown>> = {}): Spec =>
  anyRes(
    `aws:iam/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
    name,
    { name, ...inputs },
    { outputs: { arn: iamArn(kind, name) } },
  );
const rights = (isMighty: boolean) => document(isMighty ? allow("*", "*") : allow("s3:GetObject", "arn:aws:s3:::b/*"));
const ofAccount = trusting({ AWS: `arn:aws:iam::${account}:root` });
const roleArn = iamArn("role", "target");
const role = (isMighty: boolean, assumeRolePolicy: string): Spec[] => [
  iam("role", "target", { assumeRolePolicy }),
  anyRes("aws:iam/rolePolicy:RolePolicy", "rights", { role: ref("target"), policy: rights(isMighty) }),
];
const profile = anyRes("aws:iam/instanceProfile:InstanceProfile", "profile", { name: "profile", role: ref("target") });
const running = (type: string, inputs: Readonly<Record<string, unknown>>, arn: string): Spec =>
  anyRes(type, "it", inputs, { outputs: { arn } });

/** How a path goes over one resource: its steps with the resource of each, and what is around it where the target is mighty or harmless. */
interface Road {
  readonly steps: readonly (readonly [action: string, resource: string])[];
  readonly around: (isMighty: boolean) => readonly Spec[];
  /** Who goes: a user, where it is left out. */
  readonly by?: "role" | "user";
}

const instance = at("ec2", "instance/i-0123456789abcdef0");
const template = at("ec2", "launch-template/lt-0123456789abcdef0");
const machines: Readonly<Record<string, readonly [of: string, arn: string, specs: (arn: string) => readonly Spec[]]>> = {
  apprunner: [
    "tasks.apprunner",
    at("apprunner", "service/it/0123"),
    (arn) => [running("aws:apprunner/service:Service", { instanceConfiguration: { instanceRoleArn: ref("target", "arn") } }, arn)],
  ],
  "bedrock-agentcore": [
    "bedrock-agentcore",
    at("bedrock-agentcore", "code-interpreter-custom/it-0123"),
    (arn) => [running("aws:bedrock/agentcoreCodeInterpreter:AgentcoreCodeInterpreter", { executionRoleArn: ref("target", "arn") }, arn)],
  ],
  cloudformation: [
    "cloudformation",
    at("cloudformation", "stack/it/0123"),
    (arn) => [running("aws:cloudformation/stack:Stack", { iamRoleArn: ref("target", "arn") }, arn)],
  ],
  codebuild: [
    "codebuild",
    at("codebuild", "project/it"),
    (arn) => [running("aws:codebuild/project:Project", { serviceRole: ref("target", "arn") }, arn)],
  ],
  ec2: ["ec2", instance, (arn) => [profile, running("aws:ec2/instance:Instance", { iamInstanceProfile: ref("profile", "name") }, arn)]],
  template: [
    "ec2",
    template,
    (arn) => [profile, running("aws:ec2/launchTemplate:LaunchTemplate", { iamInstanceProfile: { arn: ref("profile", "arn") } }, arn)],
  ],
  glue: [
    "glue",
    at("glue", "devEndpoint/it"),
    (arn) => [running("aws:glue/devEndpoint:DevEndpoint", { name: "it", roleArn: ref("target", "arn") }, arn)],
  ],
  lambda: ["lambda", at("lambda", "function:it"), (arn) => [running("aws:lambda/function:Function", { role: ref("target", "arn") }, arn)]],
  sagemaker: [
    "sagemaker",
    at("sagemaker", "notebook-instance/it"),
    (arn) => [running("aws:sagemaker/notebookInstance:NotebookInstance", { roleArn: ref("target", "arn") }, arn)],
  ],
};
const machineOf = (needs: readonly string[]): string => {
  const [service = ""] = (needs[0] ?? "").split(":");
  if (needs.some((need) => need.includes("LaunchTemplate"))) return "template";
  return service === "ssm" || service === "ec2-instance-connect" ? "ec2" : service;
};

const creates = (need: string): boolean => /:(Create(?!LaunchTemplateVersion|ChangeSet|Presigned)|Describe)/.test(need);

function overMachine(needs: readonly string[]): Road {
  const [of, arn, specs] = machines[machineOf(needs)] ?? ["", "", () => []];
  const around = (isMighty: boolean) => [...role(isMighty, trusting({ Service: `${of}.amazonaws.com` })), ...specs(arn)];
  const steps = needs.map((need) => [need, creates(need) ? "*" : arn] as const);
  const shell = ["ssm:SendCommand", "arn:aws:ssm:*:*:document/AWS-RunShellScript"] as const;
  return { steps: needs.includes("ssm:SendCommand") ? [...steps, shell] : steps, around };
}

/** What one makes by itself and then uses; to use all there are would be a path of its own. */
const made = (need: string): string =>
  need.startsWith("codebuild:")
    ? at("codebuild", "project/new")
    : /CodeInterpreterSession|InvokeCodeInterpreter/.test(need)
      ? at("bedrock-agentcore", "code-interpreter-custom/new-*")
      : "*";

const passing = (needs: readonly string[], [service = ""]: readonly string[]): Road => ({
  steps: needs.map((need) => [need, need === "iam:PassRole" ? roleArn : made(need)]),
  around: (isMighty) => role(isMighty, trusting({ Service: service })),
});

const own = iam("policy", "own", { policy: rights(false) });
const boss = iamArn("user", "boss");
const bossWith = (isMighty: boolean): Spec[] => [
  iam("user", "boss"),
  anyRes("aws:iam/userPolicy:UserPolicy", "boss-rights", { user: ref("boss"), policy: rights(isMighty) }),
];
const attached = (kind: "role" | "user", to: string) =>
  anyRes(`aws:iam/${kind}PolicyAttachment:${kind === "role" ? "Role" : "User"}PolicyAttachment`, "owned", {
    [kind]: ref(to),
    policyArn: ref("own", "arn"),
  });
/** A role that one can assume, or one that only a service can. */
const assumable = (isOpen: boolean): Spec =>
  iam("role", "target", { assumeRolePolicy: isOpen ? ofAccount : trusting({ Service: "lambda.amazonaws.com" }) });
/** A role that more policies raise, or one that its boundary limits. */
const raisable = (isOpen: boolean): Spec =>
  iam("role", "target", {
    assumeRolePolicy: trusting({ Service: "lambda.amazonaws.com" }),
    ...(isOpen ? {} : { permissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
  });
const team = (isMember: boolean): Spec[] => [
  iam("group", "team"),
  ...(isMember ? [anyRes("aws:iam/userGroupMembership:UserGroupMembership", "member", { user: ref("dev"), groups: [ref("team")] })] : []),
];
const ownPolicy = iamArn("policy", "own");
const raise = (need: string, becomes: string, around: (isMighty: boolean) => readonly Spec[]): Road => ({
  steps: [
    [need, need === "iam:CreatePolicyVersion" ? ownPolicy : roleArn],
    [becomes, roleArn],
  ],
  around: (isMighty) => (need === "iam:CreatePolicyVersion" ? [own, attached("role", "target"), ...around(isMighty)] : around(isMighty)),
});
const raiseUser = (need: string): Road => ({
  steps: [
    [need, boss],
    ["iam:CreateAccessKey", boss],
  ],
  // What is within a boundary stays there.
  around: (isMighty) => [iam("user", "boss", isMighty ? {} : { permissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess" })],
});
const key = (...needs: readonly string[]): Road => ({ steps: needs.map((need) => [need, boss]), around: bossWith });
const assumed = (isOpen: boolean) => [assumable(isOpen)];
const retrusted = (isOpen: boolean) => [raisable(isOpen)];

const roads: Readonly<Record<string, Road>> = {
  "iam-001": { steps: [["iam:CreatePolicyVersion", ownPolicy]], around: (isOwn) => [own, ...(isOwn ? [attached("user", "dev")] : [])] },
  "iam-002": key("iam:CreateAccessKey"),
  "iam-003": key("iam:CreateAccessKey", "iam:DeleteAccessKey"),
  "iam-004": key("iam:CreateLoginProfile"),
  "iam-006": key("iam:UpdateLoginProfile"),
  "iam-005": { steps: [["iam:PutRolePolicy", iamArn("role", "dev")]], around: () => [], by: "role" },
  "iam-007": { steps: [["iam:PutUserPolicy", iamArn("user", "dev")]], around: () => [] },
  "iam-008": { steps: [["iam:AttachUserPolicy", iamArn("user", "dev")]], around: () => [] },
  "iam-009": { steps: [["iam:AttachRolePolicy", iamArn("role", "dev")]], around: () => [], by: "role" },
  "iam-010": { steps: [["iam:AttachGroupPolicy", iamArn("group", "team")]], around: team },
  "iam-011": { steps: [["iam:PutGroupPolicy", iamArn("group", "team")]], around: team },
  "iam-012": {
    steps: [["iam:UpdateAssumeRolePolicy", roleArn]],
    around: (isMighty) => role(isMighty, trusting({ Service: "lambda.amazonaws.com" })),
  },
  "iam-013": {
    steps: [["iam:AddUserToGroup", iamArn("group", "admins")]],
    around: (isMighty) => [
      iam("group", "admins"),
      anyRes("aws:iam/groupPolicy:GroupPolicy", "admins-rights", { group: ref("admins"), policy: rights(isMighty) }),
    ],
  },
  "iam-014": raise("iam:AttachRolePolicy", "sts:AssumeRole", assumed),
  "iam-015": raiseUser("iam:AttachUserPolicy"),
  "iam-016": raise("iam:CreatePolicyVersion", "sts:AssumeRole", assumed),
  "iam-017": raise("iam:PutRolePolicy", "sts:AssumeRole", assumed),
  "iam-018": raiseUser("iam:PutUserPolicy"),
  "iam-019": raise("iam:AttachRolePolicy", "iam:UpdateAssumeRolePolicy", retrusted),
  "iam-020": raise("iam:CreatePolicyVersion", "iam:UpdateAssumeRolePolicy", retrusted),
  "iam-021": raise("iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", retrusted),
  "sts-001": { steps: [["sts:AssumeRole", roleArn]], around: (isMighty) => role(isMighty, ofAccount) },
};
const roadOf = (id: string): Road => {
  const { needs, passes } = escalationPaths()[id] ?? { needs: [] };
  return roads[id] ?? (passes === undefined ? overMachine(needs) : passing(needs, passes));
};

const widened = (arn: string): string => (arn === "*" ? arn : `${arn.slice(0, -1)}*`);
/** The same kind of resource by another name. */
const elsewhere = (arn: string): string =>
  arn === "*"
    ? arn
    : arn.replace(/(dev|team|admins|target|boss|own|it|i-0123456789abcdef0|lt-0123456789abcdef0)(?=$|\/0123$|-0123$)/, "other");
const forms: Readonly<Record<string, (steps: Road["steps"]) => readonly (readonly unknown[])[]>> = {
  "on every resource": (steps) => [steps.map(([action]) => allow(action, "*"))],
  "on the very resource": (steps) => [steps.map(([action, arn]) => allow(action, arn))],
  "on a name pattern": (steps) => [steps.map(([action, arn]) => allow(action, widened(arn)))],
  "split over two policies": ([first, ...rest]) => [
    first === undefined ? [] : [allow(...first)],
    [allow("s3:GetObject", "arn:aws:s3:::b/*"), ...rest.map(([action, arn]) => allow(action, arn))],
  ],
};

const boundary = { permissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess" };
const goer = (by: "role" | "user", policies: readonly (readonly unknown[])[], inputs: Readonly<Record<string, unknown>> = {}): Spec[] => [
  iam(by, "dev", by === "role" ? { assumeRolePolicy: trusting({ Service: "ec2.amazonaws.com" }), ...inputs } : inputs),
  ...policies.map((statements, i) =>
    anyRes(`aws:iam/${by}Policy:${by === "role" ? "Role" : "User"}Policy`, `grants${i}`, {
      [by]: ref("dev"),
      policy: document(...statements),
    }),
  ),
];
const isFound = (specs: readonly Spec[]): boolean =>
  [grantRules["iam-policy-no-escalation"], grantRules["iam-principal-no-escalation"]].some((rule) =>
    evaluateMock("it", rule, { of: specs }).some(({ outcome, resource }) => outcome === "fail" && /^(grants|dev)/.test(resource.name)),
  );

const ids = Object.keys(escalationPaths());
test("there are 65 paths", () => expect(ids).toHaveLength(65));

for (const [form, spread] of Object.entries(forms))
  describe(`a path ${form}`, () => {
    test.each(ids)("%s is found, and its near misses are not", (id) => {
      const { steps, around, by = "user" } = roadOf(id);
      const policies = spread(steps);
      expect(isFound([...goer(by, policies), ...around(true)]), "found").toBe(true);
      const denied = [...policies, [{ Effect: "Deny", Action: steps.map(([action]) => action), Resource: "*" }]];
      expect(isFound([...goer(by, denied), ...around(true)]), "denied").toBe(false);
      expect(isFound([...goer(by, policies, boundary), ...around(true)]), "within a boundary").toBe(false);
      if (form === "on every resource") {
        const elsewhereOnly = [steps.map(([action]) => allow(action, "arn:aws:sqs:*:*:*"))];
        expect(isFound([...goer(by, elsewhereOnly), ...around(true)]), "resources of another service").toBe(false);
        const never = { StringEquals: { "aws:PrincipalArn": iamArn("user", "somebody-else") } };
        const unmet = [steps.map(([action]) => ({ ...allow(action, "*"), Condition: never }))];
        expect(isFound([...goer(by, unmet), ...around(true)]), "for somebody else only").toBe(false);
        return;
      }
      const other = spread(steps.map(([action, arn]) => [action, elsewhere(arn)]));
      expect(isFound([...goer(by, other), ...around(true)]), "other resource").toBe(false);
      // Whoever is its own target has no harmless one.
      if (around(false).length === 0) return;
      expect(isFound([...goer(by, policies), ...around(false)]), "harmless target").toBe(false);
    });
  });
