import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countWords, entriesOf } from "../../src/report/entries.js";
import { finding } from "./reports.js";

const bucket = "aws:s3/bucket:Bucket";
const rootType = "pulumi:pulumi:Stack";
const inStack = (stack: string, given: Parameters<typeof finding>[0] = {}) =>
  finding({ urn: `urn:pulumi:${stack}::shop::${given.type ?? bucket}::${given.name ?? "logs"}`, input: `${stack}.json`, ...given });

describe("the same finding in several stacks of a project", () => {
  test("is one entry that names its stacks, and keeps a finding of each", () => {
    const [dev, prod] = [inStack("dev"), inStack("prod")];
    expect(entriesOf([dev, prod])).toEqual([{ finding: dev, findings: [dev, prod], stacks: ["shop/dev", "shop/prod"] }]);
  });
  test("is one whatever the line, the fingerprint and the file of the state", () => {
    const moved = inStack("prod", { source: { file: "index.ts", line: 99, column: 1 }, fingerprint: "f".repeat(32), input: "other.json" });
    expect(entriesOf([inStack("dev"), moved])).toHaveLength(1);
  });
  test("is one on the stacks themselves, which are named after their stack", () => {
    const root = (stack: string) => inStack(stack, { type: rootType, name: `shop-${stack}`, path: "", rule: "tags-required" });
    expect(entriesOf([root("dev"), root("prod")])).toMatchObject([{ stacks: ["shop/dev", "shop/prod"] }]);
  });
  test("is one where the parents differ", () => {
    const child = inStack("prod", { urn: `urn:pulumi:prod::shop::shop:web:Site$${bucket}::logs` });
    expect(entriesOf([inStack("dev"), child])).toHaveLength(1);
  });
  test("is at the place of the first", () => {
    const names = entriesOf([inStack("dev"), inStack("dev", { name: "media" }), inStack("prod"), inStack("prod", { name: "web" })]);
    expect(names.map((entry) => entry.finding.name)).toEqual(["logs", "media", "web"]);
  });
});

describe("findings that are not the same", () => {
  test.each([
    ["rule", { rule: "s3-bucket-encrypted" }],
    ["type", { type: "aws:s3/bucketPolicy:BucketPolicy" }],
    ["name", { name: "media" }],
    ["path", { path: "versioning.enabled" }],
    ["message", { message: "versioning must be set, is false" }],
    ["level", { level: "mandatory" as const }],
    ["outcome", { outcome: "unknown" as const }],
    ["waiver", { outcome: "waived" as const, waiver: { rule: "s3-bucket-versioned", reason: "can be made again" } }],
    ["exception", { outcome: "exempted" as const, exception: { id: "EXC-1", reason: "agreed" } }],
    ["what the change touches", { changed: true, isNew: false }],
    ["what the change brings", { changed: true, isNew: true }],
    ["project", { urn: `urn:pulumi:prod::blog::${bucket}::logs` }],
  ])("differ in %s", (_what, given) => {
    expect(entriesOf([inStack("dev"), inStack("prod", given)])).toHaveLength(2);
  });
  test("lines of different stack files are never one", () => {
    const line = (stack: string) =>
      inStack(stack, { type: rootType, name: `shop-${stack}`, path: 'config["shop:password"]', input: `Pulumi.${stack}.yaml` });
    expect(entriesOf([line("dev"), line("prod")])).toHaveLength(2);
  });
  test("two of one stack are never one, and pair with those of another in their order", () => {
    const twice = (stack: string) => [inStack(stack, { fingerprint: `${stack}1` }), inStack(stack, { fingerprint: `${stack}2` })];
    const entries = entriesOf([...twice("dev"), ...twice("prod")]);
    expect(entries.map(({ findings }) => findings.map((each) => each.fingerprint))).toEqual([
      ["dev1", "prod1"],
      ["dev2", "prod2"],
    ]);
  });
});

test("no finding is lost or reported twice, and no entry has a stack twice", () => {
  const some = fc.record({
    stack: fc.constantFrom("dev", "prod", "eu"),
    name: fc.constantFrom("a", "b"),
    path: fc.constantFrom("", "acl"),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 40 }), (list) => {
      const findings = list.map(({ stack, name, path }, i) => inStack(stack, { name, path, fingerprint: String(i) }));
      const entries = entriesOf(findings);
      const told = entries.flatMap((entry) => entry.findings.map((each) => each.fingerprint));
      expect(told.toSorted()).toEqual(findings.map((each) => each.fingerprint).toSorted());
      for (const { stacks, finding: first, findings: all } of entries) {
        expect(new Set(stacks).size).toBe(stacks.length);
        expect(all[0]).toBe(first);
      }
    }),
  );
});

describe("the words for how many", () => {
  test.each([
    [1, 1, 1, "1 finding"],
    [7, 7, 1, "7 findings"],
    [7, 7, 2, "7 findings in 2 stacks"],
    [34, 20, 2, "34 findings in 2 stacks (20 different)"],
    [2600, 1300, 2, "2,600 findings in 2 stacks (1,300 different)"],
    [0, 0, 0, "0 findings"],
  ])("%i findings, %i entries, %i stacks", (findings, entries, stacks, words) => {
    expect(countWords(findings, entries, stacks)).toBe(words);
  });
});
