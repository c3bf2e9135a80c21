/** A policy exception that the Pulumi engine applies to a finding (`exceptions` in a configuration of version 2). */
export interface PolicyException {
  readonly id: string;
  readonly reason: string;
}
