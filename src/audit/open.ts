/** Opens the sources that the command line names. */
import { statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError, reading } from "../files/errors.js";
import { didYouMean } from "../text/suggest.js";
import { backendSource, type Store } from "./backend.js";
import { exportsSource, folderStore, isBackend } from "./folder.js";
import type { Entry, Listing, Source } from "./source.js";
import { listedStacks, onlyLists, stackNames } from "./stack-list.js";

const clouds: Readonly<Record<string, (url: URL) => Promise<Store>>> = {
  s3: async (url) => (await import("./s3.js")).s3Store(url),
  azblob: async (url) => (await import("./azblob.js")).azureStore(url),
  gs: async (url) => (await import("./gs.js")).googleStore(url),
};

/**
 * Every stack of the sources, sorted by its place, each place once.
 * @throws InputError where a source cannot be listed at all
 */
export async function listSources(given: readonly string[], onSource: (name: string) => void): Promise<Listing> {
  const entries: Entry[] = [];
  const notes: string[] = [];
  const lists: (readonly [string, readonly string[]])[] = [];
  for (const name of new Set(given)) {
    onSource(withoutParameters(name));
    const names = isFile(name) ? stackNames(name) : undefined;
    if (names !== undefined) {
      lists.push([name, names]);
      continue;
    }
    const listing = await (await openSource(name)).list();
    if (listing.entries.length === 0) notes.push(`${withoutParameters(name)}: has no stacks`);
    entries.push(...listing.entries);
    notes.push(...listing.notes);
  }
  const [first] = lists;
  if (first !== undefined && lists.length === new Set(given).size) throw onlyLists(...first);
  const listed = lists.flatMap(([file, names]) => listedStacks(file, names));
  const once = new Map([...entries, ...listed].map((entry) => [entry.id, entry]));
  return { entries: [...once.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), notes };
}

async function openSource(given: string): Promise<Source> {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(given)?.[1]?.toLowerCase();
  if (scheme === undefined) return localSource(given);
  if (scheme === "file") return localSource(pathOfUrl(given));
  const open = Object.hasOwn(clouds, scheme) ? clouds[scheme] : undefined;
  if (open === undefined) {
    const known = ["file", ...Object.keys(clouds)];
    throw new InputError(
      withoutParameters(given),
      `"${scheme}" is not a kind of backend that is read${didYouMean(scheme, known) || ","} expected ${known.join(", ")}. ` +
        "Write the states of any other backend into a folder, by `pulumi stack export --file`.",
    );
  }
  return backendSource(await open(urlOf(given)));
}

/** The URL without its parameters, which may hold credentials, and without a user. */
export const withoutParameters = (given: string): string =>
  /^[a-z][a-z0-9+.-]+:\/\//i.test(given) ? given.replace(/[?#].*$/, "").replace(/\/\/[^/]*@/, "//") : given;

function urlOf(given: string): URL {
  try {
    return new URL(given);
  } catch {
    throw new InputError(withoutParameters(given), "is not a valid URL");
  }
}

/** A URL of a folder as Pulumi reads it: relative and `~` paths too. */
function pathOfUrl(given: string): string {
  const path = given.slice("file://".length).replace(/\?.*$/, "");
  if (path.startsWith("~")) return `${process.env["HOME"] ?? ""}${path.slice(1)}`;
  return process.platform === "win32" && path.startsWith("/") ? fileURLToPath(`file://${path}`) : path || ".";
}

function localSource(path: string): Source {
  if (!reading(path, () => statSync(path)).isDirectory()) return exportsSource(path);
  if (isBackend(path)) return backendSource(folderStore(path));
  if (basename(path) === ".pulumi" && isBackend(dirname(path))) return backendSource(folderStore(dirname(path)));
  return exportsSource(path);
}

const isFile = (path: string): boolean =>
  !/^[a-z][a-z0-9+.-]+:\/\//i.test(path) && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
