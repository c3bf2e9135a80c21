import { join } from "node:path";
import { isMap, isScalar, isSeq } from "yaml";
import { InputError } from "../../files/errors.js";
import { keyOf, pairsOf, readMarkup } from "../../files/markup.js";
import type { SourcePosition } from "../../model/resource.js";
import type { StackConfig } from "../../model/stack.js";
import { namespaced, readStackConfig, stackOfFile, type Written, type WrittenConfig, written } from "./stack-file.js";

/** The configuration of one stack of a project, with the place of each key. */
export interface StackFile {
  /** The file that is the stack's own; that of the project where it has none. */
  readonly file: string;
  /** All files that the configuration comes from. */
  readonly files: readonly string[];
  readonly stack: string;
  readonly config: StackConfig;
  /** The place of a key, or of one of its waivers (`project:key[0]`). */
  readonly places: ReadonlyMap<string, ConfigPlace>;
}
/** A place in a configuration: the file as the report names its inputs, and the position in it. */
export interface ConfigPlace {
  readonly input: string;
  readonly source: SourcePosition | undefined;
}

/** The contents of a project's own file. */
export interface Project {
  readonly name: string;
  readonly file: string;
  /** The folder of the files of its stacks. */
  readonly stackFolder: string;
  /** What is merged into every stack's configuration. */
  readonly values: ReadonlyMap<string, Written>;
  /** Keys that the project declares to be secret. */
  readonly declaredSecret: ReadonlySet<string>;
}

// In the order in which the CLI looks for them.
/**
 * Reads a project's own file.
 * @throws InputError
 */
export function readProject(folder: string, name: string): Project {
  const file = join(folder, name);
  const markup = readMarkup(file);
  const textAt = (key: string): string => {
    const node = markup.get(key);
    return isScalar(node) && typeof node.value === "string" ? node.value : "";
  };
  const project = textAt("name");
  if (project === "") throw new InputError(file, "is not a Pulumi project: it has no `name`. Add one.");
  const values = new Map<string, Written>();
  const declaredSecret = new Set<string>();
  for (const pair of pairsOf(markup.get("config"))) {
    const key = namespaced(keyOf(pair), project);
    const declared = pairsOf(pair.value);
    const part = (wanted: string): unknown => declared.find((one) => keyOf(one) === wanted)?.value;
    if (markup.valueOf(part("secret"), key) === true) declaredSecret.add(key);
    // A map is a declaration, anything else is a value.
    const nodes = isMap(pair.value) ? [part("default"), part("value")] : isScalar(pair.value) || isSeq(pair.value) ? [pair.value] : [];
    const value = nodes.map((node) => markup.valueOf(node, key)).find((found) => found !== null && found !== undefined);
    if (value !== undefined) values.set(key, written(markup, pair.key, value));
  }
  // Before it was called `stackConfigDir`, `config` named the folder.
  const stackFolder = join(folder, textAt("stackConfigDir") || textAt("config"));
  return { name: project, file, stackFolder, values, declaredSecret };
}

/**
 * Reads the configuration of a stack from its own file.
 * @throws InputError
 */
export function readStackFile(folder: string, name: string, project: Project): StackFile {
  const file = join(folder, name);
  return merged(project, stackOfFile(name) ?? "", file, readStackConfig(file, project.name));
}

/** The configuration of a stack without a file of its own: the project's values, if there are any. */
export const configOfProject = (project: Project, stack: string): StackFile | undefined =>
  project.values.size === 0
    ? undefined
    : merged(project, stack, project.file, { values: new Map(), places: new Map(), declaredSecret: new Set() });

/** The project's values with the stack's own over them. */
function merged(project: Project, stack: string, file: string, own: WrittenConfig): StackFile {
  const all = new Map<string, Written>([...project.values, ...own.values]);
  const values: Record<string, string> = {};
  const secretKeys = new Set<string>();
  for (const [key, { text }] of all) {
    if (text === undefined) secretKeys.add(key);
    else Object.defineProperty(values, key, { value: text, enumerable: true, configurable: true, writable: true });
  }
  return {
    file,
    files: [file, ...(project.values.size > 0 && file !== project.file ? [project.file] : [])],
    stack,
    config: { values, secretKeys, declaredSecret: new Set([...project.declaredSecret, ...own.declaredSecret]) },
    places: new Map<string, ConfigPlace>([
      ...all,
      ...[...own.places].map(([key, source]): [string, ConfigPlace] => [key, { input: file, source }]),
    ]),
  };
}
