/** The first minor version of each major without the flaw of log_fdw (AWS-2022-004); majors that never had it are left out. */
const mended: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  postgres: { "13": 3, "12": 7, "11": 12, "10": 17, "9.6": 22 },
  "aurora-postgresql": { "11": 9, "10": 14 },
};

/** Whether a version of PostgreSQL has the flaw. A major alone gets the newest minor of AWS. */
export function hasLogFdwFlaw(engine: string, version: string): boolean {
  const [, major = "", minor] = /^(9\.\d+|\d\d)\.(\d+)/.exec(version) ?? [];
  const first = Object.entries(mended).find(([name]) => name === engine)?.[1];
  const needed = first === undefined ? undefined : Object.entries(first).find(([name]) => name === major)?.[1];
  return needed !== undefined && Number(minor) < needed;
}
