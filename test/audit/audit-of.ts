/** The page of an audit with made-up facts. */
import type { FindingFact, StackFact } from "../../src/audit/facts.js";
import { countsOf } from "../../src/audit/facts.js";
import { writeAudit } from "../../src/audit/finish.js";
import { auditHtml } from "../../src/audit/html.js";
import { PackWaivers } from "../../src/audit/waivers.js";

const severities = ["critical", "high", "medium", "low"] as const;

function finding(i: number, stack: number): FindingFact {
  const severity = severities[i % 17 === 0 ? 0 : i % 5 === 0 ? 1 : i % 3 === 0 ? 2 : 3] ?? "low";
  const project = `project-${Math.floor(stack / 4)}`;
  const name = ["dev", "prod", "test", "eu-prod"][stack % 4] ?? "";
  return {
    stackId: `s3://states/.pulumi/stacks/${project}/${name}.json`,
    project,
    stack: name,
    environment: name.includes("prod") ? "production" : "",
    team: `team-${i % 6}`,
    rule: `s3-bucket-rule-${i % 40}`,
    severity,
    level: severity === "low" ? "advisory" : "mandatory",
    outcome: i % 50 === 49 ? "waived" : "fail",
    blocking: severity === "critical" || severity === "high",
    isNew: null,
    service: "s3",
    type: "aws:s3/bucket:Bucket",
    name: i === 100 ? "<img src=x onerror=alert(1)>" : `bucket-${i}`,
    urn: `urn:pulumi:${name}::${project}::aws:s3/bucket:Bucket::bucket-${i}`,
    path: "forceDestroy",
    message: `forceDestroy is true for bucket ${i}, expected false`,
    fix: "Set `forceDestroy: false`.",
    fingerprint: i.toString(16).padStart(32, "0"),
    file: "index.ts",
    line: i,
    component: null,
    waiverUntil: null,
    waiverOwner: null,
    waiverReason: null,
  };
}

/** Writes an audit of so many stacks and findings into a folder, and gives its page. */
export function auditOf(folder: string, { stacks, findings }: { readonly stacks: number; readonly findings: number }): string {
  const each = Math.ceil(findings / stacks);
  const results = Array.from({ length: stacks }, (_, at) => {
    const own = Array.from({ length: Math.min(each, findings - at * each) }, (__, i) => finding(at * each + i, at));
    const { stackId: id = "", project = "", stack = "" } = own[0] ?? {};
    const fact: StackFact = {
      ...{ id, project, stack, environment: stack.includes("prod") ? "production" : "", team: `team-${at % 6}`, status: "read" },
      ...{ reason: null, message: null, locked: at === 3, resources: 100, unjudged: 0, ...countsOf(own), new: null, fixed: null },
    };
    return { stack: fact, findings: own };
  });
  const cut: StackFact = {
    ...{ id: "s3://states/.pulumi/stacks/zoo/dev.json", project: "zoo", stack: "dev", environment: "", team: "", status: "unreadable" },
    ...{
      reason: "truncated",
      message: "the file seems truncated",
      locked: false,
      resources: 0,
      unjudged: 0,
      ...countsOf([]),
      new: null,
      fixed: null,
    },
  };
  const all = [...results, { stack: cut, findings: [] }].sort((a, b) => (a.stack.id < b.stack.id ? -1 : 1));
  const audit = writeAudit(folder, {
    stacks: all,
    known: new Set(),
    waivers: new PackWaivers(),
    about: {
      tool: { name: "stackwarden", version: "0.0.0" },
      day: "2026-07-01",
      settings: "",
      teamTag: "Team",
      sources: ["s3://states"],
      shard: null,
    },
    ruleFact: (id) => ({
      title: `Buckets must follow ${id}`,
      severity: "high",
      docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/",
    }),
    since: undefined,
  });
  return [...auditHtml(audit, folder)].join("");
}
