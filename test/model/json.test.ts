import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonAt, plainProperties } from "../../src/model/json.js";
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
  test("leaves unknown what is unknown, whole or inside an object", () => {
    expect(jsonAt(unknown)).toBe(unknown);
    expect(lookup(jsonAt({ a: [unknown] }) as Value, "a[0]")).toBe(unknown);
  });
  test.each([
    ["a whole text", { a: unknownString }],
    ["a part of one", { a: [`arn:aws:s3:::${unknownString}/*`] }],
    ["a key", { [unknownString]: 1 }],
    ["a secret", { a: { [signatureKey]: signatures.secret, value: "x" } }],
    ["an output", { a: [{ [signatureKey]: signatures.output }] }],
    ["a reference", { a: { [signatureKey]: signatures.resource, urn: "urn:x" } }],
    ["an asset", { [signatureKey]: signatures.asset, text: "x" }],
    ["something unheard of", { [signatureKey]: "x" }],
  ])("takes the engine's marks inside a text for content: %s", (_, value) => {
    expect(plain(jsonAt(JSON.stringify(value)))).toEqual(value);
    expect(plain(plainProperties({ value, text: unknownString }).value)).toEqual({ value, text: unknownString });
  });
  test("a text around a mark is not a document", () => {
    expect([unknownString, ` ${unknownString} `, `"${unknownString}"`].map(jsonAt)).toEqual([undefined, undefined, undefined]);
  });
  test.each([
    ["no JSON", "hello"],
    ["a bare scalar", "42"],
    ["an empty text", ""],
    ["truncated JSON", '{"a": ['],
    ["two documents", "{} {}"],
    ["nested without end", `${"[".repeat(3000)}${"]".repeat(3000)}`],
  ])("%s is not a document", (_, text) => {
    expect(jsonAt(text)).toBeUndefined();
  });
  test.each([[undefined], [null], [true], [7]])("%s is not a document", (value) => {
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
  test("holds nothing unknown, whatever is in the text", () => {
    const marks = fc.constantFrom(unknownString, signatureKey, ...Object.values(signatures));
    const text = fc.oneof(
      fc.string(),
      marks,
      fc.tuple(fc.string(), marks, fc.string()).map((parts) => parts.join("")),
    );
    const { document } = fc.letrec<{ document: unknown }>((tie) => ({
      document: fc.oneof({ maxDepth: 4 }, text, fc.array(tie("document")), fc.dictionary(text, tie("document"))),
    }));
    fc.assert(
      fc.property(document, (value) => {
        expect(JSON.stringify(jsonAt(JSON.stringify([value])))).toBe(JSON.stringify([value]));
      }),
    );
  });
});
