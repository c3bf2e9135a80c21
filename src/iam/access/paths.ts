import { lookupTable } from "../../data/lookup.js";
import { type EscalationPath, escalationPaths, pathsOverResources, pathsOverRoles } from "../../data/tables.js";
import type { Resource } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";
import { isUnknown } from "../../model/value.js";
import { serviceOf } from "../document/actions.js";
import { type Answer, allOf, anyOf, doubted, no } from "../document/answer.js";
import { isEveryRole, names, speaksOf } from "../document/patterns.js";
import { can, mayDo, resourcesOf, type Wish } from "./can.js";
import type { Holder, Spot } from "./holder.js";
import { overKeys } from "./keys.js";
import type { Escalation, Escalations, Privileged } from "./privileged.js";
import { leavesRoom } from "./room.js";
import { endOf, labelOf, nearest, overMachines, overPrincipals, stepsOf } from "./routes.js";
import { isEvery, leaveOneName, leavesName, together } from "./steps.js";
import { tagsFor } from "./tagging.js";
import { trustsOneOf, trustsPrincipals } from "./trusted.js";

/**
 * The paths by which somebody can raise itself, by what it can do on every resource or on itself, and by becoming one of some principals. Without a stack,
 * only the former count.
 */
export function pathsOf(holder: Holder, privileged: readonly Privileged[], stack: Stack | undefined): Escalations {
  const found: Escalation[] = [];
  const open = new Map<string, Spot>();
  const answers = new Map<string, Step>();
  const services = servicesOf(holder);
  const aims = aimsOf(holder, privileged);
  const may = new Map<string, boolean>();
  const mayTake = (need: string): boolean => {
    let answer = may.get(need);
    if (answer === undefined) {
      answer = mayDo(holder, need);
      may.set(need, answer);
    }
    return answer;
  };
  const ask = (need: string, path: EscalationPath): Step => {
    const key = `${need} ${path.self} ${path.passes}`;
    let answer = answers.get(key);
    if (answer === undefined) {
      answer = canFor(holder, need, path, aims, stack);
      answers.set(key, answer);
    }
    return answer;
  };
  const leave = (spots: readonly Spot[]): void => {
    for (const spot of spots) open.set(`${spot.resource.urn} ${spot.path}`, spot);
  };
  const goOver = (id: string, path: EscalationPath): boolean => {
    const routes = stack === undefined ? [] : overMachines(holder, [id, path], privileged, stack);
    const route = nearest(routes.filter(({ answer }) => answer.is === "yes"));
    if (route !== undefined) found.push({ id, needs: stepsOf(path), spots: route.spots, hop: route.hop });
    else for (const { answer } of routes) if (answer.is === "unknown") leave(answer.at);
    return route !== undefined;
  };
  let isUnseenLeft = false;
  for (const { id, path, steps: needed, services: own } of pathsToAll()) {
    if (services !== undefined && !own.every((service) => services.has(service))) {
      // Only what is not seen of him can take him there.
      if (!isUnseenLeft) leave(holder.unseen);
      isUnseenLeft = true;
      continue;
    }
    // Most principals lack most actions: what else a path takes does not matter then.
    if (!needed.every(mayTake)) continue;
    const steps: Step[] = [];
    for (const need of path.needs) {
      const step = ask(need, path);
      steps.push(step);
      if (step.answer.is === "no") break;
    }
    const spots = steps.flatMap(({ answer }) => (answer.is === "yes" ? [answer.at] : []));
    const [first = no, ...rest] = steps.map(({ answer }) => answer);
    const each = allOf({ at: first, and: rest });
    const whole = each.is !== "no" && path.passes !== undefined && !leaveOneName(holder, path.needs) ? no : each;
    if (whole.is === "yes") {
      const over = steps.find(({ hop }) => hop !== undefined);
      found.push(withHop({ id, needs: path.needs, spots: [...spots, ...(over?.beyond ?? [])] }, over?.hop));
      continue;
    }
    if ((path.passes !== undefined || !goOver(id, path)) && whole.is === "unknown") leave(whole.at);
  }
  for (const { id, path, steps, last } of pathsOverThese()) {
    if (services?.has(last) === false || !steps.every(mayTake)) continue;
    const isPartOfFound = found.some(({ needs }) => path.needs.every((need) => needs.includes(need)));
    if (!isPartOfFound) goOver(id, path);
  }
  if (stack !== undefined) found.push(...overKeys(holder, privileged, stack));
  const passable = stack === undefined || !mayTake("iam:PassRole") ? [] : privileged;
  for (const { id, path, steps, services: own } of passable.length === 0 ? [] : pathsWithRoles()) {
    if (services !== undefined && !own.every((service) => services.has(service))) continue;
    if (!steps.every(mayTake) || found.some(({ needs }) => needs.every((need) => path.needs.includes(need)))) continue;
    const passed = overRoles(holder, path, passable);
    if (passed.is === "found") found.push({ id, ...passed.escalation });
    else leave(passed.open);
  }
  if (stack !== undefined && services?.has("iam") !== false) {
    const over = overPrincipals(holder, stack);
    found.push(...over.found.filter(({ needs }) => !found.some((other) => other.needs.every((need) => needs.includes(need)))));
    leave(over.open);
  }
  const shortest = found.filter((path) => !found.some((other) => other !== path && isPart(other.needs, path.needs)));
  return { found: shortest, open: [...open.values()] };
}

