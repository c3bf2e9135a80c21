/** The report of an audit as one HTML file that loads nothing. */
import { join } from "node:path";
import { grouped, plural, severities, subjectOf } from "../report/facts.js";
import { escapeHtml, jsonIn, pageHead, pageParts, severityTiles } from "../report/formats/html-file.js";
import { type FindingFact, isOpen, type StackFact } from "./facts.js";
import { valuesOf } from "./lines.js";
import { labelsOf } from "./names.js";
import { findingsFile, stacksFile } from "./since.js";
import type { Audit } from "./summary.js";
import { trendWords } from "./text.js";

// More would make the page too large for a browser: the facts have all.
const mostFindings = 200_000;

const own = (name: string): URL => new URL(`./page/${name}`, import.meta.url);
const shared = (name: string): URL => new URL(`../report/page/${name}`, import.meta.url);
const styles = [shared("page.css"), own("page.css")];
// In the order of their imports.
const scripts = [shared("dom.js"), shared("theme.js"), shared("filters.js"), own("data.js"), own("list.js"), own("page.js")];

/** The page of an audit, from the facts in its folder. */
export function* auditHtml(audit: Audit, folder: string): Generator<string, void, void> {
  const { summary, day, tool } = audit;
  const { findings, blocking, unreadable, locked, trend, byOutcome } = summary;
  const { style, script } = pageParts(styles, scripts);
  const verdict =
    findings === 0 ? "nothing found" : `${plural(findings, "finding")}, ${blocking === 0 ? "none" : grouped(blocking)} blocking`;
  const mood = blocking > 0 ? "bad" : findings > 0 || unreadable > 0 ? "fair" : "good";
  const quiet = (["unknown", "waived", "exempted", "baseline"] as const).filter((outcome) => byOutcome[outcome] > 0);
  const scope = [
    plural(summary.stacks - unreadable, "stack"),
    plural(summary.resources, "resource"),
    ...quiet.map((outcome) => `${grouped(byOutcome[outcome])} ${outcome === "baseline" ? "in the baseline" : outcome}`),
    ...(unreadable > 0 ? [`${plural(unreadable, "stack")} not evaluated`] : []),
    ...(locked > 0 ? [`${grouped(locked)} locked`] : []),
  ];
  const all = Object.values(byOutcome).reduce((sum, count) => sum + count, 0);
  const isListed = listedBy(audit);
  const left = all > mostFindings ? `<p>The least severe findings are left out of this page: ${findingsFile} has all.</p>\n` : "";
  const since = trend === null ? "" : `<p>${escapeHtml(`Since the audit of ${trend.day}: ${trendWords(trend)}.`)}</p>\n`;
  const heads = ["Name", ...severities, "blocking"].map((name) => `<th scope="col">${name}</th>`).join("");
  yield `${pageHead(`Stackwarden audit of ${day}: ${verdict}`, style, script)}<body>
<a class="skip" href="#findings">Skip to the findings</a>
<header>
<div class="title"><h1>Stackwarden audit</h1><p class="verdict ${mood}">${escapeHtml(verdict)}</p>
<button type="button" id="theme" hidden>Dark</button></div>
<p class="scope"><b>${escapeHtml(day)}</b> <span>${escapeHtml(scope.join(" · "))}</span></p>
${since}${left}${severityTiles((severity) => summary.bySeverity[severity])}
</header>
<form id="filters" role="search" aria-label="Filter the findings" hidden>
<label class="wide">Search <input type="search" id="search" placeholder="words in any order" autocomplete="off" spellcheck="false"></label>
<label>Stack ${stackField}</label>
<label>Rule <select id="rule"></select></label>
<label>Team <select id="team"></select></label>
<label>Environment <select id="environment"></select></label>
<label>Outcome <select id="outcome"></select></label>
<label${trend === null ? " hidden" : ""}>Since ${sinceField}</label>
<div class="actions"><button type="reset">Reset</button></div>
</form>
<main>
<div class="tabs" role="group" aria-label="Open findings by">
${tabsOf(audit).join("\n")}
</div>
<div class="tables" tabindex="0" role="region" aria-label="Groups"><table>
<thead><tr id="heads">${heads}</tr></thead>
<tbody id="groups"></tbody>
</table></div>
<button type="button" id="more" hidden>Show more</button>
<p id="status" role="status"></p>
<noscript><p>This page needs JavaScript to list the findings.</p></noscript>
<div id="findings" role="list" tabindex="0" aria-label="Findings"></div>
</main>
${details}
<footer><p>Stackwarden ${escapeHtml(tool.version)}. Keys: <kbd>↓</kbd> and <kbd>↑</kbd> walk the findings, <kbd>Enter</kbd> opens one.</p></footer>
<script type="application/json" id="data">`;
  yield jsonIn(pageData(audit, folder, isListed));
  yield `</script>
<script>${script}</script>
</body>
</html>
`;
}

