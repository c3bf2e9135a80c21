/** Evaluates the bytes of one stack: what a worker does. */
import { ConfigError, type Configuration, environmentsFor } from "../config/config.js";
import type { Known } from "../config/known.js";
import { check, type DeferredWaiver, type FailOn, gates } from "../doors/state/check.js";
import { isInput, readInput } from "../doors/state/read.js";
import { surroundingsOf } from "../doors/state/source.js";
import { parseState, type State } from "../doors/state/state.js";
import { InputError } from "../files/errors.js";
import type { Finding } from "../findings/finding.js";
import type { RegisteredRule } from "../language/registry.js";
import type { Stack } from "../model/stack.js";
import { serviceOf } from "../report/facts.js";
import { describeCrash } from "../text/crash.js";
import { countsOf, type FindingFact, type StackFact, type StackResult } from "./facts.js";
import { type Reason, Unreadable } from "./source.js";
import { teamsIn } from "./teams.js";
import { unpacked } from "./unpack.js";

/** What is evaluated by. */
export interface Setting {
  readonly rules: readonly RegisteredRule[];
  readonly configuration: Configuration;
  readonly version: string;
  readonly today: string;
  readonly failOn: FailOn;
  readonly teamTag: string | undefined;
  /** Known findings, in addition to those of the configuration's baseline. */
  readonly known?: Known;
}

/** A stack as a worker gets it. */
export interface Task {
  readonly id: string;
  readonly project: string;
  readonly stack: string;
  readonly locked: boolean;
  /** A file that may be something else than a state. */
  readonly maybe: boolean;
  readonly bytes?: Uint8Array;
  /** The content of the file of the stack's tags. */
  readonly tags?: string;
  readonly unreadable?: { readonly reason: Reason; readonly message: string };
}

/** The result of one stack; `undefined` for a file that turns out to be something else. Whatever is wrong with the stack is in its result. */
export function evaluateTask(task: Task, setting: Setting): StackResult | undefined {
  try {
    if (task.unreadable !== undefined) throw new Unreadable(task.unreadable.reason, task.unreadable.message);
    const state = stateOf(task);
    return state === undefined ? undefined : resultOf(task, state, setting);
  } catch (error) {
    return { stack: unreadableFact(task, error), findings: [], waivers: [] };
  }
}

/** @throws Unreadable */
function stateOf({ id, bytes = new Uint8Array(), maybe }: Task): State | undefined {
  const plain = unpacked(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const around = surroundingsOf(id);
  const value = asReason("not-json", id, () => parseState(plain, id, around));
  if (typeof value === "object" && value !== null && "sops" in value) throw new Unreadable("encrypted", "is encrypted by SOPS");
  if (!isInput(value)) {
    if (maybe) return undefined;
    const isFirst = typeof value === "object" && value !== null && ("latest" in value || "target" in value || "stack" in value);
    throw isFirst
      ? new Unreadable("old-version", "has the form of Pulumi before versions. Export and import it with a current Pulumi CLI.")
      : new Unreadable("not-a-state", "is not a Pulumi state");
  }
  const version = (value as { readonly version?: unknown }).version;
  const reason =
    typeof version !== "number" || version === 3 || version === 4 ? "not-a-state" : version > 4 ? "new-version" : "old-version";
  return asReason(reason, id, () => readInput(value, id, around));
}

/** The words of an error without the place, which the stack's result has. */
function asReason<T>(reason: Reason, id: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const message = error.message.startsWith(id) ? error.message.slice(id.length).replace(/^: /, "") : error.message;
    if (reason === "not-json" && message.includes("seems truncated")) throw new Unreadable("truncated", message.replace(/^:/, "line "));
    if (reason === "not-json" && message.startsWith("is empty")) throw new Unreadable("empty", "is empty, expected a state");
    throw new Unreadable(reason, message.replace(/^:(?=\d)/, "line "));
  }
}

function resultOf(task: Task, state: State, setting: Setting): StackResult {
  const { rules, configuration, version, today, failOn, teamTag, known } = setting;
  let evaluated: Stack | undefined;
  const deferred: DeferredWaiver[] = [];
  const inputs = { states: [{ path: task.id, state, config: undefined }], stackFiles: [], skipped: [] };
  const report = check(inputs, rules, configuration, {
    version,
    startedAt: 0,
    today,
    ...(known !== undefined && { known }),
    onEvaluated: (stack) => {
      evaluated = stack;
    },
    deferred: (waiver) => deferred.push(waiver),
  });
  const project = task.project || state.project;
  const stack = task.stack || state.stack;
  const environment = [...environmentsFor(stack, configuration.settings)].sort().join(",");
  const teams = teamsIn(evaluated, teamTag, task.tags);
  const fact = (finding: Finding): FindingFact =>
    factOf(finding, task.id, { project, stack, environment, team: teams.of(finding.urn) }, failOn);
  const findings = report.findings.map(fact);
  const all = (list: readonly Finding[]): FindingFact[] => list.map(fact);
  return {
    stack: {
      ...{
        id: task.id,
        project,
        stack,
        environment,
        team: teams.ofStack,
        status: "read",
        reason: null,
        message: null,
        locked: task.locked,
      },
      resources: report.summary.resources,
      unjudged: report.summary.unjudged.reduce((sum, { count }) => sum + count, 0),
      ...countsOf(findings),
      ...{ new: null, fixed: null },
    },
    findings,
    waivers: deferred.map(({ place, use, findings: by }) => ({
      place,
      use,
      findings: { used: all(by.used), unused: all(by.unused), untold: all(by.untold) },
    })),
  };
}

function factOf(
  finding: Finding,
  stackId: string,
  of: Pick<FindingFact, "project" | "stack" | "environment" | "team">,
  failOn: FailOn,
): FindingFact {
  const { rule, severity, level, outcome, type, name, urn, path, message, fix, fingerprint, source, component, waiver } = finding;
  return {
    ...{ stackId, ...of, rule, severity, level, outcome, blocking: gates(finding, failOn), isNew: null, service: serviceOf(finding) },
    ...{ type, name, urn, path, message, fix, fingerprint },
    file: source?.file ?? null,
    line: source?.line ?? null,
    component: component === null ? null : `${component.type} ${component.name}`,
    waiverUntil: waiver?.until ?? null,
    waiverOwner: waiver?.owner ?? null,
    waiverReason: waiver?.reason ?? finding.exception?.reason ?? null,
  };
}

/** A stack that could not be evaluated. */
export function unreadableFact({ id, project, stack, locked }: Omit<Task, "bytes">, error: unknown): StackFact {
  const { reason, message } =
    error instanceof Unreadable
      ? error
      : error instanceof ConfigError
        ? { reason: "configuration" as const, message: error.message }
        : error instanceof InputError
          ? { reason: "not-a-state" as const, message: error.message }
          : { reason: "failed" as const, message: `the evaluation failed: ${describeCrash(error)}; please report it` };
  return {
    ...{ id, project, stack, environment: "", team: "", status: "unreadable", reason, message, locked, resources: 0, unjudged: 0 },
    ...countsOf([]),
    ...{ new: null, fixed: null },
  };
}
