import type { Resource } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";
import { isUnknown } from "../../model/value.js";
import { unless } from "../conditions/operators.js";
import { narrows } from "../conditions/use.js";
import { type Answer, allOf, anyOf, doubted, mapPlaces, maybe, no, opposite, yes } from "../document/answer.js";
import type { Statement } from "../document/document.js";
import { has, names, some } from "../document/patterns.js";
import { fits } from "../document/wildcard.js";
import { accountOf } from "../trust/trust.js";
import { denied, limited } from "./can.js";
import { escalations, privilegedOf } from "./escalation.js";
import { grantsAdmin } from "./grants.js";
import { type Holder, type Spot, spotOf } from "./holder.js";
import { principalsOf } from "./principals.js";
import type { Privileged } from "./privileged.js";

/**
 * Whether a statement of a privileged role's trust policy names a principal of the stack that has no such rights: within an account, to be named there is
 * enough to assume the role. One answer a named principal. Who is an administrator or escalates by its own policies is reported there.
 */
export function trustPaths(statement: Statement, stack: Stack): readonly Answer<Spot>[] {
  const role = statement.document.resource;
  const { aims, byArn, others } = partiesOf(stack);
  const aim = aims.get(role);
  const { principals } = statement;
  if (aim === undefined || principals === undefined) return [];
  const scope = allOf({
    at: has(statement, "Allow"),
    and: [some(statement.actions, "actions", (pattern) => fits(pattern, "sts:AssumeRole", true)), unless(narrows(statement))],
  });
  if (scope.is === "no") return [];
  const spots = mapPlaces(scope, (at) => spotOf(statement, at));
  if (isUnknown(principals)) return [allOf({ at: maybe(spotOf(statement, "principals")), and: [spots] })];
  return principals.map((principal, i) => {
    const spot = spotOf(statement, `principals[${i}]`);
    if (isUnknown(principal)) return allOf({ at: maybe(spot), and: [spots] });
    const arn = /^AWS:(arn:[^:]+:iam::\d{12}:(?:role|user)\/.+)$/i.exec(principal)?.[1];
    if (arn === undefined) return no;
    const answer = allOf({
      at: anyOf([...(byArn.get(arn) ?? []), ...others].map((holder) => gains(holder, arn, role, stack, spot))),
      and: [spots],
    });
    return aim.isSure ? answer : doubted(answer);
  });
}

/** Whether a principal is the named one, and gets permissions from the role that it does not have. */
function gains(holder: Holder, arn: string, role: Resource, stack: Stack, spot: Spot): Answer<Spot> {
  if (holder.resource === undefined || holder.resource === role || names(arn, holder.resource) === false) return no;
  const account = accountOf(holder.resource, stack);
  if (account !== undefined && !arn.includes(`:${account}:`)) return no;
  const isSure = account !== undefined && names(arn, holder.resource) === true;
  const own = escalations(holder, stack);
  const isMighty = anyOf([grantsAdmin(holder), own.found.length > 0 ? yes(spot) : own.open.length > 0 ? maybe(...own.open) : no]);
  const wish = { action: "sts:AssumeRole", reaches: (pattern: string) => names(pattern, role) };
  const answer = allOf({
    at: yes(spot),
    and: [opposite(isMighty, spot), opposite(denied(holder, wish.action, textOf(role)), spot), limited(holder, wish, spot, textOf(role))],
  });
  return isSure ? answer : doubted(answer);
}

const textOf = ({ outputs }: Resource): string => {
  const arn = outputs.value["arn"];
  return typeof arn === "string" ? arn : "*";
};

/** Whether a role is privileged, or may be. */
export const isPrivileged = (role: Resource, stack: Stack): boolean => partiesOf(stack).aims.has(role);

/** The privileged principals of a stack, and all principals by ARN; those without a known ARN are separate. */
interface Parties {
  readonly aims: ReadonlyMap<Resource, Privileged>;
  readonly byArn: ReadonlyMap<string, readonly Holder[]>;
  readonly others: readonly Holder[];
}
const known = new WeakMap<Stack, Parties>();

function partiesOf(stack: Stack): Parties {
  let parties = known.get(stack);
  if (parties === undefined) {
    const byArn = new Map<string, Holder[]>();
    const others: Holder[] = [];
    for (const [{ outputs }, holder] of principalsOf(stack).of) {
      const arn = outputs.value["arn"];
      if (typeof arn === "string") byArn.set(arn, [...(byArn.get(arn) ?? []), holder]);
      else others.push(holder);
    }
    parties = { aims: new Map(privilegedOf(stack).map((aim) => [aim.resource, aim])), byArn, others };
    known.set(stack, parties);
  }
  return parties;
}
