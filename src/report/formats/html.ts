/** One HTML file that loads nothing: style, script and data are in it, and its content security policy allows no other. */
import type { Report } from "../../doors/state/check.js";
import type { Finding } from "../../findings/finding.js";
import { frameworkKeys, frameworkLabel, frameworks } from "../../language/frameworks.js";
import { countWords, type Entry, entriesOf } from "../entries.js";
import {
  blockingWords,
  broughtWords,
  bySeverity,
  controlNames,
  exceptionText,
  grouped,
  isBad,
  listed,
  locationOf,
  plural,
  rulesOf,
  serviceOf,
  stackOf,
  stacksOf,
  subjectOf,
  waiverText,
} from "../facts.js";
import type { Context } from "../format.js";
import { isPartlyShown, isTooLarge, operationWords, previewsOf, previewWarnings, tierWords } from "../preview-words.js";
import { unjudgedWords } from "../unjudged-words.js";
import { escapeHtml, jsonIn, pageHead, pageParts, severityTiles } from "./html-file.js";

/** The page: filters, search and groups work on the data in it; without scripts it still shows the summary. */
export function htmlReport(report: Report, context: Context): string {
  const { style, script } = pageParts(styles, scripts);
  const findings = listed(report, context);
  const bad = findings.filter(isBad);
  const gating = bad.filter(context.gates).length;
  const entries = entriesOf(findings);
  const { unjudged } = report.summary;
  const verdict =
    bad.length > 0
      ? `${countWords(bad.length, entriesOf(bad).length, new Set(bad.map(stackOf)).size)}, ${blockingWords(gating)}`
      : isPartlyShown(report)
        ? "Nothing found in what the preview shows"
        : unjudged.length > 0
          ? "Nothing found in the evaluated resources"
          : "Nothing found";
  const blocks = gating > 0 || previewsOf(report).some((preview) => isTooLarge(preview, context.failOnTier));
  const mood = blocks ? "bad" : bad.length === 0 && unjudged.length === 0 && !isPartlyShown(report) ? "good" : "fair";
  const stacks = stacksOf(report);
  const { summary } = report;
  const counts = bySeverity(findings);
  const scope = [
    plural(summary.resources, "resource"),
    plural(summary.rules, "rule"),
    ...(["unknown", "waived", "exempted", "baseline"] as const)
      .filter((outcome) => summary[outcome] > 0)
      .map((outcome) =>
        outcome === "baseline" ? `${grouped(summary.baseline)} in the baseline` : `${grouped(summary[outcome])} ${outcome}`,
      ),
    ...(summary.crash > 0 ? [plural(summary.crash, "rule crash", "rule crashes")] : []),
  ];
  return `${pageHead(`Stackwarden: ${verdict}`, style, script)}<body>
<a class="skip" href="#findings">Skip to the findings</a>
<header>
<div class="title"><h1>Stackwarden</h1><p class="verdict ${mood}">${escapeHtml(verdict)}</p>
<button type="button" id="theme" hidden>Dark</button></div>
<p class="scope">${stacks.map((stack) => `<b>${escapeHtml(stack)}</b>`).join(", ")} <span>${escapeHtml(scope.join(" · "))}</span></p>
${severityTiles((severity) => counts.get(severity) ?? 0)}
${previewPart(report, context)}${unjudgedPart(unjudged)}</header>
<form id="filters" role="search" aria-label="Filter the findings" hidden>
<label class="wide">Search <input type="search" id="search" placeholder="words in any order" autocomplete="off" spellcheck="false"></label>
<label>Outcome <select id="outcome"></select></label>
<label>Change <select id="change"></select></label>
<label>Service <select id="service"></select></label>
<label>Rule <select id="rule"></select></label>
<label>Framework <select id="framework"></select></label>
<label>Resource ${resourceField}</label>
<label>Group by <select id="group"></select></label>
<div class="actions"><button type="button" id="fold" aria-pressed="false">Collapse groups</button> <button type="reset">Reset</button></div>
</form>
<p id="status" role="status"></p>
<noscript><p>This page needs JavaScript to list the findings.</p></noscript>
<main id="findings" tabindex="-1" aria-label="Findings"></main>
<button type="button" id="more" hidden>Show more</button>
<footer><p>Stackwarden ${escapeHtml(report.tool.version)}. ${keyHelp}</p></footer>
<script type="application/json" id="data">${jsonIn(pageData(report, context, findings, entries))}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** What each preview does to its stack, and what it does not show. */
function previewPart(report: Report, { failOnTier }: Context): string {
  const items = previewsOf(report).map((preview) => {
    const tier = `<span class="tier${isTooLarge(preview, failOnTier) ? " blocking" : ""}">${escapeHtml(tierWords(preview, failOnTier))}</span>`;
    const warnings = previewWarnings(preview).map((words) => `<span class="warning">The preview ${escapeHtml(words)}.</span>`);
    const name = `<b>${escapeHtml(`${preview.project}/${preview.stack}`)}</b>`;
    return `<li>Preview of ${name}: ${[escapeHtml(operationWords(preview)), `Change of ${tier}`, ...warnings].join("<br>")}</li>`;
  });
  return items.length === 0 ? "" : `<ul class="previews">${items.join("")}</ul>\n`;
}

/** What no rule evaluated: a fold with a line a type. */
function unjudgedPart(unjudged: Report["summary"]["unjudged"]): string {
  const words = unjudgedWords(unjudged, Number.POSITIVE_INFINITY);
  if (words === undefined) return "";
  const types = words.types.map((type) => `<li><code>${escapeHtml(type)}</code></li>`);
  return `<details class="unjudged"><summary>${escapeHtml(words.head)}</summary><ul>${types.join("")}</ul></details>\n`;
}

/** What the page's script works on. */
function pageData(report: Report, context: Context, findings: readonly Finding[], entries: readonly Entry[]): object {
  const several = stacksOf(report).length > 1;
  return {
    frameworks: Object.fromEntries(frameworkKeys.map((key) => [frameworkLabel(key), frameworks[key].title])),
    rules: Object.fromEntries(
      rulesOf(findings, context.rules).map(({ id, title, why, fix, docs, controls }) => [
        id,
        { title, why, fix, docs: docs.startsWith("https://") ? docs : "", controls: controlNames(controls) },
      ]),
    ),
    findings: entries.map(({ finding, findings: all, stacks }) => {
      const each = (of: (one: Finding) => string): string => [...new Set(all.map(of))].join("\n");
      const { file, line } = locationOf(finding, context.homes);
      return {
        rule: finding.rule,
        severity: finding.severity,
        level: finding.level,
        outcome: finding.outcome,
        gates: context.gates(finding),
        subject: subjectOf(finding),
        service: serviceOf(finding),
        count: all.length,
        stack: several ? stacks.join(", ") : "",
        urn: each(({ urn }) => urn),
        component: finding.component === null ? "" : `${finding.component.type} ${finding.component.name}`,
        path: finding.path,
        message: finding.message,
        fix: finding.fix,
        at: finding.source === null ? "" : `${file}:${line}`,
        input: each(({ input }) => input),
        places: finding.places.slice(1).map((place) => `${place.urn} ${place.path}`.trim()),
        waiver: finding.outcome === "waived" ? waiverText(finding) : "",
        ...(finding.exception !== undefined && { exception: exceptionText(finding) }),
        ...changeData(finding),
        fingerprint: each(({ fingerprint }) => fingerprint),
      };
    }),
  };
}

/** How a finding is related to a previewed change: in words, and as values of a filter. */
function changeData(finding: Finding): object {
  const { changed, isNew } = finding;
  if (changed === undefined) return {};
  const values = [...(isNew === undefined ? [] : [isNew ? "new" : "not new"]), changed ? "changed" : "unchanged"];
  return { change: broughtWords(finding) ?? "on a changed resource", changes: values };
}

// Beside this folder, in the order of their imports.
const place = (name: string): URL => new URL(`../page/${name}`, import.meta.url);
const styles = [place("page.css")];
const scripts = ["dom.js", "data.js", "filters.js", "item.js", "theme.js", "page.js"].map(place);

const resourceField =
  '<input type="text" id="resource" list="resources" placeholder="any" autocomplete="off" spellcheck="false"><datalist id="resources"></datalist>';
const keyHelp = "Keys: <kbd>/</kbd> searches, <kbd>↓</kbd> and <kbd>↑</kbd> walk the findings, <kbd>Enter</kbd> opens one.";
