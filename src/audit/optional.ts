/** Packages that only some sources or formats need: optional peers, loaded when they are. */
import { InputError } from "../files/errors.js";

/**
 * A package that may not be installed.
 * @throws InputError that names the command which installs it
 */
export async function optionalPackage<T>(load: () => Promise<T>, name: string, neededBy: string): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const { code, message = "" } = error as NodeJS.ErrnoException;
    if (code === "ERR_MODULE_NOT_FOUND" && message.includes(`'${name}'`))
      throw new InputError(neededBy, `needs the package ${name}, which is not installed: npm install ${name}`);
    throw error;
  }
}

/** The parameters of a URL, after those that no source understands were refused. @throws InputError */
export function parametersOf(url: URL, place: string, known: readonly string[]): (name: string) => string | undefined {
  for (const name of url.searchParams.keys())
    if (!known.includes(name)) throw new InputError(place, `has a parameter "${name}", expected ${known.join(", ")}`);
  return (name) => url.searchParams.get(name) ?? undefined;
}

/** The prefix that the path of a URL is for all keys: empty, or ending in `/`. */
export const prefixOf = (url: URL): string =>
  decodeURIComponent(url.pathname)
    .replace(/^\/+/, "")
    .replace(/(?<=[^/])\/*$/, "/");
