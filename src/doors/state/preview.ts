import { InputError } from "../../files/errors.js";
import type { Change, Operation } from "../../model/change.js";
import { topKey } from "../../model/path.js";
import { type RawResource, type Resource, urnParts } from "../../model/resource.js";
import type { StackConfig } from "../../model/stack.js";
import { signatureKey, signatures, unknownString } from "../../model/value.js";
import type { Surroundings } from "./source.js";
import { modelOf, readResource, type State } from "./state.js";

type Raw = Readonly<Record<string, unknown>>;
export const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const previewAgain = "Write it again with `pulumi preview --json`.";

/**
 * True for what `pulumi preview --json` prints.
 * @see https://github.com/pulumi/pulumi/blob/v3.250.0/pkg/display/json.go
 */
export function isPreview(value: unknown): boolean {
  if (!isRaw(value) || "deployment" in value || "checkpoint" in value) return false;
  const { steps } = value;
  if (Array.isArray(steps)) return steps.length > 0 && steps.every((step) => isRaw(step) && "op" in step && "urn" in step);
  return steps === undefined && (isRaw(value["changeSummary"]) || (Array.isArray(value["diagnostics"]) && "duration" in value));
}

/** What becomes of a resource, by the steps of the engine that it has; the first that fits counts. */
const operations: readonly (readonly [Operation, readonly string[]])[] = [
  ["replace", ["replace", "create-replacement", "import-replacement", "delete-replaced"]],
  ["create", ["create"]],
  // Where the program differs from what it imports, an update follows.
  ["import", ["import"]],
  // A refresh that found a difference is an update too; what the program makes of it counts.
  ["same", ["same"]],
  ["update", ["update"]],
  ["delete", ["delete"]],
  ["read", ["read", "read-replacement"]],
  ["same", ["refresh"]],
];

/** The operation of a list of steps, with the names of the steps that make it; `undefined` where they concern no resource of the stack. */
export const operationOf = (steps: readonly string[]): readonly [Operation, readonly string[]] | undefined =>
  operations.find(([, names]) => names.some((name) => steps.includes(name)));

interface Step {
  readonly op: string;
  readonly at: string;
  readonly raw: Raw;
}

/** A change whose resources are not in the model yet. */
export type RawChange = Change<RawResource>;

/**
 * Reads a preview: the stack as it will be, as it was, and what changes. `base` is the state before it, from which unchanged resources come that
 * the preview leaves out.
 * @throws InputError
 */
export function readPreview(value: unknown, file: string, around: Surroundings | undefined, base?: State<RawResource>): State<Resource> {
  const preview = isRaw(value) ? value : {};
  const errors = errorsOf(preview);
  const byUrn = new Map<string, Step[]>();
  for (const [i, raw] of listOf(preview["steps"]).entries()) {
    const at = `steps[${i}]`;
    if (!isRaw(raw)) throw new InputError(file, `${at} is not an object. ${previewAgain}`);
    const { op, urn } = raw;
    if (typeof op !== "string" || typeof urn !== "string" || !urn.startsWith("urn:pulumi:"))
      throw new InputError(file, `${at} has no ${typeof op === "string" ? "URN" : "operation"}. ${previewAgain}`);
    // A leftover of an earlier replacement is not the resource that has the URN now.
    if (op === "delete" && isRaw(raw["oldState"]) && raw["oldState"]["delete"] === true) continue;
    const steps = byUrn.get(urn) ?? [];
    if (steps.length === 0) byUrn.set(urn, steps);
    steps.push({ op, at, raw });
  }
  if (byUrn.size === 0 && errors > 0)
    throw new InputError(file, "has no steps: the preview failed before it reached a resource. See the `diagnostics` in the file.");
  const changes = [...byUrn.values()].flatMap((steps) => changeOf(steps, file, around) ?? []);
  const shown = [...byUrn.values()].filter((steps) => steps.some(({ op }) => op === "same")).length;
  const { same = shown } = isRaw(preview["changeSummary"]) ? preview["changeSummary"] : {};
  return stateOf(file, {
    changes,
    base,
    known: new Set(byUrn.keys()),
    partial: partialWords(Math.max(0, Number(same) - shown)),
    incomplete: incompleteWords(preview, errors),
    config: configOf(preview["config"]),
  });
}

/** What a file contains of a change to a stack. */
export interface PreviewParts {
  readonly changes: readonly RawChange[];
  readonly base: State<RawResource> | undefined;
  /** The URNs that the file mentions. */
  readonly known: ReadonlySet<string>;
  /** What it leaves out unless there is a `base`. */
  readonly partial: string | undefined;
  readonly incomplete: string | undefined;
  readonly config: StackConfig;
}

/**
 * The state that a preview or a plan describes. Unchanged resources that it leaves out come from `base`.
 * @throws InputError
 */
