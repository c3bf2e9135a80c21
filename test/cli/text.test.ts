import { describe, expect, test } from "vitest";
import { visibleLength } from "../../src/report/paint.js";
import { allRules } from "../../src/rules/index.js";
import { bucket, folder, resource, run, state } from "./fixture.js";

const { write } = folder();
const resources = [
  bucket("logs", { forceDestroy: true }, { sourcePosition: "project:///index.ts#12,7" }),
  bucket("fine", { forceDestroy: false, tags: { Owner: "x" } }),
  resource("aws:iam/role:Role", "worker"),
  bucket("waits", { forceDestroy: "04da6b54-80e4-46f7-96ec-b56ff0331ba9", tags: { Owner: "x" } }),
];
const file = write("state.json", JSON.stringify(state(resources)));
const other = write("other.json", JSON.stringify(state([bucket("b", { forceDestroy: false })])));
const good = write("good.json", JSON.stringify(state([bucket("b", { forceDestroy: false, tags: { Owner: "x" } })])));
/** Without what differs from run to run. */
const stable = (text: string): string => text.replaceAll(/\S*\/(state|other|good)\.json/g, "$1.json").replaceAll(/\d+\.\d\d s/g, "0.00 s");
const report = async (...args: string[]): Promise<string> => stable((await run(["check", ...args])).out);
const colour = "\u001b[";

describe("the report that people read", () => {
  test("groups by resource, worst first, and sums up", async () => {
    expect(await report(file)).toMatchInlineSnapshot(`
      "iam.Role worker  state.json
        ✖ critical sample-role-described
          has no description
          → Set \`description\`.
          stackwarden explain sample-role-described
          https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html

      s3.Bucket logs  index.ts:12
        ✖ high     sample-bucket-no-force-destroy
          forceDestroy is true, expected false
          → Set \`forceDestroy: false\`.
          stackwarden explain sample-bucket-no-force-destroy
          https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjects.html
        ! low      sample-bucket-tagged
          tags.Owner must be set, is unset
          → Add the tag to the bucket, or to \`defaultTags\` of the provider, where it counts for
            everything that the program makes.
          stackwarden explain sample-bucket-tagged
          https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html

      ✖ 3 findings in 2 resources: 1 critical, 1 high, 1 low · 2 blocking · 1 unknown (--show unknown)
        4 resources, 3 rules, 0.00 s
      "
    `);
  });
  test("lists what is unknown on request", async () => {
    expect(await report(file, "--show", "unknown", "--only", "sample-bucket-no-force-destroy")).toMatchInlineSnapshot(`
      "s3.Bucket logs  index.ts:12
        ✖ high     sample-bucket-no-force-destroy
          forceDestroy is true, expected false
          → Set \`forceDestroy: false\`.
          stackwarden explain sample-bucket-no-force-destroy
          https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjects.html

      s3.Bucket waits  state.json
        ? unknown  sample-bucket-no-force-destroy
          forceDestroy is not known yet

      ✖ 1 finding in 1 resource: 1 high · 1 blocking · 1 unknown · 4 resources, 1 rule, 0.00 s
      "
    `);
  });
  test("names the state where there are several", async () => {
    expect(await report(file, other, "--only", "sample-bucket-tagged")).toMatchInlineSnapshot(`
      "2 buckets: b, logs
        ! low      sample-bucket-tagged
          tags.Owner must be set, is unset
          → Add the tag to the bucket, or to \`defaultTags\` of the provider, where it counts for
            everything that the program makes.
          stackwarden explain sample-bucket-tagged
          https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html

      ! 2 findings in 2 resources: 2 low · none blocking · 5 resources, 1 rule, 0.00 s
      "
    `);
  });
  test("reports it when there is nothing", async () => {
    expect(await report(good)).toMatchInlineSnapshot(`
      "✔ Nothing found · 1 resource, 3 rules, 0.00 s
      "
    `);
  });
  test("reports it when nothing was evaluated", async () => {
    const nothing = write("nothing.json", JSON.stringify(state([])));
    expect(await report(nothing)).toMatch(/^! No resources: nothing was checked · 0 resources/);
    const off = write("off.json", JSON.stringify({ all: "disabled" }));
    expect((await run(["check", good, "--config", off])).out).toMatch(/^! No rules are enabled: nothing was checked/);
  });
  test("groups the digits of large numbers", async () => {
    const many = write("many.json", JSON.stringify(state(Array.from({ length: 1234 }, (_, i) => bucket(`b${i}`)))));
    expect(await report(many)).toContain("2,468 findings in 1,234 resources");
  });
  test("reports it when nothing is blocking", async () => {
    expect(await report(file, "--fail-on", "none")).toContain("none blocking");
  });
});

describe("a stack's configuration", () => {
  test("is shown line by line", async () => {
    const { path, write } = folder();
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    write("Pulumi.dev.yaml", "config:\n  shop:password: Gh7kqLw92xx\n  shop:region: eu\n  shop:dbPassword: Zx9Yq2mmPq\n");
    const { out } = await run(["check", path], { rules: allRules });
    expect(out.match(/^stack configuration .*/gm)).toEqual([
      "stack configuration  Pulumi.dev.yaml:4",
      "stack configuration  Pulumi.dev.yaml:2",
    ]);
  });
});

