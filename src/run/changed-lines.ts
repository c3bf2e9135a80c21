import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError } from "../config/config.js";
import { repositoryOf } from "../doors/state/homes.js";
import type { SourcePosition } from "../model/resource.js";

/** Whether the lines of a resource, from its place on, are changed. */
export type IsChanged = (source: SourcePosition) => boolean;

type Range = readonly [first: number, last: number];

/**
 * What is changed in the program of a project since a commit, by `git diff`, with files that are not committed yet.
 * @throws ConfigError if git does not know the commit
 */
export function changedSince(reference: string, folder: string): IsChanged {
  const root = repositoryOf(resolve(folder));
  if (root === undefined) throw new ConfigError(`--changed-since needs a git repository, and ${folder} is in none.`);
  // A reference that begins with a dash would be an option.
  if (reference.startsWith("-")) throw new ConfigError(`--changed-since: "${reference}" is not a commit.`);
  const changed = rangesOf(
    git(root, ["diff", "--unified=0", "--no-color", "--no-ext-diff", "--src-prefix=a/", "--dst-prefix=b/", reference, "--"], reference),
  );
  for (const file of git(root, ["ls-files", "--others", "--exclude-standard", "-z"], reference).split("\0"))
    if (file !== "") changed.set(file, [[1, Number.POSITIVE_INFINITY]]);
  const inRoot = new Map([...changed].map(([file, ranges]) => [resolve(root, file), ranges]));
  return ({ file, line, column }) => {
    const path = resolve(folder, file);
    const ranges = inRoot.get(path);
    if (ranges === undefined) return false;
    const last = existsSync(path) ? lastLine(readFileSync(path, "utf8"), line, column) : line;
    return ranges.some(([from, to]) => from <= last && to >= line);
  };
}

function git(root: string, args: readonly string[], reference: string): string {
  const { status, stdout, error } = spawnSync("git", ["-C", root, ...args], { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (error !== undefined) throw new ConfigError(`--changed-since needs git, which could not be started (${error.message}).`);
  if (status !== 0) throw new ConfigError(`--changed-since: git does not know "${reference}" here. Fetch it first: git fetch origin.`);
  return stdout;
}

/** The changed lines of each file in a diff without context. Where lines are only removed, the line before counts. */
export function rangesOf(diff: string): Map<string, Range[]> {
  const ranges = new Map<string, Range[]>();
  let file = "";
  for (const line of diff.split("\n")) {
    if (line.startsWith("+++ ")) file = line.startsWith("+++ b/") ? line.slice("+++ b/".length).replace(/\t$/, "") : "";
    const [, first, count = "1"] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (first === undefined || file === "") continue;
    const list = ranges.get(file) ?? [];
    ranges.set(file, list);
    list.push([Number(first), Number(first) + Math.max(1, Number(count)) - 1]);
  }
  return ranges;
}

/** The last line of the call that begins at a place: that of its closing parenthesis. Texts in quotes are skipped. */
export function lastLine(text: string, line: number, column: number): number {
  const lines = text.split("\n");
  let depth = 0;
  let quote = "";
  for (let at = line - 1; at < lines.length; at++) {
    const here = lines[at] ?? "";
    for (let i = at === line - 1 ? Math.max(0, column - 1) : 0; i < here.length; i++) {
      const character = here[i] ?? "";
      if (quote !== "") {
        if (character === "\\") i++;
        else if (character === quote) quote = "";
      } else if (`"'\``.includes(character)) quote = character;
      else if ("([{".includes(character)) depth++;
      else if (")]}".includes(character) && --depth <= 0) return at + 1;
    }
    // Only a template goes on in the next line.
    if (quote !== "`") quote = "";
  }
  return line;
}
