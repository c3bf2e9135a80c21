const lines = (...text: readonly string[]): string => ["", ...text, ""].join("\n");

/** The text below the list of commands. */
export const programHelp = lines(
  "Start here:",
  "  stackwarden check .                          check the project in this folder: its stack files and states",
  "  pulumi stack export | stackwarden check -    check the selected stack",
  "  stackwarden explain s3-bucket-versioned      show why a rule exists and how to fix its findings",
  "  stackwarden check . --baseline baseline.json --update-baseline",
  "                                               accept the current findings; from now on only new ones block",
  "",
  "It reads only states and files: it needs no Pulumi CLI, no AWS account and no network. The same rules run in the Pulumi engine as a policy pack:",
  "  pulumi preview --policy-pack path/to/stackwarden --policy-pack-config stackwarden.json",
  "",
  "Exit status: 0 no blocking findings, 1 blocking findings, 2 invalid input or command.",
  "Environment: NO_COLOR and FORCE_COLOR switch colors; COLUMNS sets the width where the output is not a terminal.",
  "Run `stackwarden help COMMAND` for details of a command.",
);

/** The text below the options of each command. */
export const commandHelp = {
  check: lines(
    "Exit status: 0 no blocking findings, 1 blocking findings, 2 invalid input or command.",
    "",
    "Examples:",
    "  stackwarden check state.json",
    "  pulumi preview --json --show-sames | stackwarden check - --changed    block on what the change brings",
    "  pulumi stack export | stackwarden check -",
    "  stackwarden check . --preset all --fail-on high",
    "  stackwarden check . --config stackwarden.yaml --show waived,unknown",
    "  stackwarden check . --baseline baseline.json --update-baseline    accept the current findings",
    "  stackwarden check . --baseline baseline.json                      block on new findings only",
    "  stackwarden check . --rules ./rules.js                            with your own rules: docs/your-own-rules.md",
    "  stackwarden check . --output sarif=stackwarden.sarif --output html=report.html",
  ),
  audit: lines(
    "The result is a folder of stacks.jsonl, findings.jsonl and audit.json: docs/audit.md describes their fields. A shard writes a folder in it,",
    "for `stackwarden merge`. A stack that cannot be evaluated is listed with its reason, and does not end the audit.",
    "",
    "Exit status: 0 no blocking findings, 1 blocking findings, 2 invalid input or command, 3 no blocking findings, but stacks that could not be",
    "evaluated. A shard that is complete ends with 0.",
    "Environment: JOB_COMPLETION_INDEX (with --shards), AWS_BATCH_JOB_ARRAY_INDEX and _SIZE, CI_NODE_INDEX and CI_NODE_TOTAL, or",
    "STACKWARDEN_SHARD_INDEX (from 0) and STACKWARDEN_SHARD_TOTAL set the shard. Credentials are those that the SDK of the store finds.",
    "",
    "Examples:",
    "  stackwarden audit file://~ --team-tag Team",
    "  stackwarden audit 's3://acme-states?region=eu-central-1' --output html=audit.html",
    "  stackwarden audit ./states --since last-audit --out audit",
    "  stackwarden audit s3://acme-states --resume",
    "  stackwarden audit s3://acme-states --shard 2/8",
  ),
  merge: lines(
    "Exit status: 0 no blocking findings, 1 blocking findings, 2 invalid input or command, 3 no blocking findings, but stacks that could not be",
    "evaluated.",
    "",
    "Examples:",
    "  stackwarden merge shards --out audit",
    "  stackwarden merge shard-1 shard-2 --out audit --since last-audit --output html=audit.html",
  ),
  rules: lines(
    "Examples:",
    "  stackwarden rules --service s3 --framework cis@3.0.0",
    "  stackwarden rules --preset essential --format json",
    "  stackwarden rules --format json | jq '.[] | select(.severity == \"critical\") | .id'",
  ),
  explain: lines("Example:", "  stackwarden explain iam-policy-no-admin"),
} as const;
