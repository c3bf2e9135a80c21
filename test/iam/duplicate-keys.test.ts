import { expect, test } from "vitest";
import { duplicateKeys } from "../../src/iam/document/duplicate-keys.js";

test.each<[string, string, string[]]>([
  ["an empty object", "{}", []],
  ["keys that differ", '{"a":1,"b":2}', []],
  ["keys that differ by letter case", '{"a":1,"A":2}', []],
  ["a key twice", '{"a":1,"a":2}', ["a"]],
  ["a key three times", '{"a":1,"a":2,"a":3}', ["a", "a"]],
  ["two keys twice", '{"a":1,"b":2,"a":3,"b":4}', ["a", "b"]],
  ["space before the colon", '{"a" :1,"a"\n: 2}', ["a"]],
  ["a key in an object and in one inside", '{"a":{"a":1}}', []],
  ["a key in each object of a list", '[{"a":1},{"a":2}]', []],
  ["a key twice, around an object", '{"a":{"b":1},"a":2}', ["a"]],
  ["a key twice, around a list", '{"a":[1,[2]],"a":2}', ["a"]],
  ["a key twice, deep inside", '{"x":[{"y":{"a":1,"a":2}}]}', ["a"]],
  ["values that are equal", '{"a":"v","b":"v"}', []],
  ["a value that is a key too", '{"a":"b","b":"a"}', []],
  ["a value that holds an object", '{"a":"{\\"b\\":1","b":"}"}', []],
  ["a value that holds a key", '{"a":"x","b":"\\"a\\":"}', []],
  ["a key twice, around a value with a bracket", '{"a":"}","a":"]"}', ["a"]],
  ["a value that ends in a backslash", '{"a":"\\\\","a":"\\\\"}', ["a"]],
  ["a key with a quote", '{"a\\"b":1,"a\\"b":2}', ['a\\"b']],
  ["an empty key", '{"":1,"":2}', [""]],
  ["a text before a colon outside of objects", '"a":1', []],
])("%s", (_, json, keys) => expect(duplicateKeys(json)).toEqual(keys));
