import { keys } from "../model/path.js";
import { Asset, isList, isMap, isUnknown, type Value } from "../model/value.js";
import { isCredential } from "../secrets/texts/credential.js";

const longest = 80;
// Far more than is shown: a credential that begins in there is found, and a text of megabytes costs no time.
const searched = 2000;

/** A value as a message shows it: short, quoted, and masked where it may be a secret. `maskOf` shows what is shown in its place. */
export function show(value: Value | undefined, path: string, maskOf: (path: string) => string | undefined): string {
  if (value === undefined || value === null) return "unset";
  return maskOf(path) ?? text(value, String(keys(path).findLast((key) => typeof key === "string") ?? ""));
}

function text(value: Value, name: string): string {
  if (typeof value === "string")
    return value === "" ? "empty" : isCredential(value.slice(0, searched), name) ? "[masked]" : JSON.stringify(shorten(value));
  if (typeof value === "number" || typeof value === "boolean") return isCredential(String(value), name) ? "[masked]" : String(value);
  if (isUnknown(value)) return "unknown";
  if (value === null) return "unset";
  if (value instanceof Asset) return "a file";
  if (isList(value)) {
    if (value.length === 0) return "an empty list";
    if (value.some((item) => isList(item) || isMap(item))) return `a list of ${value.length}`;
    const shown = value.slice(0, 3).map((item) => text(item, name));
    return `[${shown.join(", ")}${value.length > 3 ? `, ${value.length - 3} more` : ""}]`;
  }
  return isMap(value) && Object.keys(value).length === 0 ? "an empty object" : "an object";
}

const shorten = (value: string): string => (value.length > longest ? `${value.slice(0, longest - 1)}…` : value);

/** Words as a sentence lists them: `a, b and c`. */
export const enumerated = (words: readonly string[], by: "and" | "or" = "and"): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} ${by} ${words.at(-1)}`;

/** Takes every secret text out of a message: the last look before it leaves the engine. */
export function scrub(message: string, secrets: Iterable<string>): string {
  let out = message;
  // The longest first: one secret may be the beginning of another.
  for (const secret of [...new Set(secrets)].sort((a, b) => b.length - a.length)) {
    for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1)])) {
      if (form === "" || !out.includes(form)) continue;
      // A short secret is taken out only where it is alone: "a" must not eat every word.
      out =
        form.length >= 6
          ? out.replaceAll(form, "[secret]")
          : out.replace(new RegExp(`(?<![\\w])${escapeExpression(form)}(?![\\w])`, "g"), "[secret]");
    }
  }
  return out;
}

const escapeExpression = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
