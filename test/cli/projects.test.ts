/** Several projects of a repository, each with its own configuration, in one command. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { bucket, folder, run, state, urn } from "./fixture.js";

const { path: root } = folder();
const tagged = "sample-bucket-tagged";
const grant = ["--reason", "for a while", "--until", "2026-12-31"];
const stateOf = (project: string, ...names: string[]): string =>
  JSON.stringify(
    state(names.map((name) => ({ ...bucket(name), urn: urn("aws:s3/bucket:Bucket", name, "prod").replace("::shop::", `::${project}::`) }))),
  );
let count = 0;
/** A repository with two projects; what is given is merged into it. */
function repository(files: Readonly<Record<string, unknown>> = {}) {
  const home = join(root, `r${count++}`);
  mkdirSync(join(home, ".git"), { recursive: true });
  const all = {
    "network/state.json": stateOf("network", "logs", "site"),
    "network/stackwarden.json": { [tagged]: "mandatory" },
    "shop/state.json": stateOf("shop", "logs"),
    "shop/stackwarden.json": {},
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  const short = (text: string): string => text.replaceAll(`${home}/`, "");
  const stackwarden = async (...args: string[]) => {
    const { status, out, err } = await run(args);
    return { status, text: short(out + err) };
  };
  const waivers = (file: string): readonly Readonly<Record<string, string>>[] =>
    (JSON.parse(readFileSync(join(home, file), "utf8")) as { stackwarden?: { waivers: Record<string, string>[] } }).stackwarden?.waivers ??
    [];
  const found = async (): Promise<{ fingerprint: string; urn: string; rule: string; outcome: string }[]> =>
    (JSON.parse((await run(["check", home, "--format", "json"])).out) as { findings: Awaited<ReturnType<typeof found>> }).findings;
  return { home, stackwarden, waivers, found };
}
const waiver = (resource: string, until = "2026-12-31") => ({ rule: tagged, resource, reason: "for a while", until });

describe("waive", () => {
  test("writes the waiver of a finding into the configuration of its project", async () => {
    const { home, stackwarden, waivers, found } = repository();
    const finding = (await found()).find((one) => one.rule === tagged && one.urn.includes("::shop::"));
    const { status, text } = await stackwarden("waive", finding?.fingerprint ?? "", home, ...grant);
    expect([status, text]).toEqual([0, `shop/stackwarden.json: ${tagged} is waived for "logs", tags.Owner, until 2026-12-31\n`]);
    expect(waivers("network/stackwarden.json")).toEqual([]);
    expect(waivers("shop/stackwarden.json")).toMatchObject([{ rule: tagged, resource: finding?.urn }]);
    const states = (await found()).filter(({ rule, urn: at }) => rule === tagged && at.endsWith("logs")).map(({ outcome }) => outcome);
    expect(states.sort()).toEqual(["fail", "waived"]);
  });
  test("writes that of a rule and a resource into each where the rule finds something there", async () => {
    const { home, stackwarden, waivers } = repository();
    const both = await stackwarden("waive", tagged, "logs", home, ...grant);
    expect(both.text.split("\n").sort().slice(1)).toEqual([
      `network/stackwarden.json: ${tagged} is waived for "logs" (1 finding in network/prod) until 2026-12-31`,
      `shop/stackwarden.json: ${tagged} is waived for "logs" (1 finding in shop/prod) until 2026-12-31`,
    ]);
    const one = await stackwarden("waive", tagged, "site", home, ...grant);
    expect(one.text).toBe(`network/stackwarden.json: ${tagged} is waived for "site" (1 finding in network/prod) until 2026-12-31\n`);
    expect(waivers("network/stackwarden.json").map(({ resource }) => resource)).toEqual(["logs", "site"]);
    expect(waivers("shop/stackwarden.json").map(({ resource }) => resource)).toEqual(["logs"]);
  });
  test("writes one waiver into the file of --into, for all", async () => {
    const { home, stackwarden, waivers } = repository({ "base.json": {} });
    const { text } = await stackwarden("waive", tagged, "logs", home, ...grant, "--into", join(home, "base.json"));
    expect(text).toBe(`base.json: ${tagged} is waived for "logs" (2 findings in network/prod, shop/prod) until 2026-12-31\n`);
    expect(waivers("base.json")).toHaveLength(1);
  });
  test("writes nothing if one of them refuses it", async () => {
    const { home, stackwarden, waivers } = repository({ "shop/stackwarden.json": { stackwarden: { waiversMaxDays: 2 } } });
    const { status, text } = await stackwarden("waive", tagged, "logs", home, ...grant);
    expect([status, text]).toEqual([2, expect.stringContaining("--until 2026-12-31: the waiver ")]);
    expect(waivers("network/stackwarden.json")).toEqual([]);
  });
  test("names the files where one fingerprint is in inputs with different configurations", async () => {
    const { home, stackwarden, found } = repository({ "shop/state.json": stateOf("network", "logs") });
    const { fingerprint = "" } = (await found()).find((one) => one.rule === tagged && one.urn.endsWith("logs")) ?? {};
    const { status, text } = await stackwarden("waive", fingerprint, home, ...grant);
    expect(status).toBe(2);
    expect(text).toContain("is found in inputs with different configurations, network/stackwarden.json and shop/stackwarden.json.");
    expect(text).toContain("Name one with --config.");
  });
});

describe("waivers", () => {
  const listed = async (home: string) =>
    (
      JSON.parse((await run(["waivers", home, "--format", "json"])).out.replaceAll(`${home}/`, "")) as {
        waivers: { file: string; resource: string; state: string; stacks: string[]; findings: number }[];
      }
    ).waivers.map(({ file, resource, state: is, stacks, findings }) => [file, resource, is, stacks.join(), findings]);

  test("are listed by project", async () => {
    const { home, stackwarden } = repository({
      "network/stackwarden.json": { stackwarden: { waivers: [waiver("site"), waiver("gone")] } },
      "shop/stackwarden.json": { stackwarden: { waivers: [waiver("logs"), waiver("site")] } },
    });
    expect(await listed(home)).toEqual([
      ["network/stackwarden.json", "site", "used", "network/prod", 1],
      ["network/stackwarden.json", "gone", "stale", "", 0],
      ["shop/stackwarden.json", "logs", "used", "shop/prod", 1],
      ["shop/stackwarden.json", "site", "stale", "", 0],
    ]);
    const pruned = await stackwarden("waivers", home, "--prune");
    expect(pruned.text).toContain("2 waivers removed");
    expect(await listed(home)).toHaveLength(2);
  });
  test("of a file that both extend are listed once, and stay if one of them needs them", async () => {
    const { home, stackwarden, waivers } = repository({
      "base.json": { stackwarden: { waivers: [waiver("logs"), waiver("site"), waiver("gone"), waiver("logs", "2026-01-01")] } },
      "network/stackwarden.json": { extends: "../base.json" },
      "shop/stackwarden.json": { extends: "../base.json", stackwarden: { waivers: [waiver("assets")] } },
    });
    expect(await listed(home)).toEqual([
      ["base.json", "logs", "used", "network/prod,shop/prod", 2],
      ["base.json", "site", "used", "network/prod", 1],
      ["base.json", "gone", "stale", "", 0],
      ["base.json", "logs", "expired", "", 0],
      ["shop/stackwarden.json", "assets", "stale", "", 0],
    ]);
    await stackwarden("waivers", home, "--prune");
    expect(waivers("base.json").map(({ resource }) => resource)).toEqual(["logs", "site"]);
    expect(waivers("shop/stackwarden.json")).toEqual([]);
  });
});
