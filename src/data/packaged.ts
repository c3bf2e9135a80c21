/**
 * What the package has beside its code, and the packages that are loaded only when they are needed. `build` keeps this module a file of its own, and a
 * pack in one file has another one in its place, with all of it inside (`cli/pack-file.ts`).
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const load = createRequire(import.meta.url);

/** A file in the folder of the data. */
export const packagedFile = (name: string): Buffer => readFileSync(new URL(name, import.meta.url));
/** The version of the package, as in its package.json. */
export const version = (): string => (JSON.parse(packagedFile("../../package.json").toString("utf8")) as { version: string }).version;

/** The engine of users' expressions. */
export const expressions = (): typeof import("re2js") => load("re2js") as typeof import("re2js");
/** The reader of YAML. */
export const yamlReader = (): typeof import("yaml") => load("yaml") as typeof import("yaml");
/** The detectors of credentials. */
export const credentialDetectors = (): unknown => load("@secretlint/secretlint-rule-preset-recommend");
