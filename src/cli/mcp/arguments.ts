import { ConfigError } from "../../config/error.js";
import { type JsonSchema, misfits } from "../../config/schema.js";
import { didYouMean } from "../../text/suggest.js";

/** The arguments of a tool, as a client sent them. */
export type Given = Readonly<Record<string, unknown>>;

/**
 * The arguments of a call, if they fit the schema of the tool.
 * @throws ConfigError that names the first argument that does not fit
 */
export function fittingArguments(tool: string, given: unknown, schema: JsonSchema): Given {
  const [misfit] = misfits(given ?? {}, schema, "");
  if (misfit === undefined) return (given ?? {}) as Given;
  const { at, problem, stray } = misfit;
  if (stray !== undefined)
    throw new ConfigError(`${tool}: there is no argument "${stray.key}"${didYouMean(stray.key, stray.known) || "."}`);
  throw new ConfigError(at === "" ? `${tool}: the call ${problem}` : `${tool}: \`${at}\` ${problem}`);
}

/** A text among the arguments. */
export const textIn = (given: Given, name: string): string | undefined => (typeof given[name] === "string" ? given[name] : undefined);

/** A list of texts among the arguments. */
export const textsIn = (given: Given, name: string): readonly string[] | undefined =>
  Array.isArray(given[name]) ? given[name].filter((item): item is string => typeof item === "string") : undefined;
