import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const apart = ["test/e2e/**", "test/browser/**", "node_modules/**"];
// Whole paths of users, and many stacks: each starts many processes, so `npm test` leaves them to `npm run test:journeys`.
const journeys = [
  "test/{journeys,ci,ci-docs,faults,prepare}.built.test.ts",
  "test/audit/*.built.test.ts",
  "test/corpus-blur.test.ts",
  "test/run/*.built.test.ts",
];

export default defineConfig({
  test: {
    // A busy machine is no failure.
    testTimeout: 60_000,
    // By itself, vitest leaves one core free: half of a machine of two.
    maxWorkers: availableParallelism(),
    projects: [
      // The files of a worker share the modules that they import: reading all rules anew for each costs a third of the time.
      {
        extends: true,
        test: { name: "unit", include: ["test/**/*.test.ts"], exclude: [...apart, ...journeys, "test/**/*.built.test.ts"], isolate: false },
      },
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
