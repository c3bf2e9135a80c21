/** A day of the calendar in UTC, as waivers write it: `2026-12-31`. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Days from one day to another; negative if the other is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

// Pulumi's YAML reader parses a bare 2026-12-31 as a time, and passes it on as `2026-12-31 00:00:00 +0000 UTC`.
const form = /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00:00(?:\.0+)?(?:Z| ?[+-]00:?00(?: UTC)?)?)?$/;

/** The day that a text names; `undefined` if there is no such day. */
export function readDay(text: string): string | undefined {
  const day = form.exec(text.trim())?.[1];
  if (day === undefined) return undefined;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && dayOf(date) === day ? day : undefined;
}
