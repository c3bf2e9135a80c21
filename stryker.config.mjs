import { part } from "./scripts/mutation/tests.mjs";

// One part of src at a time: `MUTATE=iam npm run mutation`, or `secrets`, the default.
export default {
  plugins: ["./scripts/mutation/runner.mjs"],
  testRunner: "bundle",
  mutate: [`src/${part}/**/*.ts`],
  coverageAnalysis: "perTest",
  reporters: ["clear-text", "json", "progress-append-only"],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  jsonReporter: { fileName: `node_modules/.cache/stryker/${part}.json` },
  tempDirName: ".stryker",
  thresholds: { break: 85 },
  concurrency: 2,
};
