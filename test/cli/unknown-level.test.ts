/** The setting `unknown` by severity: what is open can gate, and then is listed without being asked for. */
import { describe, expect, test } from "vitest";
import { bucket, folder, run, state, urn } from "./fixture.js";

const { write } = folder();
const open = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };
const file = write("state.json", JSON.stringify(state([bucket("waits", { forceDestroy: open, tags: { Owner: "x" } })])));
const config = (unknown: unknown, more: object = {}) =>
  write(
    `config-${JSON.stringify([unknown, more]).replace(/\W+/g, "-").slice(0, 60)}.json`,
    JSON.stringify({ stackwarden: { unknown, ...more } }),
  );

interface Json {
  findings: { outcome: string; rule: string; unknownLevel?: string; waiver: object | null }[];
  summary: { fail: number; unknown: number; waived: number };
}
async function check(unknown: unknown, more?: object, ...args: string[]): Promise<{ status: number } & Json> {
  const { status, out, err } = await run(["check", file, "--format", "json", "--config", config(unknown, more), ...args], {
    today: "2026-01-01",
  });
  if (out === "") throw new Error(err);
  return { status, ...(JSON.parse(out) as Json) };
}

describe("check", () => {
  test("is silent by default, and reports nothing of a level", async () => {
    const report = await check("silent", {}, "--show", "unknown");
    expect(report).toMatchObject({ status: 0, findings: [{ outcome: "unknown" }], summary: { unknown: 1 } });
    expect(report.findings[0]).not.toHaveProperty("unknownLevel");
    expect((await check({ critical: "mandatory" })).findings).toEqual([]);
  });
  test.each<[unknown, number, string | undefined]>([
    [{ high: "mandatory" }, 1, "mandatory"],
    [{ high: "advisory" }, 0, "advisory"],
    ["advisory", 0, "advisory"],
    [{ critical: "mandatory" }, 0, undefined],
    [{ high: "silent" }, 0, undefined],
  ])("%j: status %d", async (unknown, status, level) => {
    const report = await check(unknown);
    expect(report.status).toBe(status);
    expect(report.findings.map((f) => f.unknownLevel)).toEqual(level === undefined ? [] : [level]);
    expect(report.summary).toMatchObject({ fail: 0, unknown: 1 });
  });
  test("`--fail-on` has the last word", async () => {
    expect((await check({ high: "mandatory" }, {}, "--fail-on", "none")).status).toBe(0);
    expect((await check({ high: "mandatory" }, {}, "--fail-on", "critical")).status).toBe(0);
    expect((await check({ high: "mandatory" }, {}, "--fail-on", "high")).status).toBe(1);
  });
  test("a waiver lifts it", async () => {
    const waiver = {
      rule: "sample-bucket-no-force-destroy",
      resource: urn("aws:s3/bucket:Bucket", "waits"),
      reason: "decided at runtime",
      until: "2026-02-01",
    };
    const report = await check({ high: "mandatory" }, { waivers: [waiver] }, "--show", "waived");
    expect(report).toMatchObject({ status: 0, findings: [{ outcome: "waived" }], summary: { unknown: 0, waived: 1 } });
    expect((await check("silent", { waivers: [waiver] })).summary).toMatchObject({ unknown: 1, waived: 0 });
  });
  test("text, JUnit and Markdown show it as what is blocking", async () => {
    const args = ["check", file, "--config", config({ high: "mandatory" })];
    const text = await run(args);
    expect(text.out).toContain("✖ high     sample-bucket-no-force-destroy");
    expect(text.out).toContain("1 blocking");
    expect((await run([...args, "--format", "junit"])).out).toContain('failures="1"');
    expect((await run([...args, "--format", "markdown"])).out).toContain("1 blocking");
    expect((await run([...args, "--format", "github"])).out).toContain("::error");
    expect((await run([...args, "--format", "sarif"])).out).toContain('"kind":"fail","level":"error"');
  });
  test("what is wrong with the setting is one line", async () => {
    const wrong = write("wrong.json", JSON.stringify({ stackwarden: { unknown: { high: "loud" } } }));
    const { status, err } = await run(["check", file, "--config", wrong]);
    expect([status, err]).toEqual([
      2,
      expect.stringContaining('stackwarden.unknown.high is "loud", expected "silent", "advisory" or "mandatory"'),
    ]);
  });
});
