import { describe, expect, test } from "vitest";
import { grantRules } from "../../src/rules/iam/grants.js";
import { anyRes, evaluateMock, ref, type Spec, unknown } from "../suite.js";

/** What is not known yet beside a known grant denies nothing: a known grant is a finding that names its doubt. */

const document = (...Statement: readonly unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const everything = document({ Effect: "Allow", Action: "*", Resource: "*" });
const admin = "arn:aws:iam::aws:policy/AdministratorAccess";
const iam = (type: string) => `aws:iam/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`;
const sso = (type: string) => `aws:ssoadmin/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`;

type Inputs = Readonly<Record<string, unknown>>;
interface Kind {
  readonly principal: (inputs?: Inputs) => Spec;
  readonly inline: (name: string, policy: unknown) => Spec;
  readonly attach: (name: string, policyArn: unknown) => Spec;
  readonly list: (name: string, policyArns: unknown) => Spec;
}
const plain = (kind: "Role" | "User" | "Group"): Kind => {
  const input = kind.toLowerCase();
  return {
    principal: (inputs = {}) => anyRes(iam(kind), "it", { name: "it", ...inputs }),
    inline: (name, policy) => anyRes(iam(`${kind}Policy`), name, { [input]: ref("it"), policy }),
    attach: (name, policyArn) => anyRes(iam(`${kind}PolicyAttachment`), name, { [input]: ref("it"), policyArn }),
    list: (name, policyArns) => anyRes(iam(`${kind}PolicyAttachmentsExclusive`), name, { [`${input}Name`]: ref("it"), policyArns }),
  };
};
const kinds: Readonly<Record<string, Kind>> = {
  role: plain("Role"),
  user: plain("User"),
  group: plain("Group"),
  "permission set": {
    principal: (inputs = {}) => anyRes(sso("PermissionSet"), "it", { name: "it", ...inputs }),
    inline: (name, inlinePolicy) => anyRes(sso("PermissionSetInlinePolicy"), name, { permissionSetArn: ref("it"), inlinePolicy }),
    attach: (name, managedPolicyArn) => anyRes(sso("ManagedPolicyAttachment"), name, { permissionSetArn: ref("it"), managedPolicyArn }),
    list: (name, managedPolicyArns) =>
      anyRes(sso("ManagedPolicyAttachmentsExclusive"), name, { permissionSetArn: ref("it"), managedPolicyArns }),
  },
};
const customer = anyRes(iam("Policy"), "own", { name: "own", policy: everything });

const administrators = Object.entries(grantRules).filter(([, rule]) => rule.categories?.includes("admin"));

/** The messages of the rules on administrators: what they found, or that something is open. */
const told = (specs: readonly Spec[], outcome: "fail" | "unknown"): string[] =>
  administrators.flatMap(([id, rule]) =>
    evaluateMock(id, rule, { of: specs }).flatMap((j) => (j.outcome === outcome ? [`${j.resource.name} ${j.message}`] : [])),
  );

const ways = (kind: string, of: Kind): readonly (readonly [string, readonly Spec[]])[] => [
  ["a managed policy attached", [of.principal(), of.attach("gives", admin)]],
  ["one of another partition", [of.principal(), of.attach("gives", admin.replace("aws:iam", "aws-eusc:iam"))]],
  ["a list of managed policies", [of.principal(), of.list("gives", [admin])]],
  ["an inline policy", [of.principal(), of.inline("gives", everything)]],
  ...(kind === "permission set"
    ? []
    : ([
        ["a policy of the stack attached", [of.principal(), customer, of.attach("gives", ref("own", "arn"))]],
        [
          "an attachment to several",
          [of.principal(), anyRes(iam("PolicyAttachment"), "gives", { name: "x", [`${kind}s`]: [ref("it")], policyArn: admin })],
        ],
      ] as const)),
  ...(kind === "role"
    ? ([
        ["managedPolicyArns", [of.principal({ managedPolicyArns: [admin] })]],
        ["managedPolicyArns of which one is not known", [of.principal({ managedPolicyArns: [unknown, admin] })]],
        ["inlinePolicies", [of.principal({ inlinePolicies: [{ name: "x", policy: everything }] })]],
        [
          "inlinePolicies of which one is not known",
          [
            of.principal({
              inlinePolicies: [
                { name: "y", policy: unknown },
                { name: "x", policy: everything },
              ],
            }),
          ],
        ],
      ] as const)
    : []),
];
const siblings = (of: Kind): readonly (readonly [string, readonly Spec[]])[] => [
  ["nothing", []],
  ["an inline policy", [of.inline("other", unknown)]],
  ["an attached policy", [of.attach("other", unknown)]],
  ["a list of policies", [of.list("other", unknown)]],
  ["a policy of the stack", [anyRes(iam("Policy"), "other", { policy: unknown }), of.attach("gives-other", ref("other", "arn"))]],
];

for (const [kind, of] of Object.entries(kinds))
  describe(`a ${kind} is an administrator by`, () => {
    for (const [way, grant] of ways(kind, of))
      for (const [beside, sibling] of siblings(of))
        test(`${way}, beside ${beside} that is not known yet`, () => {
          const messages = told([...grant, ...sibling], "fail");
          expect(messages.length).toBeGreaterThan(0);
          const doubts = sibling.some(({ inputs }) => inputs["policy"] === unknown || inputs["inlinePolicy"] === unknown);
          if (doubts) expect(messages.join()).toMatch(/, unless a policy that is not known yet denies it/);
        });
  });

describe("it is none", () => {
  const { principal, inline, attach } = plain("Role");
  const denies = document({ Effect: "Deny", Action: "iam:*", Resource: "*" });
  const limit = anyRes(iam("Policy"), "limit", { policy: document({ Effect: "Allow", Action: "s3:*", Resource: "*" }) });
  test.each<[string, readonly Spec[]]>([
    ["where a known policy denies it", [principal(), attach("gives", admin), inline("denies", denies), inline("other", unknown)]],
    [
      "within a known boundary",
      [limit, principal({ permissionsBoundary: ref("limit", "arn") }), attach("gives", admin), inline("other", unknown)],
    ],
    [
      "where the grant is narrow",
      [principal(), inline("gives", document({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }))],
    ],
    ["where it is only a boundary", [principal({ permissionsBoundary: admin }), inline("other", unknown)]],
  ])("%s", (_, specs) => expect(told(specs, "fail")).toEqual([]));

  test("known within a boundary that is not known yet: that is open", () => {
    const specs = [principal({ permissionsBoundary: unknown }), attach("gives", admin)];
    expect([told(specs, "fail"), told(specs, "unknown").length > 0]).toEqual([[], true]);
  });
  test("known while a Deny is known and what it denies is not", () => {
    const specs = [
      principal(),
      attach("gives", admin),
      anyRes(iam("RolePolicy"), "denies", { role: ref("it"), policy: { Statement: [{ Effect: "Deny", Action: unknown, Resource: "*" }] } }),
    ];
    expect([told(specs, "fail"), told(specs, "unknown").length > 0]).toEqual([[], true]);
  });
});
