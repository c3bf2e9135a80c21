import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Report } from "../../src/doors/state/check.js";
import { register } from "../../src/language/registry.js";
import { rule } from "../../src/language/rule.js";
import { waivers } from "../../src/rules/waivers.js";
import { bucket, fewRules, folder, resource, run, state, urn } from "./fixture.js";

const { path: root, write } = folder();
const about = { severity: "high", fix: "Do it.", docs: "https://docs.aws.amazon.com/x" } as const;
const rules = [
  ...fewRules,
  ...register({
    waivers,
    x: {
      "x-never": rule("sqs.Queue", { ...about, title: "Never", waivable: false, check: () => "is a queue" }),
      "x-tags": rule("s3.Bucket", { ...about, title: "Tags", check: (_, { at }) => [at("tags.A", "is unset"), at("tags.B", "is unset")] }),
    },
  }),
];
const file = write(
  "state.json",
  JSON.stringify(
    state([
      bucket("logs"),
      bucket("media"),
      resource("aws:sqs/queue:Queue", "queue"),
      resource("aws:iam/role:Role", "worker", { description: "crash" }),
    ]),
  ),
);
const logs = urn("aws:s3/bucket:Bucket", "logs");
const destroy = "sample-bucket-no-force-destroy";
const exception = (policies: readonly string[], targets: readonly string[], reason = "agreed") => ({
  reason,
  match: [{ policies, targets }],
});
const configured = (exceptions: object, policies: object = {}, more: object = {}) =>
  write("config.json", JSON.stringify({ version: 2, policies, exceptions, ...more }));
const check = async (config: string, ...args: string[]) => {
  const { status, out, err } = await run(["check", file, "--config", config, "--format", "json", ...args], { rules });
  return { status, err, report: out === "" ? undefined : (JSON.parse(out) as Report) };
};