/** A path with what is asked of it for each principal. */
interface Prepared {
  readonly id: string;
  readonly path: EscalationPath;
  readonly steps: readonly string[];
  /** The services of its steps. */
  readonly services: readonly string[];
  /** The service of its last action. */
  readonly last: string;
}

const prepared = (paths: () => Readonly<Record<string, EscalationPath>>): (() => readonly Prepared[]) => {
  let known: readonly Prepared[] | undefined;
  return () => {
    known ??= Object.entries(paths()).map(([id, path]) => {
      const steps = stepsOf(path);
      return { id, path, steps, services: [...new Set(steps.map(serviceOf))], last: serviceOf(path.needs.at(-1) ?? "") };
    });
    return known;
  };
};
const pathsToAll = prepared(escalationPaths);
const pathsOverThese = prepared(pathsOverResources);
const pathsWithRoles = prepared(pathsOverRoles);

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

const withHop = (escalation: Escalation, hop: string | undefined): Escalation => (hop === undefined ? escalation : { ...escalation, hop });

/** Whether somebody can take a step, and what it does to which principal where it can to one of the stack only. */
interface Step {
  readonly answer: Answer<Spot>;
  readonly hop?: string;
  /** The grants that the hops after it use. */
  readonly beyond?: readonly Spot[];
}

/** Whether somebody can take one step of a path, as far as the path is served by it. */
function canFor(holder: Holder, need: string, path: EscalationPath, aims: Aims, stack: Stack | undefined): Step {
  const use = { ...(need === "iam:PassRole" && { passedTo: path.passes ?? [] }), ...(path.passes !== undefined && { anywhere: true }) };
  const [first, ...others] = (together[need] ?? [undefined]).map((kinds) =>
    can(holder, {
      action: need,
      use,
      reaches: (resource) =>
        need === "iam:PassRole"
          ? isEveryRole(resource)
          : isEvery(resource, need, kinds) ||
            // What the principal creates may have any name that the policy allows.
            (path.passes !== undefined && leavesName(resource, need)) ||
            (path.self === true ? isSelf(resource, need, holder) : false),
    }),
  );
  const wide = allOf({ at: first ?? no, and: others });
  const type = need === "iam:PassRole" || need === "sts:AssumeRole" ? roleType : takesOver[need];
  if (wide.is === "yes" || type === undefined) return { answer: wide };
  const reached = aims(need, type).map((aim) => ({
    aim,
    answer: reach(holder, { action: need, use }, aim, isOpenTo(aim.resource, need, path, holder, stack)),
  }));
  const aim = nearest(reached.filter(({ answer }) => answer.is === "yes"))?.aim;
  const answer = anyOf([wide, ...reached.map((it) => it.answer)]);
  return aim === undefined
    ? { answer }
    : { answer, hop: `${labelOf(holder)} can ${doing(need, path)} "${aim.resource.name}"${endOf(aim)}`, beyond: aim.spots ?? [] };
}

type Passed =
  | { readonly is: "found"; readonly escalation: Omit<Escalation, "id"> }
  | { readonly is: "open"; readonly open: readonly Spot[] };

