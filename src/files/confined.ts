import { AsyncLocalStorage } from "node:async_hooks";
import { realpathSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { InputError } from "./errors.js";

interface Confinement {
  readonly root: string;
  readonly files: readonly string[];
}
const confinement = new AsyncLocalStorage<Confinement>();

/** Runs a function that may read only what is below a folder, wherever links lead, and these files. Without it, every file may be read. */
export const readingBelow = <T>(folder: string, files: readonly string[], run: () => T): T =>
  confinement.run({ root: realpathSync(folder), files: files.map((file) => realPathOf(resolve(file))) }, run);

/** Whether a file or folder may be read. */
export function mayRead(path: string): boolean {
  const allowed = confinement.getStore();
  if (allowed === undefined) return true;
  const real = realPathOf(resolve(path));
  const way = relative(allowed.root, real);
  return allowed.files.includes(real) || !(way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way));
}

/**
 * Refuses a file or folder that may not be read.
 * @throws InputError
 */
export function refuseOutside(path: string): void {
  if (!mayRead(path)) throw new InputError(path, `is outside of ${confinement.getStore()?.root}, the folder that may be read`);
}

/** The real path; of what does not exist, below that of its nearest folder. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : resolve(realPathOf(parent), relative(parent, path));
  }
}
