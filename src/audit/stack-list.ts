/** The list that `pulumi stack ls --all --json` writes: it names stacks, and has no states. */
import { InputError } from "../files/errors.js";
import { parseJson } from "../files/json.js";
import { readText } from "../files/text-file.js";
import type { Entry, Source } from "./source.js";

const exportCommand = (name: string): string => `pulumi stack export --stack ${name} --file ${name.replaceAll("/", ".")}.json`;

/** The names in a list of stacks; `undefined` where the file is something else. @throws InputError */
export function stackNames(file: string): readonly string[] | undefined {
  const text = readText(file);
  if (!/^\s*\[/.test(text)) return undefined;
  const value = parseJson(text, file);
  const names = Array.isArray(value) ? value.map((one: unknown) => nameOf(one)) : [];
  const isList = names.every((name) => name !== undefined);
  if (!isList) throw new InputError(file, "is a list, but not one that `pulumi stack ls --all --json` writes: an entry has no `name`");
  return names;
}

const nameOf = (value: unknown): string | undefined => {
  if (typeof value !== "object" || value === null || !("name" in value)) return undefined;
  return typeof value.name === "string" && value.name !== "" ? value.name : undefined;
};

/** The stacks of a list, each without a state: those that another source turns out to have are dropped at the end. */
export function listedStacks(file: string, names: readonly string[]): readonly Entry[] {
  const source: Source = {
    name: file,
    isRemote: false,
    list: () => Promise.resolve({ entries: [], notes: [] }),
    read: () => Promise.reject(new Error("a list has no states")),
  };
  return names.map((name) => {
    const [stack = "", project = ""] = name.split("/").reverse();
    const missing = `is in the list, but no source has its state. Write it: ${exportCommand(name)}`;
    return { id: `${file}#${name}`, source, key: name, project, stack, missing };
  });
}

/** The words where nothing but lists was given. */
export const onlyLists = (file: string, names: readonly string[]): InputError =>
  new InputError(
    file,
    `lists ${names.length} stacks, but has no states. Name their backend as a source too, or write each state into a folder: ` +
      `${exportCommand(names[0] ?? "NAME")}`,
  );
