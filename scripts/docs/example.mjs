// @ts-check
/** Renders a rule's case as a Pulumi program in TypeScript. */
import { harmless } from "./harmless.mjs";
import { Call, Code, statement } from "./print.mjs";
import { withRequired, YOURS } from "./required.mjs";

/** @typedef {import("./load.d.mts").Sources} Sources */
/** @typedef {import("../../test/suite.js").Spec} Spec */
/** @typedef {{ sources: Sources, variables: Map<Spec, string>, specs: readonly Spec[], uses: Set<string>, packages: Set<string> }} Program */

/** So many entries are too many to show. */
const MANY = 12;
const RESERVED = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield aws pulumi config other".split(
    " ",
  ),
);

/**
 * A program of these resources: its code and its imports.
 * @param {Sources} sources
 * @param {readonly Spec[]} given
 */
export function renderProgram(sources, given) {
  const specs = sorted(given.map((spec, i) => ({ ...spec, name: nameOf(sources, spec, given.slice(0, i)) })));
  const variables = nameVariables(sources, specs);
  /** @type {Program} */
  const program = { sources, variables, specs, uses: new Set(), packages: new Set() };
  const parts = specs.flatMap((spec) => renderSpec(program, spec));
  const named = parts.map(({ variable, head, values }) => statement(`${declared(variable)}${head}`, values)).join("\n");
  // A resource that nothing refers to needs no name of its own.
  const lines = parts.map(({ variable, head, values }) =>
    statement(`${variable !== "" && occurrences(named, variable) > 1 ? declared(variable) : ""}${head}`, values),
  );
  if (program.uses.has("other")) lines.unshift('const other = new pulumi.StackReference("acme/network/prod");');
  if (program.uses.has("config")) lines.unshift("const config = new pulumi.Config();");
  const code = lines.join("\n");
  if (/\bpulumi\./.test(code)) program.packages.add("pulumi");
  return { code, imports: [...program.packages].sort().map((name) => `import * as ${name} from "@pulumi/${name}";`) };
}

/** @param {string} variable */
const declared = (variable) => (variable === "" ? "" : `const ${variable} = `);

/** How often a variable stands in code: not in texts, nor as a property. @param {string} text @param {string} word */
const occurrences = (text, word) => text.replace(/"(?:[^"\\]|\\.)*"/g, '""').split(new RegExp(`(?<![\\w.$])${word}(?![\\w]|:)`)).length - 1;

/** The calls that make a resource. @param {Program} program @param {Spec} spec @returns {{ variable: string, head: string, values: readonly unknown[] }[]} */
function renderSpec(program, spec) {
  const { sources } = program;
  if (spec.type === "pulumi:pulumi:Stack") {
    const outputs = /** @type {Record<string, unknown>} */ (spec.options.outputs ?? spec.inputs);
    return Object.entries(outputs).map(([name, value]) => ({
      variable: "",
      head: `export const ${camel(name)} = `,
      values: [toCode(program, name, value)],
    }));
  }
  const cls = sources.classOfType(spec.type);
  const isProvider = spec.type.startsWith("pulumi:providers:");
  const isComponent = !isProvider && !spec.type.includes("/");
  const made = isProvider ? `${spec.type.split(":")[2]}.Provider` : isComponent ? "pulumi.ComponentResource" : classOf(spec.type, cls);
  program.packages.add(/^\w+/.exec(made)?.[0] ?? "");
  const variable = program.variables.get(spec) ?? camel(spec.name);
  const shown = isProvider ? parsed(spec.inputs) : spec.inputs;
  const inputs = Object.fromEntries(
    Object.entries(shown)
      .filter(([key]) => !key.startsWith("__"))
      .map(([key, value]) => [key, toCode(program, key, value)]),
  );
  if (spec.options.external === true) return [{ variable, head: `${made}.get`, values: [spec.name, idOf(spec)] }];
  const filled = isProvider || isComponent ? inputs : withRequired(cls, inputs);
  const options = renderOptions(program, spec);
  const hasOptions = Object.keys(options).length > 0;
  const values = [
    ...(isComponent ? [spec.type] : []),
    spec.name,
    ...(Object.keys(filled).length > 0 || hasOptions ? [filled] : []),
    ...(hasOptions ? [options] : []),
  ];
  return [{ variable, head: `new ${made}`, values }];
}

/** @param {string} type @param {string} cls */
function classOf(type, cls) {
  if (type.startsWith("aws:")) return `aws.${cls}`;
  const [name = "", path = "", last = ""] = type.split(":");
  const module = path.split("/")[0];
  return module === undefined || module === "index" ? `${name}.${last}` : `${name}.${module}.${last}`;
}

/** @param {Program} program @param {Spec} spec */
function renderOptions(program, spec) {
  const { external, outputs, provider, parent, ...options } = spec.options;
  const inCase = (/** @type {unknown} */ name) => program.specs.find((s) => s.name === name);
  /** @type {Record<string, unknown>} */
  const out = {};
  for (const [key, value] of Object.entries(options)) if (value !== undefined) out[key] = value;
  for (const [key, value] of Object.entries({ provider, parent })) {
    const target = inCase(value);
    if (target !== undefined) out[key] = new Code(program.variables.get(target) ?? camel(target.name));
  }
  return out;
}

/** The wire has a provider's arguments as JSON texts; a program has them as they are. @param {Readonly<Record<string, unknown>>} inputs */
const parsed = (inputs) =>
  Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, key === "region" ? value : (jsonOf(value, true) ?? value)]));

