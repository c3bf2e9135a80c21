import { lookupTable } from "../../data/lookup.js";
import { type NativeType, nativeTypes } from "../../data/tables.js";
import { join, keys, topKey, within } from "../path.js";
import { type Origin, plainResource, type RawResource, type Resource } from "../plain-resource.js";
import { isList, isMap, newMap, noProperties, type Properties, readProperties, unknown, type Value, type ValueMap } from "../value.js";
import { keyOfType, type Spelling } from "./names.js";
import { placesOf, propertyOf } from "./places.js";
import { remedyOf } from "./remedy.js";
import { type Only, type Translated, translate, unmapped, unmappedInput } from "./translate.js";
import { type Branch, type Compiled, compile, union } from "./tree.js";
import { type Reword, rewordOf } from "./words.js";

/** A type of the table, ready for use. */
interface Known {
  readonly type: NativeType;
  readonly views: readonly Compiled[];
  readonly all: Branch;
  readonly reword: Map<Spelling, Reword>;
}

const known = new Map<string, Known | undefined>();

function knownType(type: string): Known | undefined {
  const key = keyOfType(type);
  if (!known.has(key)) {
    const entry = nativeTypes()[key];
    const views = entry?.as.map(compile) ?? [];
    known.set(key, entry === undefined ? undefined : { type: entry, views, all: union(views), reword: new Map() });
  }
  return known.get(key);
}

/** What a native resource is read from, and how a path in it becomes one in the resource that the user wrote. */
export interface Native {
  /** The type: `aws-native:s3:Bucket` or `AWS::S3::Bucket`. */
  readonly type: string;
  readonly spelling: Spelling;
  readonly properties: Properties;
  readonly outputs: Properties;
  /** The resource that the user wrote. */
  readonly written: Resource;
  /** The URN of the first class; the others get one behind it. */
  readonly urn: string;
  readonly name: string;
  /** Dependencies by the property's name as it is written. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** A path of the properties as one of the written resource's inputs. */
  readonly place: (path: string) => string;
}

/** Whether the table has a type. */
export const isMapped = (type: string): boolean => knownType(type) !== undefined;

/** The type of the first class that a native type is, where it is mapped. */
export const mappedType = (type: string): string | undefined => knownType(type)?.type.as[0]?.type;

/** The native resource as resources of the classes that it is, the one with its URN first; none where its type is not mapped. */
export function adapt(native: Native): Resource[] {
  const type = knownType(native.type);
  if (type === undefined) return [];
  const chosen = type.views.flatMap((compiled) =>
    instances(compiled, native.written.external ? native.outputs.value : native.properties.value),
  );
  const [first = { compiled: type.views[0] as Compiled, only: undefined, isPossible: false }, ...others] = chosen;
  const primary = instance(type, first, native, undefined, "");
  return [primary, ...others.map((other, i) => instance(type, other, native, primary, `::${i + 1}`))];
}

interface Instance {
  readonly compiled: Compiled;
  readonly isPossible: boolean;
  readonly only: Only | undefined;
}

function instances(compiled: Compiled, given: ValueMap): Instance[] {
  const { at, without, each } = compiled.view;
  if (without !== undefined && isSet(valueAt(given, without))) return [];
  if (at === undefined) return [{ compiled, only: undefined, isPossible: false }];
  const key = propertyOf(at);
  const value = valueAt(given, key);
  if (!isSet(value)) return [];
  const [, wanted] = at.split("=");
  if (wanted !== undefined && value !== unknown && String(value) !== wanted) return [];
  if (each !== true || !isList(value)) return [{ compiled, only: undefined, isPossible: value === unknown }];
  return value.map((item, index) => ({ compiled, only: { key, index }, isPossible: item === unknown }));
}

const isSet = (value: Value | undefined): boolean => value !== undefined && value !== null && !(isList(value) && value.length === 0);
const valueAt = (map: ValueMap, name: string): Value | undefined =>
  map[Object.keys(map).find((one) => one.toLowerCase() === name.toLowerCase()) ?? ""];

