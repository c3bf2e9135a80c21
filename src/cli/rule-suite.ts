import { AssertionError } from "node:assert";
import { type Runner, runnerHere } from "../testing/runner.js";
import { runWritten } from "../testing/written.js";
import { writtenRulesAt } from "./rule-file.js";

/**
 * Declares a test for each case of the rules in a YAML file, or in all of a folder, as `suite` does for rules in TypeScript.
 * @param path a path, or a URL such as `new URL("./policies.yaml", import.meta.url)`
 * @param runner `describe` and `test` of what runs the tests; found by itself for jest, node:test and vitest with `globals`
 * @throws InputError where a file cannot be used
 * @example
 * suiteOfFile(new URL("./policies.yaml", import.meta.url));
 */
export function suiteOfFile(path: string | URL, { describe, test }: Runner = runnerHere()): void {
  for (const rule of writtenRulesAt(path))
    describe(rule.id, () => {
      for (const { title, problem } of runWritten(rule))
        test(title, () => {
          if (problem !== undefined) throw new AssertionError({ message: problem });
        });
    });
}
