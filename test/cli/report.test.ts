/** `stackwarden report`: the JSON reports of several jobs as one. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { jsonErrors, junitErrors } from "../report/schemas.js";
import { bucket, folder, resource, run, state, urn } from "./fixture.js";
import { refused } from "./inputs.js";

const { path: root, write } = folder();
const rule = "sample-bucket-no-force-destroy";
const stateOf = (project: string, ...names: string[]): string =>
  JSON.stringify(
    state([
      ...names.map((name) => ({
        ...bucket(name),
        urn: urn("aws:s3/bucket:Bucket", name, "prod").replace("::shop::", `::${project}::`),
      })),
      { ...resource("aws:x/y:Z", "z", {}), urn: urn("aws:x/y:Z", "z", "prod").replace("::shop::", `::${project}::`) },
    ]),
  );
interface Report {
  readonly run: { readonly category: string | null; readonly directory: string };
  readonly inputs: readonly { readonly path: string; readonly folder: string }[];
  readonly findings: readonly { readonly rule: string; readonly input: string; readonly urn: string; readonly blocking: boolean }[];
  readonly summary: { readonly resources: number; readonly fail: number; readonly unjudged: readonly { readonly count: number }[] };
}
const read = (file: string): Report => JSON.parse(readFileSync(file, "utf8")) as Report;
let count = 0;
/** The report of a job, which has a machine of its own: inputs of several may have one path. */
async function job(folderOfJob: string, project: string, names: string[], ...more: string[]): Promise<string> {
  const input = join(root, "preview.json");
  writeFileSync(input, stateOf(project, ...names));
  const file = join(root, folderOfJob, "stackwarden.json");
  mkdirSync(join(root, folderOfJob), { recursive: true });
  await run(["check", input, "--only", rule, "--output", `json=${file}`, ...more]);
  return file;
}

describe("stackwarden report", () => {
  test("merges what jobs found: each finding once, sums, and the exit status of all", async () => {
    const at = `merge${count++}`;
    const network = await job(`${at}/a`, "network", ["logs", "site"], "--category", "network");
    await job(`${at}/b`, "shop", ["assets"], "--category", "shop", "--fail-on", "none");
    const merged = join(root, `${at}.json`);
    const sarif = join(root, `${at}-sarif`);
    const comment = join(root, `${at}.md`);
    const junit = join(root, `${at}.xml`);
    const outputs = [`json=${merged}`, `comment=${comment}`, `junit=${junit}`].flatMap((output) => ["--output", output]);
    const result = await run(["report", join(root, at), ...outputs, "--sarif-folder", sarif, "--no-color"]);
    expect([result.status, result.err]).toEqual([1, ""]);
    const { findings, inputs, summary } = read(merged);
    expect(findings.map(({ urn: of, blocking }) => [of.split("::")[1], of.split("::")[3], blocking])).toEqual([
      ["network", "logs", true],
      ["network", "site", true],
      ["shop", "assets", false],
    ]);
    expect(summary).toMatchObject({ resources: 5, fail: 3, unjudged: [{ count: 2 }] });
    // Both jobs read the same path.
    expect(inputs).toHaveLength(2);
    expect(new Set(findings.map(({ input }) => input))).toEqual(new Set(inputs.map(({ path }) => path)));
    expect(inputs.map(({ path }) => path.replace(/^.*\//, ""))).toEqual(["preview.json", "preview.json (shop)"]);
    const text = readFileSync(comment, "utf8");
    expect(text).toMatch(/^<!-- stackwarden -->\n/);
    expect(text).toContain("2 blocking");
    expect(await junitErrors(readFileSync(junit, "utf8"))).toEqual([]);
    const files = readdirSync(sarif).sort();
    const logs = files.map((file) => readFileSync(join(sarif, file), "utf8"));
    for (const log of logs) expect(jsonErrors("sarif-2.1.0.json", log)).toEqual([]);
    const runs = logs.map((log) => (JSON.parse(log) as { runs: { automationDetails: { id: string }; results: unknown[] }[] }).runs[0]);
    expect(runs.map((one) => [one?.automationDetails.id, one?.results.length])).toEqual([
      ["network/", 2],
      ["shop/", 1],
    ]);
    const alone = await run(["report", network, "--format", "json"]);
    expect((JSON.parse(alone.out) as Report).findings).toHaveLength(2);
  });
  test("of one report shows what check shows", async () => {
    const at = `one${count++}`;
    const input = write(`${at}.json`, stateOf("shop", "logs"));
    const file = join(root, `${at}-report.json`);
    for (const format of ["sarif", "junit", "markdown", "gitlab", "github"]) {
      const checked = await run(["check", input, "--only", rule, "--format", format, "--output", `json=${file}`]);
      const shown = await run(["report", file, "--format", format]);
      expect(shown, format).toEqual(checked);
    }
  });
  test("of reports without findings ends with 0", async () => {
    const at = `clean${count++}`;
    await job(at, "shop", []);
    const { status, out } = await run(["report", join(root, at), "--no-color"]);
    expect([status, out]).toEqual([0, expect.stringContaining("Nothing found")]);
  });
  test("skips other files of a folder, and refuses them by name", async () => {
    const at = `other${count++}`;
    const file = await job(at, "shop", ["logs"]);
    const other = join(root, at, "package.json");
    writeFileSync(other, "{}");
    expect((await run(["report", join(root, at)])).err).toContain("package.json: is not a report of `stackwarden check --format json`");
    await refused(["report", other], "package.json", "is not a report");
    await refused(["report", join(root, "nowhere")], "nowhere", "does not exist");
    mkdirSync(join(root, "nothing"), { recursive: true });
    await refused(["report", join(root, "nothing")], "has no report. Write one with `stackwarden check --output json=report.json`.");
    await refused(["report", file, "--output", `json=${file}`], "is one of the reports that are read");
  });
  test.each<[string, (report: Record<string, unknown>) => object]>([
    ["of an older version", ({ run: _, ...report }) => report],
    [
      "with a finding that has no severity",
      (report) => ({ ...report, findings: [{ ...(report["findings"] as object[])[0], severity: "x" }] }),
    ],
    ["with a link that is none", (report) => ({ ...report, findings: [{ ...(report["findings"] as object[])[0], docs: "javascript:x" }] })],
    ["without sums", (report) => ({ ...report, summary: {} })],
    ["with inputs that are none", (report) => ({ ...report, inputs: ["x"] })],
    ["that is a list", (report) => [report]],
  ])("refuses a report %s", async (_, wrong) => {
    const file = await job(`wrong${count++}`, "shop", ["logs"]);
    writeFileSync(file, JSON.stringify(wrong(JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>)));
    await refused(["report", file], "is not a report of `stackwarden check --format json` of this version");
    expect(existsSync(file)).toBe(true);
  });
});
