import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";
import { projectFileAmong } from "./homes.js";

// Folders written by tools: installed packages and build output.
const foreign = new Set(["node_modules", "vendor", "venv", "site-packages", "__pycache__", "bower_components"]);
const deepest = 8;
const mostFolders = 20_000;

/** Folders that were found, and those that could not be looked into. */
export interface Found {
  readonly projects: readonly string[];
  /** Folders that are neither projects nor in one. */
  readonly others: readonly string[];
  readonly unreadable: readonly string[];
  /** True if there are more folders than are searched. */
  readonly isCut: boolean;
}

/** What was not searched, in words. */
export const cutWords = `only the first ${mostFolders.toLocaleString("en-US")} folders, ${deepest} deep, were searched`;

/** The folders below this one, sorted; not those of packages, and no hidden ones. Links are not followed. */
export function foldersBelow(folder: string): Found {
  const projects: string[] = [];
  const others: string[] = [];
  const unreadable: string[] = [];
  const entriesOf = (here: string): readonly Dirent[] => {
    try {
      return readdirSync(here, { withFileTypes: true });
    } catch {
      unreadable.push(here);
      return [];
    }
  };
  let left = mostFolders;
  let isCut = false;
  const visit = (here: string, entries: readonly Dirent[], depth: number, inProject: boolean): void => {
    for (const { name } of entries.filter((entry) => entry.isDirectory())) {
      if (name.startsWith(".") || foreign.has(name)) continue;
      if (left-- <= 0 || depth > deepest) {
        isCut = true;
        continue;
      }
      const below = join(here, name);
      const inside = entriesOf(below);
      const isProject = projectFileAmong(inside.filter((entry) => !entry.isDirectory()).map((entry) => entry.name)) !== undefined;
      if (isProject) projects.push(below);
      else if (!inProject) others.push(below);
      visit(below, inside, depth + 1, inProject || isProject);
    }
  };
  visit(folder, entriesOf(folder), 1, false);
  return { projects: projects.sort(), others: others.sort(), unreadable: unreadable.sort(), isCut };
}
