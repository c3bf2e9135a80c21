import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { InputError } from "./errors.js";
import { parseJson } from "./json.js";
import type { StackFile } from "./project.js";
import { isState, readState, type State } from "./state.js";

/** One state file, and the stack's configuration where the project has one. */
export interface StateInput {
  readonly path: string;
  readonly state: State;
  readonly config: StackFile | undefined;
}
/** What there is to judge. A stack file without a state stands alone: its configuration is judged all the same. */
export interface Inputs {
  readonly states: readonly StateInput[];
  readonly stackFiles: readonly { readonly project: string; readonly file: StackFile }[];
  /** Files that were passed over, with a word why. */
  readonly skipped: readonly string[];
}

const largestText = 512 * 1024 * 1024 - 32; // the longest string that Node.js holds

/**
 * Reads the inputs of a run: state files, folders of them, projects, or `-` for standard input.
 * @throws InputError
 */
export async function readInputs(paths: readonly string[], onRead: (path: string) => void): Promise<Inputs> {
  const all: Inputs[] = [];
  for (const path of [...new Set(paths)]) {
    onRead(path);
    all.push(await readInput(path));
  }
  return { states: all.flatMap((i) => i.states), stackFiles: all.flatMap((i) => i.stackFiles), skipped: all.flatMap((i) => i.skipped) };
}

async function readInput(path: string): Promise<Inputs> {
  if (path === "-") return { states: [stateInput(readText(0, "standard input"), "-")], stackFiles: [], skipped: [] };
  if (!existsSync(path)) throw new InputError(path, "does not exist");
  if (!statSync(path).isDirectory()) return { states: [stateInput(readText(path, path), path)], stackFiles: [], skipped: [] };
  const names = listFolder(path);
  const project = names.find((name) => name === "Pulumi.yaml" || name === "Pulumi.yml");
  return project === undefined ? readFolder(path, names) : readProject(path, names, project);
}

function readFolder(folder: string, names: readonly string[]): Inputs {
  const { states, skipped } = readStates(names.filter(isStateName).map((name) => join(folder, name)));
  if (states.length === 0)
    throw new InputError(folder, "holds no state and no Pulumi.yaml; write a state by `pulumi stack export --file state.json`");
  return { states, stackFiles: [], skipped };
}

async function readProject(folder: string, names: readonly string[], projectFile: string): Promise<Inputs> {
  // The YAML reader is loaded for projects only: a single state does not pay for it.
  const { readProjectName, readStackFile, stackOfFile } = await import("./project.js");
  const project = readProjectName(join(folder, projectFile));
  const stackFiles = names.filter((name) => stackOfFile(name) !== undefined).map((name) => readStackFile(folder, name, project));
  const places = ["", "states", join(".pulumi", "stacks"), join(".pulumi", "stacks", project)];
  const files = places.flatMap((place) => {
    const at = join(folder, place);
    return existsSync(at) && statSync(at).isDirectory()
      ? listFolder(at)
          .filter(isStateName)
          .map((name) => join(at, name))
      : [];
  });
  const { states, skipped } = readStates(files);
  if (states.length === 0 && stackFiles.length === 0)
    throw new InputError(
      folder,
      "is a Pulumi project without a state or a Pulumi.<stack>.yaml; write a state by `pulumi stack export --file state.json`",
    );
  const configOf = (state: State): StackFile | undefined =>
    state.project === project || state.project === "" ? stackFiles.find((file) => file.stack === state.stack) : undefined;
  const joined = states.map((input) => ({ ...input, config: configOf(input.state) }));
  const alone = stackFiles.filter((file) => !joined.some((input) => input.config === file)).map((file) => ({ project, file }));
  return { states: joined, stackFiles: alone, skipped };
}

const isStateName = (name: string): boolean =>
  /\.json(\.gz)?$/.test(name) && name !== "package.json" && name !== "package-lock.json" && name !== "tsconfig.json";
const listFolder = (folder: string): string[] => readdirSync(folder).sort();

function readStates(files: readonly string[]): { states: StateInput[]; skipped: string[] } {
  const states: StateInput[] = [];
  const skipped: string[] = [];
  for (const file of files) {
    if (!statSync(file).isFile()) continue;
    const value = parseJson(readText(file, file), file);
    if (isState(value)) states.push({ path: file, state: readState(value, file), config: undefined });
    else skipped.push(`${file}: no state, passed over`);
  }
  return { states, skipped };
}

const stateInput = (text: string, path: string): StateInput => {
  const name = path === "-" ? "standard input" : path;
  return { path, state: readState(parseJson(text, name), name), config: undefined };
};

function readText(from: string | number, name: string): string {
  try {
    if (typeof from === "string" && statSync(from).size > largestText)
      throw new InputError(
        name,
        `is larger than ${Math.floor(largestText / 1024 / 1024)} MB, more than can be read at once; split the stack`,
      );
    const bytes = readFileSync(from);
    return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch (error) {
    if (error instanceof InputError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? "unreadable";
    throw new InputError(name, `cannot be read (${code})`);
  }
}
