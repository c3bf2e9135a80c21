import { readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { refuseOutside } from "../../files/confined.js";
import { reading } from "../../files/errors.js";
import { readPlain, textOf } from "../../files/text-file.js";
import type { StackFile } from "./project.js";
import { isInput, readInput } from "./read.js";
import { surroundingsOf } from "./source.js";
import { parseState, type State } from "./state.js";

/** One state file, and the stack's configuration where the project has one. */
export interface StateInput {
  readonly path: string;
  readonly state: State;
  readonly config: StackFile | undefined;
}
/** The inputs of a run. The configuration of a stack file without a state is evaluated too. */
export interface Inputs {
  readonly states: readonly StateInput[];
  readonly stackFiles: readonly { readonly project: string; readonly file: StackFile }[];
  /** Files that were skipped, each with the reason. */
  readonly skipped: readonly string[];
  /** The folders of the projects among them. */
  readonly projects?: readonly string[];
}

/** The advice where a state is missing, as a sentence. */
export const howToExport = "Write a state with `pulumi stack export --file state.json`.";

export function statOf(path: string): Stats {
  refuseOutside(path);
  return reading(path, () => statSync(path));
}

export function listFolder(folder: string): string[] {
  refuseOutside(folder);
  return reading(folder, () => readdirSync(folder)).sort();
}

const ofTools = new Set(["package.json", "package-lock.json", "tsconfig.json", "stackwarden.json"]);
const isStateName = (name: string): boolean => /\.json(\.gz)?$/i.test(name) && !ofTools.has(name);
// Names that a state may have but that do not show that the file is JSON: such files are not read.
const mayBeState = (name: string): boolean =>
  !name.startsWith(".") && /(?:^|[^a-z])(?:state|stack|checkpoint|export|json)(?:[^a-z]|$)/i.test(name);
const isDocument = (name: string): boolean =>
  /\.(?:md|txt|ya?ml|[cm]?[jt]sx?|py|go|cs|fs|java|sh|ps1|html|lock|jsonc|json5|jsonl|ndjson)$/i.test(name);

/**
 * The states among the files of a folder. A file that is not valid JSON is an error, because it may be a truncated state, unless `mayBreak` allows it;
 * `isOther` is true for files that are known to be something else.
 */
export function readStates(
  folder: string,
  names: readonly string[],
  mayBreak: (text: string) => boolean = () => false,
  isOther: (name: string) => boolean = () => false,
): Pick<Inputs, "states" | "skipped"> {
  const states: StateInput[] = [];
  const skipped: string[] = [];
  for (const name of names) {
    const file = join(folder, name);
    if (isOther(name)) continue;
    if (!isStateName(name)) {
      if (!ofTools.has(name) && mayBeState(name) && !isDocument(name) && statOf(file).isFile())
        skipped.push(`${file}: skipped, its name does not end in .json`);
      continue;
    }
    if (!statOf(file).isFile()) continue;
    const bytes = readPlain(file);
    const around = surroundingsOf(file);
    let value: unknown;
    try {
      value = parseState(bytes, file, around);
    } catch (error) {
      if (!mayBreak(textOf(bytes))) throw error;
    }
    if (isInput(value)) states.push({ path: file, state: readInput(value, file, around), config: undefined });
    else if (!isOurs(value)) skipped.push(`${file}: skipped, not a Pulumi state, preview or plan`);
  }
  return { states, skipped };
}

/** The states in a folder that may have any other files: what does not look like a state is skipped without a note. */
export function readStatesAmongOthers(folder: string): readonly StateInput[] {
  return listFolder(folder).flatMap((name) => {
    const file = join(folder, name);
    if (!isStateName(name) || !statOf(file).isFile()) return [];
    const bytes = readPlain(file);
    if (!/"(?:deployment|checkpoint|resourcePlans)"|"changeSummary"/.test(textOf(bytes))) return [];
    const around = surroundingsOf(file);
    try {
      const value = parseState(bytes, file, around);
      return isInput(value) ? [{ path: file, state: readInput(value, file, around), config: undefined }] : [];
    } catch (error) {
      if (/"(?:deployment|checkpoint)"|urn:pulumi:/.test(textOf(bytes))) throw error;
      return [];
    }
  });
}

/** True for what Stackwarden itself writes into a folder: configurations, baselines and reports. */
function isOurs(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const keys = Object.keys(value);
  return keys.includes("stackwarden") || (keys.includes("findings") && (keys.includes("tool") || keys.includes("version")));
}
