import { signatureKey, signatures, unknownString } from "../value.js";
import { isText, parametersOf, resolve, type Scope } from "./intrinsics.js";

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a condition of a template holds; `undefined` where it depends on what is not known before a deployment. */
export type Truth = boolean | undefined;

const deepest = 100;

/**
 * The conditions of a template by name. A parameter decides only where the stack gives it a value: its default is for those who give none.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html
 */
export function conditionsOf(template: Raw, given: Raw, mappings: Raw): (name: string) => Truth {
  const declared = isRaw(template["Conditions"]) ? template["Conditions"] : {};
  const scope: Scope = {
    resources: new Set(),
    parameters: givenParameters(template["Parameters"], given),
    mappings,
    condition: () => undefined,
  };
  const decided = new Map<string, Truth>();
  const byName = (name: string, depth: number): Truth => {
    if (!Object.hasOwn(declared, name)) return undefined;
    if (!decided.has(name)) {
      // A condition that refers to itself is open.
      decided.set(name, undefined);
      decided.set(name, truth(declared[name], depth + 1));
    }
    return decided.get(name);
  };
  const truth = (condition: unknown, depth: number): Truth => {
    if (!isRaw(condition) || depth > deepest) return undefined;
    const [[name, content] = ["", undefined], ...others] = Object.entries(condition);
    if (others.length > 0) return undefined;
    if (name === "Condition") return typeof content === "string" ? byName(content, depth) : undefined;
    if (!Array.isArray(content)) return undefined;
    switch (name) {
      case "Fn::Equals":
        return content.length === 2 ? equal(resolve(content[0], scope).value, resolve(content[1], scope).value) : undefined;
      case "Fn::Not":
        return content.length === 1 ? not(truth(content[0], depth + 1)) : undefined;
      case "Fn::And":
        return every(content.map((one) => truth(one, depth + 1)));
      case "Fn::Or":
        return not(every(content.map((one) => not(truth(one, depth + 1)))));
      default:
        return undefined;
    }
  };
  return (name) => byName(name, 0);
}

const not = (value: Truth): Truth => (value === undefined ? undefined : !value);
const every = (values: readonly Truth[]): Truth => (values.includes(false) ? false : values.includes(undefined) ? undefined : true);

/** CloudFormation compares texts, and writes numbers and booleans as such. */
const equal = (a: unknown, b: unknown): Truth => (isText(a) && isText(b) ? String(a) === String(b) : undefined);

/** The parameters that the stack gives a value, hidden ones too: what they decide shows nothing of them. */
function givenParameters(declared: unknown, given: Raw): ReadonlyMap<string, unknown> {
  if (!isRaw(declared)) return new Map();
  const types = Object.entries(declared).map(([name, one]) => [name, { Type: isRaw(one) ? one["Type"] : undefined }]);
  return parametersOf(Object.fromEntries(types), Object.fromEntries(Object.entries(given).map(([name, one]) => [name, known(one)])));
}

/** A value on the wire; a secret one counts as unknown, because a preview has a mask in its place. */
function known(value: unknown): unknown {
  if (!isRaw(value) || value[signatureKey] === undefined) return value;
  const isSecret = value[signatureKey] === signatures.secret || value["secret"] === true;
  return isSecret || value[signatureKey] !== signatures.output ? unknownString : (value["value"] ?? unknownString);
}
