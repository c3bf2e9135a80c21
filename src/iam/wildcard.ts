/**
 * Whether `text` fits a pattern of `*` (any run, also none) and `?` (one character), as IAM matches actions and ARNs.
 * Steps back to the last `*` only, so that no pattern takes more than pattern × text steps.
 */
export function fits(pattern: string, text: string, ignoreCase = false): boolean {
  return ignoreCase ? glob(pattern.toLowerCase(), text.toLowerCase(), false) : glob(pattern, text, false);
}

/** Whether every text that fits `narrow` fits `wide` too: a pattern against a pattern. */
export function covers(wide: string, narrow: string, ignoreCase = false): boolean {
  return ignoreCase ? glob(wide.toLowerCase(), narrow.toLowerCase(), true) : glob(wide, narrow, true);
}

function glob(pattern: string, text: string, textIsPattern: boolean): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const c = pattern[p];
    const here = text[t];
    if (c === "*") {
      star = p++;
      resume = t;
    } else if (c !== undefined && (c === here || (c === "?" && !(textIsPattern && here === "*")))) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
