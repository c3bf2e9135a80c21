import { describe, expect, test } from "vitest";
import type { Holder, Spot } from "../../src/iam/access/holder.js";
import { attachingTypes, type Principals, principalsOf, principalTypes, standingAlone, userOf } from "../../src/iam/access/principals.js";
import { documentsOf } from "../../src/iam/document/document.js";
import type { Stack } from "../../src/model/stack.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { type Piece, stackOf } from "./helpers.js";

type Inputs = Readonly<Record<string, unknown>>;
type Refs = Readonly<Record<string, readonly string[]>>;

const allow = (action: unknown) => ({ Effect: "Allow", Action: action, Resource: "*" });
const documentOf = (...statements: readonly unknown[]) => ({ Version: "2012-10-17", Statement: statements });
const piece = (type: string, name: string, inputs: Inputs = {}, refs: Refs = {}): Piece => ({ type, name, inputs, refs });
const iam = (cls: string, name: string, inputs: Inputs = {}, refs: Refs = {}): Piece =>
  piece(`aws:iam/${cls[0]?.toLowerCase()}${cls.slice(1)}:${cls}`, name, inputs, refs);
const sso = (cls: string, name: string, inputs: Inputs = {}, refs: Refs = {}): Piece =>
  piece(`aws:ssoadmin/${cls[0]?.toLowerCase()}${cls.slice(1)}:${cls}`, name, inputs, refs);
const policy = (name: string, inputs: Inputs = {}): Piece =>
  iam("Policy", name, { name, policy: documentOf(allow(`s3:${name}`)), ...inputs });
const principals = {
  role: iam("Role", "r", { name: "r" }),
  user: iam("User", "u", { name: "u" }),
  group: iam("Group", "g", { name: "g" }),
  "permission set": sso("PermissionSet", "set", { name: "set" }),
};
const { role, user, group } = principals;
const everybody = Object.values(principals);
const ofAws = (name: string): string => `arn:aws:iam::aws:policy/${name}`;

function holderIn(stack: Stack, name: string): Holder {
  for (const [resource, holder] of principalsOf(stack).of) if (resource.name === name) return holder;
  throw new Error(`no principal is named ${name}`);
}
/** The actions that somebody holds, with a question mark where it is not sure. */
const held = ({ lines }: Pick<Holder, "lines">): string[] =>
  lines.map(({ statement, isSure }) => `${String([statement.actions].flat()[0])}${isSure ? "" : "?"}`);
const places = (spots: readonly Spot[]): string[] => spots.map(({ resource, path }) => `${resource.name} ${path}`);
/** What is not known of somebody: what may allow, and what may deny too. */
const gaps = ({ unseen, unread }: Holder) => ({ unseen: places(unseen), unread: places(unread) });
const noGaps = { unseen: [], unread: [] };
const byName = <V>(map: ReadonlyMap<{ name: string }, V>): [string, V][] => [...map].map(([{ name }, value]) => [name, value]);
const openIn = (stack: Stack): Principals["open"] => principalsOf(stack).open;

describe("principals", () => {
  test("are roles, users, groups and permission sets", () =>
    expect(principalTypes).toEqual([
      "aws:iam/role:Role",
      "aws:iam/user:User",
      "aws:iam/group:Group",
      "aws:ssoadmin/permissionSet:PermissionSet",
    ]));

  test.each(Object.entries(principals))("a %s with nothing holds nothing", (kind, it) => {
    const { of, all, hands, open, attached, boundaries } = principalsOf(stackOf(it));
    expect(all).toEqual([...of.values()]);
    expect(all).toMatchObject([{ kind, lines: [], ...noGaps, boundary: undefined, policies: [], groups: [] }]);
    expect([hands, open, attached, boundaries].map(({ size }) => size)).toEqual([0, 0, 0, 0]);
  });

  test("of one that is only read nothing is known", () => {
    const stack = stackOf({ ...role, external: true, inputs: { name: "r", inlinePolicies: [{ policy: documentOf(allow("s3:a")) }] } });
    expect(held(holderIn(stack, "r"))).toEqual([]);
    expect(gaps(holderIn(stack, "r"))).toEqual({ unseen: ["r "], unread: [] });
  });
});