/** @param {Spec} spec */
const idOf = (spec) => {
  const id = spec.inputs["id"] ?? spec.inputs["bucket"] ?? spec.inputs["name"] ?? spec.inputs["arn"];
  return typeof id === "string" ? id : YOURS;
};

/** A value of a case as the program has it. @param {Program} program @param {string} key @param {unknown} value @returns {unknown} */
function toCode(program, key, value) {
  const { signatureKey, signatures, unknownString } = program.sources;
  if (value === unknownString) {
    program.uses.add("other");
    return new Code(`other.getOutput(${JSON.stringify(key)})`);
  }
  if (Array.isArray(value)) return value.map((item) => toCode(program, singular(key), item));
  if (typeof value === "string") {
    const document = jsonOf(value, false);
    return document === undefined ? harmless(value) : new Call("JSON.stringify", toCode(program, key, document));
  }
  if (typeof value !== "object" || value === null) return value;
  if (isReference(value)) {
    const target = program.specs.find((spec) => spec.name === value.name);
    return new Code(`${target === undefined ? camel(value.name) : program.variables.get(target)}.${value.output}`);
  }
  if (signatureKey in value) {
    const wrapped = /** @type {Record<string, unknown>} */ (value);
    if (wrapped[signatureKey] === signatures.secret) {
      if (typeof wrapped["value"] !== "string") return new Call("pulumi.secret", toCode(program, key, wrapped["value"]));
      program.uses.add("config");
      return new Code(`config.requireSecret(${JSON.stringify(camel(key))})`);
    }
    if (wrapped[signatureKey] === signatures.archive) return new Code('new pulumi.asset.FileArchive("./app")');
    if (wrapped[signatureKey] === signatures.asset) return new Code('new pulumi.asset.FileAsset("./file")');
    return toCode(program, key, wrapped["value"]);
  }
  return numbered(value) ?? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, toCode(program, k, v)]));
}

/** `{key0: "x", key1: "x", …}` in fewer words. @param {object} value */
function numbered(value) {
  const entries = Object.entries(value);
  const [prefix = ""] = /^[a-z]+/.exec(entries[0]?.[0] ?? "") ?? [];
  if (entries.length < MANY || entries.some(([key, item], i) => key !== `${prefix}${i}` || item !== entries[0]?.[1])) return undefined;
  return new Code(
    `Object.fromEntries(Array.from({ length: ${entries.length} }, (_, i) => [\`${prefix}\${i}\`, ${JSON.stringify(entries[0]?.[1])}]))`,
  );
}

/** @param {object} value @returns {value is { name: string, output: string }} */
const isReference = (value) => value.constructor.name === "Reference";

/** What a text holds, where it is JSON of an object or a list. @param {unknown} text @param {boolean} scalars */
function jsonOf(text, scalars) {
  if (typeof text !== "string" || !(scalars ? /^\s*([[{]|true$|false$)/ : /^\s*[[{]/).test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is referred to stands first. @param {readonly Spec[]} specs */
function sorted(specs) {
  /** @type {Spec[]} */
  const out = [];
  /** @param {Spec} spec @param {readonly Spec[]} above */
  const visit = (spec, above) => {
    if (out.includes(spec) || above.includes(spec)) return;
    const names = new Set([
      ...namesIn(spec.inputs),
      ...namesIn(spec.options.outputs),
      String(spec.options.provider),
      String(spec.options.parent),
    ]);
    for (const other of specs) if (names.has(other.name)) visit(other, [...above, spec]);
    out.push(spec);
  };
  for (const spec of specs) visit(spec, []);
  // The stack's outputs come last.
  return [...out.filter((s) => s.type !== "pulumi:pulumi:Stack"), ...out.filter((s) => s.type === "pulumi:pulumi:Stack")];
}

/** @param {unknown} value @returns {string[]} */
function namesIn(value) {
  if (typeof value !== "object" || value === null) return [];
  return isReference(value) ? [value.name] : Object.values(value).flatMap(namesIn);
}

/** @param {Sources} sources @param {readonly Spec[]} specs */
function nameVariables(sources, specs) {
  /** @type {Map<Spec, string>} */
  const variables = new Map();
  const taken = new Set(RESERVED);
  for (const spec of specs) {
    const first = camel(spec.name);
    const cls = className(sources, spec);
    const fallback = camel(`${first}-${cls}`);
    const module = camel(`${sources.classOfType(spec.type).split(".")[0]}-${cls}`);
    const variable = [first, fallback, module].find((name) => !taken.has(name) && /^[A-Za-z_]/.test(name)) ?? `${module}${taken.size}`;
    taken.add(variable);
    variables.set(spec, variable);
  }
  return variables;
}

/** A case may have twins, which a program may not. @param {Sources} sources @param {Spec} spec @param {readonly Spec[]} before */
function nameOf(sources, spec, before) {
  const name = spec.name === "it" ? kebab(className(sources, spec)) : spec.name;
  const twins = before.filter((other) => other.type === spec.type && other.name === spec.name).length;
  return twins === 0 ? name : `${name}-${twins + 1}`;
}

/** @param {Sources} sources @param {Spec} spec */
const className = (sources, spec) => sources.classOfType(spec.type).split(/[.:]/).at(-1) ?? "it";

/** @param {string} text */
const kebab = (text) => text.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
/** @param {string} text */
function camel(text) {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const plain = words.map((word) => (/[a-z]/.test(word) ? word : word.toLowerCase()));
  const joined = plain.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
  return joined.charAt(0).toLowerCase() + joined.slice(1);
}
/** @param {string} key */
const singular = (key) => (/[^s]s$/.test(key) ? key.slice(0, -1) : key);
