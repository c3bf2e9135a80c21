/** The report of an audit as Markdown of GitHub's flavour, for a job's summary or a wiki. */
import { grouped, plural, severities } from "../report/facts.js";
import { text } from "../report/formats/markdown.js";
import { labelsOf } from "./names.js";
import type { Audit, Group } from "./summary.js";
import { mostRows, trendWords } from "./text.js";

/** The sums as Markdown. */
export function auditMarkdown(audit: Audit): string {
  const { summary, day, tool } = audit;
  const { stacks, unreadable, locked, resources, findings, blocking, byOutcome, trend } = summary;
  const quiet = (["unknown", "waived", "exempted", "baseline"] as const).filter((outcome) => byOutcome[outcome] > 0);
  const facts = [
    `${plural(stacks - unreadable, "stack")} with ${plural(resources, "resource")} evaluated`,
    ...(unreadable === 0 ? [] : [`${plural(unreadable, "stack")} not evaluated`]),
    ...(locked === 0 ? [] : [`${plural(locked, "stack")} locked`]),
    ...quiet.map((outcome) => `${grouped(byOutcome[outcome])} ${outcome === "baseline" ? "in the baseline" : outcome}`),
  ];
  const label = labelsOf(summary.worst);
  const worst = summary.worst
    .slice(0, mostRows.worst)
    .map((stack) => [
      text(label(stack)),
      text(stack.team),
      count(stack.blocking),
      ...severities.map((s) => count(stack[s])),
      count(stack.new),
    ]);
  return `${[
    `## Audit of ${day}: ${findings === 0 ? "nothing found" : plural(findings, "finding")}, ${blocking === 0 ? "none" : grouped(blocking)} blocking`,
    "",
    `${facts.join(" · ")}.`,
    ...(trend === null ? [] : ["", `Since the audit of ${trend.day}: ${trendWords(trend)}.`]),
    ...table("Worst stacks", ["stack", "team", "blocking", ...severities, "new"], worst, summary.worst.length),
    ...groups("By rule", "rule", summary.rules, mostRows.rules),
    ...(audit.teamTag === null ? [] : groups("By team", `tag \`${text(audit.teamTag)}\``, summary.teams, mostRows.teams)),
    ...groups("By environment", "environment", summary.environments, mostRows.environments),
    ...table(
      "Not evaluated",
      ["stack", "reason"],
      summary.unreadableStacks.slice(0, mostRows.unreadable).map((stack) => [text(stack.id), text(stack.message ?? "")]),
      summary.unreadableStacks.length,
    ),
    "",
    `<sub>Stackwarden ${text(tool.version)}</sub>`,
  ].join("\n")}\n`;
}

function groups(title: string, what: string, all: readonly Group[], most: number): string[] {
  const shown = all.filter(({ findings, name }) => findings > 0 || name !== "").slice(0, most);
  const row = (group: Group): string[] => [
    text(group.name || "(none)"),
    ...[group.stacks, group.blocking, ...severities.map((severity) => group[severity]), group.new].map(count),
  ];
  return table(title, [what, "stacks", "blocking", ...severities, "new"], shown.map(row), all.length);
}

const count = (value: number | null): string => (value === null ? "" : grouped(value));

/** A table without the columns in which nothing is. */
function table(title: string, head: readonly string[], rows: readonly (readonly string[])[], total: number): string[] {
  if (rows.length === 0) return [];
  const columns = head.map((_, i) => i).filter((i) => rows.some((row) => (row[i] ?? "") !== ""));
  const line = (row: readonly string[]): string => `| ${columns.map((i) => row[i] ?? "").join(" | ")} |`;
  const numeric = new Set<string>(["stacks", "blocking", ...severities, "new"]);
  return [
    ...["", `### ${title}`, "", line(head), `| ${columns.map((i) => (numeric.has(head[i] ?? "") ? "---:" : "---")).join(" | ")} |`],
    ...rows.map(line),
    ...(total > rows.length ? ["", `and ${grouped(total - rows.length)} more`] : []),
  ];
}
