import type { View } from "../language/view.js";
import { type Inputs, typeOfClass } from "../model/classes.js";
import { type Link, partners } from "../model/stack.js";

/** A DynamoDB table with what scales its capacity. */
export type ScaledTable = Inputs<"dynamodb.Table"> & {
  /** How many scaling targets the table has, and for how many of these something decides when to scale. */
  readonly targets: number;
  readonly steered: number;
};

const inbound = (name: "appautoscaling.Target" | "appautoscaling.Policy" | "appautoscaling.ScheduledAction"): Link => ({
  direction: "inbound",
  types: [typeOfClass(name)],
  property: "resourceId",
  label: name,
});
const target = inbound("appautoscaling.Target");
const steering = [inbound("appautoscaling.Policy"), inbound("appautoscaling.ScheduledAction")];

/** A view over DynamoDB tables with their scaling targets, and the policies and scheduled actions of those. */
export const scaledTables: View<ScaledTable> = {
  view: "DynamoDB tables with what scales them",
  scope: "stack",
  atEnd: "the scaling target of a table comes after it",
  types: [typeOfClass("dynamodb.Table")],
  *of(resource, { stack }) {
    if (stack === undefined) return;
    const { sure, open } = partners(stack, resource, target);
    const steeredBy = sure.map((one) => [one, resource].flatMap((owner) => steering.map((link) => partners(stack, owner, link))));
    const steered = steeredBy.filter((found) => found.some((by) => by.sure.length > 0)).length;
    const isOpen = (sure.length === 0 && open.length > 0) || (steered === 0 && steeredBy.flat().some((by) => by.open.length > 0));
    const value = { ...resource.inputs.value, targets: sure.length, steered } as unknown as ScaledTable;
    yield isOpen ? { resource, path: "", value, unreadable: [""] } : { resource, path: "", value };
  },
};
