import { describe, expect, test } from "vitest";
import { frameworkChecks, frameworkRequirements } from "../../src/data/tables.js";
import { frameworkLabel, frameworkNamed } from "../../src/language/frameworks.js";
import { allControls, requirementsOf } from "../../src/language/requirements.js";
import { filterRules, ruleRecord } from "../../src/report/rules.js";
import { allRules } from "../../src/rules/index.js";

const ids = new Set(allRules.map(({ id }) => id));
const rulesOf = (key: Parameters<typeof requirementsOf>[0], requirement: string): string[] =>
  requirementsOf(key, allRules)
    .find(({ id }) => id === requirement)
    ?.rules.map(({ id }) => id) ?? [];
const registered = (id: string) => {
  const found = allRules.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no rule ${id}`);
  return found;
};

describe("the mapping", () => {
  test("names rules that exist", () => {
    const terms = Object.values(frameworkChecks()).flatMap((rules) => rules.split(" "));
    const wrong = terms.map((term) => term.split("@")[0] ?? "").filter((id) => id !== "" && id !== "account" && !ids.has(id));
    expect(wrong).toEqual([]);
  });

  test("has no rule for a check of the account alone", () => {
    expect(Object.values(frameworkChecks()).filter((rules) => rules !== "account" && rules.split(" ").includes("account"))).toEqual([]);
  });

  test("has each version of a framework, with checks that the table has", () => {
    const checks = Object.keys(frameworkChecks()).length;
    expect(Object.keys(frameworkRequirements())).toEqual(
      expect.arrayContaining(["cis@3.0.0", "cis@5.0.0", "cis@6.0.0", "cis@7.0.0", "aisf"]),
    );
    for (const list of Object.values(frameworkRequirements()))
      for (const { checks: positions } of Object.values(list)) expect(positions.every((at) => at >= 0 && at < checks)).toBe(true);
  });

  // Two sources that were made apart: rules named these requirements before the mapping was there.
  test("agrees with what rules claim of CIS 3.0.0", () => {
    const claimed = allRules.flatMap(({ id, rule }) => [rule.controls?.cis ?? []].flat().map((control) => `${control} ${id}`));
    const only = claimed.filter((claim) => {
      const [control = "", id = ""] = claim.split(" ");
      const positions = frameworkRequirements()["cis@3.0.0"]?.[control]?.checks ?? [];
      const mapped = positions.flatMap((at) => Object.values(frameworkChecks())[at]?.split(" ") ?? []);
      return !mapped.some((term) => term.split("@")[0] === id);
    });
    expect(only).toEqual([]);
  });
});

describe("a framework in its version", () => {
  test("is the newest one without a version", () => {
    expect(frameworkNamed("cis")).toBe("cis@7.0.0");
    expect(frameworkNamed("cis@3.0.0")).toBe("cis");
    expect(frameworkNamed("pci")).toBe("pci");
    expect(frameworkNamed("cis@4.0.0")).toBeUndefined();
    expect(frameworkLabel("cis")).toBe("cis@3.0.0");
  });

  test("has the numbers of that version", () => {
    expect(rulesOf("cis", "2.1.1")).toEqual(["s3-bucket-tls-only"]);
    expect(rulesOf("cis@5.0.0", "2.1.1")).toEqual(["s3-bucket-tls-only"]);
    expect(rulesOf("cis@7.0.0", "3.1.1")).toEqual(["s3-bucket-tls-only"]);
    expect(rulesOf("cis@7.0.0", "2.1.1")).toEqual([]);
  });

  test("selects the rules of that version", () => {
    const selected = (framework: string) => filterRules(allRules, { framework }).map(({ id }) => id);
    expect(selected("cis@3.0.0")).toContain("iam-user-single-access-key");
    expect(selected("cis@7.0.0")).not.toContain("iam-user-single-access-key");
    expect(selected("cis@7.0.0")).toContain("lb-load-balancer-access-logs");
    expect(selected("cis")).toEqual(selected("cis@7.0.0"));
  });

  test("is listed by each version that a rule covers", () => {
    expect(ruleRecord(registered("s3-bucket-tls-only"))["controls"]).toMatchObject({
      "cis@3.0.0": "2.1.1",
      "cis@5.0.0": "2.1.1",
      "cis@6.0.0": "3.1.1",
      "cis@7.0.0": "3.1.1",
    });
    expect(allControls(registered("tags-required"))).toEqual(registered("tags-required").rule.controls ?? {});
  });
});

describe("a requirement", () => {
  const of = (key: Parameters<typeof requirementsOf>[0], id: string) => requirementsOf(key, allRules).find((one) => one.id === id);

  test("is of the account where no program shows it", () => {
    expect(of("cis@7.0.0", "2.5")).toMatchObject({ rules: [], isOfAccount: true });
    expect(of("cis@7.0.0", "5.16")).toMatchObject({ rules: [], isOfAccount: false });
  });

  test("is about one class where a rule evaluates several", () => {
    expect(of("fsbp", "RDS.7")?.rules).toContainEqual({ id: "protect-deletion-protection", scope: "rds.Cluster" });
    expect(of("fsbp", "RDS.8")?.rules).toContainEqual({ id: "protect-deletion-protection", scope: "rds.Instance" });
  });

  test("of AWS has the rules that claim it, and no others", () => {
    expect(rulesOf("fsbp", "Neptune.9")).toEqual(["neptune-cluster-multi-az"]);
    expect(rulesOf("fsbp", "S3.7")).not.toContain("s3-bucket-acls-disabled");
  });
});
