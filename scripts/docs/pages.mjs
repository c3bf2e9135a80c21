// @ts-check
/** The pages of the rules and their index, from the rules and their cases. */
import { stringify } from "yaml";
import { renderProgram } from "./example.mjs";
import { masked, maskedAt } from "./harmless.mjs";
import { python } from "./python.mjs";

/** @typedef {import("./load.d.mts").Sources} Sources */
/** @typedef {Sources["allRules"][number]} Registered */
/** @typedef {import("../../test/suite.js").Mock} Mock */

const NOTE = "<!-- Written by scripts/docs.mjs from the rule and its cases. -->";
const SHOWN_TYPES = 12;
const SHOWN_MESSAGES = 3;

/** The page of one rule. @param {Sources} sources @param {Registered} registered */
export function rulePage(sources, registered) {
  const { id, family, rule } = registered;
  const preset = sources.presetsOf(rule)[0];
  const level = sources.naturalLevel(rule.severity);
  return join([
    NOTE,
    `# ${rule.title}`,
    `\`${id}\``,
    table(
      ["severity", "level", "preset", "family", "scope"],
      [
        [
          rule.severity,
          level,
          `\`${preset}\``,
          `[${family}](../rules.md#${family})`,
          rule.scope === "resource" ? "one resource" : "the stack",
        ],
      ],
    ),
    rule.deprecated === undefined ? "" : `**Deprecated.** ${rule.deprecated}`,
    rule.formerly === undefined ? "" : `Formerly ${sources.enumerated(rule.formerly.map((former) => `\`${former}\``))}.`,
    rule.why ?? "",
    ...examples(sources, registered),
    "## How to fix it",
    rule.fix,
    rule.remediate === undefined ? "" : "Pulumi can make this change automatically: set the rule's level to `remediate`.",
    rule.covers === undefined
      ? ""
      : `Where this rule finds something, ${sources.enumerated(rule.covers.map((other) => `[\`${other}\`](${other}.md)`))} ` +
        "do not report the same location again.",
    rule.waivable === false ? "This rule cannot be waived." : "",
    "## When it blocks",
    level === "mandatory"
      ? sources.whenItGates(rule)
      : `At its default level, \`advisory\`, it warns and blocks nothing. At level \`mandatory\` it blocks: ${lowerFirst(sources.whenItGates(rule))}`,
    "## What it evaluates",
    typesOf(rule.types, rule.view?.view),
    ...options(sources, rule),
    ...controls(sources, registered),
    ...(rule.equivalents === undefined || rule.equivalents.length === 0
      ? []
      : ["## The same check in other tools", rule.equivalents.map((name) => `\`${name}\``).join(", ")]),
    "## More information",
    `<${rule.docs}>`,
  ]);
}

/** @param {Sources} sources @param {Registered} registered */
function examples(sources, registered) {
  const both = examplesOf(sources, registered);
  if (both === undefined) return [];
  const { bad, good } = both;
  return [
    "## Bad",
    ...[around(bad.mock), ...shown(bad)],
    bad.messages.length === 0
      ? ""
      : `Stackwarden reports:\n\n${bad.messages.map((message) => `> ${escapeMarkdown(message)}`).join("\n>\n")}`,
    "## Good",
    ...[around(good.mock), ...shown(good)],
  ];
}

/**
 * A bad and a good program of a rule, from its own cases: those that are chosen, or else the first failing one, and the first passing one with any input.
 * @param {Sources} sources @param {Registered} registered
 */
export function examplesOf(sources, { id, rule }) {
  const cases = sources.collected.get(id)?.cases;
  if (cases === undefined) return undefined;
  const failing = sources.toMock(rule, cases.bad ?? cases.fail[0]);
  const failed = sources.evaluateMock(id, rule, failing).filter((j) => j.outcome === "fail");
  const messages = [...new Set(failed.map((j) => j.message))].slice(0, SHOWN_MESSAGES);
  const passing = (cases.good === undefined ? cases.pass : [cases.good]).map((given) => sources.toMock(rule, given));
  const telling = passing.find(
    (mock) => mock.config !== undefined || mock.of.some((spec) => Object.values(spec.inputs).some(saysSomething)),
  );
  const good = example(sources, telling ?? passing[0] ?? failing);
  const bad = example(sources, id.startsWith("secrets-") ? withoutSecrets(sources, failing, failed) : failing);
  return { bad: { ...bad, given: failing, messages }, good: { ...good, given: good.mock } };
}

