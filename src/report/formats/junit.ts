/** JUnit XML as Jenkins, GitLab, Azure and CircleCI read it. */
import type { Report } from "../../doors/state/check.js";
import type { Finding } from "../../findings/finding.js";
import { grantText, groupBy, isBad, listed, locationOf, plural } from "../facts.js";
import type { Context } from "../format.js";

/** A suite for each input, in it a test for each finding; one more test, which passes, shows how much was evaluated, so that a clean run has a test. */
export function junitReport(report: Report, context: Context): string {
  const byInput = groupBy(listed(report, context), ({ input }) => input);
  const suites = report.inputs.map((input) => {
    const findings = byInput.get(input.path) ?? [];
    const checked = `${input.project}/${input.stack}: ${plural(input.resources, "resource")} checked by ${plural(report.summary.rules, "rule")}`;
    return [
      `  <testsuite${attributes({ name: input.path, ...counts(findings, 1, context) })}>`,
      `    <testcase${attributes({ name: checked, classname: "stackwarden" })}/>`,
      ...findings.map((finding) => testCase(finding, context)),
      "  </testsuite>",
    ].join("\n");
  });
  const unjudged = unjudgedSuite(report);
  const total = counts(listed(report, context), report.inputs.length + report.summary.unjudged.length, context);
  // The schema has no count of what is skipped here.
  const { skipped: _, ...totals } = total;
  const head = ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites${attributes({ name: "stackwarden", ...totals })}>`];
  return `${[...head, ...suites, ...unjudged, "</testsuites>"].join("\n")}\n`;
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
  context: Context,
): Record<"tests" | "failures" | "errors" | "skipped", string> {
  const count = (element: Element): string => String(findings.filter((finding) => elementOf(finding, context) === element).length);
  return { tests: String(findings.length + passing), failures: count("failure"), errors: count("error"), skipped: count("skipped") };
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
  switch (finding.outcome) {
    case "waived":
    case "exempted":
      return skipped(`${finding.outcome}: ${grantText(finding)}`);
    case "baseline":
      return skipped(`in the baseline: ${finding.message}`);
    case "unknown":
      if (!isBad(finding)) return skipped(`unknown: ${finding.message}`);
  }
  const body = bodyOf(finding, context);
  if (element === "skipped") return skipped(`not blocking: ${body}`);
  return `<${element}${attributes({ type: finding.severity, message: finding.message })}>${escapeXml(body)}</${element}>`;
}

const skipped = (text: string): string => `<skipped>${escapeXml(text)}</skipped>`;

function bodyOf(finding: Finding, { homes }: Context): string {
  const { file, line } = locationOf(finding, homes);
  return [
    finding.message,
    `Fix: ${finding.fix}`,
    finding.source === null ? `In ${finding.input}` : `At ${file}:${line}`,
    `Severity ${finding.severity}, level ${finding.level}`,
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
