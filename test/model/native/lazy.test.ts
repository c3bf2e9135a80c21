/** Stacks without native types do not pay for them: the table is read, and templates are parsed, only where there is one. */
import { beforeEach, expect, test, vi } from "vitest";

const files = vi.hoisted(() => ({ read: [] as string[] }));
vi.mock("node:fs", async (original) => {
  const real = await original<typeof import("node:fs")>();
  const readFileSync = (path: string | URL, ...rest: never[]): unknown => {
    files.read.push(String(path));
    return (real.readFileSync as (...all: unknown[]) => unknown)(path, ...rest);
  };
  return { ...real, default: { ...real, readFileSync }, readFileSync };
});

// Test files share modules; these must be read anew, with the mock.
vi.resetModules();
const { state } = await import("../../../bench/stack.mjs");
const { evaluateStack, indexRules } = await import("../../../src/engine/evaluate.js");
const { toResource } = await import("../../../src/model/resource.js");
const { toStack } = await import("../../../src/model/stack.js");
const { allRules } = await import("../../../src/rules/index.js");

const index = indexRules(allRules.map(({ id, rule }) => ({ id, rule, options: rule.options })));
const tables = (): string[] => files.read.filter((path) => path.endsWith("native-types.json"));
beforeEach(() => {
  files.read.length = 0;
});

test("a stack of @pulumi/aws reads no table of native types", () => {
  const resources = state(200).deployment.resources.map(toResource);
  const stack = toStack(resources, { name: "dev", project: "shop", today: "2026-07-01" });
  expect(evaluateStack(index, stack, new Set()).length).toBeGreaterThan(50);
  expect(stack.hasOrigins).toBe(false);
  expect(files.read.length).toBeGreaterThan(0);
  expect(tables()).toEqual([]);
});

test("the first native resource reads it, once", () => {
  const of = (name: string) =>
    toResource({ urn: `urn:pulumi:dev::shop::aws-native:s3:Bucket::${name}`, type: "aws-native:s3:Bucket", inputs: {} });
  expect(of("a").type).toBe("aws:s3/bucket:Bucket");
  expect(of("b").type).toBe("aws:s3/bucket:Bucket");
  expect(tables()).toHaveLength(1);
});
