import { describe, expect, test } from "vitest";
import type { Rule } from "../src/language/rule.js";
import type { Cases } from "../src/testing/case.js";
import { type CasesOf, declareSuite } from "../src/testing/suite.js";

export {
  anyRes,
  created,
  deleted,
  documentOf,
  type Mock,
  ref,
  replaced,
  res,
  type Spec,
  secret,
  toMock,
  unchanged,
  unknown,
  updated,
} from "../src/testing/case.js";
export { evaluateByAll, evaluateMock, toRaw } from "../src/testing/evaluate.js";

/** Every case of every rule, for the pages that show them and the tests over all rules. */
export const collected = new Map<string, { rule: Rule; cases: Cases<unknown> }>();

/** The public suite, with the messages of every failing and open case as snapshots. */
export function suite<const G extends Readonly<Record<string, Rule>>>(group: G, cases: CasesOf<G>): void {
  for (const [id, rule] of Object.entries(group)) collected.set(id, { rule, cases: cases[id as keyof G] as unknown as Cases<unknown> });
  declareSuite(group, cases, { describe, test }, (want, found) => {
    if (want === "fail" || want === "unknown") expect(found).toMatchSnapshot();
  });
}
