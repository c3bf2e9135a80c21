/** SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0), within what GitHub code scanning takes. */
import { gzipSync } from "node:zlib";
import type { Report } from "../../doors/state/check.js";
import type { Finding } from "../../findings/finding.js";
import type { Severity } from "../../language/rule.js";
import { examplesOf } from "../examples.js";
import { controlNames, grantText, grouped, isBad, listed, locationOf, type RuleFacts, rulesOf, stacksOf } from "../facts.js";
import type { Context } from "../format.js";
import { safeJson } from "../paint.js";
import { isTooLarge, previewSentences, previewsOf, previewWarnings } from "../preview-words.js";
import { unjudgedWords } from "../unjudged-words.js";

// docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
const mostResults = 25_000;
const mostShown = 5_000;
const mostBytes = 10_000_000;
const mostTags = 20;
const longestText = 1024;

/** GitHub's bands: critical above 9.0, high above 7.0, medium above 4.0. */
const securitySeverity: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };
const levels: Readonly<Record<Severity, string>> = { critical: "error", high: "error", medium: "warning", low: "note" };

/** The report for code scanning: worst first; what is beyond the limits is left out and counted. */
export function sarifReport(report: Report, context: Context): string {
  const all = listed(report, context);
  for (let count = Math.min(all.length, mostResults); ; count = Math.floor(count * 0.8)) {
    const text = `${safeJson(JSON.stringify(log(report, context, all, count)))}\n`;
    // A report that is small enough unpacked does not have to be packed to check the limit.
    if (count === 0 || Buffer.byteLength(text) <= mostBytes || gzipSync(text).length <= mostBytes) return text;
  }
}

function log(report: Report, context: Context, all: readonly Finding[], count: number): object {
  const findings = all.slice(0, count);
  const rules = rulesOf(findings, context.rules);
  const indexes = new Map(rules.map(({ id }, i) => [id, i]));
  // SARIF wants these of all results or of none.
  const states = { suppressed: all.some((f) => grantText(f) !== ""), compared: all.some(isCompared) };
  const stacks = stacksOf(report);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Stackwarden",
            semanticVersion: report.tool.version,
            rules: rules.map(descriptor),
          },
        },
        // Code scanning replaces the results of the last run with the same category, and lets no argument of an upload change it.
        automationDetails: { id: `${context.category?.replace(/\/+$/, "") ?? defaultCategory(stacks)}/` },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notes(all.length, count, report, context) }],
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository" } } },
        columnKind: "utf16CodeUnits",
        ...runProperties(report),
        results: findings.map((finding) => result(finding, indexes.get(finding.rule) ?? -1, context, states)),
      },
    ],
  };
}

/** The category of a report that is given none. */
export const defaultCategory = (stacks: readonly string[]): string =>
  stacks.length === 1 && stacks[0] !== "" ? `stackwarden/${stacks[0]}` : "stackwarden";

/** What concerns the run, not one result: the types that no rule evaluates, and what each preview does. */
function runProperties(report: Report): object {
  const { unjudged } = report.summary;
  const previews = previewsOf(report).map(({ path, ...preview }) => ({ input: path, ...preview }));
  const properties = { ...(unjudged.length > 0 && { unjudged }), ...(previews.length > 0 && { previews }) };
  return Object.keys(properties).length === 0 ? {} : { properties };
}

function notes(all: number, count: number, report: Report, { failOnTier }: Context): object[] {
  const left = all - count;
  const unjudged = unjudgedWords(report.summary.unjudged, 50);
  const changes = previewsOf(report).map((preview) => ({
    level: isTooLarge(preview, failOnTier) ? "error" : previewWarnings(preview).length > 0 ? "warning" : "note",
    message: { text: previewSentences(preview, failOnTier).join(" ") },
  }));
  const warnings = [
    ...(left > 0
      ? [`${grouped(left)} of ${grouped(all)} results are left out, least severe first, to stay within the limits of code scanning`]
      : []),
    ...(count > mostShown ? [`Code scanning shows the ${grouped(mostShown)} most severe of these ${grouped(count)} results`] : []),
    ...(unjudged === undefined ? [] : [`${unjudged.head}: ${unjudged.types.join(", ")}`]),
  ].map((text) => ({ level: "warning", message: { text } }));
  return [...warnings, ...changes];
}

