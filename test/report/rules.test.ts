import { describe, expect, test } from "vitest";
import { allRules } from "../../src/rules/index.js";
import { run } from "../cli/fixture.js";

const list = async (
  ...args: string[]
): Promise<{ id: string; severity: string; controls: Record<string, unknown>; types: string[]; family: string; presets: string[] }[]> =>
  JSON.parse((await run(["rules", "--format", "json", ...args], { rules: allRules })).out);

describe("rules", () => {
  test("--service has the rules of the service's file, and all that evaluate its resources", async () => {
    const found = await list("--service", "s3");
    for (const { id, family, types } of found) expect(family === "s3" || types.some((type) => type.startsWith("aws:s3/")), id).toBe(true);
    expect(found.filter((rule) => rule.family === "s3")).toHaveLength(allRules.filter((rule) => rule.family === "s3").length);
    expect((await list("--service", "protect")).length).toBeGreaterThan(0);
  });
  test("--framework, --severity and --preset narrow the list, each further", async () => {
    const found = await list("--service", "s3", "--framework", "cis");
    expect(found.map((rule) => rule.id)).toContain("s3-bucket-public-access-blocked");
    for (const { controls } of found) expect(controls).toHaveProperty(["cis@7.0.0"]);
    for (const { severity } of await list("--severity", "critical")) expect(severity).toBe("critical");
    for (const { presets } of await list("--preset", "essential")) expect(presets).toContain("essential");
    expect(await list("--severity", "low", "--preset", "essential")).toEqual([]);
  });
  test("--framework takes a framework with its version or without, and no other version", async () => {
    const ids = async (framework: string) => (await list("--framework", framework)).map(({ id }) => id);
    expect(await ids("cis@7.0.0")).toEqual(await ids("cis"));
    expect(await ids("cis@3.0.0")).not.toEqual(await ids("cis"));
    expect((await ids("nist@800-53r5")).length).toBeGreaterThan(50);
    expect((await run(["rules", "--framework", "cis@1.4.0"], { rules: allRules })).status).toBe(2);
  });
  test("an unknown service or framework is refused, with the nearest", async () => {
    expect(await run(["rules", "--service", "dynamo"], { rules: allRules })).toMatchObject({
      status: 2,
      out: "",
      err: expect.stringContaining('no rule evaluates a service "dynamo"'),
    });
    expect((await run(["rules", "--service", "lamda"], { rules: allRules })).err).toContain('Did you mean "lambda"?');
    expect((await run(["rules", "--framework", "iso"], { rules: allRules })).err).toContain("iso27001");
  });
});

describe("the list that a person reads", () => {
  test.each([60, 80, 100, 140, 200])("at %i columns has every title whole, and no line is wider", async (width) => {
    const { out } = await run(["rules", "--no-color"], { rules: allRules, columns: width });
    const text = out.replace(/\s+/g, " ");
    expect(allRules.filter(({ rule }) => !text.includes(rule.title)).map(({ id }) => id)).toEqual([]);
    const ids = Math.max(...allRules.map(({ id }) => id.length)) + "  critical  recommended".length;
    for (const line of out.split("\n")) expect(line.length, line).toBeLessThanOrEqual(Math.max(width, ids + 2));
  });
});

describe("explain", () => {
  test("shows the bad and the good program in TypeScript and in Python, and names frameworks in full", async () => {
    const { out } = await run(["explain", "s3-bucket-public-access-blocked"], { rules: allRules });
    expect(out).toContain('Bad, in TypeScript\n  new aws.s3.Bucket("logs");');
    expect(out).toContain('Bad, in Python\n  aws.s3.Bucket("logs")');
    expect(out).toContain(
      'Good, in Python\n  logs = aws.s3.Bucket("logs")\n  aws.s3.BucketPublicAccessBlock(\n      "block",\n      bucket=logs.id,',
    );
    expect(out).toContain("CIS AWS Foundations Benchmark 3.0.0: ");
  });
  test("has examples of every rule, in both languages but for those that evaluate configuration alone", async () => {
    const without = [];
    for (const { id } of allRules) {
      const { examples } = JSON.parse((await run(["explain", id, "--format", "json"], { rules: allRules })).out) as {
        examples: Record<"bad" | "good", Record<string, string>> | null;
      };
      for (const kind of ["bad", "good"] as const) {
        const example = examples?.[kind];
        const told =
          example !== undefined &&
          (example["config"] !== undefined || (example["typescript"] !== undefined && example["python"] !== undefined));
        if (!told) without.push(`${id} ${kind}`);
      }
    }
    expect(without).toEqual([]);
  });
  test("a rule of others is explained without", async () => {
    const { out } = await run(["explain", "sample-bucket-tagged"]);
    expect(out).toContain("Buckets carry the key of their owner.");
    expect(out).not.toContain("Bad");
  });
});
