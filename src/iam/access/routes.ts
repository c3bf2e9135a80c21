import { type EscalationPath, escalationPaths, pathsOverResources } from "../../data/tables.js";
import type { Resource } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";
import { type Answer, allOf, anyOf, doubted, no } from "../document/answer.js";
import { isEveryRole, names, speaksOf } from "../document/patterns.js";
import { can, isGranted, mayDo } from "./can.js";
import { grantsAdmin } from "./grants.js";
import type { Holder, Spot } from "./holder.js";
import { type Machine, machinesOf, namesCode, namesMachine, type Takeover, takeovers } from "./machines.js";
import { principalsOf } from "./principals.js";
import type { Escalation, Privileged } from "./privileged.js";
import { leavesRoom } from "./room.js";
import { isEvery, together } from "./steps.js";
import { tagsFor } from "./tagging.js";
import { trustsByName, trustsOneOf, trustsPrincipals } from "./trusted.js";

/** An escalation over one resource of the stack that a policy names, with its hops in words. */
export interface Route {
  readonly answer: Answer<Spot>;
  readonly spots: readonly Spot[];
  readonly hop: string;
}

/** A principal as a message names it: `user "dev"`. */
export const labelOf = ({ kind, resource }: Pick<Holder, "kind" | "resource">): string =>
  kind === "policy" || resource === undefined ? "its holder" : `${kind} "${resource.name}"`;

/** What makes a principal worth becoming, or the hops from there to one that is, as the end of a sentence. */
export const endOf = ({ isAdmin, next }: Privileged): string =>
  next === undefined ? `, ${isAdmin ? "an administrator" : "able to raise its rights"}` : `; ${next}`;

/** The way over the principal with the fewest hops from there. */
export const nearest = <T extends { readonly aim: Privileged }>(ways: readonly T[]): T | undefined =>
  ways.reduce<T | undefined>((best, way) => (best === undefined || way.aim.level < best.aim.level ? way : best), undefined);

/** The steps of a path without those that only look up what a policy that names the resource shows already. */
export function stepsOf(path: EscalationPath): readonly string[] {
  let steps = stepsBy.get(path);
  if (steps === undefined) {
    steps = path.needs.filter((need) => !/:(Describe|List)/.test(need));
    stepsBy.set(path, steps);
  }
  return steps;
}

const stepsBy = new WeakMap<EscalationPath, readonly string[]>();

const routeOf = (steps: readonly Answer<Spot>[], isSure: boolean, hop: string): Route => {
  const [first = no, ...rest] = steps;
  const answer = allOf({ at: first, and: rest });
  return { answer: isSure ? answer : doubted(answer), spots: steps.flatMap((step) => (step.is === "yes" ? [step.at] : [])), hop };
};

const routeTo = ({ spots = [] }: Privileged, steps: readonly Answer<Spot>[], isSure: boolean, hop: string): Route => {
  const route = routeOf(steps, isSure, hop);
  return { ...route, spots: [...route.spots, ...spots] };
};

/** The paths that may lead over one resource of the stack. */
export const overResources = (): readonly (readonly [string, EscalationPath])[] => [
  ...Object.entries(escalationPaths()).filter(([, { passes }]) => passes === undefined),
  ...Object.entries(pathsOverResources()),
];

/** What a path does to which type of resource. */
const takeoverOf = (id: string, { needs }: EscalationPath): Takeover | undefined =>
  takeovers[id] ?? needs.flatMap((need) => takeovers[need] ?? [])[0];

/** The ways to go a path over resources that run with the rights of a privileged role and that somebody's grants name. */
export function overMachines(
  holder: Holder,
  [id, path]: readonly [id: string, path: EscalationPath],
  privileged: readonly Privileged[],
  stack: Stack,
): readonly (Route & { readonly aim: Privileged })[] {
  const takeover = takeoverOf(id, path);
  if (takeover === undefined || privileged.length === 0 || !stepsOf(path).every((need) => mayDo(holder, need))) return [];
  const aims = byResource(privileged);
  return machinesOf(stack).flatMap((machine) => {
    if (machine.resource.type !== takeover.type || machine.role === holder.resource) return [];
    const aim = aims.get(machine.role);
    if (aim === undefined) return [];
    const steps = takeover.only?.(machine, stack) === false ? undefined : onWholePath(holder, path, machine);
    if (steps === undefined) return [];
    const hop = `${labelOf(holder)} can ${takeover.does} "${machine.resource.name}", which runs as role "${machine.role.name}"${endOf(aim)}`;
    return [{ ...routeTo(aim, steps, aim.isSure && machine.isSure, hop), aim }];
  });
}

/** Each step of a path on one resource; `undefined` where somebody cannot take one of them. */
function onWholePath(holder: Holder, path: EscalationPath, machine: Machine): readonly Answer<Spot>[] | undefined {
  const steps: Answer<Spot>[] = [];
  for (const need of stepsOf(path)) {
    const step = need === "iam:PassRole" ? passing(holder, path, machine) : onMachine(holder, need, machine);
    if (step.is === "no") return undefined;
    steps.push(step);
  }
  return steps;
}

