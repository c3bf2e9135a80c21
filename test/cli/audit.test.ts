/** The commands over all stacks, in this thread: sources, results, trends, shards. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { FindingFact, StackFact } from "../../src/audit/facts.js";
import { findingColumns, stackColumns } from "../../src/audit/schema.js";
import { backend, checkpoint, own, stackCount, writeBackend } from "../audit/backend.js";
import { bucket, folder, type Outcome, resource, run, secret, state, stateText } from "./fixture.js";

const temporary = folder();
let number = 0;
const place = (): string => join(temporary.path, `place-${++number}`);
const linesIn = <T>(out: string, name: string): T[] =>
  readFileSync(join(out, name), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
const stacksIn = (out: string): StackFact[] => linesIn(out, "stacks.jsonl");
const findingsIn = (out: string): FindingFact[] => linesIn(out, "findings.jsonl");

/** A folder with these files. */
function filesIn(files: Readonly<Record<string, string | Buffer>>): string {
  const path = place();
  mkdirSync(path);
  writeBackend(path, new Map(Object.entries(files)));
  return path;
}

async function audit(
  sources: readonly string[],
  more: readonly string[] = [],
  given: Parameters<typeof run>[1] = {},
): Promise<Outcome & { out2: string }> {
  const out2 = place();
  return { ...(await run(["audit", ...sources, "--out", out2, "--jobs", "1", ...more], given)), out2 };
}

describe("a backend in a folder", () => {
  const { files, expected, locked } = backend(stackCount);
  const path = place();
  writeBackend(path, files);

  test("has every stack once, with what became of it", async () => {
    const { out2, status, err } = await audit([`file://${path}`], ["--team-tag", "Owner"]);
    expect(err).toBe("");
    expect(status).toBe(1);
    const stacks = stacksIn(out2);
    const became = stacks.map(({ project, stack, status: is, reason }) => [`${project}/${stack}`, is === "read" ? "read" : reason]);
    expect(Object.fromEntries(became)).toEqual(Object.fromEntries(expected));
    expect(became).toHaveLength(expected.size);
    expect(new Set(stacks.filter((one) => one.locked).map((one) => `${one.project}/${one.stack}`))).toEqual(locked);
    for (const { status: is, message, resources } of stacks)
      expect(is === "read" ? [message, resources] : message).not.toEqual(is === "read" ? null : "");
    expect(stacks.map(({ id }) => id)).toEqual(stacks.map(({ id }) => id).toSorted());
  });

  test("finds in each stack what check finds in its state", async () => {
    const { out2 } = await audit([path]);
    const sound = stacksIn(out2).filter(({ status }) => status === "read");
    for (const { id } of sound.slice(0, 5)) {
      const checked = JSON.parse((await run(["check", id, "--format", "json"])).out) as { findings: FindingFact[] };
      const mine = findingsIn(out2).filter(({ stackId, outcome }) => stackId === id && outcome !== "unknown");
      expect(mine.map(({ fingerprint, message }) => [fingerprint, message])).toEqual(
        checked.findings.map(({ fingerprint, message }) => [fingerprint, message]),
      );
    }
  });

  test("in shards and merged is byte for byte the same, since the last audit too", async () => {
    const last = (await audit([path], ["--preset", "essential"])).out2;
    const more = ["--team-tag", "Owner"];
    const whole = await audit([path], [...more, "--since", last, "--format", "json"]);
    const shards = place();
    for (const index of [1, 2, 3])
      expect((await run(["audit", path, "--out", shards, "--jobs", "1", ...more, "--shard", `${index}/3`])).status).toBe(0);
    const merged = place();
    const result = await run(["merge", shards, "--out", merged, "--since", last, "--format", "json"]);
    expect([result.status, result.out, result.err]).toEqual([whole.status, whole.out, ""]);
    for (const name of ["audit.json", "stacks.jsonl", "findings.jsonl"])
      expect(readFileSync(join(merged, name), "utf8")).toBe(readFileSync(join(whole.out2, name), "utf8"));
    expect(readdirSync(merged).sort()).toEqual(["audit.json", "findings.jsonl", "stacks.jsonl"]);
  });

  test("every fact has the documented fields, and no other", async () => {
    const { out2 } = await audit([path]);
    const typeOf = (value: unknown): string =>
      typeof value === "number" ? "INT32" : typeof value === "string" ? "STRING" : typeof value === "boolean" ? "BOOLEAN" : "null";
    for (const [rows, columns] of [
      [stacksIn(out2), stackColumns],
      [findingsIn(out2), findingColumns],
    ] as const)
      for (const row of rows) {
        expect(Object.keys(row)).toEqual(Object.keys(columns));
        for (const [name, type] of Object.entries(columns)) {
          const found = typeOf((row as unknown as Record<string, unknown>)[name]);
          expect(found === "null" ? type.endsWith("?") : found === type.replace("?", ""), `${name} is ${found}`).toBe(true);
        }
      }
  });
});

