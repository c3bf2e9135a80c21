/** The report of an audit for a terminal. */
import type { Severity } from "../language/rule.js";
import { grouped, plural, severities } from "../report/facts.js";
import { clean, type Paint, visibleLength } from "../report/paint.js";
import type { StackFact } from "./facts.js";
import { labelsOf } from "./names.js";
import type { Audit, Group } from "./summary.js";

/** What a report shows of each list. */
export const mostRows = { rules: 10, teams: 10, environments: 10, worst: 10, unreadable: 20 } as const;

export interface TextOptions {
  readonly paint: Paint;
  readonly width: number;
}

/** The sums as text: totals, then what needs attention first. */
export function auditText(audit: Audit, { paint, width }: TextOptions): string {
  const { summary } = audit;
  const label = labelsOf(summary.worst);
  const worst = summary.worst.slice(0, mostRows.worst).map((stack) => stackRow(stack, label(stack)));
  const lines = [
    ...table("Worst stacks", stackHead, worst, summary.worst.length, { paint, width }),
    ...groups("By rule", summary.rules, mostRows.rules, { paint, width }),
    ...(audit.teamTag === null ? [] : groups(`By team (tag ${clean(audit.teamTag)})`, summary.teams, mostRows.teams, { paint, width })),
    ...groups("By environment", summary.environments, mostRows.environments, { paint, width }),
    ...unreadableLines(audit, paint),
    ...totalLines(audit, paint),
  ];
  return `${lines.join("\n")}\n`;
}

function totalLines({ summary, shard }: Audit, paint: Paint): string[] {
  const { stacks, unreadable, locked, resources, findings, blocking, byOutcome, bySeverity, trend } = summary;
  const counts = severities
    .filter((severity) => bySeverity[severity] > 0)
    .map((severity) => `${grouped(bySeverity[severity])} ${severity}`);
  const head =
    findings === 0
      ? `${unreadable === 0 ? paint.green("✔") : paint.yellow("!")} ${paint.bold("Nothing found")}`
      : `${blocking > 0 ? paint.red("✖") : paint.yellow("!")} ${paint.bold(plural(findings, "finding"))}: ${counts.join(", ")}`;
  const quiet = (["unknown", "waived", "exempted", "baseline"] as const).filter((outcome) => byOutcome[outcome] > 0);
  const more = quiet.map((outcome) => `${grouped(byOutcome[outcome])} ${outcome === "baseline" ? "in the baseline" : outcome}`);
  const gate = blocking === 0 ? paint.green("none blocking") : paint.red(`${grouped(blocking)} blocking`);
  const read = `${plural(stacks - unreadable, "stack")}, ${plural(resources, "resource")}`;
  const broken = unreadable === 0 ? [] : [paint.red(`${plural(unreadable, "stack")} not evaluated`)];
  const part = shard === null ? [] : [`shard ${shard.index} of ${shard.total}`];
  return [
    [head, gate, ...more, ...broken, ...(locked === 0 ? [] : [`${grouped(locked)} locked`]), paint.dim([...part, read].join(", "))].join(
      " · ",
    ),
    ...(trend === null ? [] : [paint.dim(`  Since the audit of ${trend.day}: ${trendWords(trend)}`)]),
  ];
}

/** The trend in words: `12 new, 30 fixed; 410 findings then`. */
export function trendWords(trend: NonNullable<Audit["summary"]["trend"]>): string {
  const stacks = [
    ...(trend.newStacks > 0 ? [`${plural(trend.newStacks, "stack")} added`] : []),
    ...(trend.goneStacks > 0 ? [`${plural(trend.goneStacks, "stack")} removed`] : []),
  ];
  const findings = `${grouped(trend.new)} new, ${grouped(trend.fixed)} fixed`;
  return [findings, ...stacks, `${plural(trend.findings, "finding")} then, ${grouped(trend.blocking)} blocking`].join("; ");
}

function unreadableLines({ summary }: Audit, paint: Paint): string[] {
  const { unreadableStacks: all } = summary;
  if (all.length === 0) return [];
  const lines = all.slice(0, mostRows.unreadable).map(({ id, message }) => `  ${clean(id)}: ${clean(message ?? "")}`);
  const rest = all.length - lines.length;
  return [
    paint.bold(`Not evaluated: ${plural(all.length, "stack")}`),
    ...lines,
    ...(rest > 0 ? [paint.dim(`  and ${grouped(rest)} more, in stacks.jsonl`)] : []),
    "",
  ];
}

const groupHead = ["", "stacks", "blocking", ...severities, "new"];
const stackHead = ["", "blocking", ...severities, "new"];
const stackRow = (stack: StackFact, label: string): string[] => [
  label,
  ...cells([stack.blocking, ...severities.map((s: Severity) => stack[s]), stack.new]),
];
const groupRow = (group: Group): string[] => [
  group.name || "(none)",
  ...cells([group.stacks, group.blocking, ...severities.map((s) => group[s]), group.new]),
];

const cells = (counts: readonly (number | null)[]): string[] =>
  counts.map((count) => (count === null ? "" : count === 0 ? "·" : grouped(count)));

function groups(title: string, all: readonly Group[], most: number, options: TextOptions): string[] {
  const shown = all.filter(({ findings, name }) => findings > 0 || name !== "").slice(0, most);
  return table(title, groupHead, shown.map(groupRow), all.length, options);
}

/** A table whose first column takes what the others leave; a column without a value is left out. */
function table(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  total: number,
  { paint, width }: TextOptions,
): string[] {
  if (rows.length === 0) return [];
  const columns = head.map((_, i) => i).filter((i) => i === 0 || rows.some((row) => (row[i] ?? "") !== ""));
  const widths = columns.map((i) => Math.max(...[head, ...rows].map((row) => visibleLength(clean(row[i] ?? "")))));
  const others = widths.slice(1).reduce((sum, one) => sum + one + 2, 0);
  const first = Math.max(16, Math.min(widths[0] ?? 0, width - others - 2));
  const line = (row: readonly string[]): string =>
    columns
      .map((i, at) => {
        const text = clean(row[i] ?? "");
        return at === 0 ? shortened(text, first).padEnd(first) : text.padStart(widths[at] ?? 0);
      })
      .join("  ");
  const rest = total - rows.length;
  return [
    paint.bold(title),
    paint.dim(`  ${line(head)}`),
    ...rows.map((row) => `  ${line(row)}`),
    ...(rest > 0 ? [paint.dim(`  and ${grouped(rest)} more`)] : []),
    "",
  ];
}

const shortened = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`);