describe("check with exceptions", () => {
  test("shows what they exempt with id and reason, counts it, and is not blocked by it", async () => {
    const config = configured({ "EXC-2": exception([destroy], [logs], "the second"), "EXC-1": exception([destroy, "x-tags"], [logs]) });
    const { report } = await check(config);
    const exempted = report?.findings.filter(({ outcome }) => outcome === "exempted") ?? [];
    expect(exempted.map(({ rule: id, urn: at, exception: by, moreExceptions }) => [id, at, by, moreExceptions])).toEqual([
      [destroy, logs, { id: "EXC-1", reason: "agreed" }, [{ id: "EXC-2", reason: "the second" }]],
      ["x-tags", logs, { id: "EXC-1", reason: "agreed" }, undefined],
      ["x-tags", logs, { id: "EXC-1", reason: "agreed" }, undefined],
    ]);
    expect(report?.summary.exempted).toBe(3);
    expect(report?.findings.filter(({ outcome, urn: at }) => outcome === "fail" && at === logs).map(({ rule: id }) => id)).toEqual([
      "sample-bucket-tagged",
    ]);
  });
  test("ends with 0 where all that blocks is exempted, a crash too", async () => {
    const all = ["logs", "media"].map((name) => urn("aws:s3/bucket:Bucket", name));
    const config = configured({
      a: exception([destroy, "x-tags"], all),
      b: exception(["x-never"], [urn("aws:sqs/queue:Queue", "queue")]),
      c: exception(["sample-role-described"], [urn("aws:iam/role:Role", "worker")]),
    });
    const { status, report } = await check(config);
    expect([status, report?.summary.crash, report?.summary.exempted]).toEqual([0, 0, 8]);
    expect((await check(config, "--fail-on", "low")).status).toBe(1);
  });
  test("lists them in the text on request, and counts them always", async () => {
    const config = configured({ "EXC-1": exception([destroy], [logs]) });
    const quiet = (await run(["check", file, "--config", config], { rules })).out;
    expect(quiet).toContain("1 exempted (--show exempted)");
    expect(quiet).not.toContain("EXC-1");
    expect((await run(["check", file, "--config", config, "--show", "exempted"], { rules })).out).toMatch(
      /~ exempted sample-bucket-no-force-destroy\n.*\n +EXC-1: agreed/,
    );
  });
  test("a waiver counts before an exception, and the baseline too", async () => {
    const waiver = { rule: destroy, resource: "logs", reason: "for a while", until: "2026-12-31" };
    const config = configured({ "EXC-1": exception([destroy], [logs]) }, { stackwarden: { waivers: [waiver] } });
    const { report } = await check(config);
    expect(report?.findings.find(({ rule: id, urn: at }) => id === destroy && at === logs)).toMatchObject({ outcome: "waived" });
    expect(report?.summary.exempted).toBe(0);
    const fingerprint = report?.findings.find(({ outcome }) => outcome === "waived")?.fingerprint;
    const old = configured({ "EXC-1": exception([destroy], [logs]) }, { stackwarden: { baseline: [fingerprint] } });
    expect((await check(old)).report?.summary).toMatchObject({ exempted: 0, baseline: 1 });
  });
  test("a written baseline does not have what is exempted", async () => {
    const baseline = join(root, "baseline.json");
    await check(configured({}), "--baseline", baseline, "--update-baseline");
    const config = configured({ "EXC-1": exception([destroy], [logs]) });
    const { err, report } = await check(config, "--baseline", baseline, "--update-baseline");
    expect(report?.summary.exempted).toBe(1);
    expect(err).toMatch(/0 new, 0 fixed and removed, 1 exempted and removed$/m);
    const entries = (JSON.parse(readFileSync(baseline, "utf8")) as { findings: { rule: string; urn: string }[] }).findings;
    expect(entries.filter(({ rule: id }) => id === destroy).map(({ urn: at }) => at)).toEqual([urn("aws:s3/bucket:Bucket", "media")]);
  });
  test.each<[string, object, string]>([
    ["names what is not a rule", exception(["x-tag"], [logs]), 'EXC-1.match[0].policies[0] (x-tag) is not a rule. Did you mean "x-tags"?'],
    [
      "names a resource that the stack does not have",
      exception([destroy], [`${logs}-old`]),
      `EXC-1.match[0].targets[0] (${destroy} for "${logs}-old") exempts nothing: the stack has no such resource`,
    ],
    [
      "exempts nothing",
      exception([destroy], [logs, urn("aws:sqs/queue:Queue", "queue")]),
      `EXC-1.match[0].targets[1] (${destroy} for "${urn("aws:sqs/queue:Queue", "queue")}") exempts nothing: the rule finds nothing there`,
    ],
  ])("advises where one %s", async (_, given, expected) => {
    const { report } = await check(configured({ "EXC-1": given }));
    const found = report?.findings.filter(({ rule: id }) => id === "waivers-used") ?? [];
    expect(found.map(({ level, message }) => [level, message])).toEqual([["advisory", `exceptions.${expected}`]]);
  });
  test.each<[string, object]>([
    ["is needed", exception([destroy, "x-never"], [logs])],
    ["is for another stack", exception([destroy], [urn("aws:s3/bucket:Bucket", "gone", "prod")])],
    ["is for a rule that is off", exception(["sample-queue-retention"], [logs])],
  ])("is silent where one %s", async (_, given) => {
    const { report } = await check(configured({ "EXC-1": given }));
    expect(report?.findings.filter(({ rule: id }) => id === "waivers-used")).toEqual([]);
  });
  test("exempts a finding about waivers at the stack itself, as the engine does", async () => {
    const rootUrn = urn("pulumi:pulumi:Stack", "shop-dev");
    const config = configured(
      { "EXC-1": exception(["waivers-not-expired"], [rootUrn]) },
      { stackwarden: { waivers: [{ rule: destroy, resource: "logs", reason: "x", until: "2020-01-01" }] } },
    );
    const { report } = await check(config);
    expect(report?.findings.filter(({ rule: id }) => id.startsWith("waivers-")).map(({ rule: id, outcome }) => [id, outcome])).toEqual([
      ["waivers-not-expired", "exempted"],
    ]);
  });
  test("an exception with a mistake is one line with its place; what the engine ignores is noted", async () => {
    const bad = configured({ "EXC-1": exception([destroy], ["logs"]) });
    expect(await check(bad)).toMatchObject({ status: 2, err: expect.stringContaining("config.json:1:") });
    const stray = write(
      "stray.yaml",
      `version: 2\nall: advisory\nexceptions:\n  a:\n    reason: x\n    match: [{ policies: [${destroy}], targets: ["${logs}"] }]\n`,
    );
    const { status, err } = await check(stray);
    expect(status).toBe(1);
    expect(err).toContain('stray.yaml:2:1: "all" is ignored by the engine: in version 2, rules and settings belong in "policies"\n');
  });
  test("an entry with a mistake is reported at its line under policies", async () => {
    const bad = write("bad.yaml", "version: 2\npolicies:\n  all: advisory\n  sample-bucket-tagged:\n    kay: x\n");
    const { status, err } = await check(bad);
    expect([status, err]).toEqual([2, expect.stringContaining("bad.yaml:5:5: ")]);
  });
});

