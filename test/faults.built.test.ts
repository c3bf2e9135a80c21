/** Inputs that an earlier build judged wrongly, each with the right answer (`../shared/faults/README.md`). */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { overShared, shared } from "./shared.js";

interface Row {
  readonly input: string;
  /** `rule name` of each finding that must be there. */
  readonly finds?: readonly string[];
  /** No finding, of any outcome, matches this. */
  readonly silent?: RegExp;
  /** How often findings match. */
  readonly count?: readonly [RegExp, number];
  readonly says?: RegExp;
  readonly arguments?: readonly string[];
  readonly status?: number;
}

const rows: readonly Row[] = [
  { input: "wire-mark-inside-a-policy.json", finds: ["iam-policy-no-admin deny", "iam-policy-no-admin notact"] },
  { input: "wire-mark-control.json", finds: ["iam-policy-no-admin deny"] },
  { input: "security-group-protocol-06.json", count: [/ec2-security-group-no-open-admin-port/, 1] },
  { input: "security-group-all-slash-8.json", count: [/ec2-security-group-no-open-/, 1] },
  {
    input: "default-sg-opened-by-separate-rules.json",
    count: [/ec2-default-security-group|ec2-security-group-no-open|ec2-vpc-default-security-group/, 1],
  },
  {
    input: "conditions-true-for-nearly-everybody.json",
    finds: ["iam-policy-no-admin a", "iam-policy-no-admin b", "iam-policy-no-admin c"],
  },
  { input: "alb-listener-default-protocol.json", count: [/lb-listener-encrypted/, 1] },
  { input: "encryption-inherited-from-snapshot-or-source.json", silent: /encrypted/ },
  { input: "eks-create-only-input-ignored.json", silent: /ignored/ },
  { input: "s3-split-resources-ignore-changes.json", silent: /ignored/ },
  { input: "localstack-provider-credentials.json", silent: /secrets-/ },
  { input: "environment-key-double-underscore.json", count: [/^fail secrets-/, 2] },
  { input: "config-object-one-secure-leaf", count: [/^fail secrets-config-plaintext/, 3] },
  { input: "config-in-project-file", count: [/^fail secrets-config-plaintext/, 3] },
  { input: "stack-config-dir", count: [/^fail secrets-config-plaintext/, 1] },
  { input: "monorepo-root", count: [/^fail secrets-config-plaintext/, 1] },
  { input: "json-project", count: [/^fail secrets-config-plaintext/, 1] },
  { input: "aws-native-only-green.json", finds: ["iam-role-trust-not-open r"] },
  { input: "state-version-newer.json", says: /older than the state: update/, status: 2 },
  { input: "named-update-function-code.json", count: [/^fail iam-(policy|principal)-no-escalation/, 1] },
  { input: "named-attach-role-policy.json", count: [/^fail iam-(policy|principal)-no-escalation/, 1] },
  { input: "named-create-access-key.json", count: [/^fail iam-(policy|principal)-no-escalation/, 1] },
  { input: "named-send-command.json", count: [/^fail iam-(policy|principal)-no-escalation/, 1] },
  { input: "named-create-policy-version.json", count: [/^fail iam-(policy|principal)-no-escalation/, 1] },
  { input: "named-create-function-on-a-name-prefix.json", count: [/^fail iam-(policy|principal)-no-escalation/, 1] },
  { input: "wrong-nlb-tcp-access-logs.json", silent: /access-logs/ },
  { input: "unclear-cloudfront-default-certificate.json", finds: ["cloudfront-distribution-viewer-tls-1-2 cdn"] },
  { input: "noise-three-criticals-for-one-open-rule.json", count: [/ec2-security-group-(no-|only-)/, 1] },
  { input: "noise-two-findings-for-one-missing-access-log.json", count: [/access-logs/, 1] },
  { input: "noise-tags-required-nobody-asked.json", count: [/tags-required/, 1] },
  { input: "miss-user-data-secret-value.json", count: [/user-data|secret-by-reference/, 1] },
  { input: "miss-rds-end-of-life-engine.json", finds: ["rds-supported-engine-version db"] },
  { input: "miss-elasticache-cluster-plain.json", count: [/^fail elasticache-.*encrypted/, 2] },
  { input: "unknown-wrong-reason-inline-size.json", silent: /inline-size/ },
  { input: "unknown-noise-reference-is-no-credential.json", silent: /secrets-/ },
  { input: "mfa-null-deny.json", finds: ["iam-user-console-needs-mfa"] },
  { input: "arnlike-any-partition-trust.json", silent: /iam-role-trust/ },
  { input: "esm-source-position.json", finds: ["s3-bucket-no-public-read-acl logs"] },
];

