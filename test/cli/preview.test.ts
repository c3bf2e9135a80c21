import { describe, expect, test } from "vitest";
import { allRules } from "../../src/rules/index.js";
import { bucket, folder, preview, resource, run, state, step } from "./fixture.js";

const { write } = folder();
const [owned, loose] = [
  { forceDestroy: false, tags: { Owner: "x" } },
  { forceDestroy: true, tags: { Owner: "x" } },
];
const root = resource("pulumi:pulumi:Stack", "shop-dev", {}, { custom: false });
const file = write(
  "preview.json",
  JSON.stringify(
    preview([
      step("same", root, root),
      step("create", undefined, bucket("fresh", loose)),
      step("update", bucket("worse", owned), bucket("worse", loose)),
      step("update", bucket("old", loose), bucket("old", { ...loose, acl: "private" })),
      step("same", bucket("idle", loose), bucket("idle", loose)),
      step("delete", bucket("gone", loose), undefined),
    ]),
  ),
);

interface Json {
  inputs: Record<string, unknown>[];
  findings: Record<string, unknown>[];
}
const json = async (...args: string[]) => {
  const { status, out } = await run(["check", "--format", "json", ...args]);
  return { status, ...(JSON.parse(out) as Json) };
};

describe("check of a preview", () => {
  test("evaluates what will be, and relates each finding to the change", async () => {
    const { status, findings, inputs } = await json(file);
    expect(status).toBe(1);
    expect(inputs).toEqual([
      {
        path: file,
        project: "shop",
        stack: "dev",
        resources: 5,
        folder: "",
        preview: {
          operations: { create: 1, update: 2, delete: 1, same: 2 },
          tier: { name: "L", reason: 'it deletes or replaces state: s3.Bucket "gone"' },
          partial: null,
          incomplete: null,
        },
      },
    ]);
    expect(findings.map((f) => [f["name"], f["changed"], f["isNew"]])).toEqual([
      ["fresh", true, true],
      ["idle", false, false],
      ["old", true, false],
      ["worse", true, true],
    ]);
  });
  test("a state has no such keys", async () => {
    const { findings, inputs } = await json(write("state.json", JSON.stringify(state([root, bucket("idle", loose)]))));
    expect(inputs[0]).not.toHaveProperty("preview");
    expect(findings[0]).not.toHaveProperty("changed");
    expect(findings[0]).not.toHaveProperty("isNew");
  });
  test("the text and the Markdown show the change, and how each finding is related to it", async () => {
    const { out } = await run(["check", file]);
    expect(out).toMatch(/sample-bucket-no-force-destroy {2}\(new\)/);
    expect(out).toContain("∆ The preview: 1 created, 2 updated, 1 deleted and 2 unchanged");
    const comment = (await run(["check", file, "--format", "comment"])).out;
    expect(comment).toContain("**Preview of `shop/dev`**: 1 created, 2 updated, 1 deleted and 2 unchanged");
    expect(comment).toContain("`s3.Bucket worse` _(new)_");
    expect(comment).toContain("`s3.Bucket idle` _(not new)_");
  });
});

describe("--changed", () => {
  const idle = step("same", bucket("idle", loose), bucket("idle", loose));
  const statusOf = async (...steps: Parameters<typeof preview>[0]) =>
    (await run(["check", write("changed.json", JSON.stringify(preview([step("same", root, root), ...steps]))), "--changed"])).status;
  test("blocks on a new finding", async () => {
    expect(await statusOf(idle, step("update", bucket("worse", owned), bucket("worse", loose)))).toBe(1);
  });
  test("blocks on a finding of a resource that is changed, also if it is not new", async () => {
    expect(await statusOf(step("update", bucket("old", loose), bucket("old", { ...loose, acl: "private" })))).toBe(1);
  });
  test("does not block on a resource that stays as it is", async () => {
    expect(await statusOf(idle)).toBe(0);
    expect(await statusOf(idle, step("create", undefined, bucket("fresh", owned)))).toBe(0);
  });
  test("needs a preview, and so do --state and --fail-on-tier", async () => {
    const other = write("only.json", JSON.stringify(state([bucket("idle")])));
    for (const [option, ...args] of [["--changed"], ["--state", other], ["--fail-on-tier", "L"]] as const) {
      const { status, err } = await run(["check", other, option, ...args]);
      expect(status).toBe(2);
      expect(err).toContain(`${option} needs a preview, but every input is a state.`);
    }
  });
});

