/** Waivers and the baseline in the real engine and in `check`: the same file gives the same outcome. */

import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { Finding } from "../../src/findings/finding.js";
import { type EngineStack, openStack, type Run, repositoryFolder, resource, type State } from "./engine.js";
import { faulty } from "./faulty.js";

const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const far = day(200);
const rule = "efs-file-system-encrypted";
const joined = "s3-bucket-public-access-blocked";
const about = (waivers: readonly string[] = []): string[] => [rule, joined, "ec2-security-group-no-open-admin-port", ...waivers];
const waiverRules = ["allowed", "narrow", "not-ending-soon", "not-expired", "used", "well-formed"].map((name) => `waivers-${name}`);
const base = { all: "disabled", stackwarden: { enable: about(waiverRules) } };
const good = { resource: "open", rule, reason: "goes away in spring", until: far };
const urnOf = (type: string, name: string): string => `urn:pulumi:dev::proj::${type}::${name}`;

const folder = mkdtempSync(join(tmpdir(), "stackwarden-waivers-"));
let stack: EngineStack;
let state: State;
beforeAll(async () => {
  stack = await openStack();
  expect((await stack.up(faulty)).ok).toBe(true);
  state = await stack.exportState();
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Given {
  readonly pack?: readonly unknown[];
  readonly own?: unknown;
  readonly allow?: boolean | readonly string[];
  readonly baseline?: string | readonly string[];
  readonly more?: Readonly<Record<string, unknown>>;
}

const stackFile = (): string => join(stack.folder, "work/Pulumi.dev.yaml");
/** The stack's configuration with waivers of its own, in the file that both doors read. */
function writeStackFile(own: unknown): string {
  const text = stringify({ config: { "aws:region": "us-east-1", ...(own !== undefined && { "stackwarden:waivers": own }) } });
  const salt = /^encryptionsalt:.*$/m.exec(readFileSync(stackFile(), "utf8"))?.[0];
  writeFileSync(stackFile(), `${salt === undefined ? "" : `${salt}\n`}${text}`);
  return text;
}

/** What the engine says of the program, and `check` of the project with its state, by the same configuration. */
async function both({
  pack = [],
  own,
  allow,
  baseline,
  more = {},
}: Given): Promise<{ run: Run; engine: string[]; check: string[]; findings: Finding[]; status: number }> {
  const text = writeStackFile(own);
  const settings = {
    ...base.stackwarden,
    waivers: pack,
    ...(allow !== undefined && { allowStackWaivers: allow }),
    ...(baseline !== undefined && { baseline }),
  };
  const packConfig = { ...base, ...more, stackwarden: settings };
  const run = await stack.preview(faulty, { packs: [repositoryFolder], packConfig });
  const project = mkdtempSync(join(folder, "project-"));
  mkdirSync(join(project, "states"));
  writeFileSync(join(project, "Pulumi.yaml"), "name: proj\nruntime: nodejs\n");
  writeFileSync(join(project, "Pulumi.dev.yaml"), text);
  writeFileSync(join(project, "states/dev.json"), JSON.stringify(state));
  writeFileSync(join(project, "config.json"), JSON.stringify(packConfig));
  const { status, stdout } = await stackwarden(["check", project, "--config", join(project, "config.json"), "--format", "json"]);
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  return {
    run,
    engine: run.diagnostics.map(({ policy, level, urn, message }) => `${policy} ${level} ${urn} ${message.split("\n")[0]}`).toSorted(),
    check: findings
      .filter(({ outcome }) => outcome === "fail")
      .map(({ rule: id, level, urn, message }) => `${id} ${level} ${urn} ${message}`)
      .toSorted(),
    findings,
    status,
  };
}

const stackwarden = (args: string[]): Promise<{ status: number; stdout: string; stderr: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [join(repositoryFolder, "dist/cli.js"), ...args], { maxBuffer: 2 ** 28 }, (error, stdout, stderr) =>
      done({ status: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
    );
  });

/** Rule and resource of each, which is what a waiver goes by. */
const brief = (lines: readonly string[]): string[] =>
  lines.map((line) => {
    const [id = "", , urn = ""] = line.split(" ");
    return `${id} ${urn.split("::").at(-1)}`;
  });

const ports = ["ec2-security-group-no-open-admin-port group", "ec2-security-group-no-open-admin-port group"];
const unwaived = [...ports, `${rule} open`, `${rule} opener`, `${joined} bare`];
const without = (...names: readonly string[]): string[] => {
  const left = [...unwaived];
  for (const name of names) left.splice(left.indexOf(name), 1);
  return left;
};

describe("the same waivers give the same outcome in the engine and in check", () => {
  test.each<[string, Given, string[]]>([
    ["none", {}, unwaived],
    ["the pack's, by name", { pack: [good] }, without(`${rule} open`)],
    ["the pack's, by URN", { pack: [{ ...good, resource: urnOf("aws:efs/fileSystem:FileSystem", "open") }] }, without(`${rule} open`)],
    ["by a pattern that fits two", { pack: [{ ...good, resource: "open*" }] }, without(`${rule} open`, `${rule} opener`)],
    ["of a rule over joined resources", { pack: [{ ...good, rule: joined, resource: "bare" }] }, without(`${joined} bare`)],
    [
      "by a path, which leaves the rest of the resource",
      { pack: [{ ...good, rule: "ec2-security-group-no-open-admin-port", resource: "group", path: "ingress[fromPort=22]" }] },
      without("ec2-security-group-no-open-admin-port group"),
    ],
    ["the stack's own, which the pack allows", { own: [good], allow: true }, without(`${rule} open`)],
    ["the stack's own, as JSON", { own: JSON.stringify([good]), allow: [rule] }, without(`${rule} open`)],
    ["the stack's own, which the pack does not allow", { own: [good] }, [...unwaived, "waivers-allowed proj-dev"]],
    ["the stack's own, for another rule than the pack allows", { own: [good], allow: ["s3-*"] }, [...unwaived, "waivers-allowed proj-dev"]],
    ["on its last day", { pack: [{ ...good, until: day(0) }] }, [...without(`${rule} open`), "waivers-not-ending-soon proj-dev"]],
    ["expired yesterday", { pack: [{ ...good, until: day(-1) }] }, [...unwaived, "waivers-not-expired proj-dev"]],
    ["expired, in the stack's own", { own: [{ ...good, until: day(-400) }], allow: true }, [...unwaived, "waivers-not-expired proj-dev"]],
    ["unused", { pack: [{ ...good, resource: "fine" }] }, [...unwaived, "waivers-used proj-dev"]],
    ["for another stack", { pack: [{ ...good, resource: "urn:pulumi:prod::*::*::open" }] }, unwaived],
    ["malformed", { pack: [{ ...good, until: "never" }] }, [...unwaived, "waivers-well-formed proj-dev"]],
    ["malformed, in the stack's own", { own: "efs", allow: true }, [...unwaived, "waivers-well-formed proj-dev"]],
    ["too wide", { pack: [{ ...good, resource: "*" }] }, [...unwaived, "waivers-narrow proj-dev"]],
    ["of a rule that knows no exception", { pack: [{ ...good, rule: "waivers-used" }] }, [...unwaived, "waivers-allowed proj-dev"]],
  ])("%s", async (_, given, expected) => {
    const { engine, check, status, run } = await both(given);
    expect(brief(engine)).toEqual(expected.toSorted());
    expect(check).toEqual(engine);
    expect(run.ok).toBe(status === 0);
  });

  test("all of it waived, the preview succeeds and check ends with 0", async () => {
    const pack = [
      { ...good, resource: "open*" },
      { ...good, rule: joined, resource: "bare" },
      { ...good, rule: "ec2-security-group-no-open-admin-port", resource: "group" },
    ];
    const { run, engine, status, findings } = await both({ pack });
    expect(run.ok).toBe(true);
    expect(engine).toEqual([]);
    expect(status).toBe(0);
    expect(findings.map(({ outcome, waiver }) => [outcome, waiver?.until])).toEqual(unwaived.map(() => ["waived", far]));
  });
});

describe("the same baseline gives the same outcome in the engine and in check", () => {
  const file = join(folder, "baseline.json");
  beforeAll(async () => {
    writeFileSync(join(folder, "state.json"), JSON.stringify(state));
    writeFileSync(join(folder, "base.json"), JSON.stringify(base));
    const args = ["check", join(folder, "state.json"), "--config", join(folder, "base.json"), "--baseline", file, "--update-baseline"];
    expect((await stackwarden(args)).status).toBe(0);
  });
  const fingerprints = (of: string): string[] =>
    (JSON.parse(readFileSync(file, "utf8")) as { findings: Finding[] }).findings.filter((f) => f.rule === of).map((f) => f.fingerprint);

  test("a file that has all of it: the preview succeeds, check ends with 0, and shows it as old", async () => {
    const { run, engine, check, status, findings } = await both({ baseline: file });
    expect([run.ok, engine, check, status]).toEqual([true, [], [], 0]);
    expect(findings.map(({ outcome }) => outcome)).toEqual(unwaived.map(() => "baseline"));
    const counted = run.summaries.flatMap(({ urn, passed, failed }) => (urn?.endsWith("::open") === true ? [...passed, ...failed] : []));
    expect(counted).not.toContain(rule);
  });
  test.each<[string, string, string[]]>([
    ["of resources", rule, without(`${rule} open`, `${rule} opener`)],
    ["of joined resources", joined, without(`${joined} bare`)],
    ["of two findings of one rule at one resource", "ec2-security-group-no-open-admin-port", without(...ports)],
  ])("a list of fingerprints %s: the rest gates", async (_, of, expected) => {
    const { run, engine, check, status } = await both({ baseline: fingerprints(of) });
    expect(brief(engine)).toEqual(expected.toSorted());
    expect(check).toEqual(engine);
    expect([run.ok, status]).toEqual([false, 1]);
  });
  test("a file that is not there is one clear line", async () => {
    const packConfig = { ...base, stackwarden: { ...base.stackwarden, baseline: join(folder, "gone.json") } };
    const run = await stack.preview(faulty, { packs: [repositoryFolder], packConfig });
    expect(run.errors).toEqual([expect.stringMatching(/stackwarden\.baseline: ".*gone\.json" does not exist. Create it with/)]);
    writeFileSync(join(folder, "gone-config.json"), JSON.stringify(packConfig));
    const checked = await stackwarden(["check", join(folder, "state.json"), "--config", join(folder, "gone-config.json")]);
    expect(checked.status).toBe(2);
    expect(checked.stderr).toContain('gone.json" does not exist. Create it with');
  });
});

describe("in the engine", () => {
  test("what is waived counts neither as passed nor as failed", async () => {
    const { run } = await both({ pack: [good] });
    const summary = run.summaries.filter(({ urn }) => urn?.endsWith("::open") === true);
    expect(summary.flatMap(({ passed, failed }) => [...passed, ...failed])).not.toContain(rule);
  });

  test("an update creates what is waived", async () => {
    const other = await openStack();
    try {
      const packConfig = { ...base, stackwarden: { enable: [rule], waivers: [{ ...good, resource: "open" }] } };
      const run = await other.up(async () => void resource("aws:efs/fileSystem:FileSystem", "open", { encrypted: false }), {
        packs: [repositoryFolder],
        packConfig,
      });
      expect(run.ok).toBe(true);
      expect(run.created.map(({ urn }) => urn.split("::").at(-1))).toEqual(["open"]);
    } finally {
      await other.close();
    }
  });

  test("what is waived is not mended", async () => {
    writeStackFile(undefined);
    const remediate = "dynamodb-table-point-in-time-recovery";
    const tables = async () => {
      resource("aws:dynamodb/table:Table", "kept", { pointInTimeRecovery: { enabled: false } });
      resource("aws:dynamodb/table:Table", "mended", { pointInTimeRecovery: { enabled: false } });
    };
    const packConfig = {
      all: "disabled",
      [remediate]: "remediate",
      stackwarden: { waivers: [{ ...good, rule: remediate, resource: "kept" }] },
    };
    const run = await stack.preview(tables, { packs: [repositoryFolder], packConfig });
    expect(run.remediations.map(({ urn }) => urn.split("::").at(-1))).toEqual(["mended"]);
    expect(run.ok).toBe(true);
  });
});

describe("a waiver in the program: a component beside the resource", () => {
  const waiver = { rule, resource: "open", reason: "goes away in spring", until: far, approvedBy: "security" };
  const files = (dependsOn: pulumi.Resource[] = []): void =>
    void resource("aws:efs/fileSystem:FileSystem", "open", { encrypted: false }, { dependsOn });
  const plain = async (): Promise<void> => files();
  const waived = async (): Promise<void> => files([new pulumi.ComponentResource("stackwarden:index:Waiver", "open-files", waiver)]);
  const packConfig = (allow: boolean | readonly string[]) => ({
    all: "disabled",
    stackwarden: { enable: [rule, ...waiverRules], allowStackWaivers: allow },
  });
  const packs = [repositoryFolder];

  test("deploys nothing, and counts in every run where the configuration allows it", { timeout: 300_000 }, async () => {
    const other = await openStack();
    try {
      expect((await other.up(plain)).ok).toBe(true);
      const refused = await other.preview(waived, { packs, packConfig: packConfig(false) });
      expect(brief(refused.diagnostics.map(({ policy, urn }) => `${policy} mandatory ${urn}`))).toEqual(
        [`${rule} open`, "waivers-allowed proj-dev"].toSorted(),
      );
      const granted = await other.preview(waived, { packs, packConfig: packConfig(["efs-*"]) });
      expect([granted.ok, granted.diagnostics]).toEqual([true, []]);
      const run = await other.up(waived, { packs, packConfig: packConfig(true) });
      expect([run.ok, run.diagnostics]).toEqual([true, []]);
      // The component and the order of registration reach no provider.
      expect(run.received.filter(({ preview }) => !preview)).toEqual([]);
      const after = await other.exportState();
      const open = after.deployment.resources?.find(({ urn }) => urn.endsWith("::open"));
      expect(open).not.toHaveProperty("dependencies");
      writeFileSync(join(folder, "program.json"), JSON.stringify(after));
      writeFileSync(join(folder, "program-config.json"), JSON.stringify(packConfig(true)));
      const checked = await stackwarden(["check", join(folder, "program.json"), "--config", join(folder, "program-config.json")]);
      expect(checked).toMatchObject({ status: 0, stdout: expect.stringContaining("1 waived") });
      // What is left of it goes away as quietly.
      const without = await other.up(plain);
      expect(without.received.filter(({ preview }) => !preview)).toEqual([]);
    } finally {
      await other.close();
    }
  });
});
