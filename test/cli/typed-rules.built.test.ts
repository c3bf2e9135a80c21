/** An organisation's own rules in TypeScript, which Node.js loads without a build step from 22.18 on. */
import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder, resource, state } from "./fixture.js";

const repository = join(import.meta.dirname, "../..");
const { path: root } = folder();

/** The Node.js that runs this test, and those that `STACKWARDEN_NODES` lists, separated by colons. */
const programs = [process.execPath, ...(process.env["STACKWARDEN_NODES"] ?? "").split(":").filter((path) => path !== "")];
const versionOf = (program: string): string => spawnSync(program, ["--version"], { encoding: "utf8" }).stdout.trim().slice(1);
const nodes = programs.map((program) => ({ program, version: versionOf(program) }));
const loadsTypes = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 18);
};
if (!nodes.some(({ version }) => loadsTypes(version)))
  console.warn("Types are not stripped in this test: no Node.js 22.18 or newer. Name one: STACKWARDEN_NODES=/path/to/node");

const rules = `
import { rule, type Rule } from "stackwarden";

interface Limits { readonly least: number }
const limits: Limits = { least: 3600 };
export const acme = {
  "acme-queue-retention": rule("sqs.Queue", {
    title: "SQS queues must keep messages for an hour",
    severity: "high",
    fix: "Raise \`messageRetentionSeconds\`.",
    docs: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html",
    options: { least: limits.least },
    check: ({ messageRetentionSeconds = 345_600 }, { options, at }) =>
      (messageRetentionSeconds as number) < options.least && at("messageRetentionSeconds", "is too short"),
  }),
} satisfies Record<string, unknown>;
`;

describe.each(nodes)("rules in TypeScript, in Node.js $version", ({ program, version }) => {
  const home = join(root, version);
  mkdirSync(join(home, "node_modules"), { recursive: true });
  symlinkSync(repository, join(home, "node_modules/stackwarden"));
  writeFileSync(join(home, "rules.ts"), rules);
  writeFileSync(join(home, "package.json"), '{ "type": "module" }');
  const queue = (messageRetentionSeconds: number) =>
    JSON.stringify(state([resource("aws:sqs/queue:Queue", "jobs", { messageRetentionSeconds })]));
  writeFileSync(join(home, "short.json"), queue(60));
  writeFileSync(join(home, "long.json"), queue(7200));
  const check = (file: string) =>
    spawnSync(
      program,
      [join(home, "node_modules/stackwarden/dist/cli.js"), "check", file, "--rules", "rules.ts", "--only", "acme-*", "--fail-on", "high"],
      {
        cwd: home,
        encoding: "utf8",
      },
    );

  test.skipIf(!loadsTypes(version))("find what they are for, and nothing else", () => {
    const { status, stdout, stderr } = check("short.json");
    expect(stderr.replace(/^\(.*|.*ExperimentalWarning.*/gm, "").trim()).toBe("");
    expect(status).toBe(1);
    expect(stdout).toContain("is too short");
    expect(check("long.json").status).toBe(0);
  });
  test.skipIf(loadsTypes(version))("are refused with what to do", () => {
    expect(check("short.json")).toMatchObject({ status: 2, stderr: expect.stringContaining("compile it, or use Node.js 22.18 or newer") });
  });
});
