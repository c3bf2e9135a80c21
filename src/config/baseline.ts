import { existsSync, readFileSync } from "node:fs";
import { isAbsolute } from "node:path";

/** One finding that was there before. Rule, resource and path are for those who read the file; the fingerprint decides. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly urn: string;
  readonly path: string;
}

const remake = "make it anew by --update-baseline";
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The entries of a baseline as its file holds them, or what is wrong with it: the end of a sentence that begins with the file's name. */
export function baselineEntries(value: unknown): readonly BaselineEntry[] | string {
  if (!isRecord(value) || value["version"] !== 1 || !Array.isArray(value["findings"]))
    return `is no baseline of this release: expected {"version": 1, "findings": […]}; ${remake}`;
  const entries: BaselineEntry[] = [];
  for (const [i, entry] of value["findings"].entries()) {
    const { fingerprint, rule, urn, path } = isRecord(entry) ? entry : {};
    if (typeof fingerprint !== "string" || typeof rule !== "string" || typeof urn !== "string" || typeof path !== "string") {
      const key = Object.entries({ fingerprint, rule, urn, path }).find(([, text]) => typeof text !== "string")?.[0];
      return `findings[${i}] has no "${key}"; ${remake}`;
    }
    entries.push({ fingerprint, rule, urn, path });
  }
  return entries;
}

/**
 * The fingerprints that the setting `baseline` names: themselves, or those of a baseline file. The path is absolute, because the engine starts a pack
 * from any directory. What is wrong with it comes back as text.
 */
export function knownFindings(setting: string | readonly string[]): ReadonlySet<string> | string {
  if (typeof setting !== "string") return new Set(setting);
  if (setting === "") return new Set();
  if (!isAbsolute(setting)) return `"${setting}" must be an absolute path: the engine may start the pack from any directory`;
  if (!existsSync(setting)) return `"${setting}" does not exist; write it by \`stackwarden check --baseline\` and \`--update-baseline\``;
  const read = entriesIn(setting);
  return typeof read === "string" ? `"${setting}" ${read}` : new Set(read.map(({ fingerprint }) => fingerprint));
}

function entriesIn(file: string): readonly BaselineEntry[] | string {
  try {
    return baselineEntries(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    return error instanceof SyntaxError ? "is no JSON" : "cannot be read";
  }
}
