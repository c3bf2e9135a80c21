import { lookupTable } from "../data/lookup.js";
import { type Stateful, stateful as table, type Unsafe } from "../data/tables.js";
import type { View } from "../language/view.js";
import { canonicalType, classOfType, typeOfClass } from "../model/classes.js";
import { join } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import { numberOf, same } from "../model/same.js";
import { isList, isMap, isUnknown, lookup, maskOf, type Value } from "../model/value.js";
import { bounded, type Verdict } from "../model/verdict.js";
import { show } from "../text/show.js";
import { type Defence, defenceOf, type Guard, weigh } from "./defence.js";
import { isIn, production } from "./environments.js";

/** A resource that holds state, with what protects it from loss. */
export interface Held {
  readonly type: string;
  /** What a destroy loses. */
  readonly reason: string;
  readonly protect: boolean;
  /** `undefined` where the door does not carry it. */
  readonly deleteBeforeReplace: boolean | undefined;
  /** Counts only where the configuration asks for it. */
  readonly optIn: boolean;
  /** What it holds passes, or is made again: need not be protected unless the configuration asks for it. */
  readonly transient: boolean;
  /** A read replica: its data is elsewhere too. */
  readonly isCopy: boolean;
  /** Deletion protection of the cloud, of the thing and of what belongs to it. */
  readonly deletionProtection: readonly Defence[];
  /** A deletion that also deletes the content, instead of being refused. */
  readonly force: readonly Defence[];
  /** The last snapshot on deletion. */
  readonly finalSnapshot: readonly Defence[];
  /** Backups that are deleted with the thing. */
  readonly backups: readonly Defence[];
  /** Whether a deletion can be undone at all. */
  readonly recovery: readonly Defence[];
  /** The days in which a deletion can be undone, and the fewest that are safe. */
  readonly windows: readonly Window[];
  /** A physical name that the program fixes. */
  readonly fixedName: Defence | undefined;
}

export interface Window {
  readonly path: string;
  readonly days: number | undefined;
  readonly unknown: boolean;
  readonly longest: number;
}

type Kind = "force" | "finalSnapshot" | "backups" | "recovery";
const kinds: Readonly<Record<string, Kind>> = lookupTable({
  forceDestroy: "force",
  forceDelete: "force",
  deleteDirectory: "force",
  closeOnDeletion: "force",
  skipDeletionCheck: "force",
  skipFinalSnapshot: "finalSnapshot",
  skipFinalBackup: "finalSnapshot",
  finalSnapshotName: "finalSnapshot",
  deleteAutomatedBackups: "backups",
  recoveryWindowInDays: "recovery",
});

const childPolicies: Readonly<Record<string, Guard>> = Object.fromEntries([
  ...["fsx.OpenZfsFileSystem:deleteOptions", "fsx.OpenZfsVolume:deleteVolumeOptions"].map((at): [string, Guard] => {
    const [name = "", path = ""] = at.split(":");
    const isSafe = (value: Value | undefined): boolean => !(isList(value) ? value : [value]).includes("DELETE_CHILD_VOLUMES_AND_SNAPSHOTS");
    return [typeOfClass(name), { path, expected: 'no "DELETE_CHILD_VOLUMES_AND_SNAPSHOTS"', isSafe }];
  }),
  [
    typeOfClass("sagemaker.Domain"),
    { path: "retentionPolicy.homeEfsFileSystem", expected: '"Retain"', isSafe: (value: Value | undefined) => value !== "Delete" },
  ],
]);

// Others refer to them by name, in SQL or in a path; with another name it is another thing.
const namedByNature: ReadonlySet<string> = new Set(["ssm.Parameter", "glue.CatalogDatabase"].map(typeOfClass));

const viewOf = (view: string, types: readonly string[]): View<Held> => ({
  view,
  scope: "resource",
  types,
  of: (resource) => {
    const entry = statefulEntry(resource);
    return entry === undefined ? [] : [{ resource, path: "", value: heldOf(resource, entry) }];
  },
});

