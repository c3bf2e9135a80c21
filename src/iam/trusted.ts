import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import { isUnknown } from "../model/value.js";
import { documentsOf } from "./document.js";
import type { Holder } from "./holder.js";
import { names } from "./patterns.js";
import { accountOf } from "./trust.js";

/** The principals of a role's trust policy; `undefined` where they are not known. */
function trusted(role: Resource): readonly string[] | undefined {
  const { read, unknown } = documentsOf(role);
  const trusts = read.filter((document) => document.kind === "trust");
  if (unknown.some(({ kind }) => kind === "trust") || trusts.some((document) => document.unread.length > 0)) return undefined;
  const principals: string[] = [];
  for (const { effect, principals: list = [] } of trusts.flatMap(({ statements }) => statements)) {
    if (effect !== "Allow" && !isUnknown(effect)) continue;
    if (isUnknown(effect) || isUnknown(list)) return undefined;
    principals.push(...list.map((text) => (isUnknown(text) ? "" : text)));
  }
  return principals;
}

/** Whether a role trusts one of some services; `undefined` where that is not known. */
export function trustsOneOf(role: Resource, services: readonly string[]): boolean | undefined {
  const principals = trusted(role);
  if (principals === undefined) return undefined;
  if (principals.some((text) => text === "*" || services.includes(text.replace(/^Service:/i, "")))) return true;
  return principals.some((text) => /^(Service:)?$/i.test(text)) ? undefined : false;
}

const rootOf = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/;

/** Whether a role trusts this principal's account as a whole, or the principal itself; `undefined` where that is not known. */
export function trustsPrincipals(role: Resource, holder: Holder, stack: Stack): boolean | undefined {
  const principals = trusted(role);
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
  (trusted(role) ?? []).some((text) => isHolder(/^AWS:(arn:[^:]*:iam::\d{12}:.+)$/is.exec(text)?.[1] ?? "", holder));
