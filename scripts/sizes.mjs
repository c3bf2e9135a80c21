// @ts-check
/**
 * Checks that no file of code has more than 400 lines, and no line more than 160 characters. Data and snapshots are left out.
 * Usage: node scripts/sizes.mjs [folder of the repository ...], by default src, test, scripts and bench
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const MOST_LINES = 400;
const MOST_CHARACTERS = 160;
const CODE = /\.(?:[cm]?[jt]s|css|html|py|sh)$/;

/**
 * What is too large in a file, a line each.
 * @param {string} text
 * @param {string} file
 * @returns {string[]}
 */
export function findOversized(text, file) {
  const lines = text.replace(/\n$/, "").split("\n");
  const problems = lines.flatMap((line, i) =>
    line.length > MOST_CHARACTERS ? [`${file}:${i + 1}: the line has ${line.length} characters, expected at most ${MOST_CHARACTERS}`] : [],
  );
  return lines.length > MOST_LINES
    ? [...problems, `${file}: has ${lines.length} lines, expected at most ${MOST_LINES}. Split it.`]
    : problems;
}

function main() {
  const given = process.argv.slice(2);
  const files = (given.length > 0 ? given : ["src", "test", "scripts", "bench"]).flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => CODE.test(name) && !/(?:^|[\\/])node_modules[\\/]/.test(name))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
  );
  const problems = files.flatMap((file) => findOversized(readFileSync(join(ROOT, file), "utf8"), file));
  for (const problem of problems) console.error(`sizes: ${problem}`);
  if (problems.length > 0) process.exit(1);
  console.log(`${files.length} files: at most ${MOST_LINES} lines of at most ${MOST_CHARACTERS} characters`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
