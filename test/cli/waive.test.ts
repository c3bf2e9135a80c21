import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/doors/state/check.js";
import { register } from "../../src/language/registry.js";
import { rule } from "../../src/language/rule.js";
import { bucket, fewRules, folder, resource, run, state, urn } from "./fixture.js";

const { path: root, write } = folder();
const about = { severity: "high", fix: "Do it.", docs: "https://docs.aws.amazon.com/x" } as const;
const rules = [
  ...fewRules,
  ...register({
    x: {
      "x-never": rule("sqs.Queue", { ...about, title: "Never", waivable: false, check: () => "is a queue" }),
      "x-ports": rule("ec2.SecurityGroup", {
        ...about,
        title: "No ports",
        check: (group, { each, at }) => each(group, "ingress", (one) => (one.toPort ?? 0) < 100 && at("toPort", "is low")),
      }),
    },
  }),
];
const ingress = [
  { fromPort: 22, toPort: 22, protocol: "tcp" },
  { fromPort: 80, toPort: 80, protocol: "tcp" },
  { fromPort: 80, toPort: 81, protocol: "udp" },
];
const resources = [
  bucket("logs"),
  resource("aws:ec2/securityGroup:SecurityGroup", "group", { ingress }),
  resource("aws:sqs/queue:Queue", "queue"),
  resource("aws:iam/role:Role", "worker", { description: "crash" }),
];
const project = join(root, "project");
mkdirSync(join(project, "states"), { recursive: true });
writeFileSync(join(project, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
writeFileSync(join(project, "states/dev.json"), JSON.stringify(state(resources)));
const stackText = "config:\n  aws:region: eu-west-1 # ours\n  shop:names:\n  - a\n  - b\n";
const stackFile = join(project, "Pulumi.dev.yaml");
writeFileSync(stackFile, stackText);
writeFileSync(join(project, "Pulumi.prod.yaml"), stackText);

const findings = async (...args: string[]) =>
  (JSON.parse((await run(["check", project, "--format", "json", ...args], { rules })).out) as Report).findings;
const fingerprint = async (id: string, path?: string): Promise<string> => {
  const found = (await findings()).find((finding) => finding.rule === id && (path === undefined || finding.path === path));
  if (found === undefined) throw new Error(`no finding of ${id}`);
  return found.fingerprint;
};
const waive = async (given: string, ...args: string[]) => {
  const all = [
    "waive",
    given,
    project,
    ...(args.includes("--reason") ? [] : ["--reason", "for a while"]),
    ...(args.includes("--until") ? [] : ["--until", "2026-12-31"]),
  ];
  const { status, out, err } = await run([...all, ...args], { rules });
  return { status, text: (out + err).replaceAll(`${root}/`, "") };
};
const forWhile = { reason: "for a while", until: "2026-12-31" };

describe("waive", () => {
  test("writes a waiver of just that finding into a file that it makes", async () => {
    const config = join(root, "new.json");
    const given = await fingerprint("sample-bucket-tagged");
    expect(await waive(given.slice(0, 12), "--config", config, "--owner", "web", "--ticket", "WEB-1")).toEqual({
      status: 0,
      text: 'new.json: sample-bucket-tagged is waived for "logs", tags.Owner, until 2026-12-31\n',
    });
    expect(JSON.parse(readFileSync(config, "utf8"))).toEqual({
      stackwarden: {
        waivers: [
          {
            rule: "sample-bucket-tagged",
            resource: urn("aws:s3/bucket:Bucket", "logs"),
            path: "tags.Owner",
            ...forWhile,
            owner: "web",
            ticket: "WEB-1",
          },
        ],
      },
    });
    const waived = (await findings("--config", config)).filter(({ outcome }) => outcome === "waived");
    expect(waived.map((finding) => finding.fingerprint)).toEqual([given]);
    expect(waived[0]?.waiver).toEqual({
      rule: "sample-bucket-tagged",
      resource: urn("aws:s3/bucket:Bucket", "logs"),
      path: "tags.Owner",
      ...forWhile,
      owner: "web",
      ticket: "WEB-1",
      place: "stackwarden.waivers[0]",
    });
    expect(await waive(given, "--config", config)).toEqual({
      status: 2,
      text: `stackwarden: ${given} is already waived until 2026-12-31: stackwarden.waivers[0]\n`,
    });
  });
  test("keeps comments and form of JSON", async () => {
    const text =
      '{\n    // ours\n    "all": "advisory", // why\n    "stackwarden": {\n        "waivers": [\n            /* none yet */\n        ]\n    }\n}\n';
    const config = write("kept.json", text);
    await waive(await fingerprint("sample-bucket-tagged"), "--config", config);
    await waive(await fingerprint("sample-bucket-no-force-destroy"), "--config", config);
    const after = readFileSync(config, "utf8");
    expect(after).toContain('{\n    // ours\n    "all": "advisory", // why\n    "stackwarden": {\n        "waivers": [\n');
    expect(after.match(/^ {16}"rule": /gm)).toHaveLength(2);
    expect((await findings("--config", config)).filter(({ outcome }) => outcome === "waived")).toHaveLength(2);
  });
  test("keeps comments and form of YAML", async () => {
    const text = [
      "# ours",
      "all: advisory # why",
      "stackwarden:",
      "  preset: recommended",
      "  # granted",
      "  waivers:",
      "    - rule: sample-bucket-tagged # first",
      "      resource: other",
      "      reason: x",
      "      until: 2026-12-31",
      "  disable: []",
      "",
    ].join("\n");
    const config = write("kept.yaml", text);
    await waive(await fingerprint("sample-bucket-no-force-destroy"), "--config", config);
    const lines = readFileSync(config, "utf8").split("\n");
    expect(lines.filter((line) => text.split("\n").includes(line))).toEqual([
      ...text.split("\n").slice(0, -2),
      "      until: 2026-12-31",
      "  disable: []",
      "",
    ]);
    expect((await findings("--config", config)).filter(({ outcome }) => outcome === "waived")).toHaveLength(1);
  });
  test("names an item by what it calls itself, and by position where others are called the same", async () => {
    const config = join(root, "paths.json");
    const paths = async (path: string): Promise<unknown> => {
      await waive(await fingerprint("x-ports", path), "--config", config);
      return (JSON.parse(readFileSync(config, "utf8")) as { stackwarden: { waivers: { path: string }[] } }).stackwarden.waivers.at(-1)
        ?.path;
    };
    expect(await paths("ingress[0].toPort")).toBe("ingress[fromPort=22].toPort");
    expect(await paths("ingress[1].toPort")).toBe("ingress[1].toPort");
    const left = (await findings("--config", config)).filter((finding) => finding.rule === "x-ports" && finding.outcome === "fail");
    expect(left.map(({ path }) => path)).toEqual(["ingress[2].toPort"]);
  });
  test("writes into the stack's own configuration where the pack allows it", async () => {
    const given = await fingerprint("sample-bucket-tagged");
    const closed = write("closed.json", "{}");
    expect(await waive(given, "--config", closed, "--into", stackFile)).toMatchObject({
      status: 2,
      text: expect.stringContaining("may not waive"),
    });
    expect(readFileSync(stackFile, "utf8")).toBe(stackText);
    const open = write("open.json", '{"stackwarden": {"allowStackWaivers": ["sample-*"]}}');
    const wrong = await waive(given, "--config", open, "--into", join(project, "Pulumi.prod.yaml"));
    expect(wrong.status).toBe(2);
    expect(wrong.text).toContain(
      'Pulumi.prod.yaml: configures the stack "prod", but the finding is in the stack "dev". Use --into with the file of that stack.',
    );
    expect((await waive(given, "--config", open, "--into", stackFile)).status).toBe(0);
    const after = readFileSync(stackFile, "utf8");
    expect(after.startsWith(stackText)).toBe(true);
    expect(after).toContain("  stackwarden:waivers:\n  - rule: sample-bucket-tagged\n");
    const [waived] = (await findings("--config", open)).filter(({ outcome }) => outcome === "waived");
    expect(waived).toMatchObject({ fingerprint: given, waiver: { place: 'config["stackwarden:waivers"][0]' } });
    writeFileSync(stackFile, stackText);
  });
});

describe("waive refuses", () => {
  const refused = async (message: string, given: string, ...args: string[]) => {
    const config = join(root, "refused.json");
    const seen = await waive(given, ...(args.includes("--config") ? [] : ["--config", config]), ...args);
    expect(seen.status).toBe(2);
    expect(seen.text).toContain(message);
    expect(() => readFileSync(config)).toThrow();
  };
  test("a text that is not a fingerprint", () =>
    refused('"logs" is not a fingerprint (8 or more hex characters, shown by check --show fingerprint)', "logs"));
  test("a fingerprint that is too short", () =>
    refused('"abcdef0" is not a fingerprint (8 or more hex characters, shown by check --show fingerprint)', "abcdef0"));
  test("one that is not there", () =>
    refused("stackwarden: no finding has the fingerprint 00000000. Run `stackwarden check --show fingerprint` to list them.", "00000000"));
  test("a rule that knows no exception", async () =>
    refused("stackwarden: x-never cannot be waived. Fix the finding.", await fingerprint("x-never")));
  test("a crash", async () => refused("is a crash of the rule, which cannot be waived", await fingerprint("sample-role-described")));
  test("a day that is past", async () =>
    refused(
      "stackwarden: --until is 2026-06-30, expected today (2026-07-01) or later",
      await fingerprint("sample-bucket-tagged"),
      "--until",
      "2026-06-30",
    ));
  test("a day that there is not", async () =>
    refused('stackwarden: --until is "soon", expected a date (YYYY-MM-DD)', await fingerprint("sample-bucket-tagged"), "--until", "soon"));
  test("an empty reason", async () =>
    refused("stackwarden: --reason is empty. Give a justification.", await fingerprint("sample-bucket-tagged"), "--reason", " "));
  test("a file that has something else in the place of waivers", async () => {
    const config = write("other.yaml", "all: advisory\nconfig: 7\n");
    await refused(
      "has no list at `config.stackwarden:waivers`",
      await fingerprint("sample-bucket-tagged"),
      "--config",
      write("allow.json", '{"stackwarden":{"allowStackWaivers":true}}'),
      "--into",
      writeStack("config: 7\n"),
    );
    expect(readFileSync(config, "utf8")).toBe("all: advisory\nconfig: 7\n");
  });
  const writeStack = (text: string): string => {
    mkdirSync(join(root, "elsewhere"), { recursive: true });
    const file = join(root, "elsewhere/Pulumi.dev.yaml");
    writeFileSync(file, text);
    return file;
  };
});
