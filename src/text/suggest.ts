/** The known name nearest to a mistyped one, if any is near: `did you mean …?` material. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  const written = name.toLowerCase();
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const distance = editDistance(written, candidate.toLowerCase());
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best ?? completed(name, known);
}

// What somebody began to type, or remembers the middle of.
function completed(name: string, known: readonly string[]): string | undefined {
  const begun = name.toLowerCase();
  if (begun.length < 4) return undefined;
  return (
    known.find((candidate) => candidate.toLowerCase().startsWith(begun)) ??
    known.find((candidate) => candidate.toLowerCase().includes(begun))
  );
}

/** A question that names what was probably meant, after a sentence without its full stop; empty where that is not known. */
export const meant = (near: string | undefined): string => (near === undefined ? "" : `. Did you mean "${near}"?`);
export const didYouMean = (name: string, known: readonly string[]): string => meant(nearest(name, known));

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  let next = row.slice();
  for (let i = 1; i <= a.length; i++) {
    const c = a.charCodeAt(i - 1);
    next[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = c === b.charCodeAt(j - 1) ? 0 : 1;
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
    }
    [row, next] = [next, row];
  }
  return row[b.length] ?? 0;
}
