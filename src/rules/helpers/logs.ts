/** The logs that each database engine can export to CloudWatch, as Security Hub demands them (RDS.9). */
const logsOfEngines: readonly (readonly [engine: RegExp, logs: readonly string[]])[] = [
  [/^(mysql|mariadb)$/, ["audit", "error", "general", "slowquery"]],
  [/^postgres$/, ["postgresql", "upgrade"]],
  [/^sqlserver-/, ["agent", "error"]],
  [/^oracle-/, ["alert", "audit", "listener", "trace"]],
  [/^db2-/, ["diag.log", "notify.log"]],
];

/** The logs of an engine that a list of exports lacks; none for an engine that is not known. */
export function missingLogs(engine: string, exported: readonly string[]): readonly string[] {
  const logs = logsOfEngines.find(([pattern]) => pattern.test(engine.toLowerCase()))?.[1] ?? [];
  return logs.filter((log) => !exported.includes(log));
}
