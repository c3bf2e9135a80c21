/** Every format on the example, and that none depends on the order of what it is given. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "../../src/cli/command.js";
import { type FormatName, formatNames } from "../../src/report/format.js";
import { allRules } from "../../src/rules/index.js";
import { folder } from "../cli/fixture.js";
import { jsonErrors, junitErrors } from "./schemas.js";

const { path: root } = folder();
const shop = "examples/shop";

/** A few rules of every severity, so that a new rule changes no snapshot. */
const few = [
  "ec2-security-group-no-open-admin-port",
  "iam-policy-no-admin",
  "secrets-config-plaintext",
  "s3-bucket-public-access-blocked",
  "protect-recoverable",
  "rds-instance-multi-az",
  "tags-required",
].filter((id) => allRules.some((rule) => rule.id === id));

/** What the command prints, but for the version and the duration. */
async function check(format: FormatName, ...args: string[]): Promise<string> {
  let out = "";
  await runCommand(["check", ...args, "--format", format, "--show", "unknown"], allRules, {
    out: (text) => {
      out += text;
    },
    err: () => undefined,
    outColumns: undefined,
    errColumns: undefined,
    env: {},
  });
  return out
    .replace(/"durationMs": \d+/, '"durationMs": 0')
    .replace(/\d+\.\d\d s$/m, "0.00 s")
    .replace(/("(?:semanticV|v)ersion": ?"|Stackwarden )\d+\.\d+\.\d+(?=["<.])(?!\d)/g, (all, before: string) =>
      all.includes('"2.1.0') ? all : `${before}0.0.0`,
    );
}

describe("the example", () => {
  const reports = new Map<FormatName, string>();
  beforeAll(async () => {
    for (const name of formatNames) reports.set(name, await check(name, shop, "--only", few.join()));
  });
  test.each(formatNames.filter((name) => name !== "html"))("as %s", async (name) => {
    const text = reports.get(name) ?? "";
    const readable = name === "sarif" ? `${JSON.stringify(JSON.parse(text), null, 1)}\n` : text;
    await expect(readable).toMatchFileSnapshot(`__snapshots__/shop.${name}`);
  });
  test("as html: the summary and the data", async () => {
    const html = reports.get("html") ?? "";
    const data = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? "";
    const page = html.replace(/<style>[\s\S]*?<\/style>/, "<style>…</style>").replace(/<script[\s\S]*<\/script>/, "<script>…</script>");
    const shown = page.replace(/sha256-[^']+/g, "sha256-…");
    await expect(`${shown}\n${JSON.stringify(JSON.parse(data), null, 1)}\n`).toMatchFileSnapshot("__snapshots__/shop.html.txt");
  });
  test("is valid where there is a public schema", async () => {
    expect(jsonErrors("sarif-2.1.0.json", reports.get("sarif") ?? "")).toEqual([]);
    expect(jsonErrors("gitlab-code-quality.json", reports.get("gitlab") ?? "")).toEqual([]);
    expect(await junitErrors(reports.get("junit") ?? "")).toEqual([]);
  });
});

describe("the order of the input", () => {
  type Raw = { deployment: { resources: Record<string, unknown>[] } };
  test("of resources, of their inputs' keys and of the files makes no difference, not a byte", { timeout: 120_000 }, async () => {
    const states = ["dev", "prod"].map((stack) => JSON.parse(readFileSync(join(shop, "states", `${stack}.json`), "utf8")) as Raw);
    const place = join(root, "shop");
    mkdirSync(place);
    const files = ["dev", "prod"].map((stack) => join(place, `${stack}.json`));
    const write = (turn: (i: number, list: Raw["deployment"]["resources"]) => unknown): void => {
      for (const [i, state] of states.entries())
        writeFileSync(
          files[i] ?? "",
          JSON.stringify({ ...state, deployment: { ...state.deployment, resources: turn(i, state.deployment.resources) } }),
        );
    };
    const render = async (order: readonly string[]): Promise<Map<FormatName, string>> =>
      new Map(await Promise.all(formatNames.map(async (name): Promise<[FormatName, string]> => [name, await check(name, ...order)])));
    write((_, list) => list);
    const before = await render(files);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2_147_483_646 }), fc.boolean(), async (seed, swapped) => {
        let state = seed;
        const next = (): number => {
          state = (state * 48_271) % 2_147_483_647;
          return state;
        };
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((item): [number, T] => [next(), item])
            .sort(([a], [b]) => a - b)
            .map(([, item]) => item);
        const turned = (object: unknown): unknown =>
          typeof object === "object" && object !== null ? Object.fromEntries(shuffled(Object.entries(object))) : object;
        write((_, list) => shuffled(list).map((resource) => ({ ...resource, inputs: turned(resource["inputs"]) })));
        const after = await render(swapped ? [...files].reverse() : files);
        for (const name of formatNames) expect(after.get(name), name).toBe(before.get(name));
      }),
      { numRuns: 8 },
    );
  });
});
