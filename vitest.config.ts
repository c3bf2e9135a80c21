import { defineConfig } from "vitest/config";

const apart = ["test/e2e/**", "test/browser/**", "node_modules/**"];

export default defineConfig({
  test: {
    // A busy machine is no failure.
    testTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "unit", include: ["test/**/*.test.ts"], exclude: [...apart, "test/**/*.built.test.ts"] } },
      // Only these start what is built, and so wait for a build.
      {
        extends: true,
        test: { name: "built", include: ["test/**/*.built.test.ts"], exclude: apart, globalSetup: ["test/setup-build.ts"] },
      },
    ],
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      reporter: ["text-summary", "json-summary"],
      thresholds: { lines: 90, statements: 90 },
    },
  },
});