/** Whether somebody can pass a privileged role of the stack to what it creates on a path. */
export function overRoles(holder: Holder, path: EscalationPath, privileged: readonly Privileged[]): Passed {
  const [pass = "iam:PassRole", ...rest] = path.needs;
  const others = rest.map((need) =>
    can(holder, { action: need, use: { anywhere: true }, reaches: (pattern) => isEvery(pattern, need) || leavesName(pattern, need) }),
  );
  const ways = others.some(({ is }) => is === "no")
    ? []
    : privileged.filter(({ resource }) => resource.type === roleType && resource !== holder.resource);
  const reached = ways.map((aim) => {
    const wish = { action: pass, use: { passedTo: path.passes ?? [] } };
    const first = reach(holder, wish, aim, trustsOneOf(aim.resource, path.passes ?? []), isEveryRole);
    return { aim, first, whole: allOf({ at: first, and: others }) };
  });
  const best = nearest(reached.filter(({ whole }) => whole.is === "yes"));
  if (best === undefined) return { is: "open", open: reached.flatMap(({ whole }) => (whole.is === "unknown" ? whole.at : [])) };
  const { aim } = best;
  const spots = [best.first, ...others].flatMap((answer) => (answer.is === "yes" ? [answer.at] : []));
  const hop = `${labelOf(holder)} can ${doing(pass, path)} "${aim.resource.name}"${endOf(aim)}`;
  return { is: "found", escalation: { needs: path.needs, spots: [...spots, ...(aim.spots ?? [])], hop } };
}

/** What a step does to a principal, as the words before its name. */
const doing = (need: string, { passes = [] }: EscalationPath): string =>
  need === "iam:PassRole" ? `run code in ${listOf(passes)} as role` : (doings[need] ?? "become user");
const listOf = (services: readonly string[]): string => services[0]?.replace(/\.amazonaws\.com$/, "") ?? "a service";
const doings: Readonly<Record<string, string>> = lookupTable({
  "iam:CreateAccessKey": "create an access key for user",
  "iam:CreateLoginProfile": "set a password for user",
  "iam:UpdateLoginProfile": "change the password of user",
  "iam:UpdateAssumeRolePolicy": "add itself to the trust policy of role",
  "sts:AssumeRole": "assume role",
});

/** Whether a privileged principal lets this step be done to it, as far as its trust policy decides that. */
function isOpenTo(resource: Resource, need: string, path: EscalationPath, holder: Holder, stack: Stack | undefined): boolean | undefined {
  if (need === "iam:PassRole") return trustsOneOf(resource, path.passes ?? []);
  if (stack === undefined) return true;
  return need === "sts:AssumeRole" ? trustsPrincipals(resource, holder, stack) : leavesRoom(need, resource, holder, stack);
}

const roleType = "aws:iam/role:Role";
const userType = "aws:iam/user:User";

/** Whether somebody can do an action to a privileged principal of the stack that `isOpen` to it, or may be. */
function reach(
  holder: Holder,
  wish: Omit<Wish, "reaches">,
  { resource, isSure }: Privileged,
  isOpen: boolean | undefined,
  isAll: (pattern: string) => boolean = () => false,
): Answer<Spot> {
  if (isOpen === false) return no;
  const use = { ...wish.use, ...tagsFor(holder, resource) };
  const answer = can(holder, { ...wish, use, reaches: (pattern) => isAll(pattern) || names(pattern, resource) });
  return isSure && isOpen === true ? answer : doubted(answer);
}

/** Actions by which the caller becomes the user or role they are done to. */
const takesOver: Readonly<Record<string, string>> = lookupTable({
  "iam:CreateAccessKey": userType,
  "iam:CreateLoginProfile": userType,
  "iam:UpdateLoginProfile": userType,
  "iam:UpdateAssumeRolePolicy": roleType,
});

/** Whether a resource pattern covers whoever holds the grant: itself, one of its groups, or a policy of its own. */
function isSelf(pattern: string, need: string, holder: Holder): boolean | undefined {
  // Adding oneself to a group that one is already in has no effect.
  if (need === "iam:AddUserToGroup") return false;
  if (/user\/[^:]*\$\{aws:username\}$/i.test(pattern)) return holder.kind !== "role" && /user/i.test(need);
  const kind = /^iam:(?:Put|Attach)(Role|User|Group)Policy$/.exec(need)?.[1];
  const itself = [holder, ...holder.groups];
  const principals = itself.flatMap(({ resource }) => (resource?.type.endsWith(`:${kind}`) === true ? [resource] : []));
  const targets = kind === undefined ? itself.flatMap(({ policies }) => policies) : principals;
  const answers = targets.map((resource) => names(pattern, resource));
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}
