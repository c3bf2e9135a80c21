import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areInternet, covers, isInternet } from "../../src/network/cidr.js";

describe("isInternet", () => {
  test.each([
    "0.0.0.0/0",
    "0.0.0.0/1",
    "128.0.0.0/1",
    "10.0.0.0/7",
    "1.2.3.4/0",
    "::/0",
    "2000::/3",
    "::ffff:0:0/96",
    "8000::/1",
    " 0.0.0.0/0 ",
  ])("%s is the internet", (cidr) => expect(isInternet(cidr)).toBe(true));
  test.each([
    "10.0.0.0/8",
    "3.0.0.0/8",
    "203.0.113.7/32",
    "203.0.113.7",
    "172.16.0.0/12",
    "fc00::/7",
    "fd00::/8",
    "2001:db8::/32",
    "::1/128",
  ])("%s is not", (cidr) => expect(isInternet(cidr)).toBe(false));
  test.each(["", "vpc", "0.0.0.0/33", "{cidr}", "::/129"])("%j is not a range", (text) => expect(isInternet(text)).toBe(false));
});

describe("covers", () => {
  test.each([
    ["0.0.0.0/0", "10.1.2.3/32", true],
    ["10.0.0.0/8", "10.0.0.0/7", false],
    ["10.0.0.0/8", "11.0.0.0/8", false],
    ["::/0", "10.0.0.0/8", false],
    ["fc00::/7", "fd12::/48", true],
    ["nonsense", "10.0.0.0/8", false],
  ])("%s covers %s: %s", (outer, inner, expected) => expect(covers(outer, inner)).toBe(expected));
  const cidr = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([ip, bits]) => `${ip}/${bits}`);
  test("is transitive, and every range covers itself", () => {
    fc.assert(
      fc.property(cidr, cidr, cidr, (a, b, c) => {
        expect(covers(a, a)).toBe(true);
        if (covers(a, b) && covers(b, c)) expect(covers(a, c)).toBe(true);
      }),
    );
  });
  test("what covers the internet is the internet", () => {
    fc.assert(
      fc.property(cidr, cidr, (a, b) => {
        if (covers(a, b) && isInternet(b)) expect(isInternet(a)).toBe(true);
        if (covers("10.0.0.0/8", a)) expect(isInternet(a)).toBe(false);
      }),
    );
  });
});

describe("areInternet", () => {
  const slash8 = fc.integer({ min: 1, max: 223 }).map((n) => `${n}.0.0.0/8`);
  test("more ranges are never less open, in any order, and however often one is named", () => {
    fc.assert(
      fc.property(fc.array(slash8, { maxLength: 40 }), slash8, (ranges, more) => {
        if (areInternet(ranges)) expect(areInternet([more, ...ranges])).toBe(true);
        expect(areInternet([...ranges, ...ranges].reverse())).toBe(areInternet(ranges));
      }),
    );
  });
  test("a range is as wide as its two halves", () => {
    fc.assert(
      fc.property(fc.array(slash8, { maxLength: 40 }), (ranges) => {
        const halves = ranges.flatMap((range) => [range.replace("/8", "/9"), range.replace(".0.0.0/8", ".128.0.0/9")]);
        expect(areInternet(halves)).toBe(areInternet(ranges));
      }),
    );
  });
  test("sixteen /8 are, fifteen are not, and private ones do not count", () => {
    const ranges = Array.from({ length: 15 }, (_, i) => `${i + 40}.0.0.0/8`);
    expect([areInternet(ranges), areInternet([...ranges, "10.0.0.0/8", "127.0.0.0/8"]), areInternet([...ranges, "60.0.0.0/8"])]).toEqual([
      false,
      false,
      true,
    ]);
  });
});
