import { grantRules } from "../../src/rules/iam/grants.js";
import { allow, inline, json, type Part } from "../rules/iam/helpers.js";
import { anyRes, evaluateMock, ref, res, type Spec } from "../suite.js";

export const rule = "iam-policy-no-wildcard-resource";
/** What the finding of a rule proposes; `undefined` where it keeps to the rule's own advice. */
export const fixBy = (id: keyof typeof grantRules, ...specs: readonly Spec[]): string | undefined => {
  const [found, ...more] = evaluateMock(id, grantRules[id], { of: specs }).filter(({ outcome }) => outcome === "fail");
  if (found === undefined || more.length > 0) throw new Error(`${more.length + (found === undefined ? 0 : 1)} findings, not one`);
  return found.fix;
};
export const fixOf = (...specs: readonly Spec[]): string | undefined => fixBy(rule, ...specs);

export const ordersArn = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders-1a2b";
export const orders = res("dynamodb.Table", "orders", {}, { outputs: { arn: ordersArn, name: "orders-1a2b" } });
export const trusting = (service: string, more: Part = {}): string =>
  json({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole", ...more });
export const role = (more: Part = {}): Spec =>
  anyRes("aws:iam/role:Role", "worker", { assumeRolePolicy: trusting("lambda.amazonaws.com"), ...more });
export const worker = (variables: Part, more: Part = {}): Spec =>
  anyRes("aws:lambda/function:Function", "work", { role: ref("worker", "arn"), environment: { variables }, ...more });
export const writes = inline("Role", "writes", "worker", allow(["dynamodb:PutItem", "dynamodb:Query"]));
export const named = worker({ TABLE: ref("orders", "name"), LOG_LEVEL: "info" });

/** The line of code behind a line of the suggestion. */
export const codeBehind = (fix: string | undefined, start: string): string => {
  const lines = fix?.split("\n") ?? [];
  return (lines[lines.findIndex((line) => line.startsWith(start)) + 1] ?? "").trim();
};
