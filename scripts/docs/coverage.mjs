// @ts-check
/** The page docs/coverage.md: which controls the rules cover, by framework, service and other tool, from the rules alone. */
import { join, table } from "./pages.mjs";

/** @typedef {import("./load.d.mts").Sources} Sources */
/** @typedef {Sources["allRules"][number]} Registered */

const NOTE = "<!-- Written by scripts/docs/coverage.mjs from the rules. -->";

/** Other tools by how the names of their checks begin; cdk-nag has two forms. @type {readonly (readonly [string, RegExp])[]} */
const tools = [
  ["Checkov", /^CKV2?_/],
  ["Trivy", /^AVD-/],
  ["cdk-nag", /^(AwsSolutions-|cdk-nag:)/],
  ["Pulumi compliance policies", /^compliance-policies:/],
  ["AWSGuard", /^awsguard:/],
  ["IAM Access Analyzer", /^access-analyzer:/],
];

/** @param {Pick<Sources, "allRules" | "frameworks">} sources */
export function coveragePage({ allRules, frameworks }) {
  const rules = allRules.filter(({ rule }) => rule.deprecated === undefined);
  const keys = /** @type {(keyof typeof frameworks)[]} */ (Object.keys(frameworks));
  return join([
    NOTE,
    "# Coverage",
    "What the rules cover, from the controls and the equivalents that each rule lists. A control counts where a rule evaluates what a program states " +
      "about it; it can ask for more than a program shows. [Controls that are not covered](not-covered.md) lists what is left out, with the reason.",
    [...keys.map((key) => frameworks[key].name), "By service", "By tool"].map((name) => `[${name}](#${anchor(name)})`).join(" · "),
    ...keys.flatMap((key) => framework(rules, key, frameworks[key])),
    "## By service",
    table(["service", "rules", "equivalents in other tools"], byService(rules)),
    "## By tool",
    "The number of checks of each tool that a rule names as the same check.",
    table(["tool", "checks"], byTool(rules)),
  ]);
}

/** @param {readonly Registered[]} rules @param {keyof Sources["frameworks"]} key @param {Sources["frameworks"][keyof Sources["frameworks"]]} about */
function framework(rules, key, { title, name, reference }) {
  /** @type {Map<string, string[]>} */
  const controls = new Map();
  for (const { id, rule } of rules)
    for (const control of [rule.controls?.[key] ?? []].flat()) controls.set(control, [...(controls.get(control) ?? []), id]);
  const rows = [...controls].sort(([a], [b]) => collator.compare(a, b)).map(([control, ids]) => [control, ids.map(link).join(", ")]);
  return [`## ${name}`, `[${title}](${reference}): ${rows.length} controls.`, table(["control", "rules"], rows)];
}

/** @param {readonly Registered[]} rules */
function byService(rules) {
  const families = [...new Set(rules.map(({ family }) => family))].sort();
  return families.map((family) => {
    const own = rules.filter((registered) => registered.family === family);
    const equivalents = new Set(own.flatMap(({ rule }) => rule.equivalents ?? []));
    return [`[${family}](rules.md#${family})`, String(own.length), String(equivalents.size)];
  });
}

/** @param {readonly Registered[]} rules */
function byTool(rules) {
  const names = [...new Set(rules.flatMap(({ rule }) => rule.equivalents ?? []))];
  return tools.flatMap(([tool, pattern]) => {
    const count = names.filter((name) => pattern.test(name)).length;
    return count === 0 ? [] : [[tool, String(count)]];
  });
}

const collator = new Intl.Collator("en", { numeric: true });

/** @param {string} id */
const link = (id) => `[\`${id}\`](rules/${id}.md)`;

/** The anchor that a heading gets. @param {string} heading */
const anchor = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replaceAll(" ", "-");
