/** A preview of the real engine, evaluated by `check`, finds what the pack found in the same run, but for the differences that are listed here. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { secret } from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { afterAll, describe, expect, test } from "vitest";
import { comparable } from "./differences.js";
import { existing, openStack, type Run, repositoryFolder, resource } from "./engine.js";

const folder = mkdtempSync(join(tmpdir(), "stackwarden-previews-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const everyRule = { stackwarden: { preset: "all" } };
const config = join(folder, "config.json");
writeFileSync(config, JSON.stringify(everyRule));
const password = ["Winter", "Sale", "2024!"].join("-");
const cli = join(repositoryFolder, "dist/cli.js");

interface Found {
  readonly rule: string;
  readonly urn: string;
  readonly message: string;
  readonly outcome: string;
  readonly changed: boolean;
  readonly isNew?: boolean;
}
interface Report {
  readonly inputs: readonly {
    readonly preview: { readonly operations: Record<string, number>; readonly tier: { readonly name: string } };
  }[];
  readonly findings: readonly Found[];
}
const check = (...args: string[]): Report => {
  const all = [cli, "check", ...args, "--config", config, "--format", "json", "--fail-on", "none"];
  return JSON.parse(execFileSync(process.execPath, all, { encoding: "utf8", maxBuffer: 2 ** 28 })) as Report;
};

/** What `check` of a preview and the pack see differently: the whole list, as in docs/doors.md. */
const differences: readonly { readonly why: string; readonly concerns: (policy: string, name: string) => boolean }[] = [
  {
    why: "sees what is deleted and replaced, so the rules of the family `plan` find something there only",
    concerns: (policy) => policy.startsWith("plan-"),
  },
  {
    why: "does not see the stack's outputs, nor the properties of resources that are only read",
    concerns: (policy) => policy === "secrets-stack-output-plaintext",
  },
  {
    why: "does not see the default providers, so rules about providers find nothing there",
    concerns: (policy) => policy === "provider-explicit-and-pinned",
  },
  {
    why: "does not see which outputs of a new resource are not known yet: an omitted input counts as unset",
    concerns: (policy, name) => policy === "sqs-queue-dead-letter" && name === "create",
  },
];

const document = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const base: PulumiFn = async () => {
  const logs = resource("aws:s3/bucket:Bucket", "logs", { acl: "public-read" }, { protect: true });
  resource("aws:s3/bucketVersioning:BucketVersioning", "versions", { bucket: logs.id, versioningConfiguration: { status: "Suspended" } });
  resource("aws:rds/instance:Instance", "db", { instanceClass: "db.t3.micro", password: secret(password) });
  resource("aws:dynamodb/table:Table", "orders", { name: "orders", hashKey: "id", attributes: [{ name: "id", type: "S" }] });
  resource("aws:sqs/queue:Queue", "jobs", { kmsMasterKeyId: "alias/jobs" });
};
const changed: PulumiFn = async () => {
  const logs = resource("aws:s3/bucket:Bucket", "logs", { acl: "public-read" }, { protect: true });
  resource("aws:s3/bucketVersioning:BucketVersioning", "versions", { bucket: logs.id, versioningConfiguration: { status: "Enabled" } });
  resource("aws:rds/instance:Instance", "db", { instanceClass: "db.t3.micro", publiclyAccessible: true, password: secret(`${password}x`) });
  resource("aws:dynamodb/table:Table", "orders", { name: "orders-2", hashKey: "id", attributes: [{ name: "id", type: "S" }] });
  const role = resource("aws:iam/role:Role", "app", {
    assumeRolePolicy: document({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }),
  });
  resource("aws:iam/rolePolicy:RolePolicy", "all", { role: role.id, policy: document({ Effect: "Allow", Action: "*", Resource: "*" }) });
  resource("aws:sns/topic:Topic", "alarms", { kmsMasterKeyId: role.arn });
  resource("aws:s3/bucketVersioning:BucketVersioning", "theirs", {
    bucket: existing("aws:s3/bucket:Bucket", "theirs", "their-bucket").id,
    versioningConfiguration: { status: "Suspended" },
  });
};
const imported: PulumiFn = async () => {
  await (base as () => Promise<unknown>)();
  resource("aws:s3/bucketAcl:BucketAcl", "adopted", { bucket: "adopted", acl: "public-read" }, { import: "adopted" });
};
const emptied: PulumiFn = async () => {
  resource("aws:s3/bucket:Bucket", "logs", { acl: "public-read" }, { protect: true });
};

interface Case {
  readonly before?: PulumiFn;
  readonly after: PulumiFn;
  readonly flags?: string[];
  readonly env?: Record<string, string>;
  readonly operations: Record<string, number>;
}
const cases: Record<string, Case> = {
  create: { after: base, operations: { create: 6 } },
  "update and replace": { before: base, after: changed, operations: { create: 4, update: 2, replace: 1, delete: 1, read: 1, same: 2 } },
  delete: { before: base, after: emptied, operations: { delete: 4, same: 2 } },
  import: { before: base, after: imported, operations: { import: 1, same: 6 } },
  "nothing at all": { before: base, after: base, operations: { same: 6 } },
  "refresh drift": {
    before: base,
    after: base,
    flags: ["--refresh"],
    env: { STUB_DRIFT: JSON.stringify({ jobs: { visibilityTimeoutSeconds: 60 }, db: { publiclyAccessible: true } }) },
    operations: { update: 2, same: 4 },
  },
};

