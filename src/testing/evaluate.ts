import { environmentsOf } from "../config/environments.js";
import { defaultSettings } from "../config/levels.js";
import { stackWaivers, stackWaiversKey } from "../config/waivers.js";
import { type Evaluation, evaluateResource, evaluateStack, indexRules, type RuleIndex, rootOf } from "../engine/evaluate.js";
import { openLedger } from "../findings/waiver-ledger.js";
import type { Rule } from "../language/rule.js";
import type { Change } from "../model/change.js";
import { type RawResource, type Resource, toResource } from "../model/resource.js";
import { type Stack, toStack } from "../model/stack.js";
import { unknownString } from "../model/value.js";
import { type Mock, Reference, type Spec } from "./case.js";

const project = "test";
const urnOf = (stack: string, spec: Spec): string => `urn:pulumi:${stack}::${project}::${spec.type}::${spec.name}`;

/** The resources of a case as a door reads them. */
export function toRaw(mock: Mock): RawResource[] {
  const stack = mock.stack ?? "dev";
  return mock.of.map((spec) => {
    const propertyDependencies: Record<string, string[]> = {};
    const resolve = (value: unknown, top: string): unknown => {
      if (value instanceof Reference) {
        const target = mock.of.find((s) => s.name === value.name);
        if (target === undefined) throw new Error(`ref("${value.name}") names no resource of the case`);
        propertyDependencies[top] = [...(propertyDependencies[top] ?? []), urnOf(stack, target)];
        return unknownString;
      }
      if (Array.isArray(value)) return value.map((item) => resolve(item, top));
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, resolve(v, top)]));
    };
    const inputs = Object.fromEntries(Object.entries(spec.inputs).map(([key, value]) => [key, resolve(value, key)]));
    const { external, outputs, provider, parent, custom, ...options } = spec.options;
    const dependencies = Object.values(propertyDependencies).flat();
    return {
      urn: urnOf(stack, spec),
      type: spec.type,
      name: spec.name,
      custom,
      ...(external === true ? { external, inputs: {}, outputs: inputs } : { inputs, outputs: outputs ?? {} }),
      provider: mock.of.some((s) => s.name === provider)
        ? mock.of.filter((s) => s.name === provider).map((s) => urnOf(stack, s))[0]
        : provider,
      parent,
      dependencies,
      propertyDependencies,
      options,
    };
  });
}

/**
 * What a rule finds in a case, evaluated as in a run: by the resource alone where the rule's scope allows, else with its stack.
 * @throws Error where the rule crashes
 */
export function evaluateMock(id: string, rule: Rule, mock: Mock): Evaluation[] {
  const index = indexRules([{ id, rule, options: { ...rule.options, ...mock.options } }]);
  const { resources, stack, environments } = stackOf(mock, index);
  const root = rootOf(stack);
  const found =
    rule.scope === "resource"
      ? [
          ...resources
            .filter(({ type }) => type !== root.type)
            .flatMap((one) => evaluateResource(index, one, "resource", { environments, today, stack: undefined })),
          ...evaluateResource(index, root, "resource", { environments, today, stack }),
        ]
      : evaluateStack(index, stack, environments, "stack");
  const crash = found.find((j) => j.outcome === "crash");
  if (crash !== undefined) throw new Error(`${id}: ${crash.message}`);
  return found;
}

/** What rules find in a case as a whole; each rule has its default options. */
export function evaluateByAll(rules: readonly { readonly id: string; readonly rule: Rule }[], mock: Mock): Evaluation[] {
  const index = indexRules(rules.map(({ id, rule }) => ({ id, rule, options: rule.options })));
  const { stack, environments } = stackOf(mock, index);
  return evaluateStack(index, stack, environments);
}

interface Evaluated {
  readonly resources: readonly Resource[];
  readonly stack: Stack;
  readonly environments: ReadonlySet<string>;
}

function stackOf(mock: Mock, index: RuleIndex): Evaluated {
  const all = toRaw(mock).map(toResource);
  const changes = mock.of.flatMap((spec, i) => changeIn(mock, spec, all[i]) ?? []);
  const resources = all.filter((_, i) => mock.of[i]?.change?.operation !== "delete");
  const planned = changes.length === 0 ? undefined : { changes, partial: undefined, incomplete: undefined };
  const config = mock.config === undefined ? undefined : { values: mock.config.values, secretKeys: new Set(mock.config.secretKeys) };
  const stack = withWaivers(toStack(resources, { name: mock.stack ?? "dev", project, today, config, planned }), index);
  return { resources, stack, environments: environmentsOf(stack.name, defaultSettings.environments) };
}

/** What the preview of a case does to a resource; nothing where the case is none. */
function changeIn(mock: Mock, spec: Spec, resource: Resource | undefined): Change | undefined {
  if (spec.change === undefined || resource === undefined) return undefined;
  const { operation, before: was, replaceKeys = [] } = spec.change;
  if (operation === "delete") return { operation, before: resource, after: undefined, keys: [], replaceKeys };
  const [raw] = was === undefined ? [] : toRaw({ ...mock, of: [{ ...spec, inputs: was.inputs, options: was.options }] });
  const names = new Set([...Object.keys(was?.inputs ?? {}), ...Object.keys(spec.inputs)]);
  const differs = (key: string): boolean => JSON.stringify(was?.inputs[key]) !== JSON.stringify(spec.inputs[key]);
  const keys = operation === "update" || operation === "replace" ? [...names].filter(differs) : [];
  return { operation, before: raw === undefined ? undefined : toResource(raw), after: resource, keys, replaceKeys };
}

/** The day of every mocked run. */
const today = "2026-07-01";

/** The stack with its own waivers, in their state after everything else was evaluated. Every rule may be waived except those about waivers. */
function withWaivers(stack: Stack, index: RuleIndex): Stack {
  if (stack.config?.values[stackWaiversKey] === undefined) return stack;
  // The waivers of a case may name these of ours beside the rule itself; the first counts as being on.
  const ids = ["s3-bucket-versioned", "waivers-used", ...index.all.map((active) => active.id)];
  const waivable = new Map(ids.map((id) => [id, { waivable: !id.startsWith("waivers-") }]));
  const other = index.all.flatMap((active) => [active, { ...active, id: "s3-bucket-versioned" }]);
  const waivers = openLedger(stackWaivers(stack.config, waivable, true), today).statuses(indexRules(other), stack, () => true);
  return { ...stack, waivers };
}
