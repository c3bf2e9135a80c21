import { list, text } from "./read.js";

interface Replicated {
  readonly globalTableArn?: unknown;
  readonly pointInTimeRecovery?: unknown;
  readonly replicas?: readonly { readonly regionName?: unknown; readonly pointInTimeRecovery?: unknown }[] | undefined;
}

/** The replicas without point-in-time recovery: of a table, which lists them, or the one that a resource of its own is. */
export function unrecoverableReplicas({
  globalTableArn,
  pointInTimeRecovery,
  replicas,
}: Replicated): { readonly path: string; readonly message: string }[] {
  const isEnabled = (value: unknown): boolean => text(value) === "true";
  if (globalTableArn !== undefined)
    return isEnabled(pointInTimeRecovery) ? [] : [{ path: "pointInTimeRecovery", message: "is not enabled" }];
  return list(replicas).flatMap((replica, i) =>
    isEnabled(replica.pointInTimeRecovery)
      ? []
      : [{ path: `replicas[${i}]`, message: `has no point-in-time recovery in ${text(replica.regionName)}` }],
  );
}
