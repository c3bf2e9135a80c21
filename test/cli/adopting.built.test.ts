/** What docs/adopting.md and docs/configuration.md tell people to type is typed here. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { problemsIn } from "../../src/config/config.js";
import { packWaivers, waivableRules } from "../../src/config/waivers.js";
import { allRules } from "../../src/rules/index.js";
import { folder } from "./fixture.js";

const root = join(import.meta.dirname, "../..");
const { path } = folder();
const shop = join(path, "shop");
const blocksOf = (page: string): { language: string; text: string }[] =>
  [...readFileSync(join(root, "docs", page), "utf8").matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language = "", text = ""]) => ({
    language,
    text,
  }));

interface Outcome {
  readonly line: string;
  /** The configuration behind the command. */
  readonly config?: string;
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}
function type(line: string): Outcome {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "dist/cli.js"), ...words.slice(1)], {
    cwd: shop,
    encoding: "utf8",
  });
  return { line, status, out: stdout, err: stderr };
}

/** Follows a page: what it shows as the configuration is written, what it says to type is typed. */
function follow(page: string): Outcome[] {
  rmSync(shop, { recursive: true, force: true });
  cpSync(join(root, "examples/shop"), shop, { recursive: true });
  const done: Outcome[] = [];
  for (const { language, text } of blocksOf(page)) {
    if (language === "json" && text.includes('"stackwarden"')) writeFileSync(join(shop, "stackwarden.json"), text);
    for (const line of language === "sh" ? text.split("\n") : []) {
      if (!/^(npx )?stackwarden /.test(line)) continue;
      const [command = "", target] = line
        .replace(/^npx /, "")
        .replace(/\s#.*$/, "")
        .split(" > ");
      const fingerprint = /high {5}\S+ {2}([0-9a-f]{12})/.exec(done.at(-1)?.out ?? "")?.[1];
      // An example's day must not come some day.
      const given = command.replace(/\b3f2a9c01be77\b/, fingerprint ?? "no-fingerprint").replace("2026-12-31", "2999-12-31");
      // Commands that start a configuration are shown as alternatives, each for a folder without one.
      if (given.includes(" init ") && !given.includes("pulumi.yaml"))
        for (const name of ["stackwarden.json", "stackwarden.yaml"]) rmSync(join(shop, name), { force: true });
      const outcome = type(given);
      if (target !== undefined) writeFileSync(join(shop, target), outcome.out);
      const config = join(shop, "stackwarden.json");
      done.push(existsSync(config) ? { ...outcome, config: readFileSync(config, "utf8") } : outcome);
    }
  }
  return done;
}

describe("docs/adopting.md", () => {
  const done = follow("adopting.md");
  const by = (part: string): Outcome | undefined => done.find(({ line }) => line.includes(part));
  test("has commands that all work", () => {
    expect(done.length).toBeGreaterThanOrEqual(7);
    expect(done.filter(({ status }) => status !== 0 && status !== 1).map(({ line, err }) => `${line}: ${err}`)).toEqual([]);
  });
  test("stops nothing in the first step", () => {
    expect(by("--fail-on none")).toMatchObject({ status: 0, out: expect.stringContaining("findings in") });
  });
  test("has a baseline that lets everything of today pass in the second", () => {
    expect(by("--update-baseline")?.err).toMatch(/^stackwarden: baseline\.json has \d{2,} findings: \d{2,} new, 0 fixed and removed\n$/);
    expect(
      done.filter(({ line }) => line.includes("--baseline")).map(({ status, out }) => [status, /Nothing new found/.test(out)]),
    ).toEqual([
      [0, true],
      [0, true],
    ]);
  });
  test("grants a waiver in the fourth, which the configuration then has", () => {
    expect(by("waive ")).toMatchObject({ status: 0, out: expect.stringContaining("is waived for") });
    const text = by("waive ")?.config ?? "";
    expect(text).toContain("the web site is public by intent");
    writeFileSync(join(shop, "stackwarden.json"), text);
    expect(type("stackwarden check . --config stackwarden.json --show waived").out).toContain(
      "waived until 2999-12-31 by web: the web site is public by intent",
    );
  });
});

describe("docs/configuration.md", () => {
  test("has commands that all work", () => {
    const done = follow("configuration.md").filter(({ line }) => line.includes(" config ") || line.includes("--config"));
    expect(
      done.filter(({ line, status }) => !line.includes("check states/") && status !== 0).map(({ line, err }) => `${line}: ${err}`),
    ).toEqual([]);
    expect(done.length).toBeGreaterThanOrEqual(4);
  });
  test.each(["adopting.md", "configuration.md", "../README.md"])("and every configuration that %s shows is valid", (page) => {
    const shown = blocksOf(page).filter(({ language, text }) => language === "json" && text.includes('"stackwarden"'));
    expect(shown.length).toBeGreaterThan(0);
    for (const { text } of shown) {
      const value = JSON.parse(text) as { stackwarden?: { waivers?: unknown[]; rules?: unknown[] } };
      // A page that names own rules shows their entries too.
      const problems = problemsIn(allRules, value).map(({ message }) => message);
      expect(
        problems.filter((message) => value.stackwarden?.rules === undefined || !/^"acme-[\w-]+" is not a rule$/.test(message)),
      ).toEqual([]);
      for (const { malformed, wide, forbidden } of packWaivers(value.stackwarden?.waivers ?? [], waivableRules(allRules)))
        expect([...malformed, ...wide, ...(forbidden === undefined ? [] : [forbidden])]).toEqual([]);
    }
  });
});
