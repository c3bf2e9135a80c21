/** Policy exceptions in the engine that has them and in `check`: the same file exempts the same findings, with the same id and reason. */

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Finding } from "../../../src/findings/finding.js";
import { analyze, type EngineStack, isNewest, openStack, type Run, repositoryFolder, resource, up } from "../engine.js";
import { faulty } from "../faulty.js";

const encrypted = "efs-file-system-encrypted";
const blocked = "s3-bucket-public-access-blocked";
const ports = "ec2-security-group-no-open-admin-port";
const expired = "waivers-not-expired";
const urnOf = (type: string, name: string): string => `urn:pulumi:dev::proj::${type}::${name}`;
const files = (name: string): string => urnOf("aws:efs/fileSystem:FileSystem", name);
const bare = urnOf("aws:s3/bucket:Bucket", "bare");
const group = urnOf("aws:ec2/securityGroup:SecurityGroup", "group");
const root = urnOf("pulumi:pulumi:Stack", "proj-dev");
const policies = { all: "disabled", stackwarden: { enable: [encrypted, blocked, ports] } };
const exception = (rules: unknown, targets: unknown, reason: unknown = "agreed with security") => ({
  reason,
  match: [{ policies: rules, targets }],
});
const versioned = (exceptions: unknown, given: unknown = policies, more: object = {}) => ({
  version: 2,
  policies: given,
  exceptions,
  ...more,
});
const withSettings = (settings: object) => ({ ...policies, stackwarden: { ...policies.stackwarden, ...settings } });
const waiver = { rule: encrypted, resource: "open", reason: "goes away", until: "2099-12-31" };

