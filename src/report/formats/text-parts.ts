/** What the parts of the text report share. */
import type { Finding } from "../../findings/finding.js";
import type { Severity } from "../../language/rule.js";
import type { Context } from "../format.js";
import { clean, type Paint, wrap } from "../paint.js";

/** The part of the context that the text report uses. */
export type TextOptions = Pick<
  Context,
  "paint" | "width" | "show" | "gates" | "verbose" | "failOnUnjudged" | "failOnTier" | "firstRun" | "detail"
>;

/** `inside component eks:index:Cluster "main"` */
export const insideWords = ({ type, name }: NonNullable<Finding["component"]>): string => clean(`inside component ${type} "${name}"`);

/** What to do, behind an arrow. */
export function fixLines(fix: string, { paint, width }: Pick<TextOptions, "paint" | "width">): string[] {
  const lines = wrap(`→ ${fix.split("\n").map(clean).join("\n")}`, Math.max(40, width - 4) - 2);
  return lines.map((line, i) => paint.green(`    ${i === 0 ? line : `  ${line}`}`));
}

/** Where to read on about a rule: what the command shows, and its page; in two lines where they do not fit one. */
export function moreLines(
  { rule, docs }: Pick<Finding, "rule" | "docs">,
  { paint, width }: Pick<TextOptions, "paint" | "width">,
): string[] {
  const command = `stackwarden explain ${rule}`;
  const line = `${command} · ${clean(docs)}`;
  const lines = line.length <= Math.max(40, width - 4) ? [line] : [command, clean(docs)];
  return lines.map((text) => `    ${paint.dim(text)}`);
}

/** The path that a message starts with is emphasised. */
export const emphasise = (line: string, path: string, paint: Paint): string =>
  path !== "" && line.startsWith(path) ? paint.bold(path) + line.slice(path.length) : line;

export const severityPaint = (paint: Paint, severity: Severity): ((text: string) => string) =>
  severity === "critical"
    ? (text) => paint.bold(paint.red(text))
    : severity === "high"
      ? paint.red
      : severity === "medium"
        ? paint.yellow
        : paint.blue;
