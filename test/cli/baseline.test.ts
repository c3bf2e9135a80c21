import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { Report } from "../../src/doors/state/check.js";
import { bucket, folder, resource, run, state, urn } from "./fixture.js";

const { path: root, write } = folder();
const baseline = join(root, "baseline.json");
const group = (...ports: number[]) =>
  resource("aws:s3/bucket:Bucket", "tagged", { forceDestroy: true, tags: Object.fromEntries(ports.map((port) => [`p${port}`, "x"])) });
const put = (...resources: unknown[]) => write("state.json", JSON.stringify(state(resources)));
const check = async (...args: string[]) => {
  const { status, out, err } = await run(["check", join(root, "state.json"), "--format", "json", "--baseline", baseline, ...args]);
  const report = status === 2 ? undefined : (JSON.parse(out) as Report);
  const by = (outcome: string): string[] =>
    (report?.findings ?? []).filter((f) => f.outcome === outcome).map(({ rule, name }) => `${rule} ${name}`);
  return { status, err: err.replaceAll(`${root}/`, ""), report, fail: by("fail"), old: by("baseline"), summary: report?.summary };
};
const update = (...args: string[]) => check("--update-baseline", ...args);
const entries = (): { fingerprint: string; rule: string; urn: string; path: string }[] =>
  (JSON.parse(readFileSync(baseline, "utf8")) as { findings: ReturnType<typeof entries> }).findings;

beforeEach(() => {
  if (existsSync(baseline)) writeFileSync(baseline, '{"version": 1, "findings": []}');
});

describe("a baseline", () => {
  test("is written on request: what is found is old from then on, shown as such, and does not gate", async () => {
    put(bucket("logs"));
    expect(await update()).toMatchObject({
      status: 0,
      fail: [],
      old: ["sample-bucket-no-force-destroy logs", "sample-bucket-tagged logs"],
      summary: { fail: 0, baseline: 2 },
      err: "stackwarden: baseline.json has 2 findings: 2 new, 0 fixed and removed\n",
    });
    expect(await check("--fail-on", "low")).toMatchObject({ status: 0, err: "", summary: { fail: 0, baseline: 2 } });
  });
  test("gates what is new", async () => {
    put(bucket("logs"));
    await update();
    put(bucket("logs"), bucket("more"));
    expect(await check()).toMatchObject({
      status: 1,
      fail: ["sample-bucket-no-force-destroy more", "sample-bucket-tagged more"],
      summary: { fail: 2, baseline: 2 },
    });
  });
  test("shows what is fixed, keeps it until it is updated, and then drops it", async () => {
    put(bucket("logs"), bucket("more"));
    await update();
    put(bucket("logs"), bucket("more", { forceDestroy: false, tags: { Owner: "x" } }));
    expect((await check()).err).toBe(
      [
        'stackwarden: fixed since the baseline: sample-bucket-no-force-destroy at "more", forceDestroy',
        'stackwarden: fixed since the baseline: sample-bucket-tagged at "more", tags.Owner',
        "stackwarden: baseline.json still lists 2 findings that are fixed. Run with --update-baseline to remove them",
        "",
      ].join("\n"),
    );
    expect(entries()).toHaveLength(4);
    expect((await update()).err).toContain("baseline.json has 2 findings: 0 new, 2 fixed and removed\n");
    expect(entries().map((entry) => entry.urn)).toEqual([urn("aws:s3/bucket:Bucket", "logs"), urn("aws:s3/bucket:Bucket", "logs")]);
    put(bucket("logs"), bucket("more"));
    expect((await check()).status).toBe(1);
  });
  test("counts a resource that is gone as fixed", async () => {
    put(bucket("logs"), bucket("gone"));
    await update();
    put(bucket("logs"));
    expect((await update()).err).toContain("2 fixed and removed");
  });
  test("keeps what this run cannot see: other stacks, rules that are off, what is not known", async () => {
    put(bucket("logs"), bucket("waits"));
    await update();
    const other = { fingerprint: "f".repeat(32), rule: "sample-bucket-tagged", urn: urn("aws:s3/bucket:Bucket", "x", "prod"), path: "" };
    const own = { ...other, fingerprint: "e".repeat(32), urn: urn("pulumi:pulumi:Stack", "shop-dev"), path: 'config["shop:x"]' };
    writeFileSync(baseline, JSON.stringify({ version: 1, findings: [...entries(), other, own] }));
    put(bucket("logs"), bucket("waits", { forceDestroy: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }));
    expect((await update("--only", "sample-bucket-no-force-destroy")).err).toBe(
      "stackwarden: baseline.json has 6 findings: 0 new, 0 fixed and removed\n",
    );
  });
  test("drops what is waived: it gates again when the waiver ends", async () => {
    put(bucket("logs"));
    await update();
    const waiver = { rule: "sample-bucket-tagged", resource: "logs", reason: "x", until: "2026-12-31" };
    const config = write("config.json", JSON.stringify({ stackwarden: { waivers: [waiver] } }));
    const seen = await update("--config", config);
    expect(seen.err).toBe("stackwarden: baseline.json has 1 finding: 0 new, 0 fixed and removed, 1 waived and removed\n");
    expect(seen.summary).toMatchObject({ fail: 0, waived: 1, baseline: 1 });
  });
  test("never takes a crash for old", async () => {
    put(resource("aws:iam/role:Role", "worker", { description: "crash" }));
    expect(await update()).toMatchObject({ status: 1, summary: { crash: 1, baseline: 0 } });
    expect(entries()).toEqual([]);
  });
  test("knows a finding again whatever else changes in the resource", async () => {
    put(group(1, 2));
    await update();
    put(bucket("before", { forceDestroy: false, tags: { Owner: "x" } }), group(2, 3));
    expect((await check()).status).toBe(0);
  });
  test("holds neither lines nor values, and is the same whatever the order of the state", async () => {
    const value = "Winter-Sale-2024!";
    const both = [bucket("logs", { forceDestroy: true, bucketPrefix: value }, { sourcePosition: "project:///index.ts#12,7" }), bucket("b")];
    put(...both);
    await update();
    const text = readFileSync(baseline, "utf8");
    expect(text).not.toContain(value);
    expect(text).not.toContain("index.ts");
    put(...both.toReversed());
    await update();
    expect(readFileSync(baseline, "utf8")).toBe(text);
  });
  test("is reported in the report that people read", async () => {
    put(bucket("logs"));
    await update();
    const text = async (...args: string[]) => (await run(["check", join(root, "state.json"), "--baseline", baseline, ...args])).out;
    expect(await text()).toMatch(/^✔ Nothing new found · 2 in the baseline \(--show baseline\) · /);
    expect(await text("--show", "baseline")).toContain(
      "  = baseline sample-bucket-no-force-destroy\n    forceDestroy is true, expected false\n",
    );
  });
});

