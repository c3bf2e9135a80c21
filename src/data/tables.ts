import { brotliDecompressSync } from "node:zlib";
import { packagedFile } from "./packaged.js";

/** The input of a type that takes its tags; `tagsAll`: the provider's default tags are merged in, and the output shows it. */
export interface Taggable {
  readonly key: string;
  /** `map`: `{Name: "x"}`; `list`: `[{key, value, propagateAtLaunch}]` */
  readonly shape: "map" | "list";
  readonly tagsAll: boolean;
}

/** An input that is secret by nature. */
export interface SecretInput {
  /** goes through lists as `users[].password`; where it ends in a list or a map of strings, the whole value is meant */
  readonly path: string;
  readonly source: "sdk" | "name" | "hand";
  /** false: wrapped by the SDK out of caution (public certificates, identifiers, banners), nothing to gate on */
  readonly credential?: false;
  /** siblings of the path's last segment that must have these values */
  readonly when?: Readonly<Record<string, string | boolean>>;
}

/** The shape of a property in the current major of the provider. */
export type Shape = "object" | "array";

/** What an old name is called today, and its shape there. */
export interface Rename {
  readonly name: string;
  readonly shape: Shape;
}

/** An input that takes the way back away. */
export interface Unsafe {
  readonly path: string;
  /** the value that is unsafe */
  readonly is?: string | number | boolean;
  /** anything less is unsafe; softer, as a short window is still a window */
  readonly atLeast?: number;
  /** leaving it out is unsafe too */
  readonly unset?: true;
}

/** A type that holds state. Where all of `unsafe` without `atLeast` holds, or there is none, a destroy leaves nothing. */
export interface Stateful {
  /** what is lost */
  readonly reason: string;
  /** the input that is the physical name: a fixed value collides when a replacement is created first */
  readonly name?: string;
  /** the cloud's own; `default`: on where unset; `unless`: worth nothing where that input is true */
  readonly deletionProtection?: { readonly path: string; readonly value: string | true; readonly default?: true; readonly unless?: string };
  readonly unsafe?: readonly Unsafe[];
  /** the type counts only where one of these inputs is set */
  readonly onlyWith?: readonly string[];
  /** counts only where the configuration asks for it */
  readonly optIn?: true;
  /** what it holds passes, or is made again: need not be protected unless the configuration asks for it */
  readonly transient?: true;
}

/** The actions of a service: names by access level and resource types (`"W bucket,object": "PutObject …"`), and the types' ARN patterns. */
export interface ServiceActions {
  readonly types: Readonly<Record<string, string>>;
  readonly actions: Readonly<Record<string, string>>;
}

/** A set of actions by which a principal raises itself. */
export interface EscalationPath {
  readonly needs: readonly string[];
  /** The services that it passes a role to, where it does */
  readonly passes?: readonly string[];
  /** done to oneself it is enough */
  readonly self?: true;
}

/** The input that a property is mapped to, with a conversion of its value where they differ. */
export type Target = string | readonly [string, string | Readonly<Record<string, string | number | boolean>>];

/** How a native resource appears as one of a class of @pulumi/aws. */
export interface NativeView {
  /** The type of the class. */
  readonly type: string;
  /** It is one of this class only where this property is set, or has the value behind `=`. */
  readonly at?: string;
  /** It is one of this class only where this property is not set. */
  readonly without?: string;
  /** There is one for each item of the list `at`. */
  readonly each?: true;
  /** The input of this class that refers to the resource's first class. */
  readonly link?: string;
  /** Inputs by property. */
  readonly map: Readonly<Record<string, Target>>;
  /** Inputs that no property is mapped to. */
  readonly unknown?: readonly string[];
  /** Inputs that are not known if this property is set, and unset otherwise. */
  readonly unknownWith?: Readonly<Record<string, string>>;
}

/** A type of CloudFormation, and so of @pulumi/aws-native. */
export interface NativeType {
  /** Its name in CloudFormation. */
  readonly type: string;
  /** Its type in @pulumi/aws-native, where it is there. */
  readonly token?: string;
  /** The properties that @pulumi/aws-native writes otherwise than by its rule. */
  readonly names?: Readonly<Record<string, string>>;
  readonly as: readonly NativeView[];
}

type Table<T> = Readonly<Record<string, T>>;

/** Every type that takes tags. */
export const taggable = table<Table<Taggable>>("taggable.json", "types");

/** CloudFormation's types with the classes that they appear as, by `s3:bucket`. Large: read only where a stack has one. */
export const nativeTypes = table<Table<NativeType>>("native-types.json", "types");

/** The inputs that are secret by nature, by type; provider arguments under `pulumi:providers:aws`. */
export const secretInputs = table<Table<readonly SecretInput[]>>("secret-inputs.json", "types");

