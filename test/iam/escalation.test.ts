import { describe, expect, test } from "vitest";
import { escalationPaths } from "../../src/data/tables.js";
import { actionNamed } from "../../src/iam/actions.js";
import { escalations } from "../../src/iam/escalation.js";
import { roleWith } from "./helpers.js";

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

describe("a role", () => {
  const own = (action: string): unknown => allow(action, { Resource: "arn:aws:iam::123456789012:role/r" });

  test.each(["iam:PutRolePolicy", "iam:AttachRolePolicy"])("raises itself by %s on itself", (action) =>
    expect(found([own(action)])).toHaveLength(1),
  );
  test("does not raise itself by changing who may assume it", () => expect(found([own("iam:UpdateAssumeRolePolicy")])).toEqual([]));
  test("does not by what is for users of its name", () =>
    expect(found([allow("iam:PutUserPolicy", { Resource: `arn:aws:iam::*:user/\${aws:username}` })])).toEqual([]));
  test("of an administrator has no path told", () => expect(found([allow("*")])).toEqual([]));
});
