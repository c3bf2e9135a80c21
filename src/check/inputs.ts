import { existsSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { InputError, largestText, reading, tooLarge } from "./errors.js";
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

const standardInput = "standard input";
const howToExport = "write a state by `pulumi stack export --file state.json`";

/**
 * Reads the inputs of a run: state files, folders of them, projects, or `-` for standard input.
 * @throws InputError
 */
export async function readInputs(paths: readonly string[], onRead: (path: string) => void): Promise<Inputs> {
  const all: Inputs[] = [];
  for (const path of new Set(paths)) {
    onRead(path);
    all.push(await readInput(path));
  }
  // A state that is named twice, by itself and by its folder, is judged once: with its configuration where one of them knows it.
  const states = new Map<string, StateInput>();
  for (const input of all.flatMap((i) => i.states)) {
    const key = fileKey(input.path);
    if (states.get(key)?.config === undefined) states.set(key, input);
  }
  const stackFiles = new Map(all.flatMap((i) => i.stackFiles).map((input) => [fileKey(input.file.file), input]));
  return { states: [...states.values()], stackFiles: [...stackFiles.values()], skipped: [...new Set(all.flatMap((i) => i.skipped))] };
}

const fileKey = (path: string): string => (path === "-" ? path : realpathSync(path));

async function readInput(path: string): Promise<Inputs> {
  if (path === "-") return { states: [stateInput(await readStandardInput(), path, standardInput)], stackFiles: [], skipped: [] };
  const isFolder = statOf(path).isDirectory();
  if (!isFolder && /^Pulumi(\..+)?\.ya?ml$/.test(basename(path)))
    throw new InputError(path, "is no state but a file of a Pulumi project; name the project's folder");
  if (!isFolder) return { states: [stateInput(readText(path), path, path)], stackFiles: [], skipped: [] };
  const names = listFolder(path);
  const project = names.find((name) => name === "Pulumi.yaml" || name === "Pulumi.yml");
  return project === undefined ? readFolder(path, names) : readProject(path, names, project);
}

function readFolder(folder: string, names: readonly string[]): Inputs {
  const { states, skipped } = readStates(folder, names);
  if (states.length === 0) throw new InputError(folder, `holds no state and no Pulumi.yaml; ${howToExport}`);
  return { states, stackFiles: [], skipped };
}

async function readProject(folder: string, names: readonly string[], projectFile: string): Promise<Inputs> {
  // The YAML reader is loaded for projects only: a single state does not pay for it.
  const { readProjectName, readStackFile, stackOfFile } = await import("./project.js");
  const project = readProjectName(join(folder, projectFile));
  const stackFiles = names.filter((name) => stackOfFile(name) !== undefined).map((name) => readStackFile(folder, name, project));
  const places = ["states", join(".pulumi", "stacks"), join(".pulumi", "stacks", project)].map((place) => join(folder, place));
  const found = [
    readStates(folder, names, isForeign),
    ...places.filter((place) => existsSync(place) && statOf(place).isDirectory()).map((place) => readStates(place, listFolder(place))),
  ];
  const states = found.flatMap((f) => f.states);
  if (states.length === 0 && stackFiles.length === 0)
    throw new InputError(folder, `is a Pulumi project without a state or a Pulumi.<stack>.yaml; ${howToExport}`);
  const configOf = (state: State): StackFile | undefined =>
    state.project === project || state.project === "" ? stackFiles.find((file) => file.stack === state.stack) : undefined;
  const joined = states.map((input) => ({ ...input, config: configOf(input.state) }));
  const alone = stackFiles.filter((file) => !joined.some((input) => input.config === file)).map((file) => ({ project, file }));
  return { states: joined, stackFiles: alone, skipped: found.flatMap((f) => f.skipped) };
}

const isStateName = (name: string): boolean =>
  /\.json(\.gz)?$/.test(name) && name !== "package.json" && name !== "package-lock.json" && name !== "tsconfig.json";

// Beside a program stand settings of other tools, some of them JSON with comments; a state that is cut off is none of them.
const isForeign = (text: string): boolean => text.trim() !== "" && !/"(?:deployment|checkpoint)"|urn:pulumi:/.test(text);

/** The states among the files of a folder. What is no JSON is an error, as it may be a state that is cut off, unless `mayBreak` says otherwise. */
function readStates(
  folder: string,
  names: readonly string[],
  mayBreak: (text: string) => boolean = () => false,
): Pick<Inputs, "states" | "skipped"> {
  const states: StateInput[] = [];
  const skipped: string[] = [];
  for (const file of names.filter(isStateName).map((name) => join(folder, name))) {
    if (!statOf(file).isFile()) continue;
    const text = readText(file);
    let value: unknown;
    try {
      value = parseJson(text, file);
    } catch (error) {
      if (!mayBreak(text)) throw error;
    }
    if (isState(value)) states.push({ path: file, state: readState(value, file), config: undefined });
    else if (!isOurs(value)) skipped.push(`${file}: no state, passed over`);
  }
  return { states, skipped };
}

/** What Stackwarden itself leaves in a folder needs no word: configurations, baselines and reports. */
function isOurs(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const keys = Object.keys(value);
  return keys.includes("stackwarden") || (keys.includes("findings") && (keys.includes("tool") || keys.includes("version")));
}

const stateInput = (text: string, path: string, name: string): StateInput => ({
  path,
  state: readState(parseJson(text, name), name),
  config: undefined,
});

function statOf(path: string): Stats {
  return reading(path, () => statSync(path));
}

const listFolder = (folder: string): string[] => reading(folder, () => readdirSync(folder)).sort();

function readText(file: string): string {
  return reading(file, () => {
    if (statSync(file).size > largestText) throw new InputError(file, tooLarge);
    return decode(readFileSync(file), file);
  });
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return reading(standardInput, () => decode(Buffer.concat(chunks), standardInput));
}

function decode(bytes: Buffer, name: string): string {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: largestText }) : bytes;
  if (plain.length > largestText) throw new InputError(name, tooLarge);
  // Windows PowerShell redirects in UTF-16.
  return plain[0] === 0xff && plain[1] === 0xfe ? plain.toString("utf16le") : plain.toString("utf8");
}
