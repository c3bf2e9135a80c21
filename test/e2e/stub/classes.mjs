// What a resource class takes and gives, read from the type declarations of @pulumi/aws: so the stub knows every class and no table of them is kept.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const awsFolder = dirname(createRequire(import.meta.url).resolve("@pulumi/aws/package.json"));
const known = new Map();

/** The class behind a type token: its arguments and outputs as name → {type, optional}, and the outputs that are secret by nature. */
export function classOf(token) {
  if (!known.has(token)) known.set(token, read(token));
  return known.get(token);
}

function read(token) {
  const [, path, name] = token.split(":");
  const file = join(awsFolder, path ?? "");
  if (!existsSync(`${file}.d.ts`)) return undefined;
  const declarations = readFileSync(`${file}.d.ts`, "utf8").split("\n");
  const body = (start) => {
    const from = declarations.findIndex((line) => line.startsWith(start));
    return from < 0 ? [] : declarations.slice(from + 1, declarations.indexOf("}", from));
  };
  const secret = /additionalSecretOutputs: \[([^\]]*)\]/.exec(readFileSync(`${file}.js`, "utf8"));
  return {
    args: members(body(`export interface ${name}Args `), /^ {4}(\w+)(\?)?: pulumi\.Input<(.*)$/),
    outputs: members(body(`export declare class ${name} `), /^ {4}readonly (\w+)(\?)?: pulumi\.Output<(.*)$/),
    secretOutputs: secret ? JSON.parse(`[${secret[1]}]`) : [],
  };
}

function members(lines, pattern) {
  const found = {};
  for (let i = 0; i < lines.length; i++) {
    const match = pattern.exec(lines[i]);
    if (!match) continue;
    let type = match[3];
    // A map type spans several lines; its last one is indented like its first.
    while (!/^ {4}\S.*;$/.test(lines[i]) && i + 1 < lines.length) type += lines[++i].trim();
    type = type.replace(/>;$/, "");
    found[match[1]] = { type: type.replace(/ \| undefined$/, ""), optional: match[2] === "?" || type.endsWith("| undefined") };
  }
  return found;
}
