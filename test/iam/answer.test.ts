import { describe, expect, test } from "vitest";
import { type Answer, allOf, anyOf, doubted, mapPlaces, maybe, no, opposite, yes } from "../../src/iam/document/answer.js";

describe("all of several answers", () => {
  test.each<[string, Answer[], Answer]>([
    ["yes stands at the first place", [yes("a"), yes("b")], yes("a")],
    ["one no settles it", [yes("a"), no], no],
    ["one no settles it, whatever is unknown before", [maybe("a"), no], no],
    ["one no settles it, whatever is unknown behind", [no, maybe("a")], no],
    ["one unknown keeps it open", [yes("a"), maybe("b")], maybe("b")],
    ["all unknown places are told", [maybe("a", "b"), yes("c"), maybe("d")], maybe("a", "b", "d")],
    ["a single one is itself", [yes("a")], yes("a")],
  ])("%s", (_, [first = no, ...rest], whole) => expect(allOf({ at: first, and: rest })).toEqual(whole));
});

describe("any of several answers", () => {
  test.each<[string, Answer[], Answer]>([
    ["the first yes is told", [no, yes("a"), yes("b")], yes("a")],
    ["a yes settles it, whatever is unknown before", [maybe("a"), yes("b")], yes("b")],
    ["without a yes all unknown places are told", [maybe("a"), no, maybe("b", "c")], maybe("a", "b", "c")],
    ["only no is no", [no, no], no],
    ["none at all is no", [], no],
  ])("%s", (_, answers, whole) => expect(anyOf(answers)).toEqual(whole));
});

test.each<[Answer, Answer]>([
  [yes("a"), no],
  [no, yes("here")],
  [maybe("a", "b"), maybe("a", "b")],
])("the opposite of %j is %j", (answer, turned) => expect(opposite(answer, "here")).toEqual(turned));

test.each<[Answer, Answer<number>]>([
  [yes("a"), yes(1)],
  [no, no],
  [maybe("a", "bcd"), maybe(1, 3)],
])("%j reported by length is %j", (answer, retold) => expect(mapPlaces(answer, (at) => at.length)).toEqual(retold));

test.each<[Answer, Answer]>([
  [yes("a"), maybe("a")],
  [no, no],
  [maybe("a", "b"), maybe("a", "b")],
])("%j in doubt is %j", (answer, doubt) => expect(doubted(answer)).toEqual(doubt));
