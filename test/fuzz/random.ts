/** Random choices from a seed: the same seed, the same run. */
export interface Random {
  /** From 0 up to but not including 1. */
  next(): number;
  below(limit: number): number;
  chance(part: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** The generator known as mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, chance: (part) => next() < part, pick: (from) => from[below(from.length)] as (typeof from)[number] };
}
