/** Runs what the GitHub Action and the GitLab template run, in shells of their own, with a stand-in for GitHub's API. */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { folder } from "./cli/fixture.js";
import { jsonErrors, junitErrors } from "./report/schemas.js";

const repository = join(import.meta.dirname, "..");
const { path: root } = folder();

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
  readonly with?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { default: string }>>;
  readonly outputs: Readonly<Record<string, { value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}
const action = parse(readFileSync(join(repository, "action.yml"), "utf8")) as Action;
const needed = ["bash", "jq"].filter((tool) => spawnSync(tool, ["--version"]).status !== 0);
if (needed.length > 0) console.warn(`The action's steps are not run: ${needed.join(" and ")} missing`);

/** GitHub's command line, as far as the action uses it: comments are kept in a file. */
const gh = `#!/usr/bin/env node
const { existsSync, readFileSync, writeFileSync, appendFileSync } = require("node:fs");
const parameters = process.argv.slice(2);
const store = process.env.COMMENTS;
const comments = existsSync(store) ? JSON.parse(readFileSync(store, "utf8")) : [{ id: 1, body: "Looks good" }];
appendFileSync(process.env.CALLS, parameters.filter((parameter) => !parameter.startsWith("body=")).join(" ") + "\\n");
if (process.env.GH_TOKEN === "read-only" && parameters.includes("--method")) {
  console.error("HTTP 403: Resource not accessible by integration");
  process.exit(1);
}
const method = parameters[parameters.indexOf("--method") + 1];
const body = parameters.find((parameter) => parameter.startsWith("body=@"));
if (!parameters.includes("--method")) console.log(JSON.stringify(comments));
else {
  const text = readFileSync(body.slice("body=@".length), "utf8");
  if (method === "POST") comments.push({ id: comments.length + 1, body: text });
  else comments.find((comment) => parameters.some((p) => p.endsWith("/comments/" + comment.id))).body = text;
  writeFileSync(store, JSON.stringify(comments));
}
`;

/** npm, as far as the action uses it: an installation with development dependencies builds dist, the other one only brings packages. */
const npm = `#!/usr/bin/env node
const { cpSync, appendFileSync, symlinkSync } = require("node:fs");
const parameters = process.argv.slice(2);
appendFileSync(process.env.CALLS, "npm " + parameters.join(" ") + "\\n");
if (!parameters.includes("--omit=dev")) cpSync(${JSON.stringify(join(repository, "dist"))}, "dist", { recursive: true });
else symlinkSync(${JSON.stringify(join(repository, "node_modules"))}, "node_modules");
`;

/** Whether a step runs: conditions of the action are comparisons with texts, joined by `&&`. */
function isMet(condition: string | undefined, values: Readonly<Record<string, string>>): boolean {
  return (condition ?? "").split(" && ").every((part) => {
    const [, name = "", operator, text] = /^([\w.-]+) (==|!=) '([^']*)'$/.exec(part) ?? [];
    if (operator === undefined) expect(part).toBe("");
    return operator === undefined || ((values[name] ?? "") === text) === (operator === "==");
  });
}

