import { secretInputs } from "../data/tables.js";
import type { Item, View } from "../language/view.js";
import { oneOf } from "../model/expression.js";
import { jsonAt } from "../model/json.js";
import { topKey } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import { isList, isMap, isSecret, isUnknown, lookup, type Value } from "../model/value.js";
import { isDummy } from "../secrets/names/harmless.js";
import { type Leak, type Leaks, leaksIn } from "../secrets/texts/leaks.js";

const known = new WeakMap<Resource, Leaks>();
const nothing: ReadonlySet<string> = new Set();

/** The leaks if nothing were wrapped: they show which wrapped values are credentials. */
function unwrapped(resource: Resource): Leaks {
  let leaks = known.get(resource);
  if (leaks === undefined) {
    leaks = leaksIn({ ...resource.inputs, secrets: nothing }, secretInputs()[resource.type] ?? []);
    known.set(resource, leaks);
  }
  return leaks;
}

function* wrappedAt(resource: Resource, kinds: readonly Leak["by"][], isMeant: (path: string) => boolean): Iterable<Item<Leak>> {
  const { inputs } = resource;
  if (inputs.secrets.size === 0 && !inputs.hasUnknown) return;
  const { found, open, waiting } = unwrapped(resource);
  const seen = new Set<string>();
  for (const leak of found) {
    if (!kinds.includes(leak.by) || seen.has(leak.path) || !isMeant(leak.path) || !isSecret(inputs, leak.path)) continue;
    seen.add(leak.path);
    yield { resource, path: leak.path, value: leak };
  }
  // What is not known and not wrapped comes from no secret.
  const unreadable = [...kinds.flatMap((kind) => open[kind]), ...(kinds.includes("form") ? waiting : [])].filter(
    (path) => isMeant(path) && (isSecret(inputs, path) || !inputs.secretsKnown),
  );
  if (unreadable.length > 0) yield { resource, path: "", value: { by: "name", path: "", description: "" }, unreadable };
}

/** A View over the credentials that are wrapped as secrets and stand in places, by type, where AWS shows them to whoever may describe the resource. */
const wrappedIn = (view: string, places: Readonly<Record<string, RegExp>>): View<Leak> => ({
  view,
  scope: "resource",
  types: Object.keys(places),
  of: (resource) => wrappedAt(resource, ["form", "name"], (path) => places[resource.type]?.test(path) === true),
});

const inVariables = "wrapped secrets in environment variables";
const wrappedVariables = (type: string, places: RegExp): View<Leak> => wrappedIn(inVariables, { [type]: places });

/** The paths of the variables of a job. */
export const jobPlaces = oneOf(
  [
    [/.*\b(environment|envs?)\b/, "containerProperties.environment[0].value", "containerProperties.image"],
    [/[\w.[\]]*(Properties|containers?|taskProperties)(\[\d+\])?$/, "eksProperties.podProperties", "eksProperties.podProperties.dnsPolicy"],
    [/$/, "containerProperties", "containerProperties.command"],
  ],
  { before: "^\\w+Properties\\b" },
);
/** The paths of the variables of an App Runner service. */
export const servicePlaces = oneOf([
  [
    /\bruntimeEnvironmentVariables\b/,
    "sourceConfiguration.imageRepository.imageConfiguration.runtimeEnvironmentVariables.TOKEN",
    "sourceConfiguration.imageRepository.imageConfiguration.port",
  ],
  [
    /^sourceConfiguration(\.(image|code)Repository|\.\w+Configuration|\.codeConfigurationValues)*$/,
    "sourceConfiguration.codeRepository",
    "sourceConfiguration.codeRepository.repositoryUrl",
  ],
]);

export const taskVariables = wrappedVariables(
  "aws:ecs/taskDefinition:TaskDefinition",
  /^containerDefinitions(\[\d+\](\.(environment|command|entryPoint|dockerLabels)\b|$)|$)/,
);
export const jobVariables = wrappedVariables("aws:batch/jobDefinition:JobDefinition", jobPlaces.expression);
export const buildVariables = wrappedVariables("aws:codebuild/project:Project", /^environment($|\.environmentVariables\b)/);
export const serviceVariables = wrappedVariables("aws:apprunner/service:Service", servicePlaces.expression);
export const functionVariables = wrappedVariables("aws:lambda/function:Function", /^environment\b/);
export const modelVariables = wrappedVariables("aws:sagemaker/model:Model", /^(primaryContainer|containers(\[\d+\])?)($|\.environment\b)/);
/** A View over the wrapped credentials in the variables of an Amplify app and its branches. */
export const siteVariables: View<Leak> = wrappedIn(inVariables, {
  "aws:amplify/app:App": /^(autoBranchCreationConfig($|\.environmentVariables\b)|environmentVariables\b)/,
  "aws:amplify/branch:Branch": /^environmentVariables\b/,
});
/** A View over the wrapped credentials in the arguments that a Glue job starts with. */
export const jobArguments: View<Leak> = wrappedIn("wrapped secrets in job arguments", {
  "aws:glue/job:Job": /^(defaultArguments|nonOverridableArguments)\b/,
});
/** A View over the wrapped credentials in the configuration of Airflow. */
export const airflowOptions: View<Leak> = wrappedIn("wrapped secrets in Airflow options", {
  "aws:mwaa/environment:Environment": /^airflowConfigurationOptions\b/,
});
/** A View over the wrapped credentials in the configurations of EMR clusters and EMR Serverless applications. */
export const clusterConfigurations: View<Leak> = wrappedIn("wrapped secrets in configurations", {
  "aws:emr/cluster:Cluster": /^configurations(Json)?\b/,
  "aws:emrserverless/application:Application": /^runtimeConfigurations(\[\d+\])?($|\.(properties|configurations)\b)/,
});

