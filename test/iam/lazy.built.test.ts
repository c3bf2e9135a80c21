import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "stackwarden-lazy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const watch = `import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
const read = fs.readFileSync;
fs.readFileSync = (file, ...more) => { if (String(file).includes("/data/")) console.error("READ " + String(file)); return read(file, ...more); };
syncBuiltinESMExports();`;

/** The tables that a check of a stack with one resource reads. */
function tablesRead(type: string, inputs: Readonly<Record<string, unknown>>): readonly string[] {
  const file = join(folder, "state.json");
  const urn = `urn:pulumi:dev::test::${type}::it`;
  const resources = [{ urn, type, custom: true, id: "it", inputs, outputs: inputs }];
  writeFileSync(file, JSON.stringify({ version: 3, deployment: { manifest: { time: "2026-01-01T00:00:00Z" }, resources } }));
  const { stderr } = spawnSync(
    process.execPath,
    [
      "--import",
      `data:text/javascript,${encodeURIComponent(watch)}`,
      join(ROOT, "dist/cli.js"),
      "check",
      file,
      "--preset",
      "all",
      "--fail-on",
      "none",
    ],
    { encoding: "utf8" },
  );
  return [...stderr.matchAll(/READ .*\/([\w-]+\.(?:json|txt\.br))/g)].map(([, name = ""]) => name);
}

test("a stack without policies reads no table of IAM, one with a policy reads the actions", () => {
  const without = tablesRead("aws:s3/bucket:Bucket", { bucket: "b" });
  expect(without).toContain("stateful.json");
  expect(without.filter((name) => /^iam-|escalation/.test(name))).toEqual([]);
  const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const own = tablesRead("aws:iam/policy:Policy", { policy });
  expect(own).toContain("iam-actions.json");
  expect(own).not.toContain("iam-managed-policies.txt.br");
  const attachment = { role: "r", policyArn: "arn:aws:iam::aws:policy/AmazonS3FullAccess" };
  expect(tablesRead("aws:iam/rolePolicyAttachment:RolePolicyAttachment", attachment)).toContain("iam-managed-policies.txt.br");
});
