import type { View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import { anyWay, type Passage, waiting } from "../network/passage.js";
import { letsAnythingIn } from "../network/permissions.js";
import { inputOf, mayMention, mentions } from "../network/pointers.js";
import { groupTypes } from "../network/security-groups.js";

/** A cluster of EMR, with what its security groups let in from the internet. */
export interface ClusterGroups {
  readonly path: Passage;
}

/** EMR clusters with the security groups that the stack shows. */
export const clusterGroups: View<ClusterGroups> = {
  view: "EMR clusters and their security groups",
  scope: "stack",
  atEnd: "rules of the groups may come after it",
  types: [typeOfClass("emr.Cluster")],
  of: (resource, { stack }) => {
    if (stack === undefined || inputOf(resource, "ec2Attributes") === undefined) return [];
    const groups = groupTypes.flatMap((type) => stack.byType.get(type) ?? []);
    const ways = groups.filter((group) => mentions(resource, "ec2Attributes", group)).map((group) => letsAnythingIn(group, stack));
    const open = mayMention(resource, "ec2Attributes") ? [waiting(resource, "ec2Attributes")] : [];
    return [{ resource, path: "", value: { path: anyWay([...ways, ...open]) } }];
  },
};
