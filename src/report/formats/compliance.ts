/** The formats of the compliance report. Pure functions over its data. */
import { type Compliance, partWords, type Row, type Status, statuses, statusMeanings, statusWords } from "../compliance.js";
import { plural, subjectOf } from "../facts.js";
import { clean, type Paint, safeJson } from "../paint.js";
import { escapeHtml, pageHead } from "./html-file.js";
import { text as markdown } from "./markdown.js";

export const complianceFormats = ["text", "markdown", "json", "csv", "html"] as const;
export type ComplianceFormat = (typeof complianceFormats)[number];

/** The compliance report in a format. */
export function complianceReport(compliance: Compliance, format: ComplianceFormat, paint: Paint): string {
  switch (format) {
    case "text":
      return text(compliance, paint);
    case "markdown":
      return inMarkdown(compliance);
    case "json":
      return json(compliance);
    case "csv":
      return csv(compliance);
    case "html":
      return html(compliance);
  }
}

const countWords = ({ counts, rows }: Compliance): string =>
  `${plural(rows.length, "requirement")}: ${statuses
    .filter((status) => counts[status] > 0)
    .map((status) => `${counts[status]} ${statusWords[status]}`)
    .join(", ")}`;

/** The rules of a requirement, those with findings with their number. */
function ruleWords({ rules, findings }: Row): string[] {
  const count = (id: string): number => findings.filter(({ rule }) => rule === id).length;
  const ids = [...new Set([...rules.map(({ id }) => id), ...findings.map(({ rule }) => rule)])];
  const found = ids.filter((id) => count(id) > 0);
  return found.length > 0 ? found.map((id) => `${id} (${count(id)})`) : ids;
}

function text(compliance: Compliance, paint: Paint): string {
  const widest = Math.max(0, ...compliance.rows.map(({ id }) => id.length));
  const colour: Partial<Record<Status, (words: string) => string>> = { fail: paint.red, unknown: paint.yellow, pass: paint.green };
  const lines = statuses.flatMap((status) => {
    const rows = compliance.rows.filter((row) => row.status === status);
    if (rows.length === 0) return [];
    const head = `${statusWords[status]} (${rows.length})`;
    return [
      "",
      `${(colour[status] ?? paint.bold)(head)}  ${paint.dim(statusMeanings[status])}`,
      ...rows.map((row) => {
        const more = [row.title ?? "", ruleWords(row).join(", ") || row.checks.join(", "), partWords(row)].filter((words) => words !== "");
        return `  ${row.id.padEnd(widest)}  ${clean(more.join("; "))}`.trimEnd();
      }),
    ];
  });
  const stacks = clean(compliance.stacks.join(", "));
  return `${[paint.bold(compliance.title), `${stacks}${stacks === "" ? "" : ": "}${countWords(compliance)}`, ...lines].join("\n")}\n`;
}

function inMarkdown(compliance: Compliance): string {
  const row = (one: Row): string =>
    `| ${[one.id, statusWords[one.status], markdown(one.title ?? ""), ruleWords(one).map(markdown).join(", "), partWords(one)].join(" | ")} |`;
  return `${[
    `## ${compliance.title}`,
    "",
    `${compliance.stacks.map(markdown).join(", ")} · ${countWords(compliance)}`,
    "",
    "| requirement | status | title | rules | covered |",
    "|---|---|---|---|---|",
    ...compliance.rows.map(row),
    "",
    ...statuses.filter((status) => compliance.counts[status] > 0).map((status) => `- _${statusWords[status]}_: ${statusMeanings[status]}`),
    "",
    `<sub>Stackwarden ${markdown(compliance.version)}</sub>`,
  ].join("\n")}\n`;
}

function json({ rows, framework, title, version, stacks, counts }: Compliance): string {
  const requirements = rows.map(({ id, title: name, status, rules, checks, evaluated, findings }) => ({
    id,
    title: name ?? null,
    status,
    rules: [...new Set(rules.map((rule) => rule.id))],
    checks,
    evaluated,
    findings: findings.map(({ rule, outcome, urn, path, message, fingerprint }) => ({ rule, outcome, urn, path, message, fingerprint })),
  }));
  const tool = { name: "stackwarden", version };
  return safeJson(`${JSON.stringify({ tool, framework, title, stacks, counts, requirements }, null, 2)}\n`);
}

function csv({ framework, rows }: Compliance): string {
  const head = ["framework", "requirement", "title", "status", "rules", "checks", "evaluated", "findings", "resources"];
  const lines = rows.map((row) => [
    framework,
    row.id,
    row.title ?? "",
    statusWords[row.status],
    [...new Set(row.rules.map(({ id }) => id))].join(" "),
    String(row.checks.length),
    String(row.evaluated),
    String(row.findings.length),
    [...new Set(row.findings.map(({ urn }) => urn))].join(" "),
  ]);
  return [head, ...lines].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

/** A field of CSV (RFC 4180); a spreadsheet must not read it as a formula. */
function cell(given: string): string {
  const safe = clean(given).replace(/^(?=[=+\-@])/, "'");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #8886}
.fail{color:#c62828;font-weight:600}.pass{color:#2e7d32}.unknown{color:#b26a00}code{font-size:.9em}ul{margin:0;padding-left:1rem}
@media(prefers-color-scheme:dark){.fail{color:#ff8a80}.pass{color:#81c784}.unknown{color:#ffcc80}}`;

function html(compliance: Compliance): string {
  const { title, stacks, rows, counts, version } = compliance;
  const found = ({ findings }: Row): string =>
    findings.length === 0
      ? ""
      : `<details><summary>${plural(findings.length, "finding")}</summary><ul>${findings
          .map((finding) => `<li>${escapeHtml(clean(`${finding.outcome}: ${subjectOf(finding)}: ${finding.message}`))}</li>`)
          .join("")}</ul></details>`;
  const line = (row: Row): string =>
    `<tr><th scope="row">${escapeHtml(row.id)}</th><td class="${row.status}">${statusWords[row.status]}</td>` +
    `<td>${escapeHtml(row.title ?? "")}</td><td>${ruleWords(row)
      .map((words) => `<code>${escapeHtml(words)}</code>`)
      .join("<br>")}</td><td>${partWords(row)}</td><td>${found(row)}</td></tr>`;
  const meanings = statuses
    .filter((status) => counts[status] > 0)
    .map((status) => `<li><b>${statusWords[status]}</b> (${counts[status]}): ${statusMeanings[status]}</li>`);
  return `${pageHead(`Stackwarden: ${title}`, style, "")}<body>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(clean(stacks.join(", ")))} · ${countWords(compliance)}</p>
<ul>${meanings.join("")}</ul>
<table>
<thead><tr><th>requirement</th><th>status</th><th>title</th><th>rules</th><th>covered</th><th>findings</th></tr></thead>
<tbody>
${rows.map(line).join("\n")}
</tbody>
</table>
<footer><p>Stackwarden ${escapeHtml(version)}</p></footer>
</body>
</html>
`;
}
