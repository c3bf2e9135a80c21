import { relative, resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import type { Report } from "../doors/state/check.js";
import { InputError } from "../files/errors.js";
import { writeWhole } from "../files/write.js";
import { type Context, type FormatName, formatNames } from "./format.js";
import { formatOf } from "./formats/by-name.js";
import { noColours } from "./paint.js";

/** A report that goes to a file. */
export interface Output {
  readonly format: FormatName;
  readonly file: string;
}

// A file is not a terminal.
const fileWidth = 100;

/**
 * Reads a value of `--output`, `sarif=report.sarif`, and adds it to those before.
 * @throws InvalidArgumentError
 */
export function outputList(given: string, before: readonly Output[] = []): readonly Output[] {
  const [name = "", ...rest] = given.split("=");
  const file = rest.join("=");
  const format = formatNames.find((known) => known === name);
  if (format === undefined)
    throw new InvalidArgumentError(`There is no format "${name}". Write FORMAT=FILE with one of ${formatNames.join(", ")}.`);
  if (file === "" || file === "-")
    throw new InvalidArgumentError(`It names no file. Write ${format}=FILE, or use --format ${format} for standard output.`);
  if (before.some((output) => resolve(output.file) === resolve(file)))
    throw new InvalidArgumentError(`The file ${file} is named twice. Give each report its own file.`);
  return [...before, { format, file }];
}

/**
 * Prints a report in one format and writes it to files in others.
 * @throws InputError when a file cannot be written.
 */
export async function printReport(
  report: Report,
  format: FormatName,
  outputs: readonly Output[],
  out: (text: string) => void,
  given: Omit<Context, "homes" | "here"> & Partial<Pick<Context, "homes">>,
): Promise<void> {
  const inFiles = [format, ...outputs.map((output) => output.format)].some((name) => name !== "text");
  // The folders of projects are looked up only for reports that show them.
  const places = inFiles && given.homes === undefined ? placesOf(await import("../doors/state/homes.js"), report) : {};
  const context: Context = { homes: new Map<string, string>(), ...given, ...places };
  for (const output of outputs) {
    const text = (await formatOf(output.format))(report, { ...context, paint: noColours, width: fileWidth });
    writeReport(output.file, piecesOf(text));
  }
  for (const piece of piecesOf((await formatOf(format))(report, context))) out(piece);
}

function placesOf(
  { homesOf, repositoryOf }: typeof import("../doors/state/homes.js"),
  { inputs }: Report,
): Pick<Context, "homes" | "here"> {
  const directory = process.cwd();
  const root = repositoryOf(directory) ?? directory;
  return { homes: homesOf(inputs, directory), here: relative(root, directory).replaceAll("\\", "/") };
}

const piecesOf = (text: string | Iterable<string>): Iterable<string> => (typeof text === "string" ? [text] : text);

const causes: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist. Create it first.",
  ENOTDIR: "its folder is a file",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
};

/**
 * Writes a report to a file.
 * @throws InputError when it cannot be written.
 */
export function writeReport(file: string, pieces: Iterable<string>): void {
  try {
    writeWhole(file, pieces);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unwritable";
    throw new InputError(file, `cannot write the report: ${causes[code] ?? code}`);
  }
}
