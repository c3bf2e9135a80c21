import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/doors/state/check.js";
import { allRules } from "../../src/rules/index.js";
import { asPreview, awkward, finding, manyFindings, previewed, render, reportOf } from "./reports.js";
import { jsonErrors } from "./schemas.js";

interface Result {
  ruleId: string;
  ruleIndex: number;
  kind: string;
  level: string;
  message: { text: string };
  locations: {
    physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
    logicalLocations: { fullyQualifiedName: string }[];
  }[];
  relatedLocations?: unknown[];
  partialFingerprints: Record<string, string>;
  suppressions?: { kind: string; status: string; justification: string }[];
  baselineState?: string;
  properties: Record<string, unknown>;
}
interface Run {
  tool: {
    driver: {
      rules: {
        id: string;
        help: { text: string; markdown: string };
        properties: { "security-severity": string; tags: string[] };
        helpUri: string;
      }[];
    };
  };
  automationDetails: { id: string };
  invocations: { toolExecutionNotifications: { level?: string; message: { text: string } }[] }[];
  properties?: Record<string, unknown>;
  results: Result[];
}
async function run(report: Report, given: Parameters<typeof render>[2] = {}): Promise<Run> {
  const log = JSON.parse(await render("sarif", report, given)) as { runs: Run[] };
  return log.runs[0] as Run;
}

