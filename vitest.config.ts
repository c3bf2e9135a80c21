import { defineConfig } from "vitest/config";

const apart = ["test/e2e/**", "test/browser/**", "node_modules/**"];
// Whole paths of users, and many stacks: each starts many processes, so `npm test` leaves them to `npm run test:journeys`.
const journeys = ["test/journeys.built.test.ts", "test/ci-docs.built.test.ts", "test/audit/*.built.test.ts"];

export default defineConfig({
  test: {
    // A busy machine is no failure.
    testTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "unit", include: ["test/**/*.test.ts"], exclude: [...apart, "test/**/*.built.test.ts"] } },
      // Only these start what is built, and so wait for a build.
      {
        extends: true,
        test: {
          name: "built",
          include: ["test/**/*.built.test.ts"],
          exclude: [...apart, ...journeys],
          globalSetup: ["test/setup-build.ts"],
        },
      },
      { extends: true, test: { name: "journeys", include: journeys, globalSetup: ["test/setup-build.ts"] } },
    ],
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      reporter: ["text-summary", "json-summary"],
      thresholds: { lines: 90, statements: 90 },
    },
  },
});
