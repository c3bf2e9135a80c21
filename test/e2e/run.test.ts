/** `run` registers what the real engine's preview of the same program registers, and finds the same. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { afterAll, describe, expect, test } from "vitest";
import { signatureKey, signatures } from "../../src/model/value.js";
import { programEnvironment } from "../../src/run/environment.js";
import { rawOf } from "../../src/run/evaluate.js";
import { runProgram } from "../../src/run/program.js";
import { openStack, repositoryFolder } from "./engine.js";

const folder = mkdtempSync(join(tmpdir(), "stackwarden-run-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const load = createRequire(import.meta.url);
const password = ["Winter", "Sale", "2024!"].join("-");
const config = {
  "aws:region": "eu-west-1",
  "aws:defaultTags": JSON.stringify({ tags: { Team: "core" } }),
  "proj:timeout": "40",
};

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** A value without what the provider filled in by its schema, and with secrets masked as the engine prints them. */
function comparable(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => comparable(item));
  if (!isRaw(value)) return value;
  if (value[signatureKey] === signatures.secret) return "[secret]";
  if (value[signatureKey] === signatures.asset || value[signatureKey] === signatures.archive) return "asset";
  const filled = new Set(Array.isArray(value["__defaults"]) ? value["__defaults"].map(String) : []);
  const isName = (name: string): boolean => /^(?:name|bucket|identifier)$/.test(name) && key === "inputs";
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "__defaults" && name !== "__internal" && !(filled.has(name) && !isName(name)))
      .map(([name, item]) => [name, comparable(item, name)])
      .toSorted(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)),
  );
}

interface Shown {
  readonly urn: string;
  readonly type: string;
  readonly [key: string]: unknown;
}

const withoutId = (provider: unknown): unknown =>
  typeof provider === "string" && provider !== "" ? provider.replace(/::[^:]*$/, "") : undefined;
const sorted = (list: unknown): unknown => (Array.isArray(list) ? list.toSorted() : []);
const lists = (map: unknown): unknown =>
  Object.fromEntries(
    Object.entries(isRaw(map) ? map : {}).flatMap(([key, urns]) =>
      Array.isArray(urns) && urns.length > 0 ? [[key, urns.toSorted()]] : [],
    ),
  );

/** What both sides show of a resource. */
const shown = (given: Raw): Shown => ({
  urn: String(given["urn"]),
  type: String(given["type"]),
  custom: given["custom"] === true,
  parent: given["parent"] || undefined,
  provider: withoutId(given["provider"]),
  inputs: comparable(given["inputs"] ?? {}, "inputs"),
  dependencies: sorted(given["dependencies"]),
  propertyDependencies: lists(given["propertyDependencies"]),
  protect: given["protect"] === true,
  retainOnDelete: given["retainOnDelete"] === true,
  additionalSecretOutputs: sorted(given["additionalSecretOutputs"]),
});

async function byEngine(program: PulumiFn): Promise<Map<string, Shown>> {
  const stack = await openStack({ config, secrets: { "proj:password": password } });
  try {
    const { stdout } = await stack.preview(program, { flags: ["--json", "--show-sames"] });
    const { steps } = JSON.parse(stdout) as { steps: readonly { newState: Raw }[] };
    return new Map(steps.map(({ newState }) => shown(newState)).map((one) => [one.urn, one]));
  } finally {
    await stack.close();
  }
}

async function byRun(file: string): Promise<Map<string, Shown>> {
  const work = join(folder, "work");
  mkdirSync(work, { recursive: true });
  if (!existsSync(join(work, "node_modules"))) symlinkSync(join(repositoryFolder, "node_modules"), join(work, "node_modules"));
  writeFileSync(join(work, "package.json"), "{}");
  writeFileSync(join(work, "index.js"), `module.exports = require(${JSON.stringify(file)});`);
  const ran = await runProgram({
    project: "proj",
    stack: "dev",
    organization: "organization",
    folder: work,
    root: work,
    config: { ...config, "proj:password": password },
    secretKeys: ["proj:password"],
    invoke: () => ({ kind: "answer", value: { names: ["eu-west-1a"] } }),
    standIns: new Set(),
    stackOutputs: () => undefined,
    runtime: "nodejs",
    options: {},
    main: undefined,
    environment: programEnvironment(process.env, false),
    timeLimit: 60_000,
  });
  expect(ran.failure).toBeUndefined();
  return new Map(
    ran.observed.registry.all
      // The engine does not print the providers that it makes itself.
      .filter(({ type, name }) => !(type.startsWith("pulumi:providers:") && name.startsWith("default")))
      .map((one) => shown({ ...rawOf(one), ...one.options, provider: one.provider }))
      .map((one) => [one.urn, one]),
  );
}

describe("a program registers the same with `run` as with the real engine", () => {
  test("in JavaScript", async () => {
    const file = join(import.meta.dirname, "programs/everything.cjs");
    const [theirs, ours] = [await byEngine(load(file) as PulumiFn), await byRun(file)];
    expect(theirs.size).toBeGreaterThan(15);
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
  });
});