const folder = mkdtempSync(join(tmpdir(), "stackwarden-exceptions-"));
const stateFile = join(folder, "state.json");
let stack: EngineStack;
beforeAll(async () => {
  if (!isNewest) return;
  stack = await openStack();
  expect((await stack.up(faulty)).ok).toBe(true);
  writeFileSync(stateFile, JSON.stringify(await stack.exportState()));
});
afterAll(async () => {
  if (isNewest) await stack.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  /** Rule, URN, level, and the exceptions with their reasons, of each finding. */
  readonly findings: string[];
  readonly blocks: boolean;
}

const lineOf = (rule: string, level: string, urn: string, exceptions: readonly { id: string; reason: string }[]): string =>
  JSON.stringify([
    rule,
    level,
    urn,
    ...(exceptions.length === 0 ? [] : ["exempted", ...exceptions.map(({ id, reason }) => `${id}: ${reason}`)]),
  ]);

/** What the engine states of a file; a text where it refuses it. */
async function inEngine(packConfig: Record<string, unknown>): Promise<Outcome | string> {
  let run: Run;
  try {
    run = await stack.preview(faulty, { packs: [repositoryFolder], packConfig });
  } catch (error) {
    return `refused: ${/^error: .*$/m.exec(String(error))?.[0]}`;
  }
  if (run.diagnostics.length === 0 && !run.ok) return `refused: ${run.errors.join("\n")}`;
  return { findings: run.diagnostics.map((one) => lineOf(one.policy, one.level, one.urn, one.exceptions)).toSorted(), blocks: !run.ok };
}

async function inCheck(packConfig: Record<string, unknown>): Promise<Outcome | string> {
  const config = join(folder, "config.json");
  writeFileSync(config, JSON.stringify(packConfig));
  const { status, stdout, stderr } = await stackwarden(["check", stateFile, "--config", config, "--format", "json"]);
  if (status === 2) return `refused: ${stderr}`;
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  const reported = findings.filter(({ outcome }) => outcome === "fail" || outcome === "crash" || outcome === "exempted");
  const exceptionsOf = ({ exception: first, moreExceptions = [] }: Finding) => [...(first === undefined ? [] : [first]), ...moreExceptions];
  return {
    findings: reported.map((one) => lineOf(one.rule, one.level, one.urn, exceptionsOf(one))).toSorted(),
    blocks: status === 1,
  };
}

const stackwarden = (args: string[]): Promise<{ status: number; stdout: string; stderr: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [join(repositoryFolder, "dist/cli.js"), ...args], { maxBuffer: 2 ** 28 }, (error, stdout, stderr) =>
      done({ status: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
    );
  });

/** How many findings a file exempts, of those that are left how many there are, and whether the file is refused. */
const cases: readonly [string, Record<string, unknown>, readonly [exempted: number, left: number] | "refused"][] = [
  ["without exceptions", versioned(undefined), [0, 5]],
  ["with null for all", { version: 2, policies, exceptions: null, environments: null }, [0, 5]],
  ["for a rule on one resource", versioned({ "EXC-1": exception([encrypted], [files("open")]) }), [1, 4]],
  ["for a rule on the stack", versioned({ "EXC-1": exception([blocked], [bare], "public by intent") }), [1, 4]],
  ["for two findings of one rule at a resource", versioned({ "EXC-1": exception([ports], [group]) }), [2, 3]],
  [
    "for rules and targets, each with each",
    versioned({ "EXC-1": exception([encrypted, blocked], [files("open"), files("opener"), bare]) }),
    [3, 2],
  ],
  [
    "of two ids for one finding, in their order",
    versioned({ "EXC-10": exception([encrypted], [files("open")], "ten"), "EXC-9": exception([encrypted], [files("open")], "nine") }),
    [1, 4],
  ],
  [
    "with several entries",
    versioned({
      "EXC-1": {
        reason: " two of them ",
        match: [...exception([encrypted], [files("open")]).match, ...exception([blocked], [bare]).match],
      },
    }),
    [2, 3],
  ],
  ["for everything", versioned({ all: exception([encrypted, blocked, ports], [files("open"), files("opener"), bare, group]) }), [5, 0]],
  [
    "for an advisory rule",
    versioned({ "EXC-1": exception([encrypted], [files("open")]) }, { all: "disabled", [encrypted]: "advisory" }),
    [1, 1],
  ],
  ["for what it does not find", versioned({ "EXC-1": exception([encrypted], [files("fine"), files("gone")]) }), [0, 5]],
  ["for another stack", versioned({ "EXC-1": exception([encrypted], [files("open").replace(":dev:", ":prod:")]) }), [0, 5]],
  ["by a pattern, which is none", versioned({ "EXC-1": exception([encrypted], ["urn:pulumi:*::*::*::open"]) }), [0, 5]],
  ["for what is no rule", versioned({ "EXC-1": exception(["efs-encrypted", encrypted], [files("open")]) }), [1, 4]],
  [
    "for what is waived already",
    versioned({ "EXC-1": exception([encrypted], [files("open")]) }, withSettings({ waivers: [waiver] })),
    [0, 4],
  ],
  [
    "for a finding about waivers, at the stack",
    versioned(
      { "EXC-1": exception([expired], [root]) },
      withSettings({ enable: [encrypted, expired], waivers: [{ ...waiver, until: "2020-01-01" }] }),
    ),
    [1, 2],
  ],
  [
    "in other letter cases, with keys that are ignored",
    {
      $schema: "x.json",
      version: 2,
      all: "advisory",
      Policies: policies,
      EXCEPTIONS: { "EXC-1": { Reason: "agreed", until: "2020-01-01", Match: [{ Policies: [encrypted], TARGETS: [files("open")] }] } },
    },
    [1, 4],
  ],
  ["without a reason", versioned({ "EXC-1": exception([encrypted], [files("open")], " ") }), "refused"],
  ["with a name for a URN", versioned({ "EXC-1": exception([encrypted], ["open"]) }), "refused"],
  ["for all policies", versioned({ "EXC-1": exception(["all"], [files("open")]) }), "refused"],
  ["with an id of two words", versioned({ "EXC 1": exception([encrypted], [files("open")]) }), "refused"],
  ["without targets", versioned({ "EXC-1": exception([encrypted], []) }), "refused"],
  ["as a list", versioned([exception([encrypted], [files("open")])]), "refused"],
  ["of a later version", { version: 3, policies }, "refused"],
  ["with a wrong level among the policies", versioned({}, { all: "advise" }), "refused"],
];

describe.skipIf(!isNewest)("the same file exempts the same in the engine and in check", () => {
  test.each(cases)("%s", async (_, config, expected) => {
    const [engine, check] = [await inEngine(config), await inCheck(config)];
    if (typeof engine === "string" || typeof check === "string") {
      expect([String(check).split(":")[0], expected]).toEqual(["refused", "refused"]);
      expect(engine).toMatch(/^refused: error: .*(policy exception|"exceptions"|version|enforcement level)/);
      return;
    }
    if (expected === "refused") throw new Error(`not refused: ${JSON.stringify({ engine, check })}`);
    const [exempted, left] = expected;
    const isExempted = (line: string): boolean => line.includes('"exempted"');
    expect(engine.findings.filter(isExempted)).toHaveLength(exempted);
    expect(engine.findings.filter((line) => !isExempted(line))).toHaveLength(left);
    expect(check).toEqual(engine);
  });

  test("`policy analyze` and the engine's warning agree with check too", async () => {
    const config = versioned(
      { "EXC-1": exception([encrypted, "efs-encrypted"], [files("open")]) },
      withSettings({ enable: [encrypted, "waivers-used"] }),
    );
    const analyzed = await analyze(stateFile, repositoryFolder, config);
    const exempted = analyzed.diagnostics.filter(({ exceptions }) => exceptions.length > 0);
    expect(exempted.map(({ policy, urn, exceptions }) => [policy, urn, exceptions])).toEqual([
      [encrypted, files("open"), [{ id: "EXC-1", reason: "agreed with security" }]],
    ]);
    expect(analyzed.stdout + analyzed.stderr).toContain('names policy "efs-encrypted"');
    const check = await inCheck(config);
    expect(typeof check === "string" ? check : check.findings.join("\n")).toContain('"waivers-used","advisory"');
  });

  test("an update creates what is exempted", async () => {
    const packConfig = versioned({ "EXC-1": exception([encrypted], [files("open")]) });
    const run = await up(async () => void resource("aws:efs/fileSystem:FileSystem", "open", { encrypted: false }), {
      packs: [repositoryFolder],
      packConfig,
    });
    expect(run.ok).toBe(true);
    expect(run.created.map(({ urn }) => urn)).toEqual([files("open")]);
  });

  test("what a new resource completes at another one is exempted before it is created only where both are named", async () => {
    const document = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
    const trust = document({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } });
    const escalating = async () => {
      const role = resource("aws:iam/role:Role", "app", { assumeRolePolicy: trust, name: undefined as unknown as string });
      const queue = resource("aws:sqs/queue:Queue", "jobs", { kmsMasterKeyId: "alias/jobs" });
      const actions = ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"];
      const policy = resource("aws:iam/policy:Policy", "wide", {
        policy: queue.arn.apply((arn) =>
          document({ Effect: "Allow", Action: actions, Resource: "*" }, { Effect: "Allow", Action: "sqs:SendMessage", Resource: arn }),
        ),
      });
      resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attached", { role: role["name"], policyArn: policy.arn } as never);
    };
    const rule = "iam-policy-no-escalation";
    const [wide, attached] = [
      urnOf("aws:iam/policy:Policy", "wide"),
      urnOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attached"),
    ];
    const updated = (targets: string[]) =>
      up(escalating, {
        packs: [repositoryFolder],
        packConfig: versioned({ "EXC-1": exception([rule], targets) }, { all: "disabled", stackwarden: { enable: [rule] } }),
      });
    const one = await updated([wide]);
    expect([one.ok, one.diagnostics.map(({ urn, exceptions }) => [urn, exceptions.length])]).toEqual([false, [[attached, 0]]]);
    const both = await updated([wide, attached]);
    expect([both.ok, both.created.some(({ urn }) => urn === attached)]).toEqual([true, true]);
  });

  test("an exception does not keep the engine from changing a resource, which a waiver does", async () => {
    const rule = "dynamodb-table-point-in-time-recovery";
    const table = urnOf("aws:dynamodb/table:Table", "table");
    const run = await stack.preview(
      async () => void resource("aws:dynamodb/table:Table", "table", { pointInTimeRecovery: { enabled: false } }),
      {
        packs: [repositoryFolder],
        packConfig: versioned({ "EXC-1": exception([rule], [table]) }, { all: "disabled", [rule]: "remediate" }),
      },
    );
    expect(run.remediations.map(({ urn }) => urn)).toEqual([table]);
  });
});
