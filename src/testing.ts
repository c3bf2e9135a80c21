/** The harness for tests of rules, imported as `stackwarden/testing`: for vitest, jest and node:test. */

export { suiteOfFile } from "./cli/rule-suite.js";
export { type ProgramOptions, type ProgramResource, type ProgramResult, runProgram } from "./cli/run-in-test.js";
export {
  anyRes,
  type Case,
  type Cases,
  created,
  deleted,
  documentOf,
  ref,
  replaced,
  res,
  type Spec,
  type SpecChange,
  secret,
  unchanged,
  unknown,
  updated,
} from "./testing/case.js";
export type { Runner } from "./testing/runner.js";
export { type CasesOf, suite } from "./testing/suite.js";
