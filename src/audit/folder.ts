/** Sources in the file system: a backend, a folder of exports, a single export. */
import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { largestText, reading, tooLarge } from "../files/errors.js";
import type { Store, Stored } from "./backend.js";
import { type Entry, type Source, Unreadable } from "./source.js";

/** True for a folder that holds the files of a backend. */
export const isBackend = (folder: string): boolean => existsSync(join(folder, ".pulumi", "stacks"));

/** A backend in a folder. */
export function folderStore(root: string): Store {
  const place = (key: string): string => join(root, ...key.split("/"));
  return {
    name: root.replace(/(?<=.)[\\/]+$/, ""),
    isRemote: false,
    list: (prefix) => Promise.resolve(existsSync(place(prefix)) ? below(place(prefix), prefix) : []),
    read: (key) => readOne(place(key)),
    readIfThere: (key) => (existsSync(place(key)) ? readOne(place(key)) : Promise.resolve(undefined)),
  };
}

function below(folder: string, prefix: string): Stored[] {
  const found = reading(folder, () => readdirSync(folder, { recursive: true, withFileTypes: true }));
  return found
    .filter((file) => !file.isDirectory())
    .map((file) => {
      const path = join(file.parentPath, file.name);
      return { key: prefix + relative(folder, path).split(sep).join("/"), modified: () => statSync(path).mtimeMs };
    });
}

const mostDeep = 12;
const otherFolders = new Set(["node_modules", "dist", "venv", "vendor", "target"]);
const otherFiles = new Set(["package.json", "package-lock.json", "tsconfig.json"]);

// This thread has nothing else to do, and the promises of the parts of a small file take longer than the file.
const readOne = async (file: string): Promise<Buffer> => bytesOf(file);

/** A folder of exports, and of folders of them; or one file. What is not a state is left out. */
export function exportsSource(path: string): Source {
  const source: Source = {
    name: path,
    isRemote: false,
    read: readOne,
    list() {
      const isFolder = reading(path, () => statSync(path)).isDirectory();
      const files = isFolder ? statesBelow(path, 0) : [path];
      const notes: string[] = [];
      return Promise.resolve({
        entries: files.map((id): Entry => ({ id, source, key: id, project: "", stack: "", maybe: isFolder })),
        notes,
      });
    },
  };
  return source;
}

function statesBelow(folder: string, depth: number): string[] {
  if (depth > mostDeep) return [];
  const isOther = ({ name }: Dirent): boolean => name.startsWith(".") || otherFolders.has(name) || otherFiles.has(name);
  return reading(folder, () => readdirSync(folder, { withFileTypes: true }))
    .filter((file) => !isOther(file))
    .flatMap((file) => {
      const path = join(folder, file.name);
      if (file.isDirectory()) return statesBelow(path, depth + 1);
      return /\.json(?:\.gz|\.zst)?$/i.test(basename(path)) ? [path] : [];
    });
}

/** @throws Unreadable */
function bytesOf(file: string): Buffer {
  try {
    const bytes = readFileSync(file);
    if (bytes.length > largestText) throw new Unreadable("failed", tooLarge);
    return bytes;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    const { code = "unreadable" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new Unreadable("gone", "was removed while the audit ran");
    if (code === "ERR_FS_FILE_TOO_LARGE") throw new Unreadable("failed", tooLarge);
    throw new Unreadable(["EACCES", "EPERM"].includes(code) ? "no-access" : "failed", `cannot be read (${code})`);
  }
}
