// @ts-check
/** The generated parts of README.md: what the first command prints, and the rules by family. */
import { table } from "./pages.mjs";

/** @typedef {import("./load.d.mts").Sources} Sources */

const COLUMNS = 100;
const SHOWN_GROUPS = 3;
const SHOWN_FINDINGS = 2;
const SHOWN_RULES = 3;
const PROMISES = ["tags", "iam", "protect", "secrets"];

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
  // Without the line that counts the rules, so that two branches that each add a rule do not conflict.
  const [totals = ""] = summary.split("\n");
  const lines = [...shown.map(shortened), ...(left > 0 ? [`… and ${left} more resources …`] : []), totals];
  return `\`\`\`text\n$ node dist/cli.js check ${EXAMPLE}\n${lines.join("\n\n")}\n\`\`\``;
}

/** The first findings of a resource. @param {string} group */
function shortened(group) {
  const findings = group.split(/\n(?= {2}\S)/);
  const left = findings.length - 1 - SHOWN_FINDINGS;
  return [...findings.slice(0, SHOWN_FINDINGS + 1), ...(left > 0 ? [`  … and ${left} more findings`] : [])].join("\n");
}

/** The promises with the gravest of their rules, and the services. Without counts, so that two branches that each add a rule do not conflict. @param {Sources} sources */
function rules({ allRules }) {
  const severities = ["critical", "high", "medium", "low"];
  const rows = PROMISES.map((family) => {
    const gravest = allRules
      .filter(({ family: own, rule }) => own === family && rule.deprecated === undefined)
      .sort((a, b) => severities.indexOf(a.rule.severity) - severities.indexOf(b.rule.severity) || (a.id < b.id ? -1 : 1))
      .slice(0, SHOWN_RULES);
    return [familyLink(family), gravest.map(({ id }) => `[\`${id}\`](docs/rules/${id}.md)`).join(", ")];
  });
  const others = [...new Set(allRules.map(({ family }) => family))].filter((family) => !PROMISES.includes(family)).sort();
  return `${table(["family", "such as"], [...rows, ["services and others", others.map(familyLink).join(", ")]])}`;
}

/** @param {string} family */
const familyLink = (family) => `[${family}](docs/rules.md#${family})`;
