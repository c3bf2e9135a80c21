import { describe, expect, test } from "vitest";
import { rule } from "../../src/language/rule.js";
import { type CasesOf, ref, res, suite, unknown } from "../../src/testing.js";

const about = { title: "x", severity: "low", fix: "Set it.", docs: "https://docs.aws.amazon.com/" } as const;
const honest = { "a-queue": rule("sqs.Queue", { ...about, require: { fifoQueue: true } }) };
// It takes what is not known for unset, so a verdict flips.
const guessing = {
  "a-queue": rule("sqs.Queue", {
    ...about,
    check: (queue, { isUnknown }) => !isUnknown("name") && queue.fifoQueue !== true && "is no FIFO",
  }),
};

/** What became of each case, by the title of its test: nothing where it passed, else the message. */
function outcomes<const G extends typeof honest>(group: G, cases: CasesOf<G>): Record<string, string> {
  const found: Record<string, string> = {};
  const runner = {
    describe: (_: string, body: () => void) => body(),
    test: (title: string, body: () => void) => {
      try {
        body();
        found[title] = "";
      } catch (error) {
        found[title] = error instanceof Error ? error.message : String(error);
      }
    },
  };
  suite(group, cases, runner);
  return found;
}

describe("suite", () => {
  test("declares a test for each case, named where it has a name", () => {
    const pass = [{ fifoQueue: true }, { of: { fifoQueue: true }, name: "by hand" }] as const;
    expect(outcomes(honest, { "a-queue": { pass, fail: [{}], unknown: [{ fifoQueue: unknown }] } })).toEqual({
      "pass 1": "",
      "pass 2: by hand": "",
      "fail 1": "",
      "unknown 1": "",
    });
  });
  test("fails where the verdict, the message or the fix is another", () => {
    const fail = [{ fifoQueue: true }, { of: {}, message: "no such words" }, { of: {}, fix: "Do something else." }] as const;
    const found = outcomes(honest, { "a-queue": { pass: [{}], fail } });
    expect(found["pass 1"]).toMatch(/^expected pass, is fail\nit: fifoQueue /);
    expect(found["fail 1"]).toBe("expected fail, is pass");
    expect(found["fail 2"]).toContain('expected "no such words" in:');
    expect(found["fail 3"]).toContain('expected "Do something else." in:');
  });
  test("fails where a verdict flips once an input is not known", () => {
    const found = outcomes(guessing, { "a-queue": { pass: [{ fifoQueue: true }], fail: [{ name: "jobs" }] } });
    expect(found["fail 1"]).toMatch(/^blurred, passes: /);
  });
  test("takes whole resources, which point at each other", () => {
    const group = { "a-queue": rule("sqs.Queue", { ...about, with: { policies: "sqs.QueuePolicy#queueUrl" }, require: { policies: {} } }) };
    const queue = res("sqs.Queue", "jobs", {});
    const cases = { pass: [[queue, res("sqs.QueuePolicy", "own", { queueUrl: ref("jobs", "url") })]], fail: [[queue]] } as const;
    expect(outcomes(group as unknown as typeof honest, { "a-queue": cases })).toEqual({ "pass 1": "", "fail 1": "" });
  });
  test("finds the words of what runs: globals, and none in vitest without them", () => {
    const cases = { "a-queue": { pass: [{ fifoQueue: true }], fail: [{}] } } as const;
    expect(() => suite(honest, cases)).toThrow("give suite its words");
    const seen: string[] = [];
    const global = { describe: (name: string) => seen.push(name), test: () => undefined };
    Object.assign(globalThis, global);
    suite(honest, cases);
    for (const name of Object.keys(global)) Reflect.deleteProperty(globalThis, name);
    expect(seen).toEqual(["a-queue"]);
  });
});
