// @ts-check
/** The part of src that is mutated, and the tests that are run against each mutant: all but those that only measure or start the built command. */
export const part = process.env["MUTATE"] ?? "secrets";

/** @type {Record<string, readonly string[]>} */
const tests = {
  iam: [
    ...["cases", "conditions", "escalation", "grants", "suggestion", "wildcard"].map((name) => `test/iam/${name}.test.ts`),
    ...["documents", "doors", "grants", "people", "trust"].map((name) => `test/rules/iam/${name}.test.ts`),
  ],
  secrets: [
    ...["decode", "leaks", "literal", "name", "search", "text"].map((name) => `test/secrets/${name}.test.ts`),
    "test/views/plaintext.test.ts",
    ...["secrets", "style", "ecs", "batch", "codebuild", "apprunner", "lambda"].map((name) => `test/rules/${name}.test.ts`),
  ],
};

/** @returns {readonly string[]} files from the root */
export function testsOfPart() {
  const files = tests[part];
  if (files === undefined) throw new Error(`MUTATE must be one of ${Object.keys(tests).join(", ")}, is ${part}`);
  return files;
}
