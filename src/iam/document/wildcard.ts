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

/** Whether some text fits both patterns. */
export function meet(a: string, b: string, ignoreCase = false): boolean {
  if (ignoreCase) return meet(a.toLowerCase(), b.toLowerCase());
  // The positions in `b` that are reachable after each character of `a`.
  let reached = skipStars(new Set([0]), b);
  for (const c of a) {
    const next = new Set<number>();
    if (c === "*") {
      for (let j = [...reached].reduce((least, at) => Math.min(least, at), b.length + 1); j <= b.length; j++) next.add(j);
    } else
      for (const j of reached) {
        const other = b[j];
        if (other === "*") next.add(j);
        else if (other !== undefined && (other === c || other === "?" || c === "?")) next.add(j + 1);
      }
    if (next.size === 0) return false;
    reached = skipStars(next, b);
  }
  return reached.has(b.length);
}

/** A star may match nothing, so the position after it is reachable too. */
function skipStars(positions: Set<number>, pattern: string): Set<number> {
  for (const position of positions) if (pattern[position] === "*") positions.add(position + 1);
  return positions;
}
