// @ts-check
/** Keeps what looks like a real credential out of the pages: repository scanners stop a push for less. */

const SHAPES = [
  /\b((?:AKIA|ASIA))[A-Z0-9]{12,}/g,
  new RegExp(
    `\\b(${[
      ...["gh[pousr]_", "github_pat_", "glpat-", "npm_", "xox[abprs]-", "xapp-", "[sr]k_(?:live|test)_", "whsec_", "shpat_", "dop_v1_"],
      ...["SG\\.", "sk-", "AIza", "hf_", "pypi-", "ya29\\.", "EAA", "sntry[su]_", "lin_api_", "hvs\\.", "pul-", "ops_"],
    ].join("|")})[A-Za-z0-9_.-]{10,}`,
    "g",
  ),
  /\b(eyJ)[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){0,2}/g,
  /(-----BEGIN [A-Z ]*PRIVATE KEY-----)[\s\S]*/g,
  /(\/\/[^/\s:@]*:)[^@\s/]+(?=@)/g,
  /(hooks\.slack\.com\/services\/)\S+/g,
];
/** Runs of letters of both cases and digits, as keys, passwords and base64 texts are. */
const RUN = /[A-Za-z0-9+/]{12,}={0,2}/g;

/** A text of an example without what looks like a credential by its form. @param {string} text */
export const harmless = (text) => SHAPES.reduce((all, shape) => all.replace(shape, "$1…"), text);

/** A text that a rule found a credential in, without it: the beginning of each run in it is left. @param {string} text */
export function masked(text) {
  const shaped = harmless(text);
  if (!/[\s=:;@]/.test(shaped)) return shaped === text ? `${text.slice(0, 4)}…` : shaped;
  return shaped.replace(RUN, (run) => (/[a-z]/.test(run) && /[A-Z]/.test(run) && /[0-9]/.test(run) ? `${run.slice(0, 4)}…` : run));
}

/**
 * A copy of a value with the text at a path masked, also inside JSON that is a text.
 * @param {unknown} value
 * @param {readonly (string | number)[]} path
 * @returns {unknown}
 */
export function maskedAt(value, path) {
  const [key, ...rest] = path;
  if (typeof value === "string") {
    const document = key === undefined || !/^\s*[[{]/.test(value) ? undefined : JSON.parse(value);
    return document === undefined ? masked(value) : JSON.stringify(maskedAt(document, path));
  }
  if (
    key === undefined ||
    typeof value !== "object" ||
    value === null ||
    Object.getPrototypeOf(value) !== Object.getPrototypeOf(Array.isArray(value) ? [] : {})
  )
    return value;
  if (Array.isArray(value)) return value.map((item, i) => (i === key ? maskedAt(item, rest) : item));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, name === String(key) ? maskedAt(item, rest) : item]));
}
