// @ts-check
/** The generated parts of README.md: what the first command prints, and the rules by family. */
import { table } from "./pages.mjs";

/** @typedef {import("./load.d.mts").Sources} Sources */

const COLUMNS = 100;
const SHOWN_GROUPS = 2;
const SHOWN_FINDINGS = 2;
const SHOWN_RULES = 3;
// Counts, and families chosen by them, would change with every rule: then two branches that each add one could not be merged.
const FAMILIES = ["tags", "iam", "protect", "secrets", "ec2", "rds", "s3"];

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
  groups.pop();
  const names = groups.map((group) => group.split("  ")[0]);
  const shown = groups.filter((_, i) => names.indexOf(names[i]) === i).slice(0, SHOWN_GROUPS);
  // Without counts, so that two branches that each add a rule do not conflict.
  const lines = [...shown.map(shortened), "…"];
  return `\`\`\`text\n$ node dist/cli.js check ${EXAMPLE}\n${lines.join("\n\n")}\n\`\`\``;
}

/** The first findings of a resource. @param {string} group */
function shortened(group) {
  const findings = group.split(/\n(?= {2}\S)/);
  const left = findings.length - 1 - SHOWN_FINDINGS;
  return [...findings.slice(0, SHOWN_FINDINGS + 1), ...(left > 0 ? ["  …"] : [])].join("\n");
}

/** A line for each of the promises and of some services, with the gravest of their rules. @param {Sources} sources */
function rules({ allRules }) {
  const severities = ["critical", "high", "medium", "low"];
  const rows = FAMILIES.map((family) => {
    const telling = allRules
      .filter((registered) => registered.family === family && registered.rule.deprecated === undefined)
      .sort((a, b) => severities.indexOf(a.rule.severity) - severities.indexOf(b.rule.severity) || (a.id < b.id ? -1 : 1))
      .slice(0, SHOWN_RULES);
    return [familyLink(family), telling.map(({ id }) => `[\`${id}\`](docs/rules/${id}.md)`).join(", ")];
  });
  const head =
    "[Every rule has a page](docs/rules.md), and `stackwarden rules` lists all. " +
    "The preset `recommended` is the default, `essential` has the critical rules only, and `all` has every rule.";
  return `${head}\n\n${table(["family", "such as"], [...rows, ["others", "[all families](docs/rules.md)"]])}`;
}

/** @param {string} family */
const familyLink = (family) => `[${family}](docs/rules.md#${family})`;
