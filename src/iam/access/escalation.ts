import type { Resource } from "../../model/resource.js";
import { oncePerStack, type Stack } from "../../model/stack.js";
import type { Answer } from "../document/answer.js";
import { grantsAdmin } from "./grants.js";
import { growersOf } from "./growers.js";
import type { Holder, Spot } from "./holder.js";
import { outsidersOf } from "./outsiders.js";
import { pathsOf } from "./paths.js";
import { classes, principalsOf } from "./principals.js";
import type { Escalation, Escalations, Privileged } from "./privileged.js";
import { endOf, labelOf } from "./routes.js";
import { namingsOf } from "./trusted-by-name.js";

/**
 * The paths by which somebody can raise itself: all their actions on every resource, every role or user, on itself where that is enough, or over what leads
 * to a privileged principal of the stack, in as many hops as it takes. Of paths that contain another one only the shorter is reported. An administrator has
 * nothing left to raise.
 */
export function escalations(holder: Holder, stack: Stack | undefined): Escalations {
  let known = found.get(holder);
  if (known === undefined || known.stack !== stack) {
    known = { stack, paths: searched(holder, stack) };
    found.set(holder, known);
  }
  return known.paths;
}

// Computed for a principal as a whole and for each of its documents, which often are the same.
const found = new WeakMap<Holder, { readonly stack: Stack | undefined; readonly paths: Escalations }>();

function searched(holder: Holder, stack: Stack | undefined): Escalations {
  const admin = grantsAdmin(holder);
  if (admin.is === "yes") return { found: unbound(holder, admin.at), open: [] };
  if (stack === undefined) return pathsOf(holder, [], undefined);
  const graph = graphOf(stack);
  const [aims, further] = [graph.aimsBelow(graph.levelOf(holder)), graph.raisersOf(holder)];
  // The list that many principals share is indexed once.
  const paths = graph.paths.get(holder) ?? pathsOf(holder, further.length === 0 ? aims : [...aims, ...further], stack);
  // What a role of another stack can do is not known: that leaves its own holder's verdict open, not those of all who lead to it.
  return paths.found.length > 0 ? paths : { found: [], open: [...paths.open, ...outsidersOf(holder, stack)] };
}

/** The path of an administrator within a boundary that it can take off. */
function unbound(holder: Holder, admin: Spot): readonly Escalation[] {
  const { kind, resource, lines, loosening } = holder;
  // A part of the principal without that right cannot take it off, and a boundary that allows everything limits nothing.
  if (loosening === undefined || !lines.some(({ statement }) => statement.document.resource === loosening.at.resource)) return [];
  if (grantsAdmin({ ...holder, ...loosening.boundary, unseen: [] }).is === "yes") return [];
  const hop = `${labelOf({ kind, resource })} can take off its permissions boundary, and is an administrator without it`;
  return [{ id: "iam-boundary", needs: [loosening.action], spots: [loosening.at, admin], hop }];
}

/** The graph of a stack: the principals that are privileged by themselves, and those that lead to them. */
interface Graph {
  readonly privileged: readonly Privileged[];
  /** The hops from a principal to one that is privileged by itself; infinite where there is no way that is sure. */
  readonly levelOf: (holder: Holder) => number;
  /** The principals worth becoming for one so many hops away: a way over those further away is a detour, and often leads back to itself. */
  readonly aimsBelow: (level: number) => readonly Privileged[];
  /** Those that one principal becomes to be raised by them, if there is no other way. */
  readonly raisersOf: (holder: Holder) => readonly Privileged[];
  /** The paths of principals with all their policies. */
  readonly paths: ReadonlyMap<Holder, Escalations>;
}

const graphOf = oncePerStack((stack): Graph => search(stack));

/** The privileged roles and users of a stack, and those that may be, those with the fewest hops first. */
export const privilegedOf = (stack: Stack): readonly Privileged[] => graphOf(stack).privileged;

/** Goes back from the principals that are privileged by themselves, hop by hop, so that each principal is found by its shortest way. */
function search(stack: Stack): Graph {
  const aims = new Map<Resource, Privileged>();
  const levels = new Map<Resource, number>();
  const paths = new Map<Holder, Escalations>();
  const left = new Map<Resource, Holder>();
  for (const [resource, holder] of principalsOf(stack).of) {
    const aim = byItself(resource, holder);
    if (aim !== undefined && isTarget(resource)) aims.set(resource, aim);
    if (aim?.isSure === true) levels.set(resource, 0);
    else left.set(resource, holder);
  }
  const raised = new Map<Resource, readonly Privileged[]>();
  let level = 1;
  const keep = (resource: Resource, next: Omit<Privileged, "level">): Privileged[] => {
    if (next.isSure) {
      left.delete(resource);
      levels.set(resource, level);
    }
    return isTarget(resource) ? [{ ...next, level }] : [];
  };
  const step = (fresh: readonly Privileged[]): Privileged[] => {
    const before = [...aims.values()];
    const trusts = namings(fresh, stack);
    const added: Privileged[] = [];
    for (const [resource, holder] of left) {
      const own = pathsOf(holder, before, stack);
      paths.set(holder, own);
      const next = nextHop(resource, own, trusts.get(holder) ?? [], holder);
      if (next !== undefined && (next.isSure || !aims.has(resource))) added.push(...keep(resource, next));
    }
    return added;
  };
  /** Those that become somebody who can only raise them: looked for where there is no other way. */
  const raise = (): Privileged[] => {
    const added: Privileged[] = [];
    for (const [resource, holder] of left) {
      const raisers = isTarget(resource) ? raisersOf(resource, levels, stack) : [];
      if (raisers.length === 0) continue;
      const own = pathsOf(holder, [...aims.values(), ...raisers], stack);
      const next = nextHop(resource, own, [], holder);
      if (next?.isSure !== true) continue;
      paths.set(holder, own);
      raised.set(resource, raisers);
      added.push(...keep(resource, next));
    }
    return added;
  };
  let fresh: readonly Privileged[] = [...aims.values()];
  for (let isFirst = true; left.size > 0 && (isFirst || fresh.length > 0); level++, isFirst = false) {
    const stepped = step(fresh);
    fresh = stepped.length > 0 ? stepped : raise();
    for (const aim of fresh) {
      // Of two ways that lead there, the sure one counts.
      aims.delete(aim.resource);
      aims.set(aim.resource, aim);
    }
  }
  const privileged = [...aims.values()];
  const below = new Map<number, readonly Privileged[]>();
  return {
    privileged,
    paths,
    raisersOf: ({ resource }) => (resource === undefined ? undefined : raised.get(resource)) ?? [],
    levelOf: ({ resource }) => (resource === undefined ? undefined : levels.get(resource)) ?? Number.POSITIVE_INFINITY,
    aimsBelow: (level) => {
      let list = below.get(level);
      if (list === undefined) {
        list = privileged.filter((aim) => aim.level === 0 || aim.level < level);
        below.set(level, list);
      }
      return list;
    },
  };
}

