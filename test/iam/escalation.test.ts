import { describe, expect, test } from "vitest";
import { escalationPaths } from "../../src/data/tables.js";
import { escalations } from "../../src/iam/access/escalation.js";
import { principalsOf } from "../../src/iam/access/principals.js";
import { actionNamed } from "../../src/iam/document/actions.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { type Piece, roleWith, stackOf } from "./helpers.js";

const paths = Object.entries(escalationPaths());
const allow = (actions: unknown, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  Effect: "Allow",
  Action: actions,
  Resource: "*",
  ...more,
});
const found = (...documents: readonly (readonly unknown[])[]): readonly string[] => {
  const { holder, stack } = roleWith(...documents);
  return escalations(holder, stack).found.map(({ id }) => id);
};
/** Paths that a part of another path's actions completes by itself: what is left of it is no near miss. */
const completes = (actions: readonly string[]): boolean => paths.some(([, { needs }]) => needs.every((need) => actions.includes(need)));

test("every path of pathfinding.cloud is there, and asks for actions that AWS has", () => {
  expect(paths).toHaveLength(65);
  expect(paths.flatMap(([, { needs }]) => needs).filter((need) => actionNamed(need) === undefined)).toEqual([]);
});

describe.each(paths)("%s", (_, { needs, passes }) => {
  test("is found, in one policy and split over several", () => {
    expect(found([allow(needs)])).not.toEqual([]);
    expect(found(...needs.map((need) => [allow(need)]))).toEqual(found([allow(needs)]));
  });

  test("is found in other letter case and behind wildcards", () => {
    const written = needs.map((need, i) => (i === 0 ? need.toUpperCase() : `${need.slice(0, -1)}?`));
    expect(found([allow(written)])).toEqual(found([allow(needs)]));
  });

  test("stays silent with one action less, on one resource, denied, narrowed or with a role for another service", () => {
    for (const need of needs) {
      const rest = needs.filter((other) => other !== need);
      if (!completes(rest)) expect(found([allow(rest)])).toEqual([]);
    }
    // The role itself is r.
    expect(found([allow(needs, { Resource: ["arn:aws:s3:::b/one", "arn:aws:iam::123456789012:role/other"] })])).toEqual([]);
    expect(
      found(
        [allow(needs)],
        needs.map((need) => ({ ...(allow(need) as object), Effect: "Deny" })),
      ),
    ).toEqual([]);
    expect(found([allow(needs, { Condition: { StringEquals: { "aws:ResourceTag/team": "shop" } } })])).toEqual([]);
    if (passes === undefined) return;
    const others = needs.filter((need) => need !== "iam:PassRole");
    const passing = (service: string): unknown =>
      allow("iam:PassRole", { Condition: { StringEquals: { "iam:PassedToService": service } } });
    if (!completes(others)) expect(found([passing("monitoring.rds.amazonaws.com"), allow(others)])).toEqual([]);
    for (const service of passes) expect(found([passing(service), allow(others)])).not.toEqual([]);
  });
});

describe("a command on machines", () => {
  const send = (Resource: readonly string[], more: object = {}): unknown => allow("ssm:SendCommand", { Resource, ...more });
  const [machines, documents] = ["arn:aws:ec2:*:*:instance/*", "arn:aws:ssm:*:*:document/*"];
  const tagged = { Condition: { StringEquals: { "ssm:resourceTag/team": "shop" } } };
  test.each<[string, readonly unknown[], readonly string[]]>([
    ["every document on every machine", [send([machines, documents])], ["ssm-002"]],
    ["by two statements", [send([machines]), send([documents])], ["ssm-002"]],
    ["a shell on every machine", [send([machines, "arn:aws:ssm:*::document/AWS-RunShellScript"])], ["ssm-002"]],
    ["one document", [send([machines, "arn:aws:ssm:*::document/AWS-RunPatchBaseline"])], []],
    ["every document on machines with a tag", [send([documents]), send([machines], tagged)], []],
    ["a bucket for what it prints", [send(["arn:aws:s3:::*"])], []],
    ["machines alone", [send([machines])], []],
    ["a session on every machine", [allow("ssm:StartSession", { Resource: machines })], ["ssm-001"]],
    ["a session document alone", [allow("ssm:StartSession", { Resource: documents })], []],
  ])("%s", (_, statements, expected) => expect(found(statements)).toEqual(expected));
});

