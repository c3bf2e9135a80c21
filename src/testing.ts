/** The harness for tests of rules, imported as `stackwarden/testing`: for vitest, jest and node:test. */
export {
  anyRes,
  type Case,
  type Cases,
  documentOf,
  ref,
  res,
  type Spec,
  secret,
  unknown,
} from "./testing/case.js";
export type { Runner } from "./testing/runner.js";
export { type CasesOf, suite } from "./testing/suite.js";
