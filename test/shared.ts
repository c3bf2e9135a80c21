import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const folder = process.env["STACKWARDEN_SHARED"] ?? resolve(import.meta.dirname, "../../shared");

/** A file or folder of labelled cases that are kept beside the checkout, `undefined` where they are not there. */
export function shared(name: string): string | undefined {
  const path = join(folder, name);
  return existsSync(path) ? path : undefined;
}

/** The title of a test over labelled cases: says that it is skipped where they are not there. */
export const overShared = (title: string, path: string | undefined): string =>
  path === undefined ? `${title} (skipped: the labelled cases are not beside this checkout)` : title;
