/** Ids that rules had before keep working wherever an id may be named. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configure, resolveAsEngine } from "../../src/config/config.js";
import { startSession } from "../../src/doors/pulumi/session.js";
import { register } from "../../src/language/registry.js";
import { rule } from "../../src/language/rule.js";
import { allRules } from "../../src/rules/index.js";
import { bucket, folder, resource, run, stateText } from "../cli/fixture.js";

const about = { severity: "high", fix: "Set it.", docs: "https://docs.aws.amazon.com/" } as const;
const options = { least: 3 };
const before = register({
  sample: {
    "sample-old": rule("s3.Bucket", { ...about, title: "x", options, check: () => "is wrong" }),
    "sample-wide": rule(["s3.Bucket", "sqs.Queue"], { ...about, title: "y", check: () => "is wide" }),
  },
});
const after = register({
  sample: {
    "sample-new": rule("s3.Bucket", { ...about, title: "x", formerly: ["sample-old"], options, check: () => "is wrong" }),
    // Split in two, of which one keeps the id.
    "sample-wide": rule("s3.Bucket", { ...about, title: "y", check: () => "is wide" }),
    "sample-narrow": rule("sqs.Queue", { ...about, title: "y", formerly: ["sample-wide"], check: () => "is wide" }),
  },
});

const files = folder();
const state = files.write("state.json", stateText(bucket("logs"), resource("aws:sqs/queue:Queue", "jobs")));
interface Seen {
  readonly findings: readonly { readonly rule: string; readonly outcome: string; readonly level: string; readonly fingerprint: string }[];
}
async function check(...args: string[]) {
  const { status, out, err } = await run(["check", state, "--format", "json", "--show", "waived,baseline", ...args], { rules: after });
  return {
    status,
    err,
    found: status === 2 ? [] : (JSON.parse(out) as Seen).findings.map((f) => `${f.rule} ${f.outcome} ${f.level}`).sort(),
  };
}
const config = (value: unknown): string => files.write("config.json", JSON.stringify(value));

describe("in a configuration", () => {
  test("an entry counts for the rule of today, with a warning", async () => {
    const { found, err } = await check("--config", config({ "sample-old": { enforcementLevel: "advisory", least: 5 } }));
    expect(found).toContain("sample-new fail advisory");
    expect(err).toContain('"sample-old" is now "sample-new"; the old id is deprecated');
  });
  test("an entry of the rule itself goes before", async () => {
    const { found } = await check("--config", config({ "sample-old": "mandatory", "sample-new": "advisory" }));
    expect(found).toContain("sample-new fail advisory");
  });
  test("enable, disable and the patterns of waivers take it", async () => {
    const { found, err } = await check("--config", config({ stackwarden: { disable: ["sample-old"], allowStackWaivers: ["sample-old"] } }));
    expect(found.filter((line) => line.startsWith("sample-new"))).toEqual([]);
    expect(err.match(/is now/g)).toHaveLength(1);
  });
  test("levels that the engine resolved go with it", () => {
    const entries = {
      "sample-old": { level: "advisory", options: {} },
      "sample-new": { level: "mandatory", options: {} },
    } as const;
    const resolved = new Map(Object.entries({ "sample-old": "advisory", "sample-new": "mandatory" } as const));
    expect(configure(after, resolved, entries).levels.get("sample-new")).toBe("advisory");
    expect(resolveAsEngine(after, { "sample-old": { level: "disabled", options: {} } }).get("sample-new")).toBe("disabled");
  });
  test("config validate reports it, and the schema has it as deprecated", async () => {
    const file = config({ "sample-old": "advisory", stackwarden: { waivers: [waiver("sample-old", "logs")] } });
    const { status, out } = await run(["config", "validate", file], { rules: after });
    expect(status).toBe(0);
    expect(out).toContain(`${file}: "sample-old" is now "sample-new"`);
    expect(out).toContain(`stackwarden.waivers[0]: "sample-old" is now "sample-new"`);
    expect((await run(["config", "schema"], { rules: after })).out).toContain('Deprecated: now \\"sample-new\\".');
  });
  test("what is split keeps its id, and its settings stay with it", async () => {
    const { found, err } = await check("--config", config({ "sample-wide": "advisory" }));
    expect(found).toEqual(expect.arrayContaining(["sample-wide fail advisory", "sample-narrow fail mandatory"]));
    expect(err).toBe("");
  });
});

const waiver = (id: string, name: string) => ({ rule: id, resource: name, reason: "old", until: "2026-12-31" });
describe("in a waiver", () => {
  test("of a rule that was renamed", async () => {
    const { found, err } = await check("--config", config({ stackwarden: { waivers: [waiver("sample-old", "logs")] } }));
    expect(found).toContain("sample-new waived mandatory");
    expect(err).toContain('stackwarden.waivers[0]: "sample-old" is now "sample-new"');
  });
  test("of a rule that was split, on what the other part evaluates now", async () => {
    const waivers = [waiver("sample-wide", "jobs"), waiver("sample-wide", "logs")];
    const { found, err } = await check("--config", config({ stackwarden: { waivers } }));
    expect(found).toEqual(expect.arrayContaining(["sample-narrow waived mandatory", "sample-wide waived mandatory"]));
    expect(err.trim().split("\n")).toEqual([
      'stackwarden: stackwarden.waivers[0]: "sample-wide" is now "sample-narrow"; the old id is deprecated',
    ]);
  });
  test("the engine reports it in a line of advice", () => {
    const session = startSession(after, () => "2026-07-01");
    const waivers = [waiver("sample-wide", "jobs")];
    session.configure(new Map(), { stackwarden: { level: undefined, options: { waivers, disable: ["sample-old"] } } });
    const urn = "urn:pulumi:dev::shop::aws:sqs/queue:Queue::jobs";
    const [found] = session.analyze({ urn, type: "aws:sqs/queue:Queue", name: "jobs", inputs: {}, outputs: undefined });
    expect(found?.waiver?.rule).toBe("sample-wide");
    expect(session.deprecated()).toEqual([
      '"sample-old" is now "sample-new"',
      'stackwarden.waivers[0]: "sample-wide" is now "sample-narrow"',
    ]);
  });
});

describe("in a baseline", () => {
  mkdirSync(join(files.path, "baselines"));
  const written = async (name: string): Promise<string> => {
    const file = join(files.path, "baselines", name);
    await run(["check", state, "--baseline", file, "--update-baseline"], { rules: before });
    return file;
  };
  test("what was found under an id of before is old", async () => {
    const file = await written("v2.json");
    const { status, found, err } = await check("--baseline", file);
    expect(found.filter((line) => !line.includes("baseline"))).toEqual([]);
    expect(status).toBe(0);
    expect(err).toContain("lists 2 findings under ids that rules had before; run with --update-baseline to rename them");
    expect(err).not.toContain("fixed since");
  });
  test("version 1, and fingerprints in the configuration, count too", async () => {
    const file = await written("v1.json");
    const { findings } = JSON.parse(readFileSync(file, "utf8")) as { findings: { fingerprint: string; content?: unknown }[] };
    for (const finding of findings) delete finding.content;
    writeFileSync(file, JSON.stringify({ version: 1, findings }));
    expect((await check("--baseline", file)).status).toBe(0);
    const baseline = findings.map(({ fingerprint }) => fingerprint);
    expect((await check("--config", config({ stackwarden: { baseline } }))).status).toBe(0);
  });
  test("an update writes the ids of today, and neither adds nor loses a finding", async () => {
    const file = await written("update.json");
    const { err } = await check("--baseline", file, "--update-baseline");
    expect(err).toContain("has 3 findings: 0 new, 0 fixed and removed\n");
    const { findings } = JSON.parse(readFileSync(file, "utf8")) as Seen;
    expect(findings.map(({ rule }) => rule).sort()).toEqual(["sample-narrow", "sample-new", "sample-wide"]);
    const again = await check("--baseline", file);
    expect([again.status, again.err]).toEqual([0, ""]);
  });
});

test("--only and explain take it, with a warning", async () => {
  const { found, err } = await check("--only", "sample-old");
  expect(found).toEqual(["sample-new fail mandatory"]);
  expect(err).toContain('"sample-old" is now "sample-new"');
  const explained = await run(["explain", "sample-old"], { rules: after });
  expect(explained.out).toContain("sample-new");
  expect(explained.err).toContain('"sample-old" is now "sample-new"');
});

test("no id of before is left without a rule, or made the id of the rule itself", () => {
  const wrong = allRules.filter(({ id, rule }) => rule.formerly?.includes(id));
  expect(wrong).toEqual([]);
});

test("a waiver of the launch template's rule still spares a launch configuration", async () => {
  const launch = files.write(
    "launch.json",
    stateText(resource("aws:ec2/launchConfiguration:LaunchConfiguration", "nodes", { imageId: "ami-1" })),
  );
  const waivers = [waiver("ec2-launch-template-imdsv2", "nodes")];
  const args = [
    "check",
    launch,
    "--only",
    "ec2-launch-configuration-imdsv2",
    "--format",
    "json",
    "--config",
    config({ stackwarden: { waivers } }),
  ];
  const { out } = await run(args, { rules: allRules });
  expect((JSON.parse(out) as Seen).findings).toMatchObject([{ rule: "ec2-launch-configuration-imdsv2", outcome: "waived" }]);
});
