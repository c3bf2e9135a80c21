import type { Resource } from "../../model/resource.js";
import type { Spot } from "./holder.js";

/** An escalation path that a principal can take, with the location of each action. */
export interface Escalation {
  readonly id: string;
  readonly needs: readonly string[];
  readonly spots: readonly Spot[];
  /** If it uses one resource or principal of the stack: what is done to it, and by which principal. */
  readonly hop?: string;
}

export interface Escalations {
  readonly found: readonly Escalation[];
  readonly open: readonly Spot[];
}

/** A role or user that is an administrator or can make itself one, by itself or by becoming others. */
export interface Privileged {
  readonly resource: Resource;
  readonly isSure: boolean;
  readonly isAdmin: boolean;
  /** The hops from here to a principal that is privileged by itself. */
  readonly level: number;
  /** The first of these hops and those after it, in words, and the grants that they use. */
  readonly next?: string;
  readonly spots?: readonly Spot[];
}
