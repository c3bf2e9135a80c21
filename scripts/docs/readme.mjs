// @ts-check
/** The generated parts of README.md: what the first command prints, and the rules by family. */
import { table } from "./pages.mjs";

/** @typedef {import("./load.d.mts").Sources} Sources */

const COLUMNS = 100;
const SHOWN_GROUPS = 3;
const SHOWN_FINDINGS = 2;
const SHOWN_RULES = 3;
const PROMISES = ["tags", "iam", "protect", "secrets"];
const SHOWN_SERVICES = 6;

/** @param {Sources} sources */
export function readmeParts(sources) {
  return { output: output(sources), rules: rules(sources) };
}

/** What `stackwarden check` prints of the example, shortened, with a duration that stays. @param {Sources} sources */
function output({ check, configure, resolveAsEngine, EXAMPLE, example, allRules, textReport, noColours, gates }) {
  const configuration = configure(allRules, resolveAsEngine(allRules, {}), {});
  const report = check(example, allRules, configuration, { version: "", startedAt: performance.now(), today: "2026-01-01" });
  const fixed = { ...report, summary: { ...report.summary, durationMs: 420 } };
  const text = textReport(fixed, { paint: noColours, width: COLUMNS, show: [], gates: (finding) => gates(finding, "mandatory") });
  const groups = text.trimEnd().split("\n\n");
  const summary = groups.pop() ?? "";
  const names = groups.map((group) => group.split("  ")[0]);
  const shown = groups.filter((_, i) => names.indexOf(names[i]) === i).slice(0, SHOWN_GROUPS);
  const left = groups.length - shown.length;
  const lines = [...shown.map(shortened), ...(left > 0 ? [`… and ${left} more resources …`] : []), summary];
  return `\`\`\`text\n$ node dist/cli.js check ${EXAMPLE}\n${lines.join("\n\n")}\n\`\`\``;
}

/** The first findings of a resource. @param {string} group */
function shortened(group) {
  const findings = group.split(/\n(?= {2}\S)/);
  const left = findings.length - 1 - SHOWN_FINDINGS;
  return [...findings.slice(0, SHOWN_FINDINGS + 1), ...(left > 0 ? [`  … and ${left} more findings`] : [])].join("\n");
}

/** A line for each of the promises and of the largest families, with the gravest of their rules, and one for all others. @param {Sources} sources */
function rules({ allRules, presetsOf }) {
  const severities = ["critical", "high", "medium", "low"];
  const of = (/** @type {string} */ family) => allRules.filter((rule) => rule.family === family);
  const families = [...new Set(allRules.map((rule) => rule.family))].sort();
  const promises = PROMISES.filter((family) => families.includes(family));
  const services = families.filter((family) => !promises.includes(family)).sort((a, b) => of(b).length - of(a).length);
  const rows = [...promises, ...services.slice(0, SHOWN_SERVICES).sort()].map((family) => {
    const telling = [...of(family)]
      .filter(({ rule }) => rule.deprecated === undefined)
      .sort((a, b) => severities.indexOf(a.rule.severity) - severities.indexOf(b.rule.severity) || (a.id < b.id ? -1 : 1))
      .slice(0, SHOWN_RULES);
    return [familyLink(family), String(of(family).length), telling.map(({ id }) => `[\`${id}\`](docs/rules/${id}.md)`).join(", ")];
  });
  const others = services.slice(SHOWN_SERVICES).sort();
  const rest = others.length === 0 ? [] : [["others", String(others.flatMap(of).length), others.map(familyLink).join(", ")]];
  const count = (/** @type {string} */ preset) => allRules.filter(({ rule }) => presetsOf(rule).some((name) => name === preset)).length;
  const head = `${allRules.length} rules: ${count("essential")} in the preset \`essential\`, ${count("recommended")} in \`recommended\` (the default), ${allRules.length} in \`all\`. [Every rule has a page](docs/rules.md).`;
  return `${head}\n\n${table(["family", "rules", "such as"], [...rows, ...rest])}`;
}

/** @param {string} family */
const familyLink = (family) => `[${family}](docs/rules.md#${family})`;