describe("other sources", () => {
  test("a folder of exports, with folders in it; what is not a state is left out", async () => {
    const path = filesIn({
      "shop.json": stateText(bucket("logs")),
      "deep/er/web.json.gz": gzipSync(stateText(bucket("web"))),
      "package.json": "{}",
      "settings.json": '{"a":1}',
      "node_modules/x/state.json": stateText(bucket("not")),
      "cut.json": stateText(bucket("x")).slice(0, 30),
    });
    const { out2, status } = await audit([path]);
    expect(stacksIn(out2).map(({ id, status: is }) => [id.slice(path.length + 1), is])).toEqual([
      ["cut.json", "unreadable"],
      ["deep/er/web.json.gz", "read"],
      ["shop.json", "read"],
    ]);
    expect(status).toBe(1);
  });

  test("the older layout, whose states name the project", async () => {
    const path = filesIn({
      ".pulumi/stacks/dev.json": checkpoint("shop", "dev", [own("aws:s3/bucket:Bucket", "a", {}, "dev", "shop")]),
      ".pulumi/stacks/dev.json.bak": "{}",
    });
    const { out2 } = await audit([path]);
    expect(stacksIn(out2).map(({ project, stack }) => [project, stack])).toEqual([["shop", "dev"]]);
  });

  test("a list of stacks is compared with what the other sources have", async () => {
    const list = temporary.write(
      "list.json",
      JSON.stringify([
        { name: "organization/shop/dev", current: false },
        { name: "organization/shop/prod", current: true },
      ]),
    );
    const path = filesIn({ "a.json": stateText(resource("aws:sqs/queue:Queue", "jobs", { messageRetentionSeconds: 90_000 })) });
    const { out2, status, out } = await audit([path, list]);
    expect(stacksIn(out2).map(({ project, stack, reason }) => [project, stack, reason])).toContainEqual(["shop", "prod", "no-state"]);
    expect(stacksIn(out2)).toHaveLength(2);
    expect(out).toContain("pulumi stack export --stack organization/shop/prod --file organization.shop.prod.json");
    expect(status).toBe(3);
    const alone = await run(["audit", list, "--out", place()]);
    expect([alone.status, alone.out]).toEqual([2, ""]);
    expect(alone.err).toContain("lists 2 stacks, but has no states. Name their backend as a source too");
  });

  test.each([
    ["nowhere", "nowhere: does not exist"],
    ["ftp://states", 'ftp://states: "ftp" is not a kind of backend that is read'],
    ["s3://states?bucket=x", 's3://states: has a parameter "bucket", expected region, endpoint'],
    ["azblob://states?key=hunter2", 'azblob://states: has a parameter "key"'],
  ])("%s is refused in one line", async (source, message) => {
    const { status, err, out } = await run(["audit", source, "--out", place()]);
    expect([status, out, err.split("\n").length]).toEqual([2, "", 2]);
    expect(err).toContain(message);
    expect(err).not.toContain("hunter2");
  });

  test("a newer backend, and one without stacks, are refused", async () => {
    const newer = filesIn({ ".pulumi/stacks/p/s.json": "{}", ".pulumi/meta.yaml": "version: 2\n" });
    expect((await run(["audit", newer, "--out", place()])).err).toContain(
      ".pulumi/meta.yaml: has version 2, newer than 1. Update Stackwarden.",
    );
    const none = filesIn({ ".pulumi/stacks/readme.txt": "" });
    expect((await run(["audit", none, "--out", place()])).err).toContain("has no stacks");
  });
});

