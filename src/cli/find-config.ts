import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { repositoryOf } from "../doors/state/homes.js";
import { mayRead } from "../files/confined.js";
import { InputError } from "../files/errors.js";
import { readText } from "../files/text-file.js";

/** The names of a configuration that is found by itself. */
export const configNames = ["stackwarden.json", "stackwarden.jsonc", "stackwarden.yaml", "stackwarden.yml"] as const;
/** The key of package.json that may hold a configuration. */
export const packageKey = "stackwarden";

/**
 * The configuration in a folder, if there is one.
 * @throws InputError if there are two, which it names both
 */
export function configIn(folder: string): string | undefined {
  const found = configNames.map((name) => join(folder, name)).filter((file) => existsSync(file));
  const manifest = join(folder, "package.json");
  if (existsSync(manifest) && hasConfiguration(manifest)) found.push(manifest);
  const [first, second] = found;
  if (first !== undefined && second !== undefined)
    throw new InputError(folder, `has two configurations, ${first} and ${second}. Keep one.`);
  return first;
}

/** Whether a package.json has a configuration. One that is broken has none: other tools report that. */
function hasConfiguration(file: string): boolean {
  const text = readText(file);
  if (!text.includes(`"${packageKey}"`)) return false;
  try {
    const manifest: unknown = JSON.parse(text);
    return typeof manifest === "object" && manifest !== null && Object.hasOwn(manifest, packageKey) && isObject(manifest as object);
  } catch {
    return false;
  }
}

const isObject = (manifest: object): boolean => typeof (manifest as Readonly<Record<string, unknown>>)[packageKey] === "object";

/**
 * The nearest configuration: in a folder, or in its parents up to the repository's root. Outside a repository, the parents count up to the working
 * directory if that is one of them. The nearest file counts alone: only `extends` merges.
 * @throws InputError if a folder on the way has two
 */
export function findConfig(start: string, directory: string = process.cwd()): string | undefined {
  const from = resolve(directory, start);
  const last = repositoryOf(from) ?? (isWithin(from, directory) ? directory : from);
  for (let folder = from; ; folder = dirname(folder)) {
    if (!mayRead(folder)) return undefined;
    const found = configIn(folder);
    if (found !== undefined) return isAbsolute(start) ? found : relative(directory, found);
    if (folder === last || dirname(folder) === folder) return undefined;
  }
}

const isWithin = (folder: string, owner: string): boolean => {
  const way = relative(owner, folder);
  return way !== ".." && !way.startsWith("../") && !isAbsolute(way);
};

/** The options of a command about its configuration. */
export interface ConfigChoice {
  /** A file; `false` for none. Without either, the nearest one is found. */
  readonly config?: string | false | undefined;
}

/**
 * The configuration of a run: the one that is named, or the one that is found from the folder; where it has none, from the working directory.
 * @throws InputError if a folder on the way has two
 */
export function configFor({ config }: ConfigChoice, folder = "."): string | undefined {
  return config === false ? undefined : (config ?? findConfig(folder) ?? findConfig("."));
}
