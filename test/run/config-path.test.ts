import { expect, test } from "vitest";
import { configPath, withValueAt } from "../../src/run/config-path.js";

test.each([
  ["a", ["a"]],
  ["a.b[0].c", ["a", "b", 0, "c"]],
  ['a["x.y"]', ["a", "x.y"]],
])("%s is a path", (text, parts) => expect(configPath(text)).toEqual(parts));
test.each(["", "a[", "a[x]", "a..b"])("%j is none", (text) => expect(configPath(text)).toBeUndefined());

const set = (config: Readonly<Record<string, string>>, key: string, value: string) => withValueAt(config, key, value, "infra");

test("a value inside of an object keeps what is beside it", () => {
  expect(set({ "p:db": '{"size":2,"hosts":["a"]}' }, "p:db.hosts[1]", "b")).toEqual({ "p:db": '{"size":2,"hosts":["a","b"]}' });
  expect(set({}, "p:db.size", "3")).toEqual({ "p:db": '{"size":3}' });
  expect(set({}, "p:db.on", "true")).toEqual({ "p:db": '{"on":true}' });
  expect(set({}, "p:db.code", "007")).toEqual({ "p:db": '{"code":"007"}' });
  expect(set({ "p:a": "1" }, "p:b", "2")).toEqual({ "p:a": "1", "p:b": "2" });
});

test.each([
  ["p:a.b", /p:a is neither an object nor a list/],
  ["p:list.b", /another kind of value/],
  ["p:list[5]", /another kind of value/],
  ["p:a[", /is not a path/],
])("%s is refused where something else is there", (key, why) => {
  expect(() => set({ "p:a": "1", "p:list": "[1]" }, key, "x")).toThrow(why);
});
