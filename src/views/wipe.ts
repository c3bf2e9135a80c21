import { lookupTable } from "../data/lookup.js";
import { type Stateful, stateful as table } from "../data/tables.js";
import type { View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { same } from "../model/same.js";
import { partners, type Stack } from "../model/stack.js";
import { isMap, isUnknown, type Value } from "../model/value.js";
import { broken, open, pass, type Verdict } from "../model/verdict.js";
import { backedUp } from "./backups.js";
import type { Defence } from "./defence.js";
import { isCopy, isScratch, protectionOf, standingOf, statefulEntry, unsafeOf } from "./stateful.js";

/** Everything that protects a resource from loss, in one place. */
export interface Exposure {
  readonly type: string;
  readonly reason: string;
  readonly protect: boolean;
  /** Inputs of which one that is safe is enough. */
  readonly defences: readonly Defence[];
  /** Whether something keeps a copy that the destroy leaves. */
  readonly copied: "yes" | "no" | "unknown";
}

// Original data that cannot be restored. Caches, queues, images, names and addresses are left to `protect-stateful`.
const firstHand: readonly string[] = [
  ...["rds.Instance", "rds.Cluster", "dsql.Cluster", "lightsail.Database", "redshift.Cluster", "redshiftserverless.Namespace"],
  ...["docdb.Cluster", "docdb.ElasticCluster", "neptune.Cluster", "neptunegraph.Graph", "dynamodb.Table", "keyspaces.Table", "qldb.Ledger"],
  ...["timestreamwrite.Table", "timestreaminfluxdb.DbInstance", "timestreaminfluxdb.DbCluster", "memorydb.Cluster"],
  ...["opensearch.Domain", "opensearch.ServerlessCollection", "elasticsearch.Domain", "msk.Cluster", "msk.ServerlessCluster"],
  ...["s3.Bucket", "s3.DirectoryBucket", "s3.VectorsVectorBucket", "s3tables.TableBucket", "lightsail.Bucket", "backup.Vault"],
  ...["efs.FileSystem", "ebs.Volume", "fsx.LustreFileSystem", "fsx.WindowsFileSystem", "fsx.OpenZfsFileSystem", "fsx.OntapVolume"],
  ...["cognito.UserPool", "directoryservice.Directory", "workmail.Organization", "codecommit.Repository", "secretsmanager.Secret"],
].map(typeOfClass);

/** Every resource with original data, and all that protects it. */
export const exposures: View<Exposure> = {
  view: "stateful resources with their backups",
  scope: "stack",
  atEnd: "the backup plan that covers a resource comes after it",
  types: firstHand.filter((type) => table()[type] !== undefined),
  of: (resource, { stack }) => {
    const entry = statefulEntry(resource);
    if (entry === undefined || stack === undefined || isCopy(resource) || isScratch(resource) === true) return [];
    return [{ resource, path: "", value: exposureOf(resource, entry, stack) }];
  },
};

function exposureOf(resource: Resource, entry: Stateful, stack: Stack): Exposure {
  const { protect, retainOnDelete } = resource.options;
  const isKept = protect || retainOnDelete === true;
  return {
    type: resource.type,
    reason: entry.reason,
    protect: isKept,
    // What is protected needs no other.
    defences: isKept ? [] : defencesOf(resource, entry),
    copied: isKept ? "no" : copied(resource, stack),
  };
}

function defencesOf(resource: Resource, entry: Stateful): Defence[] {
  // A short window is still a window, so only what takes the way back away altogether counts.
  const unsafe = unsafeOf(resource, entry).filter((input) => input.atLeast === undefined);
  const defences = unsafe.map((input) => standingOf(resource, input)).flatMap((defence) => keptBackups(resource, defence));
  return [...protectionOf(resource, entry), ...defences];
}

/** Backups that are not taken are not kept either. */
function keptBackups(resource: Resource, defence: Defence): Defence[] {
  const days = resource.inputs.value["backupRetentionPeriod"];
  if (defence.path !== "deleteAutomatedBackups" || defence.state !== "safe") return [defence];
  if (isUnknown(days)) return [{ ...defence, path: "backupRetentionPeriod", state: "unknown" }];
  return same(days ?? undefined, 0) ? [{ ...defence, path: "backupRetentionPeriod", state: "unsafe", is: "0" }] : [defence];
}

/** Fails where nothing holds; what may hold once it is known keeps the verdict open. */
export function evaluateExposure({ reason, protect, defences, copied }: Exposure): Verdict {
  if (protect || copied === "yes" || defences.some(({ state }) => state === "safe")) return pass;
  const unknown = defences.filter(({ state }) => state === "unknown").map(({ path }) => path);
  if (unknown.length > 0 || copied === "unknown") return open(...unknown, ...(copied === "unknown" ? [""] : []));
  const message =
    defences.length === 0
      ? `has no \`protect: true\`, and nothing else keeps ${reason}`
      : `has no safeguard: ${["`protect` is off", ...defences.map(({ path, is }) => `${path} is ${is}`)].join(", ")}; a destroy loses ${reason} for good`;
  return broken(
    "",
    message,
    defences.map(({ path }) => ({ path })),
  );
}

/** Resources that keep a copy of the one that they point at. */
const copies: Readonly<Record<string, readonly { readonly source: string; readonly property: string }[]>> = lookupTable({
  [typeOfClass("s3.Bucket")]: [{ source: "s3.BucketReplicationConfig", property: "bucket" }],
  [typeOfClass("efs.FileSystem")]: [
    { source: "efs.ReplicationConfiguration", property: "sourceFileSystemId" },
    { source: "efs.BackupPolicy", property: "fileSystemId" },
  ],
  [typeOfClass("rds.Instance")]: [{ source: "rds.InstanceAutomatedBackupsReplication", property: "sourceDbInstanceArn" }],
});

function copied(resource: Resource, stack: Stack): Exposure["copied"] {
  let answer: Exposure["copied"] = backedUp(resource, stack);
  for (const { source, property } of copies[resource.type] ?? []) {
    const { sure, open: maybe } = partners(stack, resource, {
      direction: "inbound",
      types: [typeOfClass(source)],
      property,
      label: source,
    });
    for (const copy of sure) {
      const status = copy.type === typeOfClass("efs.BackupPolicy") ? statusOf(copy) : "ENABLED";
      if (status === "ENABLED") return "yes";
      if (isUnknown(status)) answer = "unknown";
    }
    if (maybe.length > 0) answer = "unknown";
  }
  return answer;
}

function statusOf(policy: Resource): Value | undefined {
  const block = policy.inputs.value["backupPolicy"];
  return isMap(block) ? block["status"] : isUnknown(block) ? block : undefined;
}
