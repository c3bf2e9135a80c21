#!/usr/bin/env bash
# Package: @cloud-copilot/iam-expand 0.11.44 (npm), which expands the wildcards of IAM actions.
# Behaviour: `s3:*` becomes its hundred-odd actions, but `*` alone comes back as `*` unless an option asks for it; and a pattern that fits no action (a misspelt service or
# action) becomes an empty list, without an error.
# Output seen: ok: s3:* is expanded, * comes back as it is, nope:* and s3:Foo become nothing
# Why it matters: code that asks "does the expansion include iam:PassRole?" answers no for the widest grant that there is; and a misspelt action reads as a grant of nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error @cloud-copilot/iam-expand@0.11.44 >/dev/null
cat >probe.mjs <<'JS'
import { expandIamActions } from "@cloud-copilot/iam-expand";
const [s3, all, nope, foo] = await Promise.all(["s3:*", "*", "nope:*", "s3:Foo"].map((action) => expandIamActions(action)));
if (s3.length < 100 || all.length !== 1 || all[0] !== "*" || nope.length + foo.length > 0) {
  console.error(`changed: ${s3.length}, ${JSON.stringify([all, nope, foo])}`);
  process.exit(1);
}
console.log("ok: s3:* is expanded, * comes back as it is, nope:* and s3:Foo become nothing");
JS
node probe.mjs
