/** The built command: threads, a real S3-compatible server, a run that is killed, and the facts in a database. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { state } from "../../bench/stack.mjs";
import type { StackFact } from "../../src/audit/facts.js";
import { backend, stackCount, writeBackend } from "./backend.js";
import { type S3Server, startS3 } from "./s3-server.js";

// Thousands of stacks on a busy machine.
vi.setConfig({ testTimeout: 1_200_000, hookTimeout: 1_200_000 });

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "stackwarden-audit-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let number = 0;
const place = (): string => join(root, `place-${++number}`);

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}
const cleanEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:AWS_|CI_NODE_|JOB_COMPLETION_|STACKWARDEN_SHARD)/.test(name)),
);

/** Runs the command without stopping this thread, in which a server may run. */
function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [cli, ...args], { env: { ...cleanEnv, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const texts = { out: "", err: "" };
  child.stdout.on("data", (piece: Buffer) => {
    texts.out += piece.toString();
  });
  child.stderr.on("data", (piece: Buffer) => {
    texts.err += piece.toString();
  });
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, ...texts })));
}

const names = ["audit.json", "stacks.jsonl", "findings.jsonl"] as const;
const contents = (folder: string): readonly string[] => names.map((name) => readFileSync(join(folder, name), "utf8"));
const stacksIn = (folder: string): StackFact[] =>
  readFileSync(join(folder, "stacks.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as StackFact);

const many = backend(stackCount);
const became = (folder: string): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    stacksIn(folder).map(({ project, stack, status, reason }) => [`${project}/${stack}`, status === "read" ? "read" : reason]),
  );

describe("a backend in a folder", () => {
  const path = place();
  beforeAll(() => writeBackend(path, many.files));

  test("evaluated by threads is the same as by one, in shards of threads too", async () => {
    const [one, two, shards, merged] = [place(), place(), place(), place()];
    const alone = await run(["audit", path, "--out", one, "--jobs", "1", "--team-tag", "Owner"]);
    const threads = await run(["audit", path, "--out", two, "--jobs", "2", "--team-tag", "Owner"]);
    expect(threads).toEqual(alone);
    expect(alone.err).toBe("");
    expect(contents(two)).toEqual(contents(one));
    expect(became(one)).toEqual(Object.fromEntries(many.expected));
    for (const index of ["0", "1", "2"]) {
      const ended = await run(["audit", path, "--out", shards, "--team-tag", "Owner", "--shards", "3"], { JOB_COMPLETION_INDEX: index });
      expect([ended.status, ended.err]).toEqual([0, ""]);
    }
    expect((await run(["merge", shards, "--out", merged])).out).toBe(alone.out);
    expect(contents(merged)).toEqual(contents(one));
  });
});

describe("an S3-compatible server", () => {
  // s3rver 3.7.1 answers the second page of a list with status 500, so that the stacks here are those of one page: more are in stores.built.test.ts.
  const many = backend(Math.min(stackCount, 400));
  let server: S3Server | undefined;
  beforeAll(async () => {
    const folder = place();
    mkdirSync(folder);
    server = await startS3(folder);
    await server?.put("states", new Map([...many.files].map(([key, content]) => [`team/a/${key}`, content])));
  });
  afterAll(() => server?.close());

  test("has the same stacks and findings as the folder; shards and merge are equal to the whole", async ({ skip }) => {
    if (server === undefined) return skip("s3rver is not installed");
    const source = `s3://states/team/a?region=us-east-1&s3ForcePathStyle=true&endpoint=${server.endpoint}`;
    const [folder, local, remote, shards, merged] = [place(), place(), place(), place(), place()];
    writeBackend(folder, many.files);
    await run(["audit", folder, "--out", local]);
    const whole = await run(["audit", source, "--out", remote], server.env);
    expect(whole.status, whole.err).toBe(1);
    expect(became(remote)).toEqual(Object.fromEntries(many.expected));
    // But for the places, which are URLs here.
    const [, stacks, findings] = contents(local).map((text) => text.replaceAll(folder, "s3://states/team/a"));
    expect(contents(remote).slice(1)).toEqual([stacks, findings]);
    for (const index of ["1", "2", "3", "4"])
      expect((await run(["audit", source, "--out", shards, "--shard", `${index}/4`], server.env)).status).toBe(0);
    await run(["merge", shards, "--out", merged]);
    expect(contents(merged)).toEqual(contents(remote));
  });

  test("states what is wrong in a line, without credentials", async ({ skip }) => {
    if (server === undefined) return skip("s3rver is not installed");
    const source = `s3://nothing?region=us-east-1&use_path_style=true&endpoint=${server.endpoint}`;
    const missing = await run(["audit", source, "--out", place()], server.env);
    expect(missing.status).toBe(2);
    expect(missing.err).toContain("stackwarden: s3://nothing: cannot be");
    const denied = await run(["audit", source.replace("nothing", "states"), "--out", place()], {
      ...server.env,
      AWS_ACCESS_KEY_ID: "nobody",
    });
    expect([denied.status, denied.out]).toEqual([2, ""]);
    expect(denied.err).toContain("InvalidAccessKeyId, status 403");
    expect(denied.err).not.toContain("nobody");
  });
});

test("a run that is killed in the middle and resumed loses nothing and has nothing twice", async () => {
  const [path, whole, out] = [place(), place(), place()];
  mkdirSync(path);
  const text = JSON.stringify(state(100));
  for (let i = 0; i < 120; i++) writeFileSync(join(path, `s${i}.json`), text.replaceAll("pulumi:dev::shop", `pulumi:dev::shop-${i}`));
  await run(["audit", path, "--out", whole]);
  const child = spawn(process.execPath, [cli, "audit", path, "--out", out, "--jobs", "2"], { env: cleanEnv, stdio: "ignore" });
  const journal = join(out, ".unfinished.jsonl");
  const isUnderWay = (): boolean => existsSync(journal) && readFileSync(journal, "utf8").split("\n").length > 8;
  while (child.exitCode === null && !isUnderWay()) await sleep(5);
  child.kill("SIGKILL");
  await new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.on("exit", resolve) : resolve(undefined)));
  expect(child.signalCode).toBe("SIGKILL");
  const done = readFileSync(journal, "utf8").split("\n").length - 2;
  expect(done).toBeLessThan(120);
  expect((await run(["audit", path, "--out", out])).err).toContain("Go on with --resume");
  const resumed = await run(["audit", path, "--out", out, "--resume"]);
  expect([resumed.status, resumed.err]).toEqual([1, ""]);
  expect(contents(out)).toEqual(contents(whole));
});

