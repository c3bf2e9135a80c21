import type { RE2JS } from "re2js";
import { expressions } from "../data/packaged.js";

/** Thrown for a pattern of the configuration that is not a valid RE2 expression. */
export class PatternError extends Error {}

const compiled = new Map<string, RE2JS>();

/**
 * True when a text has a match for a user's expression, found in linear time (RE2), so that no pattern can hang the tool.
 * @throws PatternError when the expression is none.
 */
export const fitsExpression = (text: string, expression: string): boolean => compile(expression).matcher(text).find();

/** Why an expression cannot be used; `undefined` if it can. */
export function expressionProblem(expression: string): string | undefined {
  try {
    compile(expression);
    return undefined;
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}

function compile(expression: string): RE2JS {
  let found = compiled.get(expression);
  if (found === undefined) {
    // Few configurations have patterns, so the engine of expressions is loaded with the first one.
    const engine = expressions();
    try {
      found = engine.RE2JS.compile(expression);
    } catch (error) {
      if (!(error instanceof engine.RE2JSException)) throw error;
      const why = error.message.replace(/^error parsing regexp: /, "");
      throw new PatternError(`${JSON.stringify(expression)} is not a valid RE2 expression (no lookaround, no backreferences): ${why}`);
    }
    compiled.set(expression, found);
  }
  return found;
}
