import type { View } from "../language/view.js";
import type { WaiverStatus } from "../model/waiver.js";

/**
 * A View over the waivers of a stack: those of the pack that concern it, and those of its own configuration. Evaluated last, because only then it is
 * known which were needed.
 */
export const grantedWaivers: View<WaiverStatus> = {
  view: "waivers",
  scope: "stack",
  early: true,
  types: "stack",
  of: (resource, { stack }) => (stack?.waivers ?? []).map((value) => ({ resource, path: value.place, value })),
};
