// @ts-check
/** Finds the inputs that are secret by nature: wrapped by the SDK, named so, or listed by hand. */
import { handWritten, notCredentials, notSecrets, secretName } from "./secret-names.mjs";

/**
 * `path` goes through lists as `users[].password`; where it ends in a list or a map of strings, the whole value is meant.
 * `credential: false`: wrapped by the SDK out of caution (public certificates, identifiers, banners), so nothing to gate on.
 * `when`: sibling inputs of the path's last segment that must have these values.
 * @typedef {{ path: string, source: "sdk" | "name" | "hand", credential?: false, when?: Record<string, string | boolean> }} SecretInput
 * @typedef {import("./provider.mjs").Properties} Properties
 * @typedef {import("./provider.mjs").Provider} Provider
 * @typedef {import("./provider.mjs").Type} Type
 */

/** Provider arguments stand in a state under this type, not under the SDK's own `aws`. */
const PROVIDER_TYPE = "pulumi:providers:aws";

/**
 * @param {Provider} provider
 * @returns {Record<string, SecretInput[]>}
 */
export function secretInputs(provider) {
  const named = namedSecrets(provider.objects);
  /** @type {Record<string, SecretInput[]>} */
  const table = {};
  const known = new Set();
  for (const resource of [...provider.resources.values(), { ...provider.own, token: PROVIDER_TYPE }]) {
    /** @type {Map<string, SecretInput>} */
    const found = new Map();
    for (const path of named(resource.inputs)) found.set(path, { path, source: "name" });
    for (const { path, when } of handWritten[resource.token] ?? []) found.set(path, { path, source: "hand", ...(when && { when }) });
    const secretOutputs = resource.secretOutputs.filter((name) => resource.inputs.has(name));
    for (const path of [...resource.wrapped, ...secretOutputs]) found.set(path, { ...found.get(path), path, source: "sdk" });
    for (const path of notSecrets[resource.token] ?? []) {
      if (!found.delete(path))
        throw new Error(`secret-names.mjs: notSecrets names ${resource.token} ${path}, which nothing takes for a secret`);
    }
    for (const path of notCredentials[resource.token] ?? []) {
      const entry = found.get(path);
      if (!entry && resource.secretOutputs.includes(path)) continue;
      if (!entry) throw new Error(`secret-names.mjs: notCredentials names ${resource.token} ${path}, which is not in the table`);
      entry.credential = false;
    }
    for (const { path } of handWritten[resource.token] ?? []) assertPath(provider, resource.token, resource.inputs, path);
    if (found.size > 0) table[resource.token] = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    known.add(resource.token);
  }
  for (const token of [handWritten, notSecrets, notCredentials].flatMap(Object.keys)) {
    if (!known.has(token)) throw new Error(`secret-names.mjs: ${token} is not a type of @pulumi/aws ${provider.version}`);
  }
  return table;
}

/**
 * The outputs that the SDK keeps as secrets and that are not inputs: credentials that AWS hands out.
 * @param {Provider} provider
 * @returns {Record<string, string[]>}
 */
export function secretOutputs(provider) {
  /** @type {Record<string, string[]>} */
  const table = {};
  for (const { token, secretOutputs: names, inputs } of provider.resources.values()) {
    const own = names.filter((name) => !inputs.has(name) && !notCredentials[token]?.includes(name)).sort();
    if (own.length > 0) table[token] = own;
  }
  return table;
}

/**
 * @param {Provider["objects"]} objects
 * @returns {(properties: Properties) => string[]}
 */
function namedSecrets(objects) {
  /** @type {Map<string, string[]>} */
  const done = new Map();
  /** @param {string} name @param {readonly string[]} parents @returns {string[]} */
  const inObject = (name, parents) => {
    const known = done.get(name);
    if (known) return known;
    if (parents.includes(name)) return []; // WAF statements nest without end, and hold no secrets
    const paths = inProperties(objects.get(name) ?? new Map(), [...parents, name]);
    done.set(name, paths);
    return paths;
  };
  /** @param {Properties} properties @param {readonly string[]} parents @returns {string[]} */
  const inProperties = (properties, parents) =>
    [...properties].flatMap(([name, { type }]) => {
      const inner = innermost(type);
      if (inner.kind === "object") {
        const step = type.kind === "list" ? `${name}[]` : name;
        return inObject(inner.name, parents).map((path) => `${step}.${path}`);
      }
      return inner.kind === "string" && secretName.test(name) ? [name] : [];
    });
  return (properties) => inProperties(properties, []);
}

/**
 * @param {Type} type
 * @returns {Type} neither a list nor a map
 */
function innermost(type) {
  return type.kind === "list" || type.kind === "map" ? innermost(type.of) : type;
}

/**
 * Fails where a hand-written path does not lead to an input; behind a map of strings any key will do.
 * @param {Provider} provider
 * @param {string} token
 * @param {Properties} inputs
 * @param {string} path
 */
function assertPath(provider, token, inputs, path) {
  /** @type {Properties | undefined} */
  let level = inputs;
  for (const [index, segment] of path.split(".").entries()) {
    const type = level?.get(segment.replace(/\[\]$/, ""))?.type;
    const isLast = index === path.split(".").length - 1;
    if (!type || (!isLast && (type.kind === "list") !== segment.endsWith("[]"))) {
      throw new Error(`secret-names.mjs: ${token} has no input ${path} in @pulumi/aws ${provider.version}`);
    }
    if (type.kind === "map" && innermost(type).kind !== "object") return;
    const inner = innermost(type);
    level = inner.kind === "object" ? provider.objects.get(inner.name) : undefined;
  }
}
