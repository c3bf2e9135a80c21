const lines = (...text: readonly string[]): string => ["", ...text, ""].join("\n");

/** The text below the list of commands. */
export const programHelp = lines(
  "Start here:",
  "  stackwarden init                             write a configuration, a baseline and a pipeline",
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
    "Exit status: 0 no blocking findings, 1 blocking findings, 2 invalid input or command, or no state (see --allow-no-state).",
    "Without --config, the nearest configuration is used: beside the input or in a parent folder, up to the repository's root.",
    "Folders are searched 8 deep and up to 20,000 folders, without node_modules, other packages and hidden folders.",
    "",
    "Examples:",
    "  stackwarden check state.json",
    "  pulumi preview --json --show-sames | stackwarden check - --changed    block on what the change brings",
    "  pulumi stack export | stackwarden check -",
    "  stackwarden check . --preset all --fail-on high",
    "  stackwarden check . --config stackwarden.yaml --show waived,unknown",
    "  stackwarden check . --skip 'tags-*,@low' --quiet                  leave rules out, show only what is blocking",
    "  stackwarden check . --baseline baseline.json --update-baseline    accept the current findings",
    "  stackwarden check . --baseline baseline.json                      block on new findings only",
    "  stackwarden check . --rules ./rules.js                            with your own rules: docs/your-own-rules.md",
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
