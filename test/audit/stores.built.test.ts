/** Backends in the stores of clouds, by servers that the test starts where their programs are installed. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ContainerClient, StorageSharedKeyCredential } from "@azure/storage-blob";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { listSources } from "../../src/audit/open.js";
import { checkpoint, own } from "./backend.js";

// A thousand requests on a busy machine.
vi.setConfig({ testTimeout: 600_000 });

const root = mkdtempSync(join(tmpdir(), "stackwarden-stores-"));
const children: ChildProcess[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const child of children.splice(0)) child.kill();
});
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

const path = [join(import.meta.dirname, "../../node_modules/.bin"), process.env["PATH"]].join(delimiter);
const runs = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { env: { ...process.env, PATH: path }, stdio: "ignore" }).status === 0;

const isInstalled = (command: string): boolean =>
  spawnSync(command, ["-help"], { env: { ...process.env, PATH: path }, stdio: "ignore" }).error === undefined;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Starts a server, and waits until it answers. */
async function start(command: string, args: readonly string[], port: number, env: Readonly<Record<string, string>> = {}): Promise<void> {
  const child = spawn(command, args, { env: { ...process.env, PATH: path, ...env }, stdio: "ignore" });
  children.push(child);
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}`);
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch {
      await sleep(100);
    }
  }
}

const stack = (i: number): string => `stack-${String(i).padStart(4, "0")}`;
const content = (i: number): string => checkpoint("shop", stack(i), [own("aws:s3/bucket:Bucket", "logs", {}, stack(i), "shop")]);

/** The files of a backend below a prefix, several at a time. */
async function putAll(count: number, put: (key: string, text: string) => Promise<unknown>): Promise<void> {
  let next = 0;
  await put("team/a/.pulumi/meta.yaml", "version: 1\n");
  const work = async (): Promise<void> => {
    for (let i = next++; i < count; i = next++) await put(`team/a/.pulumi/stacks/shop/${stack(i)}.json`, content(i));
  };
  await Promise.all(Array.from({ length: 16 }, work));
}

/** Every stack is listed once, in order, and is read as it was written. */
async function expectAll(source: string, count: number): Promise<void> {
  const { entries, notes } = await listSources([source], () => undefined);
  expect(notes).toEqual([]);
  expect(entries.map(({ stack: name }) => name)).toEqual(Array.from({ length: count }, (_, i) => stack(i)));
  for (const i of [0, count - 1]) {
    const entry = entries[i];
    expect((await entry?.source.read(entry.key))?.toString()).toBe(content(i));
  }
}

const line = (error: unknown): string => (error instanceof Error ? error.message : String(error));

describe("Amazon S3", () => {
  test("has more stacks than one page of a list, each once", async ({ skip }) => {
    if (!runs("python3", "-c", "import moto.server, flask")) return skip("moto is not installed: pip install 'moto[server]'");
    const port = await freePort();
    await start("python3", ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)], port);
    const endpoint = `http://127.0.0.1:${port}`;
    const credentials = { accessKeyId: "testing", secretAccessKey: "testing" };
    const client = new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true, credentials });
    await client.send(new CreateBucketCommand({ Bucket: "states" }));
    // A page has at most 1,000 keys.
    await putAll(1050, (Key, Body) => client.send(new PutObjectCommand({ Bucket: "states", Key, Body })));
    client.destroy();
    vi.stubEnv("AWS_ACCESS_KEY_ID", credentials.accessKeyId);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey);
    await expectAll(`s3://states/team/a?region=us-east-1&use_path_style=true&endpoint=${endpoint}`, 1050);
  });
});

describe("Azure Blob Storage", () => {
  test("has the stacks of a container, and a wrong key is a line without it", async ({ skip }) => {
    if (!runs("azurite-blob", "--version")) return skip("azurite is not installed: npm install --no-save azurite");
    const port = await freePort();
    const [account, key] = ["acme", Buffer.from("a key of the test alone").toString("base64")];
    const folder = join(root, "azurite");
    const args = ["--blobHost", "127.0.0.1", "--blobPort", String(port), "--location", folder, "--skipApiVersionCheck", "--silent"];
    await start("azurite-blob", args, port, { AZURITE_ACCOUNTS: `${account}:${key}` });
    const container = new ContainerClient(`http://127.0.0.1:${port}/${account}/states`, new StorageSharedKeyCredential(account, key));
    await container.create();
    await putAll(60, (name, text) => container.getBlockBlobClient(name).upload(text, Buffer.byteLength(text)));
    const source = `azblob://states/team/a?storage_account=${account}&domain=127.0.0.1:${port}&protocol=http`;
    vi.stubEnv("AZURE_STORAGE_KEY", key);
    await expectAll(source, 60);
    await expect(listSources([source.replace("states", "nothing")], () => undefined).catch(line)).resolves.toContain(
      "azblob://nothing/team/a: cannot be listed: ContainerNotFound, status 404",
    );
    const wrong = Buffer.from("another key").toString("base64");
    vi.stubEnv("AZURE_STORAGE_KEY", wrong);
    const denied = String(await listSources([source], () => undefined).catch(line));
    expect(denied).toContain("azblob://states/team/a: cannot be");
    expect(denied).toContain("status 403");
    expect(denied).not.toContain(wrong);
  });
});

describe("Google Cloud Storage", () => {
  test("has more stacks than one page of a list, each once", async ({ skip }) => {
    if (!isInstalled("fake-gcs-server"))
      return skip("fake-gcs-server is not installed: go install github.com/fsouza/fake-gcs-server@latest");
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    await start(
      "fake-gcs-server",
      ["-scheme", "http", "-host", "127.0.0.1", "-port", String(port), "-backend", "memory", "-public-host", `127.0.0.1:${port}`],
      port,
    );
    const post = async (path: string, body: string): Promise<void> => {
      const { status } = await fetch(`${endpoint}/${path}`, { method: "POST", body, headers: { "content-type": "application/json" } });
      expect(status).toBe(200);
    };
    await post("storage/v1/b?project=acme", JSON.stringify({ name: "states" }));
    await putAll(1050, (name, text) => post(`upload/storage/v1/b/states/o?uploadType=media&name=${encodeURIComponent(name)}`, text));
    // The SDK for Node.js takes the path of the interface too.
    vi.stubEnv("STORAGE_EMULATOR_HOST", `${endpoint}/storage/v1`);
    await expectAll("gs://states/team/a", 1050);
    await expect(listSources(["gs://nothing"], () => undefined).catch(line)).resolves.toBe("gs://nothing: cannot be listed: status 404");
  });
});
