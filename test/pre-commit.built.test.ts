/** The hook for pre-commit: the file by the schema that pre-commit documents, and the command that it names. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { folder } from "./cli/fixture.js";
import { jsonErrors } from "./report/schemas.js";

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly args: readonly string[];
  readonly files: string;
}
const repository = join(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(join(repository, file), "utf8");
const hooks = parse(read(".pre-commit-hooks.yaml")) as Hook[];
const [hook] = hooks;
if (hook === undefined) throw new Error("no hook");
const { path: root } = folder();

describe("the hook", () => {
  test("follows the schema that pre-commit documents", () => {
    expect(jsonErrors("pre-commit-hooks.json", JSON.stringify(hooks))).toEqual([]);
    for (const wrong of [{ language: "nodejs" }, { entry: undefined }, { args: "." }, { files: "(" }, { file: "x" }])
      expect(jsonErrors("pre-commit-hooks.json", JSON.stringify([{ ...hook, ...wrong }]))).not.toEqual([]);
  });

  test("starts a command of the package", () => {
    const { bin } = JSON.parse(read("package.json")) as { bin: Record<string, string> };
    expect(Object.keys(bin)).toContain(hook.entry.split(" ")[0]);
    expect(hook.language).toBe("node");
  });

  test.each([
    ["Pulumi.yaml", true],
    ["infra/Pulumi.prod.yaml", true],
    ["infra/Pulumi.eu-west-1.prod.yml", true],
    ["Pulumi.json", true],
    ["infra/states/prod.json", true],
    ["stackwarden.json", true],
    ["src/index.ts", false],
    ["infra/PulumiPolicy.yaml", false],
    ["package.json", false],
  ])("%s starts it: %s", (file, starts) => {
    expect(new RegExp(hook.files).test(file)).toBe(starts);
  });

  test("is described with its id", () => {
    const described = [...read("docs/adopting.md").matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => parse(text) as unknown);
    const named = { repo: "https://<host>/stackwarden.git", rev: "<commit>" };
    expect(described).toContainEqual({ repos: [{ ...named, hooks: [expect.objectContaining({ id: hook.id })] }] });
  });
});

describe("its command", () => {
  const check = (name: string, config: string) => {
    const project = join(root, name);
    mkdirSync(project);
    writeFileSync(join(project, "Pulumi.yaml"), "name: p\nruntime: nodejs\n");
    writeFileSync(join(project, "Pulumi.dev.yaml"), `config:\n  ${config}\n`);
    const parameters = [...hook.entry.split(" ").slice(1), ...hook.args];
    return spawnSync(process.execPath, [join(repository, "dist/cli.js"), ...parameters], { cwd: project, encoding: "utf8" });
  };

  test("blocks a secret in a stack configuration", () => {
    const { status, stdout } = check("bad", "p:databasePassword: billy-4-cliffs-56-goat");
    expect(stdout).toContain("secrets-config-plaintext");
    expect(status).toBe(1);
  });

  test("lets a good one pass", () => {
    expect(check("good", "p:replicas: 2")).toMatchObject({ status: 0, stderr: "" });
  });
});
