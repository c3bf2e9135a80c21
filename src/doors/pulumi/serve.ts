import { version } from "../../data/packaged.js";
import type { RegisteredRule } from "../../language/registry.js";

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

/**
 * Serves rules as a policy pack to the Pulumi engine, from the main file of a pack: prints the port that the engine reads.
 * The protocol's libraries are loaded only here, so that a check without the engine does not pay for them.
 * Not to be awaited at the top of the file: Pulumi loads it by `require`.
 * @throws Error where two rules have the same id
 * @example
 * servePack([...allRules, ...register({ acme })]);
 */
export async function servePack(rules: readonly RegisteredRule[], packVersion: string = version()): Promise<void> {
  const ids = rules.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw new Error(`two rules have the id "${twice}"`);
  if (!isServing) return;
  const [{ serve }, { whenOrphaned }] = await Promise.all([import("./server.js"), import("./orphan.js")]);
  whenOrphaned(() => process.exit());
  console.log(String(await serve(rules, packVersion)));
}