describe("a policy inside of another resource", () => {
  test.each<[keyof typeof principals, Piece]>([
    ["role", iam("RolePolicy", "p", { policy: documentOf(allow("s3:a")) }, { role: ["r"] })],
    ["user", iam("UserPolicy", "p", { policy: documentOf(allow("s3:a")) }, { user: ["u"] })],
    ["group", iam("GroupPolicy", "p", { policy: documentOf(allow("s3:a")) }, { group: ["g"] })],
    ["permission set", sso("PermissionSetInlinePolicy", "p", { inlinePolicy: documentOf(allow("s3:a")) }, { permissionSetArn: ["set"] })],
  ])("of a %s is held by that alone", (kind, it) => {
    for (const holder of principalsOf(stackOf(...everybody, it)).all) expect(held(holder)).toEqual(holder.kind === kind ? ["s3:a"] : []);
  });

  test("is held by its role, whose trust policy grants it nothing", () => {
    const inlinePolicies = [{ name: "x", policy: documentOf(allow("s3:a")) }];
    const it = iam("Role", "r", { assumeRolePolicy: documentOf(allow("sts:AssumeRole")), inlinePolicies });
    expect(held(holderIn(stackOf(it), "r"))).toEqual(["s3:a"]);
  });

  test("may allow and deny where it is not known, whole or in part", () => {
    const part = iam("RolePolicy", "part", { policy: documentOf(allow("s3:a"), unknown) }, { role: ["r"] });
    const whole = iam("RolePolicy", "whole", { policy: unknown }, { role: ["r"] });
    const open = ["part policy.Statement[1]", "whole policy"];
    expect(gaps(holderIn(stackOf(role, part, whole), "r"))).toEqual({ unseen: open, unread: open });
  });

  test("where the trust policy is not known, the grants are", () =>
    expect(gaps(holderIn(stackOf(iam("Role", "r", { assumeRolePolicy: unknown })), "r"))).toEqual(noGaps));

  test("is ignored where the resource is only read", () => {
    const it = iam("RolePolicy", "p", { policy: documentOf(allow("s3:a")) }, { role: ["r"] });
    expect(held(holderIn(stackOf(role, { ...it, external: true }), "r"))).toEqual([]);
  });
});