const folder = shared("faults");
const cli = resolve(import.meta.dirname, "../dist/cli.js");
const check = (input: string, parameters: readonly string[] = []) =>
  spawnSync(
    process.execPath,
    [cli, "check", join(folder ?? "", input), "--format", "json", "--show", "unknown", "--preset", "all", ...parameters],
    {
      encoding: "utf8",
      maxBuffer: 2 ** 30,
    },
  );

describe.skipIf(folder === undefined)(overShared("what was judged wrongly", folder), { timeout: 120_000 }, () => {
  test.each(rows)("$input", ({ input, finds = [], silent, count, says, status, arguments: parameters }) => {
    const run = check(input, parameters);
    if (status !== undefined) expect(run.status).toBe(status);
    if (says !== undefined) expect(run.stdout + run.stderr).toMatch(says);
    if (status === 2 || parameters?.includes("text")) return;
    const { findings } = JSON.parse(run.stdout) as { findings: { outcome: string; rule: string; name: string; path: string }[] };
    const found = findings.map((f) => `${f.outcome} ${f.rule} ${f.name} ${f.path}`);
    for (const wanted of finds) expect(found.join("\n")).toMatch(new RegExp(`^fail ${wanted}`, "m"));
    if (silent !== undefined) expect(found.filter((line) => silent.test(line))).toEqual([]);
    if (count !== undefined) expect(found.filter((line) => count[0].test(line))).toHaveLength(count[1]);
  });

  test("a configuration with the engine's own key is accepted", () => {
    const run = check("noise-tags-required-nobody-asked.json", ["--config", join(folder ?? "", "environments-key.json")]);
    expect(run.stderr).toBe("");
    expect(run.status).toBe(0);
  });

  test.each(["text", "unix", "json", "markdown", "junit", "sarif", "github", "html", "gitlab"])(
    "no name starts a workflow command as %s",
    (format) => {
      const input = join(folder ?? "", "text-report-workflow-commands.json");
      const env = { ...process.env, GITHUB_ACTIONS: "true" };
      const { stdout } = spawnSync(process.execPath, [cli, "check", input, "--format", format], { encoding: "utf8", env });
      expect(stdout).not.toContain("##[");
      const commands = stdout.split(/\r\n?|\n|\u2028|\u2029/).filter((line) => line.trimStart().startsWith("::"));
      expect(commands.filter((line) => !(format === "github" && /^::(error|warning|notice|group|endgroup)/.test(line)))).toEqual([]);
    },
  );

  test("a place of a build machine is in no report", () => {
    for (const format of ["text", "json", "sarif", "github", "html"])
      expect(
        spawnSync(process.execPath, [cli, "check", join(folder ?? "", "esm-source-position.json"), "--format", format], {
          encoding: "utf8",
        }).stdout,
      ).not.toMatch(/file%3A|\/home\//);
  });

  test("130,000 findings are reported", () => {
    const state = spawnSync(process.execPath, [join(folder ?? "", "many-findings.mjs")], { encoding: "utf8", maxBuffer: 2 ** 30 }).stdout;
    const temporary = mkdtempSync(join(tmpdir(), "stackwarden-"));
    try {
      const file = join(temporary, "state.json");
      writeFileSync(file, state);
      // One rule: with all of them the report is longer than a string can be.
      const { stdout, stderr } = spawnSync(
        process.execPath,
        [cli, "check", file, "--format", "json", "--only", "ecs-task-not-privileged"],
        {
          encoding: "utf8",
          maxBuffer: 2 ** 30,
        },
      );
      expect(stderr).toBe("");
      expect((JSON.parse(stdout) as { summary: { fail: number } }).summary.fail).toBe(130_000);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  });
});
