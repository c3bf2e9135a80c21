import type { Item, View } from "../language/view.js";
import type { Inputs } from "../model/classes.js";
import { jsonAt } from "../model/json.js";
import { join, under } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import { isList, isMap, isUnknown, type Value, type ValueMap } from "../model/value.js";

/** A container of an ECS task definition or a Batch job definition, as their JSON names its properties. */
export interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly privileged?: boolean;
  readonly readonlyRootFilesystem?: boolean;
  readonly user?: string;
  readonly essential?: boolean;
  readonly environment?: readonly { readonly name?: string; readonly value?: string }[];
  readonly secrets?: readonly { readonly name?: string; readonly valueFrom?: string }[];
  readonly logConfiguration?: { readonly logDriver?: string; readonly options?: Readonly<Record<string, string>> };
  readonly linuxParameters?: { readonly capabilities?: { readonly add?: readonly string[] } };
  /** The inputs around the container. */
  readonly task?: Inputs<"ecs.TaskDefinition">;
}

type Found = [path: string, value: Value];

/** The containers of ECS task definitions. */
export const taskContainers: View<Container> = {
  view: "containers of task definitions",
  scope: "resource",
  types: ["aws:ecs/taskDefinition:TaskDefinition"],
  of: (resource) => read(resource, "containerDefinitions", (document) => each(["", document])),
};

/** The containers of Batch job definitions, also of those that run on several nodes, on ECS tasks or on EKS. */
export const jobContainers: View<Container> = {
  view: "containers of job definitions",
  scope: "resource",
  types: ["aws:batch/jobDefinition:JobDefinition"],
  *of(resource) {
    const tasks = (document: Value): Found[] => step(step([["", document]], "taskProperties"), "containers");
    yield* read(resource, "containerProperties", (document) => each(["", document]));
    yield* read(resource, "ecsProperties", tasks);
    yield* read(resource, "nodeProperties", (document) => {
      const nodes = step([["", document]], "nodeRangeProperties");
      return [...step(nodes, "container"), ...step(step(step(nodes, "ecsProperties"), "taskProperties"), "containers")];
    });
    yield* read(resource, "eksProperties", (document) =>
      step(step(step([["", document]], "podProperties"), "containers"), "securityContext"),
    );
  },
};

/** One level deeper, into every item where a list is there; what is unknown stays in the way. */
const step = (from: readonly Found[], key: string): Found[] =>
  from.flatMap(([path, value]) => {
    if (isUnknown(value)) return [[path, value]];
    const inner = isMap(value) ? value[key] : undefined;
    return inner === undefined || inner === null ? [] : each([join(path, key), inner]);
  });

const each = ([path, value]: Found): Found[] => (isList(value) ? value.map((item, i): Found => [join(path, i), item]) : [[path, value]]);

/** The containers in one input, written as JSON or as an object. */
function* read(resource: Resource, input: string, find: (document: Value) => Found[]): Iterable<Item<Container>> {
  const document = jsonAt(resource.inputs.value[input]);
  if (document === undefined) return;
  for (const [inside, found] of isUnknown(document) ? [["", document] satisfies Found] : find(document)) {
    const path = under(input, inside);
    if (isUnknown(found)) yield { resource, path, value: container({}, resource), unreadable: [path] };
    else if (isMap(found)) yield { resource, path, value: container(found, resource) };
  }
}

// The API reads the keys of a container whatever the case of their first letter.
const container = (found: ValueMap, resource: Resource): Container => {
  const keys = Object.entries(found).map(([key, value]) => [key.charAt(0).toLowerCase() + key.slice(1), value]);
  return { ...(Object.fromEntries(keys) as object), task: resource.inputs.value as unknown as Inputs<"ecs.TaskDefinition"> };
};