function descriptor(rule: RuleFacts): object {
  const { id, family } = rule;
  const fix = `${rule.title}. ${rule.fix}`;
  return {
    id,
    name: id.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title.slice(0, longestText) },
    fullDescription: { text: (rule.why ?? fix).slice(0, longestText) },
    help: helpOf(rule),
    helpUri: rule.docs,
    defaultConfiguration: { level: levels[rule.severity] },
    properties: {
      "security-severity": securitySeverity[rule.severity],
      "problem.severity": rule.severity === "low" ? "recommendation" : rule.severity === "medium" ? "warning" : "error",
      precision: "very-high",
      tags: [...new Set(["security", family, ...controlNames(rule.controls)])].slice(0, mostTags),
    },
  };
}

/** Why the rule exists, its fix, a program that passes, and where to read more: code scanning shows the Markdown, other readers the text. */
function helpOf({ id, why, fix, docs }: RuleFacts): { readonly text: string; readonly markdown: string } {
  const { around, config, typescript } = examplesOf(id)?.good ?? {};
  const reason = why === undefined ? [] : [why];
  const parts = [
    { language: "yaml", title: "A good example, in Pulumi.<stack>.yaml", code: config },
    { language: "ts", title: "A good example", code: typescript },
  ].flatMap(({ code, ...part }) => (code === undefined ? [] : [{ ...part, code }]));
  const before = parts.length === 0 || around === undefined ? [] : [around];
  return {
    text: [...reason, `Fix: ${fix}`, ...before, ...parts.map(({ title, code }) => `${title}:\n\n${code}`), docs].join("\n\n"),
    markdown: [
      ...reason,
      `**Fix:** ${fix}`,
      ...before,
      ...parts.map(({ language, title, code }) => `**${title.replace("<stack>", "STACK")}:**\n\n\`\`\`${language}\n${code}\n\`\`\``),
      `[Read more](${docs})`,
    ].join("\n\n"),
  };
}
/** Whether it is known of a finding that it was there before: in a baseline, or in the stack before a change. */
const isCompared = ({ outcome, changed }: Finding): boolean => outcome === "baseline" || changed !== undefined;

/** An open result of a resource that no change touches was as open before. */
const wasThere = ({ outcome, isNew, changed }: Finding): boolean => outcome === "baseline" || isNew === false || changed === false;

function result(finding: Finding, ruleIndex: number, { homes }: Context, states: { suppressed: boolean; compared: boolean }): object {
  const { file, line, column } = locationOf(finding, homes);
  const open = finding.outcome === "unknown" && !isBad(finding);
  return {
    ruleId: finding.rule,
    ruleIndex,
    kind: open ? "open" : "fail",
    level: open ? "none" : levels[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file), uriBaseId: "%SRCROOT%" },
          region: { startLine: line, startColumn: column },
        },
        logicalLocations: [{ name: finding.name, fullyQualifiedName: finding.urn, kind: "resource" }],
      },
    ],
    ...(finding.places.length > 1 && {
      relatedLocations: finding.places.slice(1).map((place, i) => ({
        id: i + 1,
        logicalLocations: [{ fullyQualifiedName: place.urn, kind: "resource" }],
        message: { text: place.path === "" ? "same cause" : `same cause: ${place.path}` },
      })),
    }),
    // GitHub distinguishes alerts by the first one, which it would otherwise compute from the source line; many findings share a line.
    partialFingerprints: { primaryLocationLineHash: `${finding.fingerprint}:1`, "stackwarden/v1": finding.fingerprint },
    ...(states.suppressed && {
      suppressions: grantText(finding) === "" ? [] : [{ kind: "external", status: "accepted", justification: grantText(finding) }],
    }),
    ...(states.compared && { baselineState: wasThere(finding) ? "unchanged" : "new" }),
    properties: {
      severity: finding.severity,
      level: finding.level,
      outcome: finding.outcome,
      path: finding.path,
      input: finding.input,
      ...(finding.changed !== undefined && { changed: finding.changed }),
      ...(finding.isNew !== undefined && { isNew: finding.isNew }),
    },
  };
}

/** A relative reference of a path with slashes. */
const uriOf = (file: string): string =>
  file
    .split("/")
    // A lone surrogate is not valid in a reference.
    .map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, "\ufffd")))
    .join("/");
