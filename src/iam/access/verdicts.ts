import type { Resource } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";
import { isUnknown } from "../../model/value.js";
import { all, type Break, broken, elsewhere, open, pass, type Verdict } from "../../model/verdict.js";
import { type Answer, anyOf, type Flaw } from "../document/answer.js";
import type { Document, Statement, Texts } from "../document/document.js";
import { mayBeDenied } from "./can.js";
import { escalations } from "./escalation.js";
import { type Excess, excesses, type Wanted } from "./excess.js";
import type { InHands } from "./grants.js";
import type { Holder, Spot } from "./holder.js";
import { lateralPaths } from "./lateral.js";
import type { Escalation, Escalations } from "./privileged.js";
import { suggestionFor } from "./suggestion.js";

/** An answer as a verdict: yes is a break with the message, what is unknown stays open. */
export function verdictOf(answer: Answer, message: (at: string) => string): Verdict {
  if (answer.is === "no") return pass;
  return answer.is === "unknown" ? open(...answer.at) : broken(answer.at, message(answer.at));
}

/** Flaws of one statement as a verdict. */
export function verdictOn(flaws: readonly Flaw[]): Verdict {
  const parts: Verdict[] = [];
  for (const { answer, why } of flaws) if (answer.is !== "no") parts.push(verdictOf(answer, () => why));
  return all(parts);
}

/** The text at a place such as `actions[1]`, as a message may show it. */
export function textAt(statement: Statement, at: string): string {
  const [, property = "", index] = /^(\w+)(?:\[(\d+)\])?$/.exec(at) ?? [];
  const lists: Readonly<Record<string, Texts | undefined>> = {
    actions: statement.actions,
    notActions: statement.notActions,
    resources: statement.resources,
    principals: statement.principals,
  };
  const list = lists[property];
  const text = list === undefined || isUnknown(list) ? undefined : list[Number(index ?? 0)];
  if (typeof text !== "string") return property;
  return statement.document.show(property === "principals" ? text.replace(/^(AWS|Service|Federated|CanonicalUser):/i, "") : text);
}

/** A violation at the first of some locations in the evaluated item, with the others as further ones. */
export function breakAt(owner: Resource | undefined, spots: readonly Spot[], message: string): Break {
  const own = spots.find(({ resource }) => resource === owner);
  const others = unique(spots.filter(({ resource, path }) => resource !== own?.resource || path !== own.path));
  const places = others.map(({ resource, path }) => ({ urn: resource.urn, path }));
  const path = own?.path ?? "";
  return places.length === 0 ? { path, message } : { path, message, places };
}

const unique = (spots: readonly Spot[]): readonly Spot[] => [
  ...new Map(spots.map((spot) => [`${spot.resource.urn} ${spot.path}`, spot])).values(),
];

/** What is not known, at the evaluated resource first. */
export function openAt(owner: Resource | undefined, spots: readonly Spot[]): Verdict {
  const own = spots.filter(({ resource }) => resource === owner).map(({ path }) => path);
  const others = spots.filter(({ resource }) => resource !== owner).map(({ resource, path }) => elsewhere(resource.urn, path));
  return open(...new Set([...own, ...others]));
}

/** What a message about a known grant adds if something unknown may be a Deny. */
export const unlessDenied = (hands: readonly Holder[]): string =>
  hands.some(mayBeDenied) ? ", unless a policy that is not known yet denies it" : "";

/** An answer about what a principal is granted, as a verdict on one resource. */
export const verdictIn = (owner: Resource | undefined, hands: readonly Holder[], answer: Answer<Spot>, message: string): Verdict =>
  verdictAt(owner, answer, message + unlessDenied(hands));

/** An answer about places anywhere in the stack, as a verdict on one resource. */
export function verdictAt(owner: Resource | undefined, answer: Answer<Spot>, message: string): Verdict {
  if (answer.is === "no") return pass;
  return answer.is === "unknown" ? openAt(owner, answer.at) : { broken: [breakAt(owner, [answer.at], message)], unknown: [] };
}

/** The answers for each statement of a document, for any of its holders, each as a verdict at its location. */
export function statementsOf(
  held: InHands,
  ask: (holder: Holder, statement: Statement) => readonly Answer<Spot>[],
  message: string,
): Verdict {
  const { document, hands } = held;
  const words = message + unlessDenied(hands);
  return all(
    document.statements.flatMap((statement) => {
      const answers = hands.map((holder) => ask(holder, statement));
      if (answers.every((list) => list.every(({ is }) => is === "no"))) return [];
      return (answers[0] ?? []).map((_, i) => verdictAt(document.resource, anyOf(answers.flatMap((list) => list[i] ?? [])), words));
    }),
  );
}

