// @ts-check
/** Writes the policy pack as one executable file to dist, from where the package brings it, and prints its size. Usage: npm run bundle */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
if (!existsSync(`${dist}cli/pack-file.js`)) {
  console.error("bundle: dist is missing: run npm run build");
  process.exit(1);
}
const load = (/** @type {string} */ file) => import(pathToFileURL(`${dist}${file}`).href);
const [{ writePackFile }, { allRules }] = await Promise.all([load("cli/pack-file.js"), load("index.js")]);
const out = `${dist}stackwarden-pack`;
const { bytes } = await writePackFile(out, allRules);
console.log(
  `dist/stackwarden-pack: ${(bytes / 1e6).toFixed(2)} MB, ${(gzipSync(readFileSync(out)).length / 1e6).toFixed(2)} MB compressed`,
);
