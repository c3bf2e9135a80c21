/**
 * `pulumi policy publish` of the real CLI, against a stand-in of the endpoints that it calls on the loopback interface: what it says of the pack, and
 * the archive that it uploads, which is unpacked, installed without development dependencies, and run by the real engine.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { preview, pulumi, resource } from "./engine.js";
import { npm, pack, quiet } from "./packed.js";

const temporary = mkdtempSync(join(tmpdir(), "stackwarden-publish-"));
const folder = join(temporary, "acme-policies");
const calls: { readonly call: string; readonly body: Buffer; readonly isAuthorized: boolean }[] = [];
let server: Server;
let url = "";

/** The answers of Pulumi Cloud to what the CLI asks while it publishes. */
const answers: Readonly<Record<string, () => object>> = {
  "GET /api/user": () => ({ githubLogin: "dev", name: "Dev", email: "dev@example.com", organizations: [], identities: [] }),
  "GET /api/user/organizations/default": () => ({ gitHubLogin: "acme", messages: [] }),
  "GET /api/capabilities": () => ({ capabilities: [] }),
  "POST /api/orgs/acme/policypacks": () => ({ version: 1, uploadURI: `${url}/upload/1.2.3`, requiredHeaders: { "x-upload": "yes" } }),
  "PUT /upload/1.2.3": () => ({}),
  "POST /api/orgs/acme/policypacks/acme/versions/1.2.3/complete": () => ({}),
  // The newest engine reads back what it has published.
  "GET /api/orgs/acme/policypacks/acme/versions/1.2.3": () => ({
    name: "acme",
    version: 1,
    versionTag: "1.2.3",
    policies: [],
    applied: false,
  }),
};

const files: Readonly<Record<string, string>> = {
  "PulumiPolicy.yaml": "runtime: nodejs\ndescription: The policies of Acme.\n",
  "package.json": JSON.stringify({
    name: "acme-policies",
    version: "1.2.3",
    private: true,
    type: "module",
    main: "pack.js",
    dependencies: { stackwarden: "file:stackwarden.tgz" },
    devDependencies: {},
  }),
  "pack.js": [
    'import { allRules, readRules, servePack } from "stackwarden";',
    'servePack({ name: "acme", version: "1.2.3", rules: [...allRules, ...readRules(new URL("./queues.yaml", import.meta.url))] });',
    "",
  ].join("\n"),
  "queues.yaml": [
    "rules:",
    "  acme-queue-key:",
    "    type: sqs.Queue",
    "    title: SQS queues must use a key",
    "    severity: high",
    "    fix: Set `kmsMasterKeyId`.",
    "    require: { kmsMasterKeyId: $present }",
    "",
  ].join("\n"),
};

beforeAll(async () => {
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  renameSync(pack(temporary), join(folder, "stackwarden.tgz"));
  npm(["install", ...quiet], folder);
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const call = `${request.method} ${new URL(request.url ?? "", url).pathname}`;
      calls.push({ call, body: Buffer.concat(parts), isAuthorized: request.headers.authorization === "token not-a-token" });
      const answer = answers[call];
      response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer?.() ?? { code: 404, message: `no ${call} here` }));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 600_000);
afterAll(() => {
  server.close();
  rmSync(temporary, { recursive: true, force: true });
});

const bodyOf = (wanted: string): Buffer => calls.find(({ call }) => call === wanted)?.body ?? Buffer.alloc(0);

test("the CLI publishes the pack with its name, version and policies", { timeout: 300_000 }, async () => {
  const { status, stdout, stderr } = await pulumi(["policy", "publish", "acme"], folder, {
    PULUMI_HOME: join(temporary, "home"),
    PULUMI_BACKEND_URL: url,
    PULUMI_ACCESS_TOKEN: "not-a-token",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  });
  expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/acme[\s\S]*1\.2\.3/);
  expect(calls.map(({ call }) => call)).toEqual(expect.arrayContaining(Object.keys(answers).filter((call) => !call.startsWith("GET"))));
  // The archive goes to a signed address, which gets no token.
  expect(calls.filter(({ call, isAuthorized }) => isAuthorized === call.startsWith("PUT")).map(({ call }) => call)).toEqual([]);
  const published = JSON.parse(bodyOf("POST /api/orgs/acme/policypacks").toString("utf8")) as {
    name: string;
    versionTag: string;
    policies: { name: string; enforcementLevel: string; configSchema?: { properties: object } }[];
  };
  expect(published).toMatchObject({ name: "acme", versionTag: "1.2.3", runtime: "nodejs" });
  expect(published.policies.length).toBeGreaterThan(100);
  expect(published.policies.find(({ name }) => name === "acme-queue-key")).toMatchObject({
    displayName: "SQS queues must use a key",
    enforcementLevel: "mandatory",
    severity: "high",
  });
  expect(published.policies.find(({ name }) => name === "stackwarden")?.configSchema?.properties).toHaveProperty("waivers");
});

test("what it uploads is installed without development dependencies, and runs in the engine", { timeout: 300_000 }, async () => {
  const archive = join(temporary, "uploaded.tgz");
  writeFileSync(archive, bodyOf("PUT /upload/1.2.3"));
  const installed = join(temporary, "installed");
  mkdirSync(installed);
  execFileSync("tar", ["-xzf", archive, "-C", installed]);
  const listed = execFileSync("tar", ["-tzf", archive], { encoding: "utf8" }).trim().split("\n").sort();
  expect(listed).toEqual([...Object.keys(files), "stackwarden.tgz"].map((name) => `package/${name}`).sort());
  npm(["install", "--omit=dev", ...quiet], join(installed, "package"));
  const program = async (): Promise<void> => {
    resource("aws:sqs/queue:Queue", "jobs", {});
    resource("aws:efs/fileSystem:FileSystem", "open", { encrypted: false });
  };
  const run = await preview(program, { packs: [join(installed, "package")] });
  expect(run.ok).toBe(false);
  const found = run.diagnostics.filter(({ level }) => level === "mandatory").map(({ pack: name, policy }) => `${name} ${policy}`);
  expect(found).toEqual(expect.arrayContaining(["acme acme-queue-key", "acme efs-file-system-encrypted"]));
});
