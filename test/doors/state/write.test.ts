import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { isSameFile, writeWhole } from "../../../src/files/write.js";
import { bucket, run, stateText } from "../../cli/fixture.js";
import { refused } from "../../cli/inputs.js";

const root = mkdtempSync(join(tmpdir(), "stackwarden-write-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folder = "";
let count = 0;
const at = (name: string): string => join(folder, name);
beforeEach(() => {
  folder = join(root, String(count++));
  mkdirSync(folder);
});

describe("writing a file", () => {
  test("makes it, or takes the place of what was there, and leaves nothing beside it", () => {
    writeWhole(at("a"), "one");
    writeWhole(at("a"), "two");
    expect(readFileSync(at("a"), "utf8")).toBe("two");
    expect(readdirSync(folder)).toEqual(["a"]);
  });
  test.each([0o600, 0o640, 0o755, 0o444])("keeps its mode %o", (mode) => {
    writeFileSync(at("a"), "one");
    chmodSync(at("a"), mode);
    writeWhole(at("a"), "two");
    expect(statSync(at("a")).mode & 0o777).toBe(mode);
  });
  test("keeps a link, and one that leads to nothing yet", () => {
    mkdirSync(at("real"));
    writeFileSync(at("real/a"), "one");
    symlinkSync("real/a", at("link"));
    symlinkSync("real/b", at("dangling"));
    writeWhole(at("link"), "two");
    writeWhole(at("dangling"), "three");
    expect([lstatSync(at("link")).isSymbolicLink(), lstatSync(at("dangling")).isSymbolicLink()]).toEqual([true, true]);
    expect([readFileSync(at("real/a"), "utf8"), readFileSync(at("real/b"), "utf8")]).toEqual(["two", "three"]);
    expect(readdirSync(at("real"))).toEqual(["a", "b"]);
  });
  test("does not follow a link under the name that older releases wrote to", () => {
    writeFileSync(at("victim"), "kept");
    symlinkSync("victim", at("a.tmp"));
    writeWhole(at("a"), "two");
    expect(readFileSync(at("victim"), "utf8")).toBe("kept");
  });
  test("leaves all as it was where it fails", () => {
    mkdirSync(at("a"));
    expect(() => writeWhole(at("a"), "x")).toThrow();
    expect(() => writeWhole(at("none/a"), "x")).toThrow();
    expect(readdirSync(folder)).toEqual(["a"]);
  });
  test("writes to a device as it is", () => {
    writeWhole("/dev/null", "x");
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });
});

test("the same file is known by any of its paths", () => {
  writeFileSync(at("a"), "");
  symlinkSync("a", at("b"));
  expect([isSameFile(at("a"), at("b")), isSameFile(at("a"), join(folder, "x", "..", "a")), isSameFile(at("c"), at("./c"))]).toEqual([
    true,
    true,
    true,
  ]);
  expect(isSameFile(at("a"), at("c"))).toBe(false);
});

describe("a report never takes the place of what is read", () => {
  const text = stateText(bucket("logs", { forceDestroy: false, tags: { Owner: "x" } }));
  test("a state, by its name, by another, and in a folder", async () => {
    writeFileSync(at("state.json"), text);
    symlinkSync("state.json", at("link.json"));
    for (const output of ["state.json", "link.json", "./state.json"]) {
      await refused(
        ["check", at("state.json"), "--output", `json=${folder}/${output}`],
        "--output json=… would overwrite an input of this run. Name another file.",
      );
      await refused(["check", folder, "--output", `json=${folder}/${output}`], "would overwrite an input of this run");
    }
    expect(readFileSync(at("state.json"), "utf8")).toBe(text);
  });
  test("a configuration and a baseline, also one that is not there yet", async () => {
    writeFileSync(at("state.json"), text);
    writeFileSync(at("config.json"), "{}");
    const check = ["check", at("state.json"), "--config", at("config.json"), "--baseline", at("baseline.json"), "--update-baseline"];
    await refused([...check, "--output", `json=${at("config.json")}`], "would overwrite the configuration");
    await refused([...check, "--output", `html=${at("baseline.json")}`], "would overwrite the baseline");
    expect(readdirSync(folder).sort()).toEqual(["config.json", "state.json"]);
  });
  test("a file of the project", async () => {
    writeFileSync(at("Pulumi.yaml"), "name: p\nconfig:\n  size: 3\n");
    writeFileSync(at("Pulumi.dev.yaml"), "config: {}\n");
    for (const name of ["Pulumi.yaml", "Pulumi.dev.yaml"])
      await refused(["check", folder, "--output", `text=${at(name)}`], "would overwrite");
  });
  test("another file is written", async () => {
    writeFileSync(at("state.json"), text);
    writeFileSync(at("report.json"), "old");
    expect(await run(["check", at("state.json"), "--output", `json=${at("report.json")}`])).toMatchObject({ status: 0, err: "" });
    expect(JSON.parse(readFileSync(at("report.json"), "utf8"))).toHaveProperty("findings");
  });
});
