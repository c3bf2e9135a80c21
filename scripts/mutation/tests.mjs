// @ts-check
/**
 * By part of src, the tests that are run against each of its mutants: all but those that only measure or start the built command.
 * @type {Record<string, readonly string[]>}
 */
const tests = {
  iam: [
    ...[
      "actions",
      "answer",
      "can",
      "carriers",
      "cases",
      "circle",
      "condition-grammar",
      "condition-keys",
      "conditions",
      "deputy",
      "document",
      "duplicate-keys",
      "emptiness",
      "escalation",
      "excess",
      "false-guards",
      "federation",
      "grammar",
      "grants",
      "holder",
      "ineffective",
      "managed",
      "mfa",
      "nameable",
      "narrowing",
      "patterns",
      "permission",
      "principal-grammar",
      "principals",
      "privileged",
      "public",
      "redundancy",
      "size",
      "suggestion",
      "trust",
      "trust-paths",
      "unknown-actions",
      "verdicts",
      "wildcard",
      "workloads",
    ].map((name) => `test/iam/${name}.test.ts`),
    ...["conditions", "documents", "doors", "grants", "people", "trust"].map((name) => `test/rules/iam/${name}.test.ts`),
  ],
  secrets: [
    ...[
      "around",
      "cases",
      "commands",
      "copies",
      "decode",
      "detectors",
      "formats",
      "harmless",
      "leaks",
      "literal",
      "mask",
      "name",
      "random",
      "script",
      "search",
      "text",
      "urls",
    ].map((name) => `test/secrets/${name}.test.ts`),
    "test/views/plaintext.test.ts",
    ...["secrets", "style", "ecs", "batch", "codebuild", "apprunner", "lambda"].map((name) => `test/rules/${name}.test.ts`),
  ],
};

export const parts = Object.keys(tests);

/** The tests of the part that is mutated in this run. @returns {readonly string[]} files from the root */
export const testsOfPart = () => tests[process.env["MUTATED_PART"] ?? ""] ?? [];
