import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import { InputError } from "../../files/errors.js";
import { everyStack } from "./every-stack.js";
import { isProjectFile, projectFileAmong } from "./homes.js";
import { howToGetState } from "./no-state.js";
import { configOfProject, readProject, readStackFile, type StackFile } from "./project.js";
import { stackOfFile } from "./stack-file.js";
import { type Inputs, listFolder, readStates, statOf } from "./state-files.js";

export { cutWords, foldersBelow } from "./projects-below.js";

// Beside a program are settings of other tools, some of them JSON with comments; a truncated state is not one of them.
const isForeign = (text: string): boolean => text.trim() !== "" && !/"(?:deployment|checkpoint)"|urn:pulumi:/.test(text);

/**
 * Reads a project: its states, beside it or in its file backend, and the configuration of its stacks.
 * @throws InputError; a folder without anything to evaluate is an error only for `refuse`.
 */
export function readProjectFolder(folder: string, names: readonly string[], ifEmpty: "skip" | "refuse" = "refuse"): Inputs {
  const project = readProject(folder, projectFileAmong(names) ?? "Pulumi.yaml");
  const hasFiles = existsSync(project.stackFolder) && statOf(project.stackFolder).isDirectory();
  const ofStacks = hasFiles ? listFolder(project.stackFolder).filter((name) => stackOfFile(name) !== undefined) : [];
  // The CLI reads the files of stacks that end as the project's own does (`DetectProjectStackPath`).
  const ending = extname(project.file);
  const stackNames = ofStacks.filter((name) => extname(name) === ending);
  const unread = ofStacks
    .filter((name) => extname(name) !== ending)
    .map(
      (name) => `${join(project.stackFolder, name)}: skipped, Pulumi reads files of stacks that end as the project's own does (${ending})`,
    );
  const stackFiles = stackNames.map((name) => readStackFile(project.stackFolder, name, project));
  const ofProject = join(".pulumi", "stacks", project.name);
  const places = ["states", join(".pulumi", "stacks"), ofProject].map((place) => join(folder, place));
  const found = [
    readStates(folder, names, isForeign, isProjectFile),
    ...places.filter((place) => existsSync(place) && statOf(place).isDirectory()).map((place) => readStates(place, listFolder(place))),
  ];
  const states = found.flatMap((f) => f.states);
  const skipped = [...unread, ...misplaced(folder, names, project.stackFolder), ...found.flatMap((f) => f.skipped)];
  const fileOf = (stack: string): StackFile | undefined => stackFiles.find((file) => file.stack === stack);
  const joined = states.map((input) => {
    const { state } = input;
    if (state.project !== project.name && state.project !== "") return input;
    return { ...input, config: fileOf(state.stack) ?? configOfProject(project, state.stack) };
  });
  const own = stackFiles.filter((file) => !joined.some((input) => input.config === file));
  const every = joined.length === 0 && own.length === 0 ? configOfProject(project, everyStack) : undefined;
  const alone = [...own, ...(every === undefined ? [] : [every])].map((file) => ({ project: project.name, file }));
  if (joined.length > 0 || alone.length > 0) return { states: joined, stackFiles: alone, skipped, projects: [folder] };
  const why = unread.length === 0 ? "" : ` (${unread.join("; ")})`;
  if (ifEmpty === "refuse")
    throw new InputError(folder, `is a Pulumi project without a state or a Pulumi.<stack>${ending}${why}. ${howToGetState([folder])}`);
  return {
    states: [],
    stackFiles: [],
    projects: [folder],
    skipped: [`${folder}: skipped, a project without a state or a configuration`, ...skipped],
  };
}

/** Stack files that the CLI does not read, because the project's stack files are in another folder. */
function misplaced(folder: string, names: readonly string[], stackFolder: string): string[] {
  if (join(stackFolder, ".") === join(folder, ".")) return [];
  return names
    .filter((name) => stackOfFile(name) !== undefined)
    .map((name) => `${join(folder, name)}: skipped, the project's stack files are in ${stackFolder}`);
}
