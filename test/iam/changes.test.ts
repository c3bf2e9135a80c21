import { describe, expect, test } from "vitest";
import { accessChanges } from "../../src/iam/access/changes.js";
import type { Stack } from "../../src/model/stack.js";
import { unknownString } from "../../src/model/value.js";
import { type Piece, stackOf } from "./helpers.js";

/** New access between two states: each pair is judged right, and nothing that is called old allows a request that was not allowed. */

type Statement = Readonly<Record<string, unknown>>;
const allow = (Action: unknown, Resource: unknown, Condition?: object): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const deny = (Action: unknown, Resource: unknown, Condition?: object): Statement => ({
  ...allow(Action, Resource, Condition),
  Effect: "Deny",
});

interface Policy {
  readonly own: readonly Statement[];
  readonly boundary?: readonly Statement[];
}
const document = (Statement: readonly unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement });
function stack({ own, boundary }: Policy): Stack {
  const limit: Piece = {
    type: "aws:iam/policy:Policy",
    name: "limit",
    inputs: { policy: document(boundary ?? []) },
    outputs: { arn: "arn:aws:iam::123456789012:policy/limit" },
  };
  return stackOf(
    {
      type: "aws:iam/role:Role",
      name: "app",
      inputs: { ...(boundary !== undefined && { permissionsBoundary: "arn:aws:iam::123456789012:policy/limit" }) },
      outputs: { arn: "arn:aws:iam::123456789012:role/app" },
      ...(boundary !== undefined && { refs: { permissionsBoundary: ["limit"] } }),
    },
    { type: "aws:iam/rolePolicy:RolePolicy", name: "rights", inputs: { policy: document(own), role: "app" }, refs: { role: ["app"] } },
    ...(boundary === undefined ? [] : [limit]),
  );
}
const change = (before: Policy, after: Policy) => accessChanges(stack(before), stack(after));

const get = "s3:GetObject";
const put = "s3:PutObject";
const drop = "s3:DeleteObject";
const all = "arn:aws:s3:::b/*";
const part = "arn:aws:s3:::b/a/*";
const other = "arn:aws:s3:::c/*";
const inOrg = { StringEquals: { "aws:PrincipalOrgID": "o-1" } };
const inOrgs = { StringEquals: { "aws:PrincipalOrgID": ["o-1", "o-2"] } };
const tls = { Bool: { "aws:SecureTransport": "true" } };
const notHere = { StringNotEquals: { "aws:RequestedRegion": "us-east-1" } };
const notThere = { StringNotEquals: { "aws:RequestedRegion": ["us-east-1", "eu-west-1"] } };
const own = (...list: readonly Statement[]): Policy => ({ own: list });

