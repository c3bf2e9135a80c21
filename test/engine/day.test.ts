import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { configure, parseEntries, resolveAsEngine } from "../../src/config/config.js";
import { startSession } from "../../src/doors/pulumi/session.js";
import { check } from "../../src/doors/state/check.js";
import { readState } from "../../src/doors/state/state.js";
import { register } from "../../src/language/registry.js";
import { iam } from "../../src/rules/iam.js";
import { resource, state } from "../cli/fixture.js";

const rules = register({ iam });

const until = (end: string) => ({ DateLessThan: { "aws:CurrentTime": end } });
const policyOf = (statement: object): string => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
const grant = (condition: object): string => policyOf({ Effect: "Allow", Action: "*", Resource: "*", Condition: condition });
const open = (condition: object): string =>
  policyOf({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*", Condition: condition });
const refusal = policyOf({ Effect: "Deny", Action: "iam:*", Resource: "*", Condition: until("2027-06-01") });

/** What ends within a year of the day, what has ended, and a Deny that will have ended. */
const resources = [
  resource("pulumi:pulumi:Stack", "shop-dev", {}, { custom: false }),
  resource("aws:iam/policy:Policy", "ends", { policy: grant(until("2027-06-01")) }),
  resource("aws:iam/policy:Policy", "ended", { policy: grant(until("2026-06-01")) }),
  resource("aws:iam/policy:Policy", "denies", { policy: refusal }),
  resource("aws:s3/bucketPolicy:BucketPolicy", "opens", { bucket: "b", policy: open(until("2027-06-01")) }),
  resource("aws:s3/bucketPolicy:BucketPolicy", "opened", { bucket: "c", policy: open(until("2026-06-01")) }),
];
const ids = ["iam-policy-no-admin", "iam-resource-policy-not-public", "iam-policy-deny-effective"];
const raws = readState(state(resources), "dev.json").resources;

function byCheck(today: string): string[] {
  const entries = parseEntries({ stackwarden: { preset: "all" } });
  const configuration = configure(rules, resolveAsEngine(rules, entries), entries);
  const input = { path: "dev.json", state: { ...readState(state(resources), "dev.json") }, config: undefined };
  const { findings } = check({ states: [input], stackFiles: [], skipped: [] }, rules, configuration, {
    version: "",
    startedAt: 0,
    today,
  });
  return findings
    .filter(({ rule }) => ids.includes(rule))
    .map(({ rule, name }) => `${rule} ${name}`)
    .toSorted();
}

function bySession(today: string): string[] {
  const session = startSession(rules, () => today);
  const found = [
    ...raws.filter(({ type }) => !type.startsWith("pulumi:")).flatMap((raw) => session.analyze(raw)),
    ...session.analyzeStack(raws.map((raw) => ({ ...raw, inputs: {}, outputs: { ...raw.inputs, ...raw.outputs } }))),
  ];
  return found
    .filter(({ rule }) => ids.includes(rule))
    .map((j) => `${j.rule} ${j.resource.name}`)
    .toSorted();
}

const now = ["iam-policy-no-admin ends", "iam-resource-policy-not-public opens"];
const later = ["iam-policy-deny-effective denies"];
const doors: readonly (readonly [string, (today: string) => string[]])[] = [
  ["check", byCheck],
  ["the pack's session", bySession],
];

describe.each(doors)("by %s, dates in policies are compared with the day that is given", (_, judge) => {
  afterEach(() => void vi.useRealTimers());

  test.each(["2020-01-01", "2026-11-30", "2028-11-30", "2099-01-01"])("whatever the clock states: %s", (clock) => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date(`${clock}T12:00:00Z`) });
    expect(judge("2026-11-30")).toEqual(now);
    expect(judge("2028-11-30")).toEqual(later);
  });

  test("to the day", () => {
    expect(judge("2027-05-31")).toEqual(now);
    expect(judge("2027-06-01")).toEqual(later);
  });
});

describe("the clock", () => {
  const doorsWithClock = [
    "src/cli/command.ts",
    "src/cli/run-in-test.ts",
    "src/config/day.ts",
    "src/doors/pulumi/server.ts",
    "src/policies.ts",
  ];
  const files = (readdirSync("src", { recursive: true }) as string[])
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join("src", name));

  test("is asked by doors alone", () => {
    const asking = files.filter((name) => /\bDate\.now\(|\bnew Date\(/.test(readFileSync(name, "utf8")));
    expect(asking.toSorted()).toEqual(doorsWithClock);
  });
});