describe("SARIF", () => {
  test("is valid by its schema, whatever is found", async () => {
    for (const report of [awkward(), reportOf([]), reportOf(manyFindings(300)), previewed(), asPreview(awkward(), { operations: {} })])
      expect(jsonErrors("sarif-2.1.0.json", await render("sarif", report))).toEqual([]);
  });
  test("the schema would find a mistake", () => {
    expect(jsonErrors("sarif-2.1.0.json", '{"version": "2.1.0", "runs": [{"tool": {}}]}')).not.toEqual([]);
  });
  test("has a place in a file and the URN for every result", async () => {
    const { results } = await run(awkward());
    for (const { locations } of results) {
      expect(locations[0]?.physicalLocation.artifactLocation.uri).toMatch(/^infra\/\S+$/);
      expect(locations[0]?.physicalLocation.region.startLine).toBeGreaterThan(0);
      expect(locations[0]?.logicalLocations[0]?.fullyQualifiedName).toMatch(/^urn:pulumi:/);
    }
    const uris = results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri);
    expect(uris).toContain("infra/src/a%20b%2Cc%3Ad%25.ts");
    // Where nothing is known of the program, its project file stands in.
    expect(uris).toContain("infra/Pulumi.yaml");
  });
  test("helps with each rule: its fix, a good example, and where to read more", async () => {
    const ids = ["s3-bucket-versioned", "secrets-config-plaintext", "plan-stateful-kept"];
    const { tool } = await run(reportOf(ids.map((rule) => finding({ rule }))));
    for (const { id, help } of tool.driver.rules) {
      const rule = allRules.find((one) => one.id === id)?.rule;
      for (const text of [help.text, help.markdown]) expect(text).toContain(rule?.fix);
      expect(help.text.endsWith(rule?.docs ?? "?")).toBe(true);
      expect(help.markdown).toMatch(/\n```(?:ts|yaml)\n[\s\S]+\n```\n/);
    }
    const [plan, versioned, config] = tool.driver.rules;
    expect(versioned?.help.markdown).toMatch(/```ts\n[\s\S]*new aws\.s3\.BucketVersioning\(/);
    expect(config?.help.text).toMatch(/A good example, in Pulumi\.<stack>\.yaml:\n\nconfig:\n/);
    expect(plan?.help.text).toContain("In a preview that");
    const own = await run(reportOf([finding({ rule: "acme-own" })]));
    expect(own.tool.driver.rules[0]?.help.markdown).toBe(`**Fix:** Set \`versioning\`.\n\n[Read more](${finding().docs})`);
  });
  test("takes a category, since code scanning keeps one analysis for each", async () => {
    const categoryOf = async (category?: string): Promise<string> =>
      (JSON.parse(await render("sarif", reportOf([finding()]), { category })) as { runs: Run[] }).runs[0]?.automationDetails.id ?? "";
    expect(await categoryOf()).toBe("stackwarden/shop/dev/");
    expect(await categoryOf("infra/eu")).toBe("infra/eu/");
    expect(await categoryOf("infra/eu/")).toBe("infra/eu/");
  });
  test("describes each rule once, with what GitHub sorts by", async () => {
    const { tool, results } = await run(awkward());
    const rules = tool.driver.rules;
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
    const [versioned, waivers] = rules;
    expect(versioned).toMatchObject({ id: "s3-bucket-versioned", properties: { "security-severity": "5.5" } });
    expect(versioned?.properties.tags).toEqual(expect.arrayContaining(["security", "s3"]));
    expect(waivers).toMatchObject({ id: "waivers-expired", properties: { "security-severity": "8.0", tags: ["security", "waivers"] } });
  });
  test("no rule has more tags than GitHub takes", async () => {
    const { tool } = await run(reportOf(manyFindings(allRules.length)));
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(allRules.map(({ id }) => id));
    for (const rule of tool.driver.rules) expect(rule.properties.tags.length).toBeLessThanOrEqual(20);
  });
  test("names controls with the version of their benchmark", async () => {
    const { tool } = await run(reportOf(manyFindings(allRules.length)));
    const tags = tool.driver.rules.flatMap(({ properties }) => properties.tags);
    expect(tags).toEqual(expect.arrayContaining(["cis@3.0.0/3.6", "pci@4.0.1/3.7.4", "nist@800-53r5/SC-12"]));
    expect(tags.filter((tag) => /^(cis|pci|nist|fsbp|iso27001|soc2)\//.test(tag))).toEqual([]);
  });
  test("distinguishes alerts by the fingerprint, as many stand in one line", async () => {
    const { results } = await run(awkward());
    expect(new Set(results.map((r) => r.partialFingerprints["primaryLocationLineHash"])).size).toBe(results.length);
    expect(results[0]?.partialFingerprints).toEqual({ primaryLocationLineHash: `${"1".repeat(32)}:1`, "stackwarden/v1": "1".repeat(32) });
  });
  test("shows what is waived or exempted as suppressed, what is old as unchanged, what is open as such", async () => {
    const { results } = await run(awkward());
    const by = (digit: string): Result | undefined => results.find((r) => r.partialFingerprints["stackwarden/v1"] === digit.repeat(32));
    expect(by("4")?.suppressions).toEqual([
      { kind: "external", status: "accepted", justification: "Old logs, gone by spring (until 2027-03-01, by team-shop, SHOP-12)" },
    ]);
    expect(by("8")?.suppressions).toEqual([
      { kind: "external", status: "accepted", justification: "EXC-2: The <b>migration</b> | ends `soon`; EXC-10: Agreed" },
    ]);
    expect(by("5")).toMatchObject({ baselineState: "unchanged", suppressions: [] });
    expect(by("3")).toMatchObject({ kind: "open", level: "none", baselineState: "new" });
    expect(by("2")).toMatchObject({ kind: "fail", level: "error" });
    expect(by("7")?.relatedLocations).toHaveLength(1);
    // All results have them, or none has.
    const plain = await run(reportOf([finding()]));
    expect(plain.results[0]).not.toHaveProperty("suppressions");
    expect(plain.results[0]).not.toHaveProperty("baselineState");
  });
  test("compares a preview with the stack before it, and has what it does as properties of the run", async () => {
    const { results, properties, invocations } = await run(previewed({ partial: "leaves out an unchanged resource" }));
    expect(results.map((r) => [r.locations[0]?.logicalLocations[0]?.fullyQualifiedName.split("::").at(-1), r.baselineState])).toEqual([
      ["fresh", "new"],
      ["old", "unchanged"],
      ["idle", "unchanged"],
      ["open", "new"],
      ["shut", "unchanged"],
      ["agreed", "unchanged"],
    ]);
    expect(results.slice(0, 4).map((r) => [r.properties["changed"], r.properties["isNew"]])).toEqual([
      [true, true],
      [true, false],
      [false, false],
      [true, undefined],
    ]);
    const { input, project, stack } = { input: "state.json", project: "shop", stack: "dev" };
    expect(properties).toEqual({
      previews: [
        {
          ...{ input, project, stack },
          operations: { create: 2, delete: 1 },
          tier: { name: "L", reason: 'it deletes or replaces state: s3.Bucket "gone"' },
          partial: "leaves out an unchanged resource",
          incomplete: null,
        },
      ],
    });
    expect(invocations[0]?.toolExecutionNotifications).toEqual([
      {
        level: "warning",
        message: { text: expect.stringMatching(/^Preview of shop\/dev: .* Change of tier L: .* The preview leaves out/) },
      },
    ]);
    const levels = async (...given: Parameters<typeof run>) =>
      (await run(...given)).invocations[0]?.toolExecutionNotifications.map(({ level }) => level);
    expect(await levels(previewed())).toEqual(["note"]);
    expect(await levels(previewed(), { failOnTier: "L" })).toEqual(["error"]);
    expect(await run(reportOf([finding()]))).not.toHaveProperty("properties");
  });
  test("names the one stack that was evaluated, so that uploads of several stand beside each other", async () => {
    expect((await run(awkward())).automationDetails.id).toBe("stackwarden/shop/dev/");
    const two = reportOf([finding()]);
    const other = { ...two, inputs: [...two.inputs, { path: "b.json", project: "shop", stack: "prod", resources: 1 }] };
    expect((await run(other)).automationDetails.id).toBe("stackwarden/");
  });
  test("of 30,000 findings keeps the 25,000 worst, counts the others, and stays below 10 MB packed", async () => {
    const report = reportOf(manyFindings(30_000));
    const text = await render("sarif", report);
    expect(gzipSync(text).length).toBeLessThan(10_000_000);
    const { results, invocations } = (JSON.parse(text) as { runs: [Run] }).runs[0];
    expect(results.map((r) => r.partialFingerprints["stackwarden/v1"])).toEqual(report.findings.slice(0, 25_000).map((f) => f.fingerprint));
    expect(invocations[0]?.toolExecutionNotifications.map((note) => note.message.text)).toEqual([
      "5,000 of 30,000 results are left out, least severe first, to stay within the limits of code scanning",
      "Code scanning shows the 5,000 most severe of these 25,000 results",
    ]);
  });
  test("leaves out more where texts are long and hardly shrink", async () => {
    const noise = (): string => randomBytes(6000).toString("base64");
    const text = await render("sarif", reportOf(Array.from({ length: 2000 }, () => finding({ message: noise() }))));
    expect(gzipSync(text).length).toBeLessThanOrEqual(10_000_000);
    const { results, invocations } = (JSON.parse(text) as { runs: [Run] }).runs[0];
    expect(results.length).toBeGreaterThan(500);
    expect(results.length).toBeLessThan(2000);
    expect(invocations[0]?.toolExecutionNotifications[0]?.message.text).toContain(
      `${(2000 - results.length).toLocaleString("en")} of 2,000 results`,
    );
  });
});
