import type { View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { oncePerType, type Stack } from "../model/stack.js";
import { isUnknown, type Unknown, unknown, type Value } from "../model/value.js";
import { inputOf, isSet, mayMention, mentions, namesOf } from "../network/pointers.js";

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
  const { groups, named, madeFrom, hasOpen } = groupsOf(stack, typeOfClass("cloudwatch.LogGroup"));
  const own = inputOf(resource, "loggingConfig.logGroup");
  if (isSet(own) || isUnknown(own))
    return (typeof own === "string" && named.has(own)) || groups.some((group) => mentions(resource, "loggingConfig", group)) || unknown;
  const name = inputOf(resource, "name");
  const texts = [...namesOf(resource), ...(typeof name === "string" ? [`/aws/lambda/${name}`] : [])];
  if (madeFrom.has(resource.urn) || texts.some((text) => named.has(text))) return true;
  return hasOpen || (isUnknown(name) && groups.length > 0) ? unknown : false;
}

interface Groups {
  readonly groups: readonly Resource[];
  /** What the names of the groups are, where they are known. */
  readonly named: ReadonlySet<Value | undefined>;
  /** The URNs of the resources that a group's name is made from. */
  readonly madeFrom: ReadonlySet<string>;
  /** True where the name of a group may be anything. */
  readonly hasOpen: boolean;
}

/** Read once for each stack: functions and groups come in pairs. */
const groupsOf = oncePerType(
  (groups: readonly Resource[]): Groups => ({
    groups,
    named: new Set(groups.map((group) => inputOf(group, "name"))),
    madeFrom: new Set(groups.flatMap((group) => group.propertyDependencies.name ?? [])),
    hasOpen: groups.some((group) => mayMention(group, "name")),
  }),
);