describe("the tier of a preview", () => {
  const update = step("update", bucket("fine", owned), bucket("fine", { ...owned, tags: { Owner: "y" } }));
  const small = write("small.json", JSON.stringify(preview([step("same", root, root), update])));
  test("is shown with its reason in the text and in Markdown", async () => {
    expect((await run(["check", small])).out).toContain("∆ The preview is a change of tier XS: it changes one resource\n");
    expect((await run(["check", file, "--format", "markdown"])).out).toContain(
      '<br>\nChange of tier L: it deletes or replaces state: s3.Bucket "gone"',
    );
  });
  test("is a gate on request, whatever is found", async () => {
    const { status, out } = await run(["check", small, "--fail-on-tier", "XS"]);
    expect(status).toBe(1);
    expect(out).toContain("✖ The preview is a change of tier XS, blocking: it changes one resource");
    expect((await run(["check", small, "--fail-on-tier", "S"])).status).toBe(0);
    expect((await run(["check", file, "--fail-on-tier", "M", "--fail-on", "none"])).status).toBe(1);
    expect((await run(["check", file, "--fail-on-tier", "XL"])).err).toContain("--fail-on-tier");
  });
  test("has limits in the configuration", async () => {
    const config = write("tiers.json", JSON.stringify({ stackwarden: { tiers: { XS: 0, S: 1 } } }));
    expect((await run(["check", small, "--config", config, "--fail-on-tier", "S"])).status).toBe(1);
    const wrong = write("wrong.json", JSON.stringify({ stackwarden: { tiers: { XS: 9 } } }));
    expect(await run(["check", small, "--config", wrong])).toMatchObject({
      status: 2,
      err: expect.stringContaining("stackwarden.tiers: S is 5, less than XS, which is 9"),
    });
  });
});

describe("a preview that does not show everything", () => {
  const hiding = write("hiding.json", JSON.stringify(preview([step("same", root, root)], { changeSummary: { same: 2 } })));
  test("is not called clean", async () => {
    const { out, status } = await run(["check", hiding]);
    expect(status).toBe(0);
    expect(out).toContain("! The preview leaves out an unchanged resource: run `pulumi preview --json --show-sames`");
    expect(out).toContain("! Nothing found in what the preview shows");
    expect((await run(["check", hiding, "--format", "markdown"])).out).toContain(
      "## Stackwarden: ⚠️ nothing found in what the preview shows",
    );
  });
  test("is completed by the state before it", async () => {
    const before = write("before.json", JSON.stringify(state([root, bucket("idle", loose)])));
    const { out, status } = await run(["check", hiding, "--state", before]);
    expect(status).toBe(1);
    expect(out).toContain("∆ The preview: 2 unchanged");
    expect(out).not.toContain("leaves out");
  });
  test("because it failed, is called incomplete", async () => {
    const failed = write(
      "failed.json",
      JSON.stringify(preview([step("same", root, root)], { diagnostics: [{ severity: "error", message: "boom" }] })),
    );
    const { out } = await run(["check", failed]);
    expect(out).toContain("! The preview is incomplete: it ended with an error, so resources may be missing");
    expect(out).not.toContain("boom");
  });
});

describe("rules that join resources", () => {
  const versioned = ["--only", "s3-bucket-versioned", "--fail-on", "low", "--format", "json"];
  const logs = bucket("logs", { bucket: "logs" });
  const versioning = resource("aws:s3/bucketVersioning:BucketVersioning", "logs", {
    bucket: "logs",
    versioningConfiguration: { status: "Enabled" },
  });
  const check = async (name: string, value: object, ...args: string[]) => {
    const { status, out } = await run(["check", write(name, JSON.stringify(value)), ...versioned, ...args], { rules: allRules });
    return { status, findings: (JSON.parse(out) as Json).findings };
  };
  test("what a deletion breaks in a resource that stays as it is, is brought by the change and blocks", async () => {
    const value = preview([step("same", root, root), step("same", logs, logs), step("delete", versioning, undefined)]);
    const { status, findings } = await check("broken.json", value, "--changed");
    expect(findings).toMatchObject([{ name: "logs", outcome: "fail", changed: true, isNew: true }]);
    expect(status).toBe(1);
  });
  test("are unknown where a resource that is not shown may take the finding back", async () => {
    const steps = [step("same", root, root), step("update", logs, logs)];
    const { status, findings } = await check("hidden.json", preview(steps, { changeSummary: { same: 2 } }), "--show", "unknown");
    expect(findings).toMatchObject([{ outcome: "unknown", message: "has no s3.BucketVersioning, as far as this preview shows" }]);
    expect(status).toBe(0);
    expect((await check("shown.json", preview(steps))).findings).toMatchObject([{ outcome: "fail" }]);
  });
});