describe("a policy that is attached", () => {
  const ways: readonly [keyof typeof principals, Piece][] = [
    ["role", iam("RolePolicyAttachment", "a", {}, { role: ["r"], policyArn: ["p"] })],
    ["user", iam("UserPolicyAttachment", "a", {}, { user: ["u"], policyArn: ["p"] })],
    ["group", iam("GroupPolicyAttachment", "a", {}, { group: ["g"], policyArn: ["p"] })],
    ["role", iam("PolicyAttachment", "a", {}, { roles: ["r"], policyArn: ["p"] })],
    ["user", iam("PolicyAttachment", "a", {}, { users: ["u"], policyArn: ["p"] })],
    ["group", iam("PolicyAttachment", "a", {}, { groups: ["g"], policyArn: ["p"] })],
    ["role", iam("RolePolicyAttachmentsExclusive", "a", {}, { roleName: ["r"], policyArns: ["p"] })],
    ["user", iam("UserPolicyAttachmentsExclusive", "a", {}, { userName: ["u"], policyArns: ["p"] })],
    ["group", iam("GroupPolicyAttachmentsExclusive", "a", {}, { groupName: ["g"], policyArns: ["p"] })],
    ["permission set", sso("ManagedPolicyAttachment", "a", {}, { permissionSetArn: ["set"], managedPolicyArn: ["p"] })],
    ["permission set", sso("ManagedPolicyAttachmentsExclusive", "a", {}, { permissionSetArn: ["set"], managedPolicyArns: ["p"] })],
    [
      "permission set",
      sso("CustomerManagedPolicyAttachment", "a", {}, { permissionSetArn: ["set"], customerManagedPolicyReference: ["p"] }),
    ],
  ];

  test.each(ways)("to a %s is held by that alone", (kind, it) => {
    expect(attachingTypes).toContain(it.type);
    for (const holder of principalsOf(stackOf(...everybody, policy("p"), it)).all) {
      expect(held(holder)).toEqual(holder.kind === kind ? ["s3:p"] : []);
      expect(holder.policies.map(({ name }) => name)).toEqual(holder.kind === kind ? ["p"] : []);
      expect(gaps(holder)).toEqual(noGaps);
    }
  });

  test("types that attach are those, and the role with its own input", () =>
    expect(attachingTypes).toEqual([...new Set(ways.map(([, { type }]) => type)), "aws:iam/role:Role"]));

  test("to a role by its own input is held by it", () =>
    expect(held(holderIn(stackOf({ ...role, refs: { managedPolicyArns: ["p"] } }, policy("p")), "r"))).toEqual(["s3:p"]));

  test("to a user by an input that users do not have is not", () =>
    expect(held(holderIn(stackOf({ ...user, refs: { managedPolicyArns: ["p"] } }, policy("p")), "u"))).toEqual([]));

  test("twice is in two hands", () => {
    const stack = stackOf(role, user, policy("p"), iam("PolicyAttachment", "a", {}, { roles: ["r"], users: ["u"], policyArn: ["p"] }));
    const hands = [...principalsOf(stack).hands.values()].flat();
    expect(hands.map(({ holder, document, isSure }) => [holder.kind, document.resource.name, isSure])).toEqual([
      ["role", "p", true],
      ["user", "p", true],
    ]);
  });

  const attach = (policyArn: unknown, refs: Refs = {}): Piece => iam("RolePolicyAttachment", "a", { role: "r", policyArn }, refs);

  test.each(["ReadOnlyAccess", "AdministratorAccess"])("%s of AWS is read where it is attached", (name) => {
    const stack = stackOf(role, policy("p"), attach(ofAws(name)));
    expect(byName(principalsOf(stack).attached).map(([at, documents]) => [at, documents[0]?.managedArn])).toEqual([["a", ofAws(name)]]);
    expect(holderIn(stack, "r").lines.map(({ statement }) => statement.path)).toContain("policyArn");
    expect(gaps(holderIn(stack, "r"))).toEqual(noGaps);
  });

  test("several of AWS by one resource are all reported there", () => {
    const arns = [ofAws("AdministratorAccess"), "", 7, ofAws("IAMFullAccess")];
    const stack = stackOf(iam("Role", "r", { managedPolicyArns: arns }));
    const [documents] = principalsOf(stack).attached.values();
    expect(documents?.map(({ path }) => path)).toEqual(["managedPolicyArns[0]", "managedPolicyArns[3]"]);
  });

  test.each([ofAws("NoSuchPolicy"), "arn:aws:iam::123456789012:policy/elsewhere"])("%s may allow anything", (arn) => {
    const stack = stackOf(role, policy("p"), attach(arn));
    expect(held(holderIn(stack, "r"))).toEqual([]);
    expect(gaps(holderIn(stack, "r"))).toEqual({ unseen: ["a policyArn"], unread: [] });
    expect(openIn(stack).size).toBe(arn === ofAws("NoSuchPolicy") ? 1 : 0);
  });

  test.each(["", null, 7])("where none is named (%j), none is", (arn) =>
    expect(gaps(holderIn(stackOf(role, policy("p"), attach(arn)), "r"))).toEqual(noGaps),
  );

  test("that is not known yet may be any of the stack's", () => {
    const stack = stackOf(role, policy("p"), { ...policy("q"), external: true }, attach(unknown));
    expect(held(holderIn(stack, "r"))).toEqual(["s3:p?"]);
    expect(holderIn(stack, "r").policies).toEqual([]);
    expect(gaps(holderIn(stack, "r"))).toEqual({ unseen: ["a policyArn"], unread: [] });
    expect(byName(openIn(stack))).toEqual([["a", ["policyArn"]]]);
  });

  test("is one of the unknown ARNs of a list, and only one", () => {
    const arns = [unknown, unknown, ofAws("AdministratorAccess")];
    const both: Piece = { ...stackRole({ managedPolicyArns: arns }), refs: {} };
    const stack = stackOf(both, policy("p"));
    expect(gaps(holderIn(stack, "r")).unseen).toEqual(["r managedPolicyArns[0]", "r managedPolicyArns[1]"]);
    expect(byName(openIn(stack))).toEqual([["r", ["managedPolicyArns[0]", "managedPolicyArns[1]"]]]);
  });

  test("of a permission set by a name that the stack does not have may allow anything", () => {
    const reference = (name: string): Piece =>
      sso("CustomerManagedPolicyAttachment", "a", { customerManagedPolicyReference: { name } }, { permissionSetArn: ["set"] });
    const set = principals["permission set"];
    const unseen = ["a customerManagedPolicyReference.name"];
    expect(gaps(holderIn(stackOf(set, policy("p"), reference("q")), "set"))).toEqual({ unseen, unread: [] });
    const stack = stackOf(set, policy("p"), reference(unknown));
    expect(gaps(holderIn(stack, "set"))).toEqual({ unseen, unread: [] });
    expect(held(holderIn(stack, "set"))).toEqual(["s3:p?"]);
    expect(held(holderIn(stackOf(set, policy("p"), reference("p")), "set"))).toEqual(["s3:p"]);
  });
});

