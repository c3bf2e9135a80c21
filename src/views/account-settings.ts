import type { View } from "../language/view.js";
import { type Inputs, type ResourceClass, typeOfClass } from "../model/classes.js";
import { properties, type Resource } from "../model/resource.js";
import { same } from "../model/same.js";
import type { Stack } from "../model/stack.js";
import { isList, isMap, isUnknown, newMap, unknown, type Value, type ValueMap } from "../model/value.js";
import { regionOf } from "./region.js";

/** Whether settings of an account switch something on; unknown where only a deployment shows. */
type Answer = boolean | undefined;

interface Default<C extends ResourceClass> {
  readonly of: C;
  readonly by: ResourceClass;
  readonly switches: (settings: ValueMap) => Answer;
  /** The inputs with what the account adds. */
  readonly add: (inputs: ValueMap, value: "on" | "unknown") => ValueMap;
}

/** The inputs of a class with what a resource of the same region sets for the whole account, where the program leaves it out. */
const withDefault = <C extends ResourceClass>({ of: name, by, switches, add }: Default<C>): View<Inputs<C>> => ({
  view: `${name} with the settings of its account`,
  scope: "stack",
  early: true,
  types: [typeOfClass(name)],
  of: (resource, { stack }) => {
    const inputs = resource.inputs.value;
    const answer = answerOf(resource, stack, typeOfClass(by), switches);
    const value = answer === false ? inputs : add(inputs, answer === true ? "on" : "unknown");
    return [{ resource, path: "", value: value as unknown as Inputs<C> }];
  },
});

function answerOf(resource: Resource, stack: Stack | undefined, type: string, switches: (settings: ValueMap) => Answer): Answer {
  const region = regionOf(resource, stack);
  const answers = (stack?.byType.get(type) ?? []).map((settings): Answer => {
    const other = regionOf(settings, stack);
    const answer = switches(properties(settings).value);
    if (answer === false || (!isUnknown(region) && !isUnknown(other) && region !== other)) return false;
    return isUnknown(region) || isUnknown(other) ? undefined : answer;
  });
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

const listOf = (value: Value | undefined): readonly Value[] =>
  isList(value) ? value : value === undefined || value === null ? [] : [value];
const withInput = (inputs: ValueMap, key: string, value: Value): ValueMap => Object.assign(newMap(), inputs, { [key]: value });
const isOneOf = (value: Value | undefined, ...texts: readonly string[]): Answer =>
  isUnknown(value) ? undefined : texts.some((text) => same(value, text));
const both = (one: Answer, other: Answer): Answer => (one === false || other === false ? false : one === undefined ? undefined : other);

/** ECS clusters, with Container Insights where the account switches it on. */
export const clusterSettings = withDefault({
  of: "ecs.Cluster",
  by: "ecs.AccountSettingDefault",
  switches: ({ name, value }) => both(isOneOf(name, "containerInsights"), isOneOf(value, "enabled", "enhanced")),
  add: (inputs, value) => {
    const own = inputs["settings"];
    const isOwn = (setting: Value): boolean =>
      isUnknown(setting) || (isMap(setting) && isOneOf(setting["name"], "containerInsights") !== false);
    if (isUnknown(own) || listOf(own).some(isOwn)) return inputs;
    const added = value === "unknown" ? unknown : Object.assign(newMap(), { name: "containerInsights", value: "enabled" });
    return withInput(inputs, "settings", [...listOf(own), added]);
  },
});

/** Whether the rules of a registry scan every repository on push, or all the time. */
function scansAll({ rules }: ValueMap): Answer {
  const answers = (isUnknown(rules) ? [unknown] : listOf(rules)).map((rule): Answer => {
    if (isUnknown(rule)) return undefined;
    if (!isMap(rule)) return false;
    const filters = rule["repositoryFilters"];
    const all = (isUnknown(filters) ? [unknown] : listOf(filters)).map((filter) =>
      isUnknown(filter) ? undefined : isMap(filter) ? isOneOf(filter["filter"], "*") : false,
    );
    const every = all.includes(true) ? true : all.includes(undefined) ? undefined : false;
    return both(isOneOf(rule["scanFrequency"], "SCAN_ON_PUSH", "CONTINUOUS_SCAN"), every);
  });
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

/** ECR repositories, scanned on push where the registry scans all of them. */
export const repositoryScanning = withDefault({
  of: "ecr.Repository",
  by: "ecr.RegistryScanningConfiguration",
  switches: scansAll,
  // The setting of the registry takes precedence over that of the repository.
  add: (inputs, value) =>
    withInput(inputs, "imageScanningConfiguration", value === "unknown" ? unknown : Object.assign(newMap(), { scanOnPush: true })),
});