function instance(
  type: Known,
  { compiled, only, isPossible }: Instance,
  native: Native,
  primary: Resource | undefined,
  suffix: string,
): Resource {
  const { written } = native;
  const { view } = compiled;
  const made = translate(compiled, native.properties.value, only);
  const rest = primary === undefined ? unmapped(type.all, native.properties.value) : undefined;
  const link = view.link === undefined || primary === undefined ? {} : { [view.link]: identityOf(primary) };
  const pairs = rest === undefined ? made.pairs : [...made.pairs, ...rest.pairs];
  const value = Object.assign(newMap(), made.value, rest?.value, link);
  const inputs = propertiesOf(native.properties, {
    ...made,
    value,
    pairs,
    hasUnknown: made.hasUnknown || Object.values(link).includes(unknown),
  });
  const filledIn = primary === undefined ? madeNames(value, native) : [];
  const places = placesOf({
    compiled,
    pairs,
    written: native.properties.value,
    spelling: native.spelling,
    names: type.type.names ?? {},
  });
  const from: Origin = {
    resource: written,
    isFurther: primary !== undefined,
    isPossible: isPossible && primary !== undefined,
    locate: (path) => {
      const found = places.locate(path);
      return found === undefined ? undefined : native.place(found);
    },
    reword: wordsOf(type, native.spelling),
    // A JSON text is left to the user.
    remedy: (change, raw) => (native.spelling === "sdk" ? remedyOf(compiled, change, raw, type.type.names ?? {}) : undefined),
  };
  const shown = written.external || primary === undefined ? outputsOf(compiled, native, only) : noProperties;
  return {
    ...written,
    urn: `${native.urn}${suffix}`,
    type: view.type,
    writtenType: native.type,
    name: native.name,
    inputs: written.external
      ? noProperties
      : filledIn.length === 0
        ? inputs
        : { ...inputs, defaults: new Set([...inputs.defaults, ...filledIn]) },
    outputs: shown,
    dependencies: primary === undefined ? written.dependencies : [...written.dependencies, primary.urn],
    propertyDependencies: dependenciesOf(compiled, native, primary),
    options: {
      ...written.options,
      ignoreChanges: primary === undefined ? written.options.ignoreChanges.flatMap((path) => ignored(compiled, path)) : [],
    },
    parts: [],
    from,
  };
}

function wordsOf({ type, views, reword }: Known, spelling: Spelling): Reword {
  let words = reword.get(spelling);
  if (words === undefined) {
    words = rewordOf(views, spelling, type.names ?? {});
    reword.set(spelling, words);
  }
  return words;
}

const names = ["name", "bucket", "identifier", "clusterIdentifier", "repository", "id", "arn"] as const;
/** The names that the provider made, as it does where the program gives none; what it filled in is not said by it. */
function madeNames(value: ValueMap, { written, spelling }: Native): string[] {
  if (spelling !== "sdk") return [];
  const made = new RegExp(`^${written.name.replace(/[^\w-]/g, ".")}-[0-9a-f]{7}(\\.fifo)?$`, "i");
  return names.filter((name) => made.test(String(value[name])));
}

/** What a part that refers to the first class holds: its name, where the program gives it one. */
function identityOf({ inputs, outputs }: Resource): Value {
  for (const { value } of [inputs, outputs]) for (const name of names) if (typeof value[name] === "string") return value[name];
  return unknown;
}

/** Everything that is noted about paths, for the inputs that come from them. */
function propertiesOf(native: Properties, { value, pairs, hasUnknown }: Translated): Properties {
  const noted = (paths: Iterable<string>): Set<string> =>
    new Set(
      [...paths].flatMap((path) =>
        pairs.flatMap(({ native: from, input }) =>
          within(from, path) ? [input] : within(path, from) ? [`${input}${path.slice(from.length)}`] : [],
        ),
      ),
    );
  const references = [...native.references].flatMap(([path, urn]) => [...noted([path])].map((input): [string, string] => [input, urn]));
  return {
    value,
    secrets: native.secrets.size === 0 ? native.secrets : noted(native.secrets),
    defaults: native.defaults.size === 0 ? native.defaults : noted(native.defaults),
    hasUnknown: hasUnknown || native.hasUnknown,
    references: references.length === 0 ? native.references : new Map(references),
    secretsKnown: native.secretsKnown,
  };
}

const arnOf = /(^|[a-z])arn$/i;

/** Outputs by the names of the class; by these, others refer to it. */
function outputsOf(compiled: Compiled, { outputs, type }: Native, only: Only | undefined): Properties {
  const given = outputs.value;
  const made = translate(compiled, given, only, true);
  const own = type.split(":").at(-1)?.toLowerCase() ?? "";
  const value: Record<string, Value> = Object.assign(newMap(), made.value);
  const id = given["id"];
  const arns = Object.keys(given).filter((name) => arnOf.test(name) && typeof given[name] === "string");
  const arn = arns.find((name) => /^arn$/i.test(name)) ?? arns.find((name) => own.endsWith(name.slice(0, -3).toLowerCase()));
  if (id !== undefined) value["id"] = id;
  if (arn !== undefined) value["arn"] ??= given[arn] ?? null;
  else if (typeof id === "string" && id.startsWith("arn:")) value["arn"] ??= id;
  for (const [name, other] of [
    ["url", "queueUrl"],
    ["keyId", "keyId"],
    ["id", "groupId"],
  ] as const)
    if (given[other] !== undefined) value[name] ??= given[other] ?? null;
  // What only a deployment shows has the same name in most classes.
  for (const name of Object.keys(given)) if (typeof given[name] !== "object") value[renamedOutputs[name] ?? name] ??= given[name] ?? null;
  return propertiesOf(outputs, { ...made, value });
}

