import { version } from "../../data/packaged.js";
import type { RegisteredRule } from "../../language/registry.js";
import type { PackIdentity } from "./info.js";

let isServing = true;

/** Loads modules, one of which may be the main file of a pack: while they load, `servePack` does nothing. */
export async function withoutServing<T>(load: () => Promise<T>): Promise<T> {
  isServing = false;
  try {
    return await load();
  } finally {
    isServing = true;
  }
}

/** A policy pack of one's own: its name and version are what the engine shows. */
export interface OwnPack extends Partial<PackIdentity> {
  readonly rules: readonly RegisteredRule[];
}

/** Why a name cannot be that of a pack, for the engine and for Pulumi Cloud; `undefined` if it can. */
export const packNameProblem = (name: string): string | undefined =>
  /^[A-Za-z0-9_.-]{1,100}$/.test(name)
    ? undefined
    : `${JSON.stringify(name)} is not the name of a pack: at most 100 letters, digits, "-", "_" and "."`;

/**
 * Serves rules as a policy pack to the Pulumi engine, from the main file of a pack: prints the port that the engine reads.
 * The protocol's libraries are loaded only here, so that a check without the engine does not pay for them.
 * Not to be awaited at the top of the file: Pulumi loads it by `require`.
 * @param given the rules, or the rules with the name, version and description of the pack; by default those of Stackwarden
 * @throws Error where two rules have the same id, or the name is not one of a pack
 * @example
 * servePack({ name: "acme", version: "1.0.0", rules: [...allRules, ...register({ acme })] });
 */
export async function servePack(given: readonly RegisteredRule[] | OwnPack, packVersion?: string): Promise<void> {
  const { rules, ...own }: OwnPack = isList(given) ? { rules: given } : given;
  const ids = rules.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw new Error(`two rules have the id "${twice}"`);
  const wrongName = own.name === undefined ? undefined : packNameProblem(own.name);
  if (wrongName !== undefined) throw new Error(wrongName);
  if (!isServing) return;
  const [{ serve }, { whenOrphaned }, { ownPack }] = await Promise.all([import("./server.js"), import("./orphan.js"), import("./info.js")]);
  whenOrphaned(() => process.exit());
  const { name, version: ownVersion = packVersion ?? version(), description } = own;
  const identity =
    name === undefined ? ownPack(ownVersion) : { name, version: ownVersion, ...(description !== undefined && { description }) };
  console.log(String(await serve(rules, identity)));
}

const isList = (given: readonly RegisteredRule[] | OwnPack): given is readonly RegisteredRule[] => Array.isArray(given);