/**
 * The examples of all rules as the command line has them, a line for each rule.
 * @param {Sources} sources
 */
export function examplesData(sources) {
  const lines = sources.allRules.flatMap((registered) => {
    const both = examplesOf(sources, registered);
    if (both === undefined) return [];
    const withoutMessages = (/** @type {typeof both.bad | typeof both.good} */ given) => ({
      ...(around(given.mock) !== "" && { around: around(given.mock) }),
      ...(given.config !== "" && { config: given.config }),
      ...(given.code !== "" && { typescript: given.code, python: given.python.code }),
    });
    return [`${JSON.stringify(registered.id)}: ${JSON.stringify({ bad: withoutMessages(both.bad), good: withoutMessages(both.good) })}`];
  });
  return `{\n${lines.join(",\n")}\n}\n`;
}

/**
 * What a rule found to be a secret is not shown.
 * @param {Sources} sources
 * @param {Mock} mock
 * @param {ReturnType<Sources["evaluateMock"]>} evaluated
 * @returns {Mock}
 */
function withoutSecrets({ keys }, mock, failed) {
  const of = mock.of.map((spec) => {
    const paths = failed.flatMap((j) => (j.resource.name === spec.name ? [keys(j.path)] : []));
    const inputs = paths.reduce((/** @type {unknown} */ all, path) => maskedAt(all, path), spec.inputs);
    const outputs = paths.reduce((/** @type {unknown} */ all, path) => maskedAt(all, path), spec.options.outputs);
    return /** @type {typeof spec} */ ({ ...spec, inputs, options: { ...spec.options, ...(outputs !== undefined && { outputs }) } });
  });
  if (mock.config === undefined) return { ...mock, of };
  const found = failed.map((j) => /^config\["(.*)"\]/.exec(j.path)?.[1]);
  const values = Object.fromEntries(
    Object.entries(mock.config.values).map(([key, value]) => [key, found.includes(key) ? masked(value) : value]),
  );
  return { ...mock, of, config: { ...mock.config, values } };
}

/** Not so an empty list or block, nor what is not known. @param {unknown} value */
const saysSomething = (value) => value !== undefined && (typeof value !== "object" || value === null || Object.keys(value).length > 0);

/** @param {Sources} sources @param {Mock} mock */
function example(sources, mock) {
  const { code, imports } = renderProgram(sources, mock.of);
  return {
    mock,
    code,
    imports,
    python: renderProgram(sources, mock.of, python),
    config: mock.config === undefined ? "" : stackFile(mock.config),
  };
}

/** The stack's configuration as its file has it. @param {NonNullable<Mock["config"]>} config */
function stackFile({ values, secretKeys = [] }) {
  const lines = Object.entries(values).flatMap(([key, value]) => {
    if (secretKeys.includes(key)) return [`  ${key}:`, "    secure: …"];
    if (value.startsWith("[{"))
      return [
        `  ${key}:`,
        ...stringify(JSON.parse(value))
          .trimEnd()
          .split("\n")
          .map((line) => `    ${line}`),
      ];
    return [`  ${key}: ${/^[\w./ -]+$/.test(value) ? value : JSON.stringify(value)}`];
  });
  return ["config:", ...lines].join("\n");
}

/** What a case states beside its resources. @param {Mock} mock */
function around(mock) {
  const words = [
    ...(mock.stack === undefined ? [] : [`in a stack named \`${mock.stack}\``]),
    ...mock.of.flatMap(previewed),
    ...(mock.options === undefined ? [] : [`with the options \`${JSON.stringify(mock.options)}\``]),
  ];
  return words.length === 0 ? "" : `${upperFirst(words.join(", "))}:`;
}

/** What the preview of a case does to a resource. @param {Mock["of"][number]} spec */
function previewed({ name, change }) {
  if (change === undefined || change.operation === "same") return [];
  const { operation, before } = change;
  const verb = `in a preview that ${operation}s \`${name}\``;
  if (operation === "delete" || before === undefined) return [verb];
  const options = Object.keys(before.options).length === 0 ? "" : ` and the options \`${JSON.stringify(before.options)}\``;
  return [`${verb}, which had \`${JSON.stringify(before.inputs)}\`${options} before`];
}

