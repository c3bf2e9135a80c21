import { leaves, Matcher } from "../language/pattern.js";
import { guarded } from "../model/guarded.js";
import { keys, topKey } from "../model/path.js";
import { type RawResource, type Resource, toResource, writtenAs } from "../model/resource.js";
import { isUnknownOnWire, ReadError, signatureKey, signatures } from "../model/value.js";
import { outcome, UnknownRead } from "../model/verdict.js";
import type { ActiveRule, RuleIndex, Setting } from "./evaluate.js";
import { rulesFor, rulesOfResource } from "./evaluate.js";
import { evaluateItem, itemsOf } from "./item.js";

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** The remediation by one rule: all inputs after it; internal keys, secrets and unknowns are as they came. */
export interface Remediated {
  readonly rule: string;
  readonly inputs: Raw;
}

/** The inputs that one rule would set, to be merged into those of the resource; `undefined` where it passes, is unknown or cannot remediate. */
export function remedyOf(active: ActiveRule, raw: RawResource, setting: Setting): Raw | undefined {
  const { rule } = active;
  if (rule.remediate === undefined) return undefined;
  const whole = toResource(raw);
  for (const resource of [whole, ...whole.parts]) {
    // A part has another type.
    if (resource !== whole && rule.types !== "all" && !rule.types.includes(resource.type)) continue;
    const remedy = rule.remediate === "wrap" ? wrapped(active, raw, resource, setting) : remedyFor(active, resource, setting);
    if (remedy !== undefined) return rule.remediate === "wrap" ? remedy : writtenRemedy(remedy, resource, raw.inputs ?? {});
  }
  return undefined;
}

/** The inputs that a rule would set in a resource that is only shown; `undefined` as for `remedyOf`, and where it would wrap secrets. */
export function proposedInputs(active: ActiveRule, resource: Resource, setting: Setting): Raw | undefined {
  const { rule } = active;
  if (rule.remediate === undefined || rule.remediate === "wrap") return undefined;
  for (const one of [resource, ...resource.parts]) {
    if (one !== resource && rule.types !== "all" && !rule.types.includes(one.type)) continue;
    const remedy = remedyFor(active, one, setting);
    if (remedy !== undefined) return writtenRemedy(remedy, one, writtenAs(one).inputs.value);
  }
  return undefined;
}

/** The inputs by the names that the program wrote; `undefined` where one of them has no such name. */
const writtenRemedy = (remedy: Raw, { from }: Resource, inputs: Raw): Raw | undefined =>
  from === undefined ? remedy : from.remedy(remedy, inputs);

function remedyFor(active: ActiveRule, resource: Resource, setting: Setting): Raw | undefined {
  const { rule } = active;
  const around = { ...setting, options: active.options };
  if (rule.remediate === undefined || rule.remediate === "wrap") return undefined;
  for (const item of itemsOf(rule, resource, around)) {
    const verdict = evaluateItem(rule, item, around);
    if (verdict === undefined || outcome(verdict) !== "fail") continue;
    try {
      return rule.remediate === true
        ? literals(rule.require)
        : rule.remediate(
            guarded(item.value) as never,
            { options: { ...rule.options, ...active.options }, environments: setting.environments } as never,
          );
    } catch (error) {
      if (error instanceof UnknownRead) return undefined;
      throw error;
    }
  }
  return undefined;
}

/** The inputs that hold what broke, with those places as secrets; in a JSON text, the whole text. */
function wrapped({ rule, options }: ActiveRule, raw: RawResource, resource: Resource, setting: Setting): Raw | undefined {
  const around = { ...setting, options };
  let inputs: unknown = raw.inputs;
  const changed: Record<string, unknown> = {};
  for (const item of itemsOf(rule, resource, around)) {
    const verdict = evaluateItem(rule, item, around);
    if (verdict === undefined) continue;
    for (const { path: found } of verdict.broken) {
      const before = inputs;
      const path = resource.from === undefined ? found : (resource.from.locate(found) ?? "");
      if (isWrappable(path)) inputs = wrapAt(inputs, keys(path));
      if (inputs !== before && isRaw(inputs)) changed[topKey(path)] = inputs[topKey(path)];
    }
  }
  return Object.keys(changed).length === 0 ? undefined : changed;
}

// AWS shows names and descriptions to everybody who can list the resource; as a secret they would only be hidden from the reviewer.
const shown = /^(tags|tagsAll|name|namePrefix|description|comment)$/;
const isWrappable = (path: string): boolean => path !== "" && !shown.test(topKey(path));

const secretOf = (value: unknown): Raw => ({ [signatureKey]: signatures.secret, value });

