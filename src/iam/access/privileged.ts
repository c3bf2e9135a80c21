import type { Resource } from "../../model/resource.js";
import type { Spot } from "./holder.js";

/** A path that somebody can go, with the place of each action that it takes. */
export interface Escalation {
  readonly id: string;
  readonly needs: readonly string[];
  readonly spots: readonly Spot[];
  /** Where it leads over one resource or principal of the stack: who does what to it. */
  readonly hop?: string;
}

export interface Escalations {
  readonly found: readonly Escalation[];
  readonly open: readonly Spot[];
}

/** A role or user that is an administrator or can make itself one. */
export interface Privileged {
  readonly resource: Resource;
  readonly isSure: boolean;
  readonly isAdmin: boolean;
}
