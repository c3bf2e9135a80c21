/** Cases of rules that are written in YAML: the same cases, with words for what a file cannot hold. */
import type { Rule } from "../language/rule.js";
import { outcomes, type WrittenRule } from "../language/written/rules.js";
import { typeOfClass } from "../model/classes.js";
import { type Mock, ref, type Spec, secret, toMock, unknown } from "./case.js";
import { testsOf } from "./suite.js";

/** The result of a case. */
export interface CaseResult {
  readonly id: string;
  /** `pass 1`, `fail 2: without a key` */
  readonly title: string;
  /** What is wrong; `undefined` if the case is right. */
  readonly problem: string | undefined;
}

/** Runs the cases of a rule, blurred as those of a rule in TypeScript are. A rule without a passing and a failing case is a problem of its own. */
export function runWritten({ id, rule, cases }: WrittenRule): CaseResult[] {
  const given = Object.fromEntries(outcomes.map((name) => [name, (cases[name] ?? []).map((one) => mockOf(rule, one))]));
  const lacking = (["pass", "fail"] as const).filter((name) => given[name]?.length === 0);
  const missing = lacking.map((name) => ({ id, title: name, problem: `has no case under \`cases.${name}\`` }));
  const results = testsOf(id, rule, given as never, () => undefined).map(({ title, run }): CaseResult => {
    try {
      run();
      return { id, title, problem: undefined };
    } catch (error) {
      return { id, title, problem: error instanceof Error ? error.message : String(error) };
    }
  });
  return [...missing, ...results];
}

/** A case of a file as the harness takes it. */
function mockOf(rule: Rule, given: unknown): Mock {
  const whole = isObject(given) && "of" in given ? given : { of: given };
  const of = whole["of"];
  return Array.isArray(of) ? { ...whole, of: of.map(specOf) } : toMock(rule, { ...whole, of: plainOf(of) });
}

function specOf(given: Readonly<Record<string, unknown>>): Spec {
  const type = String(given["type"]);
  return {
    type: type.includes(":") ? type : typeOfClass(type),
    name: String(given["name"]),
    inputs: (plainOf(given["inputs"]) ?? {}) as Spec["inputs"],
    options: (given["options"] ?? {}) as Spec["options"],
  };
}

/** `$unknown`, `{ $secret: x }` and `{ $ref: orders.arn }` stand for values that a file cannot hold. */
function plainOf(value: unknown): unknown {
  if (value === "$unknown") return unknown;
  if (Array.isArray(value)) return value.map(plainOf);
  if (!isObject(value)) return value;
  if ("$secret" in value) return secret(plainOf(value["$secret"]));
  if ("$ref" in value) {
    const [, name = "", output] = /^(.+?)(?:\.(\w+))?$/.exec(String(value["$ref"])) ?? [];
    return ref(name, output);
  }
  if ("$json" in value) return JSON.stringify(value["$json"]);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainOf(item)]));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
