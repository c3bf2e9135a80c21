/** What every page has: one file that loads nothing, with its own content security policy. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Severity } from "../../language/rule.js";
import { grouped, severities } from "../facts.js";
import { clean, safeJson } from "../paint.js";

/** A page's style and script. */
export interface PageParts {
  readonly style: string;
  readonly script: string;
}

/** The files of a page as one style and one script; the scripts in the order of their imports. They are read only for this format. */
export function pageParts(styles: readonly URL[], scripts: readonly URL[]): PageParts {
  const read = (file: URL): string => readFileSync(file, "utf8");
  const script = `(() => {\n"use strict";\n${scripts.map((file) => inOne(read(file))).join("")}})();`;
  return { style: styles.map(read).join(""), script };
}

/** A module as a part of one script: an inline script cannot import. */
const inOne = (module: string): string => module.replace(/^import .*;\n/gm, "").replace(/^export /gm, "");

const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** The document up to its body. The policy allows this style and this script, and no other. */
export function pageHead(title: string, style: string, script: string): string {
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
`;
}

/** The counts by severity, as buttons that filter the findings. */
export function severityTiles(countOf: (severity: Severity) => number): string {
  const tiles = severities.map(
    (severity) =>
      `<li><button type="button" class="tile" data-severity="${severity}" aria-pressed="false">` +
      `<span class="count">${grouped(countOf(severity))}</span> ${severity}</button></li>`,
  );
  return `<ul class="tiles" aria-label="Findings by severity">\n${tiles.join("\n")}\n</ul>`;
}

/** JSON that cannot close the element that contains it. */
export const jsonIn = (value: unknown): string =>
  safeJson(JSON.stringify(value).replace(/[<>&]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`));

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const escapeHtml = (text: string): string => clean(text).replace(/[&<>"']/g, (c) => entities[c] ?? c);
