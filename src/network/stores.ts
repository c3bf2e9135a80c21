import { lookupTable } from "../data/lookup.js";
import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { numberOf } from "../model/same.js";
import type { Stack } from "../model/stack.js";
import { isUnknown } from "../model/value.js";
import { type Passage, waiting } from "./passage.js";
import { inputOf, isSet, pointedBy } from "./pointers.js";

/** The TCP ports that databases, caches and search engines listen on. */
export const databasePorts: readonly number[] = [
  ...[1433, 1521, 2379, 3306, 5432, 5439, 5984, 6379, 7000, 8086],
  ...[9042, 9092, 9200, 9300, 11211, 27017, 50000],
];

/** How a class of data stores is placed in a network. */
export interface Store {
  /** The input that gives it a public address. */
  readonly address: string | undefined;
  /** What it takes its network settings from, where it belongs to something larger. */
  readonly owner?: readonly [property: string, className: string];
  /** Its subnets, or the group that lists them. */
  readonly subnets: string;
  readonly subnetGroup?: string;
  readonly groups: string;
  readonly ports: (store: Resource) => readonly number[];
}

const engines: Readonly<Record<string, number>> = lookupTable({
  mysql: 3306,
  mariadb: 3306,
  postgres: 5432,
  oracle: 1521,
  sqlserver: 1433,
  db2: 50_000,
});
const portOf =
  (otherwise: number) =>
  (store: Resource): readonly number[] => {
    const port = numberOf(inputOf(store, "port"));
    const engine = inputOf(store, "engine");
    const kind = typeof engine === "string" ? Object.keys(engines).find((name) => engine.includes(name)) : undefined;
    return [Number.isNaN(port) ? (engines[kind ?? ""] ?? otherwise) : port];
  };

const inCluster = (className: string): Pick<Store, "owner" | "groups"> => ({
  owner: ["clusterIdentifier", className],
  groups: "vpcSecurityGroupIds",
});

/** The data stores that can be in a VPC, by type. */
export const stores: Readonly<Record<string, Store>> = Object.fromEntries(
  Object.entries<Store>({
    "rds.Instance": {
      address: "publiclyAccessible",
      subnets: "dbSubnetGroupName",
      subnetGroup: "rds.SubnetGroup",
      groups: "vpcSecurityGroupIds",
      ports: portOf(3306),
    },
    "rds.ClusterInstance": {
      address: "publiclyAccessible",
      ...inCluster("rds.Cluster"),
      subnets: "dbSubnetGroupName",
      subnetGroup: "rds.SubnetGroup",
      ports: portOf(3306),
    },
    "neptune.ClusterInstance": {
      address: "publiclyAccessible",
      ...inCluster("neptune.Cluster"),
      subnets: "neptuneSubnetGroupName",
      subnetGroup: "neptune.SubnetGroup",
      ports: portOf(8182),
    },
    "redshift.Cluster": {
      address: "publiclyAccessible",
      subnets: "clusterSubnetGroupName",
      subnetGroup: "redshift.SubnetGroup",
      groups: "vpcSecurityGroupIds",
      ports: portOf(5439),
    },
    "redshiftserverless.Workgroup": {
      address: "publiclyAccessible",
      subnets: "subnetIds",
      groups: "securityGroupIds",
      ports: portOf(5439),
    },
    "docdb.Cluster": {
      address: undefined,
      subnets: "dbSubnetGroupName",
      subnetGroup: "docdb.SubnetGroup",
      groups: "vpcSecurityGroupIds",
      ports: portOf(27_017),
    },
    "elasticache.ReplicationGroup": {
      address: undefined,
      subnets: "subnetGroupName",
      subnetGroup: "elasticache.SubnetGroup",
      groups: "securityGroupIds",
      ports: portOf(6379),
    },
    "elasticache.Cluster": {
      address: undefined,
      subnets: "subnetGroupName",
      subnetGroup: "elasticache.SubnetGroup",
      groups: "securityGroupIds",
      ports: portOf(6379),
    },
    "opensearch.Domain": { address: undefined, subnets: "vpcOptions.subnetIds", groups: "vpcOptions.securityGroupIds", ports: () => [443] },
    "ec2.Instance": { address: undefined, subnets: "subnetId", groups: "vpcSecurityGroupIds", ports: () => [] },
  }).map(([name, store]) => [typeOfClass(name), store]),
);

/** The larger thing that a member belongs to, or the store itself; undefined where the stack does not show it. */
export function ownerOf(store: Resource, stack: Stack): Resource | undefined {
  const { owner } = stores[store.type] ?? {};
  return owner === undefined ? store : pointedBy(stack, store, owner[0], [owner[1]]).found[0];
}

/** The ports of a store; the input that is waited for where they are not known. */
export function portsOf(store: Resource, stack: Stack): readonly number[] | Passage {
  const kind = stores[store.type];
  const owner = ownerOf(store, stack) ?? store;
  const from = [owner, store].find((one) => isSet(inputOf(one, "port"))) ?? owner;
  const open = ["port", "engine"].find((input) => isUnknown(inputOf(from, input)));
  if (open !== undefined && (open === "port" || !isSet(inputOf(from, "port")))) return waiting(from, open);
  return kind?.ports(from) ?? [];
}