describe("a baseline that cannot be used", () => {
  const refused = async (text: string | undefined, message: string, ...args: string[]) => {
    put(bucket("logs"));
    if (text !== undefined) writeFileSync(baseline, text);
    const { status, err } = await check(...args);
    expect([status, err]).toEqual([2, `stackwarden: baseline.json${message}\n`]);
  };
  const remake = "Restore an earlier version of the file, or delete it and create it again with --update-baseline.";
  test("of another form", () => refused("[]", `: is not a baseline of this release, expected {"version": 2, "findings": […]}. ${remake}`));
  test("of another version", () =>
    refused('{"version": 3, "findings": []}', `: is not a baseline of this release, expected {"version": 2, "findings": […]}. ${remake}`));
  test("with an entry that is none", () =>
    refused('{"version": 1, "findings": [{"rule": "x"}]}', `: findings[0] has no "fingerprint". ${remake}`));
  test("broken, also where it would be updated: it may be that of somebody else", () =>
    refused(
      "{",
      ":1:2: is not valid JSON: close brace expected (the file seems truncated). Correct the file, or write it again.",
      "--update-baseline",
    ));
  test("missing", async () => {
    const { status, err } = await run(["check", put(bucket("logs")), "--baseline", join(root, "absent.json")]);
    expect([status, err]).toEqual([2, `stackwarden: ${root}/absent.json: does not exist. Create it with --update-baseline.\n`]);
  });
  test("not named", async () => {
    const { status, err } = await run(["check", put(bucket("logs")), "--update-baseline"]);
    expect([status, err]).toEqual([2, "stackwarden: --update-baseline needs --baseline FILE, the file to write\n"]);
  });
});
