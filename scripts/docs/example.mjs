// @ts-check
/** Renders a rule's case as a Pulumi program, in TypeScript or another language. */
import { harmless } from "./harmless.mjs";
import { Call, Code, statement } from "./print.mjs";
import { withRequired, YOURS } from "./required.mjs";

/** @typedef {import("./load.d.mts").Sources} Sources */
/** @typedef {import("../../test/suite.js").Spec} Spec */
/** @typedef {Spec & { inCase: string }} Shown A resource with the name of the program, beside the one by which the case refers to it. */
/**
 * @typedef {object} Program
 * @property {Sources} sources
 * @property {Language} language
 * @property {Map<Spec, string>} variables
 * @property {readonly Shown[]} specs
 * @property {Set<string>} uses
 * @property {Set<string>} packages
 */
/**
 * What differs between languages.
 * @typedef {object} Language
 * @property {ReadonlySet<string>} reserved words that no variable may have
 * @property {(name: string) => string} variable a name in camel case as the language writes it
 * @property {(variable: string) => string} declared what is before the value of a variable
 * @property {(made: string) => string} create @property {(made: string) => string} get
 * @property {(name: string, value: unknown) => { head: string, values: readonly unknown[] }} exported an output of the stack
 * @property {(cls: string | undefined, values: Readonly<Record<string, unknown>>) => unknown} inputs of a resource
 * @property {(values: Readonly<Record<string, unknown>>) => unknown} properties of a component
 * @property {(values: Readonly<Record<string, unknown>>) => unknown} options of a resource
 * @property {(name: string) => string} output
 * @property {(key: string) => Code} stackOutput of another stack @property {(key: string) => Code} secretConfig
 * @property {(value: unknown) => unknown} secret @property {(value: unknown, hasOutputs: boolean) => unknown} json
 * @property {Code} archive @property {Code} asset
 * @property {(prefix: string, count: number, value: unknown) => Code} numbered many entries in few words
 * @property {string} stackReference @property {string} config
 * @property {(head: string, values: readonly unknown[]) => string} statement
 * @property {(packages: readonly string[], code: string) => string[]} imports
 */

/** So many entries are too many to show. */
const MANY = 12;
const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum export extends false " +
    "finally for function if implements import in instanceof interface let new null package private protected public " +
    "return static super switch this throw true try typeof var void while with yield aws pulumi config other"
  ).split(" "),
);

/** @type {Language} */
export const typescript = {
  reserved: RESERVED,
  variable: (name) => name,
  declared: (variable) => `const ${variable} = `,
  create: (made) => `new ${made}`,
  get: (made) => `${made}.get`,
  exported: (name, value) => ({ head: `export const ${name} = `, values: [value] }),
  inputs: (_, values) => values,
  properties: (values) => values,
  options: (values) => values,
  output: (name) => name,
  stackOutput: (key) => new Code(`other.getOutput(${JSON.stringify(key)})`),
  secretConfig: (key) => new Code(`config.requireSecret(${JSON.stringify(key)})`),
  secret: (value) => new Call("pulumi.secret", value),
  json: (value, hasOutputs) => new Call(hasOutputs ? "pulumi.jsonStringify" : "JSON.stringify", value),
  archive: new Code('new pulumi.asset.FileArchive("./app")'),
  asset: new Code('new pulumi.asset.FileAsset("./file")'),
  numbered: (prefix, count, value) =>
    new Code(`Object.fromEntries(Array.from({ length: ${count} }, (_, i) => [\`${prefix}\${i}\`, ${JSON.stringify(value)}]))`),
  stackReference: 'const other = new pulumi.StackReference("acme/network/prod");',
  config: "const config = new pulumi.Config();",
  statement,
  imports: (packages) => packages.map((name) => `import * as ${name} from "@pulumi/${name}";`),
};

/**
 * A program of these resources: its code and its imports.
 * @param {Sources} sources
 * @param {readonly Spec[]} given
 * @param {Language} [language]
 */
export function renderProgram(sources, given, language = typescript) {
  const { statement, declared } = language;
  const specs = sorted(given.map((spec, i) => ({ ...spec, name: nameOf(sources, spec, given.slice(0, i)), inCase: spec.name })));
  const variables = nameVariables(sources, specs, language);
  /** @type {Program} */
  const program = { sources, language, variables, specs, uses: new Set(), packages: new Set() };
  const parts = specs.flatMap((spec) => renderSpec(program, spec));
  const named = parts
    .map(({ variable, head, values }) => statement(`${variable === "" ? "" : declared(variable)}${head}`, values))
    .join("\n");
  // A resource that nothing refers to needs no name of its own.
  const lines = parts.map(({ variable, head, values }) =>
    statement(`${variable !== "" && occurrences(named, variable) > 1 ? declared(variable) : ""}${head}`, values),
  );
  if (program.uses.has("other")) lines.unshift(language.stackReference);
  if (program.uses.has("config")) lines.unshift(language.config);
  const code = lines.join("\n");
  if (/\bpulumi\./.test(code)) program.packages.add("pulumi");
  return { code, imports: language.imports([...program.packages].sort(), code) };
}

/** How often a variable is in code: not in texts, nor as a property. @param {string} text @param {string} word */
const occurrences = (text, word) =>
  text.replace(/"(?:[^"\\]|\\.)*"/g, '""').split(new RegExp(`(?<![\\w.$])${word}(?![\\w]|:|=)`)).length - 1;

