import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = mkdtempSync(join(tmpdir(), "cycles-"));
afterAll(() => rmSync(root, { recursive: true }));

/** What the script says of a folder with these files. */
function check(name: string, files: Readonly<Record<string, string>>): { readonly status: number | null; readonly said: string } {
  for (const [file, text] of Object.entries(files)) {
    const path = join(root, name, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/cycles.mjs", join(root, name)], { encoding: "utf8" });
  return { status, said: `${stdout}${stderr}`.trim() };
}

test("a folder whose imports go down passes", () => {
  const { status, said } = check("clean", {
    "model/value.ts": "export type Value = string;\n",
    "views/region.ts": 'import type { Value } from "../model/value.js";\nexport const region: Value = "eu";\n',
    "cli.ts": 'export { region } from "./views/region.js";\n',
  });
  expect({ status, said }).toEqual({ status: 0, said: "3 files in 3 rooms, 2 imports: no circle, every import in its place" });
});

test("files of one room that import each other's types are a circle", () => {
  const { status, said } = check("circle", {
    "model/a.ts": 'import type { B } from "./b.js";\nexport interface A { readonly b: B }\n',
    "model/b.ts": 'import type { A } from "./a.js";\nexport interface B { readonly a: A }\n',
  });
  expect({ status, said }).toEqual({ status: 1, said: "cycles: a circle: src/model/a.ts:1 → src/model/b.ts:1 → src/model/a.ts" });
});

test("an import of a later room is reported with its line", () => {
  const { status, said } = check("upward", {
    "model/value.ts": '\nimport { region } from "../views/region.js";\nexport const value = region;\n',
    "views/region.ts": 'export const region = "eu";\n',
  });
  expect({ status, said }).toEqual({
    status: 1,
    said: "cycles: src/model/value.ts:2 imports views/region.ts: the room views comes after model",
  });
});

test("a file in no room is reported", () => {
  const { status, said } = check("homeless", { "stray.ts": "export const stray = 1;\n", "utils/x.ts": "export const x = 1;\n" });
  expect(status).toBe(1);
  expect(said.split("\n").map((line) => line.slice(0, line.indexOf(":", 8)))).toEqual([
    "cycles: src/stray.ts is in no room",
    "cycles: src/utils/x.ts is in no room",
  ]);
});
