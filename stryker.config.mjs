// `npm run mutation` mutates one part of src at a time: `MUTATE=iam npm run mutation`, or `secrets`, the default.
const part = process.env.MUTATE ?? "secrets";

export default {
  testRunner: "vitest",
  vitest: { configFile: "vitest.mutation.config.ts", related: false },
  mutate: [`src/${part}/**/*.ts`],
  coverageAnalysis: "perTest",
  reporters: ["clear-text", "json"],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  jsonReporter: { fileName: `node_modules/.cache/stryker/${part}.json` },
  incrementalFile: `node_modules/.cache/stryker/${part}.incremental.json`,
  tempDirName: ".stryker",
  thresholds: { break: 85 },
  concurrency: 2,
};
