import { describe, expect, test } from "vitest";
import { layoutOf, versionIn } from "../../src/audit/layout.js";

const never = (): number => {
  throw new Error("nobody needs to know when it was written");
};
const keysOf = (keys: readonly string[], version?: number): readonly string[] =>
  layoutOf(keys, version, never).stacks.map(({ key }) => key);

describe("the layout of a backend", () => {
  test("a stack is a file in the folder of its project, packed or not", () => {
    const keys = ["shop/dev.json", "shop/prod.json.gz", "web/dev.json.zst"].map((name) => `.pulumi/stacks/${name}`);
    expect(layoutOf(keys, 1, never).stacks.map(({ project, stack }) => `${project}/${stack}`)).toEqual([
      "shop/dev",
      "shop/prod",
      "web/dev",
    ]);
  });

  test("backups, attributes, tags, histories and names that the engine refuses are not stacks", () => {
    const keys = [
      ".pulumi/stacks/shop/dev.json.bak",
      ".pulumi/stacks/shop/dev.json.attrs",
      ".pulumi/stacks/shop/dev.pulumi-tags",
      ".pulumi/stacks/shop/de v.json",
      ".pulumi/stacks/shop/dev.yaml",
      ".pulumi/stacks/shop/deep/dev.json",
      ".pulumi/history/shop/dev/dev-1.checkpoint.json",
      ".pulumi/backups/shop/dev/dev.1.json",
    ];
    expect(keysOf(keys, 1)).toEqual([]);
  });

  test("of several files of a stack, the one that was written last counts", () => {
    const keys = [".pulumi/stacks/shop/dev.json", ".pulumi/stacks/shop/dev.json.gz"];
    const written = (times: Readonly<Record<string, number>>) => layoutOf(keys, 1, (key) => times[key] ?? 0).stacks.map(({ key }) => key);
    expect(written({ [keys[0] ?? ""]: 1, [keys[1] ?? ""]: 2 })).toEqual([keys[1]]);
    expect(written({ [keys[0] ?? ""]: 2, [keys[1] ?? ""]: 1 })).toEqual([keys[0]]);
  });

  test("a backend without a version is of the older layout if it has a stack of it", () => {
    const [flat, nested] = [".pulumi/stacks/dev.json", ".pulumi/stacks/shop/dev.json"];
    expect(keysOf([flat])).toEqual([flat]);
    expect(keysOf([nested])).toEqual([nested]);
    expect(keysOf([flat, nested])).toEqual([flat]);
    expect(keysOf([flat, nested], 0)).toEqual([flat]);
    expect(keysOf([flat, nested], 1)).toEqual([nested]);
    expect(layoutOf([flat, nested], 1, never).notes).toEqual([
      "1 files below .pulumi/stacks/ are left out: stacks without a project do not belong to its version",
    ]);
  });

  test("knows tags and locks, of both layouts", () => {
    const keys = [".pulumi/stacks/shop/dev.json", ".pulumi/stacks/shop/dev.pulumi-tags", ".pulumi/locks/organization/shop/dev/1.json"];
    expect(layoutOf(keys, 1, never).stacks).toEqual([{ key: keys[0], project: "shop", stack: "dev", tags: keys[1], isLocked: true }]);
    const older = [".pulumi/stacks/dev.json", ".pulumi/locks/dev/1.json", ".pulumi/stacks/prod.json"];
    expect(layoutOf(older, undefined, never).stacks.map(({ stack, isLocked }) => [stack, isLocked])).toEqual([
      ["dev", true],
      ["prod", false],
    ]);
  });

  test("reads the version", () => {
    expect(versionIn("version: 1\n")).toBe(1);
    expect(versionIn("version: 0")).toBe(0);
    expect(versionIn("versions: 1\n")).toBeUndefined();
  });
});
