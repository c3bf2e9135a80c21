/** What each rule came to, before anything is left out for reading: by rule and canonical type, the worst verdict. */
import { outcome, type Verdict } from "../model/verdict.js";

export type Outcome = ReturnType<typeof outcome>;

export class Verdicts {
  readonly byRule = new Map<string, Map<string, Outcome>>();

  /** Adds a verdict of a rule about a resource of a type. */
  add(rule: string, type: string, verdict: Verdict): void {
    let types = this.byRule.get(rule);
    if (types === undefined) {
      types = new Map();
      this.byRule.set(rule, types);
    }
    const now = outcome(verdict);
    const before = types.get(type);
    if (before === undefined || rank[now] > rank[before]) types.set(type, now);
  }
}

const rank: Readonly<Record<Outcome, number>> = { pass: 0, unknown: 1, fail: 2 };
