import { type EscalationPath, escalationPaths } from "../data/tables.js";
import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import { isUnknown } from "../model/value.js";
import { serviceOf } from "./actions.js";
import { type Answer, allOf, anyOf, doubted, no } from "./answer.js";
import { can, resourcesOf, type Wish } from "./can.js";
import { documentsOf } from "./document.js";
import { grantsAdmin } from "./grants.js";
import type { Holder, Spot } from "./holder.js";
import { isEveryFor, isEveryRole, names, speaksOf } from "./patterns.js";
import { principalsOf } from "./principals.js";
import { fits } from "./wildcard.js";

/** A path that somebody can go, with the place of each action that it takes. */
export interface Escalation {
  readonly id: string;
  readonly needs: readonly string[];
  readonly spots: readonly Spot[];
}

export interface Escalations {
  readonly found: readonly Escalation[];
  readonly open: readonly Spot[];
}

/**
 * The paths by which somebody can raise himself: all their actions on every resource, every role or user, on himself where that is enough, or with a
 * privileged role of the stack. Of paths that contain another one only the shorter is told. An administrator has nothing left to raise.
 */
export function escalations(holder: Holder, stack: Stack | undefined): Escalations {
  if (grantsAdmin(holder).is === "yes") return { found: [], open: [] };
  return pathsOf(holder, stack === undefined ? [] : privilegedOf(stack));
}

function pathsOf(holder: Holder, privileged: readonly Privileged[]): Escalations {
  const found: Escalation[] = [];
  const open = new Map<string, Spot>();
  const answers = new Map<string, Answer<Spot>>();
  const services = servicesOf(holder);
  const aims = aimsOf(holder, privileged);
  const ask = (need: string, path: EscalationPath): Answer<Spot> => {
    const key = `${need} ${path.self} ${path.passes}`;
    let answer = answers.get(key);
    if (answer === undefined) {
      answer = canFor(holder, need, path, aims);
      answers.set(key, answer);
    }
    return answer;
  };
  const leave = (spots: readonly Spot[]): void => {
    for (const spot of spots) open.set(`${spot.resource.urn} ${spot.path}`, spot);
  };
  for (const [id, path] of Object.entries(escalationPaths())) {
    if (services !== undefined && !path.needs.every((need) => services.has(serviceOf(need)))) {
      // Only what is not seen of him can take him there.
      leave(holder.unseen);
      continue;
    }
    const steps: Answer<Spot>[] = [];
    for (const need of path.needs) {
      const step = ask(need, path);
      steps.push(step);
      // Most principals lack most actions: what else a path takes does not matter then.
      if (step.is === "no") break;
    }
    const [first = no, ...rest] = steps;
    const whole = allOf(first, ...rest);
    if (whole.is === "yes") found.push({ id, needs: path.needs, spots: steps.flatMap((step) => (step.is === "yes" ? [step.at] : [])) });
    else if (whole.is === "unknown") leave(whole.at);
  }
  const shortest = found.filter((path) => !found.some((other) => other !== path && isPart(other.needs, path.needs)));
  return { found: shortest, open: [...open.values()] };
}

/** The services whose actions somebody's statements may allow; `undefined` where that is not plain to see, or something limits what is not seen. */
function servicesOf({ lines, unseen, boundary }: Holder): ReadonlySet<string> | undefined {
  if (unseen.length > 0 && boundary !== undefined) return undefined;
  const services = new Set<string>();
  for (const { statement } of lines) {
    const { effect, actions, notActions } = statement;
    if (effect === "Deny") continue;
    if (notActions !== undefined || isUnknown(actions)) return undefined;
    for (const action of actions ?? []) {
      if (isUnknown(action)) return undefined;
      const service = serviceOf(action);
      if (!/^[\w-]+$/.test(service)) return undefined;
      services.add(service);
    }
  }
  return services;
}

const isPart = (small: readonly string[], large: readonly string[]): boolean =>
  small.length < large.length && small.every((need) => large.includes(need));

/** The privileged principals of a stack that somebody's grants of an action name, or may name. */
type Aims = (need: string, type: string) => readonly Privileged[];

function aimsOf(holder: Holder, privileged: readonly Privileged[]): Aims {
  const known = new Map<string, readonly Privileged[]>();
  return (need, type) => {
    let aims = known.get(need);
    if (aims === undefined) {
      const speaking = holder.lines.filter(({ statement }) => statement.effect !== "Deny" && speaksOf(statement, need).is !== "no");
      const patterns = speaking.flatMap(({ statement }) => resourcesOf(statement).flatMap(([text]) => (isUnknown(text) ? [] : [text])));
      aims = privileged.filter(
        ({ resource }) =>
          resource.type === type && resource !== holder.resource && patterns.some((pattern) => names(pattern, resource) !== false),
      );
      known.set(need, aims);
    }
    return aims;
  };
}

/** Whether somebody can take one step of a path, as far as the path is served by it. */
function canFor(holder: Holder, need: string, path: EscalationPath, aims: Aims): Answer<Spot> {
  const use = need === "iam:PassRole" ? { passedTo: path.passes ?? [] } : {};
  const [first, ...others] = (together[need] ?? [undefined]).map((kinds) =>
    can(holder, {
      action: need,
      use,
      reaches: (resource) =>
        need === "iam:PassRole"
          ? isEveryRole(resource)
          : isEvery(resource, need, kinds) || (path.self === true ? isSelf(resource, need, holder) : false),
    }),
  );
  const wide = allOf(first ?? no, ...others);
  const type = need === "iam:PassRole" || need === "sts:AssumeRole" ? roleType : takesOver[need];
  if (wide.is === "yes" || type === undefined) return wide;
  return anyOf([
    wide,
    ...aims(need, type).map((aim) => reach(holder, { action: need, use }, aim, isOpenTo(aim.resource, need, path, holder))),
  ]);
}

