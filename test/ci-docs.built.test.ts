/** The GitLab component, and the pages about other systems: every command that they name is run. */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { folder, preview, resource, step } from "./cli/fixture.js";
import { jsonErrors, junitErrors } from "./report/schemas.js";

const repository = join(import.meta.dirname, "..");
const { path: root } = folder();

/** A repository with a Pulumi program, Stackwarden installed in it, and stand-ins for npm and Pulumi. */
function checkout(name: string): {
  readonly path: string;
  readonly run: (script: string, env?: Record<string, string>) => ReturnType<typeof spawnSync>;
} {
  const path = join(root, name);
  mkdirSync(join(path, ".git"), { recursive: true });
  mkdirSync(join(path, "bin"));
  mkdirSync(join(path, "node_modules/.bin"), { recursive: true });
  cpSync(join(repository, "examples/shop/states"), join(path, "states"), { recursive: true });
  symlinkSync(join(repository, "dist/cli.js"), join(path, "node_modules/.bin/stackwarden"));
  const queue = resource("aws:sqs/queue:Queue", "new", { sqsManagedSseEnabled: false });
  writeFileSync(join(path, "written.json"), JSON.stringify(preview([step("create", undefined, queue)])));
  writeFileSync(
    join(path, "bin/pulumi"),
    '#!/bin/sh\ncase "$*" in "preview "*"--json --show-sames") cat written.json ;; *) exit 9 ;; esac\n',
  );
  writeFileSync(join(path, "bin/npm"), '#!/bin/sh\ntest "$1" = ci\n');
  for (const program of ["pulumi", "npm"]) chmodSync(join(path, "bin", program), 0o755);
  const run = (script: string, env: Record<string, string> = {}) =>
    spawnSync("sh", ["-e", "-c", script], {
      cwd: path,
      encoding: "utf8",
      env: { PATH: `${join(path, "bin")}${delimiter}${process.env["PATH"]}`, ...env },
    });
  return { path, run };
}

describe("the pages about other systems", () => {
  const page = readFileSync(join(repository, "docs/ci.md"), "utf8");
  const blockOf = (title: string): string => new RegExp(`\\n### ${title}\\n+\`\`\`\\w+\\n([\\s\\S]*?)\n\`\`\``).exec(page)?.[1] ?? "";
  interface Yaml {
    readonly steps: readonly { readonly script?: string }[];
    readonly jobs: { readonly policies: { readonly steps: readonly (string | { readonly run?: string })[] } };
  }
  const yaml = (title: string): Yaml => parse(blockOf(title)) as Yaml;
  const isText = (text: string | undefined): text is string => text !== undefined;
  const commands: Readonly<Record<string, () => readonly string[]>> = {
    Jenkins: () => [...blockOf("Jenkins").matchAll(/^\s*sh '(.*)'$/gm)].map(([, command = ""]) => command),
    "Azure Pipelines": () =>
      yaml("Azure Pipelines")
        .steps.map(({ script }) => script)
        .filter(isText),
    CircleCI: () =>
      yaml("CircleCI")
        .jobs.policies.steps.map((one) => (typeof one === "string" ? undefined : one.run))
        .filter(isText),
  };
  test.each(Object.keys(commands))("%s: each command runs, and writes the report that the system reads", async (title) => {
    const { path, run } = checkout(title);
    const list = commands[title]?.() ?? [];
    expect(list.length).toBeGreaterThanOrEqual(3);
    for (const command of list) expect(run(command), command).toMatchObject({ status: 0, stderr: "" });
    const files = list.flatMap((command) =>
      [...command.matchAll(/--output (\w+)=(\S+)/g)].map(([, format, file = ""]) => ({ format, file })),
    );
    for (const { file } of files) expect(existsSync(join(path, file)), file).toBe(true);
    const junit = files.find(({ format }) => format === "junit")?.file ?? "";
    expect(await junitErrors(readFileSync(join(path, junit), "utf8"))).toEqual([]);
    // What the system is told to read is what the command writes.
    for (const named of blockOf(title).match(/\bstackwarden\.(?:xml|html)/g) ?? [])
      expect(files.map(({ file }) => file.split("/").at(-1))).toContain(named);
  });
});

