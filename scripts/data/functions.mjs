// @ts-check
/** Lists the results of the provider's functions (`getAmi`), so that a program that calls one gets an answer of the right types. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readInterfaces, readObjects } from "./provider.mjs";

/**
 * A line for each function, an empty line, and a line for each nested object: its name and its properties as `name:type`, with `?` behind the name of
 * an optional one. A type is `s`, `n` or `b` for a string, a number or a boolean, `[T]` for a list, `{T}` for a map, or the name of an object.
 * @param {string} folder of the unpacked package
 * @param {string} version
 * @param {string} by the script that writes it
 */
export function functionsText(folder, version, by) {
  const objects = readObjects(join(folder, "types", "output.d.ts"));
  /** @type {Map<string, string>} */
  const nested = new Map();
  /** @param {import("./provider.mjs").Type} type @returns {string} */
  const code = (type) => {
    if (type.kind === "list") return `[${code(type.of)}]`;
    if (type.kind === "map") return `{${code(type.of)}}`;
    if (type.kind !== "object") return type.kind === "number" ? "n" : type.kind === "boolean" ? "b" : "s";
    if (!nested.has(type.name)) {
      nested.set(type.name, "");
      nested.set(type.name, words(objects.get(type.name) ?? new Map()));
    }
    return type.name;
  };
  /** @param {import("./provider.mjs").Properties} properties */
  const words = (properties) =>
    [...properties].map(([name, { type, required }]) => `${name}${required ? "" : "?"}:${code(type)}`).join(" ");
  const functions = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /^(?:\w+[/\\])?get[A-Z]\w*\.js$/.test(name))
    .flatMap((name) => {
      const token = /pulumi\.runtime\.invoke\("(aws:[^"]+)"/.exec(readFileSync(join(folder, name), "utf8"))?.[1];
      const result =
        token && [...readInterfaces(join(folder, name.replace(/js$/, "d.ts")))].find(([found]) => found.endsWith("Result"))?.[1];
      return token && result ? [`${token} ${words(result)}`] : [];
    });
  const head = JSON.stringify({ by, provider: `@pulumi/aws ${version}` });
  return `${[head, ...functions.sort(), "", ...[...nested].map(([name, properties]) => `${name} ${properties}`).sort()].join("\n")}\n`;
}
