import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { unpacked, unpackedRuns } from "../../src/secrets/texts/decode.js";
import { base64 } from "./tokens.js";

const script = "#!/bin/bash\nexport STAGE=prod\techo hi\r\n";
const runs = (text: string) => [...unpackedRuns(text)];

describe("unpacked", () => {
  test("opens base64, with or without its padding, folded, and in the alphabet of URLs", () => {
    expect(unpacked(base64(script))).toBe(script);
    expect(unpacked(base64(`${script}x`))).toBe(`${script}x`);
    expect(unpacked(base64(`${script}x`).replace(/=+$/, ""))).toBe(`${script}x`);
    expect(unpacked(base64(script).replace(/(.{20})/g, "$1\r\n"))).toBe(script);
    const urls = Buffer.from("????>>>>????>>>>????>>>>").toString("base64url");
    expect(urls).toMatch(/[_-]/);
    expect(unpacked(urls)).toBe("????>>>>????>>>>????>>>>");
    expect(unpacked(base64("Grüße aus Köln, schöne Grüße"))).toBe("Grüße aus Köln, schöne Grüße");
  });
  test("opens gzip in base64", () => expect(unpacked(gzipSync(script).toString("base64"))).toBe(script));
  test.each([
    ["a short text", base64("seventeen chars..").slice(0, 20)],
    ["an ordinary text", "this is not base64, it is a sentence"],
    ["a length that no encoder makes", `${base64(script).replace(/=+$/, "").slice(0, 40)}A`],
    ["binary", Buffer.from(Array.from({ length: 60 }, (_, i) => (i * 37) % 256)).toString("base64")],
    ["a control character", base64(`plain text of some length\u0001`)],
    ["a deleted character", base64(`plain text of some length\u007f`)],
    [
      "broken UTF-8",
      Buffer.concat([Buffer.from("plain text of "), Buffer.from([0xff, 0xfe]), Buffer.from(" some length")]).toString("base64"),
    ],
    ["what begins like gzip only", Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.from("no gzip at all, really")]).toString("base64")],
    ["gzip of binary", gzipSync(Buffer.from([0, 1, 2, 3])).toString("base64")],
    ["padding in the middle", `${base64("a text of fair length")}=${base64("another")}`],
    ["gzip that swells beyond four megabytes", gzipSync("a".repeat(4_100_000)).toString("base64")],
    ["more than four megabytes", base64("a".repeat(3_100_000))],
  ])("leaves %s closed", (_, text) => expect(unpacked(text)).toBeUndefined());
  const cut = (length: number): string =>
    Buffer.concat([Buffer.from("a".repeat(length)), Buffer.from("ü").subarray(0, 1)]).toString("base64");
  test("looks at the first 4096 bytes, which may end within a character, though a whole text may not", () => {
    const long = `${"a".repeat(4095)}${"ü".repeat(20)}`;
    expect(unpacked(base64(long))).toBe(long);
    expect(unpacked(cut(40))).toBeUndefined();
    expect(unpacked(cut(4095))).toBeUndefined();
  });
  test("reads over blanks and empty lines between the parts", () => {
    expect(unpacked(base64(script).replace(/(.{20})/g, "$1 \n\n  "))).toBe(script);
    expect(unpacked(`${base64(script)}${" ".repeat(300)}?`)).toBeUndefined();
  });
  test("begins with 24 characters", () => {
    expect(unpacked(base64("eighteen chars 18."))).toBe("eighteen chars 18.");
    expect(unpacked(base64("seventeen char 17").replace(/=+$/, ""))).toBeUndefined();
  });
});

describe("unpackedRuns", () => {
  test("opens every run in a text", () => {
    expect(runs(`echo ${base64(script)} | base64 -d; echo ${base64(`${script}two`)}`)).toEqual([script, `${script}two`]);
    expect(runs(`a: "${base64(script)}"\nb: 1`)).toEqual([script]);
  });
  test("goes on in folded lines, and ends with them", () => {
    const folded = base64(script).replace(/(.{28})/g, "$1\n    ");
    expect(runs(`content: !!binary |\n    ${folded}\n- path: /etc/x\n`)).toEqual([script]);
    expect(runs(`--//\n\n${base64(script)}\n--//--\n`)).toEqual([script]);
    expect(runs(`cat <<DONE\r\n${base64(script)}\r\nDONE\r\n`)).toEqual([script]);
  });
  test("finds none in words, hashes and long names", () => {
    expect(runs("an/ordinary/path/of/some/length/that/is/base64 and 0123456789abcdef0123456789abcdef01234567")).toEqual([]);
    expect(runs("a".repeat(5_000_000))).toEqual([]);
  });
});