export function stateOf(file: string, { changes, base, known, partial, incomplete, config }: PreviewParts): State<Resource> {
  const [first = base?.resources[0]?.urn ?? ""] = known;
  const { stack, project } = urnParts(first);
  if (base !== undefined && base.resources.length > 0 && (base.stack !== stack || base.project !== project))
    throw new InputError(file, `is of the stack ${project}/${stack}, but the state before it is of ${base.project}/${base.stack}`);
  const notes: string[] = [];
  const model = (raw: RawResource): Resource => modelOf(raw, file, (line) => notes.push(line));
  const unchanged = (base?.resources ?? []).filter(({ urn }) => !known.has(urn)).map(model);
  const inModel: readonly Change[] = [
    ...changes.map((change) => ({
      ...change,
      before: change.before === undefined ? undefined : model(change.before),
      after: change.after === undefined ? undefined : model(change.after),
    })),
    ...unchanged.map((resource) => ({ operation: "same" as const, before: resource, after: resource, keys: [], replaceKeys: [] })),
  ];
  return {
    stack,
    project,
    resources: inModel.flatMap(({ after }) => after ?? []),
    ...(notes.length > 0 && { notes }),
    preview: {
      planned: { changes: inModel, partial: base === undefined ? partial : undefined, incomplete },
      before: inModel.flatMap(({ before }) => before ?? []),
      config,
    },
  };
}

function changeOf(steps: readonly Step[], file: string, around: Surroundings | undefined): RawChange | undefined {
  const [operation, names] = operationOf(steps.map(({ op }) => op)) ?? [];
  if (operation === undefined || names === undefined) return undefined;
  const own = steps.filter(({ op }) => names.includes(op) || operation === "import");
  const state = (key: "oldState" | "newState"): RawResource | undefined => {
    // This step shows more than the others of a replacement; an import shows the inputs before the provider has checked them.
    const step = own.find(({ op, raw }) => op === "replace" && isRaw(raw[key])) ?? own.findLast(({ raw }) => isRaw(raw[key]));
    if (step === undefined) return undefined;
    const { delete: _, ...rest } = withSecrets(step.raw[key]) as Raw;
    return readResource(rest, file, `${step.at}.${key}`, around, previewAgain);
  };
  const before = operation === "create" || operation === "import" ? undefined : state("oldState");
  const after = operation === "delete" ? undefined : state("newState");
  const texts = (key: string): string[] =>
    own.flatMap(({ raw }) => listOf(raw[key]).filter((name): name is string => typeof name === "string"));
  const detailed = own.flatMap(({ raw }) => (isRaw(raw["detailedDiff"]) ? Object.keys(raw["detailedDiff"]) : []));
  const keys =
    operation === "update" || operation === "replace"
      ? [...texts("diffReasons"), ...detailed.map(topKey), ...differing(before, after)]
      : [];
  const unique = [...new Set(keys)].filter((key) => !key.startsWith("__"));
  return {
    operation,
    before,
    after: after === undefined || before === undefined ? after : { ...after, outputs: outputsAfter(operation, before, after, unique) },
    keys: unique,
    replaceKeys: [...new Set(texts("replaceReasons"))],
  };
}

/** The top-level inputs whose values differ. A secret is hidden on both sides: only the engine's own list shows that it changed. */
function differing(before: RawResource | undefined, after: RawResource | undefined): string[] {
  const [olds, news] = [before?.inputs ?? {}, after?.inputs ?? {}];
  return [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
    (key) => JSON.stringify(olds[key]) !== JSON.stringify(news[key]),
  );
}

/** The engine prints no outputs of what it does not replace: they are those of before, and unknown where the change may touch them. */
export function outputsAfter(operation: Operation, before: RawResource, after: RawResource, keys: readonly string[]): Raw | undefined {
  if ((operation !== "same" && operation !== "update") || Object.keys(after.outputs ?? {}).length > 0) return after.outputs;
  if (keys.length === 0) return before.outputs;
  return Object.fromEntries(
    Object.entries(before.outputs ?? {}).map(([key, value]) => [key, keys.includes(key) ? (after.inputs?.[key] ?? unknownString) : value]),
  );
}

/** The engine replaces each secret by this text before it prints a preview, also with --show-secrets. */
const maskedSecret = "[secret]";

function withSecrets(value: unknown): unknown {
  if (value === maskedSecret) return { [signatureKey]: signatures.secret, value: maskedSecret };
  if (Array.isArray(value)) return value.map(withSecrets);
  return isRaw(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withSecrets(item)])) : value;
}

/** The configuration of the stack as a preview or a plan has it. */
export function configOf(given: unknown): StackConfig {
  const entries = Object.entries(isRaw(given) ? given : {});
  const plain = entries.filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== maskedSecret);
  const shown = new Set(plain.map(([key]) => key));
  return { values: Object.fromEntries(plain), secretKeys: new Set(entries.map(([key]) => key).filter((key) => !shown.has(key))) };
}

/** How many errors the run reported. A pack that found something ends it with this one alone, after all resources. */
const errorsOf = (preview: Raw): number =>
  listOf(preview["diagnostics"]).filter(
    (given) => isRaw(given) && given["severity"] === "error" && !/^(?:error: )?preview failed\s*$/i.test(String(given["message"])),
  ).length;

const partialWords = (hidden: number): string | undefined =>
  hidden === 0
    ? undefined
    : `leaves out ${hidden === 1 ? "an unchanged resource" : `${hidden} unchanged resources`}: ` +
      "run `pulumi preview --json --show-sames`, or give the state before it with --state";

function incompleteWords(preview: Raw, errors: number): string | undefined {
  if (errors > 0) return `is incomplete: it ended with ${errors === 1 ? "an error" : `${errors} errors`}, so resources may be missing`;
  return isRaw(preview["changeSummary"]) ? undefined : "is incomplete: it was interrupted, so resources may be missing";
}
