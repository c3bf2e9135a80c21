import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatNames } from "../../src/report/format.js";
import { bucket, folder, run, stateText } from "../cli/fixture.js";

const { path: root, write } = folder();
const file = write("state.json", stateText(bucket("logs")));
const to = (name: string): string => join(root, name);

describe("--output", () => {
  test("writes several reports at once, beside the one on standard output", async () => {
    const outputs = formatNames.flatMap((name) => ["--output", `${name}=${to(`r.${name}`)}`]);
    const { status, out, err } = await run(["check", file, ...outputs]);
    expect({ status, err }).toEqual({ status: 1, err: "" });
    expect(out).toMatch(/^s3\.Bucket logs/);
    for (const name of formatNames) expect(readFileSync(to(`r.${name}`), "utf8")).toContain("sample-bucket-no-force-destroy");
  });
  test("writes what --format prints", async () => {
    for (const name of formatNames.filter((n) => n !== "text" && n !== "json")) {
      const { out } = await run(["check", file, "--format", name, "--output", `${name}=${to("same")}`]);
      expect(readFileSync(to("same"), "utf8")).toBe(out);
    }
  });
  test("a file has no colours, whatever the terminal", async () => {
    const { out } = await run(["check", file, "--output", `text=${to("plain.txt")}`], { columns: 80 });
    expect(out).toContain("\u001b[");
    expect(readFileSync(to("plain.txt"), "utf8")).not.toContain("\u001b[");
  });
  test("a file name may hold an equals sign", async () => {
    await run(["check", file, "--output", `json=${to("a=b.json")}`]);
    expect(existsSync(to("a=b.json"))).toBe(true);
  });
  test.each([
    ["an unknown format", ["--output", "xml=x"], 'There is no format "xml"'],
    [
      "no file",
      ["--output", "sarif"],
      "stackwarden: option '-o, --output <format=file>' argument 'sarif' is invalid. It names no file. " +
        "Write sarif=FILE, or use --format sarif for standard output.",
    ],
    ["an empty name", ["--output", "sarif="], "It names no file"],
    ["standard output", ["--output", "sarif=-"], "It names no file"],
    ["a file that is named twice", ["--output", "json=x", "--output", "sarif=./x"], "named twice"],
    [
      "a folder that is not there",
      ["--output", `json=${to("nowhere/x")}`],
      "nowhere/x: cannot write the report: its folder does not exist. Create it first.",
    ],
    ["a folder in place of a file", ["--output", `json=${root}`], "it is a folder"],
  ])("%s is refused in one line", async (_, args, says) => {
    const { status, out, err } = await run(["check", file, ...args]);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain(says);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });
});
