/** The GitHub Action, the GitLab template and the snippets of docs/ci.md, by the public schemas of their platforms. Jenkins has none. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { jsonErrors } from "./report/schemas.js";

const read = (file: string): string => readFileSync(join(import.meta.dirname, "..", file), "utf8");
type Raw = Readonly<Record<string, unknown>>;
const isMap = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

const workflow = (jobs: unknown): string => JSON.stringify({ on: "pull_request", jobs });
const withSteps = (steps: unknown): string => workflow({ job: { "runs-on": "ubuntu-latest", steps } });
const action = parse(read("action.yml")) as Raw;
const template = parse(read("templates/gitlab-ci.yml")) as Record<string, Raw>;
const [component, componentJobs] = read("templates/stackwarden.yml")
  .split(/^---$/m)
  .map((text) => parse(text) as Raw);

test("action.yml is an action", () => {
  expect(jsonErrors("github-action.json", JSON.stringify(action))).toEqual([]);
  for (const wrong of [
    { runs: { using: "composite" } },
    { inputs: { "1a": { description: "x" } } },
    { name: undefined },
    { branding: { colour: "blue" } },
  ])
    expect(jsonErrors("github-action.json", JSON.stringify({ ...action, ...wrong }))).not.toEqual([]);
});

test("the GitLab template is a pipeline", () => {
  expect(jsonErrors("gitlab-ci.json", JSON.stringify(template))).toEqual([]);
  for (const wrong of [{ script: 1 }, { artifacts: { when: "ever" } }, { artifacts: { reports: { quality: "x" } } }])
    expect(jsonErrors("gitlab-ci.json", JSON.stringify({ stackwarden: { ...template["stackwarden"], ...wrong } }))).not.toEqual([]);
});

/** The snippets of YAML in docs/ci.md, under the heading of their system. */
const snippets = read("docs/ci.md")
  .split(/^## /m)
  .flatMap((section) => {
    const system = section.split("\n")[0] ?? "";
    return [...section.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]): [string, unknown] => [system, parse(text)]);
  });
const of = (system: string): { snippet: unknown }[] => snippets.flatMap(([name, snippet]) => (name === system ? [{ snippet }] : []));

describe("the snippets of docs/ci.md", () => {
  test("are of the systems that are validated here", () => {
    expect(new Set(snippets.map(([system]) => system))).toEqual(new Set(["GitHub", "GitLab", "Other systems"]));
  });
  test.each(of("GitHub"))("of GitHub are a workflow, or steps of one: %j", ({ snippet }) => {
    const text = Array.isArray(snippet) ? withSteps(snippet) : workflow((snippet as Raw)["jobs"]);
    expect(jsonErrors("github-workflow.json", text)).toEqual([]);
  });
  test("of GitHub use inputs and outputs that the action has", () => {
    const steps = of("GitHub").flatMap(({ snippet }) =>
      Array.isArray(snippet)
        ? snippet
        : Object.values((snippet as { jobs: Record<string, { steps: unknown[] }> }).jobs).flatMap((job) => job.steps),
    );
    const own = steps.filter((step): step is Raw => isMap(step) && String(step["uses"]).includes("/stackwarden@"));
    expect(own.length).toBeGreaterThanOrEqual(2);
    for (const step of own) expect(Object.keys(action["inputs"] as Raw)).toEqual(expect.arrayContaining(Object.keys(step["with"] as Raw)));
    const used = [...JSON.stringify(steps).matchAll(/steps\.stackwarden\.outputs\.(\w+)/g)].map(([, name]) => name);
    expect(used.length).toBeGreaterThan(0);
    expect(Object.keys(action["outputs"] as Raw)).toEqual(expect.arrayContaining(used));
  });
  test("of GitLab that include the component give it inputs that it has", () => {
    expect(isMap(componentJobs)).toBe(true);
    const inputsOf = (header: unknown): string[] => Object.keys((header as { spec: { inputs: Raw } }).spec.inputs);
    const reports = parse(read("templates/report.yml").split(/^---$/m)[0] ?? "");
    const given = of("GitLab").flatMap(({ snippet }) => (snippet as { include?: { component: string; inputs: Raw }[] }).include ?? []);
    expect(given.length).toBeGreaterThan(2);
    for (const one of given)
      expect(inputsOf(one.component.includes("/report@") ? reports : component)).toEqual(expect.arrayContaining(Object.keys(one.inputs)));
    // The schema knows no components yet; what is beside them is checked.
    for (const { snippet } of of("GitLab"))
      expect(jsonErrors("gitlab-ci.json", JSON.stringify({ ...(snippet as Raw), include: [] }))).toEqual([]);
  });
  test.each(of("GitLab").filter(({ snippet }) => isMap(snippet) && snippet["stackwarden"] !== undefined))(
    "of GitLab are a pipeline with the template: %j",
    ({ snippet }) => {
      const { stackwarden, ...jobs } = snippet as Record<string, Raw>;
      const base = template["stackwarden"] ?? {};
      const variables = { ...(base["variables"] as Raw), ...(stackwarden?.["variables"] as Raw) };
      expect(Object.keys(base["variables"] as Raw)).toEqual(expect.arrayContaining(Object.keys(stackwarden?.["variables"] as Raw)));
      expect(jsonErrors("gitlab-ci.json", JSON.stringify({ ...jobs, stackwarden: { ...base, ...stackwarden, variables } }))).toEqual([]);
    },
  );
  const other = (key: string): Raw =>
    of("Other systems").find(({ snippet }) => isMap(snippet) && Object.hasOwn(snippet, key))?.snippet as Raw;
  test("of Azure are a pipeline", () => {
    const pipeline = other("pool");
    expect(jsonErrors("azure-pipelines.json", JSON.stringify(pipeline))).toEqual([]);
    const steps = pipeline["steps"] as Raw[];
    for (const wrong of [
      { task: "UseNode@9" },
      { script: 1 },
      { script: "x", when: "always()" },
      { task: "PublishTestResults@2", inputs: { files: "x" } },
    ])
      expect(
        jsonErrors("azure-pipelines.json", JSON.stringify({ ...pipeline, steps: [...steps, wrong] })),
        JSON.stringify(wrong),
      ).not.toEqual([]);
  });
  test("of CircleCI are a configuration", () => {
    const config = other("version");
    expect(jsonErrors("circle-ci.json", JSON.stringify(config))).toEqual([]);
    for (const wrong of [
      { version: 9 },
      { workflows: { policies: { jobs: 1 } } },
      { jobs: { policies: { docker: [{ name: "x" }], steps: ["checkout"] } } },
    ])
      expect(jsonErrors("circle-ci.json", JSON.stringify({ ...config, ...wrong })), JSON.stringify(wrong)).not.toEqual([]);
  });
  test("would not pass with a mistake", () => {
    expect(jsonErrors("github-workflow.json", withSteps([{ uses: 1 }]))).not.toEqual([]);
    expect(jsonErrors("github-workflow.json", withSteps([{ run: "x", "working-dir": "y" }]))).not.toEqual([]);
    expect(jsonErrors("github-workflow.json", workflow({ job: { steps: [] } }))).not.toEqual([]);
    expect(jsonErrors("gitlab-ci.json", JSON.stringify({ job: { script: ["x"], stages: "build" } }))).not.toEqual([]);
  });
});
