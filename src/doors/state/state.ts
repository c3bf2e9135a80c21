import { InputError } from "../../files/errors.js";
import { parseJson } from "../../files/json.js";
import { parseParts } from "../../files/json-parts.js";
import { textOf as textOfBytes } from "../../files/text-file.js";
import { growYoungGeneration } from "../../files/v8.js";
import type { Planned } from "../../model/change.js";
import { nameOfUrn, type RawResource, type Resource, toResource, urnParts } from "../../model/resource.js";
import { type Stack, type StackConfig, toStack } from "../../model/stack.js";
import { ReadError, unknownString } from "../../model/value.js";
import { type Surroundings, sourceOf } from "./source.js";

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const none: readonly string[] = [];
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) && value.length > 0 ? value.filter((item): item is string => typeof item === "string") : none;

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

/** A state: what is deployed, and of which stack. A file is read into the model directly, so that its JSON is not held in memory as well. */
export interface State<R extends RawResource | Resource = RawResource | Resource> {
  readonly stack: string;
  readonly project: string;
  readonly resources: readonly R[];
  /** One line for each part of a resource that could not be read. */
  readonly notes?: readonly string[];
  /** What a preview does to the stack: `resources` are as they will be. */
  readonly preview?: PreviewedState;
  /** Of a program that was run: what that left open. */
  readonly program?: ProgramFacts;
}

/** What the run of a program left open. */
export interface ProgramFacts {
  /** Why the program did not run to its end, so that resources may be missing; `null` where it did. */
  readonly failure: string | null;
  /** What was not evaluated or is not known, a sentence each. */
  readonly open: readonly string[];
}

/** What a preview adds to the resources as they will be. */
export interface PreviewedState {
  readonly planned: Planned;
  /** The resources as they were. */
  readonly before: readonly Resource[];
  readonly config: StackConfig;
}

/** A resource that was read while the text was parsed. Its errors are reported after the whole text proved to be JSON. */
class ReadAlready {
  constructor(
    readonly resource: Resource | undefined,
    readonly notes: readonly string[],
    readonly error?: unknown,
  ) {}
}

/** True for JSON that is a Pulumi state: `pulumi stack export` or a stack file of a file backend. */
export const isState = (value: unknown): boolean =>
  isRaw(value) && (isRaw(value["deployment"]) || value["deployment"] === null || isRaw(value["checkpoint"]));

/**
 * Reads a state: the form of `pulumi stack export`, or that of a file backend.
 * @throws InputError when it is not a state, has an unknown version, or a resource of it is malformed.
 */
export function readState(value: unknown, file: string, around?: Surroundings): State<RawResource> {
  return readDeployment(value, file, (raw, place) => readResource(raw, file, place, around));
}

// In bytes: a thousand resources have as many.
const largeState = 1_000_000;

/**
 * What a file holds: a state whose resources are read already, to be given to `readParsed`, or any other JSON.
 * @throws InputError when it is not valid JSON.
 */
export function parseState(bytes: Buffer, file: string, around?: Surroundings): unknown {
  if (bytes.length > largeState) growYoungGeneration();
  const each = (at: string) => (raw: unknown, index: number) => {
    const notes: string[] = [];
    try {
      const read = readResource(raw, file, `${at}.resources[${index}]`, around);
      return new ReadAlready(read === undefined ? undefined : modelOf(read, file, (line) => notes.push(line)), notes);
    } catch (error) {
      return new ReadAlready(undefined, notes, error);
    }
  };
  const long = ["deployment", "checkpoint.latest"].map((at) => ({ path: [...at.split("."), "resources"], each: each(at) }));
  return parseParts(bytes, long) ?? parseJson(textOfBytes(bytes), file);
}

/**
 * The state in what `parseState` gave.
 * @throws InputError when it is not a state, of an unknown version, or a resource of it is malformed.
 */
export function readParsed(value: unknown, file: string, around?: Surroundings): State<Resource> {
  const notes: string[] = [];
  const state = readDeployment(value, file, (raw, place) => {
    if (raw instanceof ReadAlready) {
      if (raw.error !== undefined) throw raw.error;
      notes.push(...raw.notes);
      return raw.resource;
    }
    const read = readResource(raw, file, place, around);
    return read === undefined ? undefined : modelOf(read, file, (line) => notes.push(line));
  });
  return notes.length === 0 ? state : { ...state, notes };
}

const howToWrite =
  "Write a state with `pulumi stack export --file state.json`, a preview with `pulumi preview --json > preview.json`, " +
  "or a plan with `pulumi preview --save-plan plan.json`.";

