// What the pack costs in the real engine, against a pack of `@pulumi/policy` without policies.
import { join } from "node:path";
import { root } from "./builds.mjs";
import { resources } from "./stack.mjs";

/** A preview of so many resources with each of the packs by turns; gives the median of the ratios of time. */
export async function engineRatio(count, pairs) {
  // The harness of the end-to-end tests is TypeScript; Vite, which Vitest brings, loads it.
  const { runnerImport } = await import("vite");
  const { module: engine } = await runnerImport(join(root, "test/e2e/engine.ts"), { root, configFile: false, logLevel: "error" });
  const program = async () => {
    for (const { type, name, inputs } of resources(count)) engine.resource(type, name, inputs, { protect: true });
  };
  const preview = async (pack) => {
    const stack = await engine.openStack();
    const start = performance.now();
    try {
      await stack.preview(program, { packs: [pack] });
    } finally {
      await stack.close();
    }
    return performance.now() - start;
  };
  const empty = join(root, "test/e2e/packs/empty");
  const ratios = [];
  for (let i = 0; i < pairs; i++) {
    const [first, second] = i % 2 === 0 ? [root, empty] : [empty, root];
    const [a, b] = [await preview(first), await preview(second)];
    ratios.push(i % 2 === 0 ? a / b : b / a);
  }
  return ratios.toSorted((a, b) => a - b)[Math.floor(pairs / 2)];
}
