/** A text to look for, and what to report where it is found. */
export interface Needle<T> {
  readonly text: string;
  readonly held: T;
}

/** Shorter texts are not looked for. */
export const width = 8;
const base = 31;
const power = Array.from({ length: width }).reduce<number>((product) => Math.imul(product, base), 1);

/**
 * Looks for many texts at once: by a rolling hash of eight characters (Rabin and Karp), so that the time grows with the text alone, whatever the number
 * of needles. A needle of fewer than twelve characters must stand alone.
 */
export function searcher<T>(needles: Iterable<Needle<T>>): (text: string) => T | undefined {
  const byHash = new Map<number, Needle<T>[]>();
  const sieve = new Uint8Array(0x10000);
  for (const needle of needles) {
    if (needle.text.length < width) continue;
    let hash = 0;
    for (let i = 0; i < width; i++) hash = (Math.imul(hash, base) + needle.text.charCodeAt(i)) | 0;
    sieve[hash & 0xffff] = 1;
    const same = byHash.get(hash);
    if (same === undefined) byHash.set(hash, [needle]);
    else same.push(needle);
  }
  if (byHash.size === 0) return () => undefined;
  return (text) => {
    let hash = 0;
    for (let i = 0; i < text.length; i++) {
      hash = (Math.imul(hash, base) + text.charCodeAt(i) - (i < width ? 0 : Math.imul(text.charCodeAt(i - width), power))) | 0;
      if (i < width - 1 || sieve[hash & 0xffff] === 0) continue;
      const start = i - width + 1;
      for (const needle of byHash.get(hash) ?? [])
        if (text.startsWith(needle.text, start) && (needle.text.length >= 12 || isWholeWord(text, start, needle.text.length)))
          return needle.held;
    }
    return undefined;
  };
}

const isWholeWord = (text: string, start: number, length: number): boolean =>
  !/[A-Za-z0-9]/.test(text.charAt(start - 1)) && !/[A-Za-z0-9]/.test(text.charAt(start + length));