describe("config with version 2", () => {
  test("validate finds what is wrong in either part, and what the engine ignores", async () => {
    const path = write(
      "wrong.yaml",
      [
        "version: 2",
        "policies:",
        "  sample-bucket-tagd: advisory",
        "exceptions:",
        "  a:",
        "    reason: x",
        "    until: 2026-12-31",
        "    match:",
        "      - policies: [x-tag]",
        `        targets: ["${logs}"]`,
        "",
      ].join("\n"),
    );
    const { status, out } = await run(["config", "validate", path], { rules });
    expect(status).toBe(2);
    expect(out.replaceAll(`${root}/`, "")).toBe(
      [
        'wrong.yaml:3:3: "sample-bucket-tagd" is not a rule. Did you mean "sample-bucket-tagged"?',
        "wrong.yaml:7:5: exceptions.a.until is ignored by the engine: an exception has no end date. Write a waiver for that.",
        'wrong.yaml:9:20: exceptions.a.match[0].policies[0] (x-tag) is not a rule. Did you mean "x-tags"?',
        "",
      ].join("\n"),
    );
  });
  test("show lists the exceptions, and prints the plain JSON with a preset in its place", async () => {
    const path = write(
      "show.yaml",
      `version: 2\npolicies:\n  all: advisory\nexceptions:\n  a:\n    reason: agreed\n    match: [{ policies: [x-tags], targets: ["${logs}"] }]\n`,
    );
    expect((await run(["config", "show", path], { rules })).out).toContain(`exceptions (1)\n  a: agreed\n      x-tags for ${logs}\n`);
    expect(JSON.parse((await run(["config", "show", path, "--format", "json"], { rules })).out).exceptions).toEqual([
      { id: "a", ...exception(["x-tags"], [logs]) },
    ]);
    expect(JSON.parse((await run(["config", "show", path, "--format", "pulumi", "--preset", "all"], { rules })).out)).toEqual({
      version: 2,
      policies: { all: "advisory", stackwarden: { preset: "all" } },
      exceptions: { a: exception(["x-tags"], [logs]) },
    });
  });
  test.each(["yaml", "jsonc", "json"])("init writes that form in %s, and it is valid", async (kind) => {
    const path = join(root, `init.${kind}`);
    expect((await run(["config", "init", path, "--exceptions"], { rules })).status).toBe(0);
    expect(await run(["config", "validate", path], { rules })).toMatchObject({ status: 0 });
    expect(JSON.parse((await run(["config", "show", path, "--format", "pulumi"], { rules })).out)).toMatchObject({
      version: 2,
      exceptions: {},
    });
  });
});

