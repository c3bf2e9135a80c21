import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bucket, folder, resource, run, secret, state, urn } from "./fixture.js";

const { path: root, write } = folder();
const encrypted = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };

const resources = [
  resource("pulumi:pulumi:Stack", "shop-dev", {}, { custom: false }),
  bucket("open", { forceDestroy: true, tags: { Owner: "x" } }, { sourcePosition: "project:///src/index.ts#12,7" }),
  bucket("fine", { forceDestroy: false, tags: { Owner: "x" } }),
  bucket("waits", { forceDestroy: encrypted, tags: { Owner: "x" } }),
  bucket(
    "plain",
    { forceDestroy: false },
    { stackTrace: [{ sourcePosition: "project:///node_modules/x/a.js#1,1" }, { sourcePosition: "project:///a%20b.ts#3" }] },
  ),
  resource("aws:iam/role:Role", "nameless"),
  resource("aws:sqs/queue:Queue", "short", { messageRetentionSeconds: 60 }),
];
const file = write("state.json", JSON.stringify(state(resources)));

interface Json {
  readonly run: { readonly category: string | null; readonly directory: string };
  tool: { name: string; version: string };
  inputs: { path: string; project: string; stack: string; resources: number }[];
  findings: Record<string, unknown>[];
  summary: Record<string, number>;
}
async function json(...args: string[]): Promise<Json & { status: number }> {
  const { status, out } = await run(["check", "--format", "json", ...args]);
  return { status, ...(JSON.parse(out) as Json) };
}
const brief = (findings: Json["findings"]): string[] =>
  findings.map((f) => `${f["outcome"]} ${f["severity"]} ${f["rule"]} ${f["name"]} ${f["path"]}`);

