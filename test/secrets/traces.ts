const width = 12;

/** Every text in a value, however deep. */
export const textsIn = (value: unknown): string[] =>
  typeof value === "string" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];

/** What is secret of a text: its runs of letters and digits that no word is. */
export const coresOf = (text: string): readonly string[] =>
  (text.match(/[A-Za-z0-9]{16,}/g) ?? []).filter(
    (run) => (run.match(/[0-9]/g)?.length ?? 0) >= 3 && new Set(run).size >= 8 && /[A-Za-z]/.test(run),
  );

/** Every piece of twelve characters of some secrets: as they are, and as their base64 shows them at any alignment. */
export function tracesOf(cores: Iterable<string>): ReadonlySet<string> {
  const traces = new Set<string>();
  const add = (text: string): void => {
    for (let i = 0; i + width <= text.length; i++) traces.add(text.slice(i, i + width));
  };
  for (const core of cores) {
    add(core);
    for (const skip of [0, 1, 2]) add(Buffer.from(core.slice(skip)).toString("base64").replace(/=+$/, "").slice(0, -2));
  }
  return traces;
}

/** The traces that stand in a text: as it is written, with folded lines joined, and with the escapes of JSON taken out. */
export function tracesIn(text: string, traces: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  for (const reading of new Set([text, text.replace(/\\[nrt]/g, "").replace(/[\s\\]+/g, "")]))
    for (let i = 0; i + width <= reading.length; i++) {
      const piece = reading.slice(i, i + width);
      if (traces.has(piece)) found.add(piece);
    }
  return [...found];
}