/** A runner that has the shop checked out. */
function runner(name: string) {
  const home = join(root, name);
  const place = (file: string): string => join(home, file);
  mkdirSync(place("bin"), { recursive: true });
  mkdirSync(place("temp"));
  mkdirSync(place("work/.git"), { recursive: true });
  cpSync(join(repository, "examples/shop"), place("work/infra"), { recursive: true });
  writeFileSync(place("bin/gh"), gh);
  writeFileSync(place("bin/npm"), npm);
  for (const program of ["gh", "npm"]) chmodSync(place(`bin/${program}`), 0o755);
  const outputs: Record<string, string> = {};
  const done: string[] = [];
  return {
    place,
    outputs,
    done,
    /** Runs the action with these inputs, and gives the status of the step that failed, or 0. */
    run(
      inputs: Readonly<Record<string, string>>,
      { pullRequest = true, actionPath = repository }: { readonly pullRequest?: boolean; readonly actionPath?: string } = {},
    ): { status: number; out: string } {
      const values: Record<string, string> = {
        "github.action_path": actionPath,
        "github.workspace": place("work"),
        "github.event_name": pullRequest ? "pull_request" : "push",
        "runner.os": "Linux",
        "runner.arch": "X64",
        "github.repository": "acme/shop",
        "github.event.pull_request.number": "7",
        "github.token": "none",
        ...Object.fromEntries(Object.entries(action.inputs).map(([key, input]) => [`inputs.${key}`, input.default])),
        ...Object.fromEntries(Object.entries(inputs).map(([key, value]) => [`inputs.${key}`, value])),
      };
      const filled = (text: string): string => text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, key: string) => values[key] ?? "");
      let out = "";
      done.length = 0;
      for (const step of action.runs.steps) {
        if (!isMet(step.if, values)) continue;
        done.push(step.name ?? step.uses ?? "");
        if (step.uses?.startsWith("actions/cache@"))
          values[`steps.${step.id}.outputs.cache-hit`] = existsSync(filled(step.with?.["path"] ?? "")) ? "true" : "";
        if (step.run === undefined) continue;
        const output = place("output");
        writeFileSync(output, "");
        const result = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run], {
          cwd: resolve(place("work"), filled(step["working-directory"] ?? ".")),
          encoding: "utf8",
          env: {
            PATH: `${place("bin")}${delimiter}${process.env["PATH"]}`,
            HOME: home,
            RUNNER_TEMP: place("temp"),
            GITHUB_STEP_SUMMARY: place("summary.md"),
            GITHUB_OUTPUT: output,
            COMMENTS: place("comments.json"),
            CALLS: place("calls"),
            ...Object.fromEntries(Object.entries(step.env ?? {}).map(([key, value]) => [key, filled(value)])),
          },
        });
        out += result.stdout + result.stderr;
        for (const line of readFileSync(output, "utf8").split("\n").filter(Boolean)) {
          const [key = "", ...value] = line.split("=");
          values[`steps.${step.id}.outputs.${key}`] = value.join("=");
        }
        for (const [key, { value }] of Object.entries(action.outputs)) outputs[key] = filled(value);
        if (result.status !== 0) return { status: result.status ?? -1, out };
      }
      return { status: 0, out };
    },
  };
}

/** Previews of the shop's stack: one that deletes a stateful resource, one that changes nothing, and the same without what is unchanged. */
function writePreviews(folder: string): void {
  const { deployment } = JSON.parse(readFileSync(join(folder, "states/prod.json"), "utf8")) as {
    deployment: { resources: { urn: string; type: string }[] };
  };
  const { resources } = deployment;
  const gone = resources.findIndex(({ type }) => type === "aws:s3/bucket:Bucket");
  const steps = resources.map((state, i) => ({
    op: i === gone ? "delete" : "same",
    urn: state.urn,
    oldState: state,
    ...(i !== gone && { newState: state }),
  }));
  const idle = resources.map((state) => ({ op: "same", urn: state.urn, oldState: state, newState: state }));
  const write = (name: string, given: object[], same: number): void =>
    writeFileSync(join(folder, name), JSON.stringify({ steps: given, duration: 1, changeSummary: { same } }));
  write("preview.json", steps, resources.length - 1);
  write("idle.json", idle, resources.length);
  write("bare.json", idle.slice(0, 1), resources.length);
}

