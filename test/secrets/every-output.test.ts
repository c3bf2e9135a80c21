import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { keys } from "../../src/model/path.js";
import { lookup, type Value } from "../../src/model/value.js";
import { formatNames } from "../../src/report/format.js";
import { allRules } from "../../src/rules/index.js";
import { folder, run } from "../cli/fixture.js";
import { overShared, shared } from "../shared.js";
import { databases } from "./cases/databases.js";
import { fillAll, type Leaking, variable } from "./cases/kit.js";
import { names } from "./cases/names.js";
import { otherInputs } from "./cases/other-inputs.js";
import { services } from "./cases/services.js";
import { tokens } from "./cases/tokens.js";
import { workloads } from "./cases/workloads.js";
import { coresOf, textsIn, tracesIn, tracesOf } from "./traces.js";

const root = join(import.meta.dirname, "../..");

const own: readonly Leaking[] = [
  ...[...databases, ...services, ...workloads, ...otherInputs].map(
    ([type, paths, inputs]): Leaking => [type, paths, fillAll(inputs) as object as Leaking[2]],
  ),
  ...[...names, ...tokens].map(variable),
];
const ownCores = new Set(
  own.flatMap(([, paths, inputs]) => paths.flatMap((path) => textsIn(lookup(inputs as Value, path)).flatMap(coresOf))),
);

/** What a check prints to standard output and error in one format. */
async function printed(path: string, format: string): Promise<string> {
  const { out, err } = await run(["check", path, "--preset", "all", "--format", format, "--show", "unknown,waived", "--no-color"], {
    rules: [...allRules],
  });
  expect(out.length, format).toBeGreaterThan(1000);
  return `${out}\n${err}`;
}

const { write } = folder();
const file = write(
  "own.json",
  JSON.stringify({
    version: 3,
    deployment: {
      manifest: {},
      resources: own.map(([type, , inputs], i) => ({
        urn: `urn:pulumi:dev::shop::${type}::r${i}`,
        type,
        custom: true,
        id: `i${i}`,
        inputs,
        outputs: inputs,
      })),
    },
  }),
);

describe("no secret of a labelled case is, whole or in pieces, as base64 or escaped,", { timeout: 120_000 }, () => {
  test.each(formatNames)("in a report as %s", async (format) => {
    expect(ownCores.size).toBeGreaterThan(100);
    expect(tracesIn(await printed(file, format), tracesOf(ownCores))).toEqual([]);
  });

  const beside = shared("bench/secrets");
  describe.skipIf(beside === undefined)(overShared("of the benchmark of secrets,", beside), () => {
    const states = mkdtempSync(join(tmpdir(), "stackwarden-outputs-"));
    afterAll(() => rmSync(states, { recursive: true, force: true }));
    test.each(formatNames)("in a report as %s", async (format) => {
      const { write: writeStates } = (await import(pathToFileURL(join(beside ?? "", "score.mjs")).href)) as {
        write: (set: string, cases: readonly unknown[], to: string) => void;
      };
      const cases = JSON.parse(gunzipSync(readFileSync(join(beside ?? "", "shared.json.gz"))).toString()) as readonly {
        readonly props: Value;
        readonly leaks: readonly string[];
        readonly config?: { readonly plain: Readonly<Record<string, string>> };
      }[];
      writeStates("shared", cases, states);
      const leaking = cases.flatMap(({ props, leaks, config }) =>
        leaks.flatMap((path) => textsIn(config === undefined ? lookup(props, path) : config.plain[String(keys(path)[1])])),
      );
      const cores = new Set(leaking.flatMap(coresOf));
      expect(cores.size).toBeGreaterThan(100);
      expect(tracesIn(await printed(states, format), tracesOf(cores))).toEqual([]);
    });
  });

  test("in a snapshot, a page of the documentation or an example that is shown", () => {
    const files = (path: string): string[] =>
      readdirSync(path, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && /\.(snap|md|json)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name));
    const shown = [
      ...files(join(root, "test")).filter((path) => path.includes("__snapshots__")),
      ...files(join(root, "docs")),
      join(root, "src/data/examples.json"),
    ];
    expect(shown.length).toBeGreaterThan(300);
    const traces = tracesOf(ownCores);
    expect(shown.flatMap((path) => tracesIn(readFileSync(path, "utf8"), traces).map((piece) => `${path}: ${piece}`))).toEqual([]);
  });
});