/** Some names as a sentence lists them, the first few of many. */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : names;
  return shown.length < 2 ? (shown[0] ?? "") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

const shownIn = (document: Document, names: readonly string[]): string => (document.isSecret ? "[secret]" : listed(names));

/** One break for each service whose wanted actions a document grants on every resource, with the narrowed statement where the stack shows enough. */
export function excessOf(
  inHands: InHands & { readonly stack: Stack },
  wanted: Wanted,
  message: (actions: string, excess: Excess) => string,
): Verdict {
  const { document, stack } = inHands;
  const { found, open: unknown } = excesses(inHands, wanted);
  const breaks = found.map((excess) => {
    const fix = suggestionFor(inHands, excess, stack);
    const found = breakAt(
      document.resource,
      excess.spots,
      message(
        shownIn(
          document,
          excess.actions.map(({ name }) => name),
        ),
        excess,
      ) + unlessDenied(inHands.hands),
    );
    return fix === undefined ? found : { ...found, fix };
  });
  return { broken: breaks, unknown: openAt(document.resource, unknown).unknown };
}

/** The kinds of resources that actions can be restricted to, by name and ARN. */
export function typesOf({ actions }: Excess): string {
  const types = new Map(actions.flatMap((action) => action.types.map((type) => [type.name, type.arn])));
  // `AssociateWebACL` is about a webacl first, whatever else it takes.
  const lower = actions.map(({ name }) => name.toLowerCase());
  const named: string[] = [];
  const others: string[] = [];
  for (const [name, arn] of types) {
    const word = name.replace(/\W/g, "").toLowerCase();
    (lower.some((action) => action.includes(word)) ? named : others).push(`${name} (${arn})`);
  }
  return listed([...named, ...others], 2);
}

/** One break for each set of grants that completes paths of escalation; a document with several holders is shown for the first one with such a path. */
export function escalationsOf({ document, hands, stack }: InHands & { readonly stack: Stack }): Verdict {
  const verdicts = hands.map((holder) => escalationsIn(document.resource, holder, escalations(holder, stack)));
  return verdicts.find((verdict) => verdict.broken.length > 0) ?? all(verdicts);
}

/** What a principal can do with all its policies, beyond what one of them alone allows. */
export function escalationsInSum(holder: Holder, parts: readonly Holder[], stack: Stack): Verdict {
  const owner = holder.resource;
  const whole = escalations(holder, stack);
  if (whole.found.length === 0) return escalationsIn(owner, holder, whole);
  const alone = new Set(parts.flatMap((part) => escalations(part, stack).found.map(({ id }) => id)));
  return escalationsIn(owner, holder, { ...whole, found: whole.found.filter(({ id }) => !alone.has(id)) });
}

/** What a principal can read by taking over another one. */
export const lateralIn = (holder: Holder, stack: Stack): Verdict =>
  escalationsIn(
    holder.resource,
    holder,
    { found: lateralPaths(holder, stack), open: [] },
    "can read data that its policies do not let it read",
  );

function escalationsIn(owner: Resource | undefined, holder: Holder, { found, open: unknown }: Escalations, what?: string): Verdict {
  const bySpots = new Map<string, Escalation[]>();
  for (const path of found) {
    const key = [...new Set(path.spots.map((spot) => `${spot.resource.urn} ${spot.path}`))].sort().join();
    bySpots.set(key, [...(bySpots.get(key) ?? []), path]);
  }
  const breaks = [...bySpots.values()].map((paths) =>
    breakAt(
      owner,
      paths.flatMap(({ spots }) => spots),
      pathsAsWords(paths, what) + unlessDenied([holder]),
    ),
  );
  return { broken: breaks, unknown: breaks.length > 0 ? [] : openAt(owner, unknown).unknown };
}

/** The paths by id, with the hops of the first one that leads over something of the stack. */
function pathsAsWords(paths: readonly Escalation[], what?: string): string {
  const list = listed(paths.map(({ id, needs }) => `${id} (${needs.join(" + ")})`));
  const hop = paths.find((path) => path.hop !== undefined)?.hop;
  const words = `${what ?? `enables ${paths.length === 1 ? "a privilege-escalation path" : `${paths.length} privilege-escalation paths`}`}: ${list}`;
  return hop === undefined ? words : `${words}: ${hop}`;
}
