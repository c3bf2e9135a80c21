/** Each input of each labelled resource made unknown in turn: no violation passes, and nothing that passes is a violation. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { configure, parseEntries, resolveAsEngine } from "../src/config/config.js";
import { check } from "../src/doors/state/check.js";
import { readInputs } from "../src/doors/state/inputs.js";
import { signatureKey, unknownString } from "../src/model/value.js";
import { allRules } from "../src/rules/index.js";
import { overShared, shared } from "./shared.js";

type Path = readonly (string | number)[];
interface Raw {
  readonly urn: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}
interface State {
  readonly deployment: { readonly resources: Raw[] };
}
interface Variant {
  readonly state: string;
  readonly urn: string;
  readonly path: Path;
}

/** Every how many-th input is made unknown: all of them take minutes. `BLUR=1` takes all. */
const step = Number(process.env["BLUR"] ?? 12);

/** The rules that declare that an unknown input leaves them silent, with the reason. */
const silent: Readonly<Record<string, string>> = {
  "arn-no-foreign-account-or-region": "it is about ARNs that are written out; an unknown one is made of a resource",
  "ecs-task-distinct-roles": "two unknown roles are two resources, and every task of a preview would be open",
  "iam-role-trust-no-literal-wildcard": "it is about a wildcard that is written out where it matches nothing",
  "iam-role-trust-no-whole-account": "it is about an account that is written out; an unknown principal is a resource",
  "kms-key-custody": "an unknown key is one of the stack, or looked up",
  "lambda-function-no-access-key-variables": "it is about names that are written out",
  "valid-name": "the provider makes the name, or another resource has it: AWS took it there",
  "stack-no-duplicate-manager": "two unknown names are two resources, and every pair of a preview would be open",
};

const corpus = shared("corpus");
const folder = mkdtempSync(join(tmpdir(), "stackwarden-blur-"));
afterAll(() => rmSync(folder, { recursive: true }));

