import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import { refuseOutside } from "../files/confined.js";
import { type Known, nothingKnown, type OldFinding } from "./known.js";

/** A known finding. Rule, resource and path are for the reader of the file; fingerprint and content decide. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly urn: string;
  readonly path: string;
  /** Digests of the content of the finding: it is old as long as it reports nothing else. A baseline of version 1 has none. */
  readonly content?: readonly string[];
}

/** A baseline as its file holds it. */
export interface Baseline {
  /** Random for each file, so that equal contents of two files do not look equal. */
  readonly salt: string;
  readonly entries: readonly BaselineEntry[];
}

export const newBaseline = (): Baseline => ({ salt: randomBytes(16).toString("hex"), entries: [] });

const remake = "Restore an earlier version of the file, or delete it and create it again with --update-baseline.";
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((item) => typeof item === "string");

/** The baseline in a parsed file, or what is wrong with it: the end of a sentence that begins with the file's name. */
export function readBaselineValue(value: unknown): Baseline | string {
  const { version, findings, salt } = isRecord(value) ? value : {};
  if ((version !== 1 && version !== 2) || !Array.isArray(findings))
    return `is not a baseline of this release, expected {"version": 2, "findings": […]}. ${remake}`;
  if (version === 2 && (typeof salt !== "string" || salt === "")) return `has no "salt". ${remake}`;
  const entries: BaselineEntry[] = [];
  for (const [i, entry] of findings.entries()) {
    const { fingerprint, rule, urn, path, content } = isRecord(entry) ? entry : {};
    if (typeof fingerprint !== "string" || typeof rule !== "string" || typeof urn !== "string" || typeof path !== "string") {
      const key = Object.entries({ fingerprint, rule, urn, path }).find(([, text]) => typeof text !== "string")?.[0];
      return `findings[${i}] has no "${key}". ${remake}`;
    }
    if (version === 2 && content !== undefined && !isTexts(content))
      return `findings[${i}] has a "content" that is not a list of strings. ${remake}`;
    entries.push({ fingerprint, rule, urn, path, ...(version === 2 && isTexts(content) && { content }) });
  }
  return { salt: typeof salt === "string" && salt !== "" ? salt : newBaseline().salt, entries };
}

/** The known findings of a baseline, indexed for a run. */
export function knownOf({ salt, entries }: Baseline): Known {
  const byUrn = new Map<string, OldFinding[]>();
  for (const { fingerprint, rule, urn, path, content } of entries) {
    if (content === undefined) continue;
    const list = byUrn.get(urn) ?? [];
    if (list.length === 0) byUrn.set(urn, list);
    list.push({ fingerprint, rule, path, content });
  }
  return { salt, byFingerprint: new Map(entries.map(({ fingerprint, content }) => [fingerprint, content])), byUrn };
}

/**
 * What the setting `baseline` names: fingerprints themselves, or a baseline file. The path is absolute, because the engine starts a pack
 * from any directory. Returns what is wrong with it as a string.
 */
export function knownFindings(setting: string | readonly string[]): Known | string {
  if (typeof setting !== "string") return { salt: "", byFingerprint: new Map(setting.map((fingerprint) => [fingerprint, undefined])) };
  if (setting === "") return nothingKnown;
  if (!isAbsolute(setting))
    return `"${setting}" is not an absolute path, which it must be because the engine may start the pack in any directory`;
  refuseOutside(setting);
  if (!existsSync(setting)) return `"${setting}" does not exist. Create it with \`stackwarden check --baseline FILE --update-baseline\`.`;
  const read = baselineIn(setting);
  return typeof read === "string" ? `"${setting}" ${read}` : knownOf(read);
}

function baselineIn(file: string): Baseline | string {
  try {
    return readBaselineValue(JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, "")));
  } catch (error) {
    return error instanceof SyntaxError ? "is not valid JSON" : "cannot be read";
  }
}
