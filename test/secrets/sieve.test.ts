import { describe, expect, test } from "vitest";
import type { Table } from "../../src/model/expression.js";
import { ofCommands } from "../../src/secrets/commands/commands.js";
import { beginnings, marks, prefixes } from "../../src/secrets/formats/beginnings.js";
import { openings } from "../../src/secrets/formats/openings.js";
import { Sieve } from "../../src/secrets/formats/sieve.js";
import { secretWords, speaksOfSecrets } from "../../src/secrets/texts/secret-words.js";

const texts = Number(process.env["FUZZ"] ?? 4000);
const glue = ["", " ", "-", "_", "a", "1", ".", "/", "é", "\n", "\u00a0", "=", ":", "~"];

/** Texts of examples and of pieces of them, of which about one in three is found. */
function* textsOf(tables: readonly Table[]): Iterable<string> {
  const parts = tables.flatMap((table) => table.parts);
  let seed = 7;
  const below = (limit: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >> 8) % limit;
  };
  for (const [, example, counterExample] of parts) yield* [example, counterExample, ` ${example}`, `x${example}`, example.toUpperCase()];
  for (let i = 0; i < texts; i++) {
    let text = "";
    for (let pieces = 1 + below(3); pieces > 0; pieces--) {
      let piece = parts[below(parts.length)]?.[below(2) === 0 ? 1 : 2] ?? "";
      const cut = below(piece.length + 1);
      if (below(3) === 0) piece = piece.slice(0, cut) + glue[below(glue.length)] + piece.slice(cut + below(2));
      if (below(4) === 0) piece = piece.toUpperCase();
      text += glue[below(glue.length)] + (below(2) === 0 ? piece : piece.slice(below(piece.length)));
    }
    yield text;
  }
}

// What is read before it is worth sorting.
const warm = (sieve: Sieve): void => {
  for (let i = 0; i < 60; i++) sieve.test(".".repeat(1000));
};

describe("a sieve answers as one expression of all", () => {
  test.each([
    ["beginnings", beginnings, new RegExp(`${prefixes.expression.source}|${marks.expression.source}`), [prefixes, marks]],
    ["secret words", speaksOfSecrets, new RegExp(`${secretWords.expression.source}|${ofCommands}`, "i"), [secretWords]],
  ] as const)("%s", (_, sieve, whole, tables) => {
    warm(sieve);
    for (const text of textsOf(tables)) expect([text, sieve.test(text)]).toEqual([text, whole.test(text)]);
  });

  test("also before it is worth sorting, and of a text that ends early", () => {
    const sieve = new Sieve([
      { source: "Q~", startsWord: false },
      { source: "re_", startsWord: true },
    ]);
    const found = () => ["Q~", "xQ~", "Q", "", "re_", "-re_x", "pre_x"].map((text) => sieve.test(text));
    const cold = found();
    warm(sieve);
    expect(cold).toEqual([true, true, false, false, true, true, false]);
    expect(found()).toEqual(cold);
  });
});

test("openings are what an expression may begin with", () => {
  const shown = (source: string) => openings(source).map((opening) => opening.map((codes) => String.fromCharCode(...codes)));
  expect(shown("cle[_.-]")).toEqual([["c", "l", "e"]]);
  expect(shown("(?:[_-]|\\b)pw\\b")).toEqual(
    [
      ["-_", "p", "w"],
      ["p", "w"],
    ].map((opening) => opening.map((chars) => (chars === "-_" ? "-_\x7f" : chars))),
  );
  expect(shown("ab?c")).toEqual([
    ["a", "b", "c"],
    ["a", "c"],
  ]);
  expect(shown("x{2}y")).toEqual([["x", "x", "y"]]);
  expect(() => openings("\\u0041bc|x")).toThrow("is not understood");
});