/** The outputs that are credentials and no inputs, by type. */
export const secretOutputs = table<Table<readonly string[]>>("secret-inputs.json", "outputs");

/** By canonical type: paths (without list indexes) that had another shape in an older major of the provider, parents first. */
export const shapes = table<Table<Table<Shape>>>("shapes.json", "shapes");

/** By canonical type: paths that end in an old name, parents first and under their new names; a change of shape renames (`loggings`, `logging`). */
export const renames = table<Table<Table<Rename>>>("shapes.json", "renames");

/** Older and twin type tokens, each with its canonical one. */
export const aliases = table<Table<string>>("aliases.json", "types");

/** A requirement of a framework: its title where the licence allows one, and the checks of Prowler that it asks for, by their position in `frameworkChecks`. */
export interface RequirementData {
  readonly title?: string;
  readonly checks: readonly number[];
}

/** The requirements of each framework by id. */
export const frameworkRequirements = table<Table<Table<RequirementData>>>("frameworks.json", "requirements");

/** Prowler's checks, each with the rules that evaluate the same: `rule` or `rule@scope`; empty for none, `account` for what only the account shows. */
export const frameworkChecks = table<Table<string>>("frameworks.json", "checks");

/** Every type that holds state, and what guards it. */
export const stateful = table<Table<Stateful>>("stateful.json", "types");

/** Every action of AWS, by service prefix. Large: read only where a stack holds policy documents. */
export const iamServices = table<Table<ServiceActions>>("iam-actions.json", "services");

/** The condition keys of IAM by prefix (`aws`, `s3`) and by the type of their values: names behind the prefix, `*` for any part of one. */
export const iamConditionKeys = table<Table<Readonly<Record<string, string>>>>("iam-condition-keys.json", "prefixes");

/** A policy that AWS manages, or did until it retired it: its statements as they are written, but for their Sid. */
export interface ManagedPolicy {
  readonly statements: readonly unknown[];
  readonly isRetired: boolean;
}

/** The policy that AWS manages under this ARN behind `policy/`; `undefined` where there is none. Large, and packed: read where a stack attaches one. */
export function managedPolicy(name: string): ManagedPolicy | undefined {
  const { text, retired } = managedPolicies();
  const start = text.indexOf(`\n${name} `);
  if (start < 0 || !/^[\w+=,.@/-]+$/.test(name)) return undefined;
  const statements = JSON.parse(text.slice(start + name.length + 2, text.indexOf("\n", start + 1))) as readonly unknown[];
  return { statements, isRetired: retired.has(name) };
}

/** The names of all policies that AWS manages. */
export const managedPolicyNames = (): readonly string[] =>
  [...managedPolicies().text.matchAll(/^([^{\s]\S*) /gm)].map(([, name = ""]) => name);

interface ManagedPolicies {
  readonly text: string;
  readonly retired: ReadonlySet<string>;
}
let managed: ManagedPolicies | undefined;

function managedPolicies(): ManagedPolicies {
  if (managed === undefined) {
    const text = brotliDecompressSync(packagedFile("iam-managed-policies.txt.br")).toString("utf8");
    const head = JSON.parse(text.slice(0, text.indexOf("\n"))) as { readonly retired: readonly string[] };
    managed = { text, retired: new Set(head.retired) };
  }
  return managed;
}

/** The paths of pathfinding.cloud by which a principal raises itself, by id. */
export const escalationPaths = table<Table<EscalationPath>>("escalation-paths.json", "paths");

/** More paths, which matter where they lead over one resource of the stack that runs with the rights of a privileged role. */
export const pathsOverResources = table<Table<EscalationPath>>("escalation-paths.json", "overResources");

/** More paths that pass a role, which matter where a privileged role of the stack can be passed. */
export const pathsOverRoles = table<Table<EscalationPath>>("escalation-paths.json", "overRoles");

/** Paths that pass a role of the stack which can read its data to what hands that data out. */
export const pathsToData = table<Table<EscalationPath>>("escalation-paths.json", "overReaders");

/** Paths to an access key that a resource of the stack contains. */
export const pathsOverKeys = table<Table<EscalationPath>>("escalation-paths.json", "overKeys");

/** A table that is read on first use; without a prototype, so that a type named "constructor" in a stack finds nothing. */
function table<T extends Table<unknown>>(file: string, name: string): () => T {
  let found: T | undefined;
  return () => {
    found ??= read<T>(file, name);
    return found;
  };
}

function read<T extends Table<unknown>>(file: string, name: string): T {
  const content = JSON.parse(packagedFile(file).toString("utf8")) as Table<object | undefined>;
  if (content[name] === undefined) throw new Error(`${file} beside tables.js has no table "${name}": run node scripts/data.mjs`);
  return Object.assign(Object.create(null), content[name]) as T;
}
