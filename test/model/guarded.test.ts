import { describe, expect, test } from "vitest";
import { guarded, pathIn } from "../../src/model/guarded.js";
import { readProperties, unknown, unknownString } from "../../src/model/value.js";
import { UnknownRead } from "../../src/model/verdict.js";

const given = () =>
  guarded(
    readProperties({
      known: { a: [1, 2] },
      open: unknownString,
      list: [{ x: 1 }, { x: unknownString }, unknownString],
      "odd.key": [unknownString],
    }).value as unknown as {
      known: { a: number[] };
      open: string;
      list: { x: number }[];
      "odd.key": string[];
    },
  );
const pathOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof UnknownRead) return error.path;
    throw error;
  }
  return "nothing unknown was read";
};

describe("guarded", () => {
  test("what is known is read as if there were no guard", () => {
    const value = given();
    expect(value.known.a.map((n) => n + 1)).toEqual([2, 3]);
    expect(value.list.length).toBe(3);
    expect(value.list[0]?.x).toBe(1);
    expect(value.list[9]).toBeUndefined();
    expect(Object.keys(value)).toEqual(["known", "open", "list", "odd.key"]);
    expect(Array.isArray(value.list)).toBe(true);
    expect("open" in value).toBe(true);
  });
  test.each<[string, (value: ReturnType<typeof given>) => unknown]>([
    ["open", (v) => v.open],
    ["list[1].x", (v) => v.list[1]?.x],
    ["list[1].x", (v) => v.list.find((item) => item.x === 7)],
    ["list[2]", (v) => [...v.list]],
    ["list[2]", (v) => v.list.filter(Boolean)],
    ["open", (v) => ({ ...v })],
    ["open", (v) => Object.values(v)],
    ["open", (v) => JSON.stringify(v)],
    ['["odd.key"][0]', (v) => v["odd.key"].includes("x")],
  ])("reading %s reports it", (path, read) => {
    expect(pathOf(() => read(given()))).toBe(path);
  });
  test("a search that finds before it meets the unknown, finds", () => {
    expect(given().list.find((item) => item.x === 1)).toEqual({ x: 1 });
    expect(given().list.some((item) => item.x === 1)).toBe(true);
  });
  test("an unknown as the whole", () => {
    expect(pathOf(() => guarded(unknown, "at"))).toBe("at");
  });
  test("without unknowns the value itself comes back", () => {
    const value = { a: [1] };
    expect(guarded(value)).toBe(value);
  });
});

describe("pathIn", () => {
  test("finds a part where it is, guarded or not", () => {
    const root = readProperties({ a: [{ b: { c: 1 } }, { b: { c: unknownString } }] }).value;
    const view = guarded(root) as unknown as { a: { b: object }[] };
    expect(pathIn(root, view)).toBe("");
    expect(pathIn(root, view.a)).toBe("a");
    expect(pathIn(root, view.a[1]?.b)).toBe("a[1].b");
    expect(pathIn(root, view.a[0]?.b)).toBe("a[0].b");
    expect(pathIn(root, { c: 1 })).toBeUndefined();
  });
});
