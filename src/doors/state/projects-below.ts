import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";
import { projectFileAmong } from "./project.js";

// Folders written by tools: installed packages and build output.
const foreign = new Set(["node_modules", "vendor", "venv", "site-packages", "__pycache__", "bower_components"]);
const deepest = 8;
const mostFolders = 20_000;

/** Folders that were found, and those that could not be looked into. */
export interface Found {
  readonly projects: readonly string[];
  readonly unreadable: readonly string[];
}

/** The folders below this one that hold a project, sorted; not those of packages, and no hidden ones. Links are not followed. */
export function projectsBelow(folder: string): Found {
  const projects: string[] = [];
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
  const visit = (here: string, entries: readonly Dirent[], depth: number): void => {
    for (const { name } of entries.filter((entry) => entry.isDirectory())) {
      if (name.startsWith(".") || foreign.has(name) || left-- <= 0) continue;
      const below = join(here, name);
      const inside = entriesOf(below);
      if (projectFileAmong(inside.filter((entry) => !entry.isDirectory()).map((entry) => entry.name)) !== undefined) projects.push(below);
      if (depth < deepest) visit(below, inside, depth + 1);
    }
  };
  visit(folder, entriesOf(folder), 1);
  return { projects: projects.sort(), unreadable: unreadable.sort() };
}