const stackRole = (inputs: Inputs): Piece => iam("Role", "r", { name: "r", ...inputs });

describe("a principal that is named", () => {
  const inlineOf = (name: string, of: unknown): Piece => iam("RolePolicy", name, { role: of, policy: documentOf(allow(`s3:${name}`)) });

  test("by its name is the one of the stack", () => expect(held(holderIn(stackOf(role, inlineOf("a", "r")), "r"))).toEqual(["s3:a"]));

  test("and is not in the stack holds all that names it", () => {
    const stack = stackOf(role, inlineOf("a", "x"), inlineOf("b", "x"), inlineOf("c", "y"), iam("UserPolicy", "d", { user: "x" }));
    const { of, all } = principalsOf(stack);
    expect([of.size, ...all.map((holder) => [holder.kind, held(holder), holder.resource?.name])]).toEqual([
      1,
      ["role", [], "r"],
      ["role", ["s3:a", "s3:b"], undefined],
      ["role", ["s3:c"], undefined],
      ["user", [], undefined],
    ]);
  });

  test("may be one whose name is not known yet", () => {
    const stack = stackOf(iam("Role", "r", { name: unknown }), inlineOf("a", "x"));
    expect(held(holderIn(stack, "r"))).toEqual(["s3:a?"]);
    expect(principalsOf(stack).all).toHaveLength(1);
    expect([...principalsOf(stack).hands.values()].flat().map(({ isSure }) => isSure)).toEqual([false]);
  });

  test("nobody knows how is somebody of his own", () => {
    const { all } = principalsOf(stackOf(inlineOf("a", unknown), inlineOf("b", unknown)));
    expect(all.map(held)).toEqual([["s3:a"], ["s3:b"]]);
  });

  test("not at all is nobody", () => expect(principalsOf(stackOf(inlineOf("a", ""), inlineOf("b", undefined))).all).toEqual([]));
});