describe("its form", () => {
  const lines = async (columns: number): Promise<string[]> => (await run(["check", file], { columns })).out.split("\n");
  test("fits the width, but for names, ids and addresses, which stay whole", async () => {
    const [narrow, wide] = [await lines(44), await lines(200)];
    const isWhole = (line: string): boolean => line.includes("https://") || line.includes("stackwarden explain");
    const texts = narrow.filter((line) => (line.startsWith("    ") || line.includes("·")) && !isWhole(line)).map(visibleLength);
    expect(Math.max(...texts)).toBeLessThanOrEqual(44);
    expect(narrow.length).toBeGreaterThan(wide.length + 3);
  });
  test("uses COLUMNS where it is not a terminal, and is any value there", async () => {
    const wide = await run(["check", file], { env: { COLUMNS: "200" } });
    expect((await run(["check", file], { env: { COLUMNS: "44" } })).out.split("\n").length).toBeGreaterThan(wide.out.split("\n").length);
    for (const COLUMNS of ["", "x", "0", "-5", "1e9"]) expect((await run(["check", file], { env: { COLUMNS } })).status).toBe(1);
  });
  test("has colours in a terminal only, and not against the reader's will", async () => {
    const coloured = async (given: Parameters<typeof run>[1], ...args: string[]): Promise<boolean> =>
      (await run(["check", file, ...args], given)).out.includes(colour);
    expect(await coloured({ columns: 80 })).toBe(true);
    expect(await coloured({})).toBe(false);
    expect(await coloured({ columns: 80 }, "--no-color")).toBe(false);
    expect(await coloured({ columns: 80, env: { NO_COLOR: "1" } })).toBe(false);
    expect(await coloured({ columns: 80, env: { NO_COLOR: "" } })).toBe(true);
    expect(await coloured({ env: { FORCE_COLOR: "1" } })).toBe(true);
    expect(await coloured({ columns: 80, env: { FORCE_COLOR: "0" } })).toBe(false);
    expect(await coloured({ columns: 80 }, "--format", "json")).toBe(false);
  });
});

describe("rules", () => {
  test("are listed by family", async () => {
    expect((await run(["rules"])).out).toMatchInlineSnapshot(`
      "sample
        sample-bucket-no-force-destroy  high      recommended  Buckets are not emptied on destroy
        sample-bucket-tagged            low       recommended  Buckets carry the key of their owner
        sample-queue-retention          medium    all          Queues keep messages for a day
        sample-role-described           critical  essential    Roles say what they are for

      4 rules. Run \`stackwarden explain RULE\` for details.
      "
    `);
  });
  test("as JSON hold what other tools may know, and no more", async () => {
    const { out, status } = await run(["rules", "--format", "json"]);
    const list = JSON.parse(out) as Record<string, unknown>[];
    expect(status).toBe(0);
    expect(list.map((rule) => rule["id"])).toEqual([
      "sample-bucket-no-force-destroy",
      "sample-bucket-tagged",
      "sample-queue-retention",
      "sample-role-described",
    ]);
    expect(list[0]).toEqual({
      id: "sample-bucket-no-force-destroy",
      title: "Buckets are not emptied on destroy",
      severity: "high",
      level: "mandatory",
      presets: ["recommended", "all"],
      subject: "s3.Bucket",
      types: ["aws:s3/bucket:Bucket"],
      scope: "resource",
      family: "sample",
      categories: [],
      controls: { "nist@800-53r5": ["SC-28"] },
      equivalents: [],
      fix: "Set `forceDestroy: false`.",
      docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjects.html",
      options: {},
      waivable: true,
      remediates: true,
      deprecated: null,
      formerly: [],
    });
    expect(list.map((rule) => rule["presets"])).toEqual([
      ["recommended", "all"],
      ["recommended", "all"],
      ["all"],
      ["essential", "recommended", "all"],
    ]);
    expect(list[1]?.["options"]).toEqual({
      key: { type: "string", default: "Owner" },
      among: { type: "array", items: { type: "string" }, default: ["a", "b"] },
    });
  });
  test("are explained one by one", async () => {
    expect((await run(["explain", "sample-bucket-tagged"])).out).toMatchInlineSnapshot(`
      "sample-bucket-tagged  low · advisory · sample · preset recommended

      Buckets carry the key of their owner.

      Fix
        Add the tag to the bucket, or to \`defaultTags\` of the provider, where it counts for everything
        that the program makes.

      When it blocks
        At preview, and again at \`pulumi up\` with real values, just before the resource is created or
        changed.

      Evaluates
        aws:s3/bucket:Bucket

      Options
        key: "Owner"
        among: ["a","b"]

      Read more
        https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
      "
    `);
    expect(JSON.parse((await run(["explain", "sample-bucket-tagged", "--format", "json"])).out)).toMatchObject({
      id: "sample-bucket-tagged",
    });
  });
});

describe("help", () => {
  test("shows the commands, and how to use them", async () => {
    const { out, status } = await run(["--help"]);
    expect(status).toBe(0);
    for (const word of ["check", "rules", "explain"]) expect(out).toContain(word);
    expect((await run(["check", "--help"])).out).toContain("pulumi stack export | stackwarden check -");
  });
  test("breaks what it states of each command at 80 columns", async () => {
    const { out } = await run(["--help", "--no-color"], { columns: 80 });
    const commands = out.slice(out.indexOf("Commands:"), out.indexOf("Start here:"));
    expect(commands.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
  test("the version", async () => {
    expect(await run(["--version"])).toEqual({ status: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: "" });
  });
  test("without a command is help, and misuse", async () => {
    const { status, out, err } = await run([]);
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(err).toContain("Usage: stackwarden");
  });
});