describe.skipIf(needed.length > 0)("the GitHub Action", () => {
  test("annotates, sums up, uploads, comments, and fails the job where something is blocking", async () => {
    const { run, place, done, outputs } = runner("gates");
    const { status, out } = run({ "working-directory": "infra" });
    expect(status, out).toBe(1);
    expect(out).toMatch(/^::error file=infra\/Pulumi\.dev\.yaml,line=8/m);
    expect(readFileSync(place("summary.md"), "utf8")).toMatch(/^<!-- stackwarden -->\n## Stackwarden: ❌/);
    expect(jsonErrors("sarif-2.1.0.json", readFileSync(outputs["sarif"] ?? "", "utf8"))).toEqual([]);
    expect(done.at(-1)).toBe("Gate");
    expect(done).toContain("Upload to code scanning");
  });
  test("updates its one comment in place, whatever the stacks are; a category has its own", () => {
    const { run, place } = runner("comments");
    run({ paths: "states/prod.json", "working-directory": "infra" });
    run({ paths: "states/dev.json", "working-directory": "infra", category: "infra/dev" });
    run({ paths: "states/dev.json\nstates/prod.json", "working-directory": "infra", "fail-on": "none", preset: "essential" });
    const comments = JSON.parse(readFileSync(place("comments.json"), "utf8")) as { id: number; body: string }[];
    expect(comments.map(({ body }) => body.split("\n")[0])).toEqual([
      "Looks good",
      "<!-- stackwarden -->",
      "<!-- stackwarden infra/dev -->",
    ]);
    expect(comments[1]?.body).toContain("none blocking");
    expect(comments[1]?.body).toContain("`shop/dev`, `shop/prod`");
    expect(readFileSync(place("calls"), "utf8").match(/--method \w+ \S+/g)).toEqual([
      "--method POST repos/acme/shop/issues/7/comments",
      "--method POST repos/acme/shop/issues/7/comments",
      "--method PATCH repos/acme/shop/issues/comments/2",
    ]);
  });
  test("passes every input on to the command", () => {
    const { run, place, outputs } = runner("inputs");
    const findings = (given: Record<string, string>): { rule: string; outcome: string }[] => {
      run({ paths: "infra/states/prod.json", comment: "false", ...given });
      return (JSON.parse(readFileSync(outputs["json"] ?? "", "utf8")) as { findings: { rule: string; outcome: string }[] }).findings;
    };
    const rules = (given: Record<string, string>): Set<string> => new Set(findings(given).map(({ rule }) => rule));
    const all = rules({});
    expect([...rules({ only: "kms-*" })].toSorted()).toEqual(["kms-key-policy-defined", "kms-key-rotation"]);
    expect(rules({ skip: "@critical,@high" }).size).toBeLessThan(all.size);
    expect(rules({ framework: "cis" }).size).toBeLessThan(all.size);
    expect(rules({ preset: "essential" }).size).toBeLessThan(all.size);
    writeFileSync(place("work/own.json"), JSON.stringify({ stackwarden: { disable: ["kms-key-rotation"] } }));
    expect(rules({ config: "own.json" }).has("kms-key-rotation")).toBe(false);
    const baseline = ["check", "infra/states/prod.json", "--baseline", "baseline.json", "--update-baseline"];
    spawnSync(process.execPath, [join(repository, "dist/cli.js"), ...baseline], { cwd: place("work") });
    expect(new Set(findings({ baseline: "baseline.json" }).map(({ outcome }) => outcome))).toEqual(new Set(["baseline"]));
    expect(run({ paths: "infra/states/prod.json", baseline: "baseline.json" }).status).toBe(0);
    run({ paths: "infra/states/prod.json", category: "infra/eu" });
    expect(readFileSync(outputs["sarif"] ?? "", "utf8")).toContain('"automationDetails":{"id":"infra/eu/"}');
    expect(readFileSync(outputs["junit"] ?? "", "utf8")).toContain("<testsuites ");
    // What the test above has not given is in the tests of previews.
    const given = ["only", "skip", "framework", "preset", "config", "baseline", "category", "changed", "state", "fail-on-tier", "fail-on"];
    const others = ["paths", "reports", "working-directory", "package", "sarif", "comment", "token"];
    expect(Object.keys(action.inputs).sort()).toEqual([...given, ...others].sort());
  });
  test("builds Stackwarden once, and keeps it in the cache", () => {
    const { run, place, done } = runner("build");
    const actionPath = place("action");
    mkdirSync(actionPath);
    for (const name of ["src", "scripts", "package.json", "package-lock.json"])
      cpSync(join(repository, name), join(actionPath, name), { recursive: true });
    const first = run({ paths: "infra", "fail-on": "none" }, { actionPath });
    expect(first.status, first.out).toBe(0);
    expect(done).toContain("Build Stackwarden");
    const installs = (): string[] => readFileSync(place("calls"), "utf8").match(/^npm .*/gm) ?? [];
    expect(installs()).toEqual([
      "npm ci --no-audit --no-fund --loglevel=error",
      "npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error",
    ]);
    // Another runner has the cache alone.
    rmSync(join(actionPath, "dist"), { recursive: true });
    expect(run({ paths: "infra", "fail-on": "none" }, { actionPath }).status).toBe(0);
    expect(done).not.toContain("Build Stackwarden");
    expect(installs()).toHaveLength(2);
    writeFileSync(join(actionPath, "src/cli.ts"), "// another version");
    rmSync(join(actionPath, "dist"), { recursive: true, force: true });
    run({ paths: "infra", "fail-on": "none" }, { actionPath });
    expect(installs()).toHaveLength(4);
  });
  test("runs the Stackwarden that the repository has installed", () => {
    const { run, place, done } = runner("package");
    const given = { paths: "infra", "fail-on": "none", package: "node_modules/stackwarden" };
    const missing = run(given);
    expect(missing.status).toBe(2);
    expect(missing.out).toContain(
      "::error title=Stackwarden::The input package names no installed Stackwarden. Run npm ci in a step before.",
    );
    mkdirSync(place("work/node_modules"));
    symlinkSync(repository, place("work/node_modules/stackwarden"));
    expect(run(given, { actionPath: place("nothing") }).status).toBe(0);
    expect(done).not.toContain("Build Stackwarden");
  });
  test("does neither where it must not, and names its reports", () => {
    const { run, place, done, outputs } = runner("quiet");
    expect(
      run({ paths: "infra/states/dev.json\n\ninfra/states/prod.json\n", sarif: "false", comment: "false", "fail-on": "none" }).status,
    ).toBe(0);
    expect(done).not.toContain("Comment");
    expect(done).not.toContain("Upload to code scanning");
    expect(existsSync(place("comments.json"))).toBe(false);
    expect(outputs["status"]).toBe("0");
    for (const name of ["sarif", "html", "json", "junit"]) expect(existsSync(outputs[name] ?? ""), name).toBe(true);
  });
  test("a token that may not comment, as that of a fork, is a warning, and the gate decides", () => {
    const { run, done } = runner("fork");
    const { status, out } = run({ paths: "infra", "fail-on": "none", token: "read-only" });
    expect(status).toBe(0);
    expect(out).toContain("::warning title=Stackwarden::The comment could not be written");
    expect(done.at(-1)).toBe("Gate");
  });
  test("comments on pull requests only", () => {
    const { run, done } = runner("push");
    run({ paths: "infra", "fail-on": "none" }, { pullRequest: false });
    expect(done).not.toContain("Comment");
  });
  test("takes a preview: its tier and what it brings decide", () => {
    const { run, place, outputs } = runner("preview");
    writePreviews(place("work/infra"));
    const given = { paths: "preview.json", "working-directory": "infra", changed: "true" };
    expect(run({ ...given, paths: "idle.json" }).status).toBe(0);
    expect(run(given).status).toBe(1);
    const comment = readFileSync((outputs["json"] ?? "").replace(/json$/, "comment.md"), "utf8");
    expect(comment).toMatch(/^<!-- stackwarden -->/);
    expect(comment).toContain("**Preview of `shop/prod`**: 1 deleted and ");
    expect(comment).toContain("Change of tier L: it deletes or replaces state: ");
    expect(run({ ...given, paths: "idle.json", "fail-on-tier": "XS" }).status).toBe(1);
    expect(run({ ...given, paths: "bare.json", state: "states/prod.json" }).status).toBe(0);
    expect(run({ ...given, paths: "states/prod.json" }).out).toContain("--changed needs a preview");
  });
  test("writes one comment about the previews of several projects", () => {
    const { run, place } = runner("monorepo");
    writePreviews(place("work/infra"));
    run({ paths: "infra/preview.json\ninfra/states/dev.json", changed: "true" });
    const comments = JSON.parse(readFileSync(place("comments.json"), "utf8")) as { body: string }[];
    expect(comments.map(({ body }) => body.split("\n")[0])).toEqual(["Looks good", "<!-- stackwarden -->"]);
  });
  test("shows the reports of a matrix in one comment, with results for each category", () => {
    const { run, place, done, outputs } = runner("matrix");
    const own = { sarif: "false", comment: "false", "working-directory": "infra" };
    for (const stack of ["dev", "prod"]) {
      expect(run({ ...own, paths: `states/${stack}.json`, category: stack }).status).toBe(1);
      // What upload-artifact and download-artifact do.
      mkdirSync(place(`work/reports/report-${stack}`), { recursive: true });
      cpSync(outputs["json"] ?? "", place(`work/reports/report-${stack}/stackwarden.json`));
    }
    expect(existsSync(place("comments.json"))).toBe(false);
    rmSync(place("summary.md"));
    const { status, out } = run({ reports: "reports" });
    expect(status, out).toBe(1);
    expect(out).not.toContain("::error");
    expect(done).toContain("Upload to code scanning");
    const comments = JSON.parse(readFileSync(place("comments.json"), "utf8")) as { body: string }[];
    expect(comments.map(({ body }) => body.split("\n")[0])).toEqual(["Looks good", "<!-- stackwarden -->"]);
    expect(comments[1]?.body).toContain("`shop/dev`, `shop/prod`");
    expect(comments[1]?.body).toContain("infra/network.py");
    const categories = readdirSync(outputs["sarif"] ?? "").map((file) => {
      const text = readFileSync(join(outputs["sarif"] ?? "", file), "utf8");
      expect(jsonErrors("sarif-2.1.0.json", text)).toEqual([]);
      return (JSON.parse(text) as { runs: { automationDetails: { id: string } }[] }).runs.map((one) => one.automationDetails.id).join();
    });
    expect(categories.sort()).toEqual(["dev/", "prod/"]);
    expect(readFileSync(place("summary.md"), "utf8")).toContain("`shop/dev`, `shop/prod`");
  });
  test("ends at once where an input cannot be read", () => {
    const { run, done } = runner("broken");
    const { status, out } = run({ paths: "nowhere.json" });
    expect(status).toBe(2);
    expect(out).toContain("stackwarden: nowhere.json: does not exist");
    expect(done.at(-1)).toBe("Check");
  });
  test("and the pages and pipelines name the same majors of actions, and of Node.js", () => {
    const files = [
      "action.yml",
      "docs/ci.md",
      "src/cli/workflows.ts",
      "templates/gitlab-ci.yml",
      "templates/stackwarden.yml",
      "templates/report.yml",
    ];
    const text = files.map((file) => readFileSync(join(repository, file), "utf8")).join("\n");
    const versions = new Map<string, Set<string>>();
    for (const [, name = "", version = ""] of text.matchAll(/((?:actions|github)\/[\w/-]+)@(v\d+)/g))
      versions.set(name, (versions.get(name) ?? new Set()).add(version));
    expect(versions.size).toBeGreaterThan(4);
    for (const [name, named] of versions) expect([...named], name).toHaveLength(1);
    const nodes = [...text.matchAll(/(?:node-version: |\bnode:)(\d+)/g)].map(([, version]) => version);
    expect(new Set(nodes)).toEqual(new Set(["24"]));
  });
  test("takes no word of its inputs for code", () => {
    const { run, place } = runner("injection");
    const { status } = run({ paths: '$(touch pwned); `touch pwned`\n"; touch pwned', config: "$(touch pwned)" });
    expect(status).toBe(2);
    expect(existsSync(place("work/pwned"))).toBe(false);
    for (const { run: script } of action.runs.steps) expect(script ?? "").not.toContain("${{");
  });
});

describe("the GitLab template", () => {
  const runTemplate = (cwd: string, given: Record<string, string>) => {
    const { variables, script } = template.stackwarden;
    const own = { PATH: process.env["PATH"], ...variables, STACKWARDEN: `node ${join(repository, "dist/cli.js")}` };
    return spawnSync("bash", ["-eo", "pipefail", "-c", script.join("\n")], { cwd, encoding: "utf8", env: { ...own, ...given } });
  };
  test("takes a preview", () => {
    const { place } = runner("gitlab-preview");
    writePreviews(place("work/infra"));
    const check = (preview: string) => runTemplate(place("work/infra"), { STACKWARDEN_PATHS: preview, STACKWARDEN_OPTIONS: "--changed" });
    expect(check("idle.json").status).toBe(0);
    expect(check("preview.json")).toMatchObject({ status: 1, stdout: expect.stringContaining("plan-stateful-kept") });
  });
  const template = parse(readFileSync(join(repository, "templates/gitlab-ci.yml"), "utf8")) as {
    stackwarden: {
      variables: Record<string, string>;
      script: string[];
      artifacts: { paths: string[]; reports: Record<string, string> };
    };
  };
  test("writes the reports that it names, and fails where something is blocking", async () => {
    const { place } = runner("gitlab");
    const { artifacts } = template.stackwarden;
    const result = runTemplate(place("work/infra"), { STACKWARDEN_OPTIONS: "--preset essential" });
    expect(result.status, result.stderr).toBe(1);
    expect(result.stdout).toContain("blocking");
    for (const file of [...artifacts.paths, ...Object.values(artifacts.reports)])
      expect(existsSync(place(`work/infra/${file}`)), file).toBe(true);
    const read = (name: string): string => readFileSync(place(`work/infra/${artifacts.reports[name]}`), "utf8");
    expect(jsonErrors("gitlab-code-quality.json", read("codequality"))).toEqual([]);
    expect(await junitErrors(read("junit"))).toEqual([]);
    expect(read("codequality")).toContain('"path": "infra/network.py"');
  });
});
