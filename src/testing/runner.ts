/** What declares tests: `describe` and `test` of vitest, jest or node:test. */
export interface Runner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly test: (name: string, body: () => void) => unknown;
}

/** The runner of this process: globals where there are any (jest, vitest with `globals`), else node:test. @throws Error in vitest without globals. */
export function runnerHere(): Runner {
  const { describe, test } = globalThis as Partial<Runner>;
  if (describe !== undefined && test !== undefined) return { describe, test };
  // Not by an environment variable, which programs that a test starts have too.
  if ("__vitest_worker__" in globalThis)
    throw new Error(
      'vitest runs without globals: give suite its words, as in `suite(rules, cases, { describe, test })` with those of "vitest"',
    );
  // Not imported: jest does not know the name.
  const node = process.getBuiltinModule("node:test");
  return { describe: node.describe, test: node.test };
}