/** Every resource whose type holds state. */
export const stateful = viewOf("stateful resources", Object.keys(table()));

/** Stateful resources whose type has one of the defences. */
export const statefulWith = (part: Part): View<Held> =>
  viewOf(
    `stateful resources (${words[part]})`,
    Object.entries(table()).flatMap(([type, entry]) => (hasPart(type, entry, part) ? [type] : [])),
  );

type Part = "deletionProtection" | "force" | "finalSnapshot" | "backups" | "recovery" | "windows" | "fixedName";
const words: Readonly<Record<Part, string>> = {
  deletionProtection: "with deletion protection of the cloud",
  force: "whose deletion can be forced",
  finalSnapshot: "with a last snapshot",
  backups: "with automated backups",
  recovery: "that can be recovered",
  windows: "with a deletion window",
  fixedName: "with a physical name",
};

function hasPart(type: string, entry: Stateful, part: Part): boolean {
  if (part === "deletionProtection") return entry.deletionProtection !== undefined;
  if (part === "fixedName") return entry.name !== undefined && !namedByNature.has(type);
  const unsafe = entry.unsafe ?? [];
  if (part === "windows") return unsafe.some(({ atLeast }) => atLeast !== undefined);
  return unsafe.some(({ path }) => kinds[path] === part) || (part === "force" && childPolicies[type] !== undefined);
}

const known = new WeakMap<Resource, Held>();

/** All rules about state ask for the same facts, so a resource is read once. */
function heldOf(resource: Resource, entry: Stateful): Held {
  let found = known.get(resource);
  if (found === undefined) {
    found = new HeldResource(resource, entry);
    known.set(resource, found);
  }
  return found;
}

/** What the table states of a resource; nothing where it holds no state. */
export function statefulEntry(resource: Resource): Stateful | undefined {
  const entry = table()[resource.type];
  if (entry?.onlyWith === undefined) return entry;
  return entry.onlyWith.some((path) => isSet(lookup(resource.inputs.value, path))) ? entry : undefined;
}

const isSet = (value: Value | undefined): boolean => value !== undefined && value !== null && value !== "";

/** Each rule asks for a part, which is read then. */
class HeldResource implements Held {
  readonly #resource: Resource;
  readonly #entry: Stateful;

  constructor(resource: Resource, entry: Stateful) {
    this.#resource = resource;
    this.#entry = entry;
  }

