import type { Rule } from "../language/rule.js";
import { keys } from "../model/path.js";
import { enumerated } from "../text/show.js";
import { didYouMean } from "../text/suggest.js";
import { ConfigError } from "./error.js";
import { type Misfit, misfits, optionsSchema } from "./schema.js";

type Options = Readonly<Record<string, unknown>>;

/** A misfit as an error in the configuration, at its place. */
export const misfitError = ({ at, problem, stray }: Misfit): ConfigError =>
  new ConfigError(`${at} ${problem}${stray === undefined ? "" : didYouMean(stray.key, stray.known)}`, [
    ...keys(at),
    ...(stray === undefined ? [] : [stray.key]),
  ]);

/** What is wrong with the options of a rule. `whole` are all of them, where those that are given are only a part. */
export function optionProblems(id: string, rule: Rule, options: Options, whole: Options = { ...rule.options, ...options }): ConfigError[] {
  const schema = optionsSchema(rule);
  const known = Object.keys(schema);
  const wrong = Object.entries(options).flatMap(([name, value]) => {
    const own = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (own !== undefined) return misfits(value, own, `${id}.${name}`).map(misfitError);
    return [new ConfigError(`"${id}" ${noOptionWords(name, known)}`, [id, name])];
  });
  if (wrong.length > 0) return wrong;
  const problem = rule.checkOptions?.(whole);
  return problem === undefined ? [] : [new ConfigError(`${id}: ${problem}`, [id])];
}

function noOptionWords(name: string, known: readonly string[]): string {
  if (known.length === 0) return `has no options, but "${name}" is set`;
  const words = known.length === 1 ? `Its only option is ${known[0]}.` : `Its options are ${enumerated(known)}.`;
  return `has no option "${name}"${didYouMean(name, known) || "."} ${words}`;
}
