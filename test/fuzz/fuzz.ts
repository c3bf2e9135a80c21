/** Drives random stacks through every rule, and tells what no rule may do: crash, or show a secret. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Evaluation, evaluateResource, evaluateStack, indexRules, type RuleIndex } from "../../src/engine/evaluate.js";
import { remediate } from "../../src/engine/remediation.js";
import { stablePath } from "../../src/findings/finding.js";
import type { RegisteredRule } from "../../src/language/registry.js";
import { type RawResource, toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";
import { randomFrom } from "./random.js";
import { type FuzzStack, marker, stackMaker } from "./stacks.js";

export interface Fault {
  readonly rule: string;
  readonly what: "crash" | "leak";
  readonly says: string;
  /** The smallest stack found that shows it. */
  readonly example: readonly RawResource[];
}
export interface FuzzResult {
  readonly resources: number;
  readonly stacks: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Rules that failed and stayed open at least once: the others were hardly tried. */
  readonly failing: ReadonlySet<string>;
  readonly faults: readonly Fault[];
}

const size = 50;

/** Judges at least `resources` random resources by every rule. One fault is kept for each rule and kind. */
export function fuzz(
  rules: readonly RegisteredRule[],
  seed: number,
  resources: number,
  onStack: (done: number) => void = () => undefined,
): FuzzResult {
  // One list for each rule, so that a rule of one type meets as many resources as one of a thousand.
  const judged = rules
    .map(({ rule }) => rule.types)
    .filter((types) => typeof types !== "string" && types.length > 0) as (readonly string[])[];
  const make = stackMaker(randomFrom(seed), judged, otherTypes(), size);
  const index = indexRules(rules.map(({ id, rule }) => ({ id, rule, options: rule.options })));
  const outcomes: Record<string, number> = {};
  const failing = new Set<string>();
  const faults = new Map<string, Fault>();
  let done = 0;
  let stacks = 0;
  while (done < resources) {
    const stack = make();
    stacks++;
    done += stack.resources.length;
    for (const evaluation of judge(index, stack)) {
      outcomes[evaluation.outcome] = (outcomes[evaluation.outcome] ?? 0) + 1;
      if (evaluation.outcome === "fail") failing.add(evaluation.rule);
      const what = faultOf(evaluation);
      if (what === undefined) continue;
      const key = `${evaluation.rule} ${what} ${what === "crash" ? evaluation.message : ""}`;
      if (faults.has(key)) continue;
      const own = indexRules(index.all.filter((active) => active.id === evaluation.rule));
      const small = minimize(stack, (smaller) =>
        judge(own, smaller).some((j) => faultOf(j) === what && (what === "leak" || j.message === evaluation.message)),
      );
      const says = judge(own, small).find((j) => faultOf(j) === what) ?? evaluation;
      faults.set(key, { rule: evaluation.rule, what, says: `${says.path}: ${says.message}`, example: small.resources });
    }
    for (const raw of stack.resources) {
      const mended = remediate(index, raw, { environments: new Set(["production"]), today: "2026-07-01", stack: undefined }, () => true);
      outcomes["remediated"] = (outcomes["remediated"] ?? 0) + mended.length;
    }
    onStack(done);
  }
  return { resources: done, stacks, outcomes, failing, faults: [...faults.values()] };
}

/** All evaluations of a random stack, as the doors come to them. */
export function judge(index: RuleIndex, given: FuzzStack): Evaluation[] {
  const stack = toStack(given.resources.map(toResource), { name: given.name, project: "p", today: "2026-07-01", config: given.config });
  const environments = new Set(given.name.startsWith("prod") ? ["production"] : []);
  const alone = stack.resources.flatMap((resource) =>
    evaluateResource(index, resource, "resource", { environments, today: "2026-07-01", stack: undefined }),
  );
  return [...alone, ...evaluateStack(index, stack, environments)];
}

function faultOf(evaluation: Evaluation): Fault["what"] | undefined {
  if (evaluation.outcome === "crash") return "crash";
  const shown = [
    evaluation.message,
    evaluation.path,
    stablePath(evaluation.resource, evaluation.path),
    ...evaluation.places.map((place) => place.path),
  ].join("\n");
  return shown.includes(marker) || shown.includes(Buffer.from(marker).toString("base64").slice(0, 4)) ? "leak" : undefined;
}

/** Takes resources, inputs and items away for as long as the fault stays. */
function minimize(stack: FuzzStack, stays: (stack: FuzzStack) => boolean): FuzzStack {
  let best = stack;
  const attempt = (smaller: FuzzStack): boolean => {
    if (!stays(smaller)) return false;
    best = smaller;
    return true;
  };
  if (best.config !== undefined) attempt({ ...best, config: undefined });
  for (let i = best.resources.length - 1; i >= 0; i--) attempt({ ...best, resources: best.resources.filter((_, j) => j !== i) });
  const replace = (i: number, resource: RawResource): FuzzStack => ({
    ...best,
    resources: best.resources.map((r, j) => (i === j ? resource : r)),
  });
  for (let i = 0; i < best.resources.length; i++) {
    const at = (): RawResource => best.resources[i] as RawResource;
    for (const part of ["outputs", "options", "propertyDependencies", "dependencies", "parent", "provider"] as const)
      attempt(replace(i, { ...at(), [part]: undefined }));
    for (const part of ["inputs", "outputs"] as const) {
      let again = true;
      for (let round = 0; again && round < 8; round++) {
        again = false;
        for (const smaller of smallerThan(at()[part] ?? {})) {
          if (!attempt(replace(i, { ...at(), [part]: smaller as Record<string, unknown> }))) continue;
          again = true;
          break;
        }
        if (again) round = 0;
      }
    }
  }
  return best;
}

function* smallerThan(value: unknown): Iterable<unknown> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      yield value.filter((_, j) => i !== j);
      for (const smaller of smallerThan(item)) yield value.map((x: unknown, j) => (i === j ? smaller : x));
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([k]) => k !== key));
      for (const smaller of smallerThan(item)) yield { ...value, [key]: smaller };
    }
  }
}

/** Some types that few rules judge, and some that do not exist. */
export function otherTypes(): string[] {
  const folder = join(import.meta.dirname, "../../node_modules/@pulumi/aws");
  const types = ["appsync", "glue", "iot", "sagemaker", "waf", "wafv2", "transfer"].flatMap((module) =>
    readdirSync(join(folder, module))
      .filter((name) => name.endsWith(".d.ts") && !name.startsWith("get") && name !== "index.d.ts")
      .map((name) => name.slice(0, -5))
      .map((name) => `aws:${module}/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`),
  );
  return [
    ...types,
    "aws:constructor/__proto__:toString",
    "my:component:Thing",
    "random:index/randomPassword:RandomPassword",
    "",
    "pulumi:pulumi:StackReference",
  ];
}
