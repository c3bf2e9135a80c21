import { expect, test } from "vitest";
import type { Evaluation } from "../../src/engine/evaluate.js";
import { evaluateStack, indexRules } from "../../src/engine/evaluate.js";
import { oneEachCause } from "../../src/engine/open.js";
import { register } from "../../src/language/registry.js";
import { toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";
import { iam } from "../../src/rules/iam.js";
import { anyRes, ref, type Spec, toRaw, unknown } from "../suite.js";

const rules = register({ iam });

const byId = new Map(rules.map(({ id, rule }) => [id, rule]));
const about = (id: string) => {
  const rule = byId.get(id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
};
const index = indexRules(rules.filter(({ id }) => id.startsWith("iam-")).map(({ id, rule }) => ({ id, rule, options: rule.options })));
const judged = (...of: readonly Spec[]): Evaluation[] =>
  evaluateStack(index, toStack(toRaw({ of }).map(toResource), { name: "dev", project: "test", today: "2026-07-01" }), new Set());
const open = (evaluations: readonly Evaluation[]): Evaluation[] => evaluations.filter(({ outcome }) => outcome === "unknown");

const queue = anyRes("aws:sqs/queue:Queue", "jobs", {});
const role = anyRes("aws:iam/role:Role", "worker", { name: "worker" });
const policy = anyRes("aws:iam/rolePolicy:RolePolicy", "worker", { role: ref("worker"), policy: ref("jobs") });

test("a document that is not known yet is reported once, by its gravest rule, with what it depends on", () => {
  const all = judged(queue, role, policy);
  const [told, ...more] = open(oneEachCause(all, about));
  expect([told?.rule, told?.resource.type, told?.path, more]).toEqual([
    "iam-policy-no-admin",
    "aws:iam/rolePolicy:RolePolicy",
    "policy",
    [],
  ]);
  const rules = new Set(open(all).map(({ rule }) => rule));
  expect(told?.message).toBe(`policy depends on sqs.Queue "jobs", which does not exist yet: ${rules.size} rules cannot be evaluated`);
  expect(told?.waiting).toHaveLength(open(all).length - 1);
  expect(told?.waiting?.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["iam-principal-no-admin", "iam-policy-document-valid"]));
});

test("two documents are two, and each part of a known one is its own", () => {
  const other = anyRes("aws:iam/rolePolicy:RolePolicy", "other", { role: ref("worker"), policy: unknown });
  const parts = anyRes("aws:iam/rolePolicy:RolePolicy", "parts", {
    role: ref("worker"),
    policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["iam:PassRole", "ec2:RunInstances"], Resource: unknown }] },
  });
  const whole = open(oneEachCause(judged(queue, role, policy, other), about));
  expect(whole.map(({ resource }) => resource.name)).toEqual(["worker", "other"]);
  expect(open(oneEachCause(judged(role, parts), about)).map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(["iam-policy-no-escalation", "iam-policy-no-pass-role-on-star"]),
  );
});

test("what broke, and what one rule alone waits for, stays as it is", () => {
  const all = judged(
    anyRes("aws:iam/policy:Policy", "all", { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }) }),
  );
  expect(oneEachCause(all, about)).toEqual(all);
  const one = open(judged(queue, role, policy)).slice(0, 1);
  expect(oneEachCause(one, about)).toEqual(one);
});

test("the order of the rules changes nothing", () => {
  const all = judged(queue, role, policy);
  const [a] = open(oneEachCause(all, about));
  const [b] = open(oneEachCause(all.toReversed(), about));
  expect([b?.rule, b?.message]).toEqual([a?.rule, a?.message]);
});

test("a policy of AWS that nobody here knows is named", () => {
  const arn = "arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole";
  const [told] = open(
    oneEachCause(
      judged(role, anyRes("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", { role: ref("worker"), policyArn: arn })),
      about,
    ),
  );
  expect(told?.message).toMatch(/^policyArn is "arn:aws:iam::aws:policy\/AWSLambdaBasicExecutionRole", whose content is not known here/);
});
