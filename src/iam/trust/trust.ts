import type { Resource } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";
import { isUnknown } from "../../model/value.js";
import { neverHolds } from "../conditions/impossible.js";
import { unless } from "../conditions/operators.js";
import { everyPrincipal } from "../conditions/values.js";
import { demands } from "../conditions/who.js";
import { type Answer, allOf, maybe, no, yes } from "../document/answer.js";
import type { Statement } from "../document/document.js";

const accountOfArn = /^arn:[^:]+:[^:]+:[^:]*:(\d{12}):/;
const accounts = new WeakMap<Stack, Map<string, string>>();

/** The account that a resource is made in: by its own ARN, else by those of the stack's other resources of the same provider. */
export function accountOf(resource: Resource, stack: Stack): string | undefined {
  const own = accountIn(resource);
  if (own !== undefined) return own;
  let byProvider = accounts.get(stack);
  if (byProvider === undefined) {
    byProvider = new Map();
    for (const other of stack.resources) {
      const account = other.external ? undefined : accountIn(other);
      const provider = other.provider ?? "";
      if (account !== undefined && !byProvider.has(provider)) byProvider.set(provider, account);
    }
    accounts.set(stack, byProvider);
  }
  return byProvider.get(resource.provider ?? "");
}

function accountIn(resource: Resource): string | undefined {
  const arn = resource.outputs.value["arn"];
  return typeof arn === "string" ? accountOfArn.exec(arn)?.[1] : undefined;
}

const guards = ["sts:externalid", "aws:principalorgid", "aws:principalorgpaths", "aws:principalarn"];
const open = { "aws:principalarn": everyPrincipal };

/** Accounts other than `own` that a trust lets in as a whole, with no condition that states who of them; one answer each. `isOwn` asks for the own account. */
export function unguardedAccounts(statement: Statement, own: string | undefined, isOwn = false): Answer[] {
  if (statement.principals === undefined) return [];
  if (isUnknown(statement.principals)) return [maybe("principals")];
  const scope = allOf({
    at: isUnknown(statement.effect) ? maybe("effect") : statement.effect === "Allow" ? yes("effect") : no,
    and: [unless(demands(statement, guards, open)), unless(neverHolds(statement))],
  });
  return statement.principals.map((principal, i) => {
    const at = `principals[${i}]`;
    return allOf({ at: isUnknown(principal) ? maybe(at) : isWholeAccount(principal, own, at, isOwn), and: [scope] });
  });
}

function isWholeAccount(principal: string, own: string | undefined, at: string, isOwn: boolean): Answer {
  const account = /^(?:AWS:)?(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/i.exec(principal)?.[1];
  if (account === undefined || (own !== undefined && (account === own) !== isOwn)) return no;
  return own === undefined ? maybe(at) : yes(at);
}

const withinOrganization = ["aws:principalorgid", "aws:principalorgpaths"];

/** Principals of other accounts than `own` that a resource policy lets in, by name or as a whole account; one answer each. Everyone is not among them. */
export function otherAccounts(statement: Statement, own: string | undefined): Answer[] {
  if (statement.principals === undefined) return [];
  if (isUnknown(statement.principals)) return [maybe("principals")];
  const scope = allOf({
    at: isUnknown(statement.effect) ? maybe("effect") : statement.effect === "Allow" ? yes("effect") : no,
    and: [unless(demands(statement, withinOrganization)), unless(neverHolds(statement))],
  });
  return statement.principals.map((principal, i) => {
    const at = `principals[${i}]`;
    if (isUnknown(principal)) return allOf({ at: maybe(at), and: [scope] });
    const account = /^AWS:(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::|$)/i.exec(principal)?.[1];
    if (account === undefined || account === own) return no;
    return allOf({ at: own === undefined ? maybe(at) : yes(at), and: [scope] });
  });
}
