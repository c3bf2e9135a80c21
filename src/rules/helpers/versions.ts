import { text } from "./read.js";

/**
 * The oldest versions that get standard support: one for each major that has any, such as `["6.8", "7.9"]`. One with a day, `"14 from 2026-02-28"`, counts
 * from that day (UTC), and replaces those of earlier days.
 */
export type Floors = readonly string[];
/** The same for each of several engines. */
export type Engines = Readonly<Record<string, Floors>>;

const elasticsearch: Floors = ["6.8 from 2025-11-07", "7.9 from 2025-11-07"];

/**
 * The oldest versions with standard support, by engine, each from the day on which support ended for older ones.
 * From the release calendars of RDS, Aurora, DocumentDB, Neptune, ElastiCache, OpenSearch Service and EKS, and the list of Kafka versions of MSK.
 */
export const oldest: {
  readonly rds: Engines;
  readonly elasticache: Engines;
  readonly opensearch: Engines;
  readonly elasticsearch: Floors;
  readonly docdb: Floors;
  readonly neptune: Floors;
  readonly kafka: Floors;
  readonly eks: Floors;
} = {
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html, and its siblings for the other engines and Aurora.
  rds: {
    mysql: ["5.7", "8.0 from 2024-02-29", "8.4 from 2026-07-31"],
    mariadb: ["10.4 from 2023-10-23", "10.6 from 2025-08-31", "10.11 from 2026-08-31"],
    postgres: ["11 from 2023-04-17", "12 from 2024-02-29", "13 from 2025-02-28", "14 from 2026-02-28"],
    aurora: ["8.0 from 2023-02-28"],
    "aurora-mysql": ["5.7 from 2023-02-28", "8.0 from 2024-10-31"],
    "aurora-postgresql": ["11", "12 from 2024-02-29", "13 from 2025-02-28", "14 from 2026-02-28"],
    "oracle-se": ["19 from 2020-12-31"],
    "oracle-se1": ["19 from 2020-12-31"],
    "oracle-ee": ["19 from 2022-07-31"],
    "oracle-se2": ["19 from 2022-07-31"],
    "sqlserver-ee": ["13 from 2024-07-09"],
    "sqlserver-se": ["13 from 2024-07-09"],
    "sqlserver-ex": ["13 from 2024-07-09"],
    "sqlserver-web": ["13 from 2024-07-09"],
  },
  // https://docs.aws.amazon.com/documentdb/latest/developerguide/extended-support.html
  docdb: ["4.0 from 2026-03-30"],
  neptune: ["1.2"], // 1.1: 2025
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/extended-support-versions.html
  elasticache: { redis: ["6 from 2026-01-31"] },
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html
  opensearch: { Elasticsearch: elasticsearch, OpenSearch: ["1.3 from 2025-11-07", "2.11 from 2025-11-07"] },
  elasticsearch,
  // https://docs.aws.amazon.com/msk/latest/developerguide/supported-kafka-versions.html
  kafka: ["3.4 from 2024-09-11"],
  // https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
  eks: [
    "1.28",
    "1.29 from 2024-11-26",
    "1.30 from 2025-03-23",
    "1.31 from 2025-07-23",
    "1.32 from 2025-11-26",
    "1.33 from 2026-03-23",
    "1.34 from 2026-07-29",
  ],
};

/** The floors of an engine; `undefined` for an unknown one, also if it is named as a property of every object. */
export const floorsOf = (engines: Engines, engine: string): Floors | undefined =>
  Object.hasOwn(engines, engine) ? engines[engine] : undefined;

/** The floors that are in force on a day. */
export function floorsOn(floors: Floors, today: string): Floors {
  const dated = floors.map((floor) => floor.split(" from ")).filter(([, day = ""]) => day <= today);
  const last = dated.reduce((latest, [, day = ""]) => (day > latest ? day : latest), "");
  return dated.flatMap(([version = "", day = ""]) => (day === last ? [version] : []));
}

const floorsSchema = { type: "array", items: { type: "string", minLength: 1 } } as const;
export const enginesSchema = { type: "object", additionalProperties: floorsSchema } as const;

/** The numbers at the beginning of a version: 6 of `6.x`, 5 and 7 of `5.7.mysql_aurora.2.11.2`. */
const numbers = (version: string): readonly number[] =>
  (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? "").split(".").flatMap((n) => (n === "" ? [] : [Number(n)]));

/** True for a version older than the floor of its major, or than every floor; a partial version counts as the newest that it may be. */
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
export function ended(version: unknown, given: Floors | undefined, today: string): string | false {
  const floors = floorsOn(given ?? [], today);
  if (!isBefore(text(version), floors)) return false;
  return `is "${text(version)}", expected a version in standard support (${floors.join(", ")} or newer)`;
}