/** The program in both languages, the stack's file, or both. @param {{ code: string, config: string, python: { code: string } }} example */
const shown = ({ code, config, python: { code: inPython } }) => [
  ...(config === "" ? [] : [`In \`Pulumi.<stack>.yaml\`:`, fenced("yaml", config)]),
  ...(code === "" ? [] : [fenced("typescript", code), fenced("python", inPython)]),
];

/** @param {string} language @param {string} code */
const fenced = (language, code) => `\`\`\`${language}\n${code}\n\`\`\``;

/** @param {readonly string[] | "all" | "stack"} types @param {string | undefined} view */
function typesOf(types, view) {
  if (types === "stack") return `${view === undefined ? "The stack as a whole" : upperFirst(view)}.`;
  if (types === "all") return `${view === undefined ? "Every resource" : `${upperFirst(view)}, in every resource`}.`;
  const all = [...new Set(types)].sort();
  const shown = all.slice(0, SHOWN_TYPES).map((type) => `- \`${type}\``);
  const more = all.length > SHOWN_TYPES ? [`- and ${all.length - SHOWN_TYPES} more`] : [];
  return `${view === undefined ? "" : `${upperFirst(view)}, in resources of these types:\n\n`}${[...shown, ...more].join("\n")}`;
}

/** @param {Sources} sources @param {Registered["rule"]} rule */
function options(sources, rule) {
  const schema = Object.entries(sources.optionsSchema(rule));
  if (schema.length === 0) return [];
  const rows = schema.map(([name, { default: value, ...own }]) => [`\`${name}\``, code(value), code(own)]);
  return ["## Options", table(["option", "default", "schema"], rows)];
}

/** @param {Sources} sources @param {Registered} registered */
function controls({ frameworks, allControls }, registered) {
  const given = /** @type {[keyof typeof frameworks, string | readonly string[]][]} */ (Object.entries(allControls(registered)));
  const rows = given.map(([framework, ids]) => [frameworks[framework].title, [ids].flat().join(", ")]);
  return rows.length === 0 ? [] : ["## Frameworks", table(["framework", "controls"], rows)];
}

/** The index of all rules by family. @param {Sources} sources */
export function rulesIndex(sources) {
  const rules = sources.allRules;
  const families = [...new Set(rules.map((rule) => rule.family))].sort();
  const row = (/** @type {Registered} */ { id, rule }) => [
    `[\`${id}\`](rules/${id}.md)`,
    rule.title,
    rule.severity,
    `\`${sources.presetsOf(rule)[0]}\``,
  ];
  return join([
    NOTE,
    "# The rules",
    "The table names the smallest preset that contains a rule: `recommended` also contains the rules of `essential`, and `all` contains every rule. " +
      "Rules of severity critical and high are mandatory and the others advisory, " +
      "unless the [configuration](configuration.md) overrides that. [Coverage](coverage.md) lists the controls of frameworks that they cover.",
    families.map((family) => `[${family}](#${family})`).join(" · "),
    ...families.flatMap((family) => [
      `## ${family}`,
      table(["rule", "requirement", "severity", "preset"], rules.filter((rule) => rule.family === family).map(row)),
    ]),
  ]);
}

/** @param {readonly string[]} head @param {readonly (readonly (string | undefined)[])[]} rows */
export function table(head, rows) {
  const line = (/** @type {readonly (string | undefined)[]} */ cells) =>
    `| ${cells.map((cell) => (cell ?? "").replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

/** Paragraphs, the empty ones left out. @param {readonly string[]} parts */
export const join = (parts) => `${parts.filter((part) => part !== "").join("\n\n")}\n`;

/** @param {unknown} value */
export const code = (value) => `\`${JSON.stringify(value)}\``;

/** Messages hold `*` and the like. @param {string} text */
const escapeMarkdown = (text) =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replace(/[*_<>[\]]/g, "\\$&")))
    .join("");
/** @param {string} text */
const upperFirst = (text) => text.charAt(0).toUpperCase() + text.slice(1);
/** @param {string} text */
const lowerFirst = (text) => text.charAt(0).toLowerCase() + text.slice(1);
