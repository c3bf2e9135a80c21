import type { WaiverStatus } from "../model/waiver.js";
import type { View } from "./view.js";

/** A View over the waivers of a stack: those of the pack that concern it, and those of its own configuration. Judged last, when it is known which were needed. */
export const grantedWaivers: View<WaiverStatus> = {
  view: "waivers",
  scope: "stack",
  early: true,
  types: "stack",
  of: (resource, { stack }) => (stack?.waivers ?? []).map((value) => ({ resource, path: value.place, value })),
};