describe("the result", () => {
  test("ends with 0 where nothing blocks, with 1 where something does, with 3 where a stack was not evaluated", async () => {
    const [clean, bad] = [
      stateText(resource("aws:sqs/queue:Queue", "jobs", { messageRetentionSeconds: 90_000 })),
      stateText(bucket("logs")),
    ];
    expect((await audit([filesIn({ "a.json": clean })])).status).toBe(0);
    expect((await audit([filesIn({ "a.json": bad })])).status).toBe(1);
    expect((await audit([filesIn({ "a.json": bad })], ["--fail-on", "critical"])).status).toBe(0);
    expect((await audit([filesIn({ "a.json": clean, "b.json": "{" })])).status).toBe(3);
    expect((await audit([filesIn({ "a.json": bad, "b.json": "{" })])).status).toBe(1);
  });

  test("a stack in no environment is not evaluated, where each has to be in one", async () => {
    const config = temporary.write(
      "environments.json",
      JSON.stringify({ stackwarden: { environmentRequired: true, environments: { live: ["prod"] } } }),
    );
    const { out2, status } = await audit([filesIn({ "a.json": stateText(bucket("logs")) })], ["--config", config]);
    expect(stacksIn(out2).map(({ reason }) => reason)).toEqual(["configuration"]);
    expect(status).toBe(3);
  });

  test("a team is the tag of the resource, else of the stack, else the most common one", async () => {
    const resources = [
      bucket("mine", { forceDestroy: true, tags: { Team: "a" } }),
      bucket("also", { tags: { Team: "a" } }),
      bucket("none"),
    ];
    const text = JSON.stringify({ version: 3, checkpoint: { stack: "organization/shop/dev", latest: { resources } } });
    const files = { ".pulumi/meta.yaml": "version: 1\n", ".pulumi/stacks/shop/dev.json": text };
    const teams = (out: string): unknown => [
      stacksIn(out)[0]?.team,
      Object.fromEntries(findingsIn(out).map(({ name, team }) => [name, team])),
    ];
    const without = await audit([filesIn(files)], ["--team-tag", "Team"]);
    expect(teams(without.out2)).toEqual(["a", { mine: "a", also: "a", none: "a" }]);
    const tags = JSON.stringify({ version: 1, tags: { Team: "b" } });
    const tagged = await audit([filesIn({ ...files, ".pulumi/stacks/shop/dev.pulumi-tags": tags })], ["--team-tag", "Team"]);
    expect(teams(tagged.out2)).toEqual(["b", { mine: "a", also: "a", none: "b" }]);
    const broken = await audit([filesIn({ ...files, ".pulumi/stacks/shop/dev.pulumi-tags": "{" })], ["--team-tag", "Team"]);
    expect(teams(broken.out2)).toEqual(["a", { mine: "a", also: "a", none: "a" }]);
  });

  test("has no secret: not of a tag, not of an input, in no file and no format", async () => {
    const token = ["hunter", "2-", "correct-horse-battery"].join("");
    const resources = [
      bucket("logs", { forceDestroy: true, tags: secret({ Team: token }) }),
      bucket("more", { forceDestroy: true, tags: { Team: secret(token) } }),
    ];
    const path = filesIn({ "a.json": JSON.stringify(state(resources)) });
    for (const format of ["text", "json", "markdown", "html"]) {
      const { out, err, out2 } = await audit([path], ["--team-tag", "Team", "--format", format]);
      expect(out + err).not.toContain(token);
      for (const name of readdirSync(out2)) expect(readFileSync(join(out2, name), "utf8")).not.toContain(token);
    }
  });

  test("since the last audit: what is new, what is fixed, which stacks came and went", async () => {
    const at = (files: Readonly<Record<string, string>>, path: string): void => {
      rmSync(path, { recursive: true, force: true });
      mkdirSync(path, { recursive: true });
      writeBackend(path, new Map(Object.entries(files)));
    };
    const path = place();
    at({ "a.json": stateText(bucket("old"), bucket("gone")), "b.json": stateText(bucket("b")), "c.json": "{" }, path);
    const last = (await audit([path])).out2;
    at({ "a.json": stateText(bucket("old"), bucket("young")), "c.json": stateText(bucket("c")), "d.json": stateText(bucket("d")) }, path);
    const { out2, out } = await audit([path], ["--since", last]);
    const fresh = findingsIn(out2).map(({ name, rule, isNew }) => [name, rule.replace("sample-bucket-", ""), isNew]);
    expect(fresh).toContainEqual(["old", "no-force-destroy", false]);
    expect(fresh).toContainEqual(["young", "no-force-destroy", true]);
    // It could not be read before, so nobody knows.
    expect(fresh).toContainEqual(["c", "no-force-destroy", null]);
    expect(fresh).toContainEqual(["d", "no-force-destroy", true]);
    expect(stacksIn(out2).map((stack) => [stack.new, stack.fixed])).toEqual([
      [2, 2],
      [null, null],
      [2, 0],
    ]);
    expect(out).toContain("Since the audit of 2026-07-01: 4 new, 2 fixed; 1 stack added; 1 stack removed;");
  });

  test("a waiver of the pack is reported once, and unused only if no stack needs it, in shards too", async () => {
    const waiver = (name: string) => ({
      rule: "sample-bucket-no-force-destroy",
      resource: name,
      reason: "a reason that is long enough",
      until: "2026-12-31",
    });
    const config = temporary.write("waivers.json", JSON.stringify({ stackwarden: { waivers: [waiver("used"), waiver("needless")] } }));
    const { allRules } = await import("../../src/rules/index.js");
    const { fewRules } = await import("./fixture.js");
    const rules = [...fewRules, ...allRules.filter(({ family }) => family === "waivers")].sort((a, b) => (a.id < b.id ? -1 : 1));
    const path = filesIn(
      Object.fromEntries(
        ["a", "b", "c", "d"].map((name) => [
          `${name}.json`,
          stateText(bucket(name === "d" ? "used" : "other", {}), bucket(name === "d" ? "used" : name)),
        ]),
      ),
    );
    const whole = await audit([path], ["--config", config, "--preset", "all"], { rules });
    const ofWaivers = findingsIn(whole.out2).filter(({ rule }) => rule.startsWith("waiver"));
    expect(ofWaivers.map(({ message }) => message).filter((message) => message.includes("needless"))).toHaveLength(1);
    expect(ofWaivers.map(({ message }) => message).filter((message) => message.includes('"used"'))).toEqual([]);
    const shards = place();
    for (const index of [1, 2])
      await run(["audit", path, "--out", shards, "--jobs", "1", "--config", config, "--preset", "all", "--shard", `${index}/2`], { rules });
    const merged = place();
    await run(["merge", shards, "--out", merged]);
    for (const name of ["audit.json", "findings.jsonl"])
      expect(readFileSync(join(merged, name), "utf8")).toBe(readFileSync(join(whole.out2, name), "utf8"));
  });
});

