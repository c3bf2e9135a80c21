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

const star = 42;
const question = 63;

function glob(pattern: string, text: string, textIsPattern: boolean): boolean {
  let p = 0;
  let t = 0;
  let behindStar = -1;
  let resume = 0;
  const end = pattern.length;
  while (t < text.length) {
    // Behind its end a pattern has no code that any text has.
    const c = p < end ? pattern.charCodeAt(p) : -1;
    const here = text.charCodeAt(t);
    if (c === star) {
      behindStar = ++p;
      resume = t;
    } else if (c === here || (c === question && !(textIsPattern && here === star))) {
      p++;
      t++;
    } else if (behindStar >= 0) {
      p = behindStar;
      t = ++resume;
    } else return false;
  }
  while (p < end && pattern.charCodeAt(p) === star) p++;
  return p === end;
}

/** Whether a text has a wildcard. */
export const isPattern = (text: string): boolean => text.includes("*") || text.includes("?");

/** Whether some text fits both patterns. */
export function meet(a: string, b: string, ignoreCase = false): boolean {
  if (ignoreCase) return meet(a.toLowerCase(), b.toLowerCase());
  // Most often one of the two is a name.
  if (!isPattern(b)) return a === b || glob(a, b, false);
  if (!isPattern(a)) return glob(b, a, false);
  // The positions in `b` that can be reached after each character of `a`.
  let reached = new Uint8Array(b.length + 1);
  let next = new Uint8Array(b.length + 1);
  reached[0] = 1;
  skipStars(reached, b);
  for (let i = 0; i < a.length; i++) {
    const c = a.charCodeAt(i);
    next.fill(0);
    if (c === star) next.fill(1, reached.indexOf(1));
    else if (!step(reached, next, b, c)) return false;
    skipStars(next, b);
    [reached, next] = [next, reached];
  }
  return reached[b.length] === 1;
}

/** Marks the positions behind those reached that a character leads to; false where there are none. */
function step(reached: Uint8Array, next: Uint8Array, b: string, c: number): boolean {
  let isAny = false;
  for (let j = 0; j < b.length; j++) {
    if (reached[j] === 0) continue;
    const other = b.charCodeAt(j);
    if (other === star) next[j] = 1;
    else if (other === c || other === question || c === question) next[j + 1] = 1;
    else continue;
    isAny = true;
  }
  return isAny;
}

/** A star may stand for nothing, so that what follows it is reached too. */
function skipStars(positions: Uint8Array, pattern: string): void {
  for (let j = 0; j < pattern.length; j++) if (positions[j] === 1 && pattern.charCodeAt(j) === star) positions[j + 1] = 1;
}
