import { both, except, oneOf, some } from "../../language/pattern.js";

// The default port of each engine, by the beginning of its name.
const defaultPorts: readonly (readonly [engine: RegExp, port: number])[] = [
  [/^(mysql|mariadb|aurora-mysql|aurora$)/, 3306],
  [/postgres/, 5432],
  [/^(custom-)?oracle/, 1521],
  [/^(custom-)?sqlserver/, 1433],
  [/^db2/, 50_000],
];

/** The port that an engine of RDS listens on unless the program names another one. */
export const defaultPort = (engine: string): number | undefined => defaultPorts.find(([pattern]) => pattern.test(engine))?.[1];

/** Parameters that log the texts of statements, and how long each took. */
export const logsQueries = both(
  some({ name: "log_statement", value: oneOf("ddl", "mod", "all") }),
  some({ name: "log_min_duration_statement", value: except("-1") }),
);
