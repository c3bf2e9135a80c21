import { lookupTable } from "../../data/lookup.js";
import { iamServices, type ServiceActions } from "../../data/tables.js";
import { covers, fits, isPattern } from "./wildcard.js";

/** What an action does: changes permissions, tags or anything else, reads or lists. */
export type Level = "permissions" | "tagging" | "write" | "read" | "list";

/** A kind of resource that an action can be restricted to, with the ARN pattern of all of them. */
export interface ResourceType {
  readonly name: string;
  readonly arn: string;
}

/** An action of a service, as AWS documents it. */
export interface Action {
  /** `s3:GetObject` */
  readonly name: string;
  readonly level: Level;
  /** Empty if AWS accepts no other resource than `*`. */
  readonly types: readonly ResourceType[];
}

const levels: Readonly<Record<string, Level>> = lookupTable({ P: "permissions", T: "tagging", W: "write", R: "read", L: "list" });
const read = new Map<string, readonly Action[]>();
const names = new Map<string, ReadonlyMap<string, Action>>();
/** The actions of the services that were read, as AWS writes them: so most policies do. */
const byName = new Map<string, Action>();
const matched = new Map<string, readonly Action[]>();
const asWritten = new Map<string, readonly Action[]>();
const mostPatterns = 20_000;

/** Every service prefix of IAM. */
export const services = (): readonly string[] => Object.keys(iamServices());

/** The actions of a service by its prefix; none where there is no such service. */
export function actionsOf(service: string): readonly Action[] {
  const prefix = service.toLowerCase();
  let found = read.get(prefix);
  if (found === undefined) {
    const table = iamServices()[prefix];
    found = table === undefined ? [] : readService(prefix, table);
    read.set(prefix, found);
  }
  return found;
}

/** A type with several forms of ARN is listed once for each. */
const arnsOf = (table: ServiceActions, name: string): ResourceType[] =>
  (table.types[name] ?? "*").split(", ").map((arn) => ({ name, arn }));

function readService(prefix: string, table: ServiceActions): readonly Action[] {
  return Object.entries(table.actions).flatMap(([group, list]) => {
    // A letter for the level, then the names of types, which may hold spaces themselves.
    const level = levels[group.charAt(0)] ?? "write";
    const own = group.slice(2);
    const types = own === "" ? [] : own.split(",").flatMap((name) => arnsOf(table, name));
    return list.split(" ").map((name) => ({ name: `${prefix}:${name}`, level, types }));
  });
}

/** The service that an action or a pattern for actions begins with. */
export function serviceOf(name: string): string {
  const colon = name.indexOf(":");
  return (colon < 0 ? name : name.slice(0, colon)).toLowerCase();
}

/** The action of this very name, in any letter case. */
export function actionNamed(name: string): Action | undefined {
  const written = byName.get(name);
  if (written !== undefined) return written;
  const service = serviceOf(name);
  let inLowerCase = names.get(service);
  if (inLowerCase === undefined) {
    const actions = actionsOf(service);
    for (const action of actions) byName.set(action.name, action);
    inLowerCase = new Map(actions.map((action) => [action.name.toLowerCase(), action]));
    names.set(service, inLowerCase);
  }
  return inLowerCase.get(name.toLowerCase());
}

/** The real actions that a pattern such as `s3:Get*` represents. */
export function actionsMatching(pattern: string): readonly Action[] {
  // Cached: a dozen rules look up the same patterns.
  let found = asWritten.get(pattern);
  if (found === undefined) {
    if (asWritten.size >= mostPatterns) asWritten.clear();
    found = matching(pattern);
    asWritten.set(pattern, found);
  }
  return found;
}

function matching(pattern: string): readonly Action[] {
  if (!isPattern(pattern)) {
    const one = actionNamed(pattern);
    return one === undefined ? [] : [one];
  }
  const key = pattern.toLowerCase();
  let found = matched.get(key);
  if (found === undefined) {
    const prefix = serviceOf(key);
    const among = /[*?]/.test(prefix) ? services().filter((service) => fits(prefix, service)) : [prefix];
    found = among.flatMap((service) => actionsOf(service).filter((action) => fits(key, action.name.toLowerCase())));
    // A server that lives long must not keep every pattern it ever saw.
    if (matched.size >= mostPatterns) matched.clear();
    matched.set(key, found);
  }
  return found;
}

/** Whether a resource pattern covers every resource of a type, in whichever account, region and partition it is written for. */
export function takesInAll(pattern: string, type: ResourceType): boolean {
  const [arn, , service, region, account, ...rest] = pattern.split(":");
  // A wildcard may stand for several fields at once.
  if (arn !== "arn" || service === undefined) return covers(pattern, type.arn);
  const name = rest.length > 0 ? ["*", "*", ...rest] : account !== undefined ? ["*", account] : region !== undefined ? [region] : [];
  return covers(["arn", "*", service, ...name].join(":"), type.arn);
}

/** The kinds of resources that an action works on, without other ways to the same ones: objects, but not objects through an access point. */
export const keptTypes = ({ types }: Action): readonly ResourceType[] => types.filter(({ name }) => !/^accesspoint/i.test(name));
