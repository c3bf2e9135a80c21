/** Waivers and exceptions in the configuration that a package.json holds. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/doors/state/check.js";
import { bucket, folder, run, stateText } from "./fixture.js";

const temporary = folder();
let number = 0;

/** A repository whose package.json has a configuration; the fingerprint of its finding. */
async function repository(manifest: string): Promise<{ at: string; file: string; fingerprint: string }> {
  const at = join(temporary.path, `repository-${++number}`);
  mkdirSync(join(at, ".git"), { recursive: true });
  const file = join(at, "package.json");
  writeFileSync(file, manifest);
  writeFileSync(join(at, "state.json"), stateText(bucket("logs")));
  return { at, file, fingerprint: (await findings(at)).find(({ outcome }) => outcome === "fail")?.fingerprint ?? "" };
}
const findings = async (at: string) =>
  (JSON.parse((await run(["check", join(at, "state.json"), "--format", "json"])).out) as Report).findings;
const granting = ["--reason", "moves in May", "--until", "2026-12-31"];

test.each([
  ["with settings", { stackwarden: { waiversMaxDays: 400 } }],
  ["with waivers", { stackwarden: { waivers: [] } }],
  ["without settings", { "sample-bucket-no-force-destroy": "mandatory" }],
  ["of version 2", { version: 2, policies: {} }],
])("a waiver is written into a package.json %s; the rest stays, and check reads it", async (_, configuration) => {
  const manifest = { name: "shop", version: "1.0.0", stackwarden: configuration, scripts: { test: "x" } };
  const { at, file, fingerprint } = await repository(`${JSON.stringify(manifest, null, 4)}\n`);
  const { status, out, err } = await run(["waive", fingerprint, join(at, "state.json"), ...granting]);
  expect([status, err]).toEqual([0, ""]);
  expect(out).toContain("package.json");
  expect((await findings(at)).find((one) => one.fingerprint === fingerprint)?.outcome).toBe("waived");
  const text = readFileSync(file, "utf8");
  const { stackwarden, ...rest } = JSON.parse(text) as Record<string, unknown>;
  expect(rest).toEqual({ name: "shop", version: "1.0.0", scripts: { test: "x" } });
  expect(JSON.stringify(stackwarden)).toContain("moves in May");
  expect(text).toContain('\n    "name": "shop"');
  expect(text.endsWith("}\n")).toBe(true);
});

test("an exception is written into an empty configuration of a package.json, and into one of version 2", async () => {
  for (const configuration of [{}, { version: 2, policies: {} }]) {
    const { at, file, fingerprint } = await repository(JSON.stringify({ name: "shop", stackwarden: configuration }, null, 2));
    const { status, err } = await run(["waive", fingerprint, join(at, "state.json"), "--as-exception", "--reason", "moves in May"]);
    expect([status, err]).toEqual([0, ""]);
    expect((await findings(at)).find((one) => one.fingerprint === fingerprint)?.outcome).toBe("exempted");
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ name: "shop", stackwarden: { version: 2, policies: {} } });
  }
});

test("a package.json whose waivers are not a list is refused in one line, unchanged", async () => {
  const text = JSON.stringify({ name: "shop", stackwarden: { stackwarden: [] } });
  const { at, file } = await repository(JSON.stringify({ name: "shop" }));
  const fingerprint = (await findings(at)).find(({ outcome }) => outcome === "fail")?.fingerprint ?? "";
  writeFileSync(file, text);
  const { status, err } = await run(["waive", fingerprint, join(at, "state.json"), ...granting]);
  expect([status, err.split("\n").length]).toEqual([2, 2]);
  expect(readFileSync(file, "utf8")).toBe(text);
});
