import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { bucket, run, state, urn } from "./fixture.js";

const root = mkdtempSync(join(tmpdir(), "stackwarden-waivers-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const write = (name: string, content: string): string => {
  const file = join(root, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
};
const stackState = (stack: string, ...names: string[]): string =>
  JSON.stringify(state(names.map((name) => ({ ...bucket(name), urn: urn("aws:s3/bucket:Bucket", name, stack) }))));
const states = join(root, "states");
write("states/dev.json", stackState("dev", "logs", "site"));
write("states/prod.json", stackState("prod", "logs", "site"));
write("states/prod-eu.json", stackState("prod-eu", "logs"));
const base = { reason: "for a while", until: "2026-12-31" };
const rule = "sample-bucket-tagged";
const words = (text: string): string => text.replaceAll(`${root}/`, "");
const stackwarden = async (...args: string[]) => {
  const { status, out, err } = await run(args);
  return { status, text: words(out + err) };
};
const grant = (config: string, ...args: string[]) =>
  stackwarden("waive", ...args, "--config", config, "--reason", base.reason, "--until", base.until);
const waiversIn = (file: string): object[] =>
  (JSON.parse(readFileSync(file, "utf8")) as { stackwarden: { waivers: object[] } }).stackwarden.waivers;

describe("waive RULE RESOURCE", () => {
  test("waives every finding of the rule there, in every stack, and names who approved it", async () => {
    const config = join(root, "all.json");
    expect(await grant(config, rule, "logs", states, "--approved-by", "security")).toEqual({
      status: 0,
      text: `all.json: ${rule} is waived for "logs" (3 findings in shop/dev, shop/prod, shop/prod-eu) until 2026-12-31\n`,
    });
    expect(waiversIn(config)).toEqual([{ rule, resource: "logs", ...base, approvedBy: "security" }]);
    const shown = await stackwarden("check", states, "--config", config, "--only", rule, "--show", "waived", "--no-color");
    expect(shown.text).toContain("waived until 2026-12-31, approved by security: for a while");
  });
  test("spans the stacks and projects of a pattern", async () => {
    const config = join(root, "some.json");
    const given = await grant(config, rule, "logs", states, "--stack", "prod*", "--path", "tags.Owner");
    expect(given.text).toContain("(2 findings in shop/prod, shop/prod-eu)");
    expect(waiversIn(config)).toEqual([{ rule, resource: "urn:pulumi:prod*::*::*::logs", path: "tags.Owner", ...base }]);
    const { out } = await run(["check", states, "--config", config, "--only", rule, "--format", "json"]);
    const found = (JSON.parse(out) as { findings: { urn: string; outcome: string }[] }).findings;
    expect(found.filter(({ outcome }) => outcome === "waived").map(({ urn: at }) => at.split("::")[0])).toEqual([
      "urn:pulumi:prod-eu",
      "urn:pulumi:prod",
    ]);
  });
  test.each<[string, string[], string]>([
    ["without a resource", [rule], `the resource is missing: stackwarden waive ${rule} RESOURCE`],
    ["of a rule that is not there", ["sample-bucket-tagd", "logs", states], 'there is no rule "sample-bucket-tagd". Did you mean'],
    ["where the rule finds nothing", [rule, "lgs", states], `${rule} finds nothing at "lgs". It finds something at "logs" and "site".`],
    ["for nearly everything", [rule, "*", states], "the waiver names the resource"],
    ["with a URN and a stack", [rule, "urn:pulumi:a::b::c::d", states, "--stack", "x"], "are for the name of a resource"],
    ["as an exception", [rule, "logs", states, "--as-exception"], "--as-exception needs the fingerprint of a finding"],
    ["of a fingerprint, with a stack", ["0123456789ab", states, "--stack", "x"], "are for a rule and a resource"],
  ])("is refused %s", async (_, args, expected) => {
    const config = join(root, "refused.json");
    const { status, text } = await grant(config, ...args);
    expect(status).toBe(2);
    expect(text).toContain(expected);
    expect(text.trimEnd().split("\n")).toHaveLength(1);
    expect(() => readFileSync(config)).toThrow();
  });
});

describe("waivers", () => {
  const list = [
    { rule, resource: "logs", ...base, owner: "web", approvedBy: "security", ticket: "WEB-1" },
    { rule, resource: "site", ...base, until: "2026-07-09" },
    { rule, resource: "gone", ...base, reason: '=cmd, "x"' },
    { rule, resource: "site", ...base, until: "2026-06-30" },
    { rule, resource: "site", ...base, until: "soon" },
    { rule: "sample-queue-retention", resource: "jobs", ...base },
    { rule, resource: "urn:pulumi:other::*::*::logs", ...base },
  ];
  const config = write("list.json", JSON.stringify({ stackwarden: { waivers: list } }, null, 2));
  const listed = async (...args: string[]) =>
    (JSON.parse((await run(["waivers", ...args, "--config", config, "--format", "json"])).out) as { waivers: Record<string, unknown>[] })
      .waivers;

  test("have a state, by the inputs", async () => {
    const found = await listed(states);
    expect(found.map(({ state: is }) => is)).toEqual(["used", "expiring", "stale", "expired", "invalid", "open", "open"]);
    expect({ ...found[0], file: words(String(found[0]?.["file"])) }).toEqual({
      state: "used",
      rule,
      resource: "logs",
      path: null,
      until: "2026-12-31",
      daysLeft: 183,
      owner: "web",
      approvedBy: "security",
      ticket: "WEB-1",
      reason: "for a while",
      file: "list.json",
      line: 4,
      stacks: ["shop/dev", "shop/prod", "shop/prod-eu"],
      findings: 3,
      problems: [],
    });
  });
  test("without inputs only have the states that the file shows", async () => {
    expect((await listed()).map(({ state: is }) => is)).toEqual(["open", "expiring", "open", "expired", "invalid", "open", "open"]);
    expect((await listed("--days", "0")).map(({ state: is }) => is)[1]).toBe("open");
  });
  test("are listed as text", async () => {
    const { text } = await stackwarden("waivers", states, "--config", config, "--no-color");
    expect(text).toContain(
      `used     ${rule} for "logs"\n         until 2026-12-31 (183 days left), owner web, approved by security, WEB-1, ` +
        "waives 3 findings in shop/dev, shop/prod, shop/prod-eu\n         for a while\n         list.json:4\n",
    );
    expect(text).toContain("7 waivers: 1 used, 1 expiring, 1 stale, 1 expired, 1 invalid, 2 open\n");
    expect((await stackwarden("waivers", "--config", write("none.json", "{}"))).text).toBe("There are no waivers.\n");
  });
  test("are listed as CSV, in which no cell is a formula", async () => {
    const { out } = await run(["waivers", states, "--config", config, "--format", "csv"]);
    const rows = out.split("\r\n");
    expect(rows[0]).toBe("state,rule,resource,path,until,daysLeft,owner,approvedBy,ticket,reason,file,line,stacks,findings,problems");
    expect(rows[3]).toContain(`stale,${rule},gone,,2026-12-31,183,,,,"'=cmd, ""x""",`);
    expect(rows).toHaveLength(9);
  });
});

describe("waivers --prune", () => {
  const entries = (...resources: (readonly [string, string])[]): readonly (readonly [string, string])[] => resources;
  const given = entries(["gone", "2026-12-31"], ["logs", "2026-12-31"], ["site", "2026-06-30"], ["site", "2026-12-31"]);
  const jsonc = [
    "{",
    "  // the whole of it",
    '  "all": "advisory",',
    '  "stackwarden": {',
    '    "waivers": [',
    ...given.map(
      ([resource, until], i) =>
        `      { "rule": "${rule}", "resource": "${resource}", "reason": "r${i}", "until": "${until}" }${i < 3 ? "," : ""}`,
    ),
    "    ], // kept",
    '    "preset": "recommended"',
    "  }",
    "}",
    "",
  ];
  const yaml = [
    "# the whole of it",
    "all: advisory",
    "stackwarden:",
    "  waivers:",
    ...given.flatMap(([resource, until], i) => [
      `    # about ${i}`,
      `    - rule: ${rule}`,
      `      resource: ${resource}`,
      `      reason: r${i}`,
      `      until: ${until}`,
    ]),
    "  preset: recommended # kept",
    "",
  ];
  test.each<[string, string[], (line: string) => boolean]>([
    ["JSON with comments", jsonc, (line) => !/"r[02]"/.test(line)],
    ["YAML", yaml, () => true],
  ])("removes what is stale or expired from %s, and keeps order and comments", async (kind, lines, stays) => {
    const file = write(kind === "YAML" ? "prune.yaml" : "prune.jsonc", lines.join("\n"));
    const { status, text } = await stackwarden("waivers", states, "--config", file, "--prune");
    expect(status).toBe(0);
    expect(text).toContain("2 waivers removed");
    const after = readFileSync(file, "utf8");
    if (kind === "YAML") {
      expect(after).not.toMatch(/r0|r2|about 2/);
      expect(after).toContain("# the whole of it\n");
      expect(after).toContain("    # about 3\n    - rule: sample-bucket-tagged\n      resource: site\n      reason: r3\n");
      expect(after).toContain("  preset: recommended # kept\n");
    } else expect(after.split("\n")).toEqual(lines.filter(stays));
    const again = await stackwarden("waivers", states, "--config", file, "--prune");
    expect(again.text).toContain("nothing to remove");
    expect(readFileSync(file, "utf8")).toBe(after);
  });
  test.each([
    ["the last", ["2026-12-31", "2026-01-01"], 1],
    ["the first", ["2026-01-01", "2026-12-31"], 1],
    ["several", ["2026-12-31", "2026-01-01", "2026-01-02"], 1],
    ["all", ["2026-01-01", "2026-01-02"], 0],
  ])("removes %s of a list on one line", async (kind, days, left) => {
    const waivers = days.map((until) => ({ rule, resource: "logs", reason: "r", until }));
    for (const text of [JSON.stringify({ stackwarden: { waivers } }), JSON.stringify({ stackwarden: { waivers } }, null, 4)]) {
      const file = write(`line-${kind}.json`, text);
      expect((await stackwarden("waivers", states, "--config", file, "--prune")).status).toBe(0);
      expect(waiversIn(file)).toHaveLength(left);
    }
  });
  test("removes from the stack's own file too, and lists its place", async () => {
    const project = "project";
    write(`${project}/Pulumi.yaml`, "name: shop\nruntime: nodejs\n");
    write(`${project}/states/dev.json`, stackState("dev", "logs"));
    const waiver = (resource: string): string =>
      `    - rule: ${rule}\n      resource: ${resource}\n      reason: r\n      until: 2026-12-31\n`;
    const file = write(
      `${project}/Pulumi.dev.yaml`,
      `config:\n  aws:region: eu-west-1 # ours\n  stackwarden:waivers:\n${waiver("gone")}${waiver("logs")}`,
    );
    const allow = write("allow.json", '{"stackwarden":{"allowStackWaivers":true}}');
    const { text } = await stackwarden("waivers", join(root, project), "--config", allow, "--prune");
    expect(text).toContain("project/Pulumi.dev.yaml:8\n");
    expect(text).toContain("1 waiver removed");
    expect(readFileSync(file, "utf8")).toBe(`config:\n  aws:region: eu-west-1 # ours\n  stackwarden:waivers:\n${waiver("logs")}`);
  });
});

describe("a waiver in the program", () => {
  const component = (name: string, inputs: object) => ({
    urn: urn("stackwarden:index:Waiver", name),
    type: "stackwarden:index:Waiver",
    custom: false,
    inputs,
  });
  const program = (...all: object[]) => write("program.json", JSON.stringify(state([bucket("logs"), ...all])));
  const open = write("open.json", '{"stackwarden":{"allowStackWaivers":["sample-*"]}}');
  const outcomes = async (file: string, config?: string) => {
    const { out } = await run(["check", file, "--only", rule, "--format", "json", ...(config === undefined ? [] : ["--config", config])]);
    return JSON.parse(out) as { findings: { outcome: string; waiver: object | null }[]; summary: { unjudged: object[] } };
  };
  const good = component("kept", { rule, resource: "logs", ...base, approvedBy: "security" });

  test("counts where the configuration allows it, and only there", async () => {
    const waived = await outcomes(program(good), open);
    expect(waived.findings).toMatchObject([{ outcome: "waived", waiver: { rule, place: 'program["kept"]', approvedBy: "security" } }]);
    expect(waived.summary.unjudged).toEqual([]);
    expect((await outcomes(program(good))).findings).toMatchObject([{ outcome: "fail", waiver: null }]);
  });
  test.each<[string, object, string]>([
    ["with a value that is not known", { reason: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }, 'has a "reason" that is not known yet'],
    [
      "with a secret",
      { reason: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: '"x"' } },
      "has a secret as its",
    ],
    ["without an end", { until: undefined }, 'has no "until": every waiver ends'],
    ["of another rule", { rule: "other-rule" }, "which does not exist"],
  ])("has no effect %s", async (_, change, problem) => {
    const file = program(component("kept", { rule, resource: "logs", ...base, ...change }));
    expect((await outcomes(file, open)).findings).toMatchObject([{ outcome: "fail" }]);
    const { out } = await run(["waivers", file, "--config", open, "--format", "json"]);
    expect(JSON.parse(out)).toMatchObject({ waivers: [{ state: "invalid", problems: [expect.stringContaining(problem)] }] });
  });
  test("is listed, and removed by nobody but its author", async () => {
    const file = program(good, component("gone", { rule, resource: "gone", ...base }));
    const { text } = await stackwarden("waivers", file, "--config", open, "--prune", "--no-color");
    expect(text).toContain('used     sample-bucket-tagged for "logs"');
    expect(text).toContain('remove it from the program: sample-bucket-tagged for "gone" (stale in program.json)');
    expect(text).toContain("nothing to remove");
  });
});
