/** What only a process of its own can show: standard input, pipes, exit codes, and what is loaded. */
import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bucket, folder, resource, state } from "./fixture.js";

const cli = join(import.meta.dirname, "../../dist/cli.js");
const { path: root, write } = folder();
const text = JSON.stringify(state([bucket("logs"), resource("aws:iam/role:Role", "r")]));
const file = write("state.json", text);

interface Done {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
function node(args: readonly string[], input?: string | Uint8Array, env: Record<string, string> = {}): Promise<Done> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NO_COLOR: "1", ...env } });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
    child.stdin.on("error", () => undefined); // it may end before it has read all
    child.stdin.end(input ?? "");
  });
}
const stackwarden = (args: readonly string[], input?: string | Uint8Array): Promise<Done> => node([cli, ...args], input);

describe("the process", () => {
  test("exits by what it found", async () => {
    expect((await stackwarden(["check", file, "--fail-on", "none"])).code).toBe(0);
    expect((await stackwarden(["check", file, "--fail-on", "low"])).code).toBe(1);
    expect((await stackwarden(["check", "nowhere.json"])).code).toBe(2);
    expect((await stackwarden([])).code).toBe(2);
    expect((await stackwarden(["--version"])).code).toBe(0);
    expect((await stackwarden(["rules", "--format", "json"])).code).toBe(0);
  });
  test("reads standard input", async () => {
    const { code, out, err } = await stackwarden(["check", "-", "--format", "json", "--fail-on", "none"], text);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out).inputs).toEqual([{ path: "-", project: "shop", stack: "dev", resources: 2, folder: "" }]);
  });
  test.each([
    ["nothing", "", "standard input: is empty"],
    [
      "no JSON",
      "error: no stack",
      "stackwarden: standard input:1:1: is not valid JSON: invalid symbol. Correct the file, or write it again.",
    ],
    ["no state", "[]", "stackwarden: standard input: is not a Pulumi state, preview or plan, expected a JSON object"],
  ])("states in one line what is wrong with standard input that is %s", async (_, input, says) => {
    const { code, out, err } = await stackwarden(["check", "-"], input);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^[^\n]+\n$/);
    expect(err).toContain(says);
  });
  test("is quiet when the reader of its output leaves, and keeps its status", () => {
    const many = write("many.json", JSON.stringify(state(Array.from({ length: 2000 }, (_, i) => bucket(`b${i}`)))));
    const script = `"${process.execPath}" "${cli}" check "${many}" --format json --fail-on low; echo "status $?" >&2`;
    const first = execFileSync("bash", ["-c", `{ ${script}; } 2>"${root}/err.txt" | head -1`], { encoding: "utf8" });
    expect(first).toBe("{\n");
    expect(execFileSync("cat", [join(root, "err.txt")], { encoding: "utf8" })).toBe("status 1\n");
  });
  test("works from any directory", async () => {
    expect((await stackwarden(["check", "state.json", "--fail-on", "none"])).code).toBe(0);
  });
});

describe("what is loaded", () => {
  const hook = write(
    "hook.mjs",
    `import { appendFileSync } from "node:fs";
import Module from "node:module";
const log = process.env.LOADED;
const load = Module._load;
Module._load = function (request, ...rest) {
  appendFileSync(log, "cjs " + request + "\\n");
  return load.call(this, request, ...rest);
};
const hooks = \`import { appendFileSync } from "node:fs";
export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  appendFileSync(\${JSON.stringify(log)}, "esm " + found.url + "\\\\n");
  return found;
}\`;
Module.register("data:text/javascript," + encodeURIComponent(hooks));
`,
  );
  const loadedBy = async (...args: string[]): Promise<string[]> => {
    const log = write(`loaded-${args.join("-").replaceAll(/\W/g, "_")}.txt`, "");
    await node(["--import", hook, cli, ...args], undefined, { LOADED: log });
    return execFileSync("cat", [log], { encoding: "utf8" }).split("\n");
  };
  const packages = (lines: readonly string[]): string[] => [
    ...new Set(
      lines
        .map((line) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(line)?.[1] ?? /^cjs ((?:@[^/]+\/)?[^./][^/]*)$/.exec(line)?.[1] ?? "")
        .filter((name) => name !== ""),
    ),
  ];

  test("check loads neither Pulumi's SDK nor gRPC, nor the provider", async () => {
    const lines = await loadedBy("check", file);
    expect(lines.some((line) => line.includes("dist/cli.js"))).toBe(true);
    for (const name of ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/policy", "@grpc/grpc-js", "google-protobuf", "typescript"])
      expect(packages(lines)).not.toContain(name);
  });
  test("a run loads the formats that it prints, and no others", async () => {
    const formats = async (...args: string[]): Promise<string[]> => [
      ...new Set(
        (await loadedBy("check", file, ...args)).flatMap(
          (line) => /dist\/chunk-(sarif|junit|markdown|github|gitlab|html|examples)-/.exec(line)?.[1] ?? [],
        ),
      ),
    ];
    expect(await formats()).toEqual([]);
    expect(await formats("--format", "github", "--output", "html=report.html")).toEqual(["html", "github"]);
  });
  test("a single state does not pay for the reader of YAML", async () => {
    expect(packages(await loadedBy("check", file))).not.toContain("yaml");
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    expect(packages(await loadedBy("check", "."))).toContain("yaml");
  });
});
