import type { Bound } from "./measure.js";

/** A violation: its path in the item, and its message. `message` continues a sentence that starts with the path. */
export interface Break {
  readonly path: string;
  readonly message: string;
  /** Further places of the same cause, in this item or in a joined resource. */
  readonly places?: readonly Place[];
  /** The fix of this violation, where it is more specific than the rule's own; lines of code start with two spaces. */
  readonly fix?: string;
  /** Which way the value at the path gets better. */
  readonly bound?: Bound;
}
/** A place in the stack; in the evaluated resource where `urn` is left out. */
export interface Place {
  readonly urn?: string;
  readonly path: string;
}

/** Two lists: anything broken is *fail*, else anything open is *unknown*, else *pass*. */
export interface Verdict {
  readonly broken: readonly Break[];
  /** Paths whose value is not known yet, in the evaluated resource or, by `elsewhere`, in another one. */
  readonly unknown: readonly string[];
}
export type Outcome = "pass" | "fail" | "unknown";

export const pass: Verdict = { broken: [], unknown: [] };
export const broken = (path: string, message: string, places?: readonly Place[]): Verdict => ({
  broken: [places === undefined ? { path, message } : { path, message, places }],
  unknown: [],
});
/** The verdict with the way in which what broke gets better. */
export const bounded = (verdict: Verdict, bound: Bound | undefined): Verdict =>
  bound === undefined || verdict.broken.length === 0 ? verdict : { ...verdict, broken: verdict.broken.map((b) => ({ ...b, bound })) };
export const open = (...paths: string[]): Verdict => ({ broken: [], unknown: paths });

/** The form in which `unknown` names a path in another resource of the stack. */
export const elsewhere = (urn: string, path: string): string => `${urn}\n${path}`;
/** The resource and path that `elsewhere` put together; `undefined` for a path of the evaluated resource. */
export function whereElse(path: string): { readonly urn: string; readonly path: string } | undefined {
  const end = path.indexOf("\n");
  return path.startsWith("urn:pulumi:") && end > 0 ? { urn: path.slice(0, end), path: path.slice(end + 1) } : undefined;
}

export const outcome = (verdict: Verdict): Outcome =>
  verdict.broken.length > 0 ? "fail" : verdict.unknown.length > 0 ? "unknown" : "pass";

/** Three-valued AND: every violation counts, and an unknown hides no other item's violation. */
export function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0) return pass;
  const parts = verdicts.filter((v) => v !== pass);
  if (parts.length <= 1) return parts[0] ?? pass;
  return { broken: parts.flatMap((v) => v.broken), unknown: parts.flatMap((v) => v.unknown) };
}

/** Three-valued OR: passes if one passes, else unknown if one is unknown, else fails with `otherwise`. */
export function any(verdicts: readonly Verdict[], otherwise: () => Verdict): Verdict {
  const unknown: string[] = [];
  for (const verdict of verdicts) {
    const what = outcome(verdict);
    if (what === "pass") return pass;
    if (what === "unknown") for (const one of verdict.unknown) unknown.push(one);
  }
  return unknown.length > 0 ? open(...unknown) : otherwise();
}

/** Three-valued NOT. */
export function not(verdict: Verdict, otherwise: () => Verdict): Verdict {
  switch (outcome(verdict)) {
    case "pass":
      return otherwise();
    case "fail":
      return pass;
    case "unknown":
      return open(...verdict.unknown);
  }
}

/** The verdict as it is while something that it depends on is unknown: a pass stays, a violation becomes unknown. */
export function unsure(verdict: Verdict, because: readonly string[]): Verdict {
  if (outcome(verdict) === "pass") return pass;
  return open(...because, ...verdict.unknown);
}

/** Thrown by a guarded value when a `check` reads what only a deployment can show. */
export class UnknownRead extends Error {
  constructor(readonly path: string) {
    super(`${path} is unknown`);
  }
}

/** Runs `evaluate`; an unknown value that it reads becomes an open verdict instead of an exception. */
export function guard(evaluate: () => Verdict): Verdict {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof UnknownRead) return open(error.path);
    throw error;
  }
}

/** What `read` gives, and `otherwise` where it reads an unknown value. */
export function readOr<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownRead) return otherwise;
    throw error;
  }
}
