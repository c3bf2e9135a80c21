import type { Resource } from "../../model/resource.js";
import { oncePerStack, type Stack } from "../../model/stack.js";
import { isUnknown } from "../../model/value.js";
import { unless } from "../conditions/operators.js";
import { narrows } from "../conditions/use.js";
import { type Answer, allOf, doubted, mapPlaces, maybe, no, opposite, yes } from "../document/answer.js";
import { documentsOf, type Statement } from "../document/document.js";
import { has, names, some } from "../document/patterns.js";
import { fits } from "../document/wildcard.js";
import { accountOf } from "../trust/trust.js";
import { denied, limited } from "./can.js";
import { type Holder, type Spot, spotOf } from "./holder.js";
import { principalsOf } from "./principals.js";

/** A principal of the stack that a role's trust policy names, or may name: within an account, that is enough to assume the role. */
export interface Naming {
  readonly holder: Holder;
  readonly answer: Answer<Spot>;
  /** Where it is named. */
  readonly spot: Spot;
}

/** A principal in a trust policy: the principals of the stack that it is, or may be, or what is not known of it. */
export interface Named {
  readonly namings: readonly Naming[];
  readonly scope: Answer<Spot>;
  /** That it is not known which principal it is. */
  readonly open?: Answer<Spot>;
}

/** The principals of a statement of a role's trust policy, each with those of the stack that it names. */
export function namedBy(statement: Statement, stack: Stack): readonly Named[] {
  const role = statement.document.resource;
  const { principals } = statement;
  if (principals === undefined) return [];
  const scope = allOf({
    at: has(statement, "Allow"),
    and: [some(statement.actions, "actions", (pattern) => fits(pattern, "sts:AssumeRole", true)), unless(narrows(statement))],
  });
  if (scope.is === "no") return [];
  const spots = mapPlaces(scope, (at) => spotOf(statement, at));
  const unclear = (at: string): Named => ({ namings: [], scope: spots, open: maybe(spotOf(statement, at)) });
  if (isUnknown(principals)) return [unclear("principals")];
  const { byArn, others } = partiesOf(stack);
  return principals.map((principal, i): Named => {
    const at = `principals[${i}]`;
    if (isUnknown(principal)) return unclear(at);
    const arn = /^AWS:(arn:[^:]+:iam::\d{12}:(?:role|user)\/.+)$/i.exec(principal)?.[1];
    const holders = arn === undefined ? [] : [...(byArn.get(arn) ?? []), ...others];
    const namings = holders.flatMap((holder): Naming[] => {
      const spot = spotOf(statement, at);
      const answer = arn === undefined ? no : assumes(holder, arn, role, stack, spot);
      return answer.is === "no" ? [] : [{ holder, answer, spot }];
    });
    return { namings, scope: spots };
  });
}

/** The principals of the stack that a role trusts by name, or may trust. */
export const namingsOf = (role: Resource, stack: Stack): readonly Naming[] =>
  documentsOf(role, stack.today)
    .read.filter(({ kind }) => kind === "trust")
    .flatMap(({ statements }) => statements.flatMap((statement) => namedBy(statement, stack)))
    .flatMap(({ namings, scope }) => namings.map((naming) => ({ ...naming, answer: allOf({ at: naming.answer, and: [scope] }) })));

/** Whether a principal is the named one, and nothing of its own keeps it from the role. */
function assumes(holder: Holder, arn: string, role: Resource, stack: Stack, spot: Spot): Answer<Spot> {
  if (holder.resource === undefined || holder.resource === role) return no;
  const isNamed = names(arn, holder.resource);
  if (isNamed === false) return no;
  const account = accountOf(holder.resource, stack);
  if (account !== undefined && !arn.includes(`:${account}:`)) return no;
  const wish = { action: "sts:AssumeRole", reaches: (pattern: string) => names(pattern, role) };
  const answer = allOf({
    at: yes(spot),
    and: [opposite(denied(holder, wish.action, textOf(role)), spot), limited(holder, wish, spot, textOf(role))],
  });
  return account !== undefined && isNamed === true ? answer : doubted(answer);
}

const textOf = ({ outputs }: Resource): string => {
  const arn = outputs.value["arn"];
  return typeof arn === "string" ? arn : "*";
};

/** All principals of a stack by ARN; those without a known ARN are separate. */
interface Parties {
  readonly byArn: ReadonlyMap<string, readonly Holder[]>;
  readonly others: readonly Holder[];
}
const partiesOf = oncePerStack((stack): Parties => {
  const byArn = new Map<string, Holder[]>();
  const others: Holder[] = [];
  for (const [{ outputs }, holder] of principalsOf(stack).of) {
    const arn = outputs.value["arn"];
    if (typeof arn !== "string") others.push(holder);
    else byArn.set(arn, [...(byArn.get(arn) ?? []), holder]);
  }
  return { byArn, others };
});
