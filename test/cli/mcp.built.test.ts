/** The server for coding agents, driven by the client of the protocol's own SDK. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folder, preview, resource, secret, state, step } from "./fixture.js";

const repository = join(import.meta.dirname, "../..");
const cli = join(repository, "dist/cli.js");
const { path: root, write } = folder();
const work = join(root, "work");
const config = {
  stackwarden: {
    waivers: [
      { rule: "kms-key-rotation", resource: "logs", reason: "only logs", until: "2999-12-31", owner: "platform" },
      { rule: "kms-key-rotation", resource: "gone", reason: "goes away", until: "2001-12-31" },
      { rule: "kms-key-rotation" },
    ],
  },
};
const trail = { name: "audit", s3BucketName: "b", isMultiRegionTrail: false };
const credential = `AKIA${"ABCDEFGHIJKLMNOP"}`;

interface Finding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly blocking: boolean;
  readonly file: string;
  readonly line: number;
  readonly change?: string;
}
interface Answer {
  readonly isError: boolean;
  readonly text: string;
  /** The structured result. */
  readonly value: Record<string, unknown> & { readonly findings: readonly Finding[] };
}

async function connect(args: readonly string[], cwd = work): Promise<Client> {
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [cli, "mcp", ...args], cwd, stderr: "pipe" }));
  return client;
}
async function call(client: Client, name: string, given?: Record<string, unknown>): Promise<Answer> {
  const result = await client.callTool({ name, ...(given !== undefined && { arguments: given }) });
  const [content] = result.content as { type: string; text: string }[];
  return { isError: result.isError === true, text: content?.text ?? "", value: (result.structuredContent ?? {}) as Answer["value"] };
}

const put = (name: string, value: unknown): void => writeFileSync(join(work, name), JSON.stringify(value));
let client: Client;
beforeAll(async () => {
  mkdirSync(join(work, ".git"), { recursive: true });
  cpSync(join(repository, "examples/shop"), join(work, "infra"), { recursive: true });
  const key = (name: string) => resource("aws:kms/key:Key", name, { enableKeyRotation: false });
  const admin = resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "admin", {
    role: "ops",
    policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
  });
  put("state.json", state([key("logs"), admin, resource("aws:cloudtrail/trail:Trail", "audit", trail)]));
  put("preview.json", preview([step("same", key("old"), key("old")), step("create", undefined, key("new"))]));
  put("stackwarden.json", config);
  write("secret.json", JSON.stringify(state([])));
  symlinkSync(join(root, "secret.json"), join(work, "link.json"));
  mkdirSync(join(work, "linked"));
  symlinkSync(join(root, "secret.json"), join(work, "linked/state.json"));
  const leaking = {
    metadataOptions: { httpTokens: "optional", httpEndpoint: secret("hidden value") },
    tags: { Note: credential, Team: secret("hidden team") },
  };
  put("secrets.json", state([resource("aws:ec2/instance:Instance", "web", leaking)]));
  put("tags.json", { "tags-required": { required: ["Project"], defaults: { Project: "shop" } } });
  client = await connect([]);
});
afterAll(() => client.close());

