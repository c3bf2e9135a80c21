/** Prints the report of an audit, and writes it to files. */
import { auditMarkdown } from "../audit/markdown.js";
import type { Audit } from "../audit/summary.js";
import { auditText } from "../audit/text.js";
import { reading } from "../files/errors.js";
import { writeWhole } from "../files/write.js";
import { noColours, safeJson, withoutCommands } from "../report/paint.js";
import type { AuditFormat, ReportOptions, Tools } from "./audit-options.js";

// A file is not a terminal.
const fileWidth = 100;

/** Prints an audit in one format, and writes it to files in others. @throws InputError where a file cannot be written */
export async function writeReports(
  tools: Tools,
  audit: Audit,
  folder: string,
  { format, output = [], color, parquet }: ReportOptions,
): Promise<void> {
  if (parquet === true) await (await import("../audit/parquet.js")).writeParquet(folder);
  for (const { format: name, file } of output) {
    const text = await textOf(name, audit, folder, { paint: noColours, width: fileWidth });
    reading(file, () => writeWhole(file, text));
  }
  const { paint } = await tools.contextOf(color);
  const { terminal } = tools;
  const text = await textOf(format, audit, folder, { paint, width: terminal.outColumns ?? (Number(terminal.env["COLUMNS"]) || fileWidth) });
  for (const piece of typeof text === "string" ? [text] : text) terminal.out(format === "html" ? piece : withoutCommands(piece));
}

async function textOf(
  format: AuditFormat,
  audit: Audit,
  folder: string,
  options: Parameters<typeof auditText>[1],
): Promise<string | Iterable<string>> {
  switch (format) {
    case "text":
      return auditText(audit, options);
    case "json":
      return safeJson(`${JSON.stringify(audit, null, 2)}\n`);
    case "markdown":
      return auditMarkdown(audit);
    case "html":
      return (await import("../audit/html.js")).auditHtml(audit, folder);
  }
}