/** The same object comes back where there is nothing at the path, or a secret does. */
function wrapAt(raw: unknown, path: readonly (string | number)[]): unknown {
  const [key, ...rest] = path;
  if (isUnknownOnWire(raw) || raw === undefined || raw === null) return raw;
  if (isRaw(raw) && signatureKey in raw) return raw;
  if (key === undefined || typeof raw !== "object") return secretOf(raw);
  if (Array.isArray(raw)) {
    // A block that is a list of one in older provider versions.
    const index = typeof key === "number" ? key : raw.length === 1 ? 0 : -1;
    const item = index < 0 ? undefined : wrapAt(raw[index], typeof key === "number" ? rest : path);
    return item === undefined || item === raw[index] ? raw : raw.map((one: unknown, i) => (i === index ? item : one));
  }
  const owner = raw as Raw;
  if (!Object.hasOwn(owner, key)) return key === 0 ? wrapAt(raw, rest) : raw;
  const value = wrapAt(owner[key], rest);
  return value === owner[key] ? raw : { ...owner, [key]: value };
}

/** Remediates one resource by each rule in turn; every step sees what the steps before it set. */
export function remediate(
  index: RuleIndex,
  raw: RawResource,
  setting: Setting,
  mayRemediate: (active: ActiveRule) => boolean,
): Remediated[] {
  const out: Remediated[] = [];
  let inputs = raw.inputs ?? {};
  for (const active of rulesOf(index, raw)) {
    if (active.rule.scope !== "resource" || !mayRemediate(active)) continue;
    const remediated = remediateBy(active, { ...raw, inputs }, setting);
    if (remediated === inputs) continue;
    inputs = remediated as Raw;
    out.push({ rule: active.id, inputs });
  }
  return out;
}

/** The rules for a resource; those of its parts, which depend on its inputs, with them. */
function rulesOf(index: RuleIndex, raw: RawResource): readonly ActiveRule[] {
  if (index.variantFor !== undefined) {
    const whole = toResource(raw);
    const own = rulesOfResource(index, whole, undefined);
    return [...new Set([whole, ...whole.parts].flatMap((one) => rulesFor(own, one.type)))];
  }
  const { type, from } = toResource({ ...raw, inputs: {} });
  if (from === undefined) return rulesFor(index, type);
  const { type: first, parts } = toResource(raw);
  return [...new Set([first, ...parts.map((part) => part.type)].flatMap((one) => rulesFor(index, one)))];
}

/** The inputs as one rule leaves them. A rule that crashes changes nothing: Analyze, which comes next, reports the crash, or what it left. */
function remediateBy(active: ActiveRule, raw: RawResource, setting: Setting): unknown {
  try {
    return layOver(raw.inputs, remedyOf(active, raw, setting) ?? {});
  } catch (error) {
    if (error instanceof ReadError) throw error;
    return raw.inputs;
  }
}

/** The literals of a pattern as nested inputs. */
function literals(pattern: unknown): Raw {
  const fixed = leaves(pattern).some(([, leaf]) => leaf instanceof Matcher);
  return fixed || !isRaw(pattern) ? {} : pattern;
}

/**
 * Merges new values into raw properties: objects are merged, everything else is replaced. Wrappers of secrets and outputs are
 * looked through, and kept; so is what is not known yet. The same object comes back where nothing changes.
 */
export function layOver(raw: unknown, change: unknown): unknown {
  if (isUnknownOnWire(raw)) return raw;
  if (isRaw(raw) && (raw[signatureKey] === signatures.secret || raw[signatureKey] === signatures.output)) {
    if (!Object.hasOwn(raw, "value")) return raw;
    const value = layOver(raw["value"], change);
    return value === raw["value"] ? raw : { ...raw, value };
  }
  if (!isRaw(change) || signatureKey in change) return same(raw, change) ? raw : change;
  if (Array.isArray(raw) && raw.length === 1) {
    // A block that is a list of one in older provider versions.
    const item = layOver(raw[0], change);
    return item === raw[0] ? raw : [item];
  }
  const owner: Raw = isRaw(raw) && !(signatureKey in raw) ? raw : {};
  const changed = Object.entries(change).filter(([key, value]) => value !== undefined && layOver(owner[key], value) !== owner[key]);
  if (changed.length === 0 && owner === raw) return raw;
  return { ...owner, ...Object.fromEntries(changed.map(([key, value]) => [key, layOver(owner[key], value)])) };
}

const same = (a: unknown, b: unknown): boolean => a === b || (typeof a === "object" && JSON.stringify(a) === JSON.stringify(b));