/** Whether a principal may pass to a resource the role that it already has, which AWS requires to start or change it. */
function passing(holder: Holder, { passes = [] }: EscalationPath, { role }: Machine): Answer<Spot> {
  const isOpen = trustsOneOf(role, passes);
  if (isOpen === false) return no;
  const answer = can(holder, {
    action: "iam:PassRole",
    use: { passedTo: passes, anywhere: true, ...tagsFor(holder, role) },
    reaches: (pattern) => isEveryRole(pattern) || names(pattern, role),
  });
  return isOpen === true ? answer : doubted(answer);
}

const indexed = new WeakMap<readonly Privileged[], ReadonlyMap<Resource, Privileged>>();

function byResource(privileged: readonly Privileged[]): ReadonlyMap<Resource, Privileged> {
  let map = indexed.get(privileged);
  if (map === undefined) {
    map = new Map(privileged.map((one) => [one.resource, one]));
    indexed.set(privileged, map);
  }
  return map;
}

/** Other resources that a step needs. */
const isBeside = (kinds: readonly string[] = []): boolean => kinds.includes("document") || kinds.includes("job-queue");

/** The actions that write the code of a machine where it is kept. */
const codeIn = new Set(["s3:PutObject", "ecr:PutImage"]);

/** What these create is a part of the resource itself. */
const changing = /:Create(?:LaunchTemplateVersion|ChangeSet|Presigned|Association|AccessEntry)/;

/** Whether somebody can take a step on this resource; what a step creates besides may have any name. */
function onMachine(holder: Holder, need: string, machine: Machine): Answer<Spot> {
  const isMaking = (/:Create/.test(need) && !changing.test(need)) || need.includes(":UpdateNotebookInstanceLifecycle");
  const [first = no, ...others] = (together[need] ?? [undefined]).map((kinds) =>
    can(holder, {
      action: need,
      use: { anywhere: true, ...(isMaking || isBeside(kinds) ? {} : tagsFor(holder, machine.resource)) },
      reaches: (pattern) =>
        isEvery(pattern, need, kinds) ||
        isMaking ||
        (isBeside(kinds) ? false : codeIn.has(need) ? namesCode(pattern, machine) : namesMachine(pattern, machine)),
    }),
  );
  return allOf({ at: first, and: others });
}

/** The actions that give a principal every permission, the path to become it, and the same by its trust policy. */
interface Growth {
  readonly need: string;
  readonly kind: Holder["kind"];
  readonly assumed: string;
  readonly retrusted?: string;
  readonly does: string;
}
const growths: readonly Growth[] = [
  { need: "iam:AttachRolePolicy", kind: "role", assumed: "iam-014", retrusted: "iam-019", does: "attach any policy to" },
  { need: "iam:PutRolePolicy", kind: "role", assumed: "iam-017", retrusted: "iam-021", does: "write a policy of" },
  { need: "iam:CreatePolicyVersion", kind: "role", assumed: "iam-016", retrusted: "iam-020", does: "rewrite a policy of" },
  { need: "iam:AttachUserPolicy", kind: "user", assumed: "iam-015", does: "attach any policy to" },
  { need: "iam:PutUserPolicy", kind: "user", assumed: "iam-018", does: "write a policy of" },
  { need: "iam:CreatePolicyVersion", kind: "user", assumed: "iam-001", does: "rewrite a policy of" },
  { need: "iam:AttachGroupPolicy", kind: "group", assumed: "iam-010", does: "attach any policy to" },
  { need: "iam:PutGroupPolicy", kind: "group", assumed: "iam-011", does: "write a policy of" },
  { need: "iam:CreatePolicyVersion", kind: "group", assumed: "iam-001", does: "rewrite a policy of" },
];

/** A principal that another one can give every permission, and how. */
interface Growing {
  readonly target: Resource;
  readonly kind: Holder["kind"];
  readonly growth: Growth;
  readonly grow: Answer<Spot>;
}

/** The principals that somebody can, or may, give every permission because its grants name them; `isSure`: that its known grants may let it do so. */
export function* growing(holder: Holder, stack: Stack, isSure = false): Iterable<Growing> {
  // Most principals can do none of these actions: only the others are compared with every principal of the stack.
  const own = growths.filter(({ need }) => (isSure ? isGranted(holder, need) : mayDo(holder, need)));
  for (const [target, { kind, boundary, policies }] of own.length === 0 ? [] : principalsOf(stack).of) {
    // Within a boundary, more policies do not give more permissions.
    if (target === holder.resource || target.external || boundary !== undefined) continue;
    for (const growth of own) {
      if (growth.kind !== kind) continue;
      const { need } = growth;
      const targets = need === "iam:CreatePolicyVersion" ? policies.filter((policy) => !holder.policies.includes(policy)) : [target];
      const grow = on(holder, need, targets);
      if (grow.is !== "no") yield { target, kind, growth, grow };
    }
  }
}

