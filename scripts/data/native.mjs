// @ts-check
/**
 * Maps CloudFormation's resource types, which are those of @pulumi/aws-native, to the classes of @pulumi/aws: by the names and shapes of their
 * properties, and by hand (native-types.json) where these differ.
 */
import { readFileSync } from "node:fs";
import { NATIVE, readCloudFormation, readNative, SPEC } from "./cloudformation.mjs";
import { packageFolder } from "./packages.mjs";

/**
 * A property's place in the class: `a.b[].c`. `[]` takes the index of the property's list, `[0]` is a list of one. With a conversion:
 * `tags` (a list of keys and values becomes a map), `boolean` (a text becomes true or false), `camel` (all keys begin small), or values by their text.
 * @typedef {string | [string, string | Record<string, unknown>]} Target
 * @typedef {object} View how a native resource appears as one of a class
 * @property {string} is the class
 * @property {string} [at] it is one of this class only where this property is set, or has the value behind `=`
 * @property {string} [without] it is one of this class only where this property is not set
 * @property {true} [each] there is one for each item of the list `at`
 * @property {string} [root] the property in which most properties are
 * @property {string} [link] the input of this class that refers to the resource's first class
 * @property {Record<string, Target>} [map] by property: `A.B[].C` in lists, `A{}.B` in the values of a map and `A{key}` its keys, `A[Key=x].B` in the
 *   items of a list that have this key; `#2` marks a second input for the same property. Blocks are matched inside.
 * @property {string[]} [not] properties whose names are alike and that mean something else
 * @property {string[]} [unset] inputs that the native resource cannot have
 * @property {Record<string, string>} [unknownWith] inputs that are not known if this property is set, and unset otherwise
 * @property {true} [exact] only what `map` contains is mapped
 */

/** By hand: the classes of each type, what is named otherwise there, and what the class has and the type cannot. @type {Record<string, View[]>} */
const TYPES = JSON.parse(readFileSync(new URL("native-types.json", import.meta.url), "utf8"));

/** Conveniences of @pulumi/aws that AWS does not know: no native resource has them set. */
const CONVENIENCES = /(^|\.)(\w*[pP]refix|timeouts|region|applyImmediately|tagsAll|forceDestroy|\w+Wo|\w+WoVersion)$/;
const NO_CONVENIENCE = /(?:target|log|s3Key|logging|keyP|ipv4|ipv6|key|object|path|\.)[pP]refix$/;
/** How deep inputs without a counterpart are listed. */
const DEEPEST = 4;

/** The packages that the table is made from, fetched the first time. */
export function nativeSources() {
  return [SPEC, NATIVE].map(([name = "", version = ""]) => {
    packageFolder(name, version);
    return `${name} ${version}`;
  });
}

/**
 * @param {import("./provider.mjs").Provider} provider
 * @returns {{ types: Record<string, unknown>, unmapped: Record<string, unknown> }} by type in small letters, `s3:bucket`; and the properties at the
 *   top that nothing is made of, for the documentation
 */
