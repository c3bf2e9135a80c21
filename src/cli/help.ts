const lines = (...text: readonly string[]): string => ["", ...text, ""].join("\n");

/** What stands below the list of commands. */
export const programHelp = lines(
  "Start here:",
  "  stackwarden check .                          judge the project in this folder: its stack files, and the states in it",
  "  pulumi stack export | stackwarden check -    judge the stack that is selected",
  "  stackwarden explain s3-bucket-versioned      why a rule is there, and what to do",
  "  stackwarden check . --baseline baseline.json --update-baseline",
  "                                               take what is found today for given; from now on only what is new gates",
  "",
  "It reads states and files: no Pulumi CLI, no account, no network. In the Pulumi engine the same rules run as a policy pack:",
  "  pulumi preview --policy-pack path/to/stackwarden --policy-pack-config stackwarden.json",
  "",
  "Exit status: 0 nothing gates, 1 something does, 2 the input or the command cannot be used.",
  "Environment: NO_COLOR and FORCE_COLOR switch colours, COLUMNS sets the width where the output is no terminal.",
  "`stackwarden help COMMAND` tells more about each.",
);

/** What stands below the options of each command. */
export const commandHelp = {
  check: lines(
    "Exit status: 0 nothing gates, 1 something does, 2 the input or the command cannot be used.",
    "",
    "Examples:",
    "  stackwarden check state.json",
    "  pulumi stack export | stackwarden check -",
    "  stackwarden check . --preset all --fail-on high",
    "  stackwarden check . --config stackwarden.yaml --show waived,unknown",
    "  stackwarden check . --baseline baseline.json --update-baseline    take what is found now for given",
    "  stackwarden check . --baseline baseline.json                      and gate what is new",
    "  stackwarden check . --rules ./rules.js                            by your own rules too: docs/your-own-rules.md",
    "  stackwarden check . --output sarif=stackwarden.sarif --output html=report.html",
  ),
  rules: lines(
    "Examples:",
    "  stackwarden rules --service s3 --framework cis@3.0.0",
    "  stackwarden rules --preset essential --format json",
    "  stackwarden rules --format json | jq '.[] | select(.severity == \"critical\") | .id'",
  ),
  explain: lines("Example:", "  stackwarden explain iam-policy-no-admin"),
} as const;
