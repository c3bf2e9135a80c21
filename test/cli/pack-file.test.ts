import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, run } from "./fixture.js";

const { path: root, write } = folder();

test.each<[string, string[], string]>([
  ["into a folder that is not there", ["--out", join(root, "none/pack")], "none/pack: cannot be written: its folder does not exist"],
  ["under the name of the file for Windows", ["--out", join(root, "pack.CMD")], "expected a name without .cmd"],
  ["with rules that are not there", ["--out", join(root, "pack"), "--rules", join(root, "rules.js")], "rules.js: "],
  ["under a name with a space", ["--out", join(root, "pack"), "--name", "a b"], '"a b" is not the name of a pack'],
])("a pack %s is not written, and one line states why", async (_, args, expected) => {
  const { status, out, err } = await run(["pack", ...args]);
  expect([status, out]).toEqual([2, ""]);
  expect(err.trimEnd().split("\n")).toHaveLength(1);
  expect(err).toContain(expected);
});

test("a file that imports what is not there is reported in a line", async () => {
  mkdirSync(join(root, "node_modules"), { recursive: true });
  symlinkSync(join(import.meta.dirname, "../.."), join(root, "node_modules/stackwarden"));
  const rules = write("gone.mjs", 'import "./nowhere.js";\n');
  const { status, err } = await run(["pack", "--out", join(root, "pack"), "--rules", rules]);
  expect([status, err]).toEqual([2, expect.stringContaining('cannot be loaded: it imports "')]);
});
