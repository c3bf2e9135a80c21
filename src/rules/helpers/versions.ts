import { text } from "./read.js";

/** The oldest versions that get standard support: one for each major that has any, such as `["6.8", "7.9"]`. */
export type Floors = readonly string[];
/** The same for each of several engines. */
export type Engines = Readonly<Record<string, Floors>>;

const elasticsearch: Floors = ["6.8", "7.9"];

/**
 * What AWS still gives standard support to, by engine; the date is when it ended for what is older (UTC).
 * From the release calendars of RDS, Aurora, DocumentDB, Neptune, ElastiCache and OpenSearch Service, and the list of Kafka versions of MSK.
 */
export const oldest: {
  readonly rds: Engines;
  readonly elasticache: Engines;
  readonly opensearch: Engines;
  readonly elasticsearch: Floors;
  readonly docdb: Floors;
  readonly neptune: Floors;
  readonly kafka: Floors;
} = {
  rds: {
    mysql: ["8.0"], // 5.7: 2024-02-29
    mariadb: ["10.6"], // 10.5: 2025-08-31
    postgres: ["14"], // 13: 2026-02-28
    aurora: ["8.0"], // MySQL 5.6: 2023-02-28
    "aurora-mysql": ["8.0"], // version 2, MySQL 5.7: 2024-10-31
    "aurora-postgresql": ["14"], // 13: 2026-02-28
    "oracle-se": ["19"], // 11.2: 2020-12-31
    "oracle-se1": ["19"],
    "oracle-ee": ["19"], // 12.1: 2022-07-31
    "oracle-se2": ["19"],
    "sqlserver-ee": ["13"], // 2014: 2024-07-09
    "sqlserver-se": ["13"],
    "sqlserver-ex": ["13"],
    "sqlserver-web": ["13"],
  },
  docdb: ["4.0"], // 3.6: 2026-03-30
  neptune: ["1.2"], // 1.1: 2025
  elasticache: {
    redis: ["6"], // 4 and 5: 2026-01-31
  },
  // All of them: 2025-11-07.
  opensearch: { Elasticsearch: elasticsearch, OpenSearch: ["1.3", "2.11"] },
  elasticsearch,
  kafka: ["3.4"], // 3.3: 2024-09-11
};

const floorsSchema = { type: "array", items: { type: "string", minLength: 1 } } as const;
export const enginesSchema = { type: "object", additionalProperties: floorsSchema } as const;

/** The numbers at the beginning of a version: 6 of `6.x`, 5 and 7 of `5.7.mysql_aurora.2.11.2`. */
const numbers = (version: string): readonly number[] =>
  (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? "").split(".").flatMap((n) => (n === "" ? [] : [Number(n)]));

/** True for a version older than the floor of its major, or than every floor; a version that is said in part counts as the newest that it may be. */
export function isBefore(version: string, floors: Floors): boolean {
  const given = numbers(version);
  const [major] = given;
  if (major === undefined || floors.length === 0) return false;
  const parsed = floors.map(numbers);
  const own = parsed.find((floor) => floor[0] === major);
  if (own === undefined) return parsed.every((floor) => major < (floor[0] ?? 0));
  const differs = own.findIndex((n, i) => given[i] !== n);
  const [is, must] = [given[differs], own[differs]];
  return is !== undefined && must !== undefined && is < must;
}

/** What is wrong with the version of an engine, in words that continue "version …"; nothing where it is supported or not given. */
export function ended(version: unknown, floors: Floors | undefined): string | false {
  if (floors === undefined || !isBefore(text(version), floors)) return false;
  return `must be one in standard support (${floors.join(", ")} or newer), is "${text(version)}"`;
}
