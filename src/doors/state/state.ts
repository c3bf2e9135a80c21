import { InputError } from "../../files/errors.js";
import { nameOfUrn, type RawResource, toResource, urnParts } from "../../model/resource.js";
import { type Stack, type StackConfig, toStack } from "../../model/stack.js";
import { ReadError } from "../../model/value.js";
import { type Surroundings, sourceOf } from "./source.js";

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];

/** Versions of the form that `pulumi stack export` writes (4 where the stack uses newer features); older ones are upgraded by the CLI when it writes. */
const knownVersions: readonly unknown[] = [3, 4];
const newestVersion = 4;
/** What a state of version 4 may use (`supportedFeatures` of the CLI 3.250). */
const knownFeatures: ReadonlySet<string> = new Set([
  "refreshBeforeUpdate",
  "views",
  "hooks",
  "taint",
  "replaceWith",
  "snippets-prototype",
  "extensionParameterization",
]);

/** A state as it was parsed: what is deployed, and of which stack. */
export interface State {
  readonly stack: string;
  readonly project: string;
  readonly resources: readonly RawResource[];
}

/** True for JSON that is a Pulumi state: `pulumi stack export` or a stack file of a file backend. */
export const isState = (value: unknown): boolean =>
  isRaw(value) && (isRaw(value["deployment"]) || value["deployment"] === null || isRaw(value["checkpoint"]));

/**
 * Reads a state: the form of `pulumi stack export`, or that of a file backend.
 * @throws InputError when it is not a state, has an unknown version, or a resource of it is malformed.
 */
export function readState(value: unknown, file: string, around?: Surroundings): State {
  if (!isRaw(value)) throw new InputError(file, "is not a Pulumi state, expected a JSON object as `pulumi stack export` writes it");
  const checkpoint = value["checkpoint"];
  const [deployment, at] = isRaw(checkpoint)
    ? [checkpoint["latest"] ?? {}, "checkpoint.latest"]
    : [value["deployment"] === null ? {} : value["deployment"], "deployment"]; // null: nothing is deployed yet
  if (!isRaw(deployment))
    throw new InputError(
      file,
      "is not a Pulumi state: it has neither `deployment` nor `checkpoint`. Write one with `pulumi stack export --file state.json`.",
    );
  checkVersion(value, file);
  const list = deployment["resources"] ?? [];
  if (!Array.isArray(list)) throw new InputError(file, `\`${at}.resources\` is not a list. ${exportAgain}`);
  const resources = list.flatMap((raw: unknown, i) => {
    const resource = readResource(raw, file, `${at}.resources[${i}]`, around);
    return resource === undefined ? [] : [resource];
  });
  const named = isRaw(checkpoint) ? textOf(checkpoint["stack"])?.split("/") : undefined;
  const { stack, project } = urnParts(resources[0]?.urn ?? "");
  return { stack: stack || (named?.at(-1) ?? ""), project: project || (named?.at(-2) ?? ""), resources };
}

/**
 * Refuses what the CLI refuses: a newer form, or features that are not known.
 * @see https://github.com/pulumi/pulumi/blob/v3.250.0/pkg/resource/stack/deployment.go
 */
function checkVersion({ version, features }: Raw, file: string): void {
  if (version !== undefined && !knownVersions.includes(version))
    throw new InputError(
      file,
      typeof version === "number" && version > newestVersion
        ? `has the version ${shortJson(version)}, which is newer than the ${newestVersion} that this release reads. Update Stackwarden.`
        : `has the version ${shortJson(version)}, but this release reads ${knownVersions.join(" and ")}. Export the state with a current Pulumi CLI.`,
    );
  if (version !== newestVersion || features === undefined || features === null) return;
  if (!Array.isArray(features)) throw new InputError(file, `\`features\` is not a list. ${exportAgain}`);
  const strange = features.filter((feature: unknown) => typeof feature !== "string" || !knownFeatures.has(feature));
  if (strange.length > 0)
    throw new InputError(
      file,
      `uses features of Pulumi that this release does not know: ${strange.map(shortJson).join(", ")}. Update Stackwarden.`,
    );
}

const exportAgain = "Write the state again with `pulumi stack export`.";

function readResource(raw: unknown, file: string, place: string, around: Surroundings | undefined): RawResource | undefined {
  const wrong = (what: string): InputError => new InputError(file, `${place} ${what}. ${exportAgain}`);
  if (!isRaw(raw)) throw wrong("is not an object");
  const urn = textOf(raw["urn"]);
  const type = textOf(raw["type"]);
  if (urn === undefined || !urn.startsWith("urn:pulumi:")) throw wrong("has no URN");
  if (type === undefined) throw wrong("has no type");
  if (raw["delete"] === true) return undefined;
  const properties = (key: "inputs" | "outputs"): Raw | undefined => {
    const value = raw[key];
    if (value === undefined || value === null) return undefined;
    if (!isRaw(value)) throw wrong(`has \`${key}\` that are not an object`);
    return value;
  };
  const id = textOf(raw["id"]);
  const outputs = properties("outputs");
  return {
    urn,
    type,
    custom: raw["custom"] === true,
    external: raw["external"] === true,
    inputs: properties("inputs"),
    outputs: id === undefined ? outputs : { id, ...outputs },
    parent: textOf(raw["parent"]),
    provider: textOf(raw["provider"])?.replace(/::[^:]*$/, ""),
    dependencies: textsOf(raw["dependencies"]),
    propertyDependencies: isRaw(raw["propertyDependencies"])
      ? Object.fromEntries(Object.entries(raw["propertyDependencies"]).map(([key, urns]) => [key, textsOf(urns)]))
      : {},
    options: {
      protect: raw["protect"] === true,
      retainOnDelete: raw["retainOnDelete"] === true,
      ignoreChanges: textsOf(raw["ignoreChanges"]),
      additionalSecretOutputs: textsOf(raw["additionalSecretOutputs"]),
    },
    source: sourceOf(raw, urnParts(urn).project, around),
  };
}

/**
 * The stack of a state, ready to be evaluated.
 * @throws InputError when properties are nested deeper than any provider's.
 */
export function stackOfState(state: State, file: string, today: string, config: StackConfig | undefined): Stack {
  const resources = state.resources.map((raw) => {
    try {
      return toResource(raw);
    } catch (error) {
      if (error instanceof ReadError)
        throw new InputError(file, `"${nameOfUrn(raw.urn)}" is ${error.message}, at ${error.path}. ${exportAgain}`);
      throw error;
    }
  });
  return toStack(resources, { name: state.stack, project: state.project, today, config });
}

const shortJson = (value: unknown): string => (JSON.stringify(value) ?? "none").slice(0, 20);
