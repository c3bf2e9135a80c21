/** The columns of the facts: what the Parquet files have, and docs/audit.md lists. */
import type { FindingFact, StackFact } from "./facts.js";

/** The type of a column; `?` where it may be null. */
export type ColumnType = "STRING" | "STRING?" | "INT32" | "INT32?" | "BOOLEAN" | "BOOLEAN?";

export const stackColumns: Readonly<Record<keyof StackFact, ColumnType>> = {
  id: "STRING",
  project: "STRING",
  stack: "STRING",
  environment: "STRING",
  team: "STRING",
  status: "STRING",
  reason: "STRING?",
  message: "STRING?",
  locked: "BOOLEAN",
  resources: "INT32",
  unjudged: "INT32",
  critical: "INT32",
  high: "INT32",
  medium: "INT32",
  low: "INT32",
  blocking: "INT32",
  unknown: "INT32",
  waived: "INT32",
  exempted: "INT32",
  baseline: "INT32",
  new: "INT32?",
  fixed: "INT32?",
};

export const findingColumns: Readonly<Record<keyof FindingFact, ColumnType>> = {
  stackId: "STRING",
  project: "STRING",
  stack: "STRING",
  environment: "STRING",
  team: "STRING",
  rule: "STRING",
  severity: "STRING",
  level: "STRING",
  outcome: "STRING",
  blocking: "BOOLEAN",
  isNew: "BOOLEAN?",
  service: "STRING",
  type: "STRING",
  name: "STRING",
  urn: "STRING",
  path: "STRING",
  message: "STRING",
  fix: "STRING",
  fingerprint: "STRING",
  file: "STRING?",
  line: "INT32?",
  component: "STRING?",
  waiverUntil: "STRING?",
  waiverOwner: "STRING?",
  waiverReason: "STRING?",
};
