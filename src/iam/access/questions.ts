import type { Resource } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";
import { isUnknown } from "../../model/value.js";
import { alwaysHolds } from "../conditions/always.js";
import { neverHolds } from "../conditions/impossible.js";
import { type Document, documentsOf, type Statement } from "../document/document.js";
import { permissionOf } from "../document/permission.js";
import { reachOf } from "./containment.js";
import { escalations } from "./escalation.js";
import { grantsAdmin } from "./grants.js";
import { type Holder, type Line, type Spot, spotOf } from "./holder.js";
import { principalsOf } from "./principals.js";
import type { Escalation } from "./privileged.js";
import { labelOf } from "./routes.js";

/** Whether somebody can do an action on a resource, with the statements that decide it. */
export interface Access {
  readonly who: string;
  readonly is: "yes" | "unknown";
  /** Why it is unknown. */
  readonly because: readonly string[];
  readonly by: readonly Spot[];
}

/**
 * Who of a stack can do an action on a resource, or on all resources of a pattern: by policies of principals, and by the policies of resources. Unknown is who
 * can under conditions only, on a part of the resources only, or with something that is not known. Who is not listed cannot.
 */
export function whoCan(stack: Stack, action: string, resource: string): readonly Access[] {
  const direct = principalsOf(stack).all.flatMap((holder): Access[] => {
    const access = accessOf(holder, action, resource);
    return access === undefined ? [] : [{ who: labelOf(holder), ...access }];
  });
  return [...direct, ...byResources(stack, action, resource)];
}

type Answered = Omit<Access, "who">;

function accessOf(holder: Holder, action: string, resource: string): Answered | undefined {
  const granted = allowedBy(holder.lines, action, resource);
  const because: string[] = [...granted.because];
  for (const { path, resource: of } of holder.unseen) because.push(`${of.name}${path === "" ? "" : ` ${path}`} is not known`);
  if (granted.by.length === 0 && holder.unseen.length === 0) return undefined;
  const denial = deniedBy(holder.lines, action, resource);
  if (denial === "all") return undefined;
  if (denial === "some") because.push("a Deny may apply");
  const { boundary } = holder;
  if (boundary !== undefined) {
    const within = allowedBy(boundary.lines, action, resource);
    const outside = deniedBy(boundary.lines, action, resource);
    if (outside === "all" || (within.by.length === 0 && boundary.unread.length === 0)) return undefined;
    if (within.is !== "yes" || outside === "some" || boundary.unread.length > 0) because.push("the permissions boundary may not leave it");
  }
  // A policy that is not known does not weaken what a known one grants.
  const isSure = granted.is === "yes" && denial === "none" && !because.includes("the permissions boundary may not leave it");
  return isSure ? { is: "yes", because: [], by: granted.by } : { is: "unknown", because: [...new Set(because)], by: granted.by };
}

function allowedBy(
  lines: readonly Line[],
  action: string,
  resource: string,
): { is: "yes" | "unknown" | "no"; by: Spot[]; because: string[] } {
  const sure: Spot[] = [];
  const open: Spot[] = [];
  const because: string[] = [];
  for (const { statement, isSure } of lines) {
    if (statement.effect === "Deny") continue;
    const reach = reachOf(statement, action, resource);
    if (reach === "none" || neverHolds(statement).is === "yes") continue;
    const spot = spotOf(statement, "actions");
    const reasons = doubtsOf(statement, reach, isSure);
    if (reasons.length === 0) sure.push(spot);
    else {
      open.push(spot);
      because.push(...reasons);
    }
  }
  if (sure.length > 0) return { is: "yes", by: sure, because: [] };
  return { is: open.length > 0 ? "unknown" : "no", by: open, because };
}

function doubtsOf(statement: Statement, reach: "all" | "some", isSure: boolean): string[] {
  const { conditions, effect } = statement;
  const keys = isUnknown(conditions) ? [] : conditions.map(({ key }) => key);
  return [
    ...(reach === "some" ? ["for a part of the resources or actions only"] : []),
    ...(isUnknown(conditions) ? ["conditions that are not known"] : []),
    ...(keys.length > 0 && alwaysHolds(statement).is !== "yes" ? [`under a condition on ${[...new Set(keys)].join(", ")}`] : []),
    ...(isUnknown(effect) ? ["the effect is not known"] : []),
    ...(isSure ? [] : ["it is not known whether the policy is attached"]),
  ];
}