describe("check --format json", () => {
  test("has the fields of the contract and no others", async () => {
    const report = await json(file);
    expect(Object.keys(report).sort()).toEqual(["findings", "inputs", "run", "status", "summary", "tool"]);
    expect(report.tool).toEqual({ name: "stackwarden", version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    expect(report.inputs).toEqual([{ path: file, project: "shop", stack: "dev", resources: 7, folder: "" }]);
    expect(report.run).toEqual({ category: null, directory: "" });
    expect(report.summary).toEqual({
      resources: 7,
      rules: 3,
      fail: 3,
      unknown: 1,
      waived: 0,
      exempted: 0,
      baseline: 0,
      crash: 0,
      unjudged: expect.any(Array),
      durationMs: expect.any(Number),
    });
    expect(report.findings[1]).toEqual({
      input: file,
      rule: "sample-bucket-no-force-destroy",
      severity: "high",
      level: "mandatory",
      outcome: "fail",
      urn: urn("aws:s3/bucket:Bucket", "open"),
      type: "aws:s3/bucket:Bucket",
      name: "open",
      path: "forceDestroy",
      places: [{ urn: urn("aws:s3/bucket:Bucket", "open"), path: "forceDestroy" }],
      message: "forceDestroy is true, expected false",
      fix: "Set `forceDestroy: false`.",
      docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjects.html",
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      source: { file: "src/index.ts", line: 12, column: 7 },
      waiver: null,
      component: null,
      blocking: true,
    });
  });
  test("is sorted worst first", async () => {
    expect(brief((await json(file, "--preset", "all")).findings)).toEqual([
      "fail critical sample-role-described nameless ",
      "fail high sample-bucket-no-force-destroy open forceDestroy",
      "fail medium sample-queue-retention short messageRetentionSeconds",
      "fail low sample-bucket-tagged plain tags.Owner",
    ]);
  });
  test("lists what is unknown on request, and counts it always", async () => {
    const shown = await json(file, "--show", "unknown");
    expect(brief(shown.findings)).toContain("unknown high sample-bucket-no-force-destroy waits forceDestroy");
    expect(shown.findings).toHaveLength(4);
    expect((await json(file)).summary["unknown"]).toBe(1);
  });
  test("the source is the first place of the program's own files, or null", async () => {
    const { findings } = await json(file);
    expect(findings.map((f) => [f["name"], f["source"]])).toEqual([
      ["nameless", null],
      ["open", { file: "src/index.ts", line: 12, column: 7 }],
      ["plain", { file: "a b.ts", line: 3, column: 1 }],
    ]);
  });
  test("a crash is a finding at the rule's level, and quotes no value", async () => {
    const crash = write("crash.json", JSON.stringify(state([resource("aws:iam/role:Role", "r", { description: "crash" })])));
    const report = await json(crash);
    expect(report).toMatchObject({ status: 1, summary: { crash: 1, fail: 0 } });
    expect(report.findings[0]).toMatchObject({
      outcome: "crash",
      rule: "sample-role-described",
      level: "mandatory",
      message: expect.stringMatching(/^the rule crashed: Error at fixture\.ts:\d+:\d+$/),
    });
  });
  test("a secret is evaluated and never printed", async () => {
    const text = ["s3cr3t", "value", "8812"].join("-");
    const hidden = write(
      "hidden.json",
      JSON.stringify(state([bucket("b", { forceDestroy: secret(text), tags: secret({ Owner: text }) })])),
    );
    for (const args of [["--format", "json"], [], ["--show", "unknown"]]) {
      const { out, err } = await run(["check", hidden, ...args]);
      expect(out).toContain("[secret]");
      expect(out + err).not.toContain(text);
    }
  });
  test("is the same, but for order in the input and the time, whatever the order of resources", async () => {
    const turned = write("turned.json", JSON.stringify(state([...resources].reverse())));
    const strip = (report: Json) =>
      JSON.stringify({ ...report, inputs: [], summary: { ...report.summary, durationMs: 0 } }).replaceAll(turned, file);
    expect(strip(await json(turned, "--show", "unknown", "--preset", "all"))).toBe(
      strip(await json(file, "--show", "unknown", "--preset", "all")),
    );
  });
});

describe("the exit status", () => {
  const only = (...args: string[]) => run(["check", file, ...args]).then(({ status }) => status);
  test.each<[string, string, number]>([
    ["sample-bucket-no-force-destroy", "mandatory", 1],
    ["sample-bucket-no-force-destroy", "critical", 0],
    ["sample-bucket-no-force-destroy", "high", 1],
    ["sample-bucket-no-force-destroy", "medium", 1],
    ["sample-bucket-no-force-destroy", "none", 0],
    ["sample-bucket-tagged", "mandatory", 0],
    ["sample-bucket-tagged", "medium", 0],
    ["sample-bucket-tagged", "low", 1],
    ["sample-queue-retention", "mandatory", 0],
    ["sample-queue-retention", "medium", 1],
    ["sample-role-described", "critical", 1],
  ])("with %s only, and --fail-on %s: %d", async (rule, gate, status) => {
    expect(await only("--only", rule, "--fail-on", gate)).toBe(status);
  });
  test("is that of mandatory where nothing is said", async () => {
    expect(await only()).toBe(1);
    expect(await only("--only", "sample-bucket-tagged")).toBe(0);
  });
  test("uses configured levels, remediate counting as mandatory", async () => {
    const config = (value: unknown) => ["--config", write("config.json", JSON.stringify(value))];
    expect(await only(...config({ all: "advisory" }))).toBe(0);
    expect(await only(...config({ all: "advisory", "sample-bucket-tagged": "mandatory" }))).toBe(1);
    expect(await only(...config({ all: "advisory", "sample-bucket-no-force-destroy": "remediate" }))).toBe(1);
    expect(await only(...config({ all: "disabled" }), "--fail-on", "low")).toBe(0);
  });
  test("is 0 for what is only unknown, even at the strictest gate", async () => {
    const waits = write("waits.json", JSON.stringify(state([resources[3]])));
    expect((await run(["check", waits, "--fail-on", "low"])).status).toBe(0);
  });
  test("a crash of an advisory rule does not gate by level, but by severity", async () => {
    const crash = write("crash2.json", JSON.stringify(state([resource("aws:iam/role:Role", "r", { description: "crash" })])));
    const config = write("advisory.json", '{"all": "advisory"}');
    expect((await run(["check", crash, "--config", config])).status).toBe(0);
    expect((await run(["check", crash, "--config", config, "--fail-on", "critical"])).status).toBe(1);
  });
});

describe("what is evaluated", () => {
  test("--preset, and the preset of the configuration that it beats", async () => {
    const config = write("preset.json", '{"stackwarden": {"preset": "essential"}}');
    expect((await json(file, "--config", config)).summary["rules"]).toBe(1);
    expect((await json(file, "--config", config, "--preset", "all")).summary["rules"]).toBe(4);
  });
  test("--only, given twice or with commas, whatever the preset and the configuration say", async () => {
    const config = write("off.json", '{"sample-queue-retention": "disabled", "stackwarden": {"disable": ["sample-bucket-tagged"]}}');
    const { findings, summary } = await json(
      file,
      "--only",
      "sample-queue-retention",
      "--only",
      "sample-bucket-tagged,sample-role-described",
      "--config",
      config,
    );
    expect(summary["rules"]).toBe(3);
    expect(findings.map((f) => f["rule"])).toEqual(["sample-role-described", "sample-queue-retention", "sample-bucket-tagged"]);
  });
  test("--only keeps the options that the configuration gives", async () => {
    const config = write("options.json", '{"sample-bucket-tagged": {"key": "Team"}}');
    expect(brief((await json(file, "--only", "sample-bucket-tagged", "--config", config)).findings)).toHaveLength(4);
  });
  test("several states, each under its own path", async () => {
    const other = write("other.json", JSON.stringify(state([bucket("b")])));
    const report = await json(file, other);
    expect(report.inputs.map((input) => input.path)).toEqual([other, file]);
    expect(report.summary["resources"]).toBe(8);
    expect(new Set(report.findings.map((f) => f["input"]))).toEqual(new Set([file, other]));
  });
  test("a folder of states, and those below it", async () => {
    const path = join(root, "states");
    mkdirSync(join(path, "below"), { recursive: true });
    for (const name of ["b.json", "a.json", "below/c.json"]) write(`states/${name}`, JSON.stringify(state([bucket(name)])));
    expect((await json(path)).inputs.map((input) => input.path)).toEqual([
      join(path, "a.json"),
      join(path, "b.json"),
      join(path, "below/c.json"),
    ]);
  });
  test("a state of a file backend: its stack and project", async () => {
    const backend = write(
      "backend.json",
      JSON.stringify({ version: 3, checkpoint: { stack: "organization/shop/dev", latest: { resources: [bucket("b")] } } }),
    );
    expect((await json(backend)).inputs[0]).toMatchObject({ project: "shop", stack: "dev", resources: 1 });
    const empty = write("backend-empty.json", JSON.stringify({ version: 3, checkpoint: { stack: "organization/shop/dev" } }));
    expect((await json(empty)).inputs[0]).toMatchObject({ project: "shop", stack: "dev", resources: 0 });
  });
  test("external resources and those to be deleted are not subjects", async () => {
    const given = write(
      "external.json",
      JSON.stringify(state([bucket("a", undefined, { external: true }), bucket("b", { forceDestroy: true }, { delete: true })])),
    );
    expect((await json(given)).findings).toEqual([]);
  });
});
