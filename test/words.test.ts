import { describe, expect, test } from "vitest";
import { PHRASES } from "../scripts/words/phrases.mjs";
import { findDodgingNames, findInTestNames, findWords } from "../scripts/words.mjs";

const found = (line: string, kind: "prose" | "code" = "code"): string[] => findWords(line, kind).map((one) => one.found.trim());

describe("refused", () => {
  test.each([
    ["acl must be none of the public ones, is public-read", "must be none of the public ones, is"],
    ['broken("", "must have a bucket policy that points here, has none")', "points here"],
    ["/** What a finding says of itself. */", "says"],
    ["const isTold = true;", "Told"],
    ["const told = 1;", "told"],
    ["/** Judges each item anew. */", "anew"],
    ["other.json: no state, passed over", "passed over"],
    ['"is no valid JSON"', "is no"],
    ["53 findings, 12 gate", "12 gate"],
    ["// Somebody who can do that himself.", "himself"],
    ["options are laid over those of the rule", "laid over"],
  ])("%s", (line, word) => {
    expect(found(line)).toContain(word);
  });
  test("a heading of a document", () => {
    expect(found("## Doors", "prose")).toEqual(["## Doors"]);
    expect(found("## Doors")).toEqual([]);
  });
  test("a name that ends in an underscore, and not a text that does", () => {
    expect(findDodgingNames('const while_ = "glpat_";', "a.ts").map((one) => one.found)).toEqual(["while_"]);
  });
  test("the name of a test, and nothing else in it", () => {
    const tests = 'const told = 1;\ndescribe("what is", () => {\n  test.each([1])("it stands %s", () => says(told));\n});\n';
    expect(findInTestNames(tests, "a.test.ts")).toEqual([expect.objectContaining({ line: 3, found: "stands" })]);
  });
});

describe("taken", () => {
  test.each([
    "acl is public-read, expected private",
    "there is no rule of that name",
    "it is no longer there",
    "readonly unjudged: readonly UnjudgedType[]; // --fail-on-unjudged",
    "const sayings = standstill(essays, retold, outstanding);",
    "Authorization: Bearer x",
    "a standard item; understands it",
    "goes by way of 7.10",
  ])("%s", (line) => {
    expect(found(line)).toEqual([]);
  });
});

test("each phrase has what to say instead, and finds more than the first", () => {
  for (const { phrase, instead } of PHRASES) {
    expect(instead).not.toBe("");
    expect(phrase.flags).toContain("g");
  }
});
