import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonAt } from "../../src/model/json.js";
import { isMap, lookup, signatureKey, signatures, unknown, unknownString, type Value } from "../../src/model/value.js";

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("jsonAt", () => {
  test("reads a document so that a path reaches inside", () => {
    const document = jsonAt('{"Statement": [{"Effect": "Allow", "Action": ["s3:*"]}]}');
    expect(lookup(document as Value, "Statement[0].Action[0]")).toBe("s3:*");
  });
  test("reads a list, space and a byte order mark before it", () => {
    expect(jsonAt('\uFEFF \n[{"privileged": true}]')).toEqual([{ privileged: true }]);
  });
  test("takes a list or a map as it is", () => {
    const map = { a: [1] };
    const list = [map];
    expect(jsonAt(map)).toBe(map);
    expect(jsonAt(list)).toBe(list);
  });
  test("leaves unknown what is unknown, whole or inside", () => {
    expect(jsonAt(unknown)).toBe(unknown);
    expect(jsonAt(unknownString)).toBe(unknown);
    const document = jsonAt(JSON.stringify({ a: unknownString, b: [`arn:aws:s3:::${unknownString}/*`], c: "known" })) as Value;
    expect(lookup(document, "a")).toBe(unknown);
    expect(lookup(document, "b[0]")).toBe(unknown);
    expect(lookup(document, "c")).toBe("known");
  });
  test("never shows a secret that was wrapped inside", () => {
    const document = jsonAt(JSON.stringify({ a: { [signatureKey]: signatures.secret, value: "hidden" } })) as Value;
    expect(lookup(document, "a")).toBe(unknown);
  });
  test.each([
    ["no JSON", "hello"],
    ["a bare scalar", "42"],
    ["an empty text", ""],
    ["truncated JSON", '{"a": ['],
    ["two documents", "{} {}"],
    ["nested without end", `${"[".repeat(3000)}${"]".repeat(3000)}`],
  ])("%s is no document", (_, text) => {
    expect(jsonAt(text)).toBeUndefined();
  });
  test.each([[undefined], [null], [true], [7]])("%s is no document", (value) => {
    expect(jsonAt(value)).toBeUndefined();
  });
  test("a key named like a prototype is a key", () => {
    const document = jsonAt('{"__proto__": {"privileged": true}, "constructor": 1}');
    expect(isMap(document) && Object.keys(document)).toEqual(["__proto__", "constructor"]);
    expect(isMap(document) && document["privileged"]).toBeUndefined();
  });
  test("the same text is read once", () => {
    const text = '{"once": []}';
    expect(jsonAt(text)).toBe(jsonAt(text.slice(0, 5) + text.slice(5)));
  });
  test("holds what JSON holds", () => {
    const document = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
    fc.assert(
      fc.property(document, (value) => {
        expect(plain(jsonAt(JSON.stringify(value)))).toEqual(plain(value));
      }),
    );
  });
  test("never throws, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.json().map((text) => text.slice(0, -1)),
        ),
        (text) => {
          const read = jsonAt(text);
          expect(read === undefined || read === unknown || typeof read === "object").toBe(true);
        },
      ),
    );
  });
  test("one text becoming unknown changes nothing else", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (value) => {
        const key = Object.keys(value)[0] ?? "";
        const before = jsonAt(JSON.stringify(value)) as Record<string, Value>;
        const after = jsonAt(JSON.stringify({ ...value, [key]: unknownString })) as Record<string, Value>;
        expect(after[key]).toBe(unknown);
        for (const other of Object.keys(value)) if (other !== key) expect(after[other]).toEqual(before[other]);
      }),
    );
  });
});
