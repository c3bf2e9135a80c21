import { existsSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { InputError } from "../files/errors.js";
import { parseJson } from "../files/json.js";
import { readText } from "../files/text-file.js";
import { writeWhole } from "../files/write.js";
import { isUnknownOnWire } from "../model/value.js";
import { unwrapped } from "./monitor/values.js";

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** The file with answers in the folder of a project. */
export const mocksFile = "stackwarden.mocks.json";

/** An answer to a function of a provider, for any arguments or for those that have these values. */
interface Mock {
  readonly args: Raw | undefined;
  readonly result: Raw;
}

/** Answers that the user gives where only the cloud could answer. */
export interface Mocks {
  readonly invokes: ReadonlyMap<string, readonly Mock[]>;
  /** The outputs of other stacks by their full name. */
  readonly stacks: ReadonlyMap<string, Raw>;
}

/**
 * Reads the answers in the folder of a project; none where it has no such file.
 * @throws InputError if the file is not of the form that docs/run.md describes
 */
export function readMocks(folder: string): Mocks {
  const file = join(folder, mocksFile);
  if (!existsSync(file)) return { invokes: new Map(), stacks: new Map() };
  const wrong = (what: string): InputError => new InputError(file, `${what}. docs/run.md describes the file.`);
  const content = parseJson(readText(file), file);
  if (!isRaw(content)) throw wrong("is not an object");
  const strange = Object.keys(content).find((key) => !["$schema", "invokes", "stacks"].includes(key));
  if (strange !== undefined) throw wrong(`has an unknown key ${JSON.stringify(strange)}, expected "invokes" or "stacks"`);
  const { invokes = {}, stacks = {} } = content;
  if (!isRaw(invokes)) throw wrong("`invokes` is not an object of answers by function");
  if (!isRaw(stacks)) throw wrong("`stacks` is not an object of outputs by stack");
  const mocks = Object.entries(invokes).map(([token, given]): [string, Mock[]] => {
    const list: readonly unknown[] = Array.isArray(given) ? given : [given];
    return [
      token,
      list.map((one) => {
        if (!isRaw(one) || !isRaw(one["result"])) throw wrong(`an answer to ${token} has no \`result\` that is an object`);
        if (one["args"] !== undefined && !isRaw(one["args"])) throw wrong(`\`args\` of an answer to ${token} is not an object`);
        return { args: one["args"] as Raw | undefined, result: one["result"] };
      }),
    ];
  });
  for (const [name, outputs] of Object.entries(stacks))
    if (!isRaw(outputs)) throw wrong(`the outputs of the stack ${name} are not an object`);
  return { invokes: new Map(mocks), stacks: new Map(Object.entries(stacks) as [string, Raw][]) };
}

/** The answer of the mocks to a function; `undefined` where there is none for these arguments. */
export function mockedAnswer({ invokes }: Mocks, token: string, args: Raw): Raw | undefined {
  const fits = ({ args: wanted }: Mock): boolean =>
    wanted === undefined || Object.entries(wanted).every(([key, value]) => isDeepStrictEqual(args[key], value));
  // The answer that names most arguments is the most specific.
  return invokes
    .get(token)
    ?.filter(fits)
    .toSorted((a, b) => Object.keys(b.args ?? {}).length - Object.keys(a.args ?? {}).length)[0]?.result;
}

/** What a program asked for, with the answer that it got. */
export interface Asked {
  readonly token: string;
  readonly args: Raw;
  readonly answer: Raw;
}

/** The file of mocks for what a program asked for: what is in the file stays, the rest has the answers of the run, to be filled in. */
export function recordedMocks(asked: readonly Asked[], stacks: readonly string[], before: Mocks): string {
  const invokes: Record<string, { args?: Raw; result: Raw }[]> = Object.fromEntries(
    [...before.invokes].map(([token, list]) => [token, list.map(({ args, result }) => ({ ...(args !== undefined && { args }), result }))]),
  );
  for (const { token, args, answer } of asked) {
    if (mockedAnswer(before, token, args) !== undefined) continue;
    const list = invokes[token] ?? [];
    invokes[token] = list;
    if (!list.some((one) => isDeepStrictEqual(one.args, args))) list.push({ args, result: filledIn(answer) as Raw });
  }
  const named = Object.fromEntries([...stacks.map((name): [string, Raw] => [name, {}]), ...before.stacks]);
  const sorted = Object.fromEntries(Object.entries(invokes).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ invokes: sorted, stacks: named }, null, 2)}\n`;
}

/** An answer as JSON for people: `null` for what is not known. */
function filledIn(value: unknown): unknown {
  const inner = unwrapped(value);
  if (isUnknownOnWire(inner)) return null;
  if (Array.isArray(inner)) return inner.map(filledIn);
  return isRaw(inner) ? Object.fromEntries(Object.entries(inner).map(([key, item]) => [key, filledIn(item)])) : inner;
}

/** Writes the file of mocks of a project. */
export const writeMocks = (folder: string, text: string): void => writeWhole(join(folder, mocksFile), text);