type Pair = readonly [name: string, before: Policy, after: Policy, isNew: boolean];
const pairs: readonly Pair[] = [
  ["the same", own(allow(get, all)), own(allow(get, all)), false],
  ["another action", own(allow(get, all)), own(allow([get, put], all)), true],
  ["one action fewer", own(allow([get, put], all)), own(allow(get, all)), false],
  ["two statements for one", own(allow([get, put], all)), own(allow(get, all), allow(put, all)), false],
  ["one statement for two", own(allow(get, all), allow(put, all)), own(allow([get, put], all)), false],
  ["a pattern for an action", own(allow(get, all)), own(allow("s3:Get*", all)), true],
  ["an action for a pattern", own(allow("s3:Get*", all)), own(allow(get, all)), false],
  ["another letter case", own(allow("S3:getobject", all)), own(allow(get, all)), false],
  ["every action in another spelling", own(allow("*", "*")), own(allow("*:*", "*")), false],
  ["a narrower resource", own(allow(get, all)), own(allow(get, part)), false],
  ["a wider resource", own(allow(get, part)), own(allow(get, all)), true],
  ["another resource", own(allow(get, all)), own(allow(get, other)), true],
  ["one resource fewer", own(allow(get, [all, other])), own(allow(get, other)), false],
  ["resources and actions crossed", own(allow(get, all), allow(put, other)), own(allow([get, put], [all, other])), true],
  ["every resource of AWS for every resource", own(allow(get, "arn:aws:*")), own(allow(get, "*")), true],
  ["a part in question marks", own(allow(get, "arn:aws:s3:::b/??")), own(allow(get, "arn:aws:s3:::b/*")), true],
  ["a condition more", own(allow(get, all)), own(allow(get, all, inOrg)), false],
  ["a condition fewer", own(allow(get, all, inOrg)), own(allow(get, all)), true],
  ["a value more", own(allow(get, all, inOrg)), own(allow(get, all, inOrgs)), true],
  ["a value fewer", own(allow(get, all, inOrgs)), own(allow(get, all, inOrg)), false],
  ["a second condition", own(allow(get, all, inOrg)), own(allow(get, all, { ...inOrg, ...tls })), false],
  ["another condition", own(allow(get, all, inOrg)), own(allow(get, all, tls)), true],
  ["an exception more", own(allow(get, all, notHere)), own(allow(get, all, notThere)), false],
  ["an exception fewer", own(allow(get, all, notThere)), own(allow(get, all, notHere)), true],
  [
    "a condition that absence meets",
    own(allow(get, all, inOrg)),
    own(allow(get, all, { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } })),
    true,
  ],
  [
    "a condition that absence meets no longer",
    own(allow(get, all, { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } })),
    own(allow(get, all, inOrg)),
    false,
  ],
  ["a Deny more", own(allow(get, all)), own(allow(get, all), deny(get, part)), false],
  ["a Deny fewer", own(allow(get, all), deny(get, part)), own(allow(get, all)), true],
  ["a wider Deny", own(allow(get, all), deny(get, part)), own(allow(get, all), deny("s3:*", all)), false],
  ["a narrower Deny", own(allow(get, all), deny(get, all)), own(allow(get, all), deny(get, part)), true],
  ["a Deny of something else that goes", own(allow(get, all), deny(put, all)), own(allow(get, all)), false],
  ["a Deny under a condition", own(allow(get, all), deny(get, all)), own(allow(get, all), deny(get, all, tls)), true],
  ["a Deny without its condition", own(allow(get, all), deny(get, all, tls)), own(allow(get, all), deny(get, all)), false],
  ["a grant below its Deny", own(allow(get, all)), own(allow([get, put], all), deny(put, "*")), false],
  ["all but some actions", own(allow(get, all)), own({ Effect: "Allow", NotAction: "iam:*", Resource: all }), true],
  ["an action among all but some", own({ Effect: "Allow", NotAction: "iam:*", Resource: all }), own(allow(get, all)), false],
  ["an action that was excepted", own({ Effect: "Allow", NotAction: "s3:Get*", Resource: all }), own(allow(get, all)), true],
  [
    "more excepted actions",
    own({ Effect: "Allow", NotAction: put, Resource: all }),
    own({ Effect: "Allow", NotAction: [put, drop], Resource: all }),
    false,
  ],
  [
    "fewer excepted actions",
    own({ Effect: "Allow", NotAction: [put, drop], Resource: all }),
    own({ Effect: "Allow", NotAction: put, Resource: all }),
    true,
  ],
  ["all but some resources", own({ Effect: "Allow", Action: get, NotResource: part }), own(allow(get, other)), false],
  ["a resource that was excepted", own({ Effect: "Allow", Action: get, NotResource: all }), own(allow(get, part)), true],
  ["a boundary", own(allow(get, all)), { own: [allow(get, all)], boundary: [allow("s3:*", "*")] }, false],
  ["no boundary any more", { own: [allow("s3:*", all)], boundary: [allow(get, "*")] }, own(allow("s3:*", all)), true],
  ["no boundary any more, which left it", { own: [allow(get, all)], boundary: [allow("s3:*", "*")] }, own(allow(get, all)), false],
  [
    "a wider boundary",
    { own: [allow("s3:*", all)], boundary: [allow(get, "*")] },
    { own: [allow("s3:*", all)], boundary: [allow([get, put], "*")] },
    true,
  ],
  [
    "a grant outside of its boundary",
    { own: [allow(get, all)], boundary: [allow(get, "*")] },
    { own: [allow([get, put], all)], boundary: [allow(get, "*")] },
    false,
  ],
  ["incomparable statements", own(allow(get, all), allow(put, part)), own(allow(get, part), allow(put, all)), true],
];