describe("waive --as-exception", () => {
  const fingerprintOf = async (id: string, config: string): Promise<string> =>
    (await check(config)).report?.findings.find((found) => found.rule === id)?.fingerprint ?? "";
  const waive = async (id: string, config: string, ...args: string[]) => {
    const { status, out, err } = await run(
      ["waive", await fingerprintOf(id, config), file, "--config", config, "--as-exception", "--reason", "agreed", ...args],
      { rules },
    );
    return { status, text: (out + err).replaceAll(`${root}/`, "") };
  };
  test("writes the exception with the next id, and states what it cannot express", async () => {
    const config = write("grant.jsonc", '{\n  "version": 2, // ours\n  "exceptions": {}\n}\n');
    expect(await waive(destroy, config, "--until", "2026-12-31", "--owner", "web", "--ticket", "WEB-1")).toEqual({
      status: 0,
      text: [
        `grant.jsonc: ${destroy} is exempted for "logs" by EXC-1`,
        "An exception has no end: the engine does not read the date in its reason. Remove EXC-1 after 2026-12-31.",
        "It is for every finding of the rule at the resource: an exception names no path.",
        "",
      ].join("\n"),
    });
    expect(readFileSync(config, "utf8")).toContain("// ours");
    expect((await check(config)).report?.findings.find(({ outcome }) => outcome === "exempted")).toMatchObject({
      urn: logs,
      exception: { id: "EXC-1", reason: "agreed (until 2026-12-31, owner web, ticket WEB-1)" },
    });
    expect((await waive("sample-bucket-tagged", config)).text).toContain(
      "by EXC-2\nAn exception has no end: it holds until it is removed.",
    );
  });
  test("starts a file, in YAML too, with the id that is given", async () => {
    const config = write("start.yaml", "");
    const given = join(root, "begun.yaml");
    const fingerprint = await fingerprintOf(destroy, write("none.json", "{}"));
    const args = ["waive", fingerprint, file, "--config", given, "--as-exception", "--reason", "agreed", "--exception-id", "SEC.7"];
    expect((await run(args, { rules })).status).toBe(0);
    expect(parse(readFileSync(given, "utf8"))).toEqual({ version: 2, policies: {}, exceptions: { "SEC.7": exception([destroy], [logs]) } });
    expect((await run(args, { rules })).err).toContain("is already exempted by SEC.7");
    expect(config).toBeTruthy();
  });
  test("keeps comments in YAML", async () => {
    const config = write("kept.yaml", "version: 2\n# why\npolicies:\n  all: advisory # ours\nexceptions: {}\n");
    expect((await waive(destroy, config)).status).toBe(0);
    expect(readFileSync(config, "utf8")).toContain("# why\npolicies:\n  all: advisory # ours\nexceptions:\n  EXC-1:\n    reason: agreed\n");
  });
  test.each<[string, string, string[], string, string]>([
    ["would exempt more than the finding", "x-tags", [], "{}", "it would also exempt 1 other finding of x-tags at "],
    ["is for a rule that cannot be waived", "x-never", [], "{}", "x-never cannot be waived. Fix the finding."],
    ["outlasts what the pack allows", destroy, [], '{"stackwarden":{"waiversMaxDays":30}}', "at most 30 days (waiversMaxDays)"],
    ["is for a file of the other form", destroy, [], "plain", "its form is not that of version 2. Move its entries into"],
    ["has an id that is none", destroy, ["--exception-id", "a b"], "{}", '--exception-id is "a b", expected letters'],
  ])("refuses one that %s", async (_, id, args, policies, expected) => {
    const config = write("refused.json", policies === "plain" ? '{"all": "mandatory"}' : `{"version": 2, "policies": ${policies}}`);
    expect(await waive(id, config, ...args)).toEqual({ status: 2, text: expect.stringContaining(expected) });
  });
  test("a waiver still needs its last day, and goes under policies", async () => {
    const config = write("under.json", '{"version": 2}');
    const fingerprint = await fingerprintOf(destroy, config);
    const args = ["waive", fingerprint, file, "--config", config, "--reason", "agreed"];
    expect(await run(args, { rules })).toMatchObject({ status: 2, err: expect.stringContaining("--until is missing") });
    expect((await run([...args, "--until", "2026-12-31"], { rules })).status).toBe(0);
    expect(JSON.parse(readFileSync(config, "utf8"))).toMatchObject({ policies: { stackwarden: { waivers: [{ rule: destroy }] } } });
  });
});