function* pathsIn(value: unknown, path: Path = []): Iterable<Path> {
  if (path.length > 0) yield path;
  if (path.length >= 4 || typeof value !== "object" || value === null || signatureKey in value) return;
  for (const [key, item] of Object.entries(value).slice(0, Array.isArray(value) ? 3 : undefined))
    yield* pathsIn(item, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** A copy with an unknown at the path; the same where nothing is there. */
function unknownAt(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return unknownString;
  if (typeof value !== "object" || value === null || !(key in value)) return value;
  if (Array.isArray(value)) return value.map((item: unknown, i) => (i === key ? unknownAt(item, rest) : item));
  return { ...value, [key]: unknownAt((value as Readonly<Record<string, unknown>>)[key], rest) };
}

const entries = parseEntries({ stackwarden: { preset: "all" } });
const configuration = configure(allRules, resolveAsEngine(allRules, entries), entries);

/** The verdicts about resources that are not a pass, by file, URN and rule. */
async function verdictsOf(path: string, only?: string): Promise<Map<string, "fail" | "unknown">> {
  const rules = only === undefined ? allRules : allRules.filter(({ id }) => id === only);
  const used = only === undefined ? configuration : configure(rules, resolveAsEngine(rules, entries), entries);
  const { findings } = check(await readInputs([path], () => undefined), rules, used, { version: "", startedAt: 0, today: "2026-07-01" });
  const verdicts = new Map<string, "fail" | "unknown">();
  const set = (key: string, verdict: "fail" | "unknown"): void => {
    if (verdicts.get(key) !== "fail") verdicts.set(key, verdict);
  };
  for (const { input, urn, rule, outcome, message, waiting } of findings) {
    const isDoubt = outcome === "fail" && message.endsWith("yet denies it");
    if (outcome === "fail" || outcome === "unknown") set(`${basename(input)} ${urn} ${rule}`, isDoubt ? "unknown" : outcome);
    for (const other of waiting ?? []) set(`${basename(input)} ${other.urn} ${other.rule}`, "unknown");
  }
  return verdicts;
}

test.skipIf(corpus === undefined)(overShared("no verdict becomes its opposite", corpus), { timeout: 1_200_000 }, async () => {
  const labels = JSON.parse(readFileSync(join(corpus ?? "", "labels.json"), "utf8")) as {
    state: string;
    pass: string[];
    fail: string[];
  }[];
  const states = new Map<string, State>();
  const resources = new Map<string, { state: string; urn: string }>();
  for (const { state, pass, fail } of labels) for (const urn of [...pass, ...fail]) resources.set(`${state} ${urn}`, { state, urn });

  const variants: Variant[] = [];
  let count = 0;
  for (const { state, urn } of resources.values()) {
    const read = states.get(state) ?? (JSON.parse(readFileSync(join(corpus ?? "", "states", state), "utf8")) as State);
    states.set(state, read);
    const inputs = read.deployment.resources.find((one) => one.urn === urn)?.inputs ?? {};
    for (const path of pathsIn(inputs)) if (count++ % step === 0) variants.push({ state, urn, path });
  }

  const before = await verdictsOf(join(corpus ?? "", "states"));
  const flips: { rule: string; from: string; file: string; variant: Variant }[] = [];
  for (let start = 0; start < variants.length; start += 400) {
    const chunk = variants.slice(start, start + 400);
    const within = join(folder, `${start}`);
    mkdirSync(within);
    for (const [i, { state, urn, path }] of chunk.entries()) {
      const read = states.get(state) as State;
      const blurred = read.deployment.resources.map((one) =>
        one.urn === urn
          ? { ...one, inputs: unknownAt(one.inputs, path), ...(one.outputs ? { outputs: unknownAt(one.outputs, path) } : {}) }
          : one,
      );
      writeFileSync(join(within, `${i}.json`), JSON.stringify({ ...read, deployment: { ...read.deployment, resources: blurred } }));
    }
    const after = await verdictsOf(within);
    const changed = new Map<string, string[]>();
    for (const [i, variant] of chunk.entries())
      for (const { id } of allRules) {
        const from = before.get(`${variant.state} ${variant.urn} ${id}`) ?? "pass";
        const to = after.get(`${i}.json ${variant.urn} ${id}`) ?? "pass";
        if (from !== "unknown" && to !== "unknown" && from !== to) changed.set(`${i}.json`, [...(changed.get(`${i}.json`) ?? []), id]);
      }
    for (const [file, rules] of changed)
      for (const rule of rules) {
        // What another rule covers, or waits for, is said when the rule is alone.
        const variant = chunk[Number.parseInt(file, 10)] as Variant;
        const to = (await verdictsOf(join(within, file), rule)).get(`${file} ${variant.urn} ${rule}`) ?? "pass";
        const known = await verdictsOf(join(corpus ?? "", "states", variant.state), rule);
        const from = known.get(`${variant.state} ${variant.urn} ${rule}`) ?? "pass";
        if (from !== "unknown" && to !== "unknown" && to !== from) flips.push({ rule, from, file, variant });
      }
    rmSync(within, { recursive: true });
  }
  console.log(`${variants.length} of ${count} inputs of ${resources.size} resources`);
  const unlisted = flips.filter(({ rule, from }) => from === "pass" || silent[rule] === undefined);
  expect(unlisted.map(({ rule, from, variant }) => `${rule} ${from} ${variant.state} ${variant.urn} ${variant.path.join(".")}`)).toEqual(
    [],
  );
  expect(variants.length).toBeGreaterThan(300);
});

test("each rule that unknown inputs leave silent declares it", () => {
  const declared = allRules.filter(({ rule }) => rule.ignoresUnknown === true).map(({ id }) => id);
  expect(Object.keys(silent).filter((id) => !declared.includes(id))).toEqual([]);
});
