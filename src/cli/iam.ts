import { ConfigError } from "../config/error.js";
import { readInputs } from "../doors/state/inputs.js";
import { stackOfState } from "../doors/state/state.js";
import { accessChanges } from "../iam/access/changes.js";
import type { Holder, Spot } from "../iam/access/holder.js";
import { holderNames, holdersNamed, pathsFrom, whoCan } from "../iam/access/questions.js";
import { labelOf } from "../iam/access/routes.js";
import type { Statement, Texts } from "../iam/document/document.js";
import type { Stack } from "../model/stack.js";
import { isUnknown } from "../model/value.js";
import { didYouMean } from "../text/suggest.js";
import type { Context } from "./context.js";

/** The options of the commands below `iam`. */
export interface IamOptions {
  readonly format: string;
}

const outsideNote = "Policies that are not in the stack (of the organization, of sessions, of other stacks) are not known here.";

/** Reads the one stack that an input holds. */
async function stackAt(context: Context, path: string): Promise<Stack> {
  const { states } = await readInputs([path], () => undefined);
  const [first, ...more] = states;
  if (first === undefined) throw new ConfigError(`${path}: contains no state. Run: pulumi stack export > state.json`);
  if (more.length > 0) throw new ConfigError(`${path}: contains ${states.length} states. Name one of them, such as ${first.path}.`);
  return stackOfState(first.state, first.path, context.today, undefined, context.note);
}

const shownAt = ({ resource, path }: Spot): string => `${resource.name}${path === "" ? "" : ` ${path}`}`;
const placeOf = ({ resource, path }: Spot): { urn: string; path: string } => ({ urn: resource.urn, path });
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** `iam who-can`: lists who can do an action on a resource. */
export async function printWhoCan(
  context: Context,
  action: string,
  resource: string,
  input: string,
  { format }: IamOptions,
): Promise<void> {
  if (!/^[\w-]+:[\w*?]+$/.test(action)) throw new ConfigError(`"${action}" is not an action, expected one such as s3:GetObject`);
  if (resource !== "*" && !resource.startsWith("arn:"))
    throw new ConfigError(`"${resource}" is not an ARN, expected one such as arn:aws:s3:::bucket/*`);
  const found = whoCan(await stackAt(context, input), action, resource);
  if (format === "json") {
    context.out(json({ action, resource, access: found.map((one) => ({ ...one, by: one.by.map(placeOf) })) }));
    return;
  }
  const reasons = (because: readonly string[]): string => (because.length === 0 ? "" : `: ${because.join("; ")}`);
  const places = (by: readonly Spot[]): string => (by.length === 0 ? "" : ` (${by.map(shownAt).join(", ")})`);
  const line = ({ who, is, because, by }: (typeof found)[number]): string =>
    `${is === "yes" ? "yes      " : "unknown  "}${who}${reasons(because)}${places(by)}\n`;
  const order = [...found.filter(({ is }) => is === "yes"), ...found.filter(({ is }) => is !== "yes")];
  context.out(found.length === 0 ? `Nobody of this stack can do ${action} on ${resource}.\n` : order.map(line).join(""));
  context.out(`${outsideNote}\n`);
}

function holdersAt(stack: Stack, name: string): readonly Holder[] {
  const holders = holdersNamed(stack, name);
  if (holders.length > 0) return holders;
  throw new ConfigError(
    `no role, user, group or permission set of the stack is called "${name}"${didYouMean(name, holderNames(stack)) || "."}`,
  );
}

/** `iam paths`: lists the privilege-escalation paths of a principal, or of all. */
export async function printPaths(context: Context, input: string, { format, from }: IamOptions & { from?: string }): Promise<void> {
  const stack = await stackAt(context, input);
  const holders = from === undefined ? holderNames(stack).flatMap((name) => holdersNamed(stack, name)) : holdersAt(stack, from);
  const found = [...new Set(holders)].map((holder) => pathsFrom(holder, stack));
  if (format === "json") {
    const paths = found.map(({ who, isAdmin, paths, open }) => ({
      who,
      isAdmin,
      paths: paths.map(({ id, needs, hop, spots }) => ({ id, needs, hops: hopsOf(hop), statements: spots.map(placeOf) })),
      unknown: open.map(placeOf),
    }));
    context.out(json(paths));
    return;
  }
  for (const { who, isAdmin, paths, open } of found) {
    if (isAdmin === "yes") context.out(`${who} is an administrator.\n`);
    else if (paths.length === 0 && open.length === 0 && from !== undefined)
      context.out(`${who} has no path to more permissions in this stack.\n`);
    for (const { id, needs, hop, spots } of paths) {
      const hops = hopsOf(hop);
      context.out(`${who}: ${id} (${needs.join(" + ")})\n${hops.map((one, i) => `  ${i + 1}. ${one}\n`).join("")}`);
      context.out(`     by ${[...new Set(spots.map(shownAt))].join(", ")}\n`);
    }
    if (open.length > 0 && paths.length === 0) context.out(`${who}: unknown, depends on ${[...new Set(open.map(shownAt))].join(", ")}\n`);
  }
  if (found.every(({ isAdmin, paths, open }) => isAdmin !== "yes" && paths.length + open.length === 0) && from === undefined)
    context.out("No principal of this stack is an administrator or can become one.\n");
}

