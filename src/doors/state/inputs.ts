import { realpathSync } from "node:fs";
import { basename } from "node:path";
import { InputError, reading } from "../../files/errors.js";
import { parseJson } from "../../files/json.js";
import { plainOf, readPlain, textOf } from "../../files/text-file.js";
import type { RawResource } from "../../model/resource.js";
import { isProjectFile, projectFileAmong } from "./homes.js";
import { readInput } from "./read.js";
import { surroundingsOf } from "./source.js";
import { parseState, readState, type State } from "./state.js";
import { howToExport, type Inputs, listFolder, readStates, readStatesAmongOthers, type StateInput, statOf } from "./state-files.js";

export type { Inputs } from "./state-files.js";

const standardInput = "standard input";

/**
 * Reads the inputs of a run: states, previews, folders of them, projects, or `-` for standard input. `before` is the state before a preview.
 * @throws InputError
 */
export async function readInputs(paths: readonly string[], onRead: (path: string) => void, before?: string): Promise<Inputs> {
  const base = before === undefined ? undefined : readBefore(before);
  const all: Inputs[] = [];
  for (const path of new Set(paths)) {
    onRead(path);
    all.push(await readPath(path, base));
  }
  // A state that is named twice, by itself and by its folder, is evaluated once: with its configuration where one of them knows it.
  const states = new Map<string, StateInput>();
  for (const input of all.flatMap((i) => i.states)) {
    const key = fileKey(input.path);
    if (states.get(key)?.config === undefined) states.set(key, input);
  }
  const stackFiles = new Map(all.flatMap((i) => i.stackFiles).map((input) => [fileKey(input.file.file), input]));
  return {
    states: [...states.values()],
    stackFiles: [...stackFiles.values()],
    skipped: [...new Set(all.flatMap((i) => i.skipped))],
    projects: [...new Set(all.flatMap((i) => i.projects ?? []))],
  };
}

const fileKey = (path: string): string => (path === "-" ? path : realpathSync(path));

async function readPath(path: string, base: State<RawResource> | undefined): Promise<Inputs> {
  if (path === "-") return { states: [stateInput(await readStandardInput(), path, standardInput, base)], stackFiles: [], skipped: [] };
  const isFolder = statOf(path).isDirectory();
  if (!isFolder && isProjectFile(basename(path)))
    throw new InputError(path, "is a file of a Pulumi project, not a state. Name the project's folder.");
  if (!isFolder) return { states: [stateInput(readPlain(path), path, path, base)], stackFiles: [], skipped: [] };
  const names = listFolder(path);
  // The YAML reader is loaded for projects only: a single state does not pay for it.
  if (names.some(isProjectFile)) {
    if (projectFileAmong(names) !== undefined) return (await import("./project-folder.js")).readProjectFolder(path, names);
  }
  const { states, skipped } = readStates(path, names);
  return readBelow(path, states, skipped);
}

/** What is in the folders below one that is not a project: projects at the root of a repository; in a folder of states, further states. */
async function readBelow(folder: string, here: readonly StateInput[], skippedHere: readonly string[]): Promise<Inputs> {
  const { cutWords, foldersBelow, readProjectFolder } = await import("./project-folder.js");
  const { projects, others, unreadable, isCut } = foldersBelow(folder);
  const read = here.length > 0 ? [] : projects.map((project) => readProjectFolder(project, listFolder(project), "skip"));
  const states = [...here, ...(projects.length > 0 && here.length === 0 ? [] : others.flatMap(readStatesAmongOthers))];
  const skipped = [
    ...skippedHere,
    ...unreadable.map((below) => `${below}: skipped, this folder cannot be read`),
    ...(isCut ? [`${folder}: ${cutWords}`] : []),
    ...read.flatMap((inputs) => inputs.skipped),
  ];
  const found: Inputs = {
    states: [...states, ...read.flatMap((i) => i.states)],
    stackFiles: read.flatMap((i) => i.stackFiles),
    skipped,
    projects: read.flatMap((i) => i.projects ?? []),
  };
  if (found.states.length > 0 || found.stackFiles.length > 0) return found;
  const why = skipped.length === 0 ? "" : ` (${skipped.slice(0, 3).join("; ")}${skipped.length > 3 ? "; …" : ""})`;
  const { howToGetState } = await import("./no-state.js");
  if (projects.length > 0)
    throw new InputError(folder, `contains projects, but none has a state or a configuration${why}. ${howToGetState(projects)}`);
  throw new InputError(folder, `contains no state and no Pulumi.yaml, and neither do its subfolders${why}. ${howToExport}`);
}

function stateInput(bytes: Buffer, path: string, name: string, base: State<RawResource> | undefined): StateInput {
  const around = surroundingsOf(path);
  return { path, state: readInput(parseState(bytes, name, around), name, around, base), config: undefined };
}

const readBefore = (path: string): State<RawResource> => readState(parseJson(textOf(readPlain(path)), path), path, surroundingsOf(path));

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return reading(standardInput, () => plainOf(Buffer.concat(chunks), standardInput));
}
