// @ts-check
/** Imports of the files of rules and cases. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** Adds names to the import from a module, or that import to the file. @param {string} file @param {string} from @param {readonly string[]} names */
export function addImport(file, from, names) {
  const text = readFileSync(file, "utf8");
  const found = new RegExp(`^import \\{([^}]*)\\} from "${from.replaceAll(".", "\\.")}";$`, "m").exec(text);
  const before = (found?.[1] ?? "").split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()]));
  const all = [...new Set([...before, ...names])];
  if (all.length === 0 || all.length === before.length) return;
  const line = `import { ${all.join(", ")} } from "${from}";`;
  writeFileSync(file, found === null ? `${line}\n${text}` : text.replace(found[0], line));
}

/**
 * Adds a new file's group to the registry, an import and a name a line; false where that is not written as expected.
 * @param {string} name
 * @param {string} place
 */
export function register(name, place) {
  const file = "src/rules/index.ts";
  if (!existsSync(file)) return false;
  const text = readFileSync(file, "utf8");
  const groups = /(export const groups: RuleGroups = \{)\n([\s\S]*?)\n(\};)/.exec(text);
  const imports = [...text.matchAll(/^import \{ \w+ \} from "(\.\/[\w/-]+\.js)";$/gm)];
  const path = `./${place}.js`;
  const after = imports.findLast(([, other = ""]) => order(other) < order(path)) ?? imports[0];
  if (groups === null || after === undefined) return false;
  // An entry is a line: a family in several files is one entry too.
  const entries = (groups[2] ?? "").split("\n").map((line) => line.trim().replace(/,$/, ""));
  const replaced = text.replace(groups[0], `${groups[1]}\n  ${[...entries, name].sort().join(",\n  ")},\n${groups[3]}`);
  const line = `import { ${name} } from "${path}";`;
  const isFirst = order(after[1] ?? "") > order(path);
  writeFileSync(file, replaced.replace(after[0], isFirst ? `${line}\n${after[0]}` : `${after[0]}\n${line}`));
  return true;
}

/** Files of a folder come before those beside it that follow in the alphabet, as Biome sorts. @param {string} path */
function order(path) {
  return path.replace(/\.js$/, "");
}
