/** Inputs of our own for each kind of fault in `../shared/faults/README.md`, on both sides. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { allRules } from "../../src/rules/index.js";
import { run } from "../cli/fixture.js";
import { overShared, shared } from "../shared.js";
import { configurationKinds } from "./kinds/configuration.js";
import { encryptionKinds } from "./kinds/encryption.js";
import { formKinds } from "./kinds/form.js";
import { iamKinds } from "./kinds/iam.js";
import { ignoredKinds } from "./kinds/ignored.js";
import type { Case } from "./kinds/kind.js";
import { networkKinds } from "./kinds/network.js";
import { secretKinds } from "./kinds/secrets.js";
import { settingKinds } from "./kinds/settings.js";
import { signalKinds } from "./kinds/signal.js";
import { textKinds } from "./kinds/text.js";

const kinds = [
  ...networkKinds,
  ...iamKinds,
  ...encryptionKinds,
  ...ignoredKinds,
  ...settingKinds,
  ...secretKinds,
  ...configurationKinds,
  ...formKinds,
  ...textKinds,
  ...signalKinds,
];

async function outcomeOf({ files, arguments: parameters = [] }: Case): Promise<{ status: number; said: string; lines: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), "stackwarden-kind-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const names = Object.keys(files).filter((name) => !name.startsWith("rules"));
    const input = names.join() === "state.json" ? join(folder, "state.json") : folder;
    const given = parameters.map((parameter) => parameter.replace("DIR", folder));
    const isJson = !given.includes("--format");
    const own = ["--allow-no-state", ...(isJson ? ["--format", "json", "--show", "unknown", "--preset", "all"] : [])];
    const args = given[0] === "config" ? given : ["check", input, ...own, ...given];
    const { status, out, err } = await run(args, { rules: allRules, env: { GITHUB_ACTIONS: "true" } });
    const { findings } = (isJson && status !== 2 && given[0] !== "config" ? JSON.parse(out) : { findings: [] }) as {
      findings: { outcome: string; rule: string; name: string; path: string }[];
    };
    return { status, said: out + err, lines: findings.map((f) => `${f.outcome} ${f.rule} ${f.name} ${f.path}`) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.each(kinds)("$kind", { timeout: 120_000 }, ({ cases }) => {
  test.each(cases)("$side: $title", async (one) => {
    const { lines, count, says, never, status } = one;
    const outcome = await outcomeOf(one);
    // Only the head of what was said: a failed comparison of a report of a hundred megabytes never ends.
    const said = outcome.said.slice(0, 2000);
    if (status === undefined) expect(outcome.status, said).not.toBe(2);
    else expect(outcome.status, said).toBe(status);
    if (lines !== undefined) {
      const fitting = outcome.lines.filter((line) => lines.test(line)).length;
      const all = outcome.lines.slice(0, 50).join("\n");
      if (count === undefined) expect(fitting, all).toBeGreaterThan(0);
      else expect(fitting, all).toBe(count);
    }
    if (says !== undefined) expect(says.test(outcome.said), `${says}: ${said}`).toBe(true);
    if (never !== undefined) expect(never.exec(outcome.said)?.[0], said).toBeUndefined();
  });
});

describe("the inputs of our own", () => {
  test("are at least five of each kind, on both sides", () => {
    for (const { kind, cases } of kinds) {
      expect(cases.length, kind).toBeGreaterThanOrEqual(5);
      for (const side of ["found", "silent"])
        expect(cases.filter((one) => one.side === side).length, `${kind}: ${side}`).toBeGreaterThan(0);
    }
  });

  const table = shared("faults/README.md");
  test.skipIf(table === undefined)(overShared("are of every kind", table), () => {
    const rows = readFileSync(table ?? "", "utf8")
      .split("\n")
      .filter((line) => line.startsWith("|") && !/^\|[ -]*(?:input )?[ |-]*\||^\| input/.test(line))
      .map((line) => line.split("|").at(-2)?.trim() ?? "")
      .filter((kind) => kind !== "the same");
    expect(rows.length).toBeGreaterThan(25);
    expect([...new Set(kinds.map(({ kind }) => kind))].sort()).toEqual([...new Set(rows)].sort());
  });
});