const hopsOf = (hop: string | undefined): readonly string[] => (hop === undefined ? [] : hop.split("; "));

/** `iam grants`: lists what the policies of a principal grant and deny. */
export async function printGrants(context: Context, name: string, input: string, { format }: IamOptions): Promise<void> {
  const stack = await stackAt(context, input);
  const holders = holdersAt(stack, name);
  const records = holders.map((holder) => ({
    who: labelOf(holder),
    statements: holder.lines.map(({ statement, isSure }) => ({
      ...recordOf(statement),
      isSure,
      at: placeOf({ resource: statement.document.resource, path: statement.path }),
    })),
    boundary:
      holder.boundary?.lines.map(({ statement }) => ({
        ...recordOf(statement),
        at: placeOf({ resource: statement.document.resource, path: statement.path }),
      })) ?? null,
    unknown: [...holder.unseen, ...(holder.boundary?.unread ?? [])].map(placeOf),
  }));
  if (format === "json") {
    context.out(json(records));
    return;
  }
  for (const [i, { who, boundary, unknown }] of records.entries()) {
    context.out(`${who}${records[i]?.statements.length === 0 ? ": no statements" : ""}\n`);
    const wholeOf = ({ document, path }: Statement): string => shownAt({ resource: document.resource, path });
    for (const { statement, isSure } of holders[i]?.lines ?? [])
      context.out(`  ${wordsOf(recordOf(statement))}${isSure ? "" : ", if the policy is attached"} (${wholeOf(statement)})\n`);
    for (const one of boundary ?? []) context.out(`  boundary: ${wordsOf(one)}\n`);
    for (const { path } of unknown) context.out(`  unknown: ${path === "" ? "a policy" : path}\n`);
  }
}

interface StatementRecord {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly notActions: boolean;
  readonly resources: readonly string[];
  readonly notResources: boolean;
  readonly conditions: readonly string[];
}

function recordOf({ effect, actions, notActions, resources, notResources, conditions, document }: Statement): StatementRecord {
  const texts = (list: Texts | undefined): readonly string[] =>
    document.isSecret
      ? ["[secret]"]
      : list === undefined
        ? []
        : isUnknown(list)
          ? ["unknown"]
          : list.map((text) => (isUnknown(text) ? "unknown" : text));
  return {
    effect: isUnknown(effect) ? "unknown" : (effect ?? "unknown"),
    actions: texts(notActions ?? actions),
    notActions: notActions !== undefined,
    resources: texts(notResources ?? resources),
    notResources: notResources !== undefined,
    conditions: isUnknown(conditions) ? ["unknown"] : conditions.map(({ operator, key }) => `${operator} ${key}`),
  };
}

const wordsOf = ({ effect, actions, notActions, resources, notResources, conditions }: StatementRecord): string =>
  `${effect} ${notActions ? "everything except " : ""}${actions.join(", ")}` +
  ` on ${notResources ? "everything except " : ""}${resources.join(", ") || "nothing"}` +
  (conditions.length === 0 ? "" : ` if ${conditions.join(" and ")}`);

/** `iam diff`: lists the access that the second state grants and the first does not. Resolves to the exit status. */
export async function printDiff(context: Context, before: string, after: string, { format }: IamOptions): Promise<number> {
  const changes = accessChanges(await stackAt(context, before), await stackAt(context, after));
  if (format === "json")
    context.out(
      json({ newAccess: changes.length > 0, changes: changes.map(({ kind, to, what, at }) => ({ kind, to, what, at: placeOf(at) })) }),
    );
  else {
    for (const { kind, to, what, at } of changes) context.out(`${kind}: ${to}: ${what} (${shownAt(at)})\n`);
    context.out(changes.length === 0 ? "No new access.\n" : "");
  }
  return changes.length === 0 ? 0 : 1;
}