describe("a permissions boundary", () => {
  const boundaryOf = (stack: Stack, name: string) => {
    const { boundary } = holderIn(stack, name);
    return boundary === undefined ? undefined : { lines: held(boundary), unread: places(boundary.unread) };
  };
  const bounded = (kind: "role" | "user" | "group"): Piece => ({ ...principals[kind], refs: { permissionsBoundary: ["p"] } });

  test.each(["role", "user"] as const)("limits a %s, and grants nothing", (kind) => {
    const stack = stackOf(bounded(kind), policy("p"));
    expect(boundaryOf(stack, bounded(kind).name)).toEqual({ lines: ["s3:p"], unread: [] });
    expect(principalsOf(stack).all.map(held)).toEqual([[]]);
    expect(byName(principalsOf(stack).boundaries)).toEqual([["p", true]]);
  });

  test("is none of a group", () => expect(boundaryOf(stackOf(bounded("group"), policy("p")), "g")).toBeUndefined());

  test("of AWS is read", () => {
    const boundary = boundaryOf(stackOf(stackRole({ permissionsBoundary: ofAws("AdministratorAccess") }), policy("p")), "r");
    expect(boundary).toEqual({ lines: ["*"], unread: [] });
  });

  test("that the stack does not have may leave anything", () =>
    expect(boundaryOf(stackOf(stackRole({ permissionsBoundary: "arn:aws:iam::123456789012:policy/x" })), "r")).toEqual({
      lines: [],
      unread: ["r permissionsBoundary"],
    }));

  test("that is not known yet may be any of the stack's, unless one surely is", () => {
    const stack = stackOf(stackRole({ permissionsBoundary: unknown }), bounded("user"), policy("p"), policy("q"));
    expect(boundaryOf(stack, "r")).toEqual({ lines: [], unread: ["r permissionsBoundary"] });
    expect(byName(principalsOf(stack).boundaries)).toEqual([
      ["p", true],
      ["q", false],
    ]);
    const other = stackOf(bounded("role"), iam("User", "u", { permissionsBoundary: unknown }), policy("p"));
    expect(byName(principalsOf(other).boundaries)).toEqual([["p", true]]);
  });

  test.each([
    ["is not known", unknown, [], ["p policy"]],
    ["is no document", "[", [], ["p policy"]],
    ["is known in part", documentOf(allow("s3:a"), unknown), ["s3:a"], ["p policy.Statement[1]"]],
  ])("may leave anything where its text %s", (_, text, lines, unread) =>
    expect(boundaryOf(stackOf(bounded("role"), policy("p", { policy: text })), "r")).toEqual({ lines, unread }),
  );

  describe("of a permission set", () => {
    const set = principals["permission set"];
    const attachment = (permissionsBoundary: unknown, refs: Refs = {}): Piece =>
      sso("PermissionsBoundaryAttachment", "limit", { permissionsBoundary }, { permissionSetArn: ["set"], ...refs });

    test("is a policy of the stack", () =>
      expect(boundaryOf(stackOf(set, policy("p"), attachment({}, { permissionsBoundary: ["p"] })), "set")).toEqual({
        lines: ["s3:p"],
        unread: [],
      }));

    test("is one of AWS", () =>
      expect(boundaryOf(stackOf(set, attachment({ managedPolicyArn: ofAws("AdministratorAccess") })), "set")).toEqual({
        lines: ["*"],
        unread: [],
      }));

    test("may leave anything where the stack does not have it", () =>
      expect(boundaryOf(stackOf(set, attachment({ customerManagedPolicyReference: { name: "x" } })), "set")).toEqual({
        lines: [],
        unread: ["limit permissionsBoundary"],
      }));
  });
});

describe("a user in a group", () => {
  const grants = [
    policy("p"),
    iam("GroupPolicyAttachment", "a", {}, { group: ["g"], policyArn: ["p"] }),
    iam("GroupPolicyAttachment", "far", { policyArn: "arn:aws:iam::123456789012:policy/far" }, { group: ["g"] }),
    iam("GroupPolicy", "open", { policy: unknown }, { group: ["g"] }),
  ];
  test.each([
    iam("UserGroupMembership", "in", {}, { user: ["u"], groups: ["g"] }),
    iam("GroupMembership", "in", {}, { users: ["u"], group: ["g"] }),
  ])("by $type holds what the group holds", (membership) => {
    const stack = stackOf(user, group, ...grants, membership);
    const ann = holderIn(stack, "u");
    expect(held(ann)).toEqual(["s3:p"]);
    expect(gaps(ann)).toEqual({ unseen: ["open policy", "far policyArn"], unread: ["open policy"] });
    expect(ann.groups).toEqual([holderIn(stack, "g")]);
    expect([ann.policies, holderIn(stack, "g").groups]).toEqual([[], []]);
  });

  test.each<[string, Piece]>([
    ["the group", iam("UserGroupMembership", "in", { groups: [unknown] }, { user: ["u"] })],
    ["the user", iam("UserGroupMembership", "in", { user: unknown }, { groups: ["g"] })],
  ])("perhaps holds it where %s is not known", (_, membership) =>
    expect(held(holderIn(stackOf(user, group, ...grants, membership), "u"))).toEqual(["s3:p?"]),
  );
});

