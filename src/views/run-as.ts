import type { Holder } from "../iam/access/holder.js";
import { principalsOf } from "../iam/access/principals.js";
import type { View } from "../language/view.js";
import { type ResourceClass, typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { partners } from "../model/stack.js";

/** A resource that runs as a role of the stack, with everything that the role holds. */
export class RunsAs {
  constructor(
    readonly resource: Resource,
    readonly holder: Holder,
  ) {}
}

/** A view over the resources of a class with the role that an input names. */
export const runningAs = (name: ResourceClass, property: string): View<RunsAs> => ({
  view: `${name} with the policies of its role`,
  scope: "stack",
  atEnd: "the policies of the role come after it",
  types: [typeOfClass(name)],
  *of(resource, { stack }) {
    if (stack === undefined) return;
    const role = { direction: "outbound", types: [typeOfClass("iam.Role")], property, label: "iam.Role" } as const;
    const { sure, open } = partners(stack, resource, role);
    for (const one of sure) {
      const holder = principalsOf(stack).of.get(one);
      if (holder !== undefined) yield { resource, path: "", value: new RunsAs(resource, holder) };
    }
    if (sure.length === 0 && open.length > 0) yield { resource, path: "", value: undefined as unknown as RunsAs, unreadable: [property] };
  },
});