  get type(): string {
    return this.#resource.type;
  }
  get reason(): string {
    return this.#entry.reason;
  }
  get protect(): boolean {
    return this.#resource.options.protect;
  }
  get deleteBeforeReplace(): boolean | undefined {
    return this.#resource.options.deleteBeforeReplace;
  }
  get optIn(): boolean {
    return this.#entry.optIn === true;
  }
  get transient(): boolean {
    return this.#entry.transient === true;
  }
  get isCopy(): boolean {
    return isCopy(this.#resource);
  }
  get deletionProtection(): readonly Defence[] {
    return this.isCopy ? [] : [...protectionOf(this.#resource, this.#entry), ...replicas(this.#resource)];
  }
  get force(): readonly Defence[] {
    return [...this.#standing("force"), ...children(this.#resource)];
  }
  get finalSnapshot(): readonly Defence[] {
    return this.isCopy ? [] : [...this.#standing("finalSnapshot"), ...snapshotName(this.#resource, this.#unsafe)];
  }
  get backups(): readonly Defence[] {
    return this.isCopy ? [] : this.#standing("backups");
  }
  get recovery(): readonly Defence[] {
    return this.#standing("recovery");
  }
  get windows(): readonly Window[] {
    return this.#unsafe.filter(({ atLeast }) => atLeast !== undefined).map((input) => windowOf(this.#resource, input));
  }
  get fixedName(): Defence | undefined {
    return this.#entry.name === undefined ? undefined : fixedName(this.#resource, this.#entry.name);
  }

  get #unsafe(): readonly Unsafe[] {
    return unsafeOf(this.#resource, this.#entry);
  }

  #standing(kind: Kind): Defence[] {
    return this.#unsafe.filter(({ path }) => kinds[path] === kind).map((input) => standingOf(this.#resource, input));
  }
}

/** The inputs of a resource that may make its loss final. */
export function unsafeOf(resource: Resource, entry: Stateful): readonly Unsafe[] {
  return isScratch(resource) === true ? [] : (entry.unsafe ?? []);
}

const lustreType = typeOfClass("fsx.LustreFileSystem");

/** Scratch file systems take no backups: they are for data that may be lost. */
export function isScratch(resource: Resource): boolean | "unknown" {
  if (resource.type !== lustreType) return false;
  const deployment = resource.inputs.value["deploymentType"];
  if (isUnknown(deployment)) return "unknown";
  return typeof deployment !== "string" || !deployment.startsWith("PERSISTENT");
}

/** How an input of the table is in a resource. */
export function standingOf(resource: Resource, input: Unsafe): Defence {
  const defence = defenceOf(resource, guardOf(input));
  return isScratch(resource) === "unknown" && defence.state !== "safe" ? { ...defence, path: "deploymentType", state: "unknown" } : defence;
}

/** A read replica takes no final snapshot, and its data is elsewhere. */
export const isCopy = (resource: Resource): boolean =>
  isSet(resource.inputs.value["replicateSourceDb"]) || isSet(resource.inputs.value["replicationSourceIdentifier"]);

/** When an input of the table is safe. */
function guardOf({ path, is, atLeast, unset }: Unsafe): Guard {
  if (is !== undefined) {
    const expected = typeof is === "boolean" ? `${!is}` : is === 0 ? "at least 7" : `not ${JSON.stringify(is)}`;
    return { path, expected, isSafe: (value) => (value === undefined ? unset !== true : !same(value, is)) };
  }
  if (atLeast !== undefined)
    return { path, expected: `at least ${atLeast}`, isSafe: (value) => value === undefined || !(numberOf(value) < atLeast) };
  return { path, expected: "", isSafe: (value) => value !== undefined };
}

export function protectionOf(resource: Resource, entry: Stateful): Defence[] {
  const protection = entry.deletionProtection;
  if (protection === undefined) return [];
  const { path, value, unless } = protection;
  const own = defenceOf(resource, {
    path,
    expected: JSON.stringify(value),
    isSafe: (given) => (given === undefined ? protection.default === true : same(given, value)),
  });
  if (unless === undefined || own.state === "unsafe") return [own];
  const lifted = defenceOf(resource, {
    path: unless,
    expected: "false",
    because: `it lifts ${path}`,
    isSafe: (given) => !same(given, true),
  });
  return lifted.state === "safe" ? [own] : [lifted];
}

const tableType = typeOfClass("dynamodb.Table");

/** Copies of a table that it declares itself: each is protected on its own. */
function replicas(resource: Resource): Defence[] {
  const declared = resource.type === tableType ? resource.inputs.value["replicas"] : undefined;
  if (isUnknown(declared)) return [{ path: "replicas", state: "unknown", expected: "", is: "unknown" }];
  if (!isList(declared)) return [];
  return declared.flatMap((_, i) =>
    defenceOf(resource, {
      path: join(join("replicas", i), "deletionProtectionEnabled"),
      expected: "true",
      isSafe: (value) => same(value, true),
    }),
  );
}

/** What a deletion does to the things inside: volumes of a file system, home folders of a domain. */
function children(resource: Resource): Defence[] {
  const guard = childPolicies[resource.type];
  return guard === undefined ? [] : [defenceOf(resource, guard)];
}

/** Without a name for the final snapshot, the deletion fails halfway. */
function snapshotName(resource: Resource, unsafe: readonly Unsafe[]): Defence[] {
  if (!unsafe.some(({ path }) => path === "skipFinalSnapshot")) return [];
  const skip = resource.inputs.value["skipFinalSnapshot"];
  if (isUnknown(skip) || same(skip, true)) return [];
  const path = resource.type === typeOfClass("lightsail.Database") ? "finalSnapshotName" : "finalSnapshotIdentifier";
  return [defenceOf(resource, { path, expected: "", because: "the deletion fails without it", isSafe: (value) => value !== undefined })];
}

function windowOf(resource: Resource, { path, atLeast = 0 }: Unsafe): Window {
  const value = lookup(resource.inputs.value, path);
  const days = numberOf(value);
  return { path, days: Number.isNaN(days) ? undefined : days, unknown: isUnknown(value), longest: atLeast };
}

// The engine's own names: the logical name, a hyphen and seven or more random digits; Analyze does not say who gave a name.
const random = /^-?[0-9a-f]{7,}(\.fifo)?$/;

const isAutomatic = (value: string, name: string): boolean => value.startsWith(name) && random.test(value.slice(name.length));

function fixedName(resource: Resource, path: string): Defence | undefined {
  if (namedByNature.has(resource.type) || resource.inputs.defaults.has(path)) return undefined;
  const value = resource.inputs.value[path];
  if (!isSet(value) || isMap(value) || isList(value)) return undefined;
  if (typeof value === "string" && isAutomatic(value.toLowerCase(), resource.name.toLowerCase())) return undefined;
  const is = show(value, path, (at) => maskOf(resource.inputs, at));
  return { path, state: isUnknown(value) ? "unknown" : "unsafe", expected: "a name that the provider creates", is };
}

/** Where and on what a rule about state is strict. */
export interface Scope {
  readonly environments: readonly string[];
  /** Types that count only where one asks for it, such as `cloudwatch.LogGroup` and `sqs.Queue`. */
  readonly also: readonly string[];
  /** Types that are left out. */
  readonly except: readonly string[];
}

export const scope: Scope = { environments: production, also: [], except: [] };
const names = { type: "array", items: { type: "string", minLength: 1 } } as const;
export const scopeSchema = { environments: names, also: names, except: names } as const;

const typeOf = (name: string): string => canonicalType(name.includes(":") ? name : typeOfClass(name));
const includes = (names: readonly string[], type: string): boolean => names.some((name) => typeOf(name) === type);

/** What is wrong with a scope: one line, or nothing. */
export function checkScope({ also, except }: Scope): string | undefined {
  for (const [option, names] of Object.entries({ also, except }))
    for (const name of names)
      if (table()[typeOf(name)] === undefined) return `${option} names ${JSON.stringify(name)}, which is not among the stateful types`;
  const isOpen = ({ optIn, transient }: Stateful): boolean => optIn === true || transient === true;
  const surplus = also.find((name) => !isOpen(table()[typeOf(name)] ?? { reason: "" }));
  if (surplus === undefined) return undefined;
  const open = Object.entries(table()).flatMap(([type, entry]) => (isOpen(entry) ? [classOfType(type)] : []));
  return `also names ${JSON.stringify(surplus)}, which counts already; it is for ${open.join(", ")}`;
}

/** Whether a rule about state is strict with an item: by the stack's environments and the item's type. */
export function inScope(
  item: Pick<Held, "type" | "optIn"> & { readonly transient?: boolean },
  { options, environments }: { readonly options: Scope; readonly environments: ReadonlySet<string> },
): boolean {
  if (!isIn(environments, options.environments) || includes(options.except, item.type)) return false;
  return !(item.optIn || item.transient === true) || includes(options.also, item.type);
}

/** A break for each window that is shorter than what its type may have and the options ask for. */
export const evaluateWindows = (windows: readonly Window[], days: number): Verdict =>
  bounded(
    weigh(
      windows.map(({ path, days: given, unknown, longest }) => {
        const least = Math.min(longest, days);
        const state = unknown ? "unknown" : given !== undefined && given < least ? "unsafe" : "safe";
        return { path, state, expected: `at least ${least}`, is: String(given) };
      }),
    ),
    "least",
  );