const tabsOf = ({ summary }: Audit): string[] =>
  [
    ["stacks", "Stacks"],
    ["rules", "Rules"],
    ["teams", "Teams"],
    ["environments", "Environments"],
    ...(summary.unreadable + summary.locked > 0
      ? [["unread", `Not evaluated or locked (${grouped(summary.unreadable + summary.locked)})`]]
      : []),
  ].map(([name = "", words = ""]) => `<button type="button" class="tab" data-tab="${name}" aria-pressed="false">${words}</button>`);

/** Which findings the page lists where it cannot list all: open ones first, the most severe first. */
function listedBy({ summary }: Audit): (finding: FindingFact) => boolean {
  let room = mostFindings;
  const least = severities.filter((severity) => {
    room -= summary.bySeverity[severity];
    return room >= 0;
  });
  const hasRoom = room >= summary.byOutcome.unknown + summary.byOutcome.waived + summary.byOutcome.exempted + summary.byOutcome.baseline;
  return (finding) => (isOpen(finding) || finding.blocking ? least.includes(finding.severity) : hasRoom);
}

function pageData(audit: Audit, folder: string, isListed: (finding: FindingFact) => boolean): object {
  const texts = new Map<string, number>();
  const number = (text: string): number => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, texts.size);
    return texts.size - 1;
  };
  const columns = Object.fromEntries(Object.keys(columnsOf).map((name) => [name, [] as number[]]));
  const [blocking, fresh, fingerprints]: [number[], number[], string[]] = [[], [], []];
  for (const finding of valuesOf<FindingFact>(join(folder, findingsFile))) {
    if (!isListed(finding)) continue;
    if (finding.blocking) blocking.push(fingerprints.length);
    if (finding.isNew === true) fresh.push(fingerprints.length);
    for (const [name, of] of Object.entries(columnsOf)) columns[name]?.push(number(of(finding)));
    // As much as `waive` needs.
    fingerprints.push(finding.fingerprint.slice(0, 12));
  }
  const label = labelsOf(valuesOf<StackFact>(join(folder, stacksFile)));
  const stacks = [...valuesOf<StackFact>(join(folder, stacksFile))].map((stack) => ({
    id: stack.id,
    label: label(stack),
    environment: stack.environment,
    team: stack.team,
    reason: stack.reason ?? "",
    message: stack.message ?? "",
    locked: stack.locked,
  }));
  const rules = Object.entries(audit.rules).map(([id, { title, docs }]) => [id, { title, docs: docs.startsWith("https://") ? docs : "" }]);
  return { stacks, rules: Object.fromEntries(rules), texts: [...texts.keys()], columns, blocking, fresh, fingerprints };
}

const columnsOf: Readonly<Record<string, (finding: FindingFact) => string>> = {
  stack: ({ stackId }) => stackId,
  rule: ({ rule }) => rule,
  severity: ({ severity }) => severity,
  outcome: ({ outcome }) => outcome,
  team: ({ team }) => team,
  environment: ({ environment }) => environment,
  subject: subjectOf,
  path: ({ path }) => path,
  message: ({ message }) => message,
  fix: ({ fix }) => fix,
  at: ({ file, line }) => (file === null ? "" : `${file}:${line}`),
  waiver: ({ waiverUntil, waiverOwner, waiverReason }) =>
    [waiverReason ?? "", waiverUntil === null ? "" : `until ${waiverUntil}`, waiverOwner === null ? "" : `by ${waiverOwner}`]
      .filter((part) => part !== "")
      .join(", "),
};

const stackField =
  '<input type="text" id="stack" list="stacks" placeholder="any" autocomplete="off" spellcheck="false"><datalist id="stacks"></datalist>';
const sinceField = '<select id="fresh"><option value="">any</option><option value="new">new since the last audit</option></select>';
const details =
  '<dialog id="details" aria-labelledby="title"><div class="title"><h2 id="title"></h2>' +
  '<button type="button" id="close">Close</button></div><div id="content"></div></dialog>';
