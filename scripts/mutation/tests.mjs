// @ts-check
import { readdirSync } from "node:fs";

/**
 * The tests in a folder, but for some that only measure or start the built command.
 * @param {string} folder from the root
 * @param {...string} left names without `.test.ts`
 */
const testsIn = (folder, ...left) =>
  readdirSync(new URL(`../../${folder}`, import.meta.url))
    .filter((name) => name.endsWith(".test.ts") && !left.includes(name.slice(0, -".test.ts".length)))
    .map((name) => `${folder}/${name}`);

/**
 * By part of src, the tests that are run against each of its mutants.
 * @type {Record<string, () => readonly string[]>}
 */
const tests = {
  // The labelled cases and the rules' own would be run against each of the thousands of mutants of constants.
  iam: () => testsIn("test/iam", "bench", "lazy", "cases"),
  secrets: () => [
    ...testsIn("test/secrets", "backtracking", "never-shown", "every-output"),
    "test/views/plaintext.test.ts",
    ...["secrets", "style", "ecs", "batch", "codebuild", "apprunner", "lambda"].map((name) => `test/rules/${name}.test.ts`),
  ],
};

export const parts = Object.keys(tests);

/** The tests of the part that is mutated in this run. @returns {readonly string[]} files from the root */
export const testsOfPart = () => tests[process.env["MUTATED_PART"] ?? ""]?.() ?? [];
