import { describe, expect, test } from "vitest";
import { principalsOf } from "../../src/iam/access/principals.js";
import { type InlineSize, inlineSizeOf, sizeOf } from "../../src/iam/lint/size.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { documentsIn, type Piece, stackOf } from "./helpers.js";

describe("the size of a document", () => {
  const of = (policy: unknown, type = "aws:iam/policy:Policy", input = "policy") =>
    documentsIn(type, { [input]: policy }).map((document) => sizeOf(document));

  test.each<[string, unknown, number]>([
    ["counts its characters", '{"Id":"a"}', 10],
    ["counts no white space", '{\n  "Id": "a b"\t}\r\n', 11],
    ["counts those of an object", { Id: "a", Statement: [] }, 25],
  ])("%s", (_, policy, size) => expect(of(policy)).toEqual([{ size, limit: 6144 }]));

  test.each<[string, unknown]>([
    ["an object with a part", { Statement: [{ Action: unknown }] }],
    ["a list", { Statement: unknown }],
  ])("is reported for none that is not known: %s", (_, policy) => expect(of(policy)).toEqual([undefined]));
  test("is reported for one with an unset part", () => expect(of({ Id: null })).toEqual([{ size: 11, limit: 6144 }]));

  test.each<[type: string, limit: number, input?: string]>([
    ["aws:iam/policy:Policy", 6144],
    ["aws:iam/rolePolicy:RolePolicy", 10_240],
    ["aws:iam/userPolicy:UserPolicy", 2048],
    ["aws:iam/groupPolicy:GroupPolicy", 5120],
    ["aws:iam/role:Role", 2048, "assumeRolePolicy"],
  ])("is limited of %s to %s", (type, limit, input) => expect(of({}, type, input)).toEqual([{ size: 2, limit }]));
  test("is not limited of every type", () => expect(of({}, "aws:s3/bucketPolicy:BucketPolicy")).toEqual([undefined]));
  test("is limited of the policies in a role", () =>
    expect(of([{ policy: {} }], "aws:iam/role:Role", "inlinePolicies")).toEqual([{ size: 2, limit: 10_240 }]));
});

describe("the inline policies of a principal", () => {
  const policy = (name: string, of: string, document: unknown = { Statement: [{ Effect: "Allow", Action: "*" }, {}] }): Piece => ({
    type: `aws:iam/${of}Policy:${of === "role" ? "Role" : of === "user" ? "User" : "Group"}Policy`,
    name,
    inputs: { policy: document },
    refs: { [of]: [of] },
  });
  const role = (inputs = {}): Piece => ({ type: "aws:iam/role:Role", name: "role", inputs: { name: "role", ...inputs } });
  const user: Piece = { type: "aws:iam/user:User", name: "user", inputs: { name: "user" } };
  const group: Piece = { type: "aws:iam/group:Group", name: "group", inputs: { name: "group" } };
  /** The size, the limit and the names of the policies, known and not known, of the first principal. */
  function of(...pieces: readonly Piece[]): unknown[] | undefined {
    const [holder] = principalsOf(stackOf(...pieces)).of.values();
    const found = holder && inlineSizeOf(holder);
    const names = (spots: InlineSize["spots"]): string[] => spots.map(({ resource, path }) => `${resource.name}.${path}`);
    return found && [found.size, found.limit, names(found.spots), names(found.unknown)];
  }
  const statement = { Effect: "Allow", Action: "*" };
  const size = JSON.stringify({ Statement: [statement, {}] }).length;

  test.each<[string, Piece[], unknown[] | undefined]>([
    ["none", [role()], undefined],
    ["one, which is judged by itself", [role(), policy("p", "role")], undefined],
    ["two of a role", [role(), policy("p", "role"), policy("q", "role")], [2 * size, 10_240, ["p.policy", "q.policy"], []]],
    ["two of a user", [user, policy("p", "user"), policy("q", "user")], [2 * size, 2048, ["p.policy", "q.policy"], []]],
    ["two of a group", [group, policy("p", "group"), policy("q", "group")], [2 * size, 5120, ["p.policy", "q.policy"], []]],
    [
      "one in the role, one beside it",
      [role({ inlinePolicies: [{ policy: { Statement: [statement] } }] }), policy("p", "role")],
      [size + JSON.stringify({ Statement: [statement] }).length, 10_240, ["role.inlinePolicies[0].policy", "p.policy"], []],
    ],
    ["one that is not known", [role(), policy("p", "role", unknown)], undefined],
    [
      "one that is not known and one that is",
      [role(), policy("p", "role", unknown), policy("q", "role")],
      [size, 10_240, ["q.policy"], ["p.policy"]],
    ],
    ["a list that is not known", [role({ inlinePolicies: unknown })], [0, 10_240, [], ["role.inlinePolicies"]]],
    [
      "one of which a part is not known",
      [role(), policy("p", "role", { Id: unknown, Statement: [statement] }), policy("q", "role")],
      [size, 10_240, ["p.policy", "q.policy"], ["p.policy"]],
    ],
  ])("%s", (_, pieces, expected) => expect(of(...pieces)).toEqual(expected));

  test("those of a user's groups count with the groups", () => {
    const membership: Piece = {
      type: "aws:iam/userGroupMembership:UserGroupMembership",
      name: "m",
      inputs: {},
      refs: { user: ["user"], groups: ["group"] },
    };
    expect(of(user, group, membership, policy("p", "user"), policy("q", "group"), policy("r", "group"))).toBeUndefined();
    expect(of(user, group, membership, policy("p", "user"), policy("q", "group", unknown))).toBeUndefined();
  });
  test("one that may be another's does not count", () => {
    const adrift: Piece = { ...policy("q", "role"), inputs: { role: unknown, policy: { Statement: [statement] } }, refs: {} };
    expect(of(role(), policy("p", "role"), adrift)).toBeUndefined();
  });
  test("those of a permission set have no limit of their own", () => {
    const set: Piece = { type: "aws:ssoadmin/permissionSet:PermissionSet", name: "set", inputs: { name: "set" } };
    const inline = (name: string): Piece => ({
      type: "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
      name,
      inputs: { inlinePolicy: { Statement: [statement] } },
      refs: { permissionSetArn: ["set"] },
    });
    expect(of(set, inline("p"), inline("q"))).toBeUndefined();
  });
});
