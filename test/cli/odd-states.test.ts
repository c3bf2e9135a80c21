import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { signatureKey, signatures } from "../../src/model/value.js";
import { bucket, folder, resource, secret, state, stateText } from "./fixture.js";
import { judged, password, refused } from "./inputs.js";

const { write } = folder();
const check = (name: string, content: string | Uint8Array): string[] => ["check", write(name, content)];
const good = stateText(bucket("logs"));

describe("states that are odd and evaluated all the same", () => {
  const brokenBy = (inputs: unknown): Promise<string> => judged(check("odd.json", stateText(bucket("odd", inputs))), 1);

  test("with a byte order mark", async () => {
    expect(await judged(check("bom.json", `\ufeff${good}`), 1)).toContain("s3.Bucket logs");
  });
  test("in UTF-16, as Windows PowerShell redirects", async () => {
    expect(await judged(check("utf16.json", Buffer.from(`\ufeff${good}`, "utf16le")), 1)).toContain("s3.Bucket logs");
  });
  test("version 4, for stacks with newer features", () =>
    judged(check("four.json", JSON.stringify(state([bucket("a")], { version: 4 }))), 1));
  test("without a version, resources or a deployment", async () => {
    await judged(check("empty-1.json", '{"deployment": {}}'), 0);
    await judged(check("empty-2.json", '{"version": 3, "deployment": {"resources": null}}'), 0);
    await judged(check("empty-3.json", '{"version": 3, "deployment": null}'), 0);
    await judged(check("empty-4.json", '{"version": 3, "checkpoint": {"stack": "dev"}}'), 0);
  });
  test("of 200 MB", async () => {
    const text = Buffer.from(stateText(bucket("big", { forceDestroy: true, policy: "PADDING" })));
    const at = text.indexOf("PADDING");
    const file = write("big.json", Buffer.concat([text.subarray(0, at), Buffer.alloc(200 * 1024 * 1024, "x"), text.subarray(at)]));
    expect(await judged(["check", file], 1)).toContain("s3.Bucket big");
  }, 60_000);
  test("of 200 MB and cut off", () => {
    const start = Buffer.from('{"version": 3, "deployment": {"resources": [{"urn": "');
    return refused(check("big-cut.json", Buffer.concat([start, Buffer.alloc(200 * 1024 * 1024, "x")])), "big-cut.json: is not valid JSON");
  }, 60_000);
  test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"])(
    "with inputs, tags, types and names called %s",
    async (key) => {
      const inputs = JSON.parse(`{"forceDestroy": true, "${key}": {"x": 1}, "tags": {"${key}": "x"}}`) as unknown;
      const more = { propertyDependencies: JSON.parse(`{"${key}": ["${key}"]}`) as unknown, parent: key, provider: key };
      const out = await judged(check("proto.json", stateText(bucket(key, inputs, more), resource(key, key))), 1);
      expect(out).toContain(`s3.Bucket ${key}`);
      expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
    },
  );
  test("inputs null or left out", async () => {
    expect(await brokenBy(null)).toContain("is unset");
    expect(await judged(check("none.json", stateText({ ...bucket("a"), inputs: undefined })), 1)).toContain("is unset");
  });
  test("the same URN twice", async () => {
    const out = JSON.parse(await judged([...check("twice.json", stateText(bucket("a"), bucket("a"))), "--format", "json"], 1));
    expect(new Set(out.findings.map((f: { fingerprint: string }) => f.fingerprint)).size).toBe(out.findings.length);
  });
  test.each(["urn:pulumi:", "urn:pulumi:dev", "urn:pulumi:dev::p", "urn:pulumi:dev::p::t::a::b::c", "urn:pulumi:::::::"])(
    "a URN %s",
    async (odd) => {
      expect(await judged(check("odd-urn.json", stateText({ ...bucket("a"), urn: odd })), 1)).toContain("is true");
    },
  );
  test("an encrypted secret is open, not broken", async () => {
    const encrypted = { [signatureKey]: signatures.secret, ciphertext: "v1:abc:def" };
    expect(await judged(check("secret.json", stateText(bucket("a", { forceDestroy: encrypted, tags: { Owner: "x" } }))), 0)).toContain(
      "1 unknown",
    );
  });
  test.each([
    ["null", { value: null }],
    ["a number as plaintext", { plaintext: 7 }],
    ["plaintext that is no JSON", { plaintext: "{" }],
    ["nothing", {}],
  ])("a secret around %s", async (_, inner) => {
    expect(await brokenBy({ tags: { [signatureKey]: signatures.secret, ...inner } })).toContain("forceDestroy is unset, expected false");
  });
  test("an unknown signature is open", async () => {
    expect(
      await judged(check("sig.json", stateText(bucket("a", { forceDestroy: { [signatureKey]: "ffff" }, tags: { Owner: "x" } }))), 0),
    ).toContain("1 unknown");
  });
  test("a signature that is not a text", async () => {
    expect(await brokenBy({ tags: { [signatureKey]: 7 } })).toContain("forceDestroy is unset, expected false");
  });
  test("output values are looked into", async () => {
    const output = { [signatureKey]: signatures.output, value: true, secret: false, dependencies: [] };
    expect(await brokenBy({ forceDestroy: output })).toContain("forceDestroy is true, expected false");
  });
  test("a secret value is evaluated, and not shown", async () => {
    expect(await brokenBy({ forceDestroy: secret(password) })).toContain("forceDestroy is [secret], expected false");
  });
  test("1e999, -0 and a very long number", () =>
    judged(check("number.json", good.replace("true", `[1e999, -1e999, -0, ${"9".repeat(400)}]`)), 1));
  test("lone surrogates", async () => {
    expect(await judged(check("surrogate.json", good.replaceAll("logs", "lo\\ud800gs").replace("true", '"\\udfff"')), 1)).toContain(
      "forceDestroy is true, expected false",
    );
  });
  test("control characters and escape sequences never reach the terminal", async () => {
    const evil = "a\u001b[2J\u001b]0;pwned\u0007\r\n✔ Nothing found\u009b31m\u202e";
    const file = check("evil.json", stateText(bucket(evil, { forceDestroy: evil, tags: {} }), resource(`aws:s3/bucket:${evil}`, evil)));
    const out = await judged(file, 1);
    expect(out).toContain("\\u001b[2J");
    expect(out).not.toMatch(/^✔ Nothing found/m);
    expect(await judged([...file, "--format", "json"], 1)).toContain("\\u009b");
  });
  test("resources to be deleted are skipped", () => judged(check("delete.json", stateText(bucket("a", {}, { delete: true }))), 0));
  test("compressed by gzip", async () => {
    expect(await judged(check("state.json.gz", gzipSync(good)), 1)).toContain("s3.Bucket logs");
  });
});
