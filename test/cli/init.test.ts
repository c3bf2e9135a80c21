import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { runCommand } from "../../src/cli/command.js";
import { allRules } from "../../src/rules/index.js";
import { bucket, fewRules, folder, run, stateText } from "./fixture.js";
import { refused } from "./inputs.js";

const { path: root } = folder();
let count = 0;
/** A repository with a project in `infra`. */
function repository(): (path?: string) => string {
  const home = join(root, `r${count++}`);
  mkdirSync(join(home, ".git"), { recursive: true });
  mkdirSync(join(home, "infra"));
  writeFileSync(join(home, "infra/Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  writeFileSync(join(home, "infra/state.json"), stateText(bucket("logs")));
  return (path = ".") => join(home, path);
}
const text = (file: string): string => readFileSync(file, "utf8");

describe("init", () => {
  test("writes a configuration that is found and valid, and prints the next command", async () => {
    const at = repository();
    const { status, out, err } = await run([
      "init",
      at("infra"),
      "--environment",
      "production=~prod,live-*",
      "--environment",
      "development=dev*",
    ]);
    expect([status, err]).toEqual([0, ""]);
    expect(out).toBe(
      `Wrote ${at("infra/stackwarden.yaml")}\nNext: pulumi stack export --stack STACK | stackwarden check -   (in ${at("infra")})\n`,
    );
    const written = parse(text(at("infra/stackwarden.yaml"))) as { stackwarden: object };
    expect(written.stackwarden).toEqual({
      environments: { production: ["~prod", "live-*"], development: ["dev*"] },
      preset: "recommended",
    });
    expect(await run(["config", "validate", at("infra/stackwarden.yaml")])).toMatchObject({ status: 0 });
  });
  test("the tags are the first thing in it", async () => {
    const at = repository();
    await run(["init", at("infra"), "--tags", "Owner, Project", "--preset", "essential"], { rules: allRules });
    expect(text(at("infra/stackwarden.yaml"))).toMatch(
      /^# yaml-language-server[^\n]+\n# [^\n]+\ntags-required: \{ required: \["Owner","Project"\] \}\nstackwarden:\n {2}#[^\n]+\n {2}environments:/,
    );
    expect((await run(["config", "validate", at("infra/stackwarden.yaml")], { rules: allRules })).out).toContain("is valid");
  });
  test.each(["yaml", "json"])("a baseline of a state: the next check finds nothing new (%s)", async (form) => {
    const at = repository();
    const { out } = await run(["init", at("infra"), "--state", at("infra/state.json"), ...(form === "json" ? ["--json"] : [])]);
    expect(out).toContain(`Wrote ${at("infra/stackwarden-baseline.json")} (2 known findings)\n`);
    expect(out).toContain(`Next: stackwarden check ${at("infra/state.json")}\n`);
    const { status, out: report } = await run(["check", at("infra/state.json")]);
    expect([status, report]).toEqual([0, expect.stringContaining("2 in the baseline")]);
  });
  test("a workflow for GitHub and a job for GitLab, in the root of the repository", async () => {
    const at = repository();
    await run(["init", at("infra"), "--ci", "github", "--stack", "acme/prod"]);
    const workflow = parse(text(at(".github/workflows/stackwarden.yml"))) as {
      jobs: { policies: { steps: { run?: string }[]; defaults: object } };
    };
    expect(workflow.jobs.policies.defaults).toEqual({ run: { "working-directory": "infra" } });
    expect(workflow.jobs.policies.steps.flatMap(({ run: command }) => command ?? [])).toEqual([
      "npm ci",
      "pulumi preview --stack acme/prod --json --show-sames > preview.json",
      "node_modules/.bin/stackwarden check preview.json --changed --format github",
    ]);
    const other = repository();
    await run(["init", other("infra"), "--ci", "gitlab", "--stack", "prod"]);
    const { policies } = parse(text(other(".gitlab-ci.yml"))) as { policies: { script: string[]; artifacts: { reports: object } } };
    expect(policies.script).toContain("cd infra");
    expect(policies.artifacts.reports).toEqual({ codequality: "infra/gl-code-quality-report.json" });
  });
  test("overwrites nothing without --force, and writes nothing if one file exists", async () => {
    const at = repository();
    mkdirSync(at(".github/workflows"), { recursive: true });
    writeFileSync(at(".github/workflows/stackwarden.yml"), "mine");
    await refused(["init", at("infra"), "--ci", "github"], "stackwarden.yml: already exists. --force overwrites it.");
    expect(existsSync(at("infra/stackwarden.yaml"))).toBe(false);
    expect((await run(["init", at("infra"), "--ci", "github", "--force"])).status).toBe(0);
    await refused(["init", at("infra")], "stackwarden.yaml: already exists. --force overwrites it.");
    await refused(["init", at("infra"), "--json", "--force"], "stackwarden.yaml: already exists. Remove it first.");
    await refused(["init", at("."), "--state", at("none.json")], "none.json");
    expect(existsSync(at("stackwarden.yaml"))).toBe(false);
  });
  test.each([
    [["--ci", "jenkins"], "jenkins"],
    [["--environment", "production"], "Write NAME=PATTERN,PATTERN."],
  ])("%s is refused in one line", async (args, words) => {
    await refused(["init", repository()("infra"), ...args], words);
  });
  test("asks in a terminal for what is not given", async () => {
    const at = repository();
    const asked: string[] = [];
    const answers = ["Owner", "live-*", "", "github", "prod"];
    const terminal = { out: () => undefined, err: () => undefined, outColumns: 80, errColumns: 80, env: {} };
    const ask = async (question: string): Promise<string> => answers[asked.push(question) - 1] ?? "";
    expect(await runCommand(["init", at("infra")], fewRules, { ...terminal, ask })).toBe(0);
    expect(asked).toHaveLength(5);
    expect(parse(text(at("infra/stackwarden.yaml")))).toEqual({
      "tags-required": { required: ["Owner"] },
      stackwarden: { environments: { production: ["live-*"] }, preset: "recommended" },
    });
    expect(text(at(".github/workflows/stackwarden.yml"))).toContain("--stack prod ");
    expect(await runCommand(["init", at("infra"), "--force", "--yes"], fewRules, { ...terminal, ask })).toBe(0);
    expect(asked).toHaveLength(5);
  });
});