describe("the user that a password is for", () => {
  const profile = (inputs: Inputs, refs: Refs = {}): Piece => iam("UserLoginProfile", "password", inputs, refs);
  const owner = (...pieces: readonly Piece[]): string | undefined => {
    const stack = stackOf(...pieces);
    const password = stack.resources.find(({ name }) => name === "password");
    return password === undefined ? undefined : userOf(password, stack)?.resource?.name;
  };

  test("is the one of the stack that it names", () => {
    expect(owner(user, profile({}, { user: ["u"] }))).toBe("u");
    expect(owner(user, iam("User", "v", { name: "v" }), role, profile({ user: "u" }))).toBe("u");
  });
  test("is unknown where it may be any, or one of two", () => {
    expect(owner(user, profile({ user: unknown }))).toBeUndefined();
    expect(owner(user, profile({ user: "x" }))).toBeUndefined();
    expect(owner(user, iam("User", "v", { name: "v" }), profile({}, { user: ["u", "v"] }))).toBeUndefined();
  });
});

describe("a policy that surely nobody has", () => {
  const alone = (...pieces: readonly Piece[]): Holder => {
    const stack = stackOf(policy("p", { policy: documentOf(allow("s3:p"), unknown) }), ...pieces);
    const [document] = stack.resources.flatMap((resource) => (resource.name === "p" ? documentsOf(resource, stack.today).read : []));
    if (document === undefined) throw new Error("p was not read");
    return standingAlone(document, principalsOf(stack).hands.get(document) ?? []);
  };
  const maybeHeld = iam("RolePolicyAttachment", "a", { policyArn: unknown }, { role: ["r"] });
  const own = ["p policy.Statement[1]"];

  test("represents itself", () => {
    const holder = alone();
    expect(holder).toMatchObject({ kind: "policy", resource: { name: "p" }, policies: [{ name: "p" }], groups: [], boundary: undefined });
    expect(held(holder)).toEqual(["s3:p"]);
    expect(gaps(holder)).toEqual({ unseen: own, unread: own });
  });

  test("may be denied what a principal is denied that may have it", () => {
    const denies = { Effect: "Deny", Action: "sqs:*", Resource: "*" };
    const perhaps = { Effect: unknown, Action: "sns:*", Resource: "*" };
    const more = iam("RolePolicy", "b", { policy: documentOf(allow("ec2:*"), denies, perhaps, unknown) }, { role: ["r"] });
    const holder = alone(role, maybeHeld, more);
    expect(held(holder)).toEqual(["s3:p", "sqs:*?", "sns:*?"]);
    expect(gaps(holder)).toEqual({ unseen: own, unread: [...own, "b policy.Statement[3]"] });
    expect(holder.boundary).toBeUndefined();
  });

  test("may be limited where a principal is that may have it", () => {
    const limited = stackRole({ permissionsBoundary: ofAws("ReadOnlyAccess") });
    expect(places(alone(limited, maybeHeld).boundary?.unread ?? [])).toEqual(["p policy"]);
    expect(alone(limited, maybeHeld).boundary?.lines).toEqual([]);
  });

  test("is not denied twice what it denies itself", () => {
    const denies = documentOf({ Effect: "Deny", Action: "sqs:*", Resource: "*" });
    const stack = stackOf(policy("p", { policy: denies }), role, maybeHeld);
    const [[document, hands] = []] = principalsOf(stack).hands;
    if (document === undefined || hands === undefined) throw new Error("nobody may have p");
    expect(held(standingAlone(document, hands))).toEqual(["sqs:*"]);
  });
});