export function nativeTypes(provider) {
  const [cloudFormation, native] = [readCloudFormation(), readNative()];
  /** @type {Record<string, unknown>} */
  const table = {};
  /** @type {Record<string, unknown>} */
  const others = {};
  for (const [type, given] of Object.entries(TYPES)) {
    const resource = cloudFormation.get(type);
    if (resource === undefined) throw new Error(`native-types.json: ${type} is not a type of CloudFormation`);
    const key = type.slice("AWS::".length).replace("::", ":").toLowerCase();
    const views = given.map((view) => mapped(resource, view, provider));
    const token = native.get(key)?.token;
    table[key] = { type, ...(token !== undefined && { token }), names: unusual(resource, native.get(key)?.inputs ?? []), as: views };
    const used = new Set(views.flatMap((view) => Object.keys(view.map).map((path) => path.split(/[.[{#]/)[0] ?? "")));
    const rest = [...resource.properties.keys()].filter((name) => !used.has(name));
    if (rest.length > 0) others[key] = rest;
  }
  return { types: table, unmapped: others };
}

/**
 * The names that @pulumi/aws-native writes otherwise than by its rule.
 * @param {import("./cloudformation.mjs").CfnResource} resource @param {string[]} inputs
 */
function unusual(resource, inputs) {
  const given = new Set(inputs);
  const others = [...resource.properties.keys()].filter((name) => inputs.length > 0 && !given.has(sdkName(name)));
  return others.length === 0
    ? undefined
    : Object.fromEntries(
        others.flatMap((name) => {
          const found = inputs.find((one) => one.toLowerCase() === name.toLowerCase() || one.toLowerCase() === `aws${name.toLowerCase()}`);
          return found === undefined ? [] : [[name, found]];
        }),
      );
}

/** `KMSMasterKeyID` → `kmsMasterKeyId`. @param {string} name */
export function sdkName(name) {
  const words = name.match(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g) ?? [name];
  return words.map((word, i) => (i === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())).join("");
}

/** @param {string} cls */
const typeOf = (cls) => {
  const [module = "", name = ""] = cls.split(".");
  return `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
};

/**
 * @param {import("./cloudformation.mjs").CfnResource} resource
 * @param {View} view
 * @param {import("./provider.mjs").Provider} provider
 */
function mapped(resource, view, provider) {
  const token = typeOf(view.is);
  const inputs = provider.resources.get(token)?.inputs;
  if (inputs === undefined) throw new Error(`native-types.json: ${resource.type} is to be ${view.is}, which is not a class of @pulumi/aws`);
  const { map = {}, not = [], unset = [], unknownWith = {}, at, link, exact, without, each, root } = view;
  const known = new Set([...unset, ...Object.keys(unknownWith)]);
  for (const path of [
    ...Object.keys(map),
    ...not,
    ...Object.values(unknownWith),
    ...[at, without, root].flatMap((one) => (one === undefined ? [] : [one])),
  ])
    if (cfnAt(resource.properties, path) === undefined) throw new Error(`native-types.json: ${resource.type} has no property ${path}`);
  for (const target of [...Object.values(map).map(placeOf), ...known])
    if (inputAt(inputs, target, provider) === undefined) throw new Error(`native-types.json: ${view.is} has no input ${target}`);
  const given = Object.keys(map);
  /** @type {Record<string, Target>} */
  const found = {};
  const search = {
    provider,
    found,
    taken: new Set(Object.values(map).map((target) => bare(placeOf(target)))),
    isGiven: (/** @type {string} */ path) => not.includes(path) || given.includes(path),
    depth: 0,
  };
  for (const [path, target] of Object.entries(map)) {
    const [type, input] = [cfnAt(resource.properties, path), inputAt(inputs, placeOf(target), provider)];
    // A block is matched inside, unless a conversion makes something else of it.
    if (typeof target === "string" && type !== undefined && isBlock(type) && isBlock(input))
      pair(type, /** @type {import("./provider.mjs").Type} */ (input), path, target, search);
    else found[path] = target;
  }
  if (exact !== true && link === undefined && (each !== true || !resource.type.startsWith("AWS::IAM::"))) {
    const inner = root === undefined ? undefined : cfnAt(resource.properties, root);
    if (root !== undefined && inner?.kind === "object") alike(inner.of, inputs, root, "", prefixesOf(resource.type), search);
    alike(resource.properties, inputs, "", "", prefixesOf(resource.type), search);
  }
  const targets = [...Object.values(found).map(placeOf), ...(link === undefined ? [] : [link])];
  const unknown = withoutCounterpart(inputs, "", targets.map(bare), known, provider, 0);
  const options = Object.entries({ at, without, each, link, unknownWith: view.unknownWith }).filter(([, value]) => value !== undefined);
  return { type: token, ...Object.fromEntries(options), map: found, ...(unknown.length > 0 && { unknown }) };
}

/** @param {{ kind: string, of?: unknown } | undefined} type @returns {boolean} */
function isBlock(type) {
  if (type?.kind === "list") return isBlock(/** @type {{ kind: string }} */ (type.of));
  return type?.kind === "object";
}

/** @param {Target} target */
const placeOf = (target) => (typeof target === "string" ? target : target[0]);
/** A path without the positions in lists. @param {string} path */
const bare = (path) => path.replace(/\[[^\]]*\]|\{\w*\}|[#=]\w+$/g, "");

/** The beginnings that CloudFormation puts before a name: `DBInstanceClass`, `BucketName`. @param {string} type */
function prefixesOf(type) {
  const [, service = "", name = ""] = type.split("::");
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z][a-z]+/g) ?? [];
  return [...new Set([name, words.at(-1) ?? "", words[0] ?? "", service, "DB"].map((one) => one.toLowerCase()))].filter(
    (one) => one !== "",
  );
}

/**
 * @typedef {object} Search
 * @property {import("./provider.mjs").Provider} provider
 * @property {Record<string, Target>} found
 * @property {Set<string>} taken
 * @property {(path: string) => boolean} isGiven
 * @property {number} depth
 */

/**
 * Adds the properties whose name and shape are those of an input.
 * @param {import("./cloudformation.mjs").CfnProperties} properties
 * @param {import("./provider.mjs").Properties} inputs
 * @param {string} from
 * @param {string} to
 * @param {string[]} prefixes
 * @param {Search} search
 */
function alike(properties, inputs, from, to, prefixes, search) {
  if (search.depth > 5) return;
  /** @type {Set<string>} */
  const used = new Set();
  for (const isExact of [true, false])
    for (const [name, type] of properties) {
      const path = from === "" ? name : `${from}.${name}`;
      if (search.isGiven(path) || used.has(`from ${name}`)) continue;
      const input = [...inputs.keys()].find(
        (one) => !used.has(one) && (isExact ? one.toLowerCase() === name.toLowerCase() : isAlike(name, one, prefixes)),
      );
      if (input === undefined) continue;
      const place = to === "" ? input : `${to}.${input}`;
      if (search.taken.has(bare(place))) continue;
      if (pair(type, /** @type {import("./provider.mjs").Property} */ (inputs.get(input)).type, path, place, search)) {
        used.add(input);
        used.add(`from ${name}`);
      }
    }
}

/** @param {string} name @param {string} input @param {string[]} prefixes */
function isAlike(name, input, prefixes) {
  const [one, other] = [name.toLowerCase(), input.toLowerCase()];
  const forms = [one, ...prefixes.filter((prefix) => one.startsWith(prefix) && one !== prefix).map((prefix) => one.slice(prefix.length))];
  return forms.some(
    (form) =>
      other === form || other === `${form}s` || `${other}s` === form || other === `${form}es` || other === form.replace(/y$/, "ies"),
  );
}

const TEXTS = new Set(["string", "enum"]);

/**
 * Maps a property to an input if their shapes are alike.
 * @param {import("./cloudformation.mjs").CfnType} type
 * @param {import("./provider.mjs").Type} input
 * @param {string} from @param {string} to
 * @param {Search} search
 * @returns {boolean}
 */
function pair(type, input, from, to, search) {
  if (type.kind === "tags") {
    if (input.kind === "map") search.found[from] = [to, "tags"];
    else if (input.kind === "list") search.found[from] = to;
    return input.kind === "map" || input.kind === "list";
  }
  if (type.kind === "list" && input.kind === "list" && type.of.kind !== "object") {
    if (!isSame(type.of, input.of)) return false;
    search.found[from] = to;
    return true;
  }
  if (type.kind === "map" && input.kind === "map" && isSame(type.of, input.of)) {
    search.found[from] = to;
    return true;
  }
  const owner = type.kind === "list" ? type.of : type;
  const wanted = input.kind === "list" ? input.of : input;
  if (owner.kind === "object") {
    if (wanted.kind !== "object") return false;
    const inner = search.provider.objects.get(wanted.name);
    if (inner === undefined) return false;
    const before = Object.keys(search.found).length;
    const path = type.kind === "list" ? `${from}[]` : from;
    const place = input.kind === "list" ? (type.kind === "list" ? `${to}[]` : `${to}[0]`) : to;
    alike(owner.of, inner, path, place, [], { ...search, depth: search.depth + 1 });
    return Object.keys(search.found).length > before;
  }
  if (!isSame(type, input)) return false;
  search.found[from] = to;
  return true;
}

/** @param {import("./cloudformation.mjs").CfnType} type @param {import("./provider.mjs").Type} input */
function isSame(type, input) {
  const isDocument = input.kind === "object" && /PolicyDocument$/.test(input.name);
  if (type.kind === "string") return TEXTS.has(input.kind) || input.kind === "number" || isDocument;
  if (type.kind === "number") return input.kind === "number" || TEXTS.has(input.kind);
  if (type.kind === "boolean") return input.kind === "boolean" || TEXTS.has(input.kind);
  return type.kind === "json" && (["string", "any", "map"].includes(input.kind) || isDocument);
}

/**
 * The inputs that nothing is mapped to, also inside blocks that something is mapped into.
 * @param {import("./provider.mjs").Properties} inputs @param {string} path
 * @param {string[]} targets @param {ReadonlySet<string>} unset
 * @param {import("./provider.mjs").Provider} provider @param {number} depth
 * @returns {string[]}
 */
function withoutCounterpart(inputs, path, targets, unset, provider, depth) {
  return [...inputs].flatMap(([name, { type }]) => {
    const place = path === "" ? name : `${path}.${name}`;
    if (targets.includes(bare(place)) || unset.has(bare(place)) || (CONVENIENCES.test(place) && !NO_CONVENIENCE.test(place))) return [];
    if (!targets.some((target) => target.startsWith(`${bare(place)}.`))) return [place];
    const of = type.kind === "list" ? type.of : type;
    const inner = of.kind === "object" && depth < DEEPEST ? provider.objects.get(of.name) : undefined;
    if (inner === undefined) return [];
    return withoutCounterpart(inner, type.kind === "list" ? `${place}[]` : place, targets, unset, provider, depth + 1);
  });
}

/**
 * The property at a path.
 * @param {import("./cloudformation.mjs").CfnProperties} properties @param {string} path
 * @returns {import("./cloudformation.mjs").CfnType | undefined}
 */
function cfnAt(properties, path) {
  /** @type {import("./cloudformation.mjs").CfnType} */
  let here = { kind: "object", of: properties };
  for (const key of bare(path).split(".")) {
    while (here.kind === "list" || here.kind === "map") here = here.of;
    if (here.kind === "json" || here.kind === "tags") return { kind: "json" };
    const next = here.kind === "object" ? here.of.get(key) : undefined;
    if (next === undefined) return undefined;
    here = next;
  }
  return here;
}

/**
 * The input at a path.
 * @param {import("./provider.mjs").Properties} inputs @param {string} path @param {import("./provider.mjs").Provider} provider
 * @returns {import("./provider.mjs").Type | undefined}
 */
function inputAt(inputs, path, provider) {
  /** @type {import("./provider.mjs").Properties | undefined} */
  let here = inputs;
  /** @type {import("./provider.mjs").Type | undefined} */
  let type;
  for (const key of bare(path).split(".")) {
    type = here?.get(key)?.type;
    if (type === undefined) return undefined;
    const of = type.kind === "list" || type.kind === "map" ? type.of : type;
    here = of.kind === "object" ? provider.objects.get(of.name) : undefined;
  }
  return type;
}
