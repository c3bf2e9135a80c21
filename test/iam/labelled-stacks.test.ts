import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { grantRules } from "../../src/rules/iam/grants.js";
import { trustRules } from "../../src/rules/iam/trust.js";
import { anyRes, evaluateMock, type Spec } from "../suite.js";

/**
 * Stacks as they are written to teach privilege escalation, each with a user or a role to start from, and a twin of many with one detail changed that closes
 * the path: a service that is not trusted, another resource, a Deny, a boundary, a right that is missing.
 */

interface Labelled {
  readonly vulnerable: boolean;
  readonly how: string;
  readonly resources: readonly {
    readonly type: string;
    readonly id: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly outputs: Readonly<Record<string, unknown>>;
  }[];
}

const stacks = JSON.parse(readFileSync(new URL("labelled-stacks.json", import.meta.url), "utf8")) as Readonly<Record<string, Labelled>>;
const rules = [
  grantRules["iam-policy-no-escalation"],
  grantRules["iam-principal-no-escalation"],
  grantRules["iam-no-escalation-attached"],
  trustRules["iam-role-trust-no-path-to-admin"],
  trustRules["iam-role-trust-not-open"],
  trustRules["iam-role-trust-oidc-bound"],
];

const escalations = (resources: Labelled["resources"]): string[] => {
  const of: Spec[] = resources.map(({ type, id, inputs, outputs }, i) => anyRes(type, `r${i}`, inputs, { outputs: { id, ...outputs } }));
  return rules.flatMap((rule) => evaluateMock("it", rule, { of }).flatMap(({ outcome, message }) => (outcome === "fail" ? [message] : [])));
};

describe("labelled stacks", () => {
  const all = Object.entries(stacks);
  test.each(all.filter(([, { vulnerable }]) => vulnerable))("%s is found", (_, { resources }) => {
    expect(escalations(resources)).not.toEqual([]);
  });
  test.each(all.filter(([, { vulnerable }]) => !vulnerable))("%s is silent", (_, { resources }) => {
    expect(escalations(resources)).toEqual([]);
  });
});
