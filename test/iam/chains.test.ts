import { describe, expect, test } from "vitest";
import { grantRules } from "../../src/rules/iam/grants.js";
import { trustRules } from "../../src/rules/iam/trust.js";
import { anyRes, evaluateMock, ref, type Spec, unknown } from "../suite.js";

/** A way to an administrator has as many hops as it takes; each start is one finding, with its shortest way. */

const account = "123456789012";
const document = (...Statement: readonly unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({ Effect: "Allow", Action, Resource, ...more });
const deny = (Action: unknown, Resource: unknown) => ({ Effect: "Deny", Action, Resource });
const arnOf = (kind: string, name: string) => `arn:aws:iam::${account}:${kind}/${name}`;
const lambdaOf = (name: string) => `arn:aws:lambda:eu-west-1:${account}:function:${name}`;

const trusting = (Principal: unknown) => document({ Effect: "Allow", Action: "sts:AssumeRole", Principal });
const ofAccount = trusting({ AWS: arnOf("", "").replace(/:\/.*$/, ":root") });
const byService = trusting({ Service: "lambda.amazonaws.com" });
const role = (name: string, assumeRolePolicy: string, ...statements: readonly unknown[]): Spec[] => [
  anyRes("aws:iam/role:Role", name, { name, assumeRolePolicy }, { outputs: { arn: arnOf("role", name) } }),
  ...(statements.length === 0
    ? []
    : [anyRes("aws:iam/rolePolicy:RolePolicy", `${name}-rights`, { role: ref(name), policy: document(...statements) })]),
];
const user = (name: string, ...statements: readonly unknown[]): Spec[] => [
  anyRes("aws:iam/user:User", name, { name }, { outputs: { arn: arnOf("user", name) } }),
  anyRes("aws:iam/userPolicy:UserPolicy", `${name}-rights`, { user: ref(name), policy: document(...statements) }),
];
const runsAs = (name: string): Spec =>
  anyRes(
    "aws:lambda/function:Function",
    `fn-${name}`,
    { name: `fn-${name}`, role: ref(name, "arn") },
    { outputs: { arn: lambdaOf(`fn-${name}`) } },
  );
const admin = (assumeRolePolicy: string): Spec[] => role("admin", assumeRolePolicy, allow("*", "*"));

const rules = [
  grantRules["iam-policy-no-escalation"],
  grantRules["iam-principal-no-escalation"],
  trustRules["iam-role-trust-no-path-to-admin"],
];
const evaluationsOf = (specs: readonly Spec[]) => rules.flatMap((rule) => evaluateMock("it", rule, { of: specs }));
const hopsOf = (...specs: readonly Spec[]): string[] =>
  evaluationsOf(specs).flatMap(({ outcome, message, resource }) =>
    outcome === "fail" ? [`${resource.name}: ${message.replace(/^.*\): /, "")}`] : [],
  );

const update = (name: string) => allow("lambda:UpdateFunctionCode", lambdaOf(`fn-${name}`));
const assume = (name: string) => allow("sts:AssumeRole", arnOf("role", name));

describe("a chain to an administrator", () => {
  const chain = (last: readonly unknown[] = [update("admin")]): Spec[] => [
    ...user("dev", assume("build")),
    ...role("build", ofAccount, ...last),
    ...admin(byService),
    runsAs("admin"),
  ];
  const second = 'role "build" can update the code of function "fn-admin", which runs as role "admin", an administrator';

  test("is found from each of its starts, hop by hop", () =>
    expect(hopsOf(...chain())).toEqual([`dev-rights: user "dev" can assume role "build"; ${second}`, `build-rights: ${second}`]));
  test("has the statement of each hop among its places", () => {
    const [first] = evaluationsOf(chain()).filter(({ resource }) => resource.name === "dev-rights");
    expect([first?.path, ...(first?.places ?? []).map(({ urn, path }) => `${urn.replace(/^.*::/, "")} ${path}`)]).toEqual([
      "policy.Statement[0].Action",
      "build-rights policy.Statement[0].Action",
    ]);
  });
  test("may have three hops, through a key of a user and a function", () => {
    const hops = hopsOf(
      ...user("ana", allow("iam:CreateAccessKey", arnOf("user", "dev"))),
      ...user("dev", update("build")),
      ...role("build", byService, assume("admin")),
      runsAs("build"),
      ...admin(ofAccount),
    );
    expect(hops[0]).toBe(
      'ana-rights: user "ana" can create an access key for user "dev"; user "dev" can update the code of function "fn-build", which runs as role "build"; ' +
        'role "build" can assume role "admin", an administrator',
    );
    expect(hops).toHaveLength(3);
  });
  test("goes on over a role whose trust policy names the principal", () => {
    const hops = hopsOf(
      ...user("dev", update("build")),
      ...role("build", byService),
      runsAs("build"),
      ...admin(trusting({ AWS: arnOf("role", "build") })),
    );
    expect(hops[0]).toBe(
      'dev-rights: user "dev" can update the code of function "fn-build", which runs as role "build"; role "build" can assume role "admin", an administrator',
    );
    expect(hops).toHaveLength(2);
  });
  test("does not go round in a circle", () =>
    expect(
      hopsOf(
        ...user("dev", assume("a")),
        ...role("a", ofAccount, assume("b")),
        ...role("b", ofAccount, assume("a"), assume("admin")),
        ...admin(ofAccount),
      ),
    ).toEqual([
      'dev-rights: user "dev" can assume role "a"; role "a" can assume role "b"; role "b" can assume role "admin", an administrator',
      'a-rights: role "a" can assume role "b"; role "b" can assume role "admin", an administrator',
      'b-rights: role "b" can assume role "admin", an administrator',
    ]));

  test.each<[string, readonly Spec[]]>([
    [
      "whose end is harmless",
      [...user("dev", assume("build")), ...role("build", ofAccount, update("reader")), ...role("reader", byService), runsAs("reader")],
    ],
    ["whose second hop is denied", chain([update("admin"), deny("lambda:*", "*")])],
    ["whose second hop is over another function", chain([update("other")])],
    [
      "in a circle without a way out",
      [...user("dev", assume("a")), ...role("a", ofAccount, assume("b")), ...role("b", ofAccount, assume("a"))],
    ],
  ])("%s is none", (_, specs) => expect(hopsOf(...specs)).toEqual([]));
  test("whose first hop is denied is found from its second start only", () =>
    expect(hopsOf(...user("dev", assume("build"), deny("sts:*", "*")), ...chain().slice(2))).toEqual([`build-rights: ${second}`]));
  test("whose second hop has a condition that narrows it is none", () => {
    const open = {
      ...allow("lambda:UpdateFunctionCode", lambdaOf("fn-admin")),
      Condition: { StringEquals: { "aws:PrincipalTag/a": "b" } },
    };
    expect(hopsOf(...chain([open]))).toEqual([]);
  });
  test("is unknown from each start while the last statement is", () => {
    const rights = anyRes("aws:iam/rolePolicy:RolePolicy", "admin-rights", { role: ref("admin"), policy: unknown });
    const specs = [...chain().filter(({ name }) => name !== "admin-rights"), rights];
    const found = evaluationsOf(specs).flatMap(({ outcome, resource }) => [`${resource.name}: ${outcome}`]);
    expect(new Set(found)).toEqual(new Set(["dev", "build", "admin"].flatMap((name) => [`${name}: unknown`, `${name}-rights: unknown`])));
  });
});
