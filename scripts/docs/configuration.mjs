// @ts-check
/** The tables of docs/configuration.md, asked of the code that decides. */
import { code, table } from "./pages.mjs";

/** @typedef {import("./load.d.mts").Sources} Sources */
/** @typedef {Sources["allRules"][number]} Registered */

/** @param {Sources} sources */
export function configurationParts(sources) {
  return { settings: settings(sources), overrides: overrides(sources), levels: levels(sources), ambiguous: ambiguous(sources) };
}

/** @param {Sources} sources */
function settings({ settingsSchema, settingsWords }) {
  const rows = Object.entries(settingsSchema).map(([name, { default: value, ...schema }]) => {
    // Overrides have a table of their own.
    const shown = name === "overrides" ? { type: "array" } : schema;
    return [`\`${name}\``, settingsWords[/** @type {keyof typeof settingsWords} */ (name)], code(value), code(shown)];
  });
  return table(["setting", "meaning", "default", "schema"], rows);
}

/** The keys of an override: what selects, then what changes. @param {Sources} sources */
function overrides({ overrideWords }) {
  return table(
    ["key", "meaning"],
    Object.entries(overrideWords).map(([name, words]) => [`\`${name}\``, words]),
  );
}

const PRESETS = /** @type {const} */ (["essential", "recommended", "all"]);
/** @typedef {typeof LEVELS[number]} Level */
const LEVELS = /** @type {const} */ (["advisory", "mandatory", "remediate", "disabled"]);

/** Rules that stand for all of their kind: level and preset are what decides. @param {Sources} sources */
function kinds(sources) {
  const rule = (/** @type {"high" | "medium"} */ severity, /** @type {"recommended" | "all"} */ preset) =>
    /** @type {Registered} */ ({ id: "the-rule", family: "", rule: /** @type {unknown} */ ({ severity, preset }) });
  return [
    { name: "high, in `recommended`", rule: rule("high", "recommended") },
    { name: "medium, in `recommended`", rule: rule("medium", "recommended") },
    { name: "high, in `all` only", rule: rule("high", "all") },
    { name: "medium, in `all` only", rule: rule("medium", "all") },
  ].map((kind) => ({ ...kind, declared: sources.declaredLevel(kind.rule) }));
}

/** @typedef {{ all?: Level, own?: Level, listed?: "enable" | "disable", preset?: typeof PRESETS[number] }} Given */

/** The level that a rule gets, as the doors compute it. @param {Sources} sources @param {ReturnType<typeof kinds>[number]} kind @param {Given} given */
function levelOf(sources, { rule, declared }, { all, own, listed, preset }) {
  const settings = {
    ...sources.defaultSettings,
    ...(preset !== undefined && { preset }),
    enable: listed === "enable" ? [rule.id] : [],
    disable: listed === "disable" ? [rule.id] : [],
  };
  return sources.effectiveLevel(rule, own ?? all ?? declared, all, settings);
}

/** @param {Sources} sources */
function levels(sources) {
  /** @type {[string, Given][]} */
  const configurations = [
    ["no entry", {}],
    ['`"all": "advisory"`', { all: "advisory" }],
    ['`"all": "mandatory"`', { all: "mandatory" }],
    ['`"all": "disabled"`', { all: "disabled" }],
    ['`"<rule>": "advisory"`', { own: "advisory" }],
    ['`"<rule>": "mandatory"`', { own: "mandatory" }],
    ['`"<rule>": "remediate"`', { own: "remediate" }],
    ['`"<rule>": "disabled"`', { own: "disabled" }],
    ['`"all": "advisory"`, `"<rule>": "mandatory"`', { all: "advisory", own: "mandatory" }],
    ['`"all": "mandatory"`, `"<rule>": "disabled"`', { all: "mandatory", own: "disabled" }],
    ["listed in `enable`", { listed: "enable" }],
    ['listed in `enable`, `"all": "advisory"`', { listed: "enable", all: "advisory" }],
    ["listed in `disable`", { listed: "disable" }],
    ['listed in `disable`, `"<rule>": "mandatory"`', { listed: "disable", own: "mandatory" }],
  ];
  const columns = kinds(sources);
  return table(
    ["configuration", ...columns.map((kind) => kind.name)],
    configurations.map(([words, given]) => [words, ...columns.map((kind) => levelOf(sources, kind, given))]),
  );
}

/** Where an entry of a rule's own makes no difference although it asks for another level than the rule has. @param {Sources} sources */
function ambiguous(sources) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const preset of PRESETS)
    for (const kind of kinds(sources))
      for (const all of [undefined, ...LEVELS])
        for (const own of LEVELS) {
          const level = levelOf(sources, kind, { ...(all === undefined ? {} : { all }), own, preset });
          if (level === own) continue;
          const key = [`\`${preset}\``, kind.name, own === "disabled" ? `on: \`${level}\`` : `\`${level}\``].join(" | ");
          const words = all === undefined ? `\`"<rule>": "${own}"\`` : `\`"all": "${all}", "<rule>": "${own}"\``;
          found.set(key, [...(found.get(key) ?? []), words]);
        }
  const rows = [...found].map(([key, words]) => {
    const [preset, kind, level] = key.split(" | ");
    return [preset, kind, words.join("<br>"), level];
  });
  return rows.length === 0 ? "There are none." : table(["setting `preset`", "rule", "configuration", "effective level"], rows);
}