describe("the GitLab component", () => {
  interface Input {
    readonly default: string | boolean;
    readonly options?: readonly string[];
    readonly type?: string;
  }
  interface Job {
    readonly image: string;
    readonly stage: string;
    readonly variables: Readonly<Record<string, { readonly value: string; readonly expand: boolean }>>;
    readonly before_script: readonly string[];
    readonly script: readonly string[];
    readonly artifacts: { readonly paths: readonly string[]; readonly reports: Readonly<Record<string, string>> };
  }
  const text = readFileSync(join(repository, "templates/stackwarden.yml"), "utf8");
  const [header, body = ""] = text.split(/^---$/m);
  const { inputs } = (parse(header ?? "") as { spec: { inputs: Readonly<Record<string, Input>> } }).spec;
  /** The job as GitLab makes it of the inputs that are given. */
  const jobOf = (given: Readonly<Record<string, string>>): Job => {
    const filled = body.replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) => {
      expect(inputs, name).toHaveProperty([name]);
      return given[name] ?? String(inputs[name]?.default);
    });
    return Object.values(parse(filled) as Record<string, Job>)[0] as Job;
  };
  const runJob = (name: string, given: Readonly<Record<string, string>>) => {
    const { path, run } = checkout(name);
    const job = jobOf({ paths: "states", ...given });
    const env = Object.fromEntries(Object.entries(job.variables).map(([key, { value }]) => [key, value]));
    return { path, job, result: run([...job.before_script, ...job.script].join("\n"), env) };
  };

  test("has a header of inputs and one job, and every input has a use", () => {
    expect(parseAllDocuments(text)).toHaveLength(2);
    for (const name of Object.keys(inputs)) expect(body).toContain(`$[[ inputs.${name} ]]`);
    for (const { default: value, options } of Object.values(inputs)) if (options !== undefined) expect(options).toContain(value);
    expect(jobOf({ job: "policies", stage: "verify" })).toMatchObject({ stage: "verify", image: "node:24" });
  });
  test("writes the reports that it names, and fails where something is blocking", async () => {
    const { path, job, result } = runJob("component", {});
    expect(result.status).toBe(1);
    for (const file of [...job.artifacts.paths, ...Object.values(job.artifacts.reports)])
      expect(existsSync(join(path, file)), file).toBe(true);
    const read = (name: string): string => readFileSync(join(path, job.artifacts.reports[name] ?? ""), "utf8");
    expect(jsonErrors("gitlab-code-quality.json", read("codequality"))).toEqual([]);
    expect(await junitErrors(read("junit"))).toEqual([]);
  });
  test("passes every input on to the command", () => {
    const given = {
      paths: "preview.json states",
      changed: "true",
      state: "state.json",
      "fail-on": "high",
      "fail-on-tier": "L",
      config: "own config.json",
      preset: "all",
      only: "s3-*",
      skip: "@low",
      framework: "cis",
      baseline: "baseline.json",
    };
    const { result } = runJob("component-inputs", { ...given, command: "echo" });
    expect(String(result.stdout).split(" --output ")[0]).toBe(
      "check preview.json states --fail-on high --changed --state state.json --fail-on-tier L --config own config.json --preset all " +
        "--only s3-* --skip @low --framework cis --baseline baseline.json",
    );
    expect([...Object.keys(given), "command", "job", "stage", "image"].sort()).toEqual(Object.keys(inputs).sort());
  });
  test("takes no word of its inputs for code", () => {
    const { path, result } = runJob("component-injection", { config: "$(touch pwned)", only: "`touch pwned`;touch pwned" });
    expect(result.status).toBe(2);
    expect(existsSync(join(path, "pwned"))).toBe(false);
    expect(Object.values(jobOf({}).variables).every(({ expand }) => !expand)).toBe(true);
  });
});
