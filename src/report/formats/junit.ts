/** JUnit XML as Jenkins, GitLab, Azure and CircleCI read it. */
import type { Report } from "../../doors/state/check.js";
import type { Finding } from "../../findings/finding.js";
import { broughtWords, grantText, groupBy, isBad, listed, locationOf, plural } from "../facts.js";
import type { Context } from "../format.js";
import { isTooLarge, type Preview, previewSentences, previewsOf } from "../preview-words.js";

/**
 * A suite for each input, in it a test for each finding; one more test, which passes, shows how much was evaluated, so that a clean run has a test.
 * The suite of a preview also has a test of its tier, which fails where the tier blocks.
 */
export function junitReport(report: Report, context: Context): string {
  const byInput = groupBy(listed(report, context), ({ input }) => input);
  const previews = new Map(previewsOf(report).map((preview) => [preview.path, preview]));
  const suites = report.inputs.map((input) => {
    const findings = byInput.get(input.path) ?? [];
    const preview = previews.get(input.path);
    const tier = preview === undefined ? noTier : tierOf(preview, context);
    const checked = `${input.project}/${input.stack}: ${plural(input.resources, "resource")} checked by ${plural(report.summary.rules, "rule")}`;
    return [
      `  <testsuite${attributes({ name: input.path, ...counts(findings, 1, tier, context) })}>`,
      ...tier.properties,
      `    <testcase${attributes({ name: checked, classname: "stackwarden" })}/>`,
      ...tier.lines,
      ...findings.map((finding) => testCase(finding, context)),
      "  </testsuite>",
    ].join("\n");
  });
  const unjudged = unjudgedSuite(report);
  const failing = [...previews.values()].filter((preview) => isTooLarge(preview, context.failOnTier)).length;
  const passing = report.inputs.length + report.summary.unjudged.length;
  const total = counts(listed(report, context), passing, { tests: previews.size, failures: failing }, context);
  // The schema has no count of what is skipped here.
  const { skipped: _, ...totals } = total;
  const head = ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites${attributes({ name: "stackwarden", ...totals })}>`];
  return `${[...head, ...suites, ...unjudged, "</testsuites>"].join("\n")}\n`;
}

interface TierTest {
  readonly tests: number;
  readonly failures: number;
  readonly properties: readonly string[];
  readonly lines: readonly string[];
}
const noTier: TierTest = { tests: 0, failures: 0, properties: [], lines: [] };

/** The test of a preview's tier, and its numbers as properties of the suite. */
function tierOf(preview: Preview, { failOnTier }: Context): TierTest {
  const { operations, tier } = preview;
  const blocks = isTooLarge(preview, failOnTier);
  const text = escapeXml(previewSentences(preview, failOnTier).join("\n"));
  const properties: Readonly<Record<string, string>> = {
    tier: tier.name,
    "tier.reason": tier.reason,
    ...Object.fromEntries(Object.entries(operations).map(([name, count]) => [`operations.${name}`, String(count)])),
  };
  const message = `change of tier ${tier.name}: ${tier.reason}`;
  return {
    tests: 1,
    failures: blocks ? 1 : 0,
    properties: [
      "    <properties>",
      ...Object.entries(properties).map(([name, value]) => `      <property${attributes({ name, value })}/>`),
      "    </properties>",
    ],
    lines: [
      // Without the tier in its name, the test is the same one from run to run.
      `    <testcase${attributes({ name: `${preview.project}/${preview.stack}: tier of the change`, classname: "stackwarden.preview" })}>`,
      ...(blocks
        ? [`      <failure${attributes({ type: "tier", message })}>${text}</failure>`]
        : [`      <system-out>${text}</system-out>`]),
      "    </testcase>",
    ],
  };
}

/** A suite in which each type that no rule evaluated is a test that was skipped. */
function unjudgedSuite({ summary: { unjudged } }: Report): string[] {
  if (unjudged.length === 0) return [];
  const count = String(unjudged.length);
  return [
    `  <testsuite${attributes({ name: "unjudged", tests: count, failures: "0", errors: "0", skipped: count })}>`,
    ...unjudged.flatMap(({ type, count: resources }) => [
      `    <testcase${attributes({ name: type, classname: "stackwarden.unjudged" })}>`,
      `      <skipped>${escapeXml(`no rule evaluates this type: ${plural(resources, "resource")}`)}</skipped>`,
      "    </testcase>",
    ]),
    "  </testsuite>",
  ];
}

function counts(
  findings: readonly Finding[],
  passing: number,
  more: Pick<TierTest, "tests" | "failures">,
  context: Context,
): Record<"tests" | "failures" | "errors" | "skipped", string> {
  const count = (element: Element): number => findings.filter((finding) => elementOf(finding, context) === element).length;
  return {
    tests: String(findings.length + passing + more.tests),
    failures: String(count("failure") + more.failures),
    errors: String(count("error")),
    skipped: String(count("skipped")),
  };
}

type Element = "failure" | "error" | "skipped";

/** The outcome of a finding's test. A system fails a build for one failure, so what is not blocking is skipped unless it is asked for. */
function elementOf(finding: Finding, { gates, junitAdvisory }: Context): Element {
  if (!isBad(finding) || (!gates(finding) && junitAdvisory !== "failure")) return "skipped";
  return finding.outcome === "crash" ? "error" : "failure";
}

function testCase(finding: Finding, context: Context): string {
  const family = finding.rule.split("-")[0] ?? "";
  const name = `${finding.rule} ${finding.urn}${finding.path === "" ? "" : ` ${finding.path}`}`;
  return [
    `    <testcase${attributes({ name, classname: `stackwarden.${family}` })}>`,
    `      ${outcomeElement(finding, context)}`,
    "    </testcase>",
  ].join("\n");
}

function outcomeElement(finding: Finding, context: Context): string {
  const element = elementOf(finding, context);
  const brought = broughtWords(finding);
  const change = brought === undefined ? "" : ` (${brought})`;
  switch (finding.outcome) {
    case "waived":
    case "exempted":
      return skipped(`${finding.outcome}${change}: ${grantText(finding)}`);
    case "baseline":
      return skipped(`in the baseline${change}: ${finding.message}`);
    case "unknown":
      if (!isBad(finding)) return skipped(`unknown${change}: ${finding.message}`);
  }
  const body = bodyOf(finding, context);
  if (element === "skipped") return skipped(`not blocking: ${body}`);
  return `<${element}${attributes({ type: finding.severity, message: finding.message })}>${escapeXml(body)}</${element}>`;
}

const skipped = (text: string): string => `<skipped>${escapeXml(text)}</skipped>`;

function bodyOf(finding: Finding, { homes }: Context): string {
  const { file, line } = locationOf(finding, homes);
  const brought = broughtWords(finding);
  return [
    finding.message,
    `Fix: ${finding.fix}`,
    finding.source === null ? `In ${finding.input}` : `At ${file}:${line}`,
    `Severity ${finding.severity}, level ${finding.level}`,
    ...(brought === undefined ? [] : [`Preview: ${brought}`]),
    `Fingerprint ${finding.fingerprint}`,
    finding.docs,
  ].join("\n");
}

const attributes = (given: Readonly<Record<string, string>>): string =>
  Object.entries(given)
    .map(([name, value]) => ` ${name}="${escapeXml(value).replace(/[\t\n]/g, (c) => `&#${c.charCodeAt(0)};`)}"`)
    .join("");

// What XML 1.0 cannot hold at all, also not as a reference: control characters, lone surrogates, U+FFFE and U+FFFF.
// A terminal or a runner must not obey it either: line separators, marks that turn the direction of the text, workflow commands.
const unfit = /(?![\t\n])\p{Cc}|\p{Cs}|[\ufffe\uffff\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const commands = /##(?=(?:vso)?\[)|^(\s*):(?=:)/gim;
const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** A text as XML holds it; what XML cannot hold becomes visible. */
const escapeXml = (text: string): string =>
  text
    .replace(unfit, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/[&<>"']/g, (c) => entities[c] ?? c)
    .replace(commands, (all, space: string | undefined) => (space === undefined ? "#&#35;" : `${all.slice(0, -1)}&#58;`));
