/** Whether the rule asks for at least something, or for at most something. */
export type Bound = "least" | "most";

/** A value that can be compared with an earlier one: `days>=3` is not worse than `days>=2` in the baseline. It is plain text: secrets have no measure. */
export interface Measure {
  readonly label: string;
  /** `=` if no direction is better: any other value is a change. */
  readonly sense: ">=" | "<=" | "=";
  /** A number or a version as text; `unset` where there is none. */
  readonly value: string;
}

export const unset = "unset";
const senses = { least: ">=", most: "<=" } as const;
export const measureOf = (label: string, value: string, bound: Bound | undefined): Measure => ({
  label,
  sense: bound === undefined ? "=" : senses[bound],
  value,
});

/** The measure as a baseline keeps it. */
export const measureText = ({ label, sense, value }: Measure): string => `${label}${sense}${value}`;

/** Whether a baseline's text is a measure under this label. */
const measureIn = (text: string, label: string): Measure | undefined => {
  const parts = /^(\w*)(>=|<=|=)(.*)$/.exec(text);
  return parts?.[1] === label ? { label, sense: parts[2] as Measure["sense"], value: parts[3] ?? "" } : undefined;
};

/** Whether a measure is not worse than one that the baseline has. `otherwise` where it has none under this label, as one of an older release. */
export function isNoWorse(level: Measure, old: Iterable<string>, otherwise: boolean): boolean {
  const before = [...old].flatMap((text) => measureIn(text, level.label) ?? []);
  return before.length === 0 ? otherwise : before.some((one) => one.sense === level.sense && isWithin(level, one.value));
}

function isWithin({ sense, value }: Measure, before: string): boolean {
  if (sense === "=" || value === before) return value === before;
  const [now, then] = [parts(value, sense), parts(before, sense)];
  // Versions of different things cannot be compared.
  if (now.name !== then.name) return true;
  for (let i = 0; i < Math.max(now.numbers.length, then.numbers.length); i++) {
    const by = (now.numbers[i] ?? 0) - (then.numbers[i] ?? 0);
    if (by !== 0) return sense === ">=" ? by > 0 : by < 0;
  }
  return true;
}

/** Unset is worse than any number, except for zero: if zero is accepted, the default may be better. */
function parts(value: string, sense: Measure["sense"]): { name: string; numbers: number[] } {
  if (value === unset) return { name: "", numbers: [sense === ">=" ? 0.5 : Number.POSITIVE_INFINITY] };
  if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(value) && value.split(".").length < 2) return { name: "", numbers: [Number(value)] };
  const [, name = "", version = ""] = /^((?:[a-z]+-?)?v?)(.*)$/i.exec(value) ?? [];
  return { name: name.toLowerCase(), numbers: version.split(".").map((part) => (part === "x" ? 0 : Number(part))) };
}
