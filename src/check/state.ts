import { nameOfUrn, type RawResource, type SourcePosition, toResource, urnParts } from "../model/resource.js";
import { type Stack, type StackConfig, toStack } from "../model/stack.js";
import { ReadError } from "../model/value.js";
import { InputError } from "./errors.js";

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];

/** Versions of the form that `pulumi stack export` writes (4 where the stack uses newer features); older ones are upgraded by the CLI when it writes. */
const knownVersions: readonly unknown[] = [3, 4];

/** A state as it was parsed: what is deployed, and of which stack. */
export interface State {
  readonly stack: string;
  readonly project: string;
  readonly resources: readonly RawResource[];
}

/** True for JSON that is a state: `pulumi stack export` or a stack file of a file backend. */
export const isState = (value: unknown): boolean =>
  isRaw(value) && (isRaw(value["deployment"]) || value["deployment"] === null || isRaw(value["checkpoint"]));

/**
 * Reads a state: the form of `pulumi stack export`, or that of a file backend.
 * @throws InputError when it is no state, of an unknown version, or a resource of it is malformed.
 */
export function readState(value: unknown, file: string): State {
  if (!isRaw(value)) throw new InputError(file, "is no state: expected a JSON object as `pulumi stack export` writes it");
  const checkpoint = value["checkpoint"];
  const [deployment, at] = isRaw(checkpoint)
    ? [checkpoint["latest"] ?? {}, "checkpoint.latest"]
    : [value["deployment"] === null ? {} : value["deployment"], "deployment"]; // null: nothing is deployed yet
  if (!isRaw(deployment))
    throw new InputError(
      file,
      "is no state: it has neither `deployment` nor `checkpoint`; write one by `pulumi stack export --file state.json`",
    );
  const version = value["version"];
  if (version !== undefined && !knownVersions.includes(version))
    throw new InputError(
      file,
      `has the version ${shortJson(version)}; this release reads ${knownVersions.join(" and ")}: export it with a current Pulumi CLI`,
    );
  const list = deployment["resources"] ?? [];
  if (!Array.isArray(list)) throw new InputError(file, `\`${at}.resources\` must be a list; ${exportAnew}`);
  const resources = list.flatMap((raw: unknown, i) => {
    const resource = readResource(raw, file, `${at}.resources[${i}]`);
    return resource === undefined ? [] : [resource];
  });
  const named = isRaw(checkpoint) ? textOf(checkpoint["stack"])?.split("/") : undefined;
  const { stack, project } = urnParts(resources[0]?.urn ?? "");
  return { stack: stack || (named?.at(-1) ?? ""), project: project || (named?.at(-2) ?? ""), resources };
}

const exportAnew = "write the state anew by `pulumi stack export`";

function readResource(raw: unknown, file: string, place: string): RawResource | undefined {
  const wrong = (what: string): InputError => new InputError(file, `${place} ${what}; ${exportAnew}`);
  if (!isRaw(raw)) throw wrong("must be an object");
  const urn = textOf(raw["urn"]);
  const type = textOf(raw["type"]);
  if (urn === undefined || !urn.startsWith("urn:pulumi:")) throw wrong("has no URN");
  if (type === undefined) throw wrong("has no type");
  if (raw["delete"] === true) return undefined;
  const properties = (key: "inputs" | "outputs"): Raw | undefined => {
    const value = raw[key];
    if (value === undefined || value === null) return undefined;
    if (!isRaw(value)) throw wrong(`has \`${key}\` that are no object`);
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
    source: sourceOf(raw),
  };
}

/** The first place of the program's own files: the position, else the first such frame of the stack trace. */
function sourceOf(raw: Raw): SourcePosition | undefined {
  const frames = Array.isArray(raw["stackTrace"])
    ? raw["stackTrace"].map((frame: unknown) => (isRaw(frame) ? frame["sourcePosition"] : undefined))
    : [];
  for (const position of [raw["sourcePosition"], ...frames]) {
    const parts = typeof position === "string" ? /^project:\/\/\/(.+?)#(\d+)(?:,(\d+))?$/.exec(position) : null;
    const file = parts?.[1];
    if (file === undefined || /(^|\/)(node_modules|site-packages|\.?venv|vendor)\//.test(file)) continue;
    return { file: decode(file), line: Number(parts?.[2]), column: Number(parts?.[3] ?? 1) };
  }
  return undefined;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a file name with a bare percent sign
  }
}

/**
 * The stack of a state, ready to be judged.
 * @throws InputError when properties are nested deeper than any provider's.
 */
export function stackOfState(state: State, file: string, today: string, config: StackConfig | undefined): Stack {
  const resources = state.resources.map((raw) => {
    try {
      return toResource(raw);
    } catch (error) {
      if (error instanceof ReadError)
        throw new InputError(file, `"${nameOfUrn(raw.urn)}" is ${error.message}, at ${error.path}; ${exportAnew}`);
      throw error;
    }
  });
  return toStack(resources, { name: state.stack, project: state.project, today, config });
}

const shortJson = (value: unknown): string => (JSON.stringify(value) ?? "none").slice(0, 20);