/** Outputs of @pulumi/aws-native, and attributes of CloudFormation, that rules read under another name. */
const renamedOutputs: Readonly<Record<string, string>> = lookupTable({
  defaultSecurityGroup: "defaultSecurityGroupId",
  DefaultSecurityGroup: "defaultSecurityGroupId",
});

function dependenciesOf(compiled: Compiled, native: Native, primary: Resource | undefined): Readonly<Record<string, readonly string[]>> {
  const out: Record<string, readonly string[]> = Object.create(null) as Record<string, readonly string[]>;
  const given = new Map(Object.entries(native.propertyDependencies).map(([name, urns]) => [name.toLowerCase(), urns]));
  if (given.size > 0) {
    for (const { from, steps } of compiled.targets) {
      const urns = given.get((from.split(/[.[{]/)[0] ?? "").toLowerCase());
      const name = steps[0]?.name ?? "";
      if (urns !== undefined) out[name] = [...new Set([...(out[name] ?? []), ...urns])];
    }
    if (primary === undefined) out[unmappedInput] = [...new Set([...given.values()].flat())];
  }
  const { link } = compiled.view;
  if (link !== undefined && primary !== undefined) out[link] = [primary.urn];
  return out;
}

/** The inputs that a path in `ignoreChanges` is about; the path itself where there is none, as for the versioning of a bucket. */
function ignored(compiled: Compiled, path: string): string[] {
  if (/^\*/.test(topKey(path))) return [path];
  const asked = keys(path)
    .filter((key) => typeof key === "string")
    .join(".")
    .toLowerCase();
  const inputs = compiled.targets.flatMap(({ from, to }) => {
    const own = from.replace(/\[[^\]]*\]|\{\w*\}/g, "").toLowerCase();
    return within(own, asked) || within(asked, own) ? [asked.includes(".") ? to.replace(/\[\d*\]/g, "[*]") : topKey(to)] : [];
  });
  return inputs.length === 0 ? [path] : [...new Set(inputs)];
}

/** The resource as it is written, with what it is besides. */
export function adaptNative(raw: RawResource): Resource {
  const written = plainResource(raw, raw.type);
  const adapted = adapt({
    type: raw.type,
    spelling: "sdk",
    properties: written.inputs,
    outputs: written.outputs,
    written,
    urn: raw.urn,
    name: written.name,
    propertyDependencies: written.propertyDependencies,
    place: (path) => path,
  });
  const [first, ...parts] = adapted;
  return first === undefined ? written : { ...first, parts };
}

/** `aws:cloudcontrol/resource:Resource`: the type is an input, and the properties are JSON in another. */
export function adaptCloudControl(raw: RawResource): Resource {
  const written = plainResource(raw, raw.type);
  const { value } = written.inputs;
  const type = value["typeName"];
  if (typeof type !== "string" || !isMapped(type)) return written;
  const properties = inText(written.inputs, "desiredState");
  if (properties === undefined) return written;
  const outputs = inText(written.outputs, "properties") ?? noProperties;
  const id = written.outputs.value["id"];
  const urns = written.propertyDependencies["desiredState"];
  const [first, ...parts] = adapt({
    type,
    spelling: "cloudformation",
    properties,
    outputs: id === undefined ? outputs : { ...outputs, value: Object.assign(newMap(), outputs.value, { id }) },
    written,
    urn: raw.urn,
    name: written.name,
    propertyDependencies: urns === undefined ? {} : Object.fromEntries(Object.keys(properties.value).map((key) => [key, urns])),
    place: (path) => (path === "" ? "desiredState" : join2("desiredState", path)),
  });
  return first === undefined ? written : { ...first, writtenType: raw.type, parts };
}

const join2 = (owner: string, path: string): string => keys(path).reduce<string>(join, owner);

/** The properties in a JSON text; all of them secret where the text is. A text that is not known yet has none: every input is unknown. */
function inText(properties: Properties, input: string): Properties | undefined {
  const text = properties.value[input];
  if (isMap(text)) return { ...properties, value: text, secrets: shifted(properties.secrets, input) };
  if (typeof text !== "string") return undefined;
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return undefined; // the provider rejects it
  }
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return undefined;
  const read = readProperties(raw as Readonly<Record<string, unknown>>, properties.secretsKnown);
  return properties.secrets.has(input) ? { ...read, secrets: new Set(Object.keys(read.value)) } : read;
}

const shifted = (paths: ReadonlySet<string>, input: string): ReadonlySet<string> =>
  new Set([...paths].flatMap((path) => (path.startsWith(`${input}.`) ? [path.slice(input.length + 1)] : [])));