describe("stackwarden mcp", () => {
  test("describes itself: its tools only read, with instructions when to check", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["check", "propose_fix", "explain_rule", "list_rules", "list_waivers"]);
    for (const { annotations } of tools) expect(annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false });
    expect(client.getInstructions()).toContain("Before `pulumi up`");
    expect(client.getServerVersion()?.version).toBe(JSON.parse(readFileSync(join(repository, "package.json"), "utf8")).version);
  });

  test("checks a project: the findings of the command line, with their places from the root of the repository", async () => {
    const { value, text } = await call(client, "check", { paths: ["infra"], limit: 500 });
    const printed = spawnSync(process.execPath, [cli, "check", "infra", "--format", "json"], { cwd: work, encoding: "utf8" });
    const { findings } = JSON.parse(printed.stdout) as { findings: { rule: string; level: string; outcome: string }[] };
    expect(value).toMatchObject({ clean: false, blocking: findings.filter(({ level }) => level === "mandatory").length, omitted: 0 });
    expect(new Set(value.findings.map(({ rule }) => rule))).toEqual(new Set(findings.map(({ rule }) => rule)));
    expect(value.findings).toContainEqual(
      expect.objectContaining({ rule: "ec2-security-group-no-open-admin-port", file: "infra/network.py", line: 145, blocking: true }),
    );
    expect(JSON.parse(text)).toEqual(value);
  });

  test("lists what is blocking first, and counts what it leaves out", async () => {
    const { value } = await call(client, "check", { paths: ["infra"], limit: 3 });
    expect(value.findings.map(({ blocking }) => blocking)).toEqual([true, true, true]);
    expect(value["omitted"]).toBeGreaterThan(10);
    expect((await call(client, "check", { paths: ["state.json"], failOn: "none" })).value).toMatchObject({ clean: true, blocking: 0 });
  });

  test("checks a preview: what it brings", async () => {
    const { value } = await call(client, "check", { paths: ["preview.json"], changed: true, failOn: "low" });
    const brought = value.findings.filter(({ blocking }) => blocking);
    expect(value).toMatchObject({
      clean: false,
      inputs: [{ stack: "shop/dev", operations: { create: 1, same: 1 }, tier: { name: "XS" } }],
    });
    expect(brought.length).toBeGreaterThan(0);
    expect(value.findings.length).toBeGreaterThan(brought.length);
    expect((await call(client, "check", { paths: ["state.json"], changed: true })).text).toBe(
      "`changed` needs a preview, but every input is a state. Write one with `pulumi preview --json`.",
    );
  });

  test("proposes a fix, with the inputs that the rule would set", async () => {
    const { value } = await call(client, "check", { paths: ["state.json"] });
    const found = value.findings.find(({ rule }) => rule === "cloudtrail-trail-multi-region");
    const fix = await call(client, "propose_fix", { paths: ["state.json"], fingerprint: found?.fingerprint });
    expect(fix.value).toMatchObject({
      rule: "cloudtrail-trail-multi-region",
      inputs: { isMultiRegionTrail: true },
      fix: expect.stringMatching(/./),
    });
    expect(fix.value["example"]).toHaveProperty("typescript");
    const other = value.findings.find(({ rule }) => rule === "iam-no-administrator-access-attached");
    const text = await call(client, "propose_fix", { paths: ["state.json"], fingerprint: other?.fingerprint });
    expect(text.value).not.toHaveProperty("inputs");
    expect(text.value["fix"]).toMatch(/./);
  });

  test("masks secrets, in the inputs that it proposes too", async () => {
    const given = { paths: ["secrets.json"], config: "tags.json" };
    const { value, text } = await call(client, "check", { ...given, limit: 500 });
    const answers = await Promise.all(value.findings.map(({ fingerprint }) => call(client, "propose_fix", { ...given, fingerprint })));
    expect(answers.map((each) => each.value["inputs"])).toContainEqual({ metadataOptions: { httpTokens: "required" } });
    expect(answers.map((each) => each.value["inputs"])).toContainEqual({ tags: expect.objectContaining({ Project: "shop" }) });
    for (const said of [text, ...answers.map((each) => each.text)]) {
      expect(said).not.toContain("hidden");
      expect(said).not.toContain(credential);
    }
  });

  test("explains and lists rules", async () => {
    const { value } = await call(client, "explain_rule", { rule: "s3-bucket-versioned" });
    expect(value).toMatchObject({ id: "s3-bucket-versioned", severity: "medium", examples: { good: { typescript: expect.any(String) } } });
    const listed = (await call(client, "list_rules", { service: "s3", severity: "critical" })).value["rules"] as { id: string }[];
    expect(listed.length).toBeGreaterThan(1);
    expect((await call(client, "list_rules")).value["rules"]).toHaveLength(
      (
        JSON.parse(
          execFileSync(process.execPath, [cli, "rules", "--format", "json"], { encoding: "utf8", maxBuffer: 2 ** 26 }),
        ) as unknown[]
      ).length,
    );
  });

  test("lists waivers, and with inputs whether a finding needs each", async () => {
    const given = { config: "stackwarden.json" };
    const states = async (more: object): Promise<unknown[]> =>
      ((await call(client, "list_waivers", { ...given, ...more })).value["waivers"] as { state: string }[]).map((waiver) => waiver.state);
    expect(await states({})).toEqual(["in force", "expired", "invalid"]);
    expect(await states({ paths: ["state.json"] })).toEqual(["used", "expired", "invalid"]);
    expect(await states({ paths: ["secrets.json"] })).toEqual(["unused", "expired", "invalid"]);
    put("none.json", {});
    expect((await call(client, "list_waivers", { config: "none.json" })).value).toEqual({ waivers: [], exceptions: [] });
  });

  test("finds the configuration around the inputs, as the command does, but not outside of its root", async () => {
    const { value } = await call(client, "list_waivers");
    expect(value["waivers"]).toHaveLength(config.stackwarden.waivers.length);
    const inner = await connect(["--root", "infra"]);
    expect((await call(inner, "list_waivers")).value["waivers"]).toEqual([]);
    await inner.close();
  });

  test("projects of a repository are each checked by their own configuration", async () => {
    for (const name of ["mono/a", "mono/b"]) {
      mkdirSync(join(work, name), { recursive: true });
      put(`${name}/state.json`, state([resource("aws:kms/key:Key", "logs", { enableKeyRotation: false })]));
    }
    put("mono/a/stackwarden.json", config);
    put("mono/b/stackwarden.json", { "kms-key-rotation": "mandatory" });
    const { value } = await call(client, "check", { paths: ["mono"], only: ["kms-key-rotation"] });
    expect(value).toMatchObject({ clean: false, blocking: 1, counts: { waived: 1, fail: 1 } });
    const { fingerprint = "" } = value.findings[0] ?? {};
    const fix = await call(client, "propose_fix", { fingerprint, paths: ["mono"] });
    expect(fix.value).toMatchObject({ rule: "kms-key-rotation", inputs: { enableKeyRotation: true } });
    const listed = await call(client, "list_waivers", { paths: ["mono"] });
    expect((listed.value["waivers"] as object[])[0]).toMatchObject({ file: "mono/a/stackwarden.json", state: "used" });
  });

  test.each([
    ["check", { path: "." }, 'check: there is no argument "path". Did you mean "paths"?'],
    ["check", { paths: "." }, "check: `paths` is a string, expected a list"],
    ["check", { paths: [] }, "`paths` is empty. Name a preview, a state, or the folder of a project."],
    ["check", { paths: ["-"] }, "`paths` names standard input (-), which the protocol uses. Write the preview or state to a file."],
    ["check", { paths: ["nowhere.json"] }, "nowhere.json: does not exist"],
    ["check", { failOn: "all" }, 'check: `failOn` is "all", expected "mandatory", "critical", "high", "medium", "low" or "none"'],
    ["check", { paths: ["stackwarden.json"] }, /^stackwarden\.json: is not a Pulumi state/],
    ["check", { paths: ["state.json"], config: "state.json" }, /^state\.json:1:\d+: /],
    ["propose_fix", {}, 'propose_fix: the call has no "fingerprint"'],
    ["propose_fix", { fingerprint: "xyz" }, "`fingerprint` is not a fingerprint: 8 or more hex characters, as `check` returns them"],
    ["propose_fix", { fingerprint: "0123456789ab", paths: ["state.json"] }, /^no finding has the fingerprint 0123456789ab\./],
    ["explain_rule", { rule: "s3-bucket-version" }, /^there is no rule "s3-bucket-version"\. Did you mean "s3-bucket-versioned"\?/],
    ["list_rules", { service: "s4" }, /^no rule evaluates a service "s4"/],
  ])("%s with %j is a tool error in plain words", async (name, given, words) => {
    const { isError, text } = await call(client, name, given);
    expect(text).toMatch(words);
    if (typeof words === "string") expect(text).toBe(words);
    expect(isError).toBe(true);
  });

  test("an unknown tool is an error of the protocol, and the server goes on", async () => {
    await expect(call(client, "waive")).rejects.toThrow('there is no tool "waive"');
    expect((await call(client, "list_waivers")).isError).toBe(false);
  });

  test.each([
    ["a path above", { paths: ["../secret.json"] }],
    ["an absolute path", { paths: [join(root, "secret.json")] }],
    ["a link", { paths: ["link.json"] }],
    ["a link in a folder", { paths: ["linked"] }],
    ["a configuration", { paths: ["state.json"], config: "../secret.json" }],
    ["a baseline", { paths: ["state.json"], baseline: "../secret.json" }],
    ["a file that is not there", { paths: ["../nowhere.json"] }],
  ])("reads nothing outside of its folder: %s", async (_, given) => {
    const { isError, text } = await call(client, "check", given);
    expect(text).toContain("the folder that may be read");
    expect(isError).toBe(true);
  });

  test("writes nothing", async () => {
    const before = readdirSync(work, { recursive: true });
    await call(client, "check", { paths: ["infra"] });
    await call(client, "list_waivers", { paths: ["infra"], config: "stackwarden.json" });
    expect(readdirSync(work, { recursive: true })).toEqual(before);
  });

  test("loads the own rules that its configuration names, but none that a call names, and none outside of the root", async () => {
    const place = join(root, "own");
    const rule = {
      type: "sqs.Queue",
      severity: "high",
      title: "Queues must be in order",
      why: "Ours.",
      fix: "Set `fifoQueue: true`.",
      docs: "https://acme.example/queues",
      require: { fifoQueue: true },
      cases: { pass: [{ fifoQueue: true }], fail: [{ of: {} }] },
    };
    mkdirSync(join(place, "policies"), { recursive: true });
    mkdirSync(join(place, "other"));
    writeFileSync(join(place, "policies/acme.yaml"), JSON.stringify({ rules: { "acme-queue-ordered": rule } }));
    writeFileSync(join(place, "stackwarden.json"), JSON.stringify({ rules: ["./policies"], "acme-queue-ordered": "mandatory" }));
    writeFileSync(join(place, "state.json"), JSON.stringify(state([resource("aws:sqs/queue:Queue", "jobs", {})])));
    const own = await connect([], place);
    const { value, text } = await call(own, "check", { paths: ["state.json"] });
    expect(
      value.findings?.map((finding) => finding.rule),
      text,
    ).toContain("acme-queue-ordered");
    writeFileSync(join(place, "other/stackwarden.json"), JSON.stringify({ rules: ["../policies"] }));
    await own.close();
    const outside = await connect(["--root", join(place, "other")], place);
    const refused = await call(outside, "list_rules", {});
    expect([refused.isError, refused.text]).toEqual([true, expect.stringContaining("is outside of")]);
    await outside.close();
  });

  test("takes a root and a configuration of its own, which may be elsewhere", async () => {
    const elsewhere = write("org.json", JSON.stringify({ stackwarden: { disable: ["cloudtrail-trail-multi-region"] } }));
    const other = await connect(["--root", "work", "--config", elsewhere], root);
    const { value } = await call(other, "check", { paths: ["state.json"], limit: 500 });
    const rules = value.findings.map(({ rule }) => rule);
    expect(rules).toContain("kms-key-rotation");
    expect(rules).not.toContain("cloudtrail-trail-multi-region");
    expect((await call(other, "check", { paths: ["../org.json"] })).text).not.toContain("may be read");
    await other.close();
  });

  test("ends when its input ends, and names what is wrong with its start", () => {
    const start = (args: readonly string[], program = cli) =>
      spawnSync(process.execPath, [program, "mcp", ...args], { cwd: work, encoding: "utf8", input: "" });
    expect(start([])).toMatchObject({ status: 0, stdout: "", stderr: "" });
    expect(start(["--root", "nowhere"])).toMatchObject({ status: 2, stderr: "stackwarden: nowhere: does not exist\n" });
    expect(start(["--root", "state.json"])).toMatchObject({ status: 2, stderr: "stackwarden: state.json: is not a folder\n" });
  });

  test("without the SDK it names what to install", () => {
    const bare = join(root, "bare");
    cpSync(join(repository, "dist"), join(bare, "dist"), { recursive: true });
    cpSync(join(repository, "package.json"), join(bare, "package.json"));
    const { status, stderr } = spawnSync(process.execPath, [join(bare, "dist/cli.js"), "mcp"], { encoding: "utf8", input: "" });
    expect(stderr).toBe(
      "stackwarden: the server needs the SDK of the Model Context Protocol. Run: npm install --save-dev @modelcontextprotocol/sdk\n",
    );
    expect(status).toBe(2);
  });
});
