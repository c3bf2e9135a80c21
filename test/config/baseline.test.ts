import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { knownFindings, readBaselineValue } from "../../src/config/known-findings.js";

const folder = mkdtempSync(join(tmpdir(), "stackwarden-baseline-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const entry = { fingerprint: "3f2a", rule: "s3-bucket-versioned", urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::logs", path: "" };

test("fingerprints are taken as they are, or from a baseline file", () => {
  const known = (setting: string | readonly string[]) => {
    const read = knownFindings(setting);
    return typeof read === "string" ? read : Object.fromEntries(read.byFingerprint);
  };
  expect(known([])).toEqual({});
  expect(known("")).toEqual({});
  expect(known(["3f2a", "77"])).toEqual({ "3f2a": undefined, 77: undefined });
  expect(known(written("good.json", JSON.stringify({ version: 1, findings: [entry] })))).toEqual({ "3f2a": undefined });
  const second = { version: 2, salt: "s", findings: [{ ...entry, content: ["ab"] }] };
  expect(known(written("second.json", `\uFEFF${JSON.stringify(second)}`))).toEqual({ "3f2a": ["ab"] });
});

test.each([
  ["baseline.json", '"baseline.json" is not an absolute path, which it must be because the engine may start the pack in any directory'],
  [join(folder, "gone.json"), /gone\.json" does not exist. Create it with/],
  [written("cut.json", '{"version": 1, "fin'), /cut\.json" is not valid JSON$/],
  [written("list.json", "[]"), /list\.json" is not a baseline of this release/],
  [written("half.json", JSON.stringify({ version: 1, findings: [{ ...entry, urn: 7 }] })), /half\.json" findings\[0\] has no "urn"/],
  [folder, /cannot be read$/],
])("what is wrong with %s is reported", (setting, words) => {
  expect(knownFindings(setting)).toEqual(typeof words === "string" ? words : expect.stringMatching(words));
});

test("entries hold nothing but what they are about", () => {
  const of = (value: unknown) => {
    const read = readBaselineValue(value);
    return typeof read === "string" ? read : read.entries;
  };
  expect(of({ version: 1, findings: [{ ...entry, message: "more", content: ["ab"] }] })).toEqual([entry]);
  expect(of({ version: 2, salt: "s", findings: [entry, { ...entry, content: ["ab"] }] })).toEqual([entry, { ...entry, content: ["ab"] }]);
  expect(of({ version: 2, findings: [] })).toMatch(/has no "salt"/);
  expect(of({ version: 2, salt: "s", findings: [{ ...entry, content: "ab" }] })).toMatch(/"content" that is not a list/);
  expect(of({ version: 3, findings: [] })).toMatch(/not a baseline of this release/);
});
