/** JUnit XML as Jenkins, GitLab, Azure and CircleCI read it. */
import type { Report } from "../check/check.js";
import type { Finding } from "../finding.js";
import { add } from "../model/stack.js";
import { listed, locationOf, plural, waiverText } from "./facts.js";
import type { Context } from "./formats.js";

/** A suite for each input, in it a test for each finding; one more that passes tells how much was judged, so that a clean run has a test. */
export function junitReport(report: Report, context: Context): string {
  const byInput = new Map<string, Finding[]>(report.inputs.map((input) => [input.path, []]));
  for (const finding of listed(report, context)) add(byInput, finding.input, finding);
  const suites = report.inputs.map((input) => {
    const findings = byInput.get(input.path) ?? [];
    const judged = `${input.project}/${input.stack}: ${plural(input.resources, "resource")} judged by ${plural(report.summary.rules, "rule")}`;
    return [
      `  <testsuite${attributes({ name: input.path, ...counts(findings, 1) })}>`,
      `    <testcase${attributes({ name: judged, classname: "stackwarden" })}/>`,
      ...findings.map((finding) => testCase(finding, context)),
      "  </testsuite>",
    ].join("\n");
  });
  const total = counts(listed(report, context), report.inputs.length);
  const { skipped: _, ...totals } = total;
  return `${['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites${attributes({ name: "stackwarden", ...totals })}>`, ...suites, "</testsuites>"].join("\n")}\n`;
}

function counts(findings: readonly Finding[], passing: number): Record<"tests" | "failures" | "errors" | "skipped", string> {
  const count = (...outcomes: Finding["outcome"][]): string => String(findings.filter((f) => outcomes.includes(f.outcome)).length);
  return {
    tests: String(findings.length + passing),
    failures: count("fail"),
    errors: count("crash"),
    skipped: count("waived", "baseline", "unknown"),
  };
}

function testCase(finding: Finding, { homes }: Context): string {
  const family = finding.rule.split("-")[0] ?? "";
  const name = `${finding.rule} ${finding.urn}${finding.path === "" ? "" : ` ${finding.path}`}`;
  return [
    `    <testcase${attributes({ name, classname: `stackwarden.${family}` })}>`,
    `      ${outcomeElement(finding, homes)}`,
    "    </testcase>",
  ].join("\n");
}

function outcomeElement(finding: Finding, homes: Context["homes"]): string {
  const { file, line } = locationOf(finding, homes);
  const where = finding.source === null ? `In ${finding.input}` : `At ${file}:${line}`;
  switch (finding.outcome) {
    case "fail":
    case "crash": {
      const element = finding.outcome === "fail" ? "failure" : "error";
      const body = [
        finding.message,
        `What to do: ${finding.fix}`,
        where,
        `Severity ${finding.severity}, level ${finding.level}`,
        `Fingerprint ${finding.fingerprint}`,
        finding.docs,
      ].join("\n");
      return `<${element}${attributes({ type: finding.severity, message: finding.message })}>${escapeXml(body)}</${element}>`;
    }
    case "waived":
      return `<skipped>${escapeXml(`waived: ${waiverText(finding)}`)}</skipped>`;
    case "baseline":
      return `<skipped>${escapeXml(`in the baseline: ${finding.message}`)}</skipped>`;
    case "unknown":
      return `<skipped>${escapeXml(`unknown: ${finding.message}`)}</skipped>`;
  }
}

const attributes = (given: Readonly<Record<string, string>>): string =>
  Object.entries(given)
    .map(([name, value]) => ` ${name}="${escapeXml(value).replace(/[\t\n]/g, (c) => `&#${c.charCodeAt(0)};`)}"`)
    .join("");

// What XML 1.0 cannot hold at all, also not as a reference: control characters, lone surrogates, U+FFFE and U+FFFF.
const unfit = /(?![\t\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;
const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** A text as XML holds it; what XML cannot hold becomes visible. */
const escapeXml = (text: string): string =>
  text.replace(unfit, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).replace(/[&<>"']/g, (c) => entities[c] ?? c);