function deniedBy(lines: readonly Line[], action: string, resource: string): "all" | "some" | "none" {
  let answer: "some" | "none" = "none";
  for (const { statement, isSure } of lines) {
    if (statement.effect === "Allow") continue;
    const reach = reachOf(statement, action, resource);
    if (reach === "none" || neverHolds(statement).is === "yes") continue;
    if (reach === "all" && isSure && statement.effect === "Deny" && alwaysHolds(statement).is === "yes") return "all";
    answer = "some";
  }
  return answer;
}

/** The policies of a resource, and what a permission of a function states. */
function policiesOf(owner: Resource, today: string | undefined): readonly Document[] {
  const permission = permissionOf(owner, today);
  const { read } = documentsOf(owner, today);
  return permission === undefined ? read : [...read, permission];
}

/** The principals that policies of resources allow, as they are written there. */
function byResources(stack: Stack, action: string, resource: string): readonly Access[] {
  return stack.resources.flatMap((owner) =>
    policiesOf(owner, stack.today).flatMap((document): Access[] => {
      if (document.kind !== "resource" && document.kind !== "trust") return [];
      if (document.kind === "trust" && owner.outputs.value["arn"] !== resource) return [];
      const lines = document.statements.map((statement) => ({ statement, isSure: true }));
      const denial = deniedBy(lines, action, resource);
      if (denial === "all") return [];
      return lines.flatMap((line): Access[] => {
        const { is, by, because } = allowedBy([line], action, resource);
        if (is === "no") return [];
        const doubts = [
          ...because,
          ...(denial === "some" ? ["a Deny may apply"] : []),
          ...(isItself(owner, line, resource) ? [] : ["the policy names every resource of its own"]),
        ];
        return [{ who: principalsIn(line.statement), is: doubts.length === 0 ? "yes" : "unknown", because: doubts, by }];
      });
    }),
  );
}

/** Whether a statement of a resource's policy names the resource, or is in the policy of that resource: `*` there means it. */
const isItself = ({ outputs }: Resource, { statement: { resources, document } }: Line, resource: string): boolean =>
  document.kind === "trust" || outputs.value["arn"] === resource || (Array.isArray(resources) && !resources.includes("*"));

function principalsIn({ principals, notPrincipals, document }: Statement): string {
  if (document.isSecret) return "[secret]";
  const list = notPrincipals ?? principals;
  if (list === undefined || isUnknown(list)) return "a principal that is not known";
  const names = list.map((text) =>
    isUnknown(text) ? "a principal that is not known" : text === "*" ? "everyone" : text.replace(/^\w+:/, ""),
  );
  return `${notPrincipals === undefined ? "" : "everyone except "}${names.join(", ")}`;
}

/** What a principal can make of itself. */
export interface Reach {
  readonly who: string;
  readonly isAdmin: "yes" | "no" | "unknown";
  readonly paths: readonly Escalation[];
  readonly open: readonly Spot[];
}

/** The privilege-escalation paths of a principal. */
export function pathsFrom(holder: Holder, stack: Stack): Reach {
  const { found, open } = escalations(holder, stack);
  return { who: labelOf(holder), isAdmin: grantsAdmin(holder).is, paths: found, open };
}

/** The principals of a stack that a text names: by name, ARN or URN. */
export const holdersNamed = (stack: Stack, text: string): readonly Holder[] =>
  [...principalsOf(stack).of].flatMap(([resource, holder]) => (namesOf(resource).includes(text) ? [holder] : []));

/** The names of the principals of a stack. */
export const holderNames = (stack: Stack): readonly string[] => [...principalsOf(stack).of.keys()].map(({ name }) => name);

const namesOf = ({ name, urn, inputs, outputs }: Resource): readonly unknown[] => [
  name,
  urn,
  inputs.value["name"],
  outputs.value["name"],
  outputs.value["arn"],
];
