// @ts-check
/** What the provider's declarations say of a class. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {{ name: string, type: "boolean" | "string" | "number" }} Input */

/** The class as the provider spells it, or nothing. @param {string} given as in `s3.Bucket` @returns {string | undefined} */
export function classAt(given) {
  const [module = ""] = given.split(".");
  const declared = /export declare class (\w+) extends pulumi\.CustomResource/.exec(declarationOf(given) ?? "")?.[1];
  return declared === undefined ? undefined : `${module}.${declared}`;
}

/**
 * An input to begin with: a boolean one if there is one, then a text, then a number; none that is deprecated.
 * @param {string} given
 * @param {string} [besides] another than this
 * @returns {Input | undefined}
 */
export function simpleInput(given, besides) {
  const text = declarationOf(given) ?? "";
  const from = text.indexOf(`export interface ${given.split(".")[1]}Args {`);
  const inputs = [
    ...text.slice(from).matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*)?(\w+)\??: pulumi\.Input<(boolean|string|number)(?: \| undefined)?>;/g),
  ]
    .filter(([, comment = "", name]) => !comment.includes("@deprecated") && name !== "region" && name !== besides)
    .map(([, , name = "", type]) => /** @type {Input} */ ({ name, type }));
  return ["boolean", "string", "number"].map((type) => inputs.find((input) => input.type === type)).find((input) => input !== undefined);
}

/** @param {string} given */
function declarationOf(given) {
  const [module = "", className = ""] = given.split(".");
  const folder = join("node_modules/@pulumi/aws", module);
  if (module === "" || !existsSync(folder)) return undefined;
  // Files are named after classes, but for the case of abbreviations.
  const file = readdirSync(folder).find((name) => name.toLowerCase() === `${className.toLowerCase()}.d.ts`);
  return file === undefined ? undefined : readFileSync(join(folder, file), "utf8");
}
