import type { StackConfig } from "../../model/stack.js";

/** The stack of a run, as the engine names it before anything is evaluated. */
export interface StackIdentity {
  readonly name: string;
  readonly project: string;
  readonly config: StackConfig | undefined;
  /** True during `pulumi up` itself, false during its preview. */
  readonly isUpdate?: boolean;
}
