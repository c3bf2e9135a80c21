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

/** @param {Pick<Sources, "allRules" | "frameworks" | "requirementsOf">} sources */
export function coveragePage({ allRules, frameworks, requirementsOf }) {
  const rules = allRules.filter(({ rule }) => rule.deprecated === undefined);
  const keys = /** @type {(keyof typeof frameworks)[]} */ (Object.keys(frameworks));
  return join([
    NOTE,
    "# Coverage",
    "What the rules cover, from the controls and the equivalents that each rule lists and from a public mapping ([Frameworks](frameworks.md)). " +
      "A control counts where a rule evaluates what a program states " +
      "about it; it can ask for more than a program shows. [Controls that are not covered](not-covered.md) lists what is left out, with the reason.",
    [...keys.map((key) => headingOf(frameworks[key])), "By service", "By tool"].map((name) => `[${name}](#${anchor(name)})`).join(" · "),
    ...keys.flatMap((key) => framework(requirementsOf(key, rules), frameworks[key])),
    "## By service",
    table(["service", "rules", "equivalents in other tools"], byService(rules)),
    "## By tool",
    "The number of checks of each tool that a rule names as the same check.",
    table(["tool", "checks"], byTool(rules)),
  ]);
}

/** @param {ReturnType<Sources["requirementsOf"]>} requirements @param {Sources["frameworks"][keyof Sources["frameworks"]]} about */
function framework(requirements, about) {
  const covered = requirements.filter((one) => one.rules.length > 0);
  const ids = (/** @type {boolean} */ isOfAccount) =>
    requirements.filter((one) => one.rules.length === 0 && one.isOfAccount === isOfAccount).map(({ id }) => id);
  const rows = covered.map(({ id, rules }) => [id, [...new Set(rules.map((rule) => rule.id))].map(link).join(", ")]);
  const left = /** @type {const} */ ([
    ["Not decidable from code", ids(true)],
    ["Not covered", ids(false)],
  ]);
  return [
    `## ${headingOf(about)}`,
    `[${about.title}](${about.reference}): rules evaluate ${covered.length} of ${requirements.length} controls.`,
    table(["control", "rules"], rows),
    ...left.filter(([, list]) => list.length > 0).map(([words, list]) => `${words} (${list.length}): ${list.join(", ")}.`),
  ];
}

/** A framework of which there are several versions needs the version in its heading. @param {{ name: string, version: string | undefined }} framework */
const headingOf = ({ name, version }) => (name.startsWith("CIS ") ? `${name} ${version}` : name);

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

/** @param {string} id */
const link = (id) => `[\`${id}\`](rules/${id}.md)`;

/** The anchor that a heading gets. @param {string} heading */
const anchor = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replaceAll(" ", "-");