const raisers = oncePerStack(() => new Map<string, readonly Privileged[]>());

/** Who can raise one principal, if nobody else, and those that lead to them: one way to be an administrator is to become who can make one of oneself. */
function raisersOf(target: Resource, levels: ReadonlyMap<Resource, number>, stack: Stack): readonly Privileged[] {
  const growers = growersOf(target, stack, levels);
  if (growers.length === 0) return growers;
  const known = raisers(stack);
  // Many principals are raised by the same ones.
  const key = growers.map(({ resource }) => resource.urn).join(" ");
  let found = known.get(key);
  if (found === undefined) {
    found = leadingTo(growers, stack);
    known.set(key, found);
  }
  return found.filter(({ resource }) => resource !== target);
}

function leadingTo(growers: readonly Privileged[], stack: Stack): readonly Privileged[] {
  const aims = new Map(growers.map((aim) => [aim.resource, aim]));
  for (let fresh: readonly Privileged[] = growers, level = 2; fresh.length > 0; level++) {
    const before = [...aims.values()];
    const trusts = namings(fresh, stack);
    const added: Privileged[] = [];
    for (const [resource, holder] of principalsOf(stack).of) {
      if (aims.has(resource) || !isTarget(resource)) continue;
      const next = nextHop(resource, pathsOf(holder, before, stack), trusts.get(holder) ?? [], holder);
      if (next?.isSure === true && next.next !== undefined) added.push({ ...next, level });
    }
    for (const aim of added) aims.set(aim.resource, aim);
    fresh = added;
  }
  return [...aims.values()];
}

const isTarget = ({ type }: Resource): boolean => type === classes.role || type === classes.user;

/** What a principal is by its own policies, whatever else is in the stack. */
function byItself(resource: Resource, holder: Holder): Privileged | undefined {
  const self = { resource, level: 0 };
  const admin = grantsAdmin(holder);
  if (admin.is === "yes") return { ...self, isSure: true, isAdmin: true };
  const paths = pathsOf(holder, [], undefined);
  if (paths.found.length > 0) return { ...self, isSure: true, isAdmin: false };
  return admin.is === "unknown" || paths.open.length > 0 ? { ...self, isSure: false, isAdmin: false } : undefined;
}

/** The first hop of a principal's way to a privileged one: what its own policies let it do, or a role that trusts it by name. */
function nextHop(
  resource: Resource,
  { found, open }: Escalations,
  trusts: readonly Trusting[],
  holder: Holder,
): Omit<Privileged, "level"> | undefined {
  const path = found.find(({ hop }) => hop !== undefined) ?? found[0];
  if (path !== undefined)
    return { resource, isSure: true, isAdmin: false, spots: path.spots, ...(path.hop !== undefined && { next: path.hop }) };
  const trust = trusts.find(({ aim, answer }) => aim.isSure && answer.is === "yes");
  if (trust?.answer.is === "yes") {
    const next = `${labelOf(holder)} can assume role "${trust.aim.resource.name}"${endOf(trust.aim)}`;
    return { resource, isSure: true, isAdmin: false, spots: [trust.answer.at, ...(trust.aim.spots ?? [])], next };
  }
  return open.length > 0 || trusts.length > 0 ? { resource, isSure: false, isAdmin: false } : undefined;
}

interface Trusting {
  readonly aim: Privileged;
  readonly answer: Answer<Spot>;
}

/** The principals that privileged roles trust by name, each with these roles. */
function namings(aims: readonly Privileged[], stack: Stack): ReadonlyMap<Holder, readonly Trusting[]> {
  const trusts = new Map<Holder, Trusting[]>();
  for (const aim of aims)
    for (const { holder, answer } of aim.resource.type === classes.role ? namingsOf(aim.resource, stack) : []) {
      if (answer.is === "no") continue;
      const list = trusts.get(holder) ?? [];
      trusts.set(holder, list);
      list.push({ aim, answer });
    }
  return trusts;
}