describe("a role", () => {
  const own = (action: string): unknown => allow(action, { Resource: "arn:aws:iam::123456789012:role/r" });

  test.each(["iam:PutRolePolicy", "iam:AttachRolePolicy"])("raises itself by %s on itself", (action) =>
    expect(found([own(action)])).toHaveLength(1),
  );
  test("does not raise itself by changing who may assume it", () => expect(found([own("iam:UpdateAssumeRolePolicy")])).toEqual([]));
  test("does not by what is for users of its name", () =>
    expect(found([allow("iam:PutUserPolicy", { Resource: `arn:aws:iam::*:user/\${aws:username}` })])).toEqual([]));
  test.each<[string, object, number]>([
    ["a boundary", { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/b" } }, 0],
    [
      "a boundary only where there is one",
      { StringEqualsIfExists: { "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/b" } },
      1,
    ],
    ["the boundary of an administrator", { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess" } }, 1],
  ])("raises others as far as %s lets it", (_, Condition, paths) =>
    expect(found([allow("iam:PutRolePolicy", { Condition })])).toHaveLength(paths),
  );
  test("of an administrator has no path reported", () => expect(found([allow("*")])).toEqual([]));
});

describe("a user of a group, with a policy of his own", () => {
  const account = "arn:aws:iam::123456789012";
  const self = `user/\${aws:username}`;
  const iam = (cls: string, name: string, inputs: Piece["inputs"], refs: Piece["refs"] = {}): Piece => ({
    type: `aws:iam/${cls[0]?.toLowerCase()}${cls.slice(1)}:${cls}`,
    name,
    inputs,
    refs,
  });
  const kindOf = { ann: "user", dev: "group" } as const;
  /** The paths of one of the two who has a statement in the policy p that is attached to it. */
  const pathsOf = (
    name: keyof typeof kindOf,
    statement: unknown,
    groupName: unknown = "dev",
  ): { found: readonly string[]; isOpen: boolean } => {
    const stack = stackOf(
      iam("User", "ann", { name: "ann" }),
      iam("Group", "dev", { name: groupName }),
      iam("Policy", "p", { name: "p", policy: { Version: "2012-10-17", Statement: [statement] } }),
      iam("PolicyAttachment", "gives", {}, { [`${kindOf[name]}s`]: [name], policyArn: ["p"] }),
      iam("UserGroupMembership", "in", {}, { user: ["ann"], groups: ["dev"] }),
    );
    for (const [resource, holder] of principalsOf(stack).of)
      if (resource.name === name) {
        const { found: list, open } = escalations(holder, stack);
        return { found: list.map(({ id }) => id), isOpen: open.length > 0 };
      }
    throw new Error(`${name} is not there`);
  };

  test.each<[string, string, string]>([
    ["iam:PutUserPolicy", "user/ann", "iam-007"],
    ["iam:PutUserPolicy", self, "iam-007"],
    ["iam:PutUserPolicy", `user/people/${self.slice(5)}`, "iam-007"],
    ["iam:AttachUserPolicy", "user/a*", "iam-008"],
    ["iam:AttachGroupPolicy", "group/dev", "iam-010"],
    ["iam:PutGroupPolicy", "group/dev", "iam-011"],
    ["iam:CreatePolicyVersion", "policy/p", "iam-001"],
  ])("raises itself by %s on %s", (action, resource, id) =>
    expect(pathsOf("ann", allow(action, { Resource: `${account}:${resource}` }))).toEqual({ found: [id], isOpen: false }),
  );

  test.each<[string, string]>([
    ["iam:PutUserPolicy", "user/bob"],
    ["iam:PutUserPolicy", `${self}/x`],
    ["iam:PutUserPolicy", `group/\${aws:username}`],
    ["iam:PutUserPolicy", "group/dev"],
    ["iam:PutGroupPolicy", self],
    ["iam:PutGroupPolicy", "user/ann"],
    ["iam:PutGroupPolicy", "group/other"],
    ["iam:PutRolePolicy", "role/ann"],
    ["iam:CreatePolicyVersion", "policy/q"],
    ["iam:CreatePolicyVersion", "user/ann"],
    ["iam:AddUserToGroup", "group/dev"],
    ["iam:AddUserToGroup", self],
    ["iam:CreateAccessKey", self],
    ["iam:CreateLoginProfile", "user/ann"],
  ])("does not by %s on %s", (action, resource) =>
    expect(pathsOf("ann", allow(action, { Resource: `${account}:${resource}` }))).toEqual({ found: [], isOpen: false }),
  );

  test("may raise itself where the name of his group is not known", () =>
    expect(pathsOf("ann", allow("iam:PutGroupPolicy", { Resource: `${account}:group/dev` }), unknown)).toEqual({
      found: [],
      isOpen: true,
    }));

  test("raises itself by one group, whatever the names of others are", () =>
    expect(pathsOf("ann", allow(["iam:PutGroupPolicy", "iam:PutUserPolicy"], { Resource: `${account}:user/ann` }), unknown)).toEqual({
      found: ["iam-007"],
      isOpen: false,
    }));

  test("may raise itself by what is not known, but not beyond his boundary", () => {
    const limit = (action: string): Piece => iam("Policy", "limit", { policy: { Version: "2012-10-17", Statement: [allow(action)] } });
    const openBelow = (action: string): boolean => {
      const ann = iam("User", "ann", { name: "ann" }, { permissionsBoundary: ["limit"] });
      const stack = stackOf(ann, limit(action), iam("UserPolicy", "own", { policy: unknown }, { user: ["ann"] }));
      return [...principalsOf(stack).of.values()].some((holder) => escalations(holder, stack).open.length > 0);
    };
    expect([openBelow("*"), openBelow("s3:*")]).toEqual([true, false]);
  });

  test("whose group holds it raises the group", () =>
    expect(pathsOf("dev", allow("iam:PutGroupPolicy", { Resource: `${account}:group/dev` })).found).toEqual(["iam-011"]));
});

describe("every resource of the kind that an action is for", () => {
  test.each([
    ["lambda:UpdateFunctionCode", "arn:aws:lambda:*:*:function:*"],
    ["iam:CreateAccessKey", "arn:aws:iam::*:user/*"],
    ["sts:AssumeRole", "arn:aws:iam::123456789012:role/*"],
  ])("is as good as every resource (%s on %s)", (action, resource) =>
    expect(found([allow(action, { Resource: resource })])).toHaveLength(1),
  );

  test.each([
    ["lambda:UpdateFunctionCode", "arn:aws:lambda:*:*:function:web-*"],
    ["iam:CreateAccessKey", "arn:aws:iam::*:role/*"],
    ["iam:CreateAccessKey", "arn:aws:iam::*:user/people/*"],
  ])("is not %s on %s", (action, resource) => expect(found([allow(action, { Resource: resource })])).toEqual([]));

  test("every role can be passed by its ARN, but nothing else is passed", () => {
    const passing = (resource: string) => found([allow("iam:PassRole", { Resource: resource }), allow("ec2:RunInstances")]);
    expect(passing("arn:aws:iam::123456789012:role/*")).toEqual(["ec2-001"]);
    expect(passing("arn:aws:iam::123456789012:user/*")).toEqual([]);
    expect(passing("arn:aws:ec2:*:*:instance/*")).toEqual([]);
  });
});

describe("what is not known yet", () => {
  const told = (...documents: readonly (readonly unknown[])[]) => {
    const { holder, stack } = roleWith(...documents);
    const { found: list, open } = escalations(holder, stack);
    return { found: list.map(({ id }) => id), open: open.map(({ resource, path }) => `${resource.name} ${path}`) };
  };

  test("is reported once, however many paths it may open", () =>
    expect(told([allow("s3:GetObject"), unknown])).toEqual({ found: [], open: ["p0 policy.Statement[1]"] }));

  test("is reported in all its places", () =>
    expect(told([allow("s3:GetObject"), unknown], [unknown]).open).toEqual(["p0 policy.Statement[1]", "p1 policy.Statement[0]"]));

  test("is reported where the path would need it", () => {
    const open = told([
      allow("iam:PassRole"),
      allow("ec2:RunInstances", { Resource: unknown }),
      allow("s3:GetObject", { Resource: unknown }),
    ]);
    expect(open).toEqual({ found: [], open: ["p0 policy.Statement[1].Resource"] });
  });

  test("is reported beside what is known", () =>
    expect(told([allow("lambda:UpdateFunctionCode")], [allow("iam:CreateAccessKey", { Resource: unknown })])).toEqual({
      found: ["lambda-003"],
      open: ["p1 policy.Statement[0].Resource"],
    }));

  test("does not matter where another action of the path is missing", () =>
    expect(told([allow("iam:PassRole", { Resource: unknown }), allow("s3:*")])).toEqual({ found: [], open: [] }));

  test.each([
    ["actions", { Effect: "Allow", Action: unknown, Resource: "*" }, "Action"],
    ["one action", { Effect: "Allow", Action: ["s3:GetObject", unknown], Resource: "*" }, "Action[1]"],
    ["the actions that are left out", { Effect: "Allow", NotAction: unknown, Resource: "*" }, "NotAction"],
    ["the effect", { Effect: unknown, Action: "ssm:StartSession", Resource: "*" }, "Effect"],
  ])("is reported for %s", (_, statement, place) =>
    expect(told([statement])).toEqual({ found: [], open: [`p0 policy.Statement[0].${place}`] }),
  );
});

describe("a statement opens paths", () => {
  test.each<[string, unknown]>([
    ["by what it leaves out", { Effect: "Allow", NotAction: ["iam:*", "s3:*"], Resource: "*" }],
    ["behind a wildcard for the service", allow("*:RunInstances")],
    ["behind a wildcard at the end of the service", allow("ec?:RunInstances")],
    ["behind a wildcard at its start", allow("?c2:RunInstances")],
    ["behind a wildcard at its start, beside others", allow(["s3:GetObject", "?c2:RunInstances"])],
  ])("%s", (_, statement) => expect(found([statement, allow("iam:PassRole")])).toContain("ec2-001"));

  test("unless another denies it, in whatever order", () => {
    const deny = { ...(allow("ec2:*") as object), Effect: "Deny" };
    expect(found([deny, allow(["iam:PassRole", "ec2:RunInstances"])])).toEqual([]);
    expect(found([allow(["iam:PassRole", "ec2:RunInstances"]), deny])).toEqual([]);
  });
});

test("of paths that contain another one only the shorter is reported", () => {
  expect(found([allow(["iam:CreateAccessKey", "iam:DeleteAccessKey"])])).toEqual(["iam-002"]);
  expect(found([allow(["iam:CreateAccessKey", "iam:CreateLoginProfile"])])).toEqual(["iam-002", "iam-004"]);
});
