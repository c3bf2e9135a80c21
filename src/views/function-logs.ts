import type { View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import { isUnknown, type Unknown, unknown } from "../model/value.js";
import { inputOf, isSet, mayMention, mentions } from "../network/pointers.js";

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
  const groups = stack.byType.get(typeOfClass("cloudwatch.LogGroup")) ?? [];
  const own = inputOf(resource, "loggingConfig.logGroup");
  if (isSet(own) || isUnknown(own))
    return groups.some((group) => mentions(resource, "loggingConfig", group) || inputOf(group, "name") === own) || unknown;
  const name = inputOf(resource, "name");
  const fits = (group: Resource): boolean =>
    mentions(group, "name", resource) || (typeof name === "string" && inputOf(group, "name") === `/aws/lambda/${name}`);
  if (groups.some(fits)) return true;
  return groups.some((group) => mayMention(group, "name")) || (isUnknown(name) && groups.length > 0) ? unknown : false;
}
