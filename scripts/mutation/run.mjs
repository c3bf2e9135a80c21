// @ts-check
/** Mutates one part of src and runs its tests against each mutant. Usage: npm run mutation -- PART [options of `stryker run`] */
import { spawnSync } from "node:child_process";
import { parts } from "./tests.mjs";

const [part = "", ...options] = process.argv.slice(2);
if (!parts.includes(part)) {
  console.error(`mutation: name the part of src to mutate: ${parts.join(" or ")}`);
  process.exit(2);
}
const { status } = spawnSync("npx", ["stryker", "run", "--mutate", `src/${part}/**/*.ts`, ...options], {
  stdio: "inherit",
  // Starting Python for each mutant takes longer than all other tests.
  env: { ...process.env, MUTATED_PART: part, PYTHON: "no-python" },
});
process.exitCode = status ?? 1;