describe("the facts in DuckDB", () => {
  const [path, before, out] = [place(), place(), place()];
  beforeAll(async () => {
    writeBackend(path, many.files);
    await run(["audit", path, "--out", before, "--preset", "essential"]);
    await run(["audit", path, "--out", out, "--since", before, "--team-tag", "Owner", "--parquet"]);
  });

  const queries = [...readFileSync(new URL("../../docs/audit.md", import.meta.url), "utf8").matchAll(/```sql\n([\s\S]*?)```/g)].map(
    ([, sql]) => sql ?? "",
  );

  test("answer the five documented questions, as JSON lines and as Parquet", async ({ skip }) => {
    const duckdb = await import("@duckdb/node-api").catch(() => undefined);
    if (duckdb === undefined) return skip("DuckDB is not installed here");
    const connection = await (await duckdb.DuckDBInstance.create(":memory:")).connect();
    const ask = async (sql: string): Promise<Record<string, unknown>[]> =>
      // Numbers of 64 bits come as texts.
      (await connection.runAndReadAll(sql))
        .getRowObjectsJson()
        .map((row) =>
          Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === "number" ? String(value) : value])),
        );
    expect(queries).toHaveLength(5);
    const audit = JSON.parse(readFileSync(join(out, "audit.json"), "utf8")) as {
      summary: {
        worst: StackFact[];
        teams: { name: string; findings: number }[];
        rules: { name: string; findings: number }[];
        unreadable: number;
        trend: { new: number };
      };
    };
    const answers: unknown[] = [];
    for (const [extension, read] of [
      ["jsonl", "read_json_auto"],
      ["parquet", "read_parquet"],
    ]) {
      await connection.run(`create or replace view stacks as select * from ${read}('${out}/stacks.${extension}')`);
      await connection.run(`create or replace view findings as select * from ${read}('${out}/findings.${extension}')`);
      const results = [];
      for (const sql of queries) results.push(await ask(sql));
      answers.push(results);
    }
    expect(answers[0]).toEqual(answers[1]);
    const [worst, teams, rules, fresh, unreadable] = answers[0] as Record<string, unknown>[][];
    expect(worst?.map(({ id }) => id)).toEqual(audit.summary.worst.slice(0, 10).map(({ id }) => id));
    const counts = (rows: readonly Record<string, unknown>[] = [], key: string): unknown =>
      Object.fromEntries(rows.map((row) => [row[key], Number(row["findings"])]));
    const expected = (groups: readonly { name: string; findings: number }[]): unknown =>
      Object.fromEntries(groups.filter(({ findings }) => findings > 0).map(({ name, findings }) => [name, findings]));
    expect(counts(teams, "team")).toEqual(expected(audit.summary.teams));
    expect(counts(rules, "rule")).toEqual(expected(audit.summary.rules));
    expect(fresh?.reduce((sum, row) => sum + Number(row["findings"]), 0)).toBe(audit.summary.trend.new);
    expect(unreadable?.filter(({ what }) => what !== "unknown").reduce((sum, row) => sum + Number(row["count"]), 0)).toBe(
      audit.summary.unreadable,
    );
  });
});

test("the package of a store that is not installed is named with the command that installs it", () => {
  // A copy of the build without node_modules beside it.
  const elsewhere = place();
  mkdirSync(elsewhere);
  const script = `import { optionalPackage } from ${JSON.stringify(new URL("../../dist/audit/optional.js", import.meta.url).href)};
    await optionalPackage(() => import("@acme/not-there"), "@acme/not-there", "s3://states").catch((error) => console.log(error.message));`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: elsewhere, encoding: "utf8" });
  expect(stdout).toBe("s3://states: needs the package @acme/not-there, which is not installed: npm install @acme/not-there\n");
});