const script = /^userData(Base64)?$/;

/** A View over the wrapped credentials in the user data of instances and of what starts them. */
export const userData: View<Leak> = wrappedIn("wrapped secrets in user data", {
  "aws:ec2/instance:Instance": script,
  "aws:ec2/launchTemplate:LaunchTemplate": script,
  "aws:ec2/launchConfiguration:LaunchConfiguration": script,
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": script,
  "aws:ec2/spotFleetRequest:SpotFleetRequest": /^launchSpecifications($|\[\d+\]($|\.userData$))/,
  "aws:lightsail/instance:Instance": script,
});

const variables = "aws:elasticbeanstalk:application:environment";

/** A View over the settings of an Elastic Beanstalk environment that are environment variables with a wrapped credential. */
export const environmentSettings: View<Leak> = {
  view: inVariables,
  scope: "resource",
  types: ["aws:elasticbeanstalk/environment:Environment"],
  *of(resource) {
    const namespace = (path: string): Value | undefined => lookup(resource.inputs.value, path.replace(/\.\w+$/, ".namespace"));
    for (const item of wrappedAt(resource, ["form", "name"], () => true)) {
      const given = item.unreadable === undefined ? namespace(item.path) : variables;
      if (given === variables) yield item;
      else if (isUnknown(given)) yield { ...item, path: "", unreadable: [item.path.replace(/\.\w+$/, ".namespace")] };
    }
  },
};

/** A View over the wrapped credentials in SSM parameters that AWS shows to whoever may read the parameter: of another type than SecureString. */
export const readableParameters: View<Leak> = {
  view: "wrapped secrets in parameters of type String",
  scope: "resource",
  types: ["aws:ssm/parameter:Parameter"],
  *of(resource) {
    const { type } = resource.inputs.value;
    if (type === "SecureString") return;
    for (const item of wrappedAt(resource, ["form", "name"], (path) => /^(value|insecureValue)$/.test(path)))
      yield typeof type === "string" ? item : { ...item, path: "", unreadable: ["type"] };
  },
};

/** The origin of a wrapped value, if it is known. */
export interface Origin {
  readonly isPlaceholder: boolean;
}

/**
 * A View over the wrapped inputs that are secret by nature and come from no configuration, no other resource and no dependency, as far as is known. They may
 * stand in the source; but also come from the environment, a file or a lookup, which leaves the rule open. A stand-in such as "changeme" was written by hand.
 */
export const wrappedLiterals: View<Origin> = {
  view: "wrapped inputs that come from no configuration or resource",
  scope: "stack",
  types: Object.keys(secretInputs()).filter((type) => !type.startsWith("pulumi:providers:")),
  *of(resource, { stack }) {
    const { inputs, propertyDependencies } = resource;
    for (const item of wrappedAt(resource, ["nature"], () => true)) {
      const own = item.unreadable?.filter((path) => (propertyDependencies[topKey(path)] ?? []).length === 0) ?? [];
      if (own.length > 0) yield { ...item, value: { isPlaceholder: false }, unreadable: own };
      else if (item.unreadable === undefined && (propertyDependencies[topKey(item.path)] ?? []).length === 0) {
        const value = lookup(inputs.value, item.path);
        if (typeof value !== "string" || isConfigured(value, stack)) continue;
        const placeholder = isDummy(value);
        yield {
          resource,
          path: item.path,
          value: { isPlaceholder: placeholder },
          ...(placeholder ? {} : { path: "", unreadable: [item.path] }),
        };
      }
    }
  },
};

/** Whether a value is one of the stack's configuration, or a part of one, or has one in it. */
function isConfigured(text: string, stack: Stack | undefined): boolean {
  return Object.values(stack?.config?.values ?? {}).some((value) =>
    [...texts(jsonAt(value) ?? value)].some((part) => part === text || (part.length >= 8 && text.includes(part))),
  );
}

function* texts(value: Value): Iterable<string> {
  if (typeof value === "string") yield value;
  else if (isList(value)) for (const item of value) yield* texts(item);
  else if (isMap(value)) for (const item of Object.values(value)) yield* texts(item);
}
