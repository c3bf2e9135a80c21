import { expect, test } from "vitest";
import { migratingParts } from "../scripts/docs/migrating.mjs";
import { allRules } from "../src/rules/index.js";

const parts = migratingParts({ allRules });

test.each([
  ["awsguard", 28],
  ["compliance-policies", 97],
])("every policy of %s has a row, with a rule or without", (pack, count) => {
  const rows = (parts[pack] ?? "").split("\n").filter((row) => row.startsWith("| `"));
  expect(rows).toHaveLength(count);
  expect(rows.filter((row) => !/\| (\[`|\*\*none\*\*)/.test(row))).toEqual([]);
});

test("a policy without a counterpart is marked", () => {
  expect(parts["awsguard"]).toContain("| `acm-certificate-expiration` | **none**");
  expect(parts["awsguard"]).toContain("| `elasticsearch-in-vpc-only` | [`opensearch-domain-in-vpc`]");
});

test("an equivalent that the pack does not have is refused", () => {
  const [registered] = allRules;
  if (registered === undefined) throw new Error("no rules");
  const invented = { ...registered, rule: { ...registered.rule, equivalents: ["awsguard:no-such-policy"] } };
  expect(() => migratingParts({ allRules: [invented] })).toThrow("does not list awsguard:no-such-policy");
});
