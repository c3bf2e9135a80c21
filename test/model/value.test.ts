import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { secretTexts } from "../../src/model/secret-texts.js";
import {
  Asset,
  isMap,
  isSecret,
  lookup,
  noProperties,
  ReadError,
  readProperties,
  signatureKey,
  signatures,
  touchesSecret,
  unknown,
  unknownString,
  type Value,
} from "../../src/model/value.js";

const special = (signature: string, more: object = {}) => ({ [signatureKey]: signature, ...more });
const secret = (value: unknown) => special(signatures.secret, { value });
const read = (value: unknown) => readProperties({ it: value });
const it = (value: unknown): Value | undefined => read(value).value["it"];

describe("plain values", () => {
  test("come as they are", () => {
    const raw = { a: [1, "x", true, null], b: { c: { d: -0.5 } } };
    expect(readProperties(raw).value).toEqual(raw);
    expect(readProperties(raw)).toMatchObject({ secrets: new Set(), defaults: new Set(), hasUnknown: false });
  });
  test("any JSON is read, whatever its keys", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (raw) => {
        expect(JSON.stringify(readProperties(raw).value)).toBe(JSON.stringify(raw));
      }),
    );
  });
  test("inherit nothing: a property named like one of Object's is unset", () => {
    for (const given of [readProperties({}), noProperties, readProperties({ a: {} })]) {
      expect(lookup(given.value, "constructor")).toBeUndefined();
      expect(lookup(given.value, "a.toString")).toBeUndefined();
      expect((given.value as Record<string, unknown>)["hasOwnProperty"]).toBeUndefined();
    }
    const hostile = '{"constructor":1,"__proto__":{"polluted":1}}';
    expect(JSON.stringify(readProperties(JSON.parse(hostile)).value)).toBe(hostile);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
  test("a map that is taken for a text or a number is one, and no error", () => {
    const map = it({ a: 1 });
    expect(`${map as unknown as string}`).toBe("[object]");
    expect(Number(map)).toBeNaN();
    expect(String([map])).toBe("[object]");
  });
  test("nested deeper than any provider's are an error that names the place", () => {
    let deep: unknown = 1;
    for (let i = 0; i < 151; i++) deep = { a: deep };
    expect(() => read(deep)).toThrow(ReadError);
    expect(() => read(deep)).toThrow("nested deeper than 150 levels");
    expect(() => read((deep as { a: unknown }).a)).not.toThrow();
  });
});

describe("unknowns", () => {
  test.each([
    unknownString,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
  ])("%s is unknown at every depth", (text) => {
    expect(read({ a: [text] })).toMatchObject({ value: { it: { a: [unknown] } }, hasUnknown: true });
  });
  test("so is an output without a value, and what has a signature that nobody knows", () => {
    expect(it(special(signatures.output))).toBe(unknown);
    expect(it(special("ffff", { value: 1 }))).toBe(unknown);
    expect(read(special(signatures.output)).hasUnknown).toBe(true);
  });
});

describe("secrets", () => {
  test("are read, and their paths noted", () => {
    const properties = readProperties({ a: { b: secret({ c: [1] }) }, d: "open" });
    expect(properties.value).toEqual({ a: { b: { c: [1] } }, d: "open" });
    expect([...properties.secrets]).toEqual(["a.b"]);
    expect(["a", "a.b", "a.b.c[0]", "d"].map((path) => isSecret(properties, path))).toEqual([false, true, true, false]);
    expect(["a", "a.b", "a.b.c[0]", "d"].map((path) => touchesSecret(properties, path))).toEqual([true, true, true, false]);
  });
  test("of a state hold their value as JSON text; one that is none is the value", () => {
    expect(it(special(signatures.secret, { plaintext: '{"a":["b"]}' }))).toEqual({ a: ["b"] });
    expect(it(special(signatures.secret, { plaintext: '"x"' }))).toBe("x");
    expect(it(special(signatures.secret, { plaintext: "{bare" }))).toBe("{bare");
    expect(it(special(signatures.secret, { plaintext: `"${unknownString}"` }))).toBe(unknown);
  });
  test("that are encrypted, or that the engine could not decrypt, are secret and unknown", () => {
    for (const shut of [
      special(signatures.secret, { ciphertext: "v1:x" }),
      secret("[secret]"),
      special(signatures.secret, { plaintext: 7 }),
    ]) {
      expect(it(shut)).toBe(unknown);
      expect([...read(shut).secrets]).toEqual(["it"]);
    }
  });
  test("around everything make everything secret", () => {
    const all = readProperties(secret({ a: 1 }));
    expect(all.value).toEqual({ a: 1 });
    expect(isSecret(all, "a")).toBe(true);
  });
  test("in an output, and outputs in secrets", () => {
    expect([...read(special(signatures.output, { value: 1, secret: true })).secrets]).toEqual(["it"]);
    expect(read(special(signatures.output, { value: { a: secret(1) }, secret: false })).secrets).toEqual(new Set(["it.a"]));
    expect(read(secret(special(signatures.output, { value: "x" })))).toMatchObject({ value: { it: "x" }, secrets: new Set(["it"]) });
  });
  test("give every text and number inside, those of JSON texts too", () => {
    const texts = secretTexts(
      readProperties({
        a: secret({ b: ["x", 7, true], c: '{"token": "inner", "n": [1.5]}' }),
        d: "open",
        e: secret(special(signatures.asset, { text: "file" })),
        f: secret(special(signatures.archive, { assets: { "a.js": special(signatures.asset, { text: "part" }) } })),
      }),
    );
    expect(texts.sort()).toEqual(["x", "7", '{"token": "inner", "n": [1.5]}', "inner", "1.5", "file", "part"].sort());
  });
});

