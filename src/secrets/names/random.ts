const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isUuid = (text: string): boolean => uuid.test(text);

/** Words and numbers joined by hyphens, underscores or camel case, as names of things are. */
export function isWordy(text: string): boolean {
  const parts = text.replace(/([a-z])([A-Z])/g, "$1-$2").split(/[-_.:@]+/);
  return parts.every((part) => word.test(part) || (parts.length > 1 && /^[a-z]{1,4}\d{1,4}[a-z]{0,2}$/.test(part)));
}

const word = /^([A-Za-z][a-z]{0,20}\d{0,3}|[A-Z]{1,12}\d{0,3}|\d{1,8}|v\d+|[0-9a-f]{6,8})?$/;

/** Whether a token-shaped text is not a name of something: digits among letters, or letters of both cases without words. */
export function looksRandom(text: string): boolean {
  if (uuid.test(text)) return true;
  // "API-Schlüssel": generated texts have no letters with accents.
  if (/[^ -~]/.test(text) && !/\d/.test(text)) return false;
  // a point in time
  if (/^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-][\d:]+)?)?$/.test(text)) return false;
  if (text.length < 8 || distinct(text) < 5) return false;
  if (/^[0-9a-f]{16,}$/i.test(text)) return true;
  if (isJumble(text) || isMadeUp(text)) return true;
  if (isWordy(text) || (!/\d/.test(text) && isWordy(text.replace(/^\W+|\W+$/g, "")))) return false;
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((expression) => expression.test(text)).length;
  return classes >= 3 || (/[0-9]/.test(text) && /[A-Za-z]/.test(text)) || (text.length >= 24 && classes >= 2);
}

/** Words of both cases with a piece that is not a word, as "Xk3-other-Secret99" has: names of things keep to one case, or number one part. */
function isMadeUp(text: string): boolean {
  const parts = text.split(/[-_]/);
  return (
    parts.length > 2 &&
    parts.filter((part) => /\d/.test(part)).length > 1 &&
    parts.some((part) => /^[a-z]+$/.test(part)) &&
    parts.some((part) => /^[A-Z][a-z]+\d+$/.test(part) && !/[aeiouy]/i.test(part))
  );
}

/** Letters of both cases in unpronounceable pieces: fewer than one identifier in three thousand is like that. */
function isJumble(text: string): boolean {
  if (text.length < 12 || !/^[A-Za-z]+$/.test(text) || !/[a-z]/.test(text) || !/[A-Z]/.test(text)) return false;
  const parts = text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(" ");
  const odd = parts.filter((part) => part.length === 1 || (part.length > 2 && !/[aeiouy]/i.test(part))).length;
  return odd >= 3 && odd >= parts.length * 0.3;
}

/** How many different characters a text has. */
export const distinct = (text: string): number => new Set(text).size;