/** Whether a privileged principal lets this step be done to it, as far as its trust policy has a say. */
function isOpenTo(resource: Resource, need: string, path: EscalationPath, holder: Holder): boolean | undefined {
  if (need === "iam:PassRole") return trustsOneOf(resource, path.passes ?? []);
  return need === "sts:AssumeRole" ? trustsPrincipals(resource, holder) : true;
}

const roleType = "aws:iam/role:Role";
const userType = "aws:iam/user:User";

/** Whether somebody can do an action to a privileged principal of the stack that `isOpen` to it, or may be. */
function reach(holder: Holder, wish: Omit<Wish, "reaches">, { resource, isSure }: Privileged, isOpen: boolean | undefined): Answer<Spot> {
  if (isOpen === false) return no;
  const answer = can(holder, { ...wish, reaches: (pattern) => names(pattern, resource) });
  return isSure && isOpen === true ? answer : doubted(answer);
}

/** Actions that need a permission on each of several kinds of resources at once: on what a command runs, and on the document that says which. */
const together: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "ssm:SendCommand": [["instance", "managed-instance"], ["document"]],
  "ssm:StartSession": [["instance", "managed-instance", "task"]],
};
/** Documents that run whatever they are told, so that naming them is naming all. */
const shells = ["document/AWS-RunShellScript", "document/AWS-RunPowerShellScript"];

const isEvery = (resource: string, need: string, kinds: readonly string[] | undefined): boolean =>
  isEveryFor(resource, need, kinds) ||
  (kinds?.includes("document") === true && shells.some((name) => fits(resource.split(":").slice(5).join(":"), name)));

/** Actions by which one becomes the user or role that they are done to. */
const takesOver: Readonly<Record<string, string>> = {
  "iam:CreateAccessKey": userType,
  "iam:CreateLoginProfile": userType,
  "iam:UpdateLoginProfile": userType,
  "iam:UpdateAssumeRolePolicy": roleType,
};

/** Whether a resource pattern takes in whoever holds the grant: himself, one of his groups, or a policy of his. */
function isSelf(pattern: string, need: string, holder: Holder): boolean | undefined {
  // To put oneself into a group that one is in already brings nothing.
  if (need === "iam:AddUserToGroup") return false;
  if (/user\/[^:]*\$\{aws:username\}$/i.test(pattern)) return holder.kind !== "role" && /user/i.test(need);
  const kind = /^iam:(?:Put|Attach)(Role|User|Group)Policy$/.exec(need)?.[1];
  const principals = [holder, ...holder.groups].flatMap(({ resource }) => (resource?.type.endsWith(`:${kind}`) === true ? [resource] : []));
  const answers = (kind === undefined ? holder.policies : principals).map((resource) => names(pattern, resource));
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

/** A role or user that is an administrator or can make itself one. */
export interface Privileged {
  readonly resource: Resource;
  readonly isSure: boolean;
}
const privilegedIn = new WeakMap<Stack, readonly Privileged[]>();

/** The privileged roles and users of a stack, and those that may be. */
export function privilegedOf(stack: Stack): readonly Privileged[] {
  let found = privilegedIn.get(stack);
  if (found === undefined) {
    const holders = [...principalsOf(stack).of].filter(([{ type }]) => type === roleType || type === userType);
    found = holders.flatMap(([resource, holder]): Privileged[] => {
      const admin = grantsAdmin(holder);
      if (admin.is === "yes") return [{ resource, isSure: true }];
      const paths = pathsOf(holder, []);
      if (paths.found.length > 0) return [{ resource, isSure: true }];
      return admin.is === "unknown" || paths.open.length > 0 ? [{ resource, isSure: false }] : [];
    });
    privilegedIn.set(stack, found);
  }
  return found;
}

/** The principals of a role's trust policy; `undefined` where they are not known. */
function trusted(role: Resource): readonly string[] | undefined {
  const { read, unknown } = documentsOf(role);
  const trusts = read.filter((document) => document.kind === "trust");
  if (unknown.some(({ kind }) => kind === "trust") || trusts.some((document) => document.unread.length > 0)) return undefined;
  const principals: string[] = [];
  for (const { effect, principals: list = [] } of trusts.flatMap(({ statements }) => statements)) {
    if (effect !== "Allow" && !isUnknown(effect)) continue;
    if (isUnknown(effect) || isUnknown(list)) return undefined;
    for (const one of list.map((text) => (isUnknown(text) ? "" : text))) principals.push(one);
  }
  return principals;
}

/** Whether a role trusts one of some services; `undefined` where that is not known. */
function trustsOneOf(role: Resource, services: readonly string[]): boolean | undefined {
  const principals = trusted(role);
  if (principals === undefined) return undefined;
  if (principals.some((text) => text === "*" || services.includes(text.replace(/^Service:/i, "")))) return true;
  return principals.some((text) => /^(Service:)?$/i.test(text)) ? undefined : false;
}

/** Whether a role trusts accounts, or this principal; `undefined` where that is not known. */
function trustsPrincipals(role: Resource, holder: Holder): boolean | undefined {
  const principals = trusted(role);
  if (principals === undefined) return undefined;
  const isOpen = (text: string): boolean => {
    const [, arn = ""] = /^AWS:(.*)$/i.exec(text) ?? [];
    if (text === "*" || /^(\d{12}|arn:[^:]+:iam::\d{12}:root)$/.test(arn)) return true;
    return holder.resource !== undefined && names(arn, holder.resource) === true;
  };
  if (principals.some(isOpen)) return true;
  return principals.includes("") ? undefined : false;
}
