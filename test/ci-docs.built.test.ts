/** The GitLab component, and the pages about other systems: every command that they name is run. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

interface Input {
  readonly default?: string | boolean;
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
/** A component of GitLab: its inputs, and the job that GitLab makes of those that are given. */
function componentOf(file: string) {
  const text = readFileSync(join(repository, file), "utf8");
  const [header, body = ""] = text.split(/^---$/m);
  const { inputs } = (parse(header ?? "") as { spec: { inputs: Readonly<Record<string, Input>> } }).spec;
  const filledWith = (given: Readonly<Record<string, string>>): Record<string, Job> =>
    parse(
      body.replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) => {
        expect(inputs, name).toHaveProperty([name]);
        return given[name] ?? String(inputs[name]?.default ?? "");
      }),
    ) as Record<string, Job>;
  const jobOf = (given: Readonly<Record<string, string>>): Job => Object.values(filledWith(given))[0] as Job;
  const envOf = (job: Job): Record<string, string> =>
    Object.fromEntries(Object.entries(job.variables).map(([key, { value }]) => [key, value]));
  return { text, body, inputs, filledWith, jobOf, envOf };
}

describe("the GitLab component", () => {
  const { text, body, inputs, filledWith, jobOf, envOf } = componentOf("templates/stackwarden.yml");
  const runJob = (name: string, given: Readonly<Record<string, string>>) => {
    const { path, run } = checkout(name);
    const job = jobOf({ paths: "states", ...given });
    return { path, job, result: run([...job.before_script, ...job.script].join("\n"), envOf(job)) };
  };

  test("is a pipeline by GitLab's schema, and so is that of the reports", () => {
    expect(jsonErrors("gitlab-ci.json", JSON.stringify(filledWith({})))).toEqual([]);
    expect(jsonErrors("gitlab-ci.json", JSON.stringify(componentOf("templates/report.yml").filledWith({ reports: "x" })))).toEqual([]);
  });
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
      folder: "states",
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

/** What the job of the reports asks of GitLab's API: notes of a merge request, which a file keeps. */
const gitlab = `
const { createServer } = require("node:http");
const { readFileSync, writeFileSync } = require("node:fs");
const store = process.argv[2];
createServer((request, response) => {
  let body = "";
  request.on("data", (piece) => { body += piece; });
  request.on("end", () => {
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    const end = (status, value) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    const [, id] = /^[/]api[/]v4[/]projects[/]7[/]merge_requests[/]3[/]notes(?:[/]([0-9]+))?$/.exec(pathname) ?? [];
    if (request.headers["private-token"] !== "glpat-good") return end(401, { message: "401 Unauthorized" });
    const notes = JSON.parse(readFileSync(store, "utf8"));
    if (request.method === "GET") {
      const [size, page] = ["per_page", "page"].map((name) => Number(searchParams.get(name)));
      return end(200, notes.slice((page - 1) * size, page * size));
    }
    const text = new URLSearchParams(body).get("body");
    if (request.method === "POST") notes.push({ id: notes.length + 1, body: text });
    else notes.find((note) => note.id === Number(id)).body = text;
    writeFileSync(store, JSON.stringify(notes));
    end(request.method === "POST" ? 201 : 200, {});
  });
}).listen(0, "127.0.0.1", function () { console.log(this.address().port); });
`;

const hasCurl = spawnSync("curl", ["--version"]).status === 0;
if (!hasCurl) console.warn("The note on a merge request is not tested: curl is missing");

describe.skipIf(!hasCurl)("the GitLab component of the reports", () => {
  const stackwarden = componentOf("templates/stackwarden.yml");
  const component = componentOf("templates/report.yml");
  let server: ChildProcess;
  let url = "";
  const store = join(root, "notes.json");
  const notes = (): { body: string }[] => JSON.parse(readFileSync(store, "utf8")) as { body: string }[];
  beforeAll(async () => {
    writeFileSync(join(root, "gitlab.cjs"), gitlab);
    // More notes than a page has.
    writeFileSync(store, JSON.stringify(Array.from({ length: 130 }, (_, i) => ({ id: i + 1, body: `note ${i}` }))));
    server = spawn(process.execPath, [join(root, "gitlab.cjs"), store], { stdio: ["ignore", "pipe", "inherit"] });
    const [port] = (await once(server.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
    url = `http://127.0.0.1:${String(port).trim()}/api/v4`;
  });
  afterAll(() => {
    server.kill();
  });

  /** The jobs of a pipeline for two projects: each checks one, and one shows both. */
  function pipeline(name: string, token: string | undefined, given: Readonly<Record<string, string>> = {}) {
    const { path, run } = checkout(name);
    for (const project of ["dev", "prod"]) {
      mkdirSync(join(path, project));
      cpSync(join(path, `states/${project}.json`), join(path, project, "state.json"));
      const job = stackwarden.jobOf({ job: project, folder: project, paths: "state.json" });
      expect(run([...job.before_script, ...job.script].join("\n"), stackwarden.envOf(job)).status).toBe(1);
      for (const file of job.artifacts.paths) expect(existsSync(join(path, file)), file).toBe(true);
    }
    const job = component.jobOf({ reports: "dev/stackwarden.json prod", ...given });
    const env = {
      CI_API_V4_URL: url,
      CI_PROJECT_ID: "7",
      CI_MERGE_REQUEST_IID: "3",
      ...(token !== undefined && { STACKWARDEN_TOKEN: token }),
    };
    return { path, job, result: run([...job.before_script, ...job.script].join("\n"), { ...component.envOf(job), ...env }) };
  }

  test("writes one note about all jobs, which the next pipeline updates", () => {
    const first = pipeline("notes-1", "glpat-good");
    expect(first.result).toMatchObject({ status: 1 });
    expect(notes()).toHaveLength(131);
    expect(notes()[130]?.body).toMatch(/^<!-- stackwarden -->\n/);
    expect(notes()[130]?.body).toContain("`shop/dev`, `shop/prod`");
    for (const file of first.job.artifacts.paths) expect(existsSync(join(first.path, file)), file).toBe(true);
    expect(readdirSync(join(first.path, "stackwarden-sarif"))).toHaveLength(2);
    pipeline("notes-2", "glpat-good");
    expect(notes()).toHaveLength(131);
    pipeline("notes-3", "glpat-good", { category: "eu" });
    expect(notes()[131]?.body).toMatch(/^<!-- stackwarden eu -->\n/);
  });
  test("a token that may not write, or none, is a line in the log, and the findings decide", () => {
    const wrong = pipeline("notes-4", "glpat-bad");
    expect(wrong.result.status).toBe(1);
    expect(wrong.result.stdout).toContain("The note could not be written");
    expect(`${wrong.result.stdout}${wrong.result.stderr}`).not.toContain("glpat");
    expect(pipeline("notes-5", undefined).result.stdout).toContain("No note is written");
  });
  test("passes every input on to the command, and takes no word for code", () => {
    const { result } = pipeline("notes-6", undefined, { command: "echo", category: "$(touch pwned)", "fail-on-tier": "L" });
    expect(String(result.stdout).split(" --output ")[0]).toBe(
      "report dev/stackwarden.json prod --sarif-folder stackwarden-sarif --category $(touch pwned) --fail-on-tier L",
    );
    const others = ["job", "stage", "image", "command", "reports", "category", "fail-on-tier"];
    expect(Object.keys(component.inputs).sort()).toEqual(others.sort());
    for (const name of Object.keys(component.inputs)) expect(component.body).toContain(`$[[ inputs.${name} ]]`);
  });
});