/** The calls that make a resource. @param {Program} program @param {Spec} spec @returns {{ variable: string, head: string, values: readonly unknown[] }[]} */
function renderSpec(program, spec) {
  const { sources, language } = program;
  if (spec.type === "pulumi:pulumi:Stack") {
    const outputs = /** @type {Record<string, unknown>} */ (spec.options.outputs ?? spec.inputs);
    return Object.entries(outputs).map(([name, value]) => {
      if (language.exported(name, value).head.startsWith("pulumi.")) program.packages.add("pulumi");
      return { variable: "", ...language.exported(camel(name), toCode(program, name, value)) };
    });
  }
  const cls = sources.classOfType(spec.type);
  const isProvider = spec.type.startsWith("pulumi:providers:");
  const isComponent = !isProvider && !spec.type.includes("/");
  const made = isProvider ? `${spec.type.split(":")[2]}.Provider` : isComponent ? "pulumi.ComponentResource" : classOf(spec.type, cls);
  program.packages.add(/^\w+/.exec(made)?.[0] ?? "");
  const variable = variableOf(program, spec);
  const shown = isProvider ? parsed(spec.inputs) : spec.inputs;
  const inputs = Object.fromEntries(
    Object.entries(shown)
      .filter(([key]) => !key.startsWith("__"))
      .map(([key, value]) => [key, toCode(program, key, value)]),
  );
  if (spec.options.external === true) return [{ variable, head: language.get(made), values: [spec.name, idOf(spec)] }];
  const filled = isProvider || isComponent ? inputs : withRequired(cls, inputs);
  const options = renderOptions(program, spec);
  const hasOptions = Object.keys(options).length > 0;
  const values = [
    ...(isComponent ? [spec.type] : []),
    spec.name,
    ...(Object.keys(filled).length > 0 || hasOptions
      ? [isComponent ? language.properties(filled) : language.inputs(isProvider ? `${spec.type.split(":")[2]}.Provider` : cls, filled)]
      : []),
    ...(hasOptions ? [language.options(options)] : []),
  ];
  return [{ variable, head: language.create(made), values }];
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
  const inCase = (/** @type {unknown} */ name) => program.specs.find((s) => s.inCase === name);
  /** @type {Record<string, unknown>} */
  const out = {};
  for (const [key, value] of Object.entries(options)) if (value !== undefined) out[key] = value;
  for (const [key, value] of Object.entries({ provider, parent })) {
    const target = inCase(value);
    if (target !== undefined) out[key] = new Code(variableOf(program, target));
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
    return program.language.stackOutput(key);
  }
  if (Array.isArray(value)) return value.map((item) => toCode(program, singular(key), item));
  if (typeof value === "string") {
    const document = jsonOf(value, false);
    if (document === undefined) return harmless(value);
    const inside = toCode(program, key, document);
    return program.language.json(inside, holdsOutput(inside));
  }
  if (typeof value !== "object" || value === null) return value;
  if (isReference(value)) {
    const target = program.specs.find((spec) => spec.inCase === value.name);
    const variable = target === undefined ? program.language.variable(camel(value.name)) : variableOf(program, target);
    return new Code(`${variable}.${program.language.output(value.output)}`);
  }
  if (signatureKey in value) {
    const wrapped = /** @type {Record<string, unknown>} */ (value);
    if (wrapped[signatureKey] === signatures.secret) {
      if (typeof wrapped["value"] !== "string") return program.language.secret(toCode(program, key, wrapped["value"]));
      program.uses.add("config");
      return program.language.secretConfig(camel(key));
    }
    if (wrapped[signatureKey] === signatures.archive) return program.language.archive;
    if (wrapped[signatureKey] === signatures.asset) return program.language.asset;
    return toCode(program, key, wrapped["value"]);
  }
  return numbered(program.language, value) ?? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, toCode(program, k, v)]));
}

/** `{key0: "x", key1: "x", …}` in fewer words. @param {Language} language @param {object} value */
function numbered(language, value) {
  const entries = Object.entries(value);
  const [prefix = ""] = /^[a-z]+/.exec(entries[0]?.[0] ?? "") ?? [];
  if (entries.length < MANY || entries.some(([key, item], i) => key !== `${prefix}${i}` || item !== entries[0]?.[1])) return undefined;
  return language.numbered(prefix, entries.length, entries[0]?.[1]);
}

/** Whether a value has outputs in it, which are not known when the program runs. @param {unknown} value @returns {boolean} */
const holdsOutput = (value) =>
  value instanceof Code || (typeof value === "object" && value !== null && Object.values(value).some(holdsOutput));

/** @param {Program} program @param {Spec} spec */
const variableOf = (program, spec) => program.variables.get(spec) ?? program.language.variable(camel(spec.name));

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

/** What is referred to is first. @param {readonly Shown[]} specs */
function sorted(specs) {
  /** @type {Shown[]} */
  const out = [];
  /** @param {Shown} spec @param {readonly Shown[]} above */
  const visit = (spec, above) => {
    if (out.includes(spec) || above.includes(spec)) return;
    const names = new Set([
      ...namesIn(spec.inputs),
      ...namesIn(spec.options.outputs),
      String(spec.options.provider),
      String(spec.options.parent),
    ]);
    for (const other of specs) if (names.has(other.inCase)) visit(other, [...above, spec]);
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

/** @param {Sources} sources @param {readonly Spec[]} specs @param {Language} language */
function nameVariables(sources, specs, language) {
  /** @type {Map<Spec, string>} */
  const variables = new Map();
  const taken = new Set(language.reserved);
  for (const spec of specs) {
    const first = camel(spec.name);
    const cls = className(sources, spec);
    const fallback = camel(`${first}-${cls}`);
    const module = camel(`${sources.classOfType(spec.type).split(".")[0]}-${cls}`);
    const variable =
      [first, fallback, module].map(language.variable).find((name) => !taken.has(name) && /^[A-Za-z_]/.test(name)) ??
      language.variable(`${module}${taken.size}`);
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
