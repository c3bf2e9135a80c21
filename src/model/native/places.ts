import { join, keys, under, within } from "../path.js";
import { isList, isMap, type Value, type ValueMap } from "../value.js";
import { type Spelling, sdkName } from "./names.js";
import type { Pair } from "./translate.js";
import type { Compiled } from "./tree.js";

/** Finds the property that the user wrote, or would write, for a path in the inputs of a class. */
export interface Places {
  /** `undefined` for an input that the native type does not have. */
  locate(path: string): string | undefined;
}

/** A path of a table without positions: `ingress[].cidrBlocks[0]` is `ingress.cidrBlocks`. */
const bare = (path: string): string => path.replace(/\[[^\]]*\]|\{\w*\}/g, "");

interface Given {
  readonly compiled: Compiled;
  readonly pairs: readonly Pair[];
  readonly written: ValueMap;
  readonly spelling: Spelling;
  readonly names: Readonly<Record<string, string>>;
}

export function placesOf({ compiled, pairs, written, spelling, names }: Given): Places {
  const { view, targets } = compiled;
  const spelled = (name: string): string => (spelling === "cloudformation" ? name : (names[name] ?? sdkName(name)));
  const byInput = new Map(pairs.map(({ input, native }) => [input, native]));
  return {
    locate(path) {
      if (path === "") return view.at === undefined ? "" : spelled(propertyOf(view.at));
      const exact = nearest(path, byInput);
      if (exact !== undefined) return respell(written, exact.native, exact.rest);
      const numbers = keys(path).filter((key) => typeof key === "number");
      const asked = keys(path)
        .filter((key) => typeof key === "string")
        .join(".");
      if (asked === view.link) return view.at === undefined ? "" : spelled(propertyOf(view.at));
      const near = targets.filter(({ to }) => within(bare(to), asked) || within(asked, bare(to)));
      const [first] = near;
      if (first === undefined) return undefined;
      const common = near.map(({ from }) => from).reduce(shared);
      const rest = within(asked, bare(first.to)) && near.length === 1 ? asked.slice(bare(first.to).length).replace(/^\./, "") : "";
      return under(positioned(common, numbers, spelled), rest);
    },
  };
}

/** `MethodSettings` of `MethodSettings`, `ResourceType` of `ResourceType=VPC`. */
export const propertyOf = (at: string): string => at.replace(/=.*$/, "");

/** The pair whose input is the path or the nearest one around it. */
function nearest(path: string, byInput: ReadonlyMap<string, string>): { native: string; rest: readonly (string | number)[] } | undefined {
  const steps = keys(path);
  for (let length = steps.length; length > 0; length--) {
    const native = byInput.get(steps.slice(0, length).reduce<string>(join, ""));
    if (native !== undefined) return { native, rest: steps.slice(length) };
  }
  return undefined;
}

/** Continues a path with steps as the user wrote them: `name` where a converted key is `Name`. */
function respell(written: ValueMap, native: string, rest: readonly (string | number)[]): string {
  if (rest.length === 0) return native;
  let here: Value | undefined = written;
  for (const key of keys(native)) here = isList(here) ? here[Number(key)] : isMap(here) ? here[String(key)] : undefined;
  let path = native;
  for (const key of rest) {
    const name = isMap(here) && here[String(key)] === undefined ? Object.keys(here).find((one) => isAlike(one, String(key))) : undefined;
    path = join(path, name ?? key);
    here = isList(here) ? here[Number(key)] : isMap(here) ? here[name ?? String(key)] : undefined;
  }
  return path;
}

const isAlike = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The part of two paths of the table that is the same: `A.B` of `A.B.C` and `A.B.D[]`. */
function shared(one: string, other: string): string {
  const [first, second] = [split(one), split(other)];
  const end = first.findIndex((step, i) => step !== second[i]);
  return (end < 0 ? first : first.slice(0, end)).join(".");
}

const split = (path: string): string[] => path.match(/[^.[{]+(?:[[{][^\]}]*[\]}])*/g) ?? [];

/** A path of the table with the user's names, and with positions as far as there are some. */
function positioned(path: string, numbers: readonly number[], spelled: (name: string) => string): string {
  let next = 0;
  return split(path).reduce((out, step) => {
    const [, name = "", at] = /^([^[{]+)(.*)$/.exec(step) ?? [];
    const place = join(out, spelled(name));
    if (at !== "[]" || next >= numbers.length) return place;
    return join(place, numbers[next++] ?? 0);
  }, "");
}
