import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { type SourcePosition, urnParts } from "../../model/resource.js";
import { homeFolder, repositoryOf } from "./homes.js";

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** The folders around a state, by which its source positions are resolved. */
export interface Surroundings {
  /** Whether the project contains a file, by its path relative to the project. */
  readonly has: (file: string) => boolean;
  /** How many folders are between the repository's root and the project: a path may go up that many. */
  readonly depth: number;
}

// Without a repository a path may leave the project for a folder beside it.
const noSurroundings: Surroundings = { has: () => false, depth: 2 };

/** The surroundings of a state that was read from a file; those of the working directory if the state is in no project. */
export function surroundingsOf(path: string): Surroundings {
  const home = (path === "-" ? undefined : homeFolder(dirname(resolve(path)))) ?? homeFolder(process.cwd());
  if (home === undefined) return noSurroundings;
  const root = repositoryOf(home);
  const depth =
    root === undefined
      ? noSurroundings.depth
      : relative(root, home)
          .split(/[\\/]/)
          .filter((part) => part !== "").length;
  const known = new Map<string, boolean>();
  const has = (file: string): boolean => {
    const is = known.get(file) ?? existsSync(join(home, file));
    known.set(file, is);
    return is;
  };
  return { has, depth };
}

/** The first place of the program's own files: the position, else the first such frame of the stack trace. */
export function sourceOf(raw: Raw, urn: string, around: Surroundings = noSurroundings): SourcePosition | undefined {
  if (raw["sourcePosition"] === undefined && raw["stackTrace"] === undefined) return undefined;
  const { project } = urnParts(urn);
  const frames = Array.isArray(raw["stackTrace"])
    ? raw["stackTrace"].map((frame: unknown) => (isRaw(frame) ? frame["sourcePosition"] : undefined))
    : [];
  for (const position of [raw["sourcePosition"], ...frames]) {
    const parts = typeof position === "string" ? /^project:\/\/\/(.+?)#(\d+)(?:,(\d+))?$/.exec(position) : null;
    const file = parts?.[1] === undefined ? undefined : fileOf(decode(parts[1]), project, around);
    if (file !== undefined) return { file, line: Number(parts?.[2]), column: Number(parts?.[3] ?? 1) };
  }
  return undefined;
}

/** The file relative to the project; `undefined` if it is not the program's own, or its base is not known. */
function fileOf(given: string, project: string, around: Surroundings): string | undefined {
  // ES modules are recorded by their URL behind the folder they run in: `app/file:/home/me/shop/app/index.mjs`.
  const url = /(?:^|\/)file:\/+(?=[^/])(.*)$/.exec(given)?.[1];
  const path = url === undefined ? given : ownPart(decode(url).replaceAll("\\", "/"), project, around);
  if (path === undefined || /(?:^|\/)(?:node_modules|site-packages|dist-packages|\.?venv|vendor)\//.test(path)) return undefined;
  if (/(?:^|\/)node:/.test(path) || /^(?:[A-Za-z]:|\/)/.test(path)) return undefined;
  const climbs = path.split("/").filter((part) => part === "..").length;
  return climbs > around.depth ? undefined : path;
}

/** The part of an absolute path below the project: a file that the project contains, else what follows a folder of the same name. */
function ownPart(path: string, project: string, around: Surroundings): string | undefined {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) return undefined;
  const tails = parts.map((_, i) => parts.slice(i).join("/"));
  const there = tails.find((tail) => around.has(tail));
  if (there !== undefined) return there;
  const folder = parts.lastIndexOf(project, -2);
  return folder < 0 || project === "" ? undefined : parts.slice(folder + 1).join("/");
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a file name with a bare percent sign
  }
}
