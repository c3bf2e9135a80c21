// @ts-check
/** Loads the sources and the cases of every rule outside the test runner, from TypeScript as it is. */
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The sources with `collected` filled: every rule's cases by id.
 * @returns {Promise<import("./load.d.mts").Sources>}
 */
export async function load() {
  const { module } = await runnerImport(fileURLToPath(new URL("sources.mjs", import.meta.url)), {
    root: ROOT,
    configFile: false,
    envFile: false,
    logLevel: "error",
    resolve: { alias: { vitest: fileURLToPath(new URL("no-vitest.mjs", import.meta.url)) } },
  });
  if (module.problems.length > 0) throw new Error(`cases cannot be loaded: ${module.problems.join("; ")}`);
  return module;
}
