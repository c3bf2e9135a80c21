import type { View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { oncePerType, type Stack } from "../model/stack.js";
import { isUnknown, type Unknown, unknown, type Value } from "../model/value.js";
import { inputOf, isSet, mayMention, textsIn } from "../network/pointers.js";

/** A function, with its log group where the stack has it. */
export interface FunctionLogs {
  readonly hasLogGroup: boolean;
}

/** Lambda functions with the log groups of the stack, by their name or by what names them. */
export const functionLogs: View<FunctionLogs> = {
  view: "Lambda functions and their log groups",
  scope: "stack",
  atEnd: "the log group comes after it",
  types: [typeOfClass("lambda.Function")],
  of: (resource, { stack }) => {
    const value = { hasLogGroup: stack === undefined ? unknown : hasLogGroup(resource, stack) } as unknown as FunctionLogs;
    return [{ resource, path: "", value, locate: () => "loggingConfig" }];
  },
};

function hasLogGroup(resource: Resource, stack: Stack): boolean | Unknown {
  const groups = groupsIn(stack, typeOfClass("cloudwatch.LogGroup"));
  const own = inputOf(resource, "loggingConfig.logGroup");
  if (isSet(own) || isUnknown(own)) {
    const urns = resource.propertyDependencies["loggingConfig"] ?? [];
    const isNamed = groups.names.has(own) || urns.some((urn) => groups.urns.has(urn));
    return isNamed || textsIn(inputOf(resource, "loggingConfig")).some((text) => groups.ids.has(text)) || unknown;
  }
  const name = inputOf(resource, "name");
  const ids = [resource.outputs.value["id"], resource.outputs.value["arn"]];
  const isNamed = groups.pointed.has(resource.urn) || ids.some((id) => typeof id === "string" && id !== "" && groups.texts.has(id));
  if (isNamed || (typeof name === "string" && groups.names.has(`/aws/lambda/${name}`))) return true;
  return groups.isOpen || (isUnknown(name) && groups.urns.size > 0) ? unknown : false;
}

/** The log groups of a stack: by themselves, by their names, and by what their names are made of. */
interface Groups {
  readonly urns: ReadonlySet<string>;
  /** Their ids and ARNs. */
  readonly ids: ReadonlySet<string>;
  readonly names: ReadonlySet<Value | undefined>;
  /** The resources that their names depend on, and the texts in their names. */
  readonly pointed: ReadonlySet<string>;
  readonly texts: ReadonlySet<string>;
  /** Whether a name is unknown and comes from no resource. */
  readonly isOpen: boolean;
}

const groupsIn = oncePerType((groups): Groups => {
  const ids = groups.flatMap(({ outputs: { value } }) => [value["id"], value["arn"]]);
  const names = groups.map((group) => inputOf(group, "name"));
  return {
    urns: new Set(groups.map(({ urn }) => urn)),
    ids: new Set(ids.filter((id) => typeof id === "string" && id !== "") as string[]),
    names: new Set(names),
    pointed: new Set(groups.flatMap(({ propertyDependencies }) => propertyDependencies["name"] ?? [])),
    texts: new Set(names.flatMap(textsIn)),
    isOpen: groups.some((group) => mayMention(group, "name")),
  };
});