/** An evaluation of one request that shares nothing with the product. */
interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}
const fits = (pattern: string, text: string) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*/g, ".*")
      .replace(/\?/g, ".")}$`,
    "s",
  ).test(text);
const listOf = (value: unknown): string[] => [value].flat().map(String);
function holds(operator: string, key: string, values: readonly string[], { context }: Request): boolean {
  const value = context[key];
  if (value === undefined) return operator.endsWith("IfExists") || operator.startsWith("StringNot");
  return operator.startsWith("StringNot") ? !values.includes(value) : values.includes(value);
}
function matches(statement: Statement, request: Request): boolean {
  const { Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  const isOf = (list: unknown, text: string) => listOf(list).some((pattern) => fits(pattern, text));
  const ofAction = (list: unknown) =>
    isOf(
      listOf(list).map((text) => text.toLowerCase()),
      request.action.toLowerCase(),
    );
  return (
    (NotAction === undefined ? ofAction(Action) : !ofAction(NotAction)) &&
    (NotResource === undefined ? isOf(Resource, request.resource) : !isOf(NotResource, request.resource)) &&
    Object.entries(Condition as Record<string, Record<string, unknown>>).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, key, listOf(values), request)),
    )
  );
}
const permits = (statements: readonly Statement[], request: Request) =>
  statements.some((one) => one["Effect"] === "Allow" && matches(one, request)) &&
  !statements.some((one) => one["Effect"] === "Deny" && matches(one, request));
const isAllowed = ({ own: statements, boundary }: Policy, request: Request) =>
  permits(statements, request) && (boundary === undefined || permits(boundary, request));

/** The same numbers in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
const actions = [get, put, drop, "s3:GetObjectAcl", "s3:ListBucket", "iam:PassRole", "ec2:RunInstances"];
const resources = [
  "arn:aws:s3:::b/a/1",
  "arn:aws:s3:::b/12",
  "arn:aws:s3:::b/x",
  "arn:aws:s3:::c/1",
  "arn:aws:s3:::b",
  "arn:aws:iam::1:role/r",
  "*",
];
const values: Readonly<Record<string, readonly (string | undefined)[]>> = {
  "aws:PrincipalOrgID": ["o-1", "o-2", "o-3", undefined],
  "aws:SecureTransport": ["true", "false"],
  "aws:RequestedRegion": ["us-east-1", "eu-west-1", "ap-south-1"],
};
function requestBy(next: (below: number) => number): Request {
  const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const context = Object.fromEntries(
    Object.entries(values).flatMap(([key, some]) => [[key, pick(some)]].filter(([, value]) => value !== undefined)),
  );
  return { action: pick(actions), resource: pick(resources), context: context as Record<string, string> };
}
function counterexample(before: Policy, after: Policy, seed: number): Request | undefined {
  const next = numbers(seed);
  for (let i = 0; i < 2000; i++) {
    const request = requestBy(next);
    if (isAllowed(after, request) && !isAllowed(before, request)) return request;
  }
  return undefined;
}

describe("between two states", () => {
  test.each(pairs)("%s", (_, before, after, isNew) => expect(change(before, after).map(({ what }) => what).length > 0).toBe(isNew));
  test.each(pairs.filter(([, , , isNew]) => !isNew))("nothing new: no request shows otherwise: %s", (_, before, after) =>
    expect(counterexample(before, after, 7)).toBeUndefined(),
  );

  test("what is called no new access has none, for policies at random", () => {
    const next = numbers(42);
    const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;
    const patterns = [...actions, "s3:*", "s3:Get*", "*", "s3:GetObject?cl"];
    const places = [...resources, all, part, other, "*", "arn:aws:s3:::b/??"];
    const conditions = [undefined, undefined, inOrg, inOrgs, tls, notHere, notThere, { ...inOrg, ...tls }];
    const statement = (): Statement => {
      const [action, resource] = [
        Array.from({ length: 1 + next(2) }, () => pick(patterns)),
        Array.from({ length: 1 + next(2) }, () => pick(places)),
      ];
      const condition = pick(conditions);
      return {
        Effect: next(4) === 0 ? "Deny" : "Allow",
        [next(6) === 0 ? "NotAction" : "Action"]: action,
        [next(6) === 0 ? "NotResource" : "Resource"]: resource,
        ...(condition && { Condition: condition }),
      };
    };
    const policy = (): Policy => {
      const statements = Array.from({ length: 1 + next(3) }, statement);
      return next(4) === 0 ? { own: statements, boundary: Array.from({ length: 1 + next(2) }, statement) } : { own: statements };
    };
    let old = 0;
    for (let i = 0; i < 600; i++) {
      const before = policy();
      // Most often a change is a small one.
      const after = next(3) === 0 ? policy() : { ...before, own: next(2) === 0 ? before.own.slice(1) : [...before.own, statement()] };
      if (change(before, after).length > 0) continue;
      old++;
      const request = counterexample(before, after, i + 1);
      expect(request === undefined ? undefined : { before, after, request }).toBeUndefined();
    }
    expect(old).toBeGreaterThan(100);
  });

  const bucket = (statements: readonly unknown[] | undefined): Stack =>
    stackOf(
      { type: "aws:s3/bucket:Bucket", name: "b", inputs: {}, outputs: { arn: "arn:aws:s3:::b", id: "b" } },
      ...(statements === undefined
        ? []
        : [{ type: "aws:s3/bucketPolicy:BucketPolicy", name: "p", inputs: { bucket: "b", policy: document(statements) } }]),
    );
  const open = { ...allow(get, all), Principal: "*" };
  const toOne = { ...allow(get, all), Principal: { AWS: "arn:aws:iam::111122223333:root" } };
  test.each<[string, readonly unknown[] | undefined, readonly unknown[] | undefined, string[]]>([
    ["everyone", [toOne], [open], ["new public access"]],
    ["another account", [toOne], [toOne, { ...toOne, Principal: { AWS: "444455556666" } }], ["new access"]],
    ["the same account in another spelling", [toOne], [{ ...toOne, Principal: { AWS: "111122223333" } }], []],
    ["one account of everyone", [open], [toOne], []],
    ["a service of everyone", [open], [{ ...open, Principal: { Service: "lambda.amazonaws.com" } }], ["new access"]],
    ["nobody", [open], [], []],
    ["a Deny that goes", [{ ...deny("s3:*", all), Principal: "*" }], [], ["new access"]],
    ["a Deny that goes with its policy", [{ ...deny("s3:*", all), Principal: "*" }], undefined, ["new access"]],
  ])("a bucket policy for %s", (_, before, after, kinds) =>
    expect(accessChanges(bucket(before), bucket(after)).map(({ kind }) => kind)).toEqual(kinds),
  );

  const role = (name: string, policy: unknown, trusts: unknown = { Service: "ec2.amazonaws.com" }): Piece[] => [
    {
      type: "aws:iam/role:Role",
      name,
      inputs: { assumeRolePolicy: document([{ Effect: "Allow", Action: "sts:AssumeRole", Principal: trusts }]) },
      outputs: { arn: `arn:aws:iam::123456789012:role/${name}` },
    },
    { type: "aws:iam/rolePolicy:RolePolicy", name: `${name}-rights`, inputs: { policy, role: name }, refs: { role: [name] } },
  ];
  const kindsOf = (before: readonly Piece[], after: readonly Piece[]) =>
    accessChanges(stackOf(...before), stackOf(...after)).map(({ kind }) => kind);
  const reading = document([allow(get, all)]);
  const permission = (principal: string): Piece[] => [
    { type: "aws:lambda/permission:Permission", name: "p", inputs: { function: "f", action: "lambda:InvokeFunction", principal } },
  ];
  test("a permission of a function that names everyone is public", () =>
    expect([kindsOf(permission("111122223333"), permission("*")), kindsOf(permission("*"), permission("*"))]).toEqual([
      ["new public access"],
      [],
    ]));
  test("a principal that was not there is new", () =>
    expect(kindsOf(role("a", reading), [...role("a", reading), ...role("b", reading)])).toEqual(["new principal", "new trust"]));
  test("another principal that a role trusts is new", () =>
    expect(kindsOf(role("a", reading), role("a", reading, { AWS: "arn:aws:iam::111122223333:root" }))).toEqual(["new trust"]));
  test("a policy that is not known cannot be compared", () =>
    expect(kindsOf(role("a", reading), role("a", unknownString))).toContain("unknown"));
});

describe("what grants access without a policy is unknown where it is new, and no reason where it is as before", () => {
  type Inputs = Readonly<Record<string, unknown>>;
  const one = (type: string, inputs: Inputs | undefined): Stack =>
    stackOf(
      { type: "aws:s3/bucket:Bucket", name: "b", inputs: { bucket: "b" }, outputs: { id: "b" } },
      ...(inputs === undefined ? [] : [{ type, name: "x", inputs }]),
    );
  const kinds = (type: string, before: Inputs | undefined, after: Inputs | undefined): string[] =>
    accessChanges(one(type, before), one(type, after)).map(({ kind, what }) => `${kind}: ${what}`);
  const block = { bucket: "b", blockPublicAcls: true };
  test.each<[string, string, Inputs | undefined, Inputs | undefined, string[]]>([
    ["an access list", "aws:s3/bucket:Bucket", {}, { acl: "public-read" }, ["unknown: access by acl, which is not a policy"]],
    ["a new bucket with one", "aws:s3/bucket:Bucket", undefined, { acl: "public-read" }, ["unknown: access by acl, which is not a policy"]],
    ["the same list", "aws:s3/bucket:Bucket", { acl: "public-read" }, { acl: "public-read" }, []],
    ["a private one", "aws:s3/bucket:Bucket", { acl: "public-read" }, { acl: "private" }, []],
    [
      "one of an old bucket",
      "aws:s3/bucketAclV2:BucketAclV2",
      undefined,
      { acl: "public-read" },
      ["unknown: access by acl, which is not a policy"],
    ],
    [
      "a function's URL for everyone",
      "aws:lambda/functionUrl:FunctionUrl",
      { authorizationType: "AWS_IAM" },
      { authorizationType: "NONE" },
      ["unknown: access by authorizationType, which is not a policy"],
    ],
    ["one for IAM", "aws:lambda/functionUrl:FunctionUrl", undefined, { authorizationType: "AWS_IAM" }, []],
    ["a grant of a key", "aws:kms/grant:Grant", undefined, { granteePrincipal: "a" }, ["unknown: access that no policy grants"]],
    ["the same grant", "aws:kms/grant:Grant", { granteePrincipal: "a" }, { granteePrincipal: "a" }, []],
    ["a grant that goes", "aws:kms/grant:Grant", { granteePrincipal: "a" }, undefined, []],
    [
      "a block that goes",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      block,
      undefined,
      ["unknown: what it held back before it was removed"],
    ],
    [
      "a block that is looser",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      block,
      { ...block, blockPublicAcls: false },
      ["unknown: what it held back before"],
    ],
    ["the same block", "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", block, block, []],
    ["a new block", "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", undefined, block, []],
  ])("%s", (_, type, before, after, expected) => expect(kinds(type, before, after)).toEqual(expected));
  test("a block that goes with its bucket holds nothing back any more", () => {
    const withBlock = one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", block);
    expect(accessChanges(withBlock, stackOf({ type: "aws:sqs/queue:Queue", name: "q", inputs: {} }))).toEqual([]);
  });
});
