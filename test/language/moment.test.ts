/** When an update stops for a rule, and that the documentation says so. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { gatesAt, whyAtEnd } from "../../src/language/moment.js";
import { naturalLevel } from "../../src/language/registry.js";
import { whenItGates } from "../../src/report/rules.js";
import { allRules } from "../../src/rules/index.js";

// Rules on what a preview does never run in the engine.
const atTheEnd = allRules.filter(
  ({ rule }) => naturalLevel(rule.severity) === "mandatory" && gatesAt(rule) === "end" && rule.view?.isPlanned !== true,
);

test("docs/doors.md lists the gating rules that cannot stop before creation, each with its reason, and no others", () => {
  const page = readFileSync(new URL("../../docs/doors.md", import.meta.url), "utf8");
  const table = page.slice(page.indexOf("<!-- at-the-end -->"), page.indexOf("<!-- /at-the-end -->"));
  expect([...table.matchAll(/^\| \[`([^`]+)`\][^|]*\| (.*?) \|$/gm)].map(([, id, why]) => [id, why])).toEqual(
    atTheEnd.map(({ id, rule }) => [id, whyAtEnd(rule)]),
  );
});

test("each has a reason of its own", () => {
  expect(atTheEnd.filter(({ rule }) => whyAtEnd(rule) === "it reads the whole stack").map(({ id }) => id)).toEqual([]);
});

test("rules on grants, and on one resource, stop before creation", () => {
  const when = new Map(allRules.map(({ id, rule }) => [id, gatesAt(rule)]));
  for (const id of ["iam-policy-no-admin", "iam-policy-no-escalation", "iam-principal-no-admin", "iam-no-administrator-access-attached"])
    expect([id, when.get(id)]).toEqual([id, "creation"]);
  for (const { id, rule } of allRules) if (rule.scope === "resource") expect([id, when.get(id)]).toEqual([id, "creation"]);
  expect(when.get("s3-bucket-tls-only")).toBe("end");
});

test("a rule's page states which", () => {
  const says = (id: string) => whenItGates(allRules.find((each) => each.id === id)?.rule as (typeof allRules)[number]["rule"]);
  expect(says("iam-policy-no-admin")).toContain(
    "At preview, and again at `pulumi up` with real values, just before the resource that makes the finding certain is created or changed.",
  );
  expect(says("iam-user-console-needs-mfa")).toContain(
    "after all steps, because the policy that asks the user for MFA may come after the password",
  );
});