describe("an audit that was stopped", () => {
  const path = filesIn(Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`s${i}.json`, stateText(bucket(`b${i}`))])));

  /** An audit whose journal has a few stacks, and half of another line. */
  async function stopped(): Promise<{ out: string; whole: string }> {
    const whole = (await audit([path])).out2;
    const out = place();
    // An audit that ends in an error keeps its journal.
    const failed = await run(["audit", path, "--out", out, "--jobs", "1", "--since", place()]);
    expect(failed.status).toBe(2);
    const journal = join(out, ".unfinished.jsonl");
    const lines = readFileSync(journal, "utf8").split("\n");
    expect(lines).toHaveLength(11);
    writeFileSync(journal, `${lines.slice(0, 4).join("\n")}\n${lines[4]?.slice(0, 40)}`);
    return { out, whole };
  }

  test("goes on where it was: nothing is lost or double", async () => {
    const { out, whole } = await stopped();
    expect((await run(["audit", path, "--out", out, "--jobs", "1", "--resume"], { today: "2026-07-02" })).status).toBe(1);
    for (const name of ["audit.json", "stacks.jsonl", "findings.jsonl"])
      expect(readFileSync(join(out, name), "utf8")).toBe(readFileSync(join(whole, name), "utf8"));
    expect(existsSync(join(out, ".unfinished.jsonl"))).toBe(false);
  });

  test("is not begun again by mistake, and not with other settings", async () => {
    const { out } = await stopped();
    expect((await run(["audit", path, "--out", out])).err).toContain("has an audit that did not end. Go on with --resume, or remove");
    expect((await run(["audit", path, "--out", out, "--resume", "--fail-on", "none"])).err).toContain("was begun with other settings");
    expect((await run(["audit", path, `${path.slice(0, -1)}9`, "--out", out, "--resume"])).status).toBe(2);
  });
});

describe("merge", () => {
  const path = filesIn(Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`s${i}.json`, stateText(bucket(`b${i}`))])));
  const shard = (out: string, index: number, more: readonly string[] = []) =>
    run(["audit", path, "--out", out, "--jobs", "1", "--shard", `${index}/3`, ...more]);

  test("refuses what is missing, doubled or of other settings", async () => {
    const [out, other] = [place(), place()];
    await shard(out, 1);
    await shard(out, 2);
    await shard(other, 2);
    await shard(other, 3, ["--fail-on", "none"]);
    const refused = async (...folders: string[]): Promise<string> => (await run(["merge", ...folders, "--out", place()])).err;
    expect(await refused(out)).toContain("is one of 3 shards, but 3 is missing. Run it with --shard.");
    expect(await refused(out, join(other, "shard-00002-of-00003"))).toContain("is the shard 2/3, and so is");
    expect(await refused(out, join(other, "shard-00003-of-00003"))).toContain(
      "was written with other settings, sources or another version",
    );
    expect(await refused(place())).toContain("does not exist");
    expect(await refused(path)).toContain("has no shard of an audit");
  });
});
