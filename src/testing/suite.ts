import { AssertionError } from "node:assert";
import type { Evaluation } from "../engine/evaluate.js";
import type { Rule } from "../language/rule.js";
import { blur } from "./blur.js";
import { type Cases, type Mock, toMock } from "./case.js";
import { evaluateMock } from "./evaluate.js";
import { type Runner, runnerHere } from "./runner.js";

type Outcome = "pass" | "fail" | "unknown" | "skip";
/** The cases of every rule of a group: a rule without cases does not compile. */
export type CasesOf<G> = { readonly [I in keyof G]: Cases<G[I]> };
/** What a case found, in the words of a report: `name: message`. */
export type OnFound = (want: Outcome, found: readonly string[]) => void;

/**
 * Declares a test for each case of each rule of a group. Every case is also **blurred**: its inputs become unknown, one after the other, and no fail
 * may become a pass, nor a pass a fail.
 * @param runner `describe` and `test` of what runs the tests; found by itself for jest, node:test and vitest with `globals`
 * @example
 * suite(own, { "own-queue-short-retention": { pass: [{ messageRetentionSeconds: 3600 }], fail: [{}], unknown: [{ messageRetentionSeconds: unknown }] } });
 */
export function suite<const G extends Readonly<Record<string, Rule>>>(group: G, cases: CasesOf<G>, runner: Runner = runnerHere()): void {
  declareSuite(group, cases, runner, () => undefined);
}

/** The same, with a callback for what each case found. */
export function declareSuite<const G extends Readonly<Record<string, Rule>>>(
  group: G,
  cases: CasesOf<G>,
  { describe, test }: Runner,
  onFound: OnFound,
): void {
  for (const [id, rule] of Object.entries(group)) {
    const own = cases[id as keyof G] as unknown as Cases<unknown>;
    describe(id, () => {
      for (const { title, run } of testsOf(id, rule, own, onFound)) test(title, run);
    });
  }
}

/** The tests of a rule's cases: each throws where the case is not what it must be. */
export function testsOf(
  id: string,
  rule: Rule,
  own: Cases<unknown>,
  onFound: OnFound,
): { readonly title: string; readonly run: () => void }[] {
  return titled(own).map(({ title, want, given }) => {
    const mock = toMock(rule, given);
    return {
      title: mock.name === undefined ? title : `${title}: ${mock.name}`,
      run: () => {
        const found = checkVerdict(id, rule, want, mock);
        onFound(want, found);
        checkBlurred(id, rule, want, mock, own.ofLiterals === true || rule.ignoresUnknown === true);
      },
    };
  });
}

/** The cases of a rule with the titles of their tests: `fail 1`, `example of pass`. */
function titled(own: Cases<unknown>): { readonly title: string; readonly want: Outcome; readonly given: unknown }[] {
  return (["pass", "fail", "unknown", "skip"] as const).flatMap((want) => {
    const example = { pass: own.good, fail: own.bad, unknown: undefined, skip: undefined }[want];
    const listed = (own[want] ?? []).map((given, i) => ({ title: `${want} ${i + 1}`, want, given }));
    return example === undefined ? listed : [...listed, { title: `example of ${want}`, want, given: example }];
  });
}

/** Checks that a case gets the verdict, the message and the fix that it must have. Returns its messages. @throws AssertionError */
function checkVerdict(id: string, rule: Rule, want: Outcome, mock: Mock): string[] {
  const seen = evaluateMock(id, rule, mock);
  const expected = want === "skip" ? "pass" : want;
  const actual = verdictOf(seen);
  if (actual !== expected) fail([`expected ${expected}, is ${actual}`, ...seen.map(say)], actual, expected);
  const found = seen.filter(({ outcome }) => outcome === want);
  contains(found.map(({ message }) => message).join("\n"), mock.message);
  contains(found.map(({ fix }) => fix ?? rule.fix).join("\n"), mock.fix);
  return found.map(say);
}

function contains(text: string, wanted: string | undefined): void {
  if (wanted !== undefined && !text.includes(wanted)) fail([`expected ${JSON.stringify(wanted)} in:`, text], text, wanted);
}

/** Checks that a verdict does not flip where one input more is unknown. A fail that states that what is unknown may deny it is none. @throws AssertionError */
function checkBlurred(id: string, rule: Rule, want: Outcome, mock: Mock, mayPass: boolean): void {
  if (want === "unknown") return;
  for (const of of blur(mock.of)) {
    const seen = evaluateMock(id, rule, { ...mock, of });
    const wrong = seen.filter((one) => one.outcome === "fail" && !saysDoubt(one));
    if (want === "fail" && !mayPass && verdictOf(seen) === "pass")
      fail([`blurred, passes: ${JSON.stringify(of)}`], "pass", "fail or unknown");
    if (want !== "fail" && wrong.length > 0) fail([`blurred, fails: ${JSON.stringify(of)}`, ...wrong.map(say)], "fail", "pass or unknown");
  }
}

function fail(lines: readonly string[], actual: string, expected: string): never {
  throw new AssertionError({ message: lines.join("\n"), actual, expected, operator: "equal" });
}

const saysDoubt = ({ message }: Evaluation): boolean => message.endsWith("unless a policy that is not known yet denies it");
const say = ({ resource, message }: Evaluation): string => `${resource.name}: ${message}`;
const verdictOf = (seen: readonly Evaluation[]): "fail" | "unknown" | "pass" =>
  seen.some(({ outcome }) => outcome === "fail") ? "fail" : seen.some(({ outcome }) => outcome === "unknown") ? "unknown" : "pass";
