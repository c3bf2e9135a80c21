import { expect } from "vitest";
import { type Outcome, run } from "./fixture.js";

// Joined at run time, so that no scanner of repositories takes it for a real one.
export const password = ["correct", "horse", "battery", "9Zq"].join("-");

/** What holds for every run, however bad its input. */
export function sane(outcome: Outcome): Outcome {
  const all = outcome.out + outcome.err;
  expect(all).not.toMatch(/^\s+at /m);
  expect(all).not.toContain(password);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(all).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  return outcome;
}

/** Status 2, nothing on standard output and one line on standard error that says all of `words`. */
export async function refused(args: readonly string[], ...words: (string | RegExp)[]): Promise<void> {
  const { status, out, err } = sane(await run(args));
  expect(err).toMatch(/^stackwarden: [^\n]+\n$/);
  expect(status).toBe(2);
  expect(out).toBe("");
  for (const word of words) expect(err).toMatch(word instanceof RegExp ? word : new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
}

/** Resolves to the report where the status is as expected. */
export async function judged(args: readonly string[], status: 0 | 1): Promise<string> {
  const seen = sane(await run(args));
  expect(seen.err).toBe("");
  expect(seen.status).toBe(status);
  return seen.out;
}
