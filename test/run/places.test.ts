import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { noOptions, type Registered } from "../../src/run/monitor/registry.js";
import { placeOf } from "../../src/run/monitor/source.js";
import { placed } from "../../src/run/places.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stackwarden-places-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
};
const resource = (name: string, parent = "", type = "aws:s3/bucket:Bucket"): Registered => ({
  urn: `urn:${name}`,
  type,
  name,
  parent,
  custom: true,
  external: false,
  id: "",
  inputs: {},
  outputs: {},
  provider: "",
  dependencies: [],
  propertyDependencies: {},
  options: noOptions,
  source: undefined,
});
const placesOf = (...registered: readonly Registered[]): readonly string[] =>
  placed(registered, folder, "go").map(({ source }) => (source === undefined ? "none" : `${source.file}:${source.line}:${source.column}`));

test("a resource without a place is where its name is a text", () => {
  write({
    "main.go": 'package main\n\tx, err := s3.NewBucket(ctx, "logs", nil)\n',
    "net/vpc.go": '\n\n  ec2.NewVpc(ctx, "main-vpc", nil)\n',
  });
  expect(placesOf(resource("logs"), resource("main-vpc"))).toEqual(["main.go:2:30", "net/vpc.go:3:19"]);
});

test("an argument counts more than another text of the same words", () => {
  write({ "main.go": 's3.NewBucket(ctx, "logs", nil)\ntags["name"] = "logs"\n' });
  expect(placesOf(resource("logs"))).toEqual(["main.go:1:19"]);
});

test("a name in several lines or in none has no place", () => {
  write({ "main.go": 'a(ctx, "logs")\nb(ctx, "logs")\n', "vendor/x.go": 'c(ctx, "only-there")', "x.ts": 'c("elsewhere")' });
  expect(placesOf(resource("logs"), resource("only-there"), resource("elsewhere"), resource("x"))).toEqual([
    "none",
    "none",
    "none",
    "none",
  ]);
});

test("what is inside of a component is at its place, and the stack is nowhere", () => {
  write({ "main.go": 'NewSite(ctx, "site")\nf("proj-dev")\n' });
  const site = resource("site", "urn:proj-dev", "x:y:Site");
  expect(
    placesOf(resource("proj-dev", "", "pulumi:pulumi:Stack"), site, resource("site-bucket", site.urn), resource("q", "urn:proj-dev")),
  ).toEqual(["none", "main.go:1:14", "main.go:1:14", "none"]);
});

test("the place that an SDK sends stays", () => {
  write({ "main.go": 'f(ctx, "logs")\n' });
  expect(placed([{ ...resource("logs"), source: { file: "b.go", line: 7, column: 1 } }], folder, "go")[0]?.source?.file).toBe("b.go");
});

test("older SDKs of Go send the path escaped as a whole", () => {
  const position = { getUri: () => "project://%2Fhome%2Fme%2Fapp%2Fmain.go", getLine: () => 4, getColumn: () => 0 };
  const located = { getSourceposition: () => position, getStacktrace: () => undefined } as unknown as Parameters<typeof placeOf>[0];
  expect(placeOf(located, { folder: "/home/me/app", root: "/home/me/app" })).toEqual({ file: "main.go", line: 4, column: 1 });
});