describe("other wrappers", () => {
  test("assets and archives", () => {
    expect(it(special(signatures.asset, { text: "hello", hash: "h" }))).toEqual(new Asset("asset", "hello", undefined));
    expect(it(special(signatures.archive, { path: "./app" }))).toEqual(new Asset("archive", undefined, "./app"));
    expect(it(special(signatures.asset, { uri: "https://x" }))).toEqual(new Asset("asset", undefined, "https://x"));
    expect(isMap(it(special(signatures.asset, { text: 7 })))).toBe(false);
  });
  test("the parts of an archive, by their file names", () => {
    const text = special(signatures.asset, { text: "hello" });
    const inner = special(signatures.archive, { assets: { "a/b.js": text } });
    const properties = read(
      special(signatures.archive, { assets: { "__main__.py": text, lib: inner, later: unknownString, held: secret(text) } }),
    );
    const asset = new Asset("asset", "hello", undefined);
    const archive = properties.value["it"] as Asset;
    expect(archive.assets?.["__main__.py"]).toEqual(asset);
    expect(archive.assets?.["later"]).toBe(unknown);
    expect(lookup(properties.value, 'it.assets.lib.assets["a/b.js"]')).toEqual(asset);
    expect(lookup(properties.value, "it.assets.lib.text")).toBeUndefined();
    expect(properties.hasUnknown).toBe(true);
    expect([...properties.secrets]).toEqual(["it.assets.held"]);
    expect((it(special(signatures.archive, { assets: "x" })) as Asset).assets).toBeUndefined();
  });
  test("references to resources are their id, and noted", () => {
    const properties = read(special(signatures.resource, { urn: "urn:x", id: "bucket-1" }));
    expect(properties.value["it"]).toBe("bucket-1");
    expect(properties.references.get("it")).toBe("urn:x");
  });
  test("a reference whose id is not known yet is unknown, one of a component its URN", () => {
    expect(it(special(signatures.resource, { urn: "urn:x", id: "" }))).toBe(unknown);
    expect(it(special(signatures.resource, { urn: "urn:x", id: unknownString }))).toBe(unknown);
    expect(it(special(signatures.resource, { urn: "urn:x" }))).toBe("urn:x");
  });
  test("a signature that is not a text is a property like any other", () => {
    expect(it({ [signatureKey]: 7, a: 1 })).toEqual({ [signatureKey]: 7, a: 1 });
  });
});

describe("keys of the engine's and providers' own", () => {
  test("are not items; __defaults, at any depth, is what the provider filled in", () => {
    const properties = readProperties({
      __defaults: ["acl"],
      __meta: '{"schema_version":"1"}',
      __internal: {},
      __inputs: { a: 1 },
      tags: { a: "b", __defaults: [] },
      rule: [{ __defaults: ["ttl"], ttl: 1 }],
    });
    expect(properties.value).toEqual({ tags: { a: "b" }, rule: [{ ttl: 1 }] });
    expect([...properties.defaults]).toEqual(["acl", "rule[0].ttl"]);
  });
  test.each([
    ["a variable", { environment: { variables: { __DB_PASSWORD: "x", __: "y" } } }],
    ["a tag named like the provider's own", { tags: { __meta: "a", __defaults: "b", __internal: "c" } }],
    ["an output of a stack", { __dbPassword: "x" }],
    ["a part of a block", { rule: [{ __proto: 1, __provider: "x" }] }],
  ])("that the program gave are values: %s", (_, inputs) => {
    expect(readProperties(inputs).value).toEqual(inputs);
  });
});

describe("lookup", () => {
  const value = { a: [{ b: 1 }], c: unknown, "d.e": 2 } as unknown as Value;
  test.each([
    ["", value],
    ["a[0].b", 1],
    ["a[1].b", undefined],
    ["a.b", undefined],
    ["c", unknown],
    ["c.deep[3]", unknown],
    ['["d.e"]', 2],
    ["a[0].b.c", undefined],
  ])("%s", (path, expected) => {
    expect(lookup(value, path)).toBe(expected);
  });
});