function readDeployment<R extends RawResource | Resource>(
  value: unknown,
  file: string,
  read: (raw: unknown, place: string) => R | undefined,
): State<R> {
  if (!isRaw(value)) throw new InputError(file, `is not a Pulumi state, preview or plan, expected a JSON object. ${howToWrite}`);
  const checkpoint = value["checkpoint"];
  const [deployment, at] = isRaw(checkpoint)
    ? [checkpoint["latest"] ?? {}, "checkpoint.latest"]
    : [value["deployment"] === null ? {} : value["deployment"], "deployment"]; // null: nothing is deployed yet
  if (!isRaw(deployment))
    throw new InputError(
      file,
      "is not a Pulumi state, preview or plan: expected `deployment` or `checkpoint` of a state, `steps` or `changeSummary` of a preview, " +
        `or \`resourcePlans\` of a plan. ${howToWrite}`,
    );
  checkVersion(value, file);
  const list = deployment["resources"] ?? [];
  if (!Array.isArray(list)) throw new InputError(file, `\`${at}.resources\` is not a list. ${exportAgain}`);
  const resources: R[] = [];
  for (const [i, raw] of list.entries()) {
    const resource = read(raw, `${at}.resources[${i}]`);
    if (resource !== undefined) resources.push(resource);
  }
  const named = isRaw(checkpoint) ? textOf(checkpoint["stack"])?.split("/") : undefined;
  const { stack, project } = urnParts(resources[0]?.urn ?? "");
  return { stack: stack || (named?.at(-1) ?? ""), project: project || (named?.at(-2) ?? ""), resources };
}

/**
 * Refuses what the CLI refuses: a newer version, or unknown features.
 * @see https://github.com/pulumi/pulumi/blob/v3.250.0/pkg/resource/stack/deployment.go
 */
function checkVersion({ version, features }: Raw, file: string): void {
  if (version !== undefined && !knownVersions.includes(version))
    throw new InputError(
      file,
      typeof version === "number" && version > newestVersion
        ? `has version ${shortJson(version)}, newer than ${newestVersion}. This Stackwarden is older than the state: update it.`
        : `has version ${shortJson(version)}, but this release reads versions ${knownVersions.join(" and ")}. Export the state with a current Pulumi CLI.`,
    );
  if (version !== newestVersion || features === undefined || features === null) return;
  if (!Array.isArray(features)) throw new InputError(file, `\`features\` is not a list. ${exportAgain}`);
  const strange = features.filter((feature: unknown) => typeof feature !== "string" || !knownFeatures.has(feature));
  if (strange.length > 0)
    throw new InputError(
      file,
      `uses features of Pulumi that this release does not know: ${strange.map(shortJson).join(", ")}. This Stackwarden is older than the state: update it.`,
    );
}

const exportAgain = "Write the state again with `pulumi stack export`.";

/**
 * Reads one resource as states, previews and plans have it; `undefined` for one that is about to be deleted.
 * @throws InputError that ends with the advice `again`
 */
export function readResource(
  raw: unknown,
  file: string,
  place: string,
  around: Surroundings | undefined,
  again = exportAgain,
): RawResource | undefined {
  const wrong = (what: string): InputError => new InputError(file, `${place} ${what}. ${again}`);
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
    source: sourceOf(raw, urn, around),
  };
}

/**
 * The stack of a state, ready to be evaluated. An input that is nested deeper than any provider's is unknown, and reported to `note`.
 * @throws InputError if the inputs as a whole are nested too deeply.
 */
export function stackOfState(
  state: State,
  file: string,
  today: string,
  config: StackConfig | undefined,
  note: (line: string) => void = () => undefined,
): Stack {
  for (const line of state.notes ?? []) note(line);
  const resources = state.resources.map((resource) => ("writtenType" in resource ? resource : modelOf(resource, file, note)));
  const { planned } = state.preview ?? {};
  const failure = state.program?.failure ?? null;
  const isPartial = failure !== null || planned?.partial !== undefined;
  return toStack(resources, {
    name: state.stack,
    project: state.project,
    today,
    config: config ?? state.preview?.config,
    isPartial,
    planned,
  });
}

/** The stack as it was before what a preview does; `undefined` where the state is none of a preview. */
export function stackBefore({ preview, stack, project }: State, today: string): Stack | undefined {
  if (preview === undefined) return undefined;
  return toStack(preview.before, { name: stack, project, today, config: preview.config, isPartial: preview.planned.partial !== undefined });
}

/**
 * A resource of the model. A property that is nested deeper than any provider's is unknown, and reported to `note`.
 * @throws InputError if the properties as a whole are nested too deeply
 */
export function modelOf(given: RawResource, file: string, note: (line: string) => void): Resource {
  let raw = given;
  for (;;) {
    try {
      return toResource(raw);
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      const { path, message } = error;
      const before = raw;
      raw = { ...raw, inputs: withUnknown(raw.inputs, path), outputs: withUnknown(raw.outputs, path) };
      const isMended = raw.inputs !== before.inputs || raw.outputs !== before.outputs;
      if (!isMended) throw new InputError(file, `"${nameOfUrn(raw.urn)}" is ${message}, at ${path}. ${exportAgain}`);
      note(`${file}: ${path} of "${nameOfUrn(raw.urn)}" is ${message} and was not evaluated`);
    }
  }
}

const withUnknown = (properties: Raw | undefined, key: string): Raw | undefined =>
  typeof properties?.[key] === "object" && properties[key] !== null ? { ...properties, [key]: unknownString } : properties;

const shortJson = (value: unknown): string => (JSON.stringify(value) ?? "none").slice(0, 20);