/** The ways in which a principal gives every permission to another one that its grants name, and then becomes it. */
export function overPrincipals(holder: Holder, stack: Stack): { found: Escalation[]; open: readonly Spot[] } {
  const found: Escalation[] = [];
  const open: Spot[] = [];
  const add = (id: string, needs: readonly string[], { answer, spots, hop }: Route): void => {
    if (answer.is === "yes") found.push({ id, needs, spots, hop });
    else if (answer.is === "unknown") open.push(...answer.at);
  };
  for (const { target, kind, growth, grow } of growing(holder, stack)) {
    const { need, assumed, retrusted = assumed, does } = growth;
    for (const way of becoming(holder, target, kind, stack)) {
      const hop = `${labelOf(holder)} can ${does} ${kind} "${target.name}" and ${way.does}`;
      const needs = way.need === undefined ? [need] : [need, way.need];
      add(way.isTrust ? retrusted : assumed, needs, routeOf(way.answer === undefined ? [grow] : [grow, way.answer], way.isSure, hop));
      if (found.at(-1)?.hop === hop) break;
    }
    for (const { id, needs, does: then, steps, isSure } of kind === "role" ? takenOver(holder, target, stack) : []) {
      const hop = `${labelOf(holder)} can ${does} ${kind} "${target.name}" and ${then}, which runs as it`;
      add(id, [need, ...needs], routeOf([grow, ...steps], isSure, hop));
    }
  }
  const joins = holder.kind === "user" && holder.lines.some(({ statement }) => speaksOf(statement, "iam:AddUserToGroup").is !== "no");
  for (const aim of joins ? privilegedGroups(stack) : []) {
    if (holder.groups.some((group) => group.resource === aim.resource)) continue;
    const hop = `${labelOf(holder)} can add itself to group "${aim.resource.name}"${endOf(aim)}`;
    add("iam-013", ["iam:AddUserToGroup"], routeOf([on(holder, "iam:AddUserToGroup", [aim.resource])], aim.isSure, hop));
  }
  return { found, open };
}

/** Whether somebody can do an action to one of some principals or policies that its grants name, and not to all there are: that is a path of its own. */
const on = (holder: Holder, action: string, targets: readonly Resource[]): Answer<Spot> =>
  anyOf(targets.map((target) => can(holder, { action, use: tagsFor(holder, target), reaches: (pattern) => names(pattern, target) })));

interface Takenover {
  readonly id: string;
  readonly needs: readonly string[];
  readonly does: string;
  readonly steps: readonly Answer<Spot>[];
  readonly isSure: boolean;
}

/** How somebody can take over what runs as a role. */
const takenOver = (holder: Holder, role: Resource, stack: Stack): readonly Takenover[] =>
  machinesOf(stack)
    .filter((machine) => machine.role === role)
    .flatMap((machine) =>
      overResources().flatMap(([id, path]): Takenover[] => {
        const takeover = takeoverOf(id, path);
        if (takeover?.type !== machine.resource.type || takeover.only?.(machine, stack) === false) return [];
        const steps = onWholePath(holder, path, machine);
        const does = `${takeover.does} "${machine.resource.name}"`;
        return steps === undefined ? [] : [{ id, needs: stepsOf(path), does, steps, isSure: machine.isSure }];
      }),
    );

interface Way {
  readonly does: string;
  readonly need?: string;
  readonly answer?: Answer<Spot>;
  readonly isSure: boolean;
  readonly isTrust?: true;
}

/**
 * How somebody can become a principal: it is trusted by name, may assume the role, may have itself trusted, make a key or a password of the user, or
 * join the group.
 */
function becoming(holder: Holder, target: Resource, kind: Holder["kind"], stack: Stack): readonly Way[] {
  const may = (need: string, does: string, isSure = true): Way => ({ does, need, answer: on(holder, need, [target]), isSure });
  if (kind === "user")
    return [
      may("iam:CreateAccessKey", "make an access key of it"),
      may("iam:CreateLoginProfile", "set a password for it"),
      may("iam:UpdateLoginProfile", "change its password"),
    ].filter(({ need = "" }) => leavesRoom(need, target, holder, stack));
  // A principal's own boundary stays when it joins a group.
  if (kind === "group")
    return holder.kind === "user" && holder.boundary === undefined ? [may("iam:AddUserToGroup", "put itself into it")] : [];
  const trusts = trustsPrincipals(target, holder, stack);
  return [
    ...(trustsByName(target, holder) ? [{ does: "assume it", isSure: true }] : []),
    ...(trusts === false ? [] : [may("sts:AssumeRole", "assume it", trusts === true)]),
    { ...may("iam:UpdateAssumeRolePolicy", "have itself trusted by it"), isTrust: true as const },
  ];
}

/** The groups whose members are administrators, or may be. */
function privilegedGroups(stack: Stack): Privileged[] {
  return [...principalsOf(stack).of].flatMap(([resource, holder]): Privileged[] => {
    if (holder.kind !== "group") return [];
    const admin = grantsAdmin(holder);
    return admin.is === "no" ? [] : [{ resource, isSure: admin.is === "yes", isAdmin: admin.is === "yes", level: 0 }];
  });
}
