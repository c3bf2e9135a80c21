// @ts-check
/** A test runner for Stryker: bundles the tests of one part of src once, and loads the bundle in a fresh thread for each mutant. */
import { mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { declareFactoryPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import { rolldown } from "rolldown";
import { testsOfPart } from "./tests.mjs";

/** @typedef {import("@stryker-mutator/api/test-runner").TestRunner} TestRunner */

const harness = fileURLToPath(new URL("./harness.mjs", import.meta.url));
const namespace = "__stryker__";

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, "bundle", () => bundleRunner(testsOfPart()))];

/** @param {readonly string[]} files @returns {TestRunner} */
function bundleRunner(files) {
  const folder = resolve(".mutation", process.env["STRYKER_MUTATOR_WORKER"] ?? "0");
  const bundle = join(folder, "tests.mjs");
  const memory = resolve(".mutation", "memory.json");
  /** @param {object} order @param {number} milliseconds @returns {Promise<any>} */
  const ask = (order, milliseconds) =>
    new Promise((done) => {
      const worker = new Worker(pathToFileURL(bundle), { workerData: { namespace, memory, ...order }, stdout: true, stderr: true });
      const timer = setTimeout(() => end({ isLate: true }), milliseconds);
      let ended = false;
      /** @param {object} answer */
      const end = (answer) => {
        if (ended) return;
        ended = true;
        clearTimeout(timer);
        void worker.terminate().then(() => done(answer));
      };
      worker.once("message", end);
      worker.once("error", (error) => end({ error: String(error?.stack ?? error) }));
      worker.once("exit", (code) => end({ error: `ended with ${code}` }));
    });
  return {
    capabilities: () => ({ reloadEnvironment: true }),
    async init() {
      mkdirSync(folder, { recursive: true });
      await bundled(files, bundle);
    },
    async dryRun({ timeout }) {
      const { results, coverage, error, isLate } = await ask({ mode: "dry" }, timeout);
      if (isLate) return { status: /** @type {const} */ ("timeout") };
      if (error !== undefined) return { status: "error", errorMessage: error };
      return { status: "complete", tests: results, mutantCoverage: coverage };
    },
    async mutantRun({ activeMutant, testFilter, mutantActivation, hitLimit, timeout }) {
      const isStatic = mutantActivation === "static";
      const answer = await ask(
        { mode: "mutant", mutant: activeMutant.id, isStatic, only: testFilter, module: moduleOf(activeMutant.fileName), hitLimit },
        timeout,
      );
      if (answer.isLate || (hitLimit !== undefined && answer.hitCount > hitLimit)) return { status: "timeout" };
      // A module that cannot even be loaded is noticed by everybody.
      if (answer.error !== undefined) return { status: "killed", killedBy: ["loading"], failureMessage: answer.error, nrOfTests: 0 };
      const failed = answer.results.find((/** @type {{ status: number }} */ { status }) => status !== 0);
      const nrOfTests = answer.results.length;
      if (failed === undefined) return { status: "survived", nrOfTests };
      return { status: "killed", killedBy: [failed.id], failureMessage: failed.failureMessage, nrOfTests };
    },
  };
}

/** `grammar` of src/iam/lint/grammar.ts and of test/iam/grammar.test.ts. @param {string} file */
const moduleOf = (file) => basename(file).replace(/(\.test)?\.ts$/, "");

/** @param {readonly string[]} files @param {string} output */
async function bundled(files, output) {
  const entry = "mutation-entry";
  const build = await rolldown({
    input: entry,
    platform: "node",
    external: /^node:/,
    plugins: [
      {
        name: "mutation",
        resolveId: (source) => (source === entry ? entry : source === "vitest" ? harness : null),
        load: (id) =>
          id === entry
            ? `import { run } from ${JSON.stringify(harness)};\n${files.map((file) => `import ${JSON.stringify(resolve(file))};`).join("\n")}\nawait run();`
            : null,
        // Modules find their data beside themselves, not beside the bundle, and each test knows its file.
        transform: (code, id) => {
          const placed = code
            .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href))
            .replaceAll("import.meta.dirname", JSON.stringify(join(id, "..")));
          return id.endsWith(".test.ts") ? `globalThis.testFile = ${JSON.stringify(moduleOf(id))};\n${placed}` : placed;
        },
      },
    ],
  });
  await build.write({ file: output, format: "esm", codeSplitting: false });
  await build.close();
}
