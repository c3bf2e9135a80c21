import type { Resource } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";
import { isUnknown, type Value } from "../../model/value.js";
import { neverHolds } from "../conditions/impossible.js";
import { everyValue, operatorOf, positive } from "../conditions/operators.js";
import { fitsValue } from "../conditions/values.js";
import { type Condition, documentsOf, type Statement } from "../document/document.js";
import { commonName } from "../document/partitions.js";
import { names, some } from "../document/patterns.js";
import { fits } from "../document/wildcard.js";
import { accountOf } from "../trust/trust.js";
import { mayDo } from "./can.js";
import type { Holder } from "./holder.js";
import { principalsOf } from "./principals.js";
import { tagsOf } from "./tags.js";

/** The principals that a trust policy allows: all that it names, or those of the statements that `isMeant` selects. */
type Picks = (statement: Statement) => boolean;

/** Whether a statement allows any principal to assume the role on the day. */
const letsInBy =
  (action: string): Picks =>
  (statement) =>
    neverHolds(statement).is !== "yes" && some(statement.actions, "actions", (pattern) => fits(pattern, action, true)).is !== "no";
const letsIn = letsInBy("sts:AssumeRole");
const letsInWebIdentity = letsInBy("sts:AssumeRoleWithWebIdentity");
const identityPools = "cognito-identity.amazonaws.com";

/** Whether a condition of a statement names principals, this one not among them. */
function isForOthers({ conditions }: Statement, holder: Holder): boolean {
  const { kind, resource } = holder;
  if (isUnknown(conditions) || resource === undefined || (kind !== "user" && kind !== "role")) return false;
  return conditions.some((condition) => {
    const { base, ifExists } = operatorOf(condition.operator);
    const key = condition.key.toLowerCase();
    if (!positive.has(base) || ifExists) return false;
    const [, tag] = /^aws:principaltag\/(.+)$/.exec(key) ?? [];
    // A role's session can bring tags of its own, and a user that may tag itself as well.
    if (tag !== undefined && kind === "user" && !mayDo(holder, "iam:TagUser")) return hasOtherTag(condition, base, tagsOf(resource)[tag]);
    if (key !== "aws:principalarn") return false;
    return everyValue(condition, "", (value) => !value.includes("${") && names(value, resource) === false).is === "yes";
  });
}

/** Whether a condition asks for a tag that a principal is known not to have. */
const hasOtherTag = (condition: Condition, base: string, tag: Value | undefined): boolean =>
  !isUnknown(tag) &&
  everyValue(condition, "", (value) => !value.includes("${") && (tag === undefined || tag === null || !fitsValue(base, value, String(tag))))
    .is === "yes";

/** The principals of a role's trust policy, of the statements that are meant; `undefined` where they are not known. */
function trusted(role: Resource, isMeant: Picks = letsIn): readonly string[] | undefined {
  const { read, unknown } = documentsOf(role);
  const trusts = read.filter((document) => document.kind === "trust");
  if (unknown.some(({ kind }) => kind === "trust") || trusts.some((document) => document.unread.length > 0)) return undefined;
  const principals: string[] = [];
  for (const statement of trusts.flatMap(({ statements }) => statements)) {
    const { effect, principals: list = [] } = statement;
    if ((effect !== "Allow" && !isUnknown(effect)) || !isMeant(statement)) continue;
    if (isUnknown(effect) || isUnknown(list)) return undefined;
    for (const text of list) principals.push(isUnknown(text) ? "" : text);
  }
  return principals;
}

/** Whether a role trusts one of some services; `undefined` where that is not known. */
export function trustsOneOf(role: Resource, services: readonly string[]): boolean | undefined {
  // Identity pools are trusted as providers of web identities.
  const principals = services.includes(identityPools) ? trusted(role, letsInWebIdentity) : trusted(role);
  if (principals === undefined) return undefined;
  if (services.includes(identityPools)) return principals.some((text) => text === "*" || text === `Federated:${identityPools}`);
  if (principals.some((text) => text === "*" || services.includes(commonName(text.replace(/^Service:/i, ""))))) return true;
  return principals.some((text) => /^(Service:)?$/i.test(text)) ? undefined : false;
}

const rootOf = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/;

/** Whether a role trusts this principal's account as a whole, or the principal itself; `undefined` where that is not known. */
export function trustsPrincipals(role: Resource, holder: Holder, stack: Stack): boolean | undefined {
  // A group is not a principal: its members make the requests.
  const members =
    holder.kind === "group"
      ? principalsOf(stack).all.filter(({ groups }) => groups.some((group) => group.resource === holder.resource))
      : [];
  const asking = members.length > 0 ? members : [holder];
  const principals = trusted(role, (statement) => letsIn(statement) && !asking.every((one) => isForOthers(statement, one)));
  if (principals === undefined) return undefined;
  const own = accountOf(holder.resource ?? role, stack);
  const isOpen = (text: string): boolean => {
    const arn = /^AWS:(.*)$/is.exec(text)?.[1] ?? "";
    const account = rootOf.exec(arn)?.[1];
    return text === "*" || (account !== undefined && (own === undefined || own === account)) || isHolder(arn, holder);
  };
  if (principals.some(isOpen)) return true;
  return principals.includes("") ? undefined : false;
}

const isHolder = (arn: string, { resource }: Holder): boolean => resource !== undefined && names(arn, resource) === true;

/** Whether a role's trust policy names this very principal: no policy of its own must allow it to assume the role then. */
export const trustsByName = (role: Resource, holder: Holder): boolean =>
  (trusted(role, (statement) => letsIn(statement) && !isForOthers(statement, holder)) ?? []).some((text) =>
    isHolder(/^AWS:(arn:[^:]*:iam::\d{12}:.+)$/is.exec(text)?.[1] ?? "", holder),
  );

/** Whether a role trusts a user of its account or of another one by name. */
export const trustsUsers = (role: Resource): boolean =>
  (trusted(role) ?? []).some((text) => /^AWS:arn:[^:]*:iam::\d{12}:user\//i.test(text));
