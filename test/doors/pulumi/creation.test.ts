/** What stops an update before a resource is made: rules of stack scope, judged by what was registered before. */
import { describe, expect, test } from "vitest";
import { startSession } from "../../../src/doors/pulumi/session.js";
import { allRules } from "../../../src/rules/index.js";
import { urn } from "./requests.js";

type Inputs = Record<string, unknown>;
type Given = readonly [type: string, name: string, inputs: Inputs, provider?: string];

const policy = "aws:iam/policy:Policy";
const role = "aws:iam/role:Role";
const rolePolicy = "aws:iam/rolePolicy:RolePolicy";
const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const document = (...statements: Inputs[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (Action: string | string[], Resource: string | string[] = "*") => ({ Effect: "Allow", Action, Resource });
const deny = (Action: string | string[], Resource: string | string[] = "*") => ({ Effect: "Deny", Action, Resource });
const everything = document(allow("*"), allow("sqs:SendMessage", "arn:aws:sqs:us-east-1:123456789012:jobs"));
const trust = document({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } });
const aRole = (name: string, more: Inputs = {}): Given => [role, name, { name, assumeRolePolicy: trust, ...more }];
const arn = (name: string, path = "/") => `arn:aws:iam::123456789012:policy${path}${name}`;
const admin = "arn:aws:iam::aws:policy/AdministratorAccess";

/** The findings of stack rules at each resource of an update, as `rule resource`, in order. */
function update(resources: readonly Given[], isUpdate = true, entries: Record<string, unknown> = {}): string[] {
  const session = startSession(allRules, () => "2026-01-01");
  session.configureStack({ name: "dev", project: "shop", config: undefined, isUpdate });
  const levels = new Map(
    allRules.map(({ id, rule }) => [
      id,
      rule.severity === "critical" || rule.severity === "high" ? ("mandatory" as const) : ("advisory" as const),
    ]),
  );
  session.configure(new Map([...levels, ...Object.entries(entries)]) as never, {});
  const stackRules = new Set(allRules.filter(({ rule }) => rule.scope === "stack").map(({ id }) => id));
  return resources.flatMap(([type, name, inputs, provider]) => {
    const raw = { urn: urn(type, name), type, name, inputs, provider: provider ?? "urn:pulumi:dev::shop::pulumi:providers:aws::default" };
    session.remediate(raw);
    return session
      .analyze(raw)
      .filter((j) => stackRules.has(j.rule) && j.outcome !== "unknown")
      .map((j) => `${j.rule} ${name}`);
  });
}

/** The rules that find something in the whole stack. */
function preview(resources: readonly Given[]): string[] {
  const session = startSession(allRules, () => "2026-01-01");
  const raws = resources.map(([type, name, inputs]) => ({ urn: urn(type, name), type, name, inputs }));
  for (const raw of raws) session.analyze(raw);
  const outputs = (inputs: Inputs, type: string) => ({
    ...inputs,
    ...(type === policy && { arn: arn(String(inputs["name"]), String(inputs["path"] ?? "/")) }),
  });
  const found = session.analyzeStack(raws.map(({ inputs, ...raw }) => ({ ...raw, outputs: outputs(inputs, raw.type) })));
  return found.filter((j) => j.outcome !== "unknown").map((j) => j.rule);
}

describe("at an update, before a resource is made", () => {
  const cases: readonly [string, readonly Given[], readonly string[]][] = [
    [
      "a security group open to everybody",
      [
        [
          "aws:ec2/securityGroup:SecurityGroup",
          "open",
          { name: "open", ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }] },
        ],
      ],
      ["ec2-security-group-no-open-admin-port open"],
    ],
    ["a policy that grants everything", [[policy, "all", { name: "all", policy: everything }]], ["iam-policy-no-admin all"]],
    ["an inline policy of a role", [aRole("app"), [rolePolicy, "all", { role: "app", policy: everything }]], ["iam-policy-no-admin all"]],
    ["an inline policy of a role elsewhere", [[rolePolicy, "all", { role: "theirs", policy: everything }]], ["iam-policy-no-admin all"]],
    ["a role with all of it inside", [aRole("app", { inlinePolicies: [{ name: "x", policy: everything }] })], ["iam-policy-no-admin app"]],
    [
      "AdministratorAccess",
      [aRole("app"), [attachment, "a", { role: "app", policyArn: admin }]],
      ["iam-no-administrator-access-attached a"],
    ],
    [
      "a wide policy, where it is attached",
      [
        aRole("app"),
        [
          policy,
          "wide",
          { name: "wide", policy: document(allow("iam:PassRole"), allow(["lambda:CreateFunction", "lambda:InvokeFunction"])) },
        ],
        [attachment, "a", { role: "app", policyArn: arn("wide") }],
      ],
      ["iam-policy-no-escalation a", "iam-policy-no-pass-role-on-star a"],
    ],
    [
      "two policies that together are everything",
      [
        aRole("app"),
        [rolePolicy, "one", { role: "app", policy: document(allow(["iam:PassRole"])) }],
        [rolePolicy, "two", { role: "app", policy: document(allow(["lambda:CreateFunction", "lambda:InvokeFunction"])) }],
      ],
      ["iam-policy-no-pass-role-on-star one", "iam-principal-no-escalation two"],
    ],
  ];
  test.each(cases)("%s is found", (_, resources, expected) => {
    expect(update(resources)).toEqual(expected);
    expect(update(resources, false)).toEqual([]);
    const atTheEnd = preview(resources);
    for (const rule of expected.map((each) => each.split(" ")[0])) expect(atTheEnd).toContain(rule);
  });

  const bounded = { permissionsBoundary: arn("limits") };
  const limits: Given = [
    policy,
    "limits",
    {
      name: "limits",
      policy: document(allow(["s3:GetObject", "logs:PutLogEvents"]), allow("iam:PassRole", "arn:aws:iam::123456789012:role/*")),
    },
  ];
  const silent: readonly [string, readonly Given[]][] = [
    ["a boundary, registered before its role", [limits, aRole("app", bounded)]],
    [
      "a wide boundary that denies some",
      [[policy, "limits", { name: "limits", policy: document(allow("*"), deny("organizations:*")) }], aRole("app", bounded)],
    ],
    ["a policy in hands that a boundary limits", [limits, aRole("app", bounded), [rolePolicy, "all", { role: "app", policy: everything }]]],
    [
      "a policy of its own in such hands",
      [
        limits,
        aRole("app", bounded),
        [policy, "all", { name: "all", policy: everything }],
        [attachment, "a", { role: "app", policyArn: arn("all") }],
      ],
    ],
    ["AdministratorAccess in such hands", [limits, aRole("app", bounded), [attachment, "a", { role: "app", policyArn: admin }]]],
    [
      "what a Deny takes away that was registered before",
      [
        aRole("app"),
        [rolePolicy, "no", { role: "app", policy: document({ Effect: "Deny", NotAction: "s3:*", Resource: "*" }) }],
        [rolePolicy, "all", { role: "app", policy: everything }],
      ],
    ],
    ["a wide policy that nobody has", [[policy, "wide", { name: "wide", policy: document(allow("iam:PassRole")) }]]],
    [
      "a role whose name the provider chooses, with a boundary",
      [
        limits,
        [role, "app", { namePrefix: "app-", assumeRolePolicy: trust, ...bounded }],
        [rolePolicy, "all", { role: "app-2026", policy: everything }],
      ],
    ],
    [
      "a policy of the same name in another account",
      [
        limits,
        aRole("app"),
        [policy, "wide", { name: "wide", policy: document(allow("iam:PassRole")) }, "urn:pulumi:dev::shop::pulumi:providers:aws::other"],
        [attachment, "a", { role: "app", policyArn: arn("wide") }],
      ],
    ],
    [
      "a policy of the same name under another path",
      [
        limits,
        aRole("app"),
        [policy, "wide", { name: "wide", path: "/teams/", policy: document(allow("iam:PassRole")) }],
        [attachment, "a", { role: "app", policyArn: arn("wide") }],
      ],
    ],
    [
      "a policy that grants little",
      [aRole("app"), [rolePolicy, "ok", { role: "app", policy: document(allow("s3:GetObject", "arn:aws:s3:::data/*")) }]],
    ],
  ];
  test.each(silent)("%s is not", (_, resources) => {
    expect(update(resources)).toEqual([]);
  });

  test("nothing is reported twice", () => {
    const session = startSession(allRules, () => "2026-01-01");
    session.configureStack({ name: "dev", project: "shop", config: undefined, isUpdate: true });
    const raw = { urn: urn(policy, "all"), type: policy, name: "all", inputs: { name: "all", policy: everything } };
    expect(session.analyze(raw).map((j) => j.rule)).toContain("iam-policy-no-admin");
    const atTheEnd = session.analyzeStack([{ ...raw, inputs: undefined, outputs: raw.inputs }]);
    expect(atTheEnd.filter((j) => j.rule === "iam-policy-no-admin").map((j) => j.spared)).toEqual([
      "reported before the resource was created",
    ]);
  });
  test("a secret in the configuration is found at the stack itself, before anything is made", () => {
    const session = startSession(allRules, () => "2026-01-01");
    const root = "pulumi:pulumi:Stack";
    const values = { "shop:dbPassword": ["Winter", "Sale", "2024!"].join("-") };
    session.configureStack({ name: "dev", project: "shop", config: { values, secretKeys: new Set() }, isUpdate: true });
    expect(session.analyze({ urn: urn(root, "shop-dev"), type: root, name: "shop-dev", inputs: {} }).map((j) => j.rule)).toContain(
      "secrets-config-plaintext",
    );
  });
  test("a rule that only advises waits for the end", () => {
    expect(update([[policy, "all", { name: "all", policy: everything }]], true, { "iam-policy-no-admin": "advisory" })).toEqual([]);
  });
});
