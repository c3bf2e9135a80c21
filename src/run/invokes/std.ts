import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, isAbsolute, resolve } from "node:path";

type Raw = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const digest = (algorithm: string, content: string | Buffer, encoding: "hex" | "base64" = "hex"): string =>
  createHash(algorithm).update(content).digest(encoding);
const strings = (value: unknown): readonly string[] => list(value).map(text);

/**
 * Functions of the package `std` that depend on their arguments alone, by name. Programs that were converted from Terraform call them.
 * @see https://www.pulumi.com/registry/packages/std/
 */
const functions: Readonly<Record<string, (args: Raw, read: (path: unknown) => Buffer) => unknown>> = {
  abs: ({ input }) => Math.abs(Number(input)),
  base64decode: ({ input }) => Buffer.from(text(input), "base64").toString("utf8"),
  base64encode: ({ input }) => Buffer.from(text(input)).toString("base64"),
  base64sha256: ({ input }) => digest("sha256", text(input), "base64"),
  base64sha512: ({ input }) => digest("sha512", text(input), "base64"),
  basename: ({ input }) => basename(text(input)),
  ceil: ({ input }) => Math.ceil(Number(input)),
  chomp: ({ input }) => text(input).replace(/[\r\n]+$/, ""),
  compact: ({ input }) => strings(input).filter((item) => item !== ""),
  concat: ({ input }) => list(input).flatMap(list),
  contains: ({ input, element }) => list(input).includes(element),
  dirname: ({ input }) => dirname(text(input)),
  distinct: ({ input }) => [...new Set(list(input))],
  element: ({ input, index }) => list(input)[Number(index) % Math.max(1, list(input).length)],
  endswith: ({ input, suffix }) => text(input).endsWith(text(suffix)),
  file: ({ input }, read) => read(input).toString("utf8"),
  filebase64: ({ input }, read) => read(input).toString("base64"),
  filebase64sha256: ({ input }, read) => digest("sha256", read(input), "base64"),
  filebase64sha512: ({ input }, read) => digest("sha512", read(input), "base64"),
  filemd5: ({ input }, read) => digest("md5", read(input)),
  filesha1: ({ input }, read) => digest("sha1", read(input)),
  filesha256: ({ input }, read) => digest("sha256", read(input)),
  filesha512: ({ input }, read) => digest("sha512", read(input)),
  flatten: ({ input }) => list(input).flat(Number.POSITIVE_INFINITY),
  floor: ({ input }) => Math.floor(Number(input)),
  join: ({ input, separator }) => strings(input).join(text(separator)),
  jsondecode: ({ input }) => JSON.parse(text(input)) as unknown,
  jsonencode: ({ input }) => JSON.stringify(input),
  lower: ({ input }) => text(input).toLowerCase(),
  md5: ({ input }) => digest("md5", text(input)),
  merge: ({ input }) => Object.assign({}, ...list(input)) as unknown,
  reverse: ({ input }) => list(input).toReversed(),
  sha1: ({ input }) => digest("sha1", text(input)),
  sha256: ({ input }) => digest("sha256", text(input)),
  sha512: ({ input }) => digest("sha512", text(input)),
  sort: ({ input }) => strings(input).toSorted(),
  split: ({ text: given, separator }) => text(given).split(text(separator)),
  startswith: ({ input, prefix }) => text(input).startsWith(text(prefix)),
  substr: ({ input, offset, length }) =>
    text(input)
      .slice(Number(offset))
      .slice(0, Number(length) < 0 ? undefined : Number(length)),
  title: ({ input }) => text(input).replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase()),
  toset: ({ input }) => [...new Set(list(input))],
  trimprefix: ({ input, prefix }) => (text(input).startsWith(text(prefix)) ? text(input).slice(text(prefix).length) : text(input)),
  trimspace: ({ input }) => text(input).trim(),
  trimsuffix: ({ input, suffix }) =>
    text(input).endsWith(text(suffix)) ? text(input).slice(0, -text(suffix).length || undefined) : text(input),
  upper: ({ input }) => text(input).toUpperCase(),
  urlencode: ({ input }) => encodeURIComponent(text(input)),
};

/** The result of a function of `std`, whose files are read from a folder; `undefined` for a function that is not known, or cannot be computed. */
export function standardFunction(token: string, args: Raw, folder: string): Raw | undefined {
  const name = /^std:index:(\w+)$/.exec(token)?.[1] ?? "";
  if (!Object.hasOwn(functions, name)) return undefined;
  const read = (path: unknown): Buffer => {
    const file = isAbsolute(text(path)) ? text(path) : resolve(folder, text(path));
    if (!existsSync(file)) throw new Error(`${text(path)} does not exist`);
    return readFileSync(file);
  };
  try {
    return { result: functions[name]?.(args, read) };
  } catch {
    return undefined; // such a text is not what the function takes: its result stays unknown
  }
}