async function run(
  name: string,
  { before, after, flags = [], env }: Case,
): Promise<{ run: Run; file: string; state: string; plan: string }> {
  const [file, state, plan] = ["json", "state", "plan"].map((end) => join(folder, `${name.replaceAll(" ", "-")}.${end}`)) as [
    string,
    string,
    string,
  ];
  const stack = await openStack({ packConfig: everyRule, ...(env !== undefined && { env }) });
  try {
    if (before !== undefined) await stack.up(before);
    writeFileSync(state, JSON.stringify(await stack.exportState()));
    const packed = await stack.preview(after, { packs: [repositoryFolder], flags: ["--json", "--show-sames", ...flags] });
    writeFileSync(file, packed.stdout);
    await stack.preview(after, { flags: ["--save-plan", plan, ...flags] });
    return { run: packed, file, state, plan };
  } finally {
    await stack.close();
  }
}

const failing = (report: Report) =>
  report.findings.filter(({ outcome }) => outcome === "fail").map(({ rule, urn, message }) => ({ policy: rule, urn, message }));

describe("check of a preview finds what the pack finds in the same run", () => {
  for (const [name, given] of Object.entries(cases))
    test(name, async () => {
      const { run: packed, file, state, plan } = await run(name, given);
      const report = check(file);
      const isCommon = ({ policy }: { readonly policy: string }): boolean => !differences.some(({ concerns }) => concerns(policy, name));
      const ours = failing(report).filter(isCommon);
      const theirs = packed.diagnostics.filter(isCommon);
      expect(theirs.length).toBeGreaterThan(3);
      expect(comparable(ours, "analyze")).toEqual(comparable(theirs, "analyze"));
      expect(report.inputs[0]?.preview.operations).toEqual(given.operations);
      expect(readFileSync(file, "utf8")).not.toContain(password);
      // The plan of the same change, over the state before it, is the same stack.
      if (name !== "refresh drift") {
        // A plan shows which outputs are not known yet, and the default providers.
        const isPlain = ({ policy }: { readonly policy: string }): boolean =>
          !policy.startsWith("secrets-") &&
          policy !== "provider-explicit-and-pinned" &&
          differences.at(-1)?.concerns(policy, name) !== true;
        // A plan does not contain what a replacement is for.
        const withoutReason = <F extends { readonly message: string }>(found: F): F => ({
          ...found,
          message: found.message.replace(/ because .* changes(?=,)/, ""),
        });
        const planned = failing(check(plan, "--state", state)).filter(isPlain);
        const shown = failing(report).filter(isPlain).map(withoutReason);
        expect(comparable(planned, "analyze")).toEqual(comparable(shown, "analyze"));
      }
    });
});

describe("the command line", () => {
  test("reads a preview from standard input, and blocks on what the change brings only", async () => {
    const { file } = await run("new", { before: base, after: changed, operations: {} });
    const given = (...args: string[]) => {
      const all = [cli, "check", "-", "--config", config, ...args];
      const { status, stdout } = spawnSync(process.execPath, all, { input: readFileSync(file), encoding: "utf8" });
      return { status, stdout };
    };
    expect(given("--changed").status).toBe(1);
    expect(given("--changed", "--only", "s3-bucket-no-public-read-acl").status).toBe(0);
    expect(given("--only", "s3-bucket-no-public-read-acl").status).toBe(1);
    expect(given("--fail-on", "none", "--fail-on-tier", "L")).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("is a change of tier L, blocking: it deletes or replaces state:"),
    });
  });
});

describe("the setting `report` of the pack", () => {
  test("leaves the findings of the run behind, and nothing secret", async () => {
    const [json, sarif] = [join(folder, "pack.json"), join(folder, "pack.sarif")];
    const stack = await openStack({ packConfig: { stackwarden: { preset: "all", report: { json, sarif } } } });
    try {
      const packed = await stack.preview(base, { packs: [repositoryFolder] });
      const report = JSON.parse(readFileSync(json, "utf8")) as Report;
      expect(comparable(failing(report), "analyze")).toEqual(comparable(packed.diagnostics, "analyze"));
      expect(packed.diagnostics.length).toBeGreaterThan(3);
      for (const file of [json, sarif]) expect(readFileSync(file, "utf8")).not.toContain(password);
    } finally {
      await stack.close();
    }
  });
});

test("the list of differences is in docs/doors.md too", () => {
  const page = readFileSync(join(repositoryFolder, "docs/doors.md"), "utf8").replaceAll(/\s+/g, " ");
  for (const { why } of differences) expect(page).toContain(why);
});
