import type { Mock } from "../../test/suite.js";
import type { Sources } from "./load.mjs";

interface Example {
  /** The case that it shows; the example itself hides what a rule found to be a secret. */
  readonly given: Mock;
  readonly code: string;
  readonly imports: readonly string[];
}
export declare function examplesOf(
  sources: Sources,
  registered: Sources["allRules"][number],
): { readonly bad: Example; readonly good: Example } | undefined;
